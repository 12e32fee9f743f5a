"""What would be true of a buyer if: a payment came on a day, its due dates moved, its limit were another.

The book is succeeded by one with hypothetical facts, both are assessed, and neither goes anywhere: nothing here is recorded. A
payment of a day to come is looked at on that day, with it and without it, as far as today's facts tell. Time the house gives is
not time the insurer gives: without its consent its clocks run from the day that was agreed at first, and an extension beyond
what it allows costs the cover (TRADE.md 0). Nor is it evidence that the buyer will pay: class, grade and loss are still
reckoned on the due dates first agreed, though nothing is overdue by the new ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

from credit.account import Fact
from credit.assess import Assessed, assess_book
from credit.assessment import Assessment
from credit.calendar import days_after
from credit.change import Change
from credit.clocks.clock import Clock, ClockKind
from credit.five_classes import DebtClass
from credit.invoice import Invoice
from credit.lessons import Lessons, lessons
from credit.loss.estimate import expected_credit_loss
from credit.money import Money
from credit.problem import RefusedChange
from credit.rating.letter import Grade
from credit.receipt import Receipt
from credit.worklist import Task, place

__all__ = ["Outlook", "Supposed", "WhatIf", "what_if"]

MARK = "what-if"
"""Number of the hypothetical receipt: it is in no book."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed; at least one of the three."""

    pay: Money | None = None
    pay_on: date | None = None
    """Day of the payment; `None`: the day of the look."""
    extend_days: int = 0
    """Days by which the due date of every open invoice moves."""
    limit: Money | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a buyer stands on a day, in what a decision turns on: in part without a rate, `None` where nothing is known."""

    debt_class: DebtClass
    grade: Grade
    overdue: Money | None
    exposure: Money | None
    own_risk: Money | None
    insured: Money | None
    secured: Money | None
    limit: Money | None
    headroom: Money | None
    value_per_day: Money | None
    """Money a day of waiting costs; `None` too where the buyer has no row in the queue."""
    expected_loss: Money | None
    """Of the whole house: what the one buyer moves it by is the difference."""
    clocks: tuple[Clock, ...]
    no_rate: tuple[str, ...] = ()
    """Currencies of this buyer without a rate: its amounts are told without what is in them."""
    loss_left_out: tuple[str, ...] = ()
    """Buyers of whom an open item has no rate: nothing of them is in the expected loss."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The same day without and with what is supposed."""

    on: date
    before: Outlook
    after: Outlook
    first_dates: bool = False
    """Whether class, grade and loss after it stand on the due dates before the extension."""

    @property
    def changed(self) -> tuple[str, ...]:
        """Names of what differs."""
        names = (field.name for field in fields(Outlook))
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


def what_if(assessed: Assessed, customer_id: str, supposed: Supposed) -> WhatIf:
    """How the buyer would stand if; raises `UnknownBuyer`, and `RefusedChange` where nothing or nonsense is supposed."""
    entry, on = assessed.of(customer_id), assessed.on
    _need_sense(supposed, entry)
    day = supposed.pay_on or on
    known = replace(assessed.book, accounts={id: each.account for id, each in assessed.by_id.items()})
    before = assess_book(known, day)
    told = lessons(before)

    def seen(what: Supposed, *, moved: bool = True) -> Outlook:
        facts = tuple(fact for fact in _facts(entry, what) if moved or not isinstance(fact, Invoice))
        after = assess_book(known.after(Change("what_if", facts)), day, before)
        return _outlook(after, customer_id, lessons(after, told))

    after = seen(supposed)
    if supposed.extend_days:
        aged = seen(supposed, moved=False)
        after = replace(after, debt_class=aged.debt_class, grade=aged.grade, expected_loss=aged.expected_loss)
    if supposed.extend_days and entry.covered and not _consented(entry, supposed.extend_days):
        kept = seen(replace(supposed, extend_days=0))
        clocks = (*(c for c in kept.clocks if c.kind in INSURERS), *(c for c in after.clocks if c.kind not in INSURERS))
        after = replace(after, clocks=clocks)
        if supposed.extend_days <= entry.house.policy.classing.extension_days:
            after = replace(after, insured=kept.insured, own_risk=kept.own_risk)
    return WhatIf(day, _outlook(before, customer_id, told), after, first_dates=supposed.extend_days > 0)


