"""What is kept back of a payment and closes the invoice with it: discounts, and what banks take (TRADE.md 3.12, row 21).

A buyer that pays 36,500 to the day owes nothing, though 36,475 arrive. What is missing by no more than the house's tolerance is
coded as a bank's charge, up to a sum a buyer and year; what goes beyond it stays open, is warned of as a series, and makes nobody
a late payer: the invoice was paid on the day the charge was taken. A day decides from what was paid by its end and what was
closed before, so what was closed stays closed, and a rest that comes after all changes nothing of it.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from credit.account import Account
from credit.calendar import days_before
from credit.invoice import Invoice
from credit.loss.application import ShortPayPolicy, ShortPayReason, tolerance
from credit.money import Money

__all__ = ["YEAR", "Closed", "Parts", "Rests", "allowed", "closed_rests", "discounted", "rests", "with_rests"]

YEAR = 365

Parts = Sequence[tuple[date, int]]
"""Part payments of one invoice: day and minor units, the oldest first."""


class Closed(NamedTuple):
    """A rest that closes with the payment it is missing from."""

    on: date
    """Day of that payment."""
    minor: int
    """Minor units that are missing."""
    why: ShortPayReason | None


def discounted(invoice: Invoice, left: int, paid_on: date) -> bool:
    """Whether what is missing, in minor units, may be kept back because the rest was paid in time (2/10 net 30)."""
    return 0 < left <= allowed(invoice, paid_on)


def allowed(invoice: Invoice, paid_on: date) -> int:
    """Minor units the terms let the buyer keep back for paying on that day."""
    if invoice.discount is None or invoice.discount_until is None or paid_on > invoice.discount_until:
        return 0
    return invoice.discount.minor


class Rests(NamedTuple):
    """What is missing of invoices by no more than a bank's charge, by number."""

    closed: dict[str, Closed]
    refused: dict[str, date]
    """Day of the payment whose rest the cap of the year left open; it may have come since, or have closed later."""


def rests(account: Account, parts: Mapping[str, Parts], policy: ShortPayPolicy) -> Rests:
    """What closes of the invoices paid in `parts`, and what the cap left open, each as it was on its day; the earliest first.

    A rest the buyer contests is none of a bank's making, nor is the discount for paying early, in time or too late.
    """
    found = Rests({}, {})
    years: defaultdict[str, _Year] = defaultdict(_Year)
    for on, charge, rest, invoice in sorted(_small(account, parts, policy), key=itemgetter(0)):  # of one day: the oldest due
        if invoice.id in found.closed:
            continue
        if not years[charge.currency].takes(on, charge, policy.yearly.get(charge.currency)):
            found.refused.setdefault(invoice.id, on)
            continue
        rounding = charge.minor <= policy.rounding_minor
        found.closed[invoice.id] = Closed(on, rest, ShortPayReason.FX_ROUNDING if rounding else ShortPayReason.BANK_CHARGE)
    return found


def closed_rests(account: Account, parts: Mapping[str, Parts], policy: ShortPayPolicy) -> dict[str, Closed]:
    """What closes of the invoices paid in `parts`, by number."""
    return rests(account, parts, policy).closed


class _Year:
    """What was closed of one buyer in one currency within a year."""

    __slots__ = ("closed", "sum")

    def __init__(self) -> None:
        self.closed: deque[tuple[date, int]] = deque()
        self.sum = 0

    def takes(self, on: date, rest: Money, cap: Decimal | None) -> bool:
        """Whether a rest of that day fits under the cap; if so it is counted. Days come in their order."""
        while self.closed and self.closed[0][0] <= days_before(on, YEAR):
            self.sum -= self.closed.popleft()[1]
        if cap is not None and Money(self.sum + rest.minor, rest.currency).amount > cap:
            return False
        self.closed.append((on, rest.minor))
        self.sum += rest.minor
        return True


def _small(account: Account, parts: Mapping[str, Parts], policy: ShortPayPolicy) -> Iterator[tuple[date, Money, int, Invoice]]:
    """Charges within the tolerance at the end of each day something was paid on, with the rest; the oldest due date first."""
    for invoice in account.invoices:
        paid = parts.get(invoice.id, ())
        if not paid or invoice.amount.minor <= 0 or (len(paid) == 1 and paid[0][1] == invoice.amount.minor):
            continue  # most are paid at once, and in full
        for on, rest in _rests(invoice, paid):
            charge = rest - allowed(invoice, on)
            if 0 < charge <= tolerance(invoice.amount, policy) and not _explained(account, invoice, charge, on):
                yield on, Money(charge, invoice.amount.currency), rest, invoice


def _rests(invoice: Invoice, parts: Parts) -> Iterator[tuple[date, int]]:
    """What was owed at the end of each day of a payment."""
    by_day: dict[date, int] = {}
    left = invoice.amount.minor
    for on, minor in parts:
        left -= minor
        by_day[on] = left
    yield from by_day.items()


def _explained(account: Account, invoice: Invoice, charge: int, on: date) -> bool:
    """Whether a discount taken too late, or what the buyer contests, says why it is missing."""
    if invoice.discount is not None and not allowed(invoice, on) and charge >= invoice.discount.minor:
        return True
    return any(
        (dispute.open_on(on) or (dispute.justified is True and dispute.on <= on))
        and (invoice.id in dispute.invoices if dispute.invoices else invoice.issued_on <= dispute.on)
        for dispute in account.disputes
    )


def with_rests(account: Account, parts: Mapping[str, Parts], policy: ShortPayPolicy) -> dict[str, Parts]:
    """The part payments with each closed rest as the last part of its day: what is closed is no longer owed."""
    found = dict(parts)
    for id, closed in closed_rests(account, parts, policy).items():
        found[id] = (*(part for part in parts[id] if part[0] <= closed.on), (closed.on, closed.minor))
    return found
