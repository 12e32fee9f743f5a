"""A record that a colleague read before the disk had it, and that is then taken back: nobody stands on it, nothing is lost."""

import errno
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import storage.opening
from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.chain import broken_link
from storage.faults import BookReplaced, BookUnreadable, BookWriteFailed, WriteFailure
from storage.opening import Beside
from storage.pages import Opened
from storage.restoring import restore
from storage.store import Store, open_store
from tests.credit.little_book import drops
from tests.storage.by_hand import tree_of

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MakeInvoice = Callable[..., Invoice]
LOOK = Change("look")


def _fails_once(patch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """Have the next wait for the disk end in an error, and something happen while it lasts."""
    real, calls = os.fdatasync, iter([True])

    def call(handle: int) -> None:
        if next(calls, False):
            meanwhile()
            raise OSError(errno.EIO, "")
        real(handle)

    patch.setattr(os, "fdatasync", call)


def _no_copy(patch: pytest.MonkeyPatch) -> None:
    """Have no other journal take the place of the one that stands there."""

    def full(path: Path, data: object) -> None:
        raise BookWriteFailed(path=str(path), reason=WriteFailure.DISK_FULL)

    patch.setattr(storage.opening, "replace_file", full)


def _whole(path: Path, commits: int) -> None:
    with open_store(path, create=False) as opened:
        assert opened.load()[1] == ()
        assert not opened.notes
        assert [entry.number for entry in opened.history()] == list(range(1, commits + 1))


RETRIES = {"not entered again": None, "as long again": "2.00", "longer": "2000000.00"}


@pytest.mark.parametrize("again", list(RETRIES))
@pytest.mark.parametrize("way", ["copied", "cut"])
def test_a_colleague_drops_a_change_that_was_taken_back_and_goes_on(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch, again: str, way: str
) -> None:
    """Jan's disk fails while Mei looks; then comes nothing, another record as long as the one she saw, or a longer one."""
    first = Change("import", (invoice(2, "1.00"), invoice(1, "9.00")), who="Jan")
    with open_store(filled, create=False) as mei, open_store(filled, create=False) as jan:
        book, _ = mei.load()
        seen: list[Change] = []
        with monkeypatch.context() as broken:
            _fails_once(broken, lambda: seen.extend(mei.commit(LOOK, moment)))
            if way == "cut":
                _no_copy(broken)
            with pytest.raises(BookWriteFailed):
                jan.commit(first, moment)
        assert seen == [first]
        amount = RETRIES[again]
        second = () if amount is None else (Change("import", (invoice(2, amount), invoice(1, "9.00")), who="Jan"),)
        for change in second:
            jan.commit(change, moment)

        undone = Change("import", (invoice(1),), drops([invoice(2)]), "Jan", undoes=True)
        assert mei.commit(LOOK, moment) == (undone, *second)
        assert mei.commit(LOOK, moment) == ()
        for change in (*seen, undone, *second):
            book = book.after(change)
        assert mei.load() == (book, ())
        own = Change("import", (invoice(3),), who="Mei")
        assert mei.commit(own, moment) == ()
        assert jan.commit(LOOK, moment) == (own,)
    _whole(filled, 2 + len(second))


def test_a_change_made_on_what_was_taken_back_is_not_saved(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own facts rest on a book that never was."""
    with open_store(filled, create=False) as mei, open_store(filled, create=False) as jan:
        mei.load()
        with monkeypatch.context() as broken:
            _fails_once(broken, lambda: mei.commit(LOOK, moment))
            with pytest.raises(BookWriteFailed):
                jan.commit(Change("import", (invoice(2),)), moment)
        with pytest.raises(Exception, match="buyer_moved"):
            mei.commit(Change("import", (invoice(3),)), moment, unless={"K-1"})
        assert [held.id for held in mei.load()[0].account("K-1").invoices] == ["INV-1"]
        assert mei.commit(Change("import", (invoice(3),)), moment, unless={"K-1"}) == ()
    _whole(filled, 2)


def test_who_loads_anew_is_told_nothing_of_what_was_taken_back(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(filled, create=False) as mei, open_store(filled, create=False) as jan:
        with monkeypatch.context() as broken:
            _fails_once(broken, lambda: mei.commit(LOOK, moment))
            with pytest.raises(BookWriteFailed):
                jan.commit(Change("import", (invoice(2),)), moment)
        assert [held.id for held in mei.load()[0].account("K-1").invoices] == ["INV-1"]
        assert mei.commit(LOOK, moment) == ()
        with monkeypatch.context() as broken:  # only the history was looked at: nothing was handed over
            _fails_once(broken, mei.history)
            with pytest.raises(BookWriteFailed):
                jan.commit(Change("import", (invoice(2),)), moment)
        assert mei.commit(LOOK, moment) == ()


def test_a_journal_the_disk_failed_on_is_appended_to_no_more(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Be it that another could not be written then: the next commit writes it first, and waits for the disk as always after."""
    journal = Beside(filled).journal
    for broke in ("copied", "cut"):
        with open_store(filled, create=False) as store, journal.open("rb") as before:
            with monkeypatch.context() as broken:
                _fails_once(broken, lambda: None)
                if broke == "cut":
                    _no_copy(broken)
                with pytest.raises(BookWriteFailed):
                    store.commit(Change("import", (invoice(2),)), moment)
            store.commit(Change("import", (invoice(3),)), moment)
            assert not os.path.samestat(os.fstat(before.fileno()), journal.stat())
            now = journal.stat()
            store.commit(Change("import", (invoice(4),)), moment)
            assert os.path.samestat(now, journal.stat())
    _whole(filled, 5)


def _fork(path: Path, other: Path, invoice: MakeInvoice, moment: datetime) -> tuple[Store, Path]:
    """A desk whose own second commit a copy does not hold."""
    desk = open_store(path, create=False)
    desk.backup(other)
    desk.commit(Change("import", (invoice(2),), who="Mei"), moment)
    desk.load()
    return desk, other


def test_an_older_copy_that_caught_up_is_not_taken_for_the_book(
    filled: Path, invoice: MakeInvoice, moment: datetime, tmp_path: Path
) -> None:
    """The count says nothing: its second commit is another one."""
    desk, other = _fork(filled, tmp_path / "copy", invoice, moment)
    filled.write_bytes(other.read_bytes())
    with open_store(filled, create=False) as jan:
        for number in (3, 4):
            jan.commit(Change("import", (invoice(number),), who="Jan"), moment)
    held = (filled.read_bytes(), Beside(filled).journal.read_bytes())

    with desk:
        for _ in range(2):
            with pytest.raises(BookReplaced):
                desk.commit(Change("import", (invoice(5),)), moment)

    assert (filled.read_bytes(), Beside(filled).journal.read_bytes()) == held


def test_another_book_is_told_from_the_own_after_a_read_that_failed_half_way(
    filled: Path, invoice: MakeInvoice, moment: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.json"
    with open_store(other, create=True) as opened:
        opened.commit(Change("import", (Customer("K-9", "Harbour Freight", moment.date()),)), moment)
    with open_store(filled, create=False) as desk:
        desk.load()
        restore(other, filled)
        with open_store(filled, create=False) as opened:
            for number in (8, 9):  # the first lays the copy out anew, the second stands in its journal
                opened.commit(Change("import", (invoice(number),)), moment)
        read, size = Opened.read, Beside(filled).journal.stat().st_size

        def fail_on_records(self: Opened, start: int, many: int) -> bytes:
            if self.size == size and start:
                raise OSError(errno.EIO, "")
            return read(self, start, many)

        with monkeypatch.context() as broken:
            broken.setattr(Opened, "read", fail_on_records)
            with pytest.raises(BookUnreadable):
                desk.commit(LOOK, moment)
        with pytest.raises(BookReplaced):
            desk.commit(Change("import", (invoice(3),)), moment)

    assert len(tree_of(filled)["history"]) == 3
    assert broken_link(tree_of(filled)["history"].values()) is None


@pytest.mark.parametrize("failing", [2, 3])
def test_a_mending_whose_file_is_not_confirmed_says_that_nothing_was_saved(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """What was put aside may not outlast, or the cut: the change is not in the book, and what was put aside is told."""
    with open_store(filled, create=False) as store:
        with Beside(filled).journal.open("ab") as journal:
            journal.write(b"0123abcd [2,tr")
        calls = iter(range(1, 100))

        def fail(real: Callable[[int], None]) -> Callable[[int], None]:
            def call(handle: int) -> None:
                if next(calls) == failing:
                    raise OSError(errno.EIO, "")
                real(handle)

            return call

        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", fail(os.fsync))
            broken.setattr(os, "fdatasync", fail(os.fdatasync))
            with pytest.raises(BookWriteFailed) as caught:
                store.commit(Change("import", (invoice(2),)), moment)
        assert caught.value.facts == {"path": str(filled), "reason": WriteFailure.IO}
        ((code, place),) = [(note.code, Path(note.detail)) for note in store.notes]
        assert (code, place.read_bytes()) == ("put_aside_torn", b"0123abcd [2,tr")
        assert [held.id for held in store.load()[0].account("K-1").invoices] == ["INV-1"]
        store.commit(Change("import", (invoice(2),)), moment)
    _whole(filled, 2)
