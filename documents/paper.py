"""A document before it is written: headings, sentences, facts, tables and days, with values that are still values.

What builds a document knows the trade and no format; what writes one knows a format and no trade. A figure that is not known is
`Absent` with its why, and every format says that why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from credit.money import Money
from wording import figures
from wording.words import _

__all__ = [
    "Absent",
    "Block",
    "Cell",
    "Column",
    "DueDay",
    "Facts",
    "Grid",
    "Heading",
    "Paper",
    "Percent",
    "Points",
    "Say",
    "absences",
    "headed",
    "joined",
    "said",
]


@dataclass(frozen=True, slots=True)
class Absent:
    """A figure that is not known."""

    why: str
    """In the document's language; empty where there is nothing to tell, such as a day that has not come."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A share in percent."""

    value: Decimal
    digits: int = 0


Cell = str | int | Decimal | date | Money | Percent | Absent


@dataclass(frozen=True, slots=True)
class Heading:
    """What the blocks below it are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Say:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences below one another."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    rows: tuple[tuple[str, Cell], ...]
    narrow: bool = False
    """Whether it needs only a part of the width: on paper it stands beside the narrow ones next to it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name for scripts, its heading for people."""

    key: str
    title: str
    figure: bool = False
    """Whether it stands against the right edge."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its heading."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    """The sentence that stands in place of no row."""
    narrow: bool = False
    """As of facts."""


Block = Heading | Say | Points | Facts | Grid


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day by which something must have happened, for a calendar."""

    key: str
    """Tells it apart from every other, the same each time it is made."""
    on: date
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One document in one language."""

    kind: str
    title: str
    on: date
    """The day as of which it speaks."""
    language: str
    blocks: tuple[Block, ...]
    days: tuple[DueDay, ...] = ()
    house: str = ""
    """Whose it is; empty where the settings do not say."""

    @property
    def dateline(self) -> str:
        """Whose it is and of which day, as it stands below the title."""
        return ", ".join(filter(None, (figures.safe(self.house), figures.day(self.on))))

    @property
    def grids(self) -> Sequence[Grid]:
        """Its tables."""
        return [block for block in self.blocks if isinstance(block, Grid)]


def said(cell: Cell) -> str:
    """A value as people read it."""
    match cell:
        case Money():
            return figures.money(cell)
        case Percent():
            return f"{figures.number(cell.value, cell.digits)} %"
        case Absent():
            return _("{what} ({why})").format(what=figures.ABSENT, why=cell.why) if cell.why else figures.ABSENT
        case date():
            return figures.day(cell)
    return figures.safe(cell) if isinstance(cell, str) else figures.exact(Decimal(cell))


def headed(text: str) -> str:
    """A word as it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]


def absences(paper: Paper) -> Iterator[tuple[str, str]]:
    """Name and why of every figure that is not known, each once."""
    found: dict[tuple[str, str], None] = {}
    for block in paper.blocks:
        if isinstance(block, Facts):
            found |= {(name, cell.why): None for name, cell in block.rows if isinstance(cell, Absent) and cell.why}
        if isinstance(block, Grid):
            for row in block.rows:
                pairs = zip(block.columns, row, strict=True)
                found |= {(column.key, cell.why): None for column, cell in pairs if isinstance(cell, Absent) and cell.why}
    yield from found


def joined(papers: Sequence[Paper]) -> Paper:
    """The same document in several languages as one, one language after the other."""
    first, *others = papers
    more = tuple(block for paper in others for block in (Heading(paper.title), *paper.blocks))
    return replace(first, blocks=(*first.blocks, *more))
