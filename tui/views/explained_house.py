"""Where the figures of the whole house come from: what is owed at which age, how fast it turns into cash, what will be lost."""

from collections.abc import Iterable, Iterator, Sequence

from credit.age_basis import AgedFrom
from credit.assessment import Assessment
from credit.loss.estimate import LossEstimate
from credit.loss.net import NetLoss, loss_after_cover
from credit.money import Money
from credit.reason import OWN_LEDGER, RATES
from credit.turnover import Turnover
from tui.views.aged import buckets_from
from tui.views.cash_speed import house_at_risk, house_turnover
from tui.views.explained_rates import rates_of
from tui.views.explanation import Explained, Inputs, because, heaviest, percent
from tui.views.house import Bucket, CurrencyTotal, House, house
from tui.views.loss import loss_of, net_reasons
from tui.views.process import explained_process
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.loss_terms import segment
from wording.words import _

__all__ = ["explained_house"]


def explained_house(shown: Snapshot) -> tuple[Explained, ...]:
    """The figures above the portfolio."""
    totals, speed = house(shown), house_turnover(shown)
    rates = rates_of(totals.rate_on, shown)
    found = list(_owed(totals, shown, rates))
    if speed is not None:
        found += _speed(speed, shown, rates)
    found += _by_currency(totals, shown)
    found.append(_at_risk(shown))
    found += _lost(shown)
    found += explained_process(shown)
    return tuple(found)


def _owed(totals: House, shown: Snapshot, rates: Inputs) -> Iterator[Explained]:
    on, buckets = shown.on, tuple((terms.bucket(bucket.name), bucket.amount) for bucket in totals.aging)
    owed = (*rates, *(("left_out", left.receivable) for left in totals.left_out))
    late = (*rates, *(("left_out", left.overdue) for left in totals.left_out))
    yield Explained("receivable", totals.receivable, (*buckets, *owed), on)
    yield Explained("house_overdue", totals.overdue, (*buckets[1:-1], *late), on)
    if not totals.aging:
        return
    for place, bucket in enumerate(totals.aging):
        yield _bucket(bucket, place, shown, owed)
    for since in (AgedFrom.INVOICE, AgedFrom.SHIPMENT):
        dated = tuple((terms.bucket(bucket.name), bucket.amount) for bucket in buckets_from(shown, since))
        yield Explained(f"aged_from_{since}", totals.receivable, (*dated, *owed), on)


def _bucket(bucket: Bucket, place: int, shown: Snapshot, more: Inputs) -> Explained:
    """What each buyer owes of this age, the most first; unapplied amounts are taken off."""
    sign = -1 if bucket.name == "unapplied" else 1
    held = ((entry.id, entry.converted_aging(entry.rated_agings)[place] * sign) for entry in shown.assessed.by_id.values())
    buyers = heaviest([(id, Money(minor, shown.book.base)) for id, minor in held if minor], shown.book.base)
    counted: Inputs = (("invoices", bucket.invoices),)
    inputs = (*buyers, *counted, *more)
    return Explained(f"bucket:{bucket.name}", bucket.amount, inputs, shown.on, about=terms.bucket(bucket.name))


def _speed(speed: Turnover, shown: Snapshot, rates: Inputs) -> Iterator[Explained]:
    """How fast sales turn into cash, with the sales, days and balances behind it."""
    told, base, on = speed.basis, shown.book.base, shown.on
    end, begin, current = (
        ("end", Money(told.end, base)),
        ("begin", Money(told.begin, base)),
        ("current", Money(told.current, base)),
    )
    period = (("sales", Money(told.sales, base)), ("days", told.days), ("months", told.months))
    yield Explained("dso", speed.simple, (end, *period, *rates), on)
    yield Explained("best_possible_dso", speed.best_possible, (current, *period, *rates), on)
    yield Explained("add", speed.delinquent, (("dso", speed.simple), ("best_possible_dso", speed.best_possible)), on)
    yield Explained("cei", speed.effectiveness, (begin, end, current, *period, *rates), on)
    unexplained = ("unexplained", Money(speed.countback.left, base))
    # while a part is left that no month explains there is no figure
    days = speed.countback.days if not speed.countback.left else None
    yield Explained("countback_dso", days, (end, *_used(speed, base), unexplained, *rates), on)
    yield Explained("true_dso", speed.true, (end, *_aged(speed, base), *rates), on)
    year = ("year_days", shown.book.policy.turnover.year_days)
    yield Explained("receivable_turnover", speed.rate, (begin, end, *period, year, *rates), on)
    yield Explained("turnover_days", speed.rate_days, (("receivable_turnover", speed.rate), year, *rates), on)


