"""Putting a copy in the place of a book, and a book in a new place: checked whole before anything is changed.

What stood in the place is kept beside it first. The copy is another book from then on: whoever still has the one before open is
told so before anything of the one is laid over the other.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from storage.atomic import let_go, nothing_done, replace_file, sync_folder
from storage.chain import digest
from storage.checking import Checked, checked
from storage.faults import (
    BookDamaged,
    BookReadOnly,
    BookUnconfirmed,
    BookWriteFailed,
    Damage,
    NoBook,
    NotMoved,
    NotRestored,
    Refusal,
    WriteFailure,
    write_failed,
)
from storage.journal import Ending, head_line
from storage.leftovers import free_replaced
from storage.lock import lock_of, locked
from storage.opening import Beside, resolved, writable
from storage.passphrase import Passphrase
from storage.reading import book_of, entries_of
from storage.shelves import Shelves
from storage.sources import Elsewhere, looked_at
from storage.tables import Tables
from storage.tree import FACTS, HISTORY

__all__ = ["Restored", "move", "restore", "taken"]

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands in the place now, and what stood there before."""

    found: Checked
    kept: tuple[Path, ...]
    """The book that stood there, and its journal; none where nothing stood there."""


def restore(source: Path, book: Path, opens: Passphrase | None = None, locks: Passphrase | None = None) -> Restored:
    """Put what stands at `source` in the place of `book`; raises, with nothing changed, where anything of it is not whole.

    `opens` is the passphrase of the source, should it be encrypted; what is written is encrypted where there is one that `locks`.
    """
    place = resolved(book)
    with taken(source, opens) as (shelves, found):
        key = locks.fresh() if locks is not None else None
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise write_failed(place, error) from None
        if place.is_dir():
            raise BookDamaged(path=str(place), line=0, reason=Damage.NOT_A_FILE)
        if not writable(place.parent) or (place.exists() and not writable(place)):
            raise BookReadOnly(path=str(place))
        with locked(place):
            kept = _kept(place)
            try:
                _synced(place)  # the names that are kept are on the disk before the one they stood under is given away
                replace_file(place, shelves.copy(key, uuid4().hex))
            except BookUnconfirmed:  # the copy stands, so what stood before is kept
                raise
            except BaseException:
                let_go(kept)
                raise
            if Beside(place).journal.exists():  # of the book that stood there, and kept: nothing of it stays under this name
                with suppress(BookWriteFailed, BookUnconfirmed):
                    replace_file(Beside(place).journal, [head_line(uuid4().hex, 0, key)])
    return Restored(found, kept)


def move(source: Path | Elsewhere, target: Path, opens: Passphrase | None = None, locks: Passphrase | None = None) -> Checked:
    """Copy the book at `source` to `target`, where nothing stands, and say what is in both; the old one stays.

    The copy is read again from the disk and held against the original, record by record, before it gets its name. `opens` and
    `locks` are as with `restore`: so a book is encrypted, laid in clear again, or gets another passphrase. Raises
    `NotMoved` where the source is not whole.
    """
    try:
        return _moved(source, target, opens, locks)
    except NotRestored as fault:
        raise NotMoved(**fault.facts) from None


def _moved(source: Path | Elsewhere, target: Path, opens: Passphrase | None, locks: Passphrase | None) -> Checked:
    place = resolved(target)
    _need_free(place)
    if not place.parent.is_dir():
        raise BookWriteFailed(path=str(place), reason=WriteFailure.NO_FOLDER)
    whence = resolved(source) if isinstance(source, Path) else source
    with taken(whence, opens) as (shelves, found):
        key = locks.fresh() if locks is not None else None
        with locked(place):
            _need_free(place)
            try:
                replace_file(
                    place, shelves.copy(key), check=lambda written: _need_equal(written, place, locks, shelves, found, whence)
                )
            except BookUnconfirmed:  # the copy stands, and it is whole
                raise
            except BaseException:
                let_go([lock_of(place)])
                raise
    return found


