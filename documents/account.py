"""An account between the house and one buyer as a letter shows it: items by currency, what is not applied, the balance, the ages.

The sum of a block is the sum of what stands above it, and each currency is a block of its own. Laid out twice from the same
lines: as text whose columns are as wide as their widest cell, and as a table for HTML.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from credit.aging import Aging, OpenItem, aging, bucket_names
from credit.assessment import Assessment
from credit.money import Money
from wording import figures, terms
from wording.listing import clauses
from wording.words import _

__all__ = ["AccountLine", "Block", "account", "as_html", "as_text"]

_DISPUTED, _PROMISED = "*", "+"
_GAP = "  "
_RIGHT = range(3, 6)
"""Columns of figures."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One open invoice as a letter shows it."""

    invoice: str
    issued_on: date
    due_on: date
    days_past_due: int
    """0 where it is not due yet."""
    amount: Money
    open: Money
    disputed: bool
    promised: bool


@dataclass(frozen=True, slots=True)
class Block:
    """The account in one currency."""

    currency: str
    on: date
    """The day on which it stands so."""
    lines: tuple[AccountLine, ...]
    """The oldest due date first."""
    unapplied: Money
    """Payments and credits that are set against no invoice."""
    whole: bool
    """Whether every open item stands in it."""
    ages: Aging
    ends: tuple[int, ...]

    @property
    def open(self) -> Money:
        """Sum of the items."""
        return Money(sum(line.open.minor for line in self.lines), self.currency)


def account(assessed: Assessment, ends: Sequence[int], chosen: Callable[[OpenItem], bool] | None = None) -> tuple[Block, ...]:
    """A block for each currency with items that are `chosen`; without a choice for each with anything open or unapplied."""
    blocks = []
    for entry in aging(assessed.ledger, ends):
        items = [item for item in assessed.ledger.open if item.open.currency == entry.currency]
        lines = tuple(_line(assessed, item) for item in items if chosen is None or chosen(item))
        if lines or chosen is None:
            whole = len(lines) == len(items)
            blocks.append(Block(entry.currency, assessed.on, lines, entry.unapplied, whole, entry, tuple(ends)))
    return tuple(blocks)


def _line(assessed: Assessment, item: OpenItem) -> AccountLine:
    invoice = item.invoice
    return AccountLine(
        figures.safe(invoice.id), invoice.issued_on, invoice.due_on, max(item.dpd, 0), invoice.amount, item.open,
        assessed.disputed(item), bool(assessed.promised_amount(item)),
    )  # fmt: skip


def as_text(blocks: Sequence[Block]) -> str:
    """The blocks as text, a blank line between two."""
    return "\n\n".join("\n".join(_text(block)) for block in blocks)


def as_html(blocks: Sequence[Block]) -> str:
    """The blocks as tables."""
    return "\n".join(_html(block) for block in blocks)


def _text(block: Block) -> Iterator[str]:
    yield _title(block)
    yield ""
    if block.lines:
        yield from _aligned([_head(), *(_cells(line) for line in block.lines)])
        yield ""
    sums = _sums(block)
    labels = max(figures.width(label) for label, _amount in sums)
    room = max(figures.width(figures.amount(amount)) for _label, amount in sums)
    for label, amount in sums:
        yield figures.pad(label, labels) + _GAP + figures.pad(figures.amount(amount), room, right=True)
    if block.whole:
        yield ""
        yield _ages(block)
    yield from _legend(block)


def _html(block: Block) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        told = "".join(
            f'<{tag} style="padding:2px 8px;text-align:{"right" if place in _RIGHT else "left"}">{escape(cell)}</{tag}>'
            for place, cell in enumerate(cells)
        )
        return f"<tr>{told}</tr>"

    rows = [row(_head(), "th"), *(row(_cells(line), "td") for line in block.lines)] if block.lines else []
    rows += [row(["", "", label, "", "", figures.amount(amount), ""], "td") for label, amount in _sums(block)]
    caption = escape(_title(block))
    notes = [_ages(block)] if block.whole else []
    told = "<br>".join(escape(note) for note in (*notes, *_legend(block)))
    return (
        f'<table style="border-collapse:collapse"><caption>{caption}</caption>\n' + "\n".join(rows) + f"\n</table>\n<p>{told}</p>"
    )


def _title(block: Block) -> str:
    return _("Account in {currency} on {day}").format(currency=block.currency, day=figures.day(block.on))


def _head() -> list[str]:
    return [_("Invoice"), _("Issued"), _("Due"), _("Days past due"), _("Amount"), _("Open"), ""]


def _cells(line: AccountLine) -> list[str]:
    return [
        line.invoice,
        figures.day(line.issued_on),
        figures.day(line.due_on),
        figures.days(line.days_past_due) if line.days_past_due else "",
        figures.amount(line.amount),
        figures.amount(line.open),
        (_DISPUTED if line.disputed else "") + (_PROMISED if line.promised else ""),
    ]


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns as wide as their widest cell; figures stand against the right edge."""
    widths = [max(map(figures.width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (figures.pad(cell, widths[place], right=place in _RIGHT) for place, cell in enumerate(row))
        yield _GAP.join(cells).rstrip()


def _sums(block: Block) -> list[tuple[str, Money]]:
    sums = [(_("Open items"), block.open)]
    if block.unapplied:
        sums.append((_("Payments and credits not set against an invoice"), -block.unapplied))
    if block.whole:
        sums.append((_("Balance in {currency}").format(currency=block.currency), block.open - block.unapplied))
    return sums


def _ages(block: Block) -> str:
    """The open items by days past due, in one line."""
    parts = zip(bucket_names(block.ends), (block.ages.not_due, *block.ages.buckets), strict=True)
    told = clauses(f"{terms.bucket(name)} {figures.amount(amount)}" for name, amount in parts)
    return _("By days past due: {told}").format(told=told)


def _legend(block: Block) -> Iterator[str]:
    if any(line.disputed for line in block.lines):
        yield _("{sign} in dispute").format(sign=_DISPUTED)
    if any(line.promised for line in block.lines):
        yield _("{sign} payment promised").format(sign=_PROMISED)
