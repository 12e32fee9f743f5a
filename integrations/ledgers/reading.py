"""One file read to its end: what its rows say, and every row that cannot be read, by name.

Nothing is decided here about the book. A file is read the same whatever stands in the book, and a bad row never stops it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from credit.account import FactKey, dated_on, fact_key
from credit.customer import Customer
from credit.intake import Entry
from credit.invoice import Invoice, Order
from credit.plausible import Plausible
from credit.problem import Problem
from integrations.ledgers.columns import Columns
from integrations.ledgers.country_codes import COUNTRY_CODES, MEANT
from integrations.ledgers.faults import BadCell, shortened
from integrations.ledgers.grouped import Groups
from integrations.ledgers.line_items import Lines
from integrations.ledgers.numbering import Numbering
from integrations.ledgers.row_faults import further_faults
from integrations.ledgers.rows import entry
from integrations.ledgers.tables import Sheet
from integrations.ledgers.terms_cell import unreadable
from integrations.ledgers.totals import total_word

__all__ = ["FileRead", "read_sheet"]

EVERY = 5000
"""Rows after which is told how many were read."""
MOST_PROBLEMS = 1000
"""Rows named one by one; the count goes on."""
_FAR_OFF_DAYS = 731
"""A due date further from the issue is a typing error more often than a term of payment."""
_FIRST_YEAR = Plausible().first_year
"""Nobody remembers what is older."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file as facts, before any book is asked."""

    path: str
    kind: str = ""
    mapping: str = ""
    read: int = 0
    """Rows below the heading that are not blank."""
    entries: tuple[Entry, ...] = ()
    repeated: int = 0
    """Rows that say again what an earlier row of the file said."""
    refused: int = 0
    """Rows that cannot be taken in."""
    problems: tuple[Problem, ...] = ()
    """Why rows, or the whole file, are refused; the first 1,000."""
    due_column: str = "due_on"
    """The file's own heading of the due date."""
    notes: tuple[Problem, ...] = ()
    """What was taken in and deserves a look."""
    not_taken: tuple[str, ...] = ()
    """Headings nothing was read from."""
    open_items: bool = False
    """It lists everything that is open."""


_Slot = tuple[str, FactKey, date]


