"""A statement of account: what a buyer owes by our books on one day, item by item, as plain text.

It goes to the buyer's bookkeeper, who lays it beside their own ledger. So it states and neither asks nor warns, each currency
is a block of its own, and the balance of a block is the sum of what stands above it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from credit.aging import Aging, aging, bucket_names
from credit.assessment import Assessment
from credit.money import Money
from credit.policy import DEFAULT_POLICY
from wording import figures, terms
from wording.words import _

__all__ = ["Statement", "StatementLine", "statement"]

_DISPUTED = "*"
_GAP = "  "


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One open invoice as the statement shows it."""

    invoice: str
    issued_on: date
    due_on: date
    days_past_due: int
    """0 where it is not due yet."""
    amount: Money
    open: Money
    disputed: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in the language it was made in."""

    subject: str
    body: str
    lines: tuple[StatementLine, ...]
    """Open items by currency, the oldest due date first."""


def statement(assessed: Assessment, seller: str = "", ends: Sequence[int] = DEFAULT_POLICY.buckets) -> Statement:
    """The statement of the assessed buyer on its day; `seller` signs it, `ends` are the last days of the aging's buckets."""
    buyer = figures.safe(assessed.account.customer.name)
    ages = aging(assessed.ledger, ends)
    lines = tuple(line for entry in ages for line in _lines(assessed, entry.currency))
    heading = [figures.safe(seller)] if seller else []
    heading += [
        _("Statement of account"),
        _("Buyer: {name} ({id})").format(name=buyer, id=figures.safe(assessed.id)),
        _("Day: {day}").format(day=figures.day(assessed.on)),
    ]
    blocks = [_block(entry, [line for line in lines if line.open.currency == entry.currency], ends) for entry in ages]
    body = "\n\n".join("\n".join(block) for block in [heading, *(blocks or [[_("Nothing is open.")]])])
    subject = _("Statement of account {day}: {name}").format(day=figures.day(assessed.on), name=buyer)
    return Statement(subject, body + "\n", lines)


def _lines(assessed: Assessment, currency: str) -> Iterator[StatementLine]:
    for item in assessed.ledger.open:
        if item.open.currency == currency:
            invoice = item.invoice
            yield StatementLine(
                figures.safe(invoice.id), invoice.issued_on, invoice.due_on, max(item.dpd, 0),
                invoice.amount, item.open, assessed.disputed(item),
            )  # fmt: skip


def _block(entry: Aging, lines: Sequence[StatementLine], ends: Sequence[int]) -> list[str]:
    """One currency: its items, what is not applied, the balance, and the balance by age."""
    head = [_("Invoice"), _("Issued"), _("Due"), _("Days past due"), _("Amount"), _("Open"), ""]
    rows = [head, *(_cells(line) for line in lines)]
    sums = [(_("Open items"), Money(sum(line.open.minor for line in lines), entry.currency))]
    if entry.unapplied:
        sums.append((_("Payments and credits not set against an invoice"), -entry.unapplied))
    sums.append((_("Balance in {currency}").format(currency=entry.currency), entry.balance))
    block = [_("Account in {currency}").format(currency=entry.currency), "", *(_table(rows) if lines else ())]
    block += ["", *_sums(sums), "", _aging(entry, ends)]
    return [*block, _("{sign} in dispute").format(sign=_DISPUTED)] if any(line.disputed for line in lines) else block


def _cells(line: StatementLine) -> list[str]:
    return [
        line.invoice,
        figures.day(line.issued_on),
        figures.day(line.due_on),
        figures.days(line.days_past_due) if line.days_past_due else "",
        figures.amount(line.amount),
        figures.amount(line.open),
        _DISPUTED if line.disputed else "",
    ]


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns as wide as their widest cell; figures stand against the right edge."""
    widths = [max(map(figures.width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (figures.pad(cell, widths[place], right=3 <= place <= 5) for place, cell in enumerate(row))
        yield _GAP.join(cells).rstrip()


def _sums(sums: Sequence[tuple[str, Money]]) -> Iterator[str]:
    labels = max(figures.width(label) for label, _amount in sums)
    room = max(figures.width(figures.amount(amount)) for _label, amount in sums)
    for label, amount in sums:
        yield figures.pad(label, labels) + _GAP + figures.pad(figures.amount(amount), room, right=True)


def _aging(entry: Aging, ends: Sequence[int]) -> str:
    """The open items by days past due, in one line."""
    parts = zip(bucket_names(ends), (entry.not_due, *entry.buckets), strict=True)
    told = "; ".join(f"{terms.bucket(name)} {figures.amount(amount)}" for name, amount in parts)
    return _("By days past due: {told}").format(told=told)
