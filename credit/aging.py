"""What is open, since when, and in which bucket: the ledger of one buyer on one day.

The day is always given and receipts after it do not count, so an aging of last June shows what was open last June. For
every currency: not due + buckets - unapplied = balance. Cash without an invoice and credit notes not yet used are
unapplied; they never hide in a bucket. A rest that a bank kept back closes with its payment (`kept_back`).

An item ages by calendar days past due; how late a buyer pays counts from the day banks of payer and payee both work (`rolled`).

A due date that is still provisional makes nothing overdue: what was agreed to follow an event is not due before it. A deposit
nobody paid is no receivable until the goods have left; it is told beside the items and stands in no bucket (TRADE.md 5).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from credit.account import Account
from credit.calendar import bank_days, next_bank_day
from credit.invoice import Invoice
from credit.kept_back import Closed, closed_rests, discounted
from credit.loss.application import DEFAULT_SHORT_PAYS, ShortPayPolicy, ShortPayReason
from credit.money import Money
from credit.receipt import Receipt, taken

__all__ = ["Aging", "Ledger", "OpenItem", "Settled", "aging", "bucket_names", "ledger", "part_payments"]


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


@dataclass(frozen=True, slots=True)
class Ledger:
    """One buyer's items on one day."""

    on: date
    open: tuple[OpenItem, ...]
    """Items with something owed, oldest due date first; those past a date that is only provisional come behind the overdue."""
    settled: tuple[Settled, ...]
    """Items paid in full, in the order they were settled."""
    unapplied: tuple[Money, ...]
    """One amount for each currency that has any: cash and credit notes not set against an invoice."""
    deposits: tuple[Money, ...] = ()
    """Of the unapplied, what came in as the deposit of an order."""
    awaited: tuple[OpenItem, ...] = ()
    """Deposits asked for and not paid, for goods that have not left; in no balance."""
    rolled: Callable[[date], date] = field(default=next_bank_day, compare=False, repr=False)
    """Moves a due date to the first day on which it could be paid."""

    @property
    def overdue(self) -> tuple[OpenItem, ...]:
        """Open items past their due date."""
        return self.open[: bisect_left(self.open, 0, key=lambda item: -item.dpd)]

    def days_late(self, paid: Settled) -> int:
        """Days from the day an invoice could be paid on until it was; negative when early, never late by a provisional date."""
        days = (paid.on - self.rolled(paid.invoice.due_on)).days
        return min(days, 0) if paid.invoice.provisional else days

    def late_so_far(self, item: OpenItem) -> int:
        """Days from the day an open item could be paid on until today; zero or less where it is not late."""
        return min((self.on - self.rolled(item.invoice.due_on)).days, item.dpd)


@dataclass(frozen=True, slots=True)
class Aging:
    """The balance of one currency by age."""

    currency: str
    not_due: Money
    buckets: tuple[Money, ...]
    unapplied: Money
    counts: tuple[int, ...]
    """Invoices in not due and in each bucket."""

    @property
    def overdue(self) -> Money:
        """Sum of the buckets."""
        return Money(sum(bucket.minor for bucket in self.buckets), self.currency)

    @property
    def balance(self) -> Money:
        """What the buyer owes in this currency once unapplied amounts are set off."""
        return self.not_due + self.overdue - self.unapplied


def ledger(account: Account, on: date, short_pays: ShortPayPolicy = DEFAULT_SHORT_PAYS, home: str = "") -> Ledger:
    """What of `account` is open and settled at the end of `on`; later invoices and receipts do not count.

    `short_pays` is the house's tolerance for what banks keep back, `home` the country whose banks receive the money.
    """
    invoices = [invoice for invoice in account.invoices if invoice.issued_on <= on]
    invoiced = {invoice.id: invoice.amount for invoice in invoices}
    open_minor = {invoice.id: invoice.amount.minor for invoice in invoices}
    paid: dict[str, _Part] = {}
    parted: set[str] = set()
    unapplied: defaultdict[str, int] = defaultdict(int)
    deposits: defaultdict[str, int] = defaultdict(int)
    for receipt in account.receipts:
        if receipt.on > on:
            break
        left = _applied(receipt, invoiced, open_minor, paid, parted)
        unapplied[receipt.amount.currency] += left
        if receipt.order_id:
            deposits[receipt.amount.currency] += left
    kept_back = _closed(account, parted, open_minor, paid, short_pays) if parted else {}
    kept_back |= _kept_back(invoices, open_minor, paid)
    for invoice in invoices:
        if open_minor[invoice.id] < 0:
            unapplied[invoice.amount.currency] -= open_minor[invoice.id]
    owed, awaited = _owed(invoices, open_minor, paid, on)
    settled = _settled(invoices, open_minor, paid, kept_back)
    rolled = bank_days(account.customer.country, home) if home else bank_days(account.customer.country)
    return Ledger(on, owed, settled, _amounts(unapplied), _amounts(deposits), awaited, rolled)


def _amounts(minor: Mapping[str, int]) -> tuple[Money, ...]:
    return tuple(Money(amount, code) for code, amount in sorted(minor.items()) if amount)


def _owed(
    invoices: Iterable[Invoice], open_minor: Mapping[str, int], paid: Mapping[str, "_Part"], on: date
) -> tuple[tuple[OpenItem, ...], tuple[OpenItem, ...]]:
    """Items with something owed, and the deposits among them that are awaited."""
    items = [
        OpenItem(i, Money(open_minor[i.id], i.amount.currency), (on - i.due_on).days, paid[i.id][0] if i.id in paid else None)
        for i in invoices
        if open_minor[i.id] > 0
    ]
    if not any(item.invoice.baseline for item in items):
        return tuple(items), ()
    settled_dates = [item._replace(dpd=min(item.dpd, 0)) if item.invoice.provisional else item for item in items]
    owed = [item for item in settled_dates if not item.invoice.awaited_on(on)]
    owed.sort(key=lambda item: -item.dpd)  # stable: of one age the oldest issue stays first
    return tuple(owed), tuple(item for item in items if item.invoice.awaited_on(on))


