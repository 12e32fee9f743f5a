"""Each call of a restore, a move, a purge, an export and a bringing forward fails in turn: the old stands, or the new, whole.

And what failed is done at the second try, once the disk is well.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from credit.book import Book
from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from credit.problem import Fault
from storage.atomic import replace_file
from storage.book_file import BookFile
from storage.checking import checked
from storage.faults import BookReadOnly, BookUnconfirmed, BookUnreadable, BookWriteFailed
from storage.opening import Beside
from storage.passphrase import Passphrase
from storage.plain_json import is_plain
from storage.purging import purge
from storage.restoring import move, restore
from storage.sheets import write_sheets
from storage.snapshot import written
from storage.sources import looked_at
from storage.store import open_store
from storage.tree import lines
from tests.storage.by_hand import tree_of
from tests.storage.canaries import MOMENT, in_clear
from tests.storage.failing_disk import Disk
from tests.storage.test_purging import drop_of

pytestmark = pytest.mark.usefixtures("unsynced")

LATER = Change("import", (Customer("K-9", "Harbour Freight", MOMENT.date()),), who="Ann")
NEIGHBOUR = Customer("K-2", "Quayside Wholesale", MOMENT.date())
WAYS = {
    "EIO once": (errno.EIO, False),
    "EIO": (errno.EIO, True),
    "ENOSPC": (errno.ENOSPC, True),
}
"""The error, and whether it lasts."""
STUCK = "EIO"
"""As long as it lasts nothing can be taken away either."""


@dataclass(frozen=True)
class Desk:
    """A folder with what is worked on, and what opens it."""

    folder: Path
    first: Passphrase | None
    """What the book is locked with."""
    other: Passphrase | None
    """What another one is to be locked with."""

    @property
    def book(self) -> Path:
        return self.folder / "book.json"

    @property
    def new(self) -> Path:
        return self.folder / "new.json"

    @property
    def sheets(self) -> Path:
        return self.folder / "sheets"

    @property
    def copy(self) -> Path:
        return self.folder / "away" / "copy.json"


def _restored(desk: Desk) -> None:
    restore(desk.copy, desk.book, desk.first, desk.first)


def _restored_anew(desk: Desk) -> None:
    restore(desk.copy, desk.new, desk.first, desk.first)


def _restored_without_links(desk: Desk) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "link", _no_links)
        _restored(desk)


def _no_links(*_: object) -> None:
    raise OSError(errno.EOPNOTSUPP, "no links here")


def _imported(desk: Desk) -> None:
    restore(desk.folder / "away" / "sheets", desk.book, None, desk.first)


def _moved(desk: Desk) -> None:
    move(desk.book, desk.new, desk.first, desk.other)


def _purged(desk: Desk) -> None:
    purge(desk.book, "K-1", drop_of, MOMENT, desk.first)


def _exported(desk: Desk) -> None:
    with looked_at(desk.book, desk.first) as shelves:
        write_sheets(shelves, desk.sheets)


def _opened(desk: Desk) -> None:
    open_store(desk.book, create=False, passphrase=desk.first).close()


def _made(desk: Desk) -> None:
    open_store(desk.new, create=True, passphrase=desk.first).close()


def _as_it_is(_desk: Desk) -> None: ...


def _laid_plain(desk: Desk) -> None:
    told = b"".join(lines(tree_of(desk.book, desk.first)))
    desk.book.write_bytes(told)
    Beside(desk.book).journal.unlink()


def _laid_plain_by_another(desk: Desk) -> None:
    """The journal of a book that is gone tells of commits."""
    told = Beside(desk.book).journal.read_bytes()
    _laid_plain(desk)
    Beside(desk.book).journal.write_bytes(told)


def _laid_older(desk: Desk) -> None:
    with closing(BookFile(desk.book, passphrase=desk.first)) as shelves, shelves.alone():
        shelves.renew()
        head = replace(shelves.head, schema=2)
        replace_file(desk.book, written(head, list(shelves._shelves.values()), shelves.key))


ROADS: dict[str, tuple[Callable[[Desk], None], Callable[[Desk], None]]] = {
    "restore": (_as_it_is, _restored),
    "restore where nothing stood": (_as_it_is, _restored_anew),
    "restore where no file has two names": (_as_it_is, _restored_without_links),
    "import of the sheets": (_as_it_is, _imported),
    "move": (_as_it_is, _moved),
    "purge": (_as_it_is, _purged),
    "export": (_as_it_is, _exported),
    "bring a plain book forward": (_laid_plain, _opened),
    "bring a plain book forward beside a journal": (_laid_plain_by_another, _opened),
    "bring an older book forward": (_laid_older, _opened),
    "make": (_as_it_is, _made),
}
LOCKS = {"in clear": (False, False), "encrypted": (True, True), "to encrypted": (False, True), "to clear": (True, False)}
BOTH = ("restore", "import of the sheets", "purge", "bring a plain book forward", "bring an older book forward")
CASES = [
    (road, lock)
    for road in ROADS
    for lock in LOCKS
    if lock == "in clear" or road == "move" or (road in BOTH and lock == "encrypted")
]


@pytest.fixture(params=CASES, ids=[" ".join(case) for case in CASES])
def case(
    request: pytest.FixtureRequest, tmp_path: Path, passphrase: Passphrase, buyer: Customer, invoice: Callable[..., Invoice]
) -> tuple[str, Desk]:
    """What is done, and the desk it is done at."""
    road, lock = request.param
    first, other = (passphrase if locked else None for locked in LOCKS[lock])
    desk = Desk(tmp_path / "desk", first, other)
    desk.copy.parent.mkdir(parents=True)
    with open_store(desk.book, create=True, passphrase=first) as store:
        store.commit(Change("import", (buyer, invoice(1, "777.77")), who="Mei Canary"), MOMENT)
        store.backup(desk.copy)
        write = desk.copy.parent / "sheets"
        with looked_at(desk.book, first) as shelves:
            write_sheets(shelves, write)
        store.commit(Change("correct", (invoice(1, "7.00"), NEIGHBOUR), who="Jan"), MOMENT)
    ROADS[road][0](desk)
    return road, desk


State = dict[str, object]


def _state(desk: Desk) -> State:
    """What stands at every place, by what it holds."""
    found: State = {"sheets": _content(desk.sheets, None) if (desk.sheets / "export.json").exists() else None}
    for place, opens in ((desk.book, desk.first), (desk.new, desk.other)):
        found[place.name] = _content(place, opens) if place.exists() else None
    return found


def _content(place: Path, opens: Passphrase | None) -> object:
    with looked_at(place, opens) as shelves:
        found = checked(shelves, str(place))
        assert found.traces.well
        return is_plain(place), shelves.head.schema, found.book, found.problems, found.history


def _copies(desk: Desk, tmp_path: Path) -> Iterator[tuple[int, Desk]]:
    for at in range(200):
        yield at, replace(desk, folder=Path(shutil.copytree(desk.folder, tmp_path / f"failed-{at}")))


def _failure(work: Callable[[Desk], None], desk: Desk, at: int, way: str) -> tuple[Fault | None, Disk]:
    error, lasting = WAYS[way]
    with pytest.MonkeyPatch.context() as patch, Disk(patch, at=at, error=error, lasting=lasting) as disk:
        try:
            work(desk)
        except Fault as fault:
            return fault, disk
    return None, disk


@pytest.mark.parametrize("way", list(WAYS))
def test_the_old_stands_or_the_new_and_the_second_try_succeeds(case: tuple[str, Desk], tmp_path: Path, way: str) -> None:
    road, first = case
    work = ROADS[road][1]
    done = replace(first, folder=Path(shutil.copytree(first.folder, tmp_path / "done")))
    before = _state(done)
    work(done)
    after = _state(done)

    for at, desk in _copies(first, tmp_path):
        told, disk = _failure(work, desk, at, way)
        where = (at, disk.calls, told)
        if not disk.broken:
            break
        now = _state(desk)
        if told is None or isinstance(told, BookUnconfirmed):
            assert now == after, where
        else:
            assert isinstance(told, BookWriteFailed | BookReadOnly | BookUnreadable), where
            assert now in (before, after if work in (_opened, _made) else before), where
            if way != STUCK and now == before:
                assert _names(desk) - {"book.json.lock", "new.json.lock"} == _names(first) - {"book.json.lock"}, where
        _need_no_clear(road, desk, now == after)
        _tried_again(work, desk, told, after, where)
    assert at > 3


def _names(desk: Desk) -> set[str]:
    return {str(path.relative_to(desk.folder)) for path in desk.folder.rglob("*")}


def _need_no_clear(road: str, desk: Desk, done: bool) -> None:
    """Nothing in clear beside an encrypted book that was not there; nothing of whom was purged, save where it failed."""
    heard = {name for name, _ in in_clear(desk.folder) if "away" not in name}
    if road == "move" and desk.other is not None:
        assert not {name for name in heard if "new.json" in name}
    if road in ("restore", "import of the sheets", "purge", "make") and desk.first is not None:
        assert heard <= {path.name for path in (desk.copy.parent / "sheets").iterdir()}
    if road == "purge" and done:
        gone = [path for path in desk.folder.iterdir() if path.is_file()]
        assert not [path for path in gone if b"Brightwater" in path.read_bytes() or b"777.77" in path.read_bytes()]


def _tried_again(work: Callable[[Desk], None], desk: Desk, told: Fault | None, after: State, where: object) -> None:
    if told is not None and not isinstance(told, BookUnconfirmed):
        work(desk)
    assert _state(desk) == after, where
    for place, opens in ((desk.book, desk.first), (desk.new, desk.other)):
        if place.exists():
            with open_store(place, create=False, passphrase=opens) as store:
                book: Book = store.load()[0]
                store.commit(LATER, MOMENT)
                assert store.load() == (book.after(LATER), ()), where
            assert _content(place, opens)[2] == book.after(LATER)  # type: ignore[index]
