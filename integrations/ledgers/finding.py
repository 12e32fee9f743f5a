"""Columns found by what they are called and by what stands in them, where no mapping knows a file.

Nothing found here is taken in by itself: it is proposed, with samples, to whoever imports. A column must bear the values of its
field; its heading says which field that is, by likeness, and where no heading is like a field the values alone may.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from integrations.ledgers.fields import DATES, REQUIRED, Kind
from integrations.ledgers.headings import Words, called, folded
from integrations.ledgers.profile import Profile, profile
from integrations.ledgers.tables import Sheet

__all__ = ["Found", "Proposal", "heading_row", "propose"]

_KINDS = (Kind.LEDGER, Kind.INVOICES, Kind.RECEIPTS, Kind.ORDERS, Kind.CUSTOMERS)
_LOOKED_AT = 500
"""Rows whose cells are looked at."""
_ALIKE = 80.0
"""Likeness of 100 below which a heading says nothing."""
_PART = 0.9
"""What it is worth that all words of one stand in the other."""
_LAST = 12
"""The usual word for a field weighs so much more than the least usual one."""
_UNSURE = 14.0
"""A heading that is only like a word stands behind every one that is the word itself."""
_CLOSE = 2.0
"""Two columns closer than this are as good as each other."""
_SURE = 0.9
"""Share of a column's cells that must be what its field needs; the rest are rows to be named."""
_HALF = 0.5
"""The same share where the heading is the very word for the field: a date that does not exist makes it no other column."""
_SHARES = {"currency": "moneys", "country": "countries", "email": "addresses", "name": "worded"}
"""Fields that a share of the cells tells."""
_AMOUNTS = frozenset({"amount", "debit", "credit", "limit", "insured_limit", "group_limit"})


@dataclass(frozen=True, slots=True)
class Found:
    """A column taken for a field."""

    place: int
    heading: str
    samples: tuple[str, ...]
    by_values: bool = False
    """Its heading says nothing; what stands in it does."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a file could be read."""

    kind: Kind
    heading: tuple[str, ...]
    columns: Mapping[str, Found]
    doubtful: Mapping[str, tuple[Found, ...]]
    """Fields for which several columns are as good as each other: a person must say which."""
    missing: tuple[str, ...]
    """Fields such rows need and no column is like."""
    profiles: tuple[Profile, ...]

    @property
    def whole(self) -> bool:
        """Whether it can be read so as it stands."""
        return not self.missing and not self.doubtful

    @property
    def weight(self) -> tuple[int, int]:
        """How much of the file it explains, less what it lacks: kinds are compared by this.

        A list of invoices whose amounts cannot be read is still one, and no list of buyers because it names them.
        """
        explained = len(self.columns) + len(self.doubtful)
        return explained - len(self.missing), explained


def heading_row(rows: Sequence[Sequence[str] | None]) -> int:
    """Which of the first rows is the heading: the one with most words known to be headings, of equals the one whose differ.

    The first where none has two.
    """
    words = {word for kind in _KINDS for known in called(kind).values() for word in known}
    told = [[folded(cell) for cell in cells or ()] for cells in rows]
    known = [(sum(cell in words for cell in cells), len({*cells} - {""})) for cells in told]
    return known.index(max(known)) if known and max(known)[0] > 1 else 0


def propose(sheet: Sheet, kind: str = "auto") -> Proposal:
    """How such a file could be read, as the kind of rows that explains most of it."""
    first = (cells for _line, cells in islice(sheet.rows(), _LOOKED_AT) if cells is not None)
    rows = [cells for cells in first if tuple(map(str.strip, cells)) != sheet.heading]
    profiles = tuple(profile([cells[at] if at < len(cells) else "" for cells in rows]) for at in range(len(sheet.heading)))
    kinds = [each for each in _KINDS if kind in ("auto", each.value) or (kind == "invoices" and each is Kind.LEDGER)]
    found = [_as_kind(each, sheet.heading, profiles) for each in kinds or _KINDS]
    whole = [one for one in found if one.kind is not Kind.LEDGER or "paid_on" not in one.missing]  # else it is a list of invoices
    return max(whole or found, key=lambda one: one.weight)