INSURERS = frozenset({ClockKind.INSURER_NOTICE, ClockKind.INSURER_STOP, ClockKind.INSURER_HANDOVER, ClockKind.INSURER_CLAIM})
"""Clocks that no agreement between buyer and house moves."""


def _consented(entry: Assessment, days: int) -> bool:
    """Whether the insurer agreed in writing to wait as long as every open due date would be put off."""
    last = max((days_after(item.invoice.due_on, days) for item in entry.ledger.open), default=entry.on)
    return any(given.on <= entry.on and max(last, entry.on) <= given.consented_until for given in entry.account.leniencies)


def _need_sense(supposed: Supposed, entry: Assessment) -> None:
    plausible, rates = entry.house.policy.plausible, entry.house.rates
    if supposed.pay is None and not supposed.extend_days and supposed.limit is None:
        raise RefusedChange(reason="nothing_supposed")
    if supposed.pay is not None and supposed.pay.minor <= 0:
        raise RefusedChange(reason="supposed_payment")
    if supposed.extend_days < 0:
        raise RefusedChange(reason="supposed_extension")
    if supposed.extend_days > plausible.due_days:
        raise RefusedChange(reason="supposed_far_off", days=plausible.due_days)
    day = supposed.pay_on or entry.on
    if not plausible.first_year <= day.year <= entry.on.year + plausible.years_ahead:
        raise RefusedChange(reason="supposed_pay_day", day=day)
    if day < entry.on:
        raise RefusedChange(reason="supposed_pay_past", day=day, on=entry.on)
    currency = entry.exposure.currency
    if supposed.pay is not None and rates.convert(supposed.pay, currency, entry.on) is None:
        raise RefusedChange(reason="supposed_no_rate", amount=supposed.pay, currency=currency)


def _facts(entry: Assessment, supposed: Supposed) -> Iterator[Fact]:
    """The hypothetical facts, learnt today: a receipt is set against the oldest items of its currency.

    An extension beyond what the insurer allows, without its consent, leaves nothing covered.
    """
    account, on, policy = entry.account, entry.on, entry.house.policy
    still_open = [item.invoice for item in entry.ledger.open]
    if supposed.pay is not None:
        numbers = tuple(invoice.id for invoice in still_open if invoice.amount.currency == supposed.pay.currency)
        yield Receipt(MARK, account.id, supposed.pay, supposed.pay_on or on, on, numbers)
    for invoice in still_open if supposed.extend_days else ():
        yield replace(invoice, due_on=days_after(invoice.due_on, supposed.extend_days), learnt_on=on)
    buyer = account.customer
    if supposed.limit is not None:
        buyer = replace(buyer, limit=supposed.limit, limit_on=on, learnt_on=on)
    given_up = supposed.extend_days > policy.classing.extension_days and not _consented(entry, supposed.extend_days)
    if given_up and buyer.insured_limit:
        buyer = replace(buyer, insured_limit=Money.zero(buyer.insured_limit.currency), learnt_on=on)
    if buyer is not account.customer:
        yield buyer


def _outlook(assessed: Assessed, id: str, told: Lessons) -> Outlook:
    entry = assessed.of(id)
    owed = entry.known_exposure
    stands, loss = place(entry, assessed.book.policy, assessed.book.rates, told), expected_credit_loss(assessed)
    return Outlook(
        entry.debt_class.value,
        entry.graded.value,
        owed.overdue,
        owed.at_stake,
        owed.own_risk,
        owed.insured,
        owed.secured,
        owed.limit,
        owed.headroom,
        stands.value_per_day if isinstance(stands, Task) else None,
        loss.total,
        entry.clocks,
        owed.no_rate,
        loss.left_out,
    )
