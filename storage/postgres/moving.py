"""A whole book from a server and to one: read at one moment, and read again from the server before anybody can see it there."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from storage.chain import digest
from storage.checking import Checked
from storage.faults import BookDamaged, BookWriteFailed, Damage, NotMoved, NotRestored, WriteFailure
from storage.known import link_at
from storage.passphrase import Passphrase
from storage.postgres.address import Address
from storage.postgres.layout import make
from storage.postgres.link import Line, Link
from storage.postgres.rows import Rows
from storage.postgres.store import looked, shelves_in
from storage.restoring import taken
from storage.shelves import Shelves
from storage.tree import FACTS, HISTORY

__all__ = ["OnServer", "move_to"]


@dataclass(frozen=True, slots=True)
class OnServer:
    """A book on a server, as a place a whole book is taken from."""

    address: Address

    def shelves(self) -> Shelves:
        """All of it as it stood at one moment, in memory."""
        with closing(Link(self.address)) as link:
            return link.once_more(lambda line: looked(line, lambda held: shelves_in(held, self.address.shown)))

    def __str__(self) -> str:
        return self.address.shown


def move_to(source: "Path | OnServer", address: Address, opens: Passphrase | None = None) -> Checked:
    """Copy the book at `source` to a server where none stands, and say what is in both; raises `NotMoved` as any move.

    It is written in one transaction, read again within it, and held against the original record by record.
    """
    try:
        with taken(source, opens) as (shelves, found), closing(Link(address)) as link:
            link.once_more(lambda line: _written(line, address.shown, shelves))
            return found
    except NotRestored as fault:
        raise NotMoved(**fault.facts) from None


def _written(line: Line, place: str, shelves: Shelves) -> None:
    history = shelves.shelf(HISTORY)
    link = link_at(history, shelves.number) or ""
    with line.transaction():
        if not make(line, replace(shelves.head, commit=shelves.number), link):
            raise BookWriteFailed(path=place, reason=WriteFailure.EXISTS)
        rows = Rows(line, shelves.number)
        rows.put(doc for sheet in shelves.shelf(FACTS).sheets() for _, doc in sheet)
        rows.enter((uuid4(), history.in_turn(number)) for number in sorted(history))
        copy = shelves_in(line, place)
        if copy.number != shelves.number or _marks(copy) != _marks(shelves) or copy.head.book != shelves.head.book:
            raise BookDamaged(path=place, line=0, reason=Damage.SNAPSHOT)


def _marks(shelves: Shelves) -> tuple[list[str], list[tuple[int, str]]]:
    """The hash of every fact, and of every entry by its number."""
    facts = sorted(digest(doc) for sheet in shelves.shelf(FACTS).sheets() for _, doc in sheet)
    history = shelves.shelf(HISTORY)
    return facts, [(number, digest(history.in_turn(number))) for number in sorted(history)]