def _as_kind(kind: Kind, heading: tuple[str, ...], profiles: tuple[Profile, ...]) -> Proposal:
    scores = {
        name: {at: score for at, text in enumerate(heading) if (score := _likeness(name, words, text, profiles[at]))}
        for name, words in called(kind).items()
        if name != "paid_on" or kind is Kind.LEDGER
    }
    columns: dict[str, Found] = {}
    doubtful: dict[str, tuple[Found, ...]] = {}
    left = set(range(len(heading)))
    for name in sorted(scores, key=lambda name: -max(scores[name].values(), default=0)):
        best = _best(scores[name], left)
        if len(best) > 1 and not all(profiles[at].texts == profiles[best[0]].texts for at in best):
            doubtful[name] = tuple(Found(at, heading[at], profiles[at].samples) for at in best)
        elif best:
            columns[name] = Found(best[0], heading[best[0]], profiles[best[0]].samples)
        left -= {*best}
    columns |= dict(_by_values(kind, heading, profiles, left, {*columns, *doubtful}))
    needed = set(REQUIRED[kind].split()) - {*columns, *doubtful}
    if {"debit", "credit"} <= columns.keys():
        needed.discard("amount")
    else:
        columns = {name: one for name, one in columns.items() if name not in ("debit", "credit")}
    return Proposal(kind, heading, columns, doubtful, tuple(sorted(needed)), profiles)


def _best(scores: Mapping[int, float], left: set[int]) -> list[int]:
    free = {at: score for at, score in scores.items() if at in left}
    most = max(free.values(), default=0.0)
    return [at for at, score in free.items() if most - score < _CLOSE]


def _likeness(name: str, words: Words, heading: str, values: Profile) -> float:
    """How like this field a column is, of 100; 0 where its values are not such a field's."""
    from rapidfuzz import fuzz

    said = folded(heading)
    if not said or not _bears(name, values, _HALF if said in words else _SURE):
        return 0.0
    if said in words:
        return 100.0 - min(words[said], _LAST)
    like = max(max(fuzz.ratio(said, word), fuzz.token_sort_ratio(said, word), _within(said, word)) for word in words)
    return like - _UNSURE if like >= _ALIKE else 0.0


def _within(said: str, word: str) -> float:
    """How like it is that all words of one stand in the other; one word alone, such as `date`, stands in too many."""
    from rapidfuzz import fuzz

    return _PART * fuzz.token_set_ratio(said, word) if " " in word else 0.0


def _bears(name: str, values: Profile, least: float = _SURE) -> bool:
    """Whether what stands in a column can be this field, so many of its dates or amounts at `least`.

    An empty column can be any that need not be filled.
    """
    if not values.filled:
        return name == "paid_on"
    if name in DATES:
        return values.dates >= least
    if name in _AMOUNTS:
        return values.amounts >= least
    if name in _SHARES:
        return getattr(values, _SHARES[name]) >= least  # type: ignore[no-any-return]  # each is a share
    if name in ("number", "id"):
        return values.unique >= _SURE and values.fractions == 0 and not (values.dates == 1 and values.worded == 0)
    return values.dates < _SURE or values.amounts >= _SURE


def _by_values(
    kind: Kind, heading: Sequence[str], profiles: Sequence[Profile], left: set[int], taken: set[str]
) -> Iterator[tuple[str, Found]]:
    """Columns whose values leave no choice: the one of currencies, of countries, of addresses, of amounts, of dates."""

    def found(at: int) -> Found:
        return Found(at, heading[at], profiles[at].samples, by_values=True)

    for name in ("currency", "country", "email"):
        fitting = [at for at in left if name in called(kind) and profiles[at].filled and _bears(name, profiles[at])]
        if name not in taken and len(fitting) == 1:
            left.discard(fitting[0])
            yield name, found(fitting[0])
    for name in REQUIRED[kind].split():
        fitting = [at for at in sorted(left) if heading[at] and profiles[at].filled >= _SURE and _alone(name, profiles[at])]
        if name not in taken and len(fitting) == 1:
            left.discard(fitting[0])
            yield name, found(fitting[0])


def _alone(name: str, values: Profile) -> bool:
    """Whether these values can be this field and hardly any other."""
    if name in DATES and name != "paid_on":
        return values.dates >= _SURE and (values.worded > 0 or values.amounts < _SURE)
    if name == "amount":
        return values.amounts >= _SURE and values.fractions > 0
    return name == "number" and _bears(name, values) and values.worded >= _SURE and values.amounts < _SURE
