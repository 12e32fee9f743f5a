"""What a desk needs of a book on disk, whatever keeps it, and the one place that picks the keeper.

What is promised here is held by `tests/storage/conformance`, which every kind of store has to pass.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from credit.book import Book
from credit.change import Change
from credit.problem import Problem
from storage.entry import Entry
from storage.faults import BookUnreadable, NoPlace, NoTeamStore
from storage.first_page import FirstPage
from storage.passphrase import Passphrase
from storage.postgres.address import address_of, is_address
from storage.tiny import MEMORY, open_file, open_memory

__all__ = ["Store", "file_at", "open_store"]


class Store(Protocol):
    """One open book. A context manager; every method may raise the faults of `storage.faults`."""

    place: str
    """Path of the book, its address without a password, or `:memory:`."""
    read_only: bool
    """Whether `commit` will refuse."""
    in_part: bool
    """Whether it shows some buyers alone, because whoever opened it may see no others."""

    @property
    def notes(self) -> Sequence[Problem]:
        """What was done to open it, for whoever opened it to know: brought forward from an older form, a torn record put aside.

        What a commit finds and puts aside is told here from then on.
        """
        ...

    def load(self) -> tuple[Book, tuple[Problem, ...]]:
        """The accounts as they stand now, and what could not be read; policy, rates and base are the caller's to set.

        A single record that cannot be read is a problem, and never a `BookDamaged`: that is raised for a file that is no book.
        """
        ...

    def commit(self, change: Change, at: datetime, unless: Collection[str] = ()) -> tuple[Change, ...]:
        """Write `change` durably, and return what others committed since the last `load` or `commit` here, oldest first.

        Those changes stand in the book before this one: the caller applies them first. What was told of a commit that was then
        taken back comes as a change that undoes it. An empty change only asks. Raises
        `BookDamaged` where what others did cannot be read, and `BuyerMoved` where they changed a buyer in `unless`; then nothing
        was written.
        """
        ...

    def keep_first_page(self, name: str, told: Mapping[str, Any]) -> None:
        """Keep what a screen shows of the book as this desk knows it, under a name of letters, for whoever opens it next.

        What cannot be kept is not, and nothing is said: where others committed since, where the book may not be written, where it
        is seen in part, where there is no room.
        """
        ...

    def first_page(self, name: str) -> FirstPage | None:
        """What was kept last under this name, before anything else of the book is read; `None` for nothing."""
        ...

    def history(self, customer_id: str = "") -> Sequence[Entry]:
        """What was committed, oldest first, of the whole book or about one buyer; raises `BookDamaged` where it cannot be read.

        Whether an entry is missing, or is not what was written, is for `storage.checking` to say.
        """
        ...

    def backup(self, path: Path) -> None:
        """A copy of the whole book, at a path where nothing stands yet."""
        ...

    def export(self, path: Path) -> None:
        """The whole book as one plain JSON file that TinyDB itself reads, at a path where nothing stands yet.

        Each entry of the history bears in it the link to the one before and the hashes of what it put (`storage.chain`).
        """
        ...

    def close(self) -> None:
        """Let go of the book."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def open_store(
    place: str | Path, *, create: bool, passphrase: Passphrase | None = None, reveals: Callable[[str], str] = str
) -> Store:
    """The book at a path or an address, or a new one in memory for `:memory:`; with `create` one is made where none stands.

    A passphrase opens an encrypted book, and encrypts a book in a file that is made. `reveals` gives the password that is kept at
    the place an address names; what is named to it and is no place is the password itself.
    """
    if is_address(place):
        address = address_of(str(place), reveals)
        from storage.postgres.store import PostgresStore

        return PostgresStore(address, create=create)
    return open_memory() if str(place) == MEMORY else open_file(file_at(place), create=create, passphrase=passphrase)


def file_at(place: str | Path) -> Path:
    """The path of a book that stands in a file; raises `NoTeamStore` for an address, `NoPlace` for one in memory.

    `BookUnreadable` is raised for what is no path: one that begins with a home nobody has, or holds what no name may.
    """
    if str(place) == MEMORY:
        raise NoPlace
    scheme, separator, _ = str(place).partition("://")
    if separator:
        raise NoTeamStore(scheme=scheme, reason="files" if is_address(place) else "")
    try:
        found = Path(place).expanduser()
    except RuntimeError:
        raise BookUnreadable(path=str(place)) from None
    if "\0" in str(found):
        raise BookUnreadable(path=str(found).replace("\0", "?"))
    return found
