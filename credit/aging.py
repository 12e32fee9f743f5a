"""What is open, since when, and in which bucket: the ledger of one buyer on one day.

The day is always given and receipts after it do not count, so an aging of last June shows what was open last June. For
every currency: not due + buckets - unapplied = balance. Cash without an invoice and credit notes not yet used are
unapplied; they never hide in a bucket. A rest that a bank kept back closes with its payment (`kept_back`).

An item ages by calendar days past due; how late a buyer pays counts from the day banks of payer and payee both work (`rolled`).

A due date that is still provisional makes nothing overdue: what was agreed to follow an event is not due before it. A deposit
nobody paid is no receivable until the goods have left; it is told beside the items and stands in no bucket (TRADE.md 5).
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from credit.account import Account
from credit.applied import Applied
from credit.calendar import bank_days
from credit.invoice import Invoice
from credit.kept_back import Closed
from credit.loss.application import DEFAULT_SHORT_PAYS, ShortPayPolicy, ShortPayReason
from credit.money import Money
from credit.other_currency import Came, paid_otherwise
from credit.rates import NO_RATES, Rates
from credit.standing import standing

__all__ = ["Aging", "Ledger", "OpenItem", "Settled", "aging", "bucket_names", "ledger"]


class OpenItem(NamedTuple):
    """An invoice of which something is still owed."""

    invoice: Invoice
    open: Money
    dpd: int
    """Days past due; zero or less: not due. Never above zero while the due date is provisional."""
    last_paid_on: date | None
    """Day of the last part payment."""


class Settled(NamedTuple):
    """An invoice that is paid in full, or but for a rest that closes with it."""

    invoice: Invoice
    on: date
    kept_back: int = 0
    """Minor units that did not come: the discount for paying early, or what a bank took of it."""
    why: ShortPayReason | None = None
    """Why they did not; `None` where everything came."""

    @property
    def dpd(self) -> int:
        """Calendar days past due when it was paid; negative when early, never above zero by a provisional date."""
        days = (self.on - self.invoice.due_on).days
        return min(days, 0) if self.invoice.provisional else days


@dataclass(frozen=True, eq=False)
class Ledger:
    """One buyer's items on one day; equal to another where all that is told of the two is."""

    on: date
    open: tuple[OpenItem, ...]
    """Items with something owed, oldest due date first; those past a date that is only provisional come behind the overdue."""
    unapplied: tuple[Money, ...]
    """One amount for each currency that has any: cash and credit notes not set against an invoice."""
    deposits: tuple[Money, ...]
    """Of the unapplied, what came in as the deposit of an order."""
    awaited: tuple[OpenItem, ...]
    """Deposits asked for and not paid, for goods that have not left; in no balance."""
    rolled: Callable[[date], date] = field(repr=False)
    """Moves a due date to the first day on which it could be paid."""
    charged: Mapping[str, date]
    """By invoice, the day it was paid but for a bank's charge that the cap of the year left open."""
    otherwise: Mapping[str, Came]
    """By open invoice, the money of another currency that came in, names it and is worth it; nobody has booked it yet."""
    _applied: Applied = field(repr=False)
    _kept_back: Mapping[str, Closed] = field(repr=False)

    @cached_property
    def settled(self) -> tuple[Settled, ...]:
        """Items paid in full, in the order they were settled; those of one day as they were due. An aging needs none of them."""
        paid, rest, kept = self._applied.paid, self._applied.rest, self._kept_back
        found = [
            Settled(invoice, *kept[id]) if id in kept else Settled(invoice, paid[id][0])
            for id, invoice in self._applied.invoices.items()
            if id in paid and not rest[id] and invoice.amount.minor > 0
        ]
        return tuple(sorted(found, key=attrgetter("on")))

    @cached_property
    def in_parts(self) -> Mapping[str, Sequence[tuple[date, int]]]:
        """Days and minor units of what was paid on each invoice that a payment left something owed of, oldest first."""
        return self._applied.in_parts()

    @cached_property
    def free(self) -> Mapping[str, int]:
        """Minor units by currency that are set against nothing and could pay a debt: a deposit is for its order."""
        kept = {money.currency: money.minor for money in self.deposits}
        return {money.currency: money.minor - kept.get(money.currency, 0) for money in self.unapplied}

    @property
    def loose(self) -> Mapping[str, int]:
        """Minor units of each receipt that are set against nothing, by its number; negative for money given back."""
        return self._applied.loose

    @cached_property
    def credits(self) -> tuple[tuple[Invoice, Money], ...]:
        """Credit notes that are not used up, and what is left of each."""
        notes = (invoice for invoice in self._applied.invoices.values() if invoice.amount.minor < 0)
        return tuple((note, Money(-left, note.amount.currency)) for note in notes if (left := self._applied.owed(note)) < 0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ledger) and self._told() == other._told()

    __hash__ = None  # type: ignore[assignment]  # compared by what is told, and no key

    def _told(self) -> tuple[object, ...]:
        return self.on, self.open, self.settled, self.unapplied, self.deposits, self.awaited, self.charged, self.otherwise

    @cached_property
    def overdue(self) -> tuple[OpenItem, ...]:
        """Open items past their due date."""
        return self.open[: bisect_left(self.open, 0, key=lambda item: -item.dpd)]

    @cached_property
    def paid_but(self) -> Mapping[str, date]:
        """By invoice, the day its buyer paid it, though a bank's charge is missing or the money is not booked yet."""
        if not self.otherwise:
            return self.charged
        return {number: came.on for number, came in self.otherwise.items()} | dict(self.charged)

    @cached_property
    def late(self) -> tuple[OpenItem, ...]:
        """Open items past their due date that the buyer has not paid."""
        return tuple(item for item in self.overdue if item.invoice.id not in self.paid_but) if self.paid_but else self.overdue

    def paid_on(self, paid: Settled) -> date:
        """Day it was paid on, but for a bank's charge that came later."""
        return self.charged.get(paid.invoice.id, paid.on)

    def days_late(self, paid: Settled) -> int:
        """Days from the day an invoice could be paid on until it was; negative when early, never late by a provisional date."""
        days = (self.paid_on(paid) - self.rolled(paid.invoice.due_on)).days
        return min(days, 0) if paid.invoice.provisional else days

    def all_days_late(self, paid: Sequence[Settled]) -> list[int]:
        """The same of many of them."""
        if self.charged:
            return [self.days_late(entry) for entry in paid]
        days = [(entry.on - self.rolled(entry.invoice.due_on)).days for entry in paid]
        return [min(late, 0) if entry.invoice.provisional else late for entry, late in zip(paid, days, strict=True)]

    def late_so_far(self, item: OpenItem) -> int:
        """Days from the day an open item could be paid on until today; zero or less where it is not late."""
        return min((self.on - self.rolled(item.invoice.due_on)).days, item.dpd)


