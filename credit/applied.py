"""What receipts did to invoices: each fills the invoices the payer named, in that order, and what is left over is unapplied.

Nearly every payment is one invoice to the cent, in a book of a hundred thousand as in one of ten. So an invoice nobody paid in
parts costs one look, and only what is odd is kept account of.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from credit.account import Account
from credit.invoice import Invoice
from credit.receipt import Receipt, taken_within

__all__ = ["Applied", "Part", "part_payments", "unrolled"]

Part = tuple[date, int, "Part | None"]
"""A part payment: its day, its minor units, and the one before it."""
_number, _issued_on = attrgetter("id"), attrgetter("issued_on")


class Applied:
    """The invoices of one buyer issued by the end of a day, and what the receipts up to then did to them."""

    __slots__ = ("deposits", "invoices", "loose", "paid", "parted", "rest", "unapplied", "until")

    def __init__(self, account: Account, on: date) -> None:
        """Set the receipts of `account` against its invoices; whatever is later than `on` does not count."""
        issued = account.invoices
        self.until = max(map(_issued_on, issued), default=date.min)
        """Day from which on it is the same on every day; later than the day it was made for where facts were left out."""
        if self.until > on:
            issued = tuple(invoice for invoice in issued if invoice.issued_on <= on)
        if account.receipts:
            self.until = max(self.until, account.receipts[-1].on)
        self.invoices: dict[str, Invoice] = dict(zip(map(_number, issued), issued, strict=True))
        """By number, oldest due date first."""
        self.rest: dict[str, int] = {}
        """Minor units still owed of each invoice a receipt touched."""
        self.paid: dict[str, Part] = {}
        """The last part payment of each invoice that has any."""
        self.parted: set[str] = set()
        """Invoices a payment left something owed of."""
        self.unapplied: defaultdict[str, int] = defaultdict(int)
        """Minor units set against no invoice, by currency."""
        self.loose: dict[str, int] = {}
        """Minor units of each receipt that are set against no invoice, by its number; negative for money given back."""
        self.deposits: defaultdict[str, int] = defaultdict(int)
        """Of these what came in as the deposit of an order."""
        self._take(account.receipts, on)

    def owed(self, invoice: Invoice) -> int:
        """Minor units open of it; negative for a credit note not used up."""
        return self.rest.get(invoice.id, invoice.amount.minor)

    def in_parts(self) -> dict[str, list[tuple[date, int]]]:
        """What was paid on each invoice that a payment left something owed of: day and minor units, oldest first."""
        return {id: unrolled(self.paid[id]) for id in self.parted if id in self.paid}

    def _take(self, receipts: Sequence[Receipt], on: date) -> None:
        """Take every receipt up to then; the usual one pays one invoice nobody paid anything on yet, to the cent."""
        invoices, rest, paid = self.invoices, self.rest, self.paid
        for receipt in receipts:
            if receipt.on > on:
                break
            numbers, came = receipt.invoices, receipt.amount
            if len(numbers) == 1 and (number := numbers[0]) in invoices and number not in rest and not receipt.shares:
                owed = invoices[number].amount
                if owed.minor == came.minor > 0 and owed.currency == came.currency:
                    rest[number] = 0
                    paid[number] = (receipt.on, came.minor, None)
                    continue
            self._apply(receipt)

    def _apply(self, receipt: Receipt) -> None:
        """Set any other receipt against the invoices it names, in their order."""
        left, currency = receipt.amount.minor, receipt.amount.currency
        shares = {number: share.minor for number, share in receipt.shares}
        for number in receipt.invoices:
            invoice = self.invoices.get(number)
            if invoice is None or invoice.amount.currency != currency:
                continue
            part = taken_within(shares, (number, invoice.instalment_of), invoice.amount.minor, self.owed(invoice), left)
            if not part:
                continue
            self.rest[number] = self.owed(invoice) - part
            left -= part
            if self.rest[number] > 0:
                self.parted.add(number)
            self._note(invoice, receipt.on, part)
            if not left:
                break
        self.unapplied[currency] += left
        if left:
            self.loose[receipt.id] = left
        if receipt.order_id:
            self.deposits[currency] += left

    def _note(self, invoice: Invoice, on: date, part: int) -> None:
        """Keep a part payment, or take back the latest where money was given back."""
        number = invoice.id
        if (part > 0) == (invoice.amount.minor > 0):
            self.paid[number] = (on, part, self.paid.get(number))
        elif rest := _without(self.paid.pop(number), part):
            self.paid[number] = rest


def part_payments(account: Account, on: date) -> dict[str, tuple[tuple[date, int], ...]]:
    """What was paid on each invoice issued by the end of `on`: day and minor units of every part, oldest first.

    A payment that was taken back is not among them; an invoice nothing was paid on is left out.
    """
    return {id: tuple(unrolled(part)) for id, part in Applied(account, on).paid.items()}


def unrolled(part: Part | None) -> list[tuple[date, int]]:
    """Part payments, oldest first."""
    found: list[tuple[date, int]] = []
    while part is not None:
        found.append((part[0], part[1]))
        part = part[2]
    return found[::-1]


def _without(paid: Part, back: int) -> Part | None:
    """What is left of part payments once the latest are undone; `back` has the other sign."""
    left: Part | None = paid
    while left:
        on, part, before = left
        if abs(part) > abs(back):
            return on, part + back, before
        left, back = before, back + part
    return left
