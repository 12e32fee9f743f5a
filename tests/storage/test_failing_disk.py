"""Every call that reaches the disk fails in its turn, or is the last before a kill: what was confirmed stands, work goes on."""

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

import storage.book_file
from credit.book import Book
from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from credit.problem import Fault
from storage.atomic import replace_file
from storage.faults import BookReadOnly, BookUnconfirmed, BookUnreadable, BookWriteFailed, WriteFailure
from storage.opening import Beside
from storage.store import Store, open_store
from tests.storage.by_hand import beside, copied
from tests.storage.failing_disk import ERRORS, Disk, Killed

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MakeInvoice = Callable[..., Invoice]

FILES = ["book.json", "book.json.journal", "book.json.lock"]
LATER = Change("import", (Customer("K-2", "Harbour Freight", date(2020, 1, 2)),), who="Ann")
STUCK = (errno.EIO, errno.EROFS)
"""With these nothing can be taken away either, as long as they last."""
LEFT = {".book.json.tmp", ".book.json.journal.tmp"}
ROADS = {
    "appended": (5000, 1 << 20),
    "as large as the book": (1, 1 << 20),
    "with a snapshot behind it": (5000, 1),
    "first behind a snapshot": (5000, 1 << 20),
}
"""How a commit comes to the disk: documents from which it is a snapshot of its own, bytes of journal that call for one."""


@dataclass(frozen=True)
class Scene:
    """A book, and a commit that is about to be made in it."""

    path: Path
    change: Change
    before: Book
    moment: datetime

    @property
    def after(self) -> Book:
        return self.before.after(self.change)

    def calls(self) -> list[str]:
        """What the commit asks of the disk where nothing fails."""
        path = copied(self.path, self.path.parent / "counted")
        with open_store(path, create=False) as opened, pytest.MonkeyPatch.context() as patch, Disk(patch) as disk:
            opened.commit(self.change, self.moment)
        assert _held(path) == self.after
        return disk.calls


@pytest.fixture(params=list(ROADS))
def scene(
    request: pytest.FixtureRequest, filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> Scene:
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2), invoice(3)), who="Mei"), moment)
        if request.param == "first behind a snapshot":  # whose own journal was not begun: its writer was killed there
            older = Beside(filled).journal.read_bytes()
            monkeypatch.setattr(storage.book_file, "LARGE", 1)
            opened.commit(Change("correct", (invoice(2, "7.00"), invoice(3, "8.00")), who="Mei"), moment)
            Beside(filled).journal.write_bytes(older)
        before, _ = opened.load()
    large, grown = ROADS[request.param]
    monkeypatch.setattr(storage.book_file, "LARGE", large)
    monkeypatch.setattr(storage.book_file, "GROWN", grown)
    return Scene(filled, Change("import", (invoice(4), invoice(5), invoice(6)), who="Jan"), before, moment)


def _held(path: Path) -> Book:
    """What a book that opens without a fault holds; its history has no gaps."""
    with open_store(path, create=False) as opened:
        book, problems = opened.load()
        assert problems == ()
        assert [entry.number for entry in opened.history()] == list(range(1, len(opened.history()) + 1))
        return book


def test_a_commit_asks_the_disk_for_as_much_as_its_road_needs(scene: Scene, request: pytest.FixtureRequest) -> None:
    """The first of a session makes sure of the names of the files too."""
    first, whole = ["fsync"], ["fchmod", "writelines", "fsync", "replace", "fsync"]
    calls = [name for name in scene.calls() if name != "open"]
    assert (
        calls
        == {
            "appended": [*first, "pwrite", "fdatasync"],
            "as large as the book": [*whole, *whole],
            "with a snapshot behind it": [*first, "pwrite", "fdatasync", *whole, *whole],
            "first behind a snapshot": [*whole, *first, "pwrite", "fdatasync"],
        }[request.node.callspec.params["scene"]]
    )