def _used(speed: Turnover, base: str) -> Iterator[tuple[str, object]]:
    """The months whose sales the balance is made of, the latest first: what of them is used, and the days it stands for."""
    left = max(speed.basis.end, 0)
    for month in reversed(speed.series):
        if not left or month.sales <= 0:
            return
        used = min(left, month.sales)
        words = _("{used} of {sales} sold in {days} days")
        sold = figures.money(Money(month.sales, base))
        yield figures.day(month.ends_on), words.format(used=figures.money(Money(used, base)), sales=sold, days=month.days)
        left -= used


def _aged(speed: Turnover, base: str) -> Iterator[tuple[str, object]]:
    """For each month something is open from: open amount x age in days, and what was sold in it."""
    for month in speed.series:
        if month.open_days:
            words = _("amount x age {product}, sold {sales}")
            product = figures.number(Money(month.open_days, base).amount)
            yield figures.day(month.ends_on), words.format(product=product, sales=figures.money(Money(month.sales, base)))


def _by_currency(totals: House, shown: Snapshot) -> Iterator[Explained]:
    """What is owed in each currency, and what it is worth."""
    unapplied = _unapplied(shown.assessed.by_id.values(), totals.by_currency)
    for each in totals.by_currency:
        code, free = each.receivable.currency, unapplied[each.receivable.currency]
        rate = shown.book.rates.factor(code, shown.book.base, shown.on)
        rated: Inputs = (("rate", rate[0]), *rates_of(rate[1] if code != shown.book.base else None, shown)) if rate else ()
        lines: Inputs = (("not_due", each.receivable + free - each.overdue), ("overdue", each.overdue), ("unapplied", free))
        source = RATES if rate is not None and code != shown.book.base else OWN_LEDGER
        yield Explained(f"by_currency:{code}", each.receivable, (*lines, *rated), shown.on, source, about=code)


def _unapplied(entries: Iterable[Assessment], owed: Sequence[CurrencyTotal]) -> dict[str, Money]:
    sums = {each.receivable.currency: Money.zero(each.receivable.currency) for each in owed}
    for entry in entries:
        for money in entry.ledger.unapplied:
            sums[money.currency] += money
    return sums


def _at_risk(shown: Snapshot) -> Explained:
    risk = house_at_risk(shown)
    days: Inputs = (("days", shown.book.policy.turnover.at_risk_days),)
    return Explained("at_risk_rate", percent(risk.share), (("late", risk.reached), ("of", risk.of), *days), shown.on)


def _lost(shown: Snapshot) -> Iterator[Explained]:
    """The expected loss by segment and by buyer that is assessed by itself; and what is left of it after cover and security."""
    base, on, found = shown.book.base, shown.on, loss_of(shown)
    net = loss_after_cover(shown.assessed, found)
    reasons = because((*found.reasons, *net_reasons(found, net, shown)))
    yield Explained("expected_credit_loss", found.total, (*_parts(found, base), *reasons), on)
    yield Explained("loss_after_cover", net.total, (*_net(net, base), *_left_out(net)), on)


def _parts(found: LossEstimate, base: str) -> Inputs:
    segments: Inputs = tuple((segment(each.name), Money(each.matrix.total, base)) for each in found.segments)
    return (*segments, *heaviest([(one.customer_id, one.loss) for one in found.individual], base))


def _net(net: NetLoss, base: str) -> Inputs:
    return heaviest([(id, loss) for id, loss in net.by_buyer.items() if loss], base)


def _left_out(net: NetLoss) -> Inputs:
    return tuple(("left_out", id) for id in net.left_out)
