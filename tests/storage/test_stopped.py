"""Writers in several processes: nothing is lost between them, and one that is stopped or killed keeps nobody out for good."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import storage.book_file
import storage.lock
from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.book_file import BookFile
from storage.delta_table import Database, Numbered
from storage.faults import BookLocked
from storage.store import open_store
from storage.tiny import open_file

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MakeInvoice = Callable[..., Invoice]

DESKS, TURNS = 4, 60


def _forked(work: Callable[[], None]) -> int:
    """A process that does this; it ends with 0 where nothing was raised."""
    process = os.fork()
    if process:
        return process
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)


def _ended(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def test_four_writers_that_each_add_to_what_they_read_lose_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times sixty additions to one number, each a commit that reads it first, over the snapshots that are made meanwhile."""
    monkeypatch.setattr(storage.book_file, "GROWN", 5000)
    path = tmp_path / "book.json"
    open_store(path, create=True).close()

    def add() -> None:
        shelves = BookFile(path)
        table = Database(storage=lambda: shelves).table("counts")
        for _ in range(TURNS):
            with shelves.commit():
                found = table.get(doc_id=1)
                table.upsert(Numbered({"total": (found["total"] if isinstance(found, dict) else 0) + 1}, 1))
                table.insert({"by": os.getpid()})

    assert [_ended(process) for process in [_forked(add) for _ in range(DESKS)]] == [0] * DESKS
    shelves = BookFile(path)
    table = Database(storage=lambda: shelves).table("counts")
    found = table.get(doc_id=1)
    shelves.close()

    assert isinstance(found, dict)
    assert found["total"] == DESKS * TURNS
    assert shelves.number == DESKS * TURNS


def test_four_desks_that_commit_hand_each_other_everything(filled: Path, moment: datetime) -> None:
    """Each desk keeps its own book by what it committed and what was handed to it; in the end all hold the same."""

    done, told = os.pipe()
    wait, go = os.pipe()

    def work() -> None:
        os.close(go)
        with open_store(filled, create=False) as opened:
            book, _ = opened.load()
            for number in range(20):
                name = f"{os.getpid()}-{number}"
                own = Change("import", (Customer(name, name, date(2020, 1, 2)),))
                for change in (*opened.commit(own, datetime.now(UTC)), own):
                    book = book.after(change)
            os.write(told, b".")
            os.read(wait, 1)  # until all are done
            for change in opened.commit(Change("look"), moment):
                book = book.after(change)
            assert book == opened.load()[0]

    desks = [_forked(work) for _ in range(DESKS)]
    os.close(told)
    for _ in desks:
        os.read(done, 1)
    os.close(go)
    assert [_ended(process) for process in desks] == [0] * DESKS
    os.close(done)
    os.close(wait)
    with open_store(filled, create=False) as opened:
        assert len(opened.load()[0].accounts) == 1 + DESKS * 20
        assert [entry.number for entry in opened.history()] == list(range(1, 2 + DESKS * 20))


@contextmanager
def _holder(path: Path) -> Iterator[int]:
    """A process that holds the lock of the book, one commit made and another to come."""
    read, write = os.pipe()

    def hold() -> None:
        with open_file(path, create=False) as store, store._shelves.alone():
            store.commit(Change("import", (Customer("K-9", "Holder", date(2020, 1, 2)),)), datetime.now(UTC))
            os.write(write, b"!")
            time.sleep(0.3)
            store.commit(Change("import", (Customer("K-10", "Holder", date(2020, 1, 2)),)), datetime.now(UTC))

    process = _forked(hold)
    os.close(write)
    assert os.read(read, 1) == b"!"
    os.close(read)
    yield process


def test_a_holder_that_is_stopped_keeps_others_waiting_no_longer_than_told(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.lock.locked.__wrapped__, "__defaults__", (0.2,))  # type: ignore[attr-defined]  # what it was made of
    with open_store(filled, create=False) as opened, _holder(filled) as holder:
        os.kill(holder, signal.SIGSTOP)
        began = time.monotonic()
        with pytest.raises(BookLocked):
            opened.commit(Change("import", (invoice(2),)), moment)
        assert 0.2 <= time.monotonic() - began < 5
        assert [held.id for held in opened.load()[0].account("K-1").invoices] == ["INV-1"]  # reading waits for nobody

        os.kill(holder, signal.SIGCONT)
        assert _ended(holder) == 0
        opened.commit(Change("import", (invoice(3),)), moment)

        assert [held.id for held in opened.load()[0].account("K-1").invoices] == ["INV-1", "INV-3"]
        assert {"K-9", "K-10"} < set(opened.load()[0].accounts)  # what the holder committed stands too


def test_a_holder_that_is_killed_keeps_nobody_out(filled: Path, invoice: MakeInvoice, moment: datetime) -> None:
    with open_store(filled, create=False) as opened, _holder(filled) as holder:
        os.kill(holder, signal.SIGKILL)
        assert _ended(holder) == -signal.SIGKILL

        opened.commit(Change("import", (invoice(2),)), moment)

        assert [held.id for held in opened.load()[0].account("K-1").invoices] == ["INV-1", "INV-2"]
        assert sorted(opened.load()[0].accounts) == ["K-1", "K-9"]  # what it confirmed stands, what it did not does not
