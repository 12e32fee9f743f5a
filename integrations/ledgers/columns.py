"""A mapping laid over one file: where each field stands in a row, and how a cell becomes text, a date, or money.

Everything that is the same for all rows is found out once, here: positions, date formats, currencies. A row then costs a few
look-ups.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any

from credit.money import Money, exponent
from credit.problem import InvalidMoney
from integrations.ledgers.currency_marks import meant
from integrations.ledgers.dates import settled
from integrations.ledgers.faults import BadCell
from integrations.ledgers.fields import DATES, FIELDS, OPTIONAL, REQUIRED, Kind
from integrations.ledgers.heading_places import HeadingPlaces
from integrations.ledgers.mapping import LedgerMapping
from integrations.ledgers.tables import Sheet

__all__ = ["Columns", "Given"]

_AMOUNTS = ("amount", "total", "debit", "credit")
"""Fields beside whose amounts a currency may stand."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who imports says about the whole file."""

    on: date
    """Day of the import; a fact without a date of its own is learnt then."""
    learnt: date | None = None
    """Day on which everything in the file was learnt, where that is not the rows' own dates."""
    currency: str = ""
    """Currency of rows that name none, before the mapping's own."""
    base: str = "USD"
    """Currency of such rows where neither says one."""
    open_items: bool = False
    """The file lists everything that is open, so what it does not name is open no more, or was left out."""
    today: date = date.max
    """Day that really is today: what is dated later has not happened; without it nothing is told of."""
    told: Callable[[int], object] = field(default=bool, compare=False)
    """Is told now and then how many rows of a file were read."""
    date_order: str = ""
    """Which of two readings of a date is meant, before the mapping's own word."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of one file by the names of their fields."""

    mapping: LedgerMapping
    given: Given
    heading: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    number_places: tuple[int, ...] = ()
    skips: tuple[tuple[int, frozenset[str]], ...] = ()
    days: dict[str, dict[str, date]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    """What the fact of a row leaves open because the file has no column for it."""
    codes: dict[str, str] = field(default_factory=dict)
    """Currencies met so far, by the file's own word."""
    carried: dict[str, str] = field(default_factory=dict)
    """What the group in which a row stands says, by field."""
    amount_places: tuple[int, ...] = ()
    """Columns that come to the amount together."""
    group_place: int | None = None
    """Where a group is named; `None` where rows stand in none."""
    unsaid: frozenset[str] = frozenset()
    """Fields no row of the file says anything of."""

    @classmethod
    def over(cls, sheet: Sheet, mapping: LedgerMapping, given: Given) -> "Columns":
        """The columns of `sheet`; raises `MissingColumn`, and `AmbiguousDates` once every date has been looked at."""
        at = HeadingPlaces(sheet.heading)
        needed = REQUIRED[mapping.kind].split()
        places = {name: found for name, wanted in mapping.columns.items() if (found := at.places(wanted, name in needed))}
        if mapping.synonyms:
            places |= at.by_synonyms(mapping, places)
        spoken = {*places, *mapping.constants}
        columns = cls(
            mapping,
            given,
            sheet.heading,
            places,
            at.places(mapping.number_from, needed=True),
            tuple((at.places((name,), needed=True)[0], words) for name, words in mapping.skip.items()),
            silent=tuple(name for name, fields in OPTIONAL[mapping.kind].items() if spoken.isdisjoint(fields)),
            amount_places=at.places(mapping.amount_from, needed=True),
            group_place=at.group(mapping.grouping.column) if mapping.grouped else None,
            unsaid=FIELDS[mapping.kind] - spoken - {mapping.grouping.carries},
        )
        columns.days.update(_settled(columns, sheet))
        return columns

    @property
    def lists_open_items(self) -> bool:
        """Whether the file lists everything that is open; one that says what was paid does not."""
        return self.mapping.kind is Kind.INVOICES and (self.mapping.open_items or self.given.open_items)

    @property
    def untaken(self) -> tuple[str, ...]:
        """Headings nothing is read from, in the order of the file."""
        taken = {
            *self.number_places,
            *self.amount_places,
            self.group_place,
            *(place for place, _words in self.skips),
            *(at for own in self.places.values() for at in own),
        }
        return tuple(name for place, name in enumerate(self.heading) if name and place not in taken)

    def place_of(self, heading: str) -> int:
        """Where this heading stands; raises `MissingColumn`."""
        return HeadingPlaces(self.heading).places((heading,), needed=True)[0]

    def name(self, field: str) -> str:
        """The file's own heading of a field."""
        places = self.places.get(field)
        return self.heading[places[0]] if places else field

    def says(self, field: str) -> bool:
        """Whether the file speaks of this field at all."""
        return field in self.places or field in self.mapping.constants

    def skipped(self, cells: Sequence[str]) -> bool:
        """Whether the mapping leaves this row out."""
        return bool(self.skips) and any(cells[place].strip() in words for place, words in self.skips)

    def text(self, field: str, cells: Sequence[str]) -> str:
        """What stands in a field, on one line; empty where nothing does."""
        if field in self.unsaid:
            return ""
        places = self.places.get(field)
        if places is None:
            return self.mapping.constants.get(field, "") or self.carried.get(field, "")
        if len(places) > 1:
            return self._joined([cells[place] for place in places])
        text = cells[places[0]].strip()
        if not text.isprintable():
            text = " ".join(text.split())
        return self.carried.get(field, "") if not text or text in self.mapping.empty else text

    def need(self, field: str, cells: Sequence[str]) -> str:
        """What stands in a field that must not be empty; raises `BadCell`."""
        text = self.text(field, cells)
        if not text:
            raise BadCell("missing_value", self.name(field))
        return text

    def number(self, cells: Sequence[str]) -> str:
        """A number made of what the row says, where the system exports none; a report leaves only some rows without one."""
        if not self.number_places or (self.mapping.grouped and self.text("number", cells)):
            return ""
        return self._joined([cells[place] for place in self.number_places])

    def day(self, field: str, cells: Sequence[str]) -> date | None:
        """The date in a field, or `None` where it is empty; raises `BadCell`."""
        if field in self.unsaid:
            return None
        places = self.places.get(field, ())
        if len(places) == 1 and (known := self.days[field].get(cells[places[0]])) is not None:
            return known
        text = self.text(field, cells)
        if not text:
            return None
        day = self.days[field].get(text)
        if day is None:
            raise BadCell("bad_date", self.name(field), text)
        return day

    def need_day(self, field: str, cells: Sequence[str]) -> date:
        """The date in a field that must not be empty; raises `BadCell`."""
        day = self.day(field, cells)
        if day is None:
            raise BadCell("missing_value", self.name(field))
        return day

    def currency(self, cells: Sequence[str], field: str = "currency") -> str:
        """ISO code of the row's currency, or of another field's, else the one the whole file has; raises `BadCell`."""
        own = self.text(field, cells) or self.text("currency", cells) or _beside_amount(self, cells)
        word = own or self.given.currency or self.mapping.currency or self.given.base
        code = self.codes.get(word)
        if code is None:
            code = self.mapping.currencies.get(word, word).upper()
            code = self.mapping.currencies.get(code, code)
            try:
                exponent(code)
            except InvalidMoney:
                raise BadCell("bad_currency", self.name(field), word) from None
            self.codes[word] = code
        return code

    def money(self, field: str, cells: Sequence[str], currency: str) -> Money:
        """The amount in a field that must not be empty; raises `BadCell`."""
        return self.mapping.amounts.money(self.need(field, cells), currency, self.name(field))

    def money_in(self, places: Sequence[int], cells: Sequence[str], currency: str) -> Money:
        """What the amounts in these columns come to, of which one must be there; raises `BadCell`."""
        nothing = {"", *self.mapping.empty}
        found = [(cells[place].strip(), self.heading[place]) for place in places if cells[place].strip() not in nothing]
        if not found:
            raise BadCell("missing_value", self.heading[places[0]])
        amounts = (self.mapping.amounts.money(text, currency, heading) for text, heading in found)
        return sum(amounts, Money.zero(currency))

    def money_or_none(self, field: str, cells: Sequence[str], currency: str) -> Money | None:
        """The amount in a field, or `None` where it is empty; raises `BadCell`."""
        return self.money(field, cells, currency) if self.text(field, cells) else None

    def above_zero(self, field: str, cells: Sequence[str], currency: str) -> Money:
        """The amount in a field that must be above zero; raises `BadCell`."""
        amount = self.money(field, cells, currency)
        if amount.minor <= 0:
            raise BadCell("not_above_zero", self.name(field), self.text(field, cells))
        return amount

    def percent(self, field: str, cells: Sequence[str]) -> Decimal | None:
        """The percentage in a field, of zero or more, or `None` where it is empty; raises `BadCell`."""
        text = self.text(field, cells)
        if not text:
            return None
        number = self.mapping.amounts.number(text.removesuffix("%").strip())
        if not number:
            raise BadCell("bad_amount", self.name(field), text)
        if Decimal(number) < 0:
            raise BadCell("below_zero", self.name(field), text)
        return Decimal(number)

    def day_from(self, field: str, cells: Sequence[str], began: date) -> date | None:
        """The date in a field that cannot lie before the day it began, or `None` where it is empty; raises `BadCell`."""
        day = self.day(field, cells)
        if day is not None and day < began:
            raise BadCell("before_it_began", self.name(field), self.text(field, cells))
        return day

    def several(self, field: str, cells: Sequence[str]) -> tuple[str, ...]:
        """The words in a field, separated by semicolons, each once."""
        words = (word.strip() for word in self.text(field, cells).split(";"))
        return tuple(dict.fromkeys(word for word in words if word))

    def learnt(self, cells: Sequence[str], happened: date) -> tuple[date, bool]:
        """The day a fact that `happened` was learnt, and whether the row itself says so."""
        said = self.day("learnt_on", cells)
        return (said, True) if said is not None else (self.given.learnt or happened, False)

    def _joined(self, cells: Iterable[str]) -> str:
        return self.mapping.join.join(" ".join(cell.split()) for cell in cells)


def _beside_amount(columns: Columns, cells: Sequence[str]) -> str:
    """The currency that stands beside the row's amount and can be no other; empty where none does."""
    for name in _AMOUNTS:
        text = columns.text(name, cells)
        if text and not (text[-1].isdigit() and text[0].isdigit()) and (mark := columns.mapping.amounts.mark(text)):
            (code, *others) = sorted(meant(mark))
            return "" if others else code
    return ""


def _settled(columns: Columns, sheet: Sheet) -> dict[str, dict[str, date]]:
    fields = [name for name in DATES if columns.says(name)]
    met: dict[str, set[Any]] = {name: set() for name in fields}
    cut = [(met[name].add, itemgetter(*columns.places[name])) for name in fields if name in columns.places]
    last = len(columns.heading)
    for _, cells in sheet.rows():
        if cells is not None and len(cells) >= last:
            for meet, part in cut:
                meet(part(cells))
    texts = {name: set(map(partial(_said, columns), met[name])) or {columns.mapping.constants.get(name, "")} for name in fields}
    named = {columns.name(name): texts[name] - {""} for name in fields}
    found = settled(columns.mapping.dates, named, columns.given.date_order or columns.mapping.date_order)
    return {name: found[columns.name(name)] for name in fields}


def _said(columns: Columns, found: str | Sequence[str]) -> str:
    """The text of a cell, or of several that are read together, as `text` has it where no group says anything."""
    if not isinstance(found, str):
        return columns.mapping.join.join(" ".join(cell.split()) for cell in found)
    text = " ".join(found.split()) if not found.strip().isprintable() else found.strip()
    return "" if text in columns.mapping.empty else text