def _kept_back(invoices: Iterable[Invoice], open_minor: dict[str, int], paid: Mapping[str, "_Part"]) -> dict[str, Closed]:
    """Close invoices of which no more is missing than the discount for paying early, paid in time."""
    found: dict[str, Closed] = {}
    for invoice in invoices:
        if invoice.discount is None or invoice.id not in paid:
            continue
        left = open_minor[invoice.id]
        if discounted(invoice, left, paid[invoice.id][0]):
            found[invoice.id] = Closed(paid[invoice.id][0], left, ShortPayReason.DISCOUNT)
            open_minor[invoice.id] = 0
    return found


def _closed(
    account: Account, parted: Iterable[str], open_minor: dict[str, int], paid: Mapping[str, "_Part"], policy: ShortPayPolicy
) -> dict[str, Closed]:
    """Close what banks kept back of invoices paid in parts; a rest that came after all was closed on its day just the same."""
    parts = {id: _unrolled(paid[id]) for id in parted if id in paid}
    found: dict[str, Closed] = {}
    for id, closed in closed_rests(account, parts, policy).items():
        left, open_minor[id] = open_minor[id], 0
        found[id] = Closed(closed.on, left, closed.why if left else None)
    return found


_Part = tuple[date, int, "_Part | None"]
"""A part payment: its day, its minor units, and the one before it."""


def _applied(
    receipt: Receipt, invoiced: dict[str, Money], open_minor: dict[str, int], paid: dict[str, _Part], parted: set[str]
) -> int:
    """Set `receipt` against the invoices it names, in their order; gives back the minor units left over.

    Invoices of which it leaves something owed are added to `parted`.
    """
    left = receipt.amount.minor
    for number in receipt.invoices:
        amount = invoiced.get(number)
        if amount is None or amount.currency != receipt.amount.currency:
            continue
        part = taken(amount.minor, open_minor[number], left)
        if not part:
            continue
        owed = open_minor[number] = open_minor[number] - part
        left -= part
        if owed > 0:
            parted.add(number)
        if (part > 0) == (amount.minor > 0):
            paid[number] = (receipt.on, part, paid.get(number))
        elif rest := _without(paid.pop(number), part):
            paid[number] = rest
        if not left:
            break
    return left


def _without(paid: _Part, back: int) -> _Part | None:
    """What is left of part payments once the latest are undone; `back` has the other sign."""
    left: _Part | None = paid
    while left:
        on, part, before = left
        if abs(part) > abs(back):
            return on, part + back, before
        left, back = before, back + part
    return left


def part_payments(account: Account, on: date) -> dict[str, tuple[tuple[date, int], ...]]:
    """What was paid on each invoice issued by the end of `on`: day and minor units of every part, oldest first.

    A payment that was taken back is not among them; an invoice nothing was paid on is left out.
    """
    invoiced = {invoice.id: invoice.amount for invoice in account.invoices if invoice.issued_on <= on}
    open_minor = {id: amount.minor for id, amount in invoiced.items()}
    paid: dict[str, _Part] = {}
    for receipt in account.receipts:
        if receipt.on > on:
            break
        _applied(receipt, invoiced, open_minor, paid, set())
    return {id: tuple(_unrolled(part)) for id, part in paid.items()}


def _unrolled(part: _Part | None) -> list[tuple[date, int]]:
    found: list[tuple[date, int]] = []
    while part is not None:
        found.append((part[0], part[1]))
        part = part[2]
    return found[::-1]


def _settled(
    invoices: Iterable[Invoice], open_minor: Mapping[str, int], paid: Mapping[str, _Part], kept_back: Mapping[str, Closed]
) -> tuple[Settled, ...]:
    """Items paid in full, by the day they were; those of one day stay in the order of `invoices`."""
    found = [
        Settled(i, *kept_back[i.id]) if i.id in kept_back else Settled(i, paid[i.id][0])
        for i in invoices
        if i.id in paid and not open_minor[i.id] and i.amount.minor > 0
    ]
    return tuple(sorted(found, key=attrgetter("on")))


def aging(items: Ledger, ends: Sequence[int]) -> tuple[Aging, ...]:
    """The balance by age for each currency; `ends` are the buckets' last days past due, the last bucket is open."""
    currencies = sorted({item.open.currency for item in items.open} | {money.currency for money in items.unapplied})
    unapplied = {money.currency: money for money in items.unapplied}
    found: dict[str, tuple[list[int], list[int]]] = {code: ([0] * (len(ends) + 2), [0] * (len(ends) + 2)) for code in currencies}
    for item in items.open:
        place = 0 if item.dpd <= 0 else 1 + sum(item.dpd > end for end in ends)
        sums, counts = found[item.open.currency]
        sums[place] += item.open.minor
        counts[place] += 1
    return tuple(
        Aging(
            code,
            Money(sums[0], code),
            tuple(Money(minor, code) for minor in sums[1:]),
            unapplied.get(code, Money.zero(code)),
            tuple(counts),
        )
        for code, (sums, counts) in found.items()
    )


def bucket_names(ends: Sequence[int]) -> tuple[str, ...]:
    """Names of not due and of each bucket, as scripts know them: `not_due`, `1-30`, ..., `>365`."""
    return ("not_due", *(f"{before + 1}-{end}" for before, end in pairwise((0, *ends))), f">{ends[-1]}")
