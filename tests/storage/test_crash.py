"""A confirmed change survives: a process killed at any moment, a full disk, a failing disk."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.invoice import Invoice
from storage.faults import BookUnconfirmed, BookWriteFailed, WriteFailure
from storage.store import open_store

MakeInvoice = Callable[..., Invoice]

ROUNDS = 20

WRITER = """
import sys
from datetime import UTC, date, datetime
from credit.change import Change
from credit.customer import Customer
from storage.store import open_store

path, first = sys.argv[1], int(sys.argv[2])
with open_store(path, create=True) as store:
    print("ready", flush=True)
    for number in range(first, first + 100_000):
        buyer = Customer(f"K-{number}", "Brightwater " * 20, date(2020, 1, 2))
        store.commit(Change("import", (buyer,)), datetime.now(UTC))
        print(number, flush=True)
"""


def test_kill_nine_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    chance = random.Random(20)
    confirmed: set[int] = set()
    for _ in range(ROUNDS):
        confirmed |= _killed_while_writing(path, max(confirmed, default=0) + 10, chance.uniform(0.01, 0.08))

        with open_store(path, create=False) as store:
            book, problems = store.load()
            history = store.history()

        standing = {int(id.removeprefix("K-")) for id in book.accounts}
        assert problems == ()
        assert confirmed <= standing
        assert len(standing - confirmed) <= ROUNDS  # at most the one of each round that was written and not yet confirmed
        assert [entry.number for entry in history] == list(range(1, len(standing) + 1))
    assert len(confirmed) >= ROUNDS


def _killed_while_writing(path: Path, first: int, seconds: float) -> set[int]:
    """Numbers a writer confirmed before it was killed."""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(first)], stdout=subprocess.PIPE, text=True, env=env)
    assert writer.stdout is not None
    with writer.stdout as out:
        assert out.readline() == "ready\n"
        acknowledged = {int(out.readline())}
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        acknowledged |= {int(line) for line in out if line.endswith("\n")}
    writer.wait(60)
    return acknowledged


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
@pytest.mark.parametrize("call", ["fsync", "fchmod"])
def test_a_failed_write_leaves_the_book_and_is_not_written_later(
    filled: Path,
    invoice: MakeInvoice,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    code: int,
    reason: WriteFailure,
) -> None:
    before = filled.read_bytes()
    with open_store(filled, create=False) as store:
        with monkeypatch.context() as broken:
            broken.setattr(os, call, _failing(code))
            with pytest.raises(BookWriteFailed) as caught:
                store.commit(Change("import", (invoice(2),)), moment)
        assert caught.value.facts == {"path": str(filled), "reason": reason}
        assert filled.read_bytes() == before
        assert sorted(entry.name for entry in filled.parent.iterdir()) == ["book.json", "book.json.lock"]

        assert store.commit(Change("import", (invoice(3),)), moment) == ()
        assert [held.id for held in store.load()[0].account("K-1").invoices] == ["INV-1", "INV-3"]

    with open_store(filled, create=False) as store:
        assert [held.id for held in store.load()[0].account("K-1").invoices] == ["INV-1", "INV-3"]
        assert [entry.number for entry in store.history()] == [1, 2]


def test_closing_after_a_failed_write_writes_nothing(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled.read_bytes()
    with open_store(filled, create=False) as store, monkeypatch.context() as broken:
        broken.setattr(os, "fsync", _failing(errno.ENOSPC))
        with pytest.raises(BookWriteFailed):
            store.commit(Change("import", (invoice(2),)), moment)

    assert filled.read_bytes() == before


def test_a_folder_that_fails_to_sync_hands_the_change_over_as_if_a_colleague_had_made_it(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file took its place, and only then the disk failed: the change was not confirmed, but it stands there."""
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


def test_a_leftover_of_a_killed_writer_is_in_nobodys_way(filled: Path, invoice: MakeInvoice, moment: datetime) -> None:
    (filled.parent / ".book.json.tmp").write_text('{"meta": {"1": ')

    with open_store(filled, create=False) as store:
        store.commit(Change("import", (invoice(2),)), moment)
        assert len(store.load()[0].account("K-1").invoices) == 2
    assert not (filled.parent / ".book.json.tmp").exists()
