"""Where the columns of a mapping stand in the heading of one file: by their own names, or by other usual words."""

from collections.abc import Mapping, Sequence

from integrations.ledgers.faults import MissingColumn
from integrations.ledgers.headings import called, folded
from integrations.ledgers.mapping import LedgerMapping, normal

__all__ = ["HeadingPlaces", "numbered"]


def numbered(heading: Sequence[str]) -> list[str]:
    """The headings, of which one that stands there again has its place among its equals: `amount#1`, `amount#2`."""
    names = [normal(name) for name in heading]
    return [f"{name}#{names[: at + 1].count(name)}" if names.count(name) > 1 else name for at, name in enumerate(names)]


class HeadingPlaces:
    """Positions of headings, compared without case and stars."""

    def __init__(self, heading: Sequence[str]) -> None:
        self.names = [normal(name) for name in heading]
        self.numbered = numbered(heading)

    def places(self, wanted: Sequence[str], needed: bool) -> tuple[int, ...]:
        """Positions of these headings; empty where an unneeded one is missing; raises `MissingColumn`."""
        found: list[int] = []
        for name in wanted:
            match self.names.count(normal(name)):
                case 0 if normal(name) in self.numbered:
                    found.append(self.numbered.index(normal(name)))
                case 1:
                    found.append(self.names.index(normal(name)))
                case 0 if not needed:
                    return ()
                case count:
                    raise MissingColumn(column=name, detail="twice" if count else "")
        return tuple(found)

    def group(self, column: str) -> int:
        """Position of the column in which a group is named: the first where it has no name."""
        return self.places((column,), needed=True)[0] if column else 0

    def by_synonyms(self, mapping: LedgerMapping, found: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        """Columns under another usual word, for fields that have none yet; of two such columns neither is taken."""
        taken = {place for places in found.values() for place in places}
        words = [folded(name) for name in self.names]
        more: dict[str, tuple[int, ...]] = {}
        for name, synonyms in called(mapping.kind).items():
            if name in mapping.columns and name not in found:
                places = [place for place, word in enumerate(words) if word in synonyms and place not in taken]
                if len(places) == 1:
                    more[name] = (places[0],)
                    taken.add(places[0])
        return more
