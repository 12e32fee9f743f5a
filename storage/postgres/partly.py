"""What a role sees that is let see some buyers and not others: the facts of these, as the server lets them pass, and no history.

An entry of the history tells of every buyer its commit touched, so such a role reads none of them: the chain cannot be followed
from a part. What others did is seen by holding what stands now against what stood at the last look.
"""

from collections.abc import Iterable, Iterator, Mapping

from credit.account import Fact
from credit.change import Change, Drop
from storage.codec import BadDocument, Doc, from_doc
from storage.entry import doc_key
from storage.faults import Refused, ServerRefused
from storage.postgres.link import Line
from storage.postgres.rows import Rows

__all__ = ["Part", "changed_in_part", "need_whole", "sees_part"]

_PART = """
    SELECT row_security_active('dunnage.fact')
       AND NOT coalesce(pg_has_role(to_regrole('dunnage_desk')::oid, 'USAGE'), false)
       AND NOT coalesce(pg_has_role(to_regrole('dunnage_reader')::oid, 'USAGE'), false)"""


def sees_part(line: Line) -> bool:
    """Whether the server leaves rows out for the role of this line."""
    found = line.execute(_PART).fetchone()
    return bool(found and found[0])


def need_whole(line: Line, place: str) -> None:
    """Refuses what can be done with a whole book alone to a role that sees a part of it."""
    if sees_part(line):
        raise ServerRefused(path=place, reason=Refused.PART)


class Part(Rows):
    """The rows that are let pass, read at once."""

    def __init__(self, line: Line, number: int) -> None:
        """Read them."""
        super().__init__(line, number)
        self.stands: Mapping[bytes, Doc] = dict(self.placed())

    def facts(self) -> Iterator[Doc]:
        """Documents of all versions of all facts that are let pass."""
        return iter(self.stands.values())


def changed_in_part(before: Mapping[bytes, Doc], now: Mapping[bytes, Doc]) -> Change:
    """What leads from the one to the other; whoever did it is not told to who sees a part."""
    put = _read(doc for place, doc in now.items() if before.get(place) != doc)
    gone = (doc_key(doc) for place, doc in before.items() if place not in now)
    return Change("seen", tuple(put), tuple(Drop(*key) for key in gone if key is not None))


def _read(docs: Iterable[Doc]) -> Iterator[Fact]:
    for doc in docs:
        try:
            yield from_doc(doc)
        except BadDocument:
            continue  # it stays in the book, and `load` names it
