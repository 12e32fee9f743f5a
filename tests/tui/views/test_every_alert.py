"""Every figure of an alert is found again in the facts its evidence names, or reckoned from the book by other means.

The three books of `test_every_figure` are walked, and the little books of every kind of alert. An amount or a day is a field
of a fact that is named beside it (an invoice with its receipts, an order, a promise, a contact, a report, a notice, a version
of the buyer), the day on which the alert began to ring, or a row of `AGAIN` says how it follows. What nothing gives again is a
fault.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import median_low

from credit.account import Fact, dated_on
from credit.activity import Contact, Dispute
from credit.alerts import Alert, AlertKind
from credit.assess import assess_book
from credit.assessment import Assessment
from credit.invoice import Invoice, Order
from credit.kept_back import YEAR
from credit.money import Money, total
from credit.receipt import Receipt
from credit.terms import understood
from tests.credit.alerts.test_no_fact_no_alert import SAMPLES
from tests.credit.little_book import TODAY
from tests.tui.views.test_every_figure import BOOKS, shown
from tui.views.explained import Explained, explained_buyer
from tui.views.snapshot import Snapshot, snapshot

NAMES = ("invoice", "order", "promise", "contact", "report", "notice", "dispute", "receipt", "buyer")
"""Keys of an evidence that name a fact."""


@dataclass(frozen=True)
class Rung:
    """An alert, and the book it rings in."""

    alert: Alert
    entry: Assessment
    book: Snapshot

    def __getitem__(self, key: str) -> str:
        return str(self.alert.evidence[key])

    @property
    def told(self) -> Mapping[str, Explained]:
        """What `?` tells of the buyer; `reckoned` gives each of these again from its own inputs."""
        return {one.figure: one for one in explained_buyer(self.book, self.entry.id, every=True)}

    def named(self) -> Iterator[Fact]:
        """Every version of the facts its evidence names, and the receipts of an invoice it names."""
        names = {self[name] for name in NAMES if name in self.alert.evidence}
        for fact in self.entry.account.versions:
            if fact.id in names or (isinstance(fact, Receipt) and names & set(fact.invoices)):
                yield fact

    def fields(self) -> set[object]:
        """Amounts and days of the facts that are named."""
        found = (getattr(fact, each.name) for fact in self.named() for each in fields(fact))
        return {value for value in found if isinstance(value, Money | date)}

    def invoice(self) -> Invoice:
        return next(each for each in self.entry.account.invoices if each.id == self["invoice"])

    def order(self) -> Order:
        return next(each for each in self.entry.account.orders if each.id == self["order"])

    def dispute(self) -> Dispute:
        return next(each for each in self.entry.account.disputes if each.id == self["dispute"])

    def age(self, day: date) -> int:
        return (self.entry.on - day).days

    def unanswered(self) -> list[Contact]:
        """Tries that found nobody since the last that found somebody."""
        tries: list[Contact] = []
        for contact in self.entry.account.contacts:
            if contact.outcome.reached is not None:
                tries = [*tries, contact] if contact.outcome.reached is False else []
        return tries

    def days_late(self) -> tuple[int, ...]:
        """Days late the habit is read from, as `?` tells them."""
        found = dict(self.told["habit"].inputs)["days_late"]
        assert isinstance(found, tuple)
        return found

    def classes(self) -> list[int | None]:
        """Classes of its country that were published by today."""
        told = self.book.book.countries.risks[self.entry.account.customer.country]
        return [each.risk_class for each in told if each.published_on <= self.entry.on]

    def paid(self) -> list[str]:
        """Invoices that are paid in full."""
        still = {item.invoice.id for item in self.entry.ledger.open}
        return [
            i.id for i in self.entry.account.invoices if i.id not in still and i.amount.minor > 0 and i.issued_on <= self.entry.on
        ]


def listed(key: str) -> Callable[[Rung], object]:
    return lambda rung: len(rung[key].split(", "))


def explained(figure: str) -> Callable[[Rung], object]:
    return lambda rung: rung.told[figure].value


def given(figure: str, name: str) -> Callable[[Rung], object]:
    """An input of what `?` tells."""
    return lambda rung: dict(rung.told[figure].inputs)[name]


def terms_days(rung: Rung) -> int:
    """Days of the order's own terms, or from issue to the due day of the invoice."""
    if "order" in rung.alert.evidence:
        return max(each.offset for each in understood(rung.order().terms).instalments)
    return (rung.invoice().due_on - rung.invoice().issued_on).days


def partly_paid(rung: Rung) -> int:
    """Overdue invoices of which money came in and not all."""
    named = {number for receipt in rung.entry.account.receipts for number in receipt.invoices}
    return sum(item.dpd > 0 and item.invoice.id in named for item in rung.entry.ledger.open)


def largest_order(rung: Rung) -> Money:
    order, first = rung.order(), rung.order().on - timedelta(YEAR)
    return max(other.amount for other in rung.entry.account.orders if first <= other.on < order.on)


def highest_exposure(rung: Rung) -> Money | None:
    """The highest that stood on any day of the year that ended when growth began to be watched, looked at day by day."""
    last = rung.entry.on - timedelta(rung.book.book.policy.watching.growth_days)
    first = last - timedelta(YEAR)
    days = {first, *(day for day in map(dated_on, rung.entry.account.versions) if first < day <= last)}
    alone = replace(rung.book.book, accounts={rung.entry.id: rung.entry.account})
    stood = (assess_book(alone, day).by_id.get(rung.entry.id) for day in days)
    found = (each.exposure.at_stake for each in stood if each is not None)
    return max((money for money in found if money is not None), default=None)


