"""A book that is restored while others have it open: nobody's commit falls between what is kept and what takes its place."""

import os
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import storage.lock
import storage.restoring
from credit.change import Change
from credit.customer import Customer
from storage.faults import BookLocked, BookReplaced
from storage.lock import locked
from storage.opening import Beside
from storage.restoring import Restored, restore
from storage.store import open_store
from tests.storage.by_hand import beside

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MOMENT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)


def named(number: int) -> Change:
    return Change("import", (Customer(f"W-{number}", f"Writer {number}", date(2020, 1, 2)),), who="Jan")


def ids(book: Path) -> set[str]:
    with open_store(book, create=False) as store:
        loaded, problems = store.load()
    assert problems == ()
    return set(loaded.accounts)


@pytest.fixture
def copy(filled: Path) -> Path:
    """A backup of the book in which one buyer stands."""
    with open_store(filled, create=False) as store:
        store.backup(filled.with_name("copy.dunnage"))
    return filled.with_name("copy.dunnage")


def test_while_another_process_holds_the_lock_nothing_is_restored(
    filled: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.lock.locked.__wrapped__, "__defaults__", (0.2,))  # type: ignore[attr-defined]  # what it was made of
    with open_store(filled, create=False) as store:
        store.commit(named(1), MOMENT)
    before = [path.read_bytes() for path in (filled, Beside(filled).journal)]
    (held, hold), (let_go, go) = os.pipe(), os.pipe()
    holder = os.fork()
    if not holder:
        try:
            with locked(filled):
                os.write(hold, b"!")
                os.close(go)
                os.read(let_go, 1)
        finally:
            os._exit(0)
    os.close(let_go)
    assert os.read(held, 1) == b"!"
    there = beside(filled)

    with pytest.raises(BookLocked) as caught:
        restore(copy, filled)

    assert caught.value.facts == {"path": str(filled)}
    assert [path.read_bytes() for path in (filled, Beside(filled).journal)] == before
    assert beside(filled) == there
    os.close(go)
    os.waitpid(holder, 0)
    os.close(held)
    os.close(hold)
    restore(copy, filled)
    assert ids(filled) == {"K-1"}


class Writer(threading.Thread):
    """A desk that commits one buyer after the other, until it is told that its book was replaced."""

    def __init__(self, book: Path) -> None:
        super().__init__()
        self.store = open_store(book, create=False)
        self.confirmed: list[str] = []
        self.some = threading.Event()
        self.told: BaseException | None = None

    def run(self) -> None:
        with self.store:
            try:
                for number in range(1, 100_000):
                    self.store.commit(named(number), MOMENT)
                    self.confirmed.append(f"W-{number}")
                    if number == 5:
                        self.some.set()
            except Exception as error:  # whatever it is, the test looks at it: a thread's own would be lost
                self.told = error
            finally:
                self.some.set()


def test_a_writer_that_never_rests_loses_nothing_it_was_told_is_there(filled: Path, copy: Path) -> None:
    """All it confirmed stands in the book that is kept, none of it in the copy, and it is told so at its next commit."""
    writer = Writer(filled)
    writer.start()
    assert writer.some.wait(60)

    done = restore(copy, filled)

    writer.join(60)
    assert isinstance(writer.told, BookReplaced), writer.told
    assert len(writer.confirmed) >= 5
    assert ids(done.kept[0]) == {"K-1", *writer.confirmed}
    assert ids(filled) == {"K-1"}


def test_no_commit_falls_between_what_is_kept_and_what_takes_its_place(
    filled: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk commits when the old files have their second names, which are copies here, and the copy has no name yet."""
    monkeypatch.setattr(os, "link", _refused)
    confirmed: list[str] = []
    kept = storage.restoring._kept
    stepped = threading.Event()

    def one() -> None:
        with open_store(filled, create=False) as desk:
            stepped.set()
            try:
                desk.commit(named(1), MOMENT)
            except BookReplaced:
                return
            confirmed.append("W-1")

    desk = threading.Thread(target=one)

    def then(place: Path) -> tuple[Path, ...]:
        names = kept(place)
        desk.start()
        assert stepped.wait(60)
        desk.join(1)  # it waits for the lock; without one it is done by now
        return names

    monkeypatch.setattr(storage.restoring, "_kept", then)
    done: Restored = restore(copy, filled)
    desk.join(60)

    assert not desk.is_alive()
    assert set(confirmed) <= ids(done.kept[0]) | ids(filled), "confirmed, and in neither book"
    assert confirmed == []


def _refused(*_: object) -> None:
    raise PermissionError