def test_an_ordinary_commit_is_one_write_and_one_wait_for_the_disk(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2),)), moment)
        with Disk(monkeypatch) as disk:
            for number in (3, 4):
                opened.commit(Change("import", (invoice(number),)), moment)

    assert disk.calls == ["open", "pwrite", "fdatasync"] * 2  # what is opened is the lock


def test_a_kill_at_any_call_leaves_the_book_before_or_after(scene: Scene, tmp_path: Path) -> None:
    for at in range(len(scene.calls())):
        path = copied(scene.path, tmp_path / f"killed-{at}")
        opened = open_store(path, create=False)
        with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed), Disk(patch, at=at):
            opened.commit(scene.change, scene.moment)
        opened.close()

        found = _held(path)

        assert found in (scene.before, scene.after), at
        assert {name for name in beside(path) if "torn" not in name and not name.endswith(".tmp")} == set(FILES)
        with open_store(path, create=False) as other:
            other.commit(LATER, scene.moment)
        assert _held(path) == found.after(LATER)


@pytest.mark.parametrize("error", ERRORS, ids=[errno.errorcode[error] for error in ERRORS])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "until there is room"])
def test_an_error_at_any_call_leaves_what_was_confirmed_and_a_book_that_can_be_written(
    scene: Scene, tmp_path: Path, error: int, lasting: bool
) -> None:
    for at, call in enumerate(scene.calls()):
        path = copied(scene.path, tmp_path / f"failed-{at}")
        with open_store(path, create=False) as opened:
            told = _failure(opened, scene, at, error, lasting)
            there = _stands(told, scene, opened, f"{call}, call {at}")

            assert opened.load() == (there, ()), (at, call)
            assert set(beside(path)) - (LEFT if lasting and error in STUCK else set()) == set(FILES), (at, call)
            opened.commit(LATER, scene.moment)
            assert opened.load() == (there.after(LATER), ()), (at, call)
        assert _held(path) == there.after(LATER), (at, call)


def _failure(opened: Store, scene: Scene, at: int, error: int, lasting: bool) -> Fault | None:
    with pytest.MonkeyPatch.context() as patch, Disk(patch, at=at, error=error, lasting=lasting):
        try:
            opened.commit(scene.change, scene.moment)
        except Fault as fault:
            return fault
    return None


def _stands(told: Fault | None, scene: Scene, opened: Store, where: str) -> Book:
    """The book there must be after what was told: nothing, that the change failed, or that it stands and may not outlast."""
    if told is None:
        return scene.after
    if isinstance(told, BookUnconfirmed):
        assert opened.commit(Change("look"), scene.moment) == (scene.change,), where
        return scene.after
    assert isinstance(told, BookWriteFailed | BookReadOnly | BookUnreadable), (where, told)
    return scene.before


def test_a_snapshot_that_finds_no_room_is_tried_again_once_the_journal_has_doubled(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commits stand in the journal; on a disk that is nearly full each of them would fill it once more."""
    monkeypatch.setattr(storage.book_file, "GROWN", 1)
    tried: list[int] = []

    def full(path: Path, data: Iterable[bytes]) -> None:
        if path == filled:
            tried.append(Beside(filled).journal.stat().st_size)
            raise BookWriteFailed(path=str(path), reason=WriteFailure.DISK_FULL)
        replace_file(path, data)

    with open_store(filled, create=False) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(storage.book_file, "replace_file", full)
            for number in range(2, 22):
                opened.commit(Change("import", (invoice(number),)), moment)
        assert 2 <= len(tried) <= 5
        assert all(later > before * 2 for before, later in pairwise(tried))
        while Beside(filled).journal.stat().st_size < tried[-1] * 2:
            number += 1
            opened.commit(Change("import", (invoice(number),)), moment)
            if Beside(filled).journal.stat().st_size < tried[0]:
                break
        assert Beside(filled).journal.stat().st_size < tried[0], "there is room by now"
        assert len(opened.history()) == number