def _need_free(place: Path) -> None:
    """Raise where a book, or a journal, stands."""
    for taken in (place, Beside(place).journal):
        try:
            there = taken.exists()
        except OSError as error:
            raise write_failed(taken, error) from None
        if there:
            raise BookWriteFailed(path=str(taken), reason=WriteFailure.EXISTS)


def _need_equal(
    written: Path, place: Path, locks: Passphrase | None, shelves: Shelves, found: Checked, source: Path | Elsewhere
) -> None:
    """Raise where the copy for `place`, read again from where it was `written`, is not what `shelves` hold, record by record."""
    with looked_at(written, locks) as copy:
        again = Tables(copy)
        same = copy.number == shelves.number and _marks(copy) == _marks(shelves)
        told = book_of(again, str(source))
        if not (same and told == (found.book, found.problems) and tuple(entries_of(again, "")) == found.history):
            raise BookDamaged(path=str(place), line=0, reason=Damage.SNAPSHOT)


def _marks(shelves: Shelves) -> dict[tuple[str, int], str]:
    """The hash of every document by its table and number."""
    tables = ((table, shelves.shelf(table)) for table in (FACTS, HISTORY))
    return {(table, id): digest(doc) for table, shelf in tables for sheet in shelf.sheets() for id, doc in sheet}


@contextmanager
def taken(source: Path | Elsewhere, opens: Passphrase | None) -> Iterator[tuple[Shelves, Checked]]:
    """What stands at `source`, where all of it is whole; raises `NotRestored`, `NoBook`, `BookUnreadable` or `BookNewer`."""
    try:
        with looked_at(source, opens) as shelves:
            found = checked(shelves, str(source))
            _need_whole(shelves, found, source)
            yield shelves, found
    except NoBook as fault:
        if fault.facts["path"] != str(source):
            raise
        raise NoBook(path=str(source), reason="source") from None
    except BookDamaged as fault:
        own = (str(source), str(Beside(source).journal)) if isinstance(source, Path) else (str(source),)
        if fault.facts["path"] not in own:
            raise
        raise NotRestored(path=str(source), reason=Refusal.DAMAGED, detail="") from None


def _need_whole(shelves: Shelves, found: Checked, source: Path | Elsewhere) -> None:
    """Raise where anything of it is not what was written.

    A record nobody here can read, or that holds more than its kind has, is no damage where it is the one its commit wrote: a
    later program's, or another's. It is told with the rest of what was found.
    """
    if shelves.ending is Ending.BAD:
        raise NotRestored(path=str(source), reason=Refusal.DAMAGED, detail="")
    traces = found.traces
    if traces.gap or traces.broken:
        raise NotRestored(path=str(source), reason=Refusal.HISTORY, detail=str(traces.gap or traces.broken))
    twice = next((problem for problem in found.problems if problem.code == "duplicate_document"), None)
    if twice is not None:
        raise NotRestored(path=str(source), reason=Refusal.RECORD, detail=twice.detail)
    if traces.unlike:
        raise NotRestored(path=str(source), reason=Refusal.UNLIKE, detail=" ".join(traces.unlike[0][1:3]))


def _kept(place: Path) -> tuple[Path, ...]:
    """Give the book that stands there, and its journal, names to keep: the files themselves where the system allows two names."""
    name = free_replaced(place)
    made: list[Path] = []
    try:
        for old, new in ((Beside(place).journal, Beside(name).journal), (place, name)):
            if old.exists():
                made.append(new)
                with nothing_done(place):
                    _named_too(old, new)
    except BaseException:
        let_go(made)
        raise
    return tuple(sorted(made))


def _synced(place: Path) -> None:
    try:
        sync_folder(place.parent)
    except OSError as error:
        raise write_failed(place, error) from None


def _named_too(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:
        replace_file(new, _chunks(old))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            yield part
