"""How one system's export is read: which heading is which field, how it writes dates and amounts, what its words mean.

A mapping is data, so a system we never saw needs no code. Which mapping a file needs is told by its headings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from integrations.ledgers.amounts import AmountFormat
from integrations.ledgers.dates import DateFormat
from integrations.ledgers.faults import UnknownMapping
from integrations.ledgers.fields import REQUIRED, Kind

__all__ = ["Grouping", "LedgerMapping", "mapping_named", "normal", "recognise"]

_PLAIN_AMOUNTS = AmountFormat()


@dataclass(frozen=True, slots=True)
class Grouping:
    """How the rows of a report stand below their buyers."""

    column: str = ""
    """Heading of the column in which a group is named; empty: the first column."""
    carries: str = "customer"
    """Field that the name of a group fills in its rows; empty: none, such as the name of a bucket."""
    total: str = ""
    """Heading under which a sum stands; empty: the amount's own."""


NOT_GROUPED = Grouping(carries="")


@dataclass(frozen=True, slots=True)
class LedgerMapping:
    """How the files of one system are read."""

    name: str
    kind: Kind
    columns: Mapping[str, tuple[str, ...]]
    """Headings by field; several are joined by `join`."""
    recognise: frozenset[str] = frozenset()
    """Headings, as `normal` writes them, that all stand in a file of this system; none: only by name."""
    title: str = ""
    encoding: str = ""
    separator: str = ""
    amounts: AmountFormat = _PLAIN_AMOUNTS
    dates: tuple[DateFormat, ...] = ()
    date_order: str = ""
    """Which of two readings of a date is meant where the whole column leaves both; empty: nobody said."""
    empty: frozenset[str] = frozenset()
    """Words that stand for nothing, beside the empty cell itself."""
    currency: str = ""
    """Currency of rows that name none."""
    due_minus_days: int | None = None
    """The issue date is so many days before the due date, where the file has none that can be trusted."""
    join: str = "-"
    number_from: tuple[str, ...] = ()
    """Headings whose contents make the number, where the system exports none."""
    drops_copies: bool = False
    """Rows equal in every cell are one; otherwise each stands for itself where it has no number of its own."""
    line_items: bool = False
    """Rows are the lines of invoices."""
    constants: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    """What each word of the document column counts as; empty: everything is a claim."""
    skip: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Rows with one of these words under this heading are left out."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """ISO code by the word the file uses."""
    grouping: Grouping = NOT_GROUPED
    """How rows stand below their buyers, in a report that is so arranged."""
    buckets: Mapping[str, int] = field(default_factory=dict)
    """Headings of buckets, each with the fewest days past due it holds; -1 for what is not due."""
    amount_from: tuple[str, ...] = ()
    """Headings whose amounts come to the row's, where it has none of its own: one a bucket."""
    open_items: bool = False
    """Such a file lists everything that is open."""
    synonyms: bool = False
    """A column of a field that may be left out is known by other usual words too."""
    own: bool = False
    """The user's own file, which goes before ours."""

    def fits(self, heading: Iterable[str]) -> bool:
        """Whether a file with this heading is one of this system's."""
        return bool(self.recognise) and self.recognise <= {normal(name) for name in heading}

    def titled(self, heading: Iterable[str]) -> bool:
        """Whether a line holds every heading that its kind of rows cannot do without."""
        names = {normal(name) for name in heading}
        needed = (self.columns[name] for name in REQUIRED[self.kind].split() if name in self.columns)
        return all(normal(name) in names for wanted in needed for name in wanted)

    @property
    def grouped(self) -> bool:
        """Whether its rows stand below their buyers."""
        return self.grouping is not NOT_GROUPED

    @property
    def rank(self) -> tuple[int, bool, str]:
        """How surely this one is meant among those that fit: it knows most headings, the user's own before ours."""
        return len(self.recognise), self.own, self.name


def normal(heading: str) -> str:
    """A heading as it is compared: case, surrounding space and the stars of required columns do not count."""
    return " ".join(heading.casefold().lstrip("* ").split())


def recognise(heading: Sequence[str], mappings: Iterable[LedgerMapping]) -> LedgerMapping | None:
    """The mapping that knows most of these headings among those that fit; the user's own before ours."""
    fitting = [mapping for mapping in mappings if mapping.fits(heading)]
    return max(fitting, key=lambda found: found.rank, default=None)


def mapping_named(name: str, mappings: Mapping[str, LedgerMapping]) -> LedgerMapping:
    """The mapping of this name; raises `UnknownMapping` with the closest one."""
    found = mappings.get(name)
    if found is None:
        raise UnknownMapping(name=name, near=next(iter(get_close_matches(name, list(mappings), 1)), ""))
    return found