AGAIN: Mapping[tuple[str, str], Callable[[Rung], object]] = {
    ("paying_later", "count"): listed("beyond"),
    ("paying_later", "usual"): given("trend", "before"),
    ("paying_later", "latest"): given("trend", "now"),
    ("paying_later", "invoices"): given("trend", "invoices"),
    ("paying_later", "since"): given("trend", "since"),
    ("overdue_beyond_habit", "days"): lambda rung: rung.age(rung.entry.ledger.rolled(rung.invoice().due_on)),
    ("overdue_beyond_habit", "latest"): explained("habit"),
    ("overdue_beyond_habit", "usual"): lambda rung: median_low(rung.days_late()),
    ("overdue_beyond_habit", "invoices"): lambda rung: len(rung.days_late()),
    ("overdue_beyond_habit", "open"): lambda rung: next(
        i.open for i in rung.entry.ledger.open if i.invoice.id == rung["invoice"]
    ),
    ("partial_payments", "count"): partly_paid,
    ("short_pay_series", "count"): listed("invoices"),
    ("short_pay_series", "amount"): lambda rung: total(
        (i.open for i in rung.entry.ledger.open if i.invoice.id in rung["invoices"].split(", ")), rung.invoice().amount.currency
    ),
    ("charges_over_cap", "count"): lambda rung: sum(i.open.minor > 0 for i in rung.entry.ledger.open),
    ("charges_over_cap", "most"): lambda rung: Money.of("500", "USD"),
    ("order_while_overdue", "days"): lambda rung: (rung.order().on - rung.invoice().due_on).days,
    ("exposure_growth", "exposure"): explained("exposure"),
    ("exposure_growth", "highest"): highest_exposure,
    ("order_spike", "highest"): largest_order,
    ("terms_stretch", "days"): terms_days,
    ("terms_stretch", "usual"): lambda rung: max(
        (i.due_on - i.issued_on).days for i in rung.entry.account.invoices if i.id != rung.alert.evidence.get("invoice")
    ),
    ("limit_exceeded", "exposure"): explained("counted"),
    ("limit_expired", "exposure"): explained("exposure"),
    ("unreachable", "tries"): lambda rung: len(rung.unanswered()),
    ("unreachable", "channels"): lambda rung: len({contact.channel for contact in rung.unanswered()}),
    ("unreachable", "since"): lambda rung: rung.unanswered()[0].on,
    ("first_dispute", "invoices"): lambda rung: len(rung.paid()),
    ("late_dispute", "days"): lambda rung: (rung.dispute().on - max(rung.invoice().issued_on, rung.invoice().left_on)).days,
    ("grade_drop", "since"): lambda rung: rung.entry.on - timedelta(rung.book.book.policy.watching.drop_days),
    ("report_stale", "days"): lambda rung: rung.age(rung.entry.account.reports[0].spoken_on),
    ("report_stale", "exposure"): explained("exposure"),
    ("country_worse", "before"): lambda rung: rung.classes()[-2],
    ("country_worse", "now"): lambda rung: rung.classes()[-1],
    ("group_limit_exceeded", "exposure"): explained("group_exposure"),
}
"""How a figure that is no field of a fact follows, by kind of alert and key."""


def rung_in(book: Snapshot, kinds: set[str]) -> Iterator[Rung]:
    for entry in book.assessed.by_id.values():
        yield from (Rung(alert, entry, book) for alert in entry.alerts if not kinds or alert.kind in kinds)


def every() -> Iterator[Rung]:
    for name in BOOKS:
        yield from rung_in(shown(name), set())
    for kind, samples in SAMPLES.items():
        for sample in samples:
            yield from rung_in(snapshot(sample.book, TODAY), {kind})


def is_figure(value: object) -> bool:
    return isinstance(value, Money | date | Decimal | int) and not isinstance(value, bool)


def test_every_figure_of_an_alert_is_found_again() -> None:
    seen: Counter[str] = Counter()
    for rung in every():
        kind, where = rung.alert.kind, f"{rung.alert.id} of {rung.entry.id}"
        for key, value in rung.alert.evidence.items():
            if not is_figure(value):
                continue
            if (kind, key) in AGAIN:
                assert AGAIN[kind, key](rung) == value, f"{key} of {where}: {value}"
                seen[f"{kind} {key}"] += 1
            elif value not in rung.fields():
                assert (key, value) in {("on", rung.alert.on), ("on", rung.alert.learnt_on)}, f"{key} of {where}: {value}"
    assert set(seen) == {f"{kind} {key}" for kind, key in AGAIN}, "a row that nothing needs"


def test_every_kind_of_alert_is_walked() -> None:
    assert {rung.alert.kind for rung in every()} >= set(AlertKind)


def test_every_alert_was_learnt_on_the_day_it_began_to_ring() -> None:
    """As the book was known on that day it rings, by the same id, and on the day before it does not."""
    for rung in every():
        alert, day = rung.alert, rung.alert.learnt_on
        began = alert.evidence["on"]
        assert isinstance(began, date)
        assert began <= alert.on <= day <= rung.entry.on
        assert alert.id in ringing(rung, day), f"{alert.id} of {rung.entry.id} is said to ring from {day}"
        assert alert.id not in ringing(rung, day - timedelta(1)), f"{alert.id} of {rung.entry.id} rang before {day}"


def ringing(rung: Rung, day: date) -> set[str]:
    """Ids of the buyer's alerts on a day, as the book was known then; the rest of its family looked at with it."""
    book = rung.book.book
    family = {rung.entry.id: rung.entry.account}
    if rung.alert.kind in (AlertKind.GROUP_DISTRESS, AlertKind.GROUP_LIMIT_EXCEEDED):
        family = dict(book.accounts)
    known = replace(book, accounts=family).as_known_on(day)
    found = assess_book(known, day).by_id.get(rung.entry.id)
    return {alert.id for alert in found.alerts} if found else set()
