"""Writing one commit to the tables of a server: what is wanted, what is recorded, and what came of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from credit.account import Fact
from credit.change import Change
from storage.chain import Link as ChainLink
from storage.chain import digest, linked
from storage.codec import Doc, to_doc
from storage.entry import Key, entry_doc
from storage.known import chain_of
from storage.postgres.rows import Rows, place_of
from storage.sealed import Told

__all__ = ["Done", "Wanted", "chain_in", "record"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change that is to be written."""

    change: Change
    put: Mapping[Key, Fact]
    at: datetime
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it."""

    news: tuple[Change, ...]
    number: int
    """The last commit the caller knows of now, and its link."""
    link: str
    written: bool
    moved: frozenset[str] = frozenset()


def record(rows: Rows, wanted: Wanted, mark: UUID, link: str) -> str:
    """Put and drop, and write down what was done; gives the link of the entry."""
    put, gone = [*wanted.put], _gone(wanted)
    stands = rows.standing([*put, *gone])
    dropped = [key for key in gone if place_of(key) in stands]
    before = [stands[place] for place in map(place_of, [*put, *dropped]) if place in stands]
    digests: dict[Key, str] = {}
    rows.drop(dropped)
    rows.put(_told(wanted.put, digests))
    entry = linked(entry_doc(rows.number + 1, wanted.change, wanted.at, digests, dropped, before), ChainLink(link))
    rows.enter([(mark, entry)])
    rows.moved_on(rows.number + 1, chain_in(entry))
    return chain_in(entry)


def _told(put: Mapping[Key, Fact], digests: dict[Key, str]) -> Iterator[Doc]:
    """The document of each fact when its turn comes, its hash noted in `digests`: of a million none is kept."""
    for key, fact in put.items():
        told = Told(to_doc(fact))
        digests[key] = digest(told)
        yield told


def _gone(wanted: Wanted) -> list[Key]:
    """The versions that are only taken out."""
    gone: dict[Key, None] = {(drop.customer_id, *drop.version): None for drop in wanted.change.drop}
    return [key for key in gone if key not in wanted.put]


def chain_in(entry: Doc | None) -> str:
    """The link an entry bears; empty where there is none of either."""
    return chain_of(entry or {})