@dataclass(slots=True)
class _Reading:
    sheet: Sheet
    columns: Columns
    groups: Groups | None = None
    """Where in a report of groups one is; `None` in any other file."""
    numbering: Numbering = field(default_factory=Numbering)
    entries: dict[_Slot, tuple[int, Entry]] = field(default_factory=dict)
    """Line and entry by the fact that the row is about."""
    seen: set[tuple[str, ...]] = field(default_factory=set)
    read: int = 0
    repeated: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def run(self) -> None:
        lines = Lines(self.columns)
        for line, cells in self.sheet.rows():
            self._count()
            try:
                self._take(line, cells, lines)
            except BadCell as bad:
                if cells is not None and bad.cell_code == "missing_value" and (word := total_word(cells)):
                    self._pass_over(line, word)
                else:
                    self._refuse(bad, line)
                    self._name(further_faults(self.columns, cells or [], bad), line)
        self._end_groups()
        for group in lines.groups.values():
            try:
                self._keep(group.line, replace(lines.entry(group, self.numbering), line=group.line))
                if group.differs:
                    self._note("lines_differ", "", group.line, group.differs)
            except BadCell as bad:
                self._refuse(bad, group.line, group.rows)
        self._orders_whole()

    def _take(self, line: int, cells: list[str] | None, lines: Lines) -> None:
        """Take one row in; raises `BadCell`."""
        row = self._whole(self.groups.whole(cells) if self.groups and cells is not None else cells)
        if (self.groups and self.groups.passes(line, row)) or self._copied(row):
            self.repeated += 1
        elif self.columns.mapping.line_items:
            lines.add(line, row)
        else:
            self._keep(line, entry(self.columns, row, self.numbering, line))
        if self.columns.mapping.drops_copies:
            self.seen.add(tuple(row))

    def _end_groups(self) -> None:
        """Tell of every group whose rows do not come to what the report says of it."""
        if self.groups:
            self.groups.end()
            for one in self.groups.differing:
                self._note("group_differs", f"{shortened(one.label)}: {one.said} / {one.rows}", one.line, "")

    def _count(self) -> None:
        self.read += 1
        if self.read % EVERY == 0:
            self.columns.given.told(self.read)

    def result(self) -> FileRead:
        mapping = self.columns.mapping
        return FileRead(
            self.sheet.path, mapping.kind.value, mapping.name, self.read, tuple(kept for _, kept in self.entries.values()),
            self.repeated, self.refused, tuple(self.problems), self.columns.name("due_on"), tuple(self.notes),
            self.columns.untaken, self.columns.lists_open_items,
        )  # fmt: skip

    def _whole(self, cells: list[str] | None) -> list[str]:
        if cells is None:
            raise BadCell("broken_row")
        width = len(self.columns.heading)
        if len(cells) < width:
            raise BadCell("too_few_cells", detail=f"{len(cells)} / {width}")
        if any(map(str.strip, cells[width:])):
            raise BadCell("too_many_cells", detail=f"{len(cells)} / {width}")
        return cells

    def _pass_over(self, line: int, word: str) -> None:
        """Leave out a row of sums: what it sums stands above it, and in some exports it does not even add up."""
        self.repeated += 1
        self._note("total_passed_over", word, line, "")

    def _copied(self, cells: list[str]) -> bool:
        """Whether the mapping leaves this row out, it is a copy of one taken in, or the heading once more.

        A copy of a bad row is a bad row.
        """
        heading = self.columns.heading
        if cells[0].strip() == heading[0] and tuple(map(str.strip, cells[: len(heading)])) == heading:
            return True
        return self.columns.skipped(cells) or (bool(self.seen) and tuple(cells) in self.seen)

    def _keep(self, line: int, found: Entry) -> None:
        fact = found.facts[0]
        slot = fact.customer_id, fact_key(fact), fact.learnt_on if found.dated else date.min
        earlier = self.entries.get(slot)
        if earlier is None:
            self._look_at_day(found, line)
            if isinstance(fact, Invoice) and fact.instalment is None and not found.undated:
                self._look_at(fact, line)
            elif isinstance(fact, Customer):
                self._look_at_buyer(fact, line)
        elif earlier[1] == found:
            self.repeated += found.rows
            return
        else:
            self._refuse(BadCell("duplicate_differs", detail=fact.id), line, earlier[1].rows)
        self.entries[slot] = line, found

    def _look_at_day(self, found: Entry, line: int) -> None:
        """Notes a row dated after today, which counts in no figure before its day, or long before there was any business."""
        days = [dated_on(fact) for fact in found.facts]
        if (last := max(days)) > self.columns.given.today:
            self._note("dated_ahead", last.isoformat(), line, "")
        elif (first := min(days)).year < _FIRST_YEAR:
            self._note("dated_far_back", first.isoformat(), line, "")

    def _look_at(self, invoice: Invoice, line: int) -> None:
        if invoice.due_on < invoice.issued_on:
            self._note("due_before_issue", invoice.due_on.isoformat(), line, self.columns.name("due_on"))
        elif (invoice.due_on - invoice.issued_on).days > _FAR_OFF_DAYS:
            self._note("due_far_off", invoice.due_on.isoformat(), line, self.columns.name("due_on"))
        if invoice.terms and (wrong := unreadable(invoice.terms)) is not None:
            self._note("terms_unread", str(wrong.facts["token"]), line, self.columns.name("terms"), wrong.expected)

    def _look_at_buyer(self, buyer: Customer, line: int) -> None:
        if buyer.country and buyer.country not in COUNTRY_CODES:
            near = MEANT.get(buyer.country, "")
            self._note(f"unknown_country{'_near' if near else ''}", buyer.country, line, self.columns.name("country"), near)
        if buyer.terms and (wrong := unreadable(buyer.terms)) is not None:
            self._note("buyer_terms_unread", wrong.token, line, self.columns.name("terms"), wrong.expected)

    def _refuse(self, bad: BadCell, line: int, rows: int = 1) -> None:
        self.refused += rows
        self._name([bad], line)

    def _name(self, faults: Iterable[BadCell], line: int) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.extend(bad.at(self.sheet.path, line) for bad in faults)

    def _note(self, code: str, detail: str, line: int, column: str, expected: str = "") -> None:
        if len(self.notes) < MOST_PROBLEMS:
            self.notes.append(Problem(code, shortened(detail), self.sheet.path, line, column, expected))

    def _orders_whole(self) -> None:
        """An order delivered in parts has an invoice for each; what was ordered is their sum, from the earliest day."""
        orders: dict[tuple[str, str], Order] = {}
        parted: set[tuple[str, str]] = set()
        for line, kept in self.entries.values():
            for order in _orders(kept):
                key = order.customer_id, order.id
                known = orders.setdefault(key, order)
                if known is order:
                    continue
                parted.add(key)
                if known.amount.currency == order.amount.currency:
                    orders[key] = _together(known, order)
                else:
                    self._note("order_currency_differs", order.id, line, self.columns.name("order"))
        if parted:
            for slot, (line, kept) in self.entries.items():
                self.entries[slot] = line, _with_orders(kept, orders)


def read_sheet(sheet: Sheet, columns: Columns) -> FileRead:
    """Everything the rows of `sheet` say."""
    reading = _Reading(sheet, columns, Groups(columns) if columns.mapping.grouped else None)
    reading.run()
    return reading.result()


def _orders(kept: Entry) -> list[Order]:
    """Orders that an invoice tells of; an order's own row stands for itself."""
    return [fact for fact in kept.facts[1:] if isinstance(fact, Order)]


def _together(one: Order, other: Order) -> Order:
    return replace(
        one, amount=one.amount + other.amount, on=min(one.on, other.on), learnt_on=min(one.learnt_on, other.learnt_on)
    )  # fmt: skip


def _with_orders(kept: Entry, orders: dict[tuple[str, str], Order]) -> Entry:
    whole = {order: orders[order.customer_id, order.id] for order in _orders(kept)}
    return replace(kept, facts=tuple(whole[fact] if isinstance(fact, Order) else fact for fact in kept.facts)) if whole else kept
