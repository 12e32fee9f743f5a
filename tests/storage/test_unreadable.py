"""The disk fails at any read: one fault that names the file, whatever was being done, and nothing of it is written."""

import errno
import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from credit.book import Book
from credit.change import Change
from credit.invoice import Invoice
from credit.problem import Fault
from storage.checking import checked
from storage.faults import BookUnconfirmed, BookUnreadable, BookWriteFailed, WriteFailure
from storage.opening import Beside
from storage.purging import purge
from storage.restoring import move, restore
from storage.sources import looked_at
from storage.store import open_store
from tests.storage.by_hand import copied, lay_out

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted", "unsynced")

MakeInvoice = Callable[..., Invoice]


def _opened(path: Path, moment: datetime) -> None:
    with open_store(path, create=False) as opened:
        opened.load()
        opened.history()


def _committed(path: Path, moment: datetime) -> None:
    with open_store(path, create=False) as opened:
        opened.commit(Change("look"), moment)


def _copied(path: Path, moment: datetime) -> None:
    with open_store(path, create=False) as opened:
        opened.backup(path.with_name("copy"))


def _exported(path: Path, moment: datetime) -> None:
    with open_store(path, create=False) as opened:
        opened.export(path.with_name("plain.json"))


def _checked(path: Path, moment: datetime) -> None:
    with looked_at(path) as shelves:
        checked(shelves, str(path))


def _restored(path: Path, moment: datetime) -> None:
    restore(path, path.with_name("back"))


def _moved(path: Path, moment: datetime) -> None:
    move(path, path.with_name("new"))


def _purged(path: Path, moment: datetime) -> None:
    purge(path, "K-1", _nothing, moment)


def _nothing(book: Book) -> Change:
    return Change("purge", who="Mei")


WAYS = [_opened, _committed, _copied, _exported, _checked, _restored, _moved, _purged]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
def test_a_read_that_fails_is_one_fault_at_whichever_of_them(
    filled: Path,
    invoice: MakeInvoice,
    moment: datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[[Path, datetime], None],
) -> None:
    lay_out(filled)
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2),), who="Jan"), moment)
    for failing in range(100):
        path = copied(filled, tmp_path / f"at-{failing}")
        before = (path.read_bytes(), Beside(path).journal.read_bytes())

        fault, reads = _fault(monkeypatch, failing, partial(way, path, moment))

        if fault is None:
            assert reads <= failing, "a read failed, and nothing was said"
            break
        if way is _purged:  # the book may have been written anew, and then not be read again
            assert isinstance(fault, BookUnreadable | BookWriteFailed | BookUnconfirmed)
            continue
        assert isinstance(fault, BookUnreadable)
        assert fault.facts["reason"] is WriteFailure.IO
        assert Path(str(fault.facts["path"])).parent == path.parent
        assert (path.read_bytes(), Beside(path).journal.read_bytes()) == before
        assert not [each.name for each in path.parent.iterdir() if each.name.endswith(".tmp")]
    assert failing > 4


def _fault(monkeypatch: pytest.MonkeyPatch, failing: int, work: Callable[[], None]) -> tuple[Fault | None, int]:
    """What is raised where every read from this number on fails, and how many there were."""
    read, calls = os.pread, count(1)
    reads = 0

    def fail(handle: int, size: int, start: int) -> bytes:
        nonlocal reads
        reads = next(calls)
        if reads > failing:
            raise OSError(errno.EIO, "")
        return read(handle, size, start)

    with monkeypatch.context() as patch:
        patch.setattr(os, "pread", fail)
        try:
            work()
        except Fault as fault:
            return fault, reads
    return None, reads


def test_a_plain_file_the_disk_cannot_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.json"
    path.write_text('{"meta": {}}')

    def fail(self: Path) -> bytes:
        raise OSError(errno.EIO, "")

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(BookUnreadable) as caught:
        open_store(path, create=False)
    assert caught.value.facts == {"path": str(path), "reason": WriteFailure.IO}


def test_a_change_that_is_on_the_disk_is_not_denied_by_a_read_behind_it(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(filled, create=False) as opened:
        opened.load()
        wait, read = os.fdatasync, os.pread
        done: list[bool] = []

        def waited(handle: int) -> None:
            wait(handle)
            done.append(True)

        def fail(handle: int, size: int, start: int) -> bytes:
            if done:
                raise OSError(errno.EIO, "")
            return read(handle, size, start)

        with monkeypatch.context() as patch:
            patch.setattr(os, "fdatasync", waited)
            patch.setattr(os, "pread", fail)
            opened.commit(Change("import", (invoice(2),)), moment)
        assert done == [True]
        assert len(opened.load()[0].account("K-1").invoices) == 2
