"""Reports whose rows stand below their buyer: the buyer's own row, its invoices, a row with their sum.

The row of a buyer is one without a date. Its buyer holds for the rows below it until the next. A sum is not taken in; it is held
against what stands above it, and where the two differ the report says less, or more, than it shows: that is told of the group.
The last row of such a report is left alone: in some it is no sum of the rows at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from integrations.ledgers.columns import Columns
from integrations.ledgers.fields import DATES
from integrations.ledgers.totals import total_word

__all__ = ["Difference", "Groups"]

_SIGNS = "$€£¥ "


@dataclass(frozen=True, slots=True)
class Difference:
    """A group whose rows do not come to what it says."""

    line: int
    label: str
    said: Decimal
    rows: Decimal


@dataclass(slots=True)
class Groups:
    """Where in such a report one is."""

    columns: Columns
    differing: list[Difference] = field(default_factory=list)
    _label: str = ""
    _line: int = 0
    _said: Decimal | None = None
    """What the group's own row says it comes to."""
    _sum: Decimal = Decimal(0)
    _currencies: set[str] = field(default_factory=set)
    _dates: list[int] = field(init=False)
    _place: int = field(init=False)
    """Where a group is named."""
    _total: int | None = field(init=False)
    """Where a sum stands; `None` where the file has no one column for it."""
    _named_below: bool = field(init=False)
    """Whether the rows of invoices name the buyer too, the first of them at least."""

    def __post_init__(self) -> None:
        columns, grouping = self.columns, self.columns.mapping.grouping
        self._dates = [place for name in DATES for place in columns.places.get(name, ())]
        self._place = columns.group_place or 0
        self._total = columns.place_of(grouping.total) if grouping.total else next(iter(columns.places.get("amount", ())), None)
        self._named_below = columns.places.get(grouping.carries) == (self._place,)

    def whole(self, cells: list[str]) -> list[str]:
        """The row as wide as the heading: a row that says one thing is often written no further."""
        return cells + [""] * (len(self.columns.heading) - len(cells))

    def passes(self, line: int, cells: Sequence[str]) -> bool:
        """Whether this row is a buyer's or a sum, and so no row of its own; what it says is kept."""
        label = cells[self._place].strip()
        if any(cells[place].strip() for place in self._dates):
            if label and self._named_below:
                self._begin(line, label, None)
            self._count(cells)
            return False
        said = self._number(cells)
        if said is not None and total_word(cells):
            self._end(line, said if self._said is None else self._said)
            return True
        if label:
            self._begin(line, label, said, anew=True)
        return bool(label)

    def end(self) -> None:
        """The report is over."""
        self._end(self._line, self._said)

    def _begin(self, line: int, label: str, said: Decimal | None, *, anew: bool = False) -> None:
        if label == self._label and not anew:
            return
        self._end(self._line, self._said)
        self._label, self._line, self._said = label, line, said
        if self.columns.mapping.grouping.carries:
            self.columns.carried[self.columns.mapping.grouping.carries] = label

    def _count(self, cells: Sequence[str]) -> None:
        self._sum += self._amount(cells)
        self._currencies.add(self.columns.text("currency", cells))

    def _end(self, line: int, said: Decimal | None) -> None:
        """The group is over: what it says is held against its rows, where they are of one currency."""
        if said is not None and self._label and len(self._currencies) == 1 and said != self._sum:
            self.differing.append(Difference(line, self._label, said, self._sum))
        self._label, self._said, self._sum, self._currencies = "", None, Decimal(0), set()

    def _amount(self, cells: Sequence[str]) -> Decimal:
        """What a row of an invoice adds to its group."""
        places = self.columns.amount_places or ((self._total,) if self._total is not None else ())
        return sum((self._read(cells[place]) or Decimal(0) for place in places), Decimal(0))

    def _number(self, cells: Sequence[str]) -> Decimal | None:
        return self._read(cells[self._total]) if self._total is not None else None

    def _read(self, text: str) -> Decimal | None:
        number = self.columns.mapping.amounts.number(text.strip().strip(_SIGNS))
        return Decimal(number) if number else None
