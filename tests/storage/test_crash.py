"""A confirmed change survives: a process killed at any moment, a full disk, a failing disk."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

import storage.book_file
from credit.change import Change
from credit.invoice import Invoice
from storage.book_file import BookFile
from storage.faults import BookDamaged, BookUnconfirmed, BookWriteFailed, Damage, WriteFailure
from storage.opening import Beside
from storage.store import open_store
from tests.storage.by_hand import beside, lay_out

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MakeInvoice = Callable[..., Invoice]


def test_kill_nine_loses_nothing_that_was_confirmed(in_clear_or_encrypted: bool) -> None:
    """Fifty rounds; a thousand are `python -m tests.storage.kill_rounds 1000`, on encrypted books with `encrypted` behind it."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.storage.kill_rounds", "50", *["encrypted"] * in_clear_or_encrypted]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=300, check=False)

    assert ended.returncode == 0, ended.stderr
    assert "rounds 50" in ended.stdout


def _failing(code: int) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, WriteFailure.DISK_FULL),
        (errno.EDQUOT, WriteFailure.DISK_FULL),
        (errno.EIO, WriteFailure.IO),
        (errno.EROFS, WriteFailure.NOT_ALLOWED),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "pwrite", "fdatasync"])
def test_a_failed_write_leaves_the_book_and_is_not_written_later(
    filled: Path,
    invoice: MakeInvoice,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    code: int,
    reason: WriteFailure,
) -> None:
    before = (filled.read_bytes(), Beside(filled).journal.read_bytes())
    with open_store(filled, create=False) as store:
        with monkeypatch.context() as broken:
            broken.setattr(os, call, _failing(code))
            with pytest.raises(BookWriteFailed) as caught:
                store.commit(Change("import", (invoice(2),)), moment)
        assert caught.value.facts == {"path": str(filled), "reason": reason}
        assert (filled.read_bytes(), Beside(filled).journal.read_bytes()) == before
        assert beside(filled) == ["book.json", "book.json.journal", "book.json.lock"]

        assert store.commit(Change("import", (invoice(3),)), moment) == ()
        assert [held.id for held in store.load()[0].account("K-1").invoices] == ["INV-1", "INV-3"]

    with open_store(filled, create=False) as store:
        assert [held.id for held in store.load()[0].account("K-1").invoices] == ["INV-1", "INV-3"]
        assert [entry.number for entry in store.history()] == [1, 2]


def test_closing_after_a_failed_write_writes_nothing(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Beside(filled).journal.read_bytes()
    with open_store(filled, create=False) as store, monkeypatch.context() as broken:
        broken.setattr(os, "fsync", _failing(errno.ENOSPC))
        with pytest.raises(BookWriteFailed):
            store.commit(Change("import", (invoice(2),)), moment)

    assert Beside(filled).journal.read_bytes() == before


def test_a_folder_that_fails_to_sync_hands_the_change_over_as_if_a_colleague_had_made_it(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file took its place, and only then the disk failed: the change was not confirmed, but it stands there."""
    monkeypatch.setattr(storage.book_file, "LARGE", 1)  # a change as large as the book is written as a file of its own
    sync, calls = os.fsync, iter([True, False])

    def fail_second(handle: int) -> None:
        if not next(calls):
            raise OSError(errno.EIO, "")
        sync(handle)

    doubtful = Change("import", (invoice(2),), who="Mei")
    with open_store(filled, create=False) as store:
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", fail_second)
            with pytest.raises(BookUnconfirmed) as caught:
                store.commit(doubtful, moment)
        assert caught.value.facts == {"path": str(filled)}

        assert store.commit(Change("look"), moment) == (doubtful,)


def test_a_record_that_can_neither_be_confirmed_nor_taken_back_is_handed_over_like_a_colleagues(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubtful = Change("import", (invoice(2),), who="Mei")
    with open_store(filled, create=False) as store:
        with monkeypatch.context() as broken:
            for call in ("fdatasync", "replace", "ftruncate"):
                broken.setattr(os, call, _failing(errno.EIO))
            with pytest.raises(BookUnconfirmed):
                store.commit(doubtful, moment)

        assert store.commit(Change("look"), moment) == (doubtful,)


def test_half_a_record_that_cannot_be_taken_back_is_no_change_and_is_put_aside_later(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, calls = os.pwrite, iter([True, False])

    def half(handle: int, data: bytes, at: int) -> int:
        if not next(calls):
            raise OSError(errno.ENOSPC, "")
        return write(handle, bytes(data)[:50], at)

    with open_store(filled, create=False) as store:
        with monkeypatch.context() as broken:
            broken.setattr(os, "pwrite", half)
            broken.setattr(os, "ftruncate", _failing(errno.EIO))
            with pytest.raises(BookWriteFailed):
                store.commit(Change("import", (invoice(2),)), moment)

        assert store.commit(Change("import", (invoice(3),)), moment) == ()
        assert [held.id for held in store.load()[0].account("K-1").invoices] == ["INV-1", "INV-3"]
        assert [note.code for note in store.notes] == ["put_aside_torn"]


def test_a_book_with_a_torn_end_opens_on_a_full_disk(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Beside(filled).journal.open("ab") as journal:
        journal.write(b"0123abcd [2,tr")
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", _failing(errno.ENOSPC))
        store = open_store(filled, create=True)

    with store:
        assert [held.id for held in store.load()[0].account("K-1").invoices] == ["INV-1"]
        assert [*store.notes] == []
        store.commit(Change("import", (invoice(2),)), moment)
        assert [note.code for note in store.notes] == ["put_aside_torn"]


def test_what_cannot_be_written_down_leaves_no_file(filled: Path, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.book_file, "LARGE", 1)
    with closing(BookFile(filled)) as shelves:
        with pytest.raises(TypeError), shelves.commit():
            shelves.put("facts", [(1, {"when": moment})])
        assert "1" not in (shelves.read() or {})["facts"]

    assert beside(filled) == ["book.json", "book.json.journal", "book.json.lock"]


def test_a_page_that_went_bad_stops_no_commit_and_is_not_copied_into_a_new_snapshot(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit stands in the journal; that the snapshot behind it could not be made is no fault of the commit."""
    lay_out(filled)
    told = filled.read_bytes()
    place = told.index(b"\n", told.index(b"\n") + 1) + 30  # on the first page, behind the head and the line before it
    filled.write_bytes(told[:place] + bytes([told[place] ^ 1]) + told[place + 1 :])
    monkeypatch.setattr(storage.book_file, "GROWN", 1)
    spoilt = filled.read_bytes()

    with open_store(filled, create=False) as store:
        store.commit(Change("import", (invoice(2),)), moment)

    assert filled.read_bytes() == spoilt
    assert beside(filled) == ["book.json", "book.json.journal", "book.json.lock"]
    with open_store(filled, create=False) as store, pytest.raises(BookDamaged) as caught:
        store.load()
    assert caught.value.facts["reason"] is Damage.SNAPSHOT


def test_a_leftover_of_a_killed_writer_is_in_nobodys_way(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    (filled.parent / ".book.json.tmp").write_text('{"meta": {"1": ')
    monkeypatch.setattr(storage.book_file, "LARGE", 1)

    with open_store(filled, create=False) as store:
        store.commit(Change("import", (invoice(2),)), moment)
        assert len(store.load()[0].account("K-1").invoices) == 2
    assert not (filled.parent / ".book.json.tmp").exists()