@dataclass(frozen=True, slots=True)
class Aging:
    """The balance of one currency by age."""

    currency: str
    minor: tuple[int, ...]
    """Minor units not due, in each bucket, and unapplied."""
    counts: tuple[int, ...]
    """Invoices in not due and in each bucket."""

    @property
    def not_due(self) -> Money:
        """What no due date has passed of."""
        return Money(self.minor[0], self.currency)

    @property
    def buckets(self) -> tuple[Money, ...]:
        """What is past due, by age."""
        return tuple(Money(minor, self.currency) for minor in self.minor[1:-1])

    @property
    def unapplied(self) -> Money:
        """What is set against no invoice."""
        return Money(self.minor[-1], self.currency)

    @property
    def overdue(self) -> Money:
        """Sum of the buckets."""
        return Money(sum(self.minor[1:-1]), self.currency)

    @property
    def balance(self) -> Money:
        """What the buyer owes in this currency once unapplied amounts are set off."""
        return Money(sum(self.minor[:-1]) - self.minor[-1], self.currency)


def ledger(
    account: Account, on: date, short_pays: ShortPayPolicy = DEFAULT_SHORT_PAYS, home: str = "", rates: Rates = NO_RATES
) -> Ledger:
    """What of `account` is open and settled at the end of `on`; later invoices and receipts do not count.

    `short_pays` is the house's tolerance for what banks keep back, `home` the country whose banks receive the money. Without
    `rates` nothing is known to be paid in another currency than its own.
    """
    found = standing(account, on, short_pays)
    owed = [OpenItem(invoice, money, (on - invoice.due_on).days, last) for invoice, money, last in found.owed]
    awaited: tuple[OpenItem, ...] = ()
    if found.by_event:
        owed, awaited = _by_event(owed, on)
    rolled = bank_days(account.customer.country, home) if home else bank_days(account.customer.country)
    otherwise = paid_otherwise(account, found, on, rates, short_pays)
    return Ledger(
        on, tuple(owed), found.unapplied, found.deposits, awaited, rolled, found.charged, otherwise, found.applied,
        found.kept_back,
    )  # fmt: skip


def _by_event(items: list[OpenItem], on: date) -> tuple[list[OpenItem], tuple[OpenItem, ...]]:
    """Items whose days are counted from events: nothing provisional is overdue, and deposits that are awaited stand apart."""
    settled_dates = [item._replace(dpd=min(item.dpd, 0)) if item.invoice.provisional else item for item in items]
    owed = [item for item in settled_dates if not item.invoice.awaited_on(on)]
    owed.sort(key=lambda item: -item.dpd)  # stable: of one age the oldest issue stays first
    return owed, tuple(item for item in items if item.invoice.awaited_on(on))


def aging(items: Ledger, ends: Sequence[int]) -> tuple[Aging, ...]:
    """The balance by age for each currency; `ends` are the buckets' last days past due, the last bucket is open."""
    rows: dict[str, tuple[list[int], list[int]]] = {}
    width = len(ends) + 2
    for _invoice, owed, dpd, _last in items.open:
        row = rows.get(owed.currency)
        if row is None:
            row = rows[owed.currency] = ([0] * (width + 1), [0] * width)
        place = 0 if dpd <= 0 else 1 + bisect_left(ends, dpd)
        row[0][place] += owed.minor
        row[1][place] += 1
    for money in items.unapplied:
        rows.setdefault(money.currency, ([0] * (width + 1), [0] * width))[0][-1] = money.minor
    return tuple(Aging(code, tuple(sums), tuple(counts)) for code, (sums, counts) in sorted(rows.items()))


def bucket_names(ends: Sequence[int]) -> tuple[str, ...]:
    """Names of not due and of each bucket, as scripts know them: `not_due`, `1-30`, ..., `>365`."""
    return ("not_due", *(f"{before + 1}-{end}" for before, end in pairwise((0, *ends))), f">{ends[-1]}")
