"""Where the figures of how a buyer pays come from: the amounts and days that are weighed, item by item."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from credit.aging import bucket_names
from credit.assessment import Assessment
from credit.behaviour import beyond_terms
from credit.book import Book
from credit.money import Money
from credit.pay_trend import mean_days
from credit.payment_measures import PaymentMeasures, payment_measures, recent
from credit.payment_record import BUCKET_ENDS, KNOTS, Experience, Share, Weighed, weighed
from credit.weights import weights
from tui.views.cash_speed import payment_record
from tui.views.explanation import Explained, percent
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.listing import listed
from wording.words import _, plural

__all__ = ["explained_pay"]

SHOWN = 20
"""Invoices, and parts of what was paid in parts, told one by one, those that weigh most; the others are summed."""

Counted = Sequence[Weighed]
"""What is weighed, with the days it counts."""


def explained_pay(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """Days beyond terms and what follows from them, shares, and the trend."""
    record, on = payment_record(entry), entry.on
    counted = beyond_terms(entry.record, on)
    yield Explained("dbt", entry.dbt, tuple(_days(counted, shown.book, entry)), on)
    signed = weighed(recent(entry.record, on))
    further = payment_measures(entry, shown.book.policy)
    yield Explained("signed_average", further.signed_average, tuple(_days(signed, shown.book, entry)), on)
    sums = zip(bucket_names(BUCKET_ENDS), further.open_by_age or (), strict=False)
    yield Explained("bucket_dbt", further.bucket_dbt, tuple((terms.bucket(name), money) for name, money in sums), on)
    yield Explained("paydex_equivalent", record.paydex_equivalent, (("dbt", entry.dbt), ("knots", _knots(entry.dbt))), on)
    yield Explained("late_share", _share(record.late), _counts("late", record.late), on)
    yield Explained("kept_rate", _share(record.kept), _counts("kept", record.kept), on)
    trend = record.trend
    latest = tuple(_mean([told]) for told in entry.record[-shown.book.policy.trend.recent :])
    told = (("before", trend.before), ("now", trend.now), ("latest_days", latest), ("invoices", trend.invoices))
    yield Explained("trend", trend.direction.value, (*told, ("since", trend.since)), on)
    yield from _usual(entry, shown, further)


def _knots(dbt: Decimal | None) -> str | None:
    """The points of the scale between which the days lie, each with its days."""
    if dbt is None:
        return None
    place = min(max(bisect_left([days for days, _score in KNOTS], dbt), 1), len(KNOTS) - 1)
    return ", ".join(f"{score} = {days}" for days, score in KNOTS[place - 1 : place + 1])


def _usual(entry: Assessment, shown: Snapshot, further: PaymentMeasures) -> Iterator[Explained]:
    """The habit, by the days late it is read from, how many came far past due, and months of the year that stand apart."""
    policy, risk = shown.book.policy, further.at_risk
    if entry.habit:
        days = tuple(sorted(entry.ledger.all_days_late(entry.ledger.settled[-policy.alerting.habit_invoices :])))
        told = (("days_late", days), ("percentile", policy.alerting.habit_percentile), ("usual", entry.habit.usual))
        yield Explained("habit", entry.habit.latest, (*told, ("invoices", entry.habit.invoices)), entry.on)
    counts = (("late", risk.reached), ("of", risk.of), ("days", policy.turnover.at_risk_days))
    yield Explained("at_risk_rate", percent(risk.share), counts, entry.on)
    for month in further.seasons or ():
        inside = [told for told in entry.record if told.due_on.month == month.month]
        outside = [told for told in entry.record if told.due_on.month != month.month]
        means = (("in_month", _mean(inside)), ("in_others", _mean(outside)))
        seen = (*means, ("invoices", month.invoices), ("years", month.years))
        yield Explained(f"season:{month.month}", month.days, seen, entry.on, about=terms.month(month.month))


def _mean(record: Sequence[Experience]) -> Decimal:
    """Mean days late of these invoices, to two digits."""
    return Decimal(str(round(sum(map(mean_days, record)) / len(record), 2)))


def _days(counted: Counted, book: Book, entry: Assessment) -> Iterator[tuple[str, object]]:
    """The two sums whose quotient the average is, what currencies were weighed at, and the parts that are not zero."""
    currencies = (money.currency for _told, money, _days in counted)
    by_currency, unweighed = weights(currencies, lambda code: book.worth(code, entry.on))
    open_late = {told.invoice: told.open for told, _money, _days in counted}
    yield "settled", len(open_late) - sum(open_late.values())
    yield "open_overdue", sum(open_late.values())
    if by_currency:
        known = [one for one in counted if one[1].currency in by_currency]
        single = next(iter(by_currency)) if len(by_currency) == 1 else book.base
        yield "weighed", _sum(((money, 1) for _told, money, _days in known), by_currency, single)
        yield "amount_days", _sum(((money, days) for _told, money, days in known), by_currency, single).amount
        yield from _items([one for one in known if one[2]], by_currency, single)
    if unlisted := sum(not days for _told, _money, days in counted):
        yield "counted_zero", unlisted
    if len(by_currency) > 1:
        yield from ((f"1 {code}", _rate(code, book, entry)) for code in by_currency if code != book.base)
    if unweighed:
        yield "unweighed", listed(unweighed)


def _sum(told: Iterable[tuple[Money, int]], by_currency: Mapping[str, Decimal], currency: str) -> Money:
    return Money(round(sum((money.minor * days * by_currency[money.currency] for money, days in told), Decimal(0))), currency)


def _items(told: Counted, by_currency: Mapping[str, Decimal], currency: str) -> Iterator[tuple[str, object]]:
    """Each invoice, or each part of it, with its amount and days, the heaviest first."""
    heavy = sorted(told, key=lambda one: -abs(one[1].minor * one[2] * by_currency[one[1].currency]))
    for one, money, days in heavy[:SHOWN]:
        words = plural("{amount} x {days} day", "{amount} x {days} days", abs(days))
        yield figures.safe(one.invoice), words.format(amount=figures.money(money), days=days)
    rest = list(islice(heavy, SHOWN, None))
    if rest:
        product = _sum(((money, days) for _one, money, days in rest), by_currency, currency).amount
        count = len({one.invoice for one, _money, _days in rest})
        words = plural("{count} invoice, amount x days {product}", "{count} invoices, amount x days {product}", count)
        yield "others", words.format(count=count, product=figures.number(product))


def _rate(code: str, book: Book, entry: Assessment) -> str:
    known = book.rates.factor(code, book.base, entry.on)
    rate, day = known if known is not None else (Decimal(0), entry.on)  # who is weighed has a rate
    return _("{rate} {currency} of {day}").format(rate=round(rate, 6).normalize(), currency=book.base, day=figures.day(day))


def _counts(name: str, share: Share) -> tuple[tuple[str, object], ...]:
    return ((name, share.count), ("of", share.of))


def _share(share: Share) -> str | None:
    return f"{share.count} / {share.of}" if share.of else None
