"""A whole book from a server and to one: read at one moment, and read again from the server before anybody can see it there."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from storage.chain import digest
from storage.checking import Checked
from storage.codec import Doc
from storage.faults import BookDamaged, BookWriteFailed, Damage, NotMoved, NotRestored, WriteFailure
from storage.known import link_at
from storage.passphrase import Passphrase
from storage.postgres.address import Address
from storage.postgres.layout import head_at, make
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

    It is written in one transaction, read again within it, and held against the original by the hash of every record. No record
    of the copy is kept in memory.
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
        rows.put(_facts(shelves))
        rows.enter((uuid4(), history.in_turn(number)) for number in sorted(history))
        head = head_at(line, place)
        theirs = Mark.of(_facts(shelves), (history.in_turn(number) for number in sorted(history)))
        if (head.book, head.commit) != (shelves.head.book, shelves.number) or Mark.of(rows.facts(), rows.entries()) != theirs:
            raise BookDamaged(path=place, line=0, reason=Damage.SNAPSHOT)


def _facts(shelves: Shelves) -> Iterator[Doc]:
    return (doc for sheet in shelves.shelf(FACTS).sheets() for _, doc in sheet)


@dataclass(frozen=True, slots=True)
class Mark:
    """By what two books are known to hold the same, however many records they have: none is kept to compare the next with."""

    facts: int
    """How many facts there are ..."""
    total: int
    """... and the sum of their hashes, whatever their order."""
    history: str
    """A hash over those of all entries, in their order."""

    @classmethod
    def of(cls, facts: Iterable[Doc], entries: Iterable[Doc]) -> "Mark":
        """The mark of these documents, each looked at once."""
        count = total = 0
        for doc in facts:
            count, total = count + 1, total + int(digest(doc), 16)
        told = sha256()
        for entry in entries:
            told.update(digest(entry).encode())
        return cls(count, total, told.hexdigest())
