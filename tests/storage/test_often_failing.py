"""Three desks on a disk that fails at every fourth wait: what was confirmed stands, nothing else does, every screen agrees."""

import errno
import json
import os
import random
from collections.abc import Callable
from datetime import date, datetime
from multiprocessing import Barrier
from multiprocessing.synchronize import Barrier as Meeting
from pathlib import Path

import pytest

import storage.book_file
from credit.change import Change
from credit.customer import Customer
from storage.chain import broken_link
from storage.faults import BookWriteFailed, WriteFailure
from storage.opening import Files
from storage.store import open_store
from tests.storage.by_hand import beside, tree_of

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

DESKS, TURNS = 3, 25
WAYS = {"a copy takes its place": 0.0, "often no copy can be written": 0.7}
"""How a record is taken back, and how often there is no room for a copy of the journal."""


@pytest.mark.parametrize("way", list(WAYS))
def test_what_was_confirmed_stands_and_nothing_else(
    tmp_path: Path, moment: datetime, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(storage.book_file, "GROWN", 20_000)
    path = tmp_path / "book.json"
    open_store(path, create=True).close()
    read, write = os.pipe()
    meeting = Barrier(DESKS)
    desks = [
        _forked(lambda desk=desk: _work(desk, path, moment, WAYS[way], write, meeting))  # type: ignore[misc]
        for desk in range(DESKS)
    ]
    os.close(write)
    with os.fdopen(read) as told:
        reports = [json.loads(line) for line in told]

    assert [os.waitstatus_to_exitcode(os.waitpid(desk, 0)[1]) for desk in desks] == [0] * DESKS
    assert [agrees for _, agrees, _ in reports] == [True] * DESKS
    assert sum(failed for _, _, failed in reports) > DESKS, "the disk did fail"
    confirmed = {name for names, _, _ in reports for name in names}
    assert set(_names(path)) == confirmed | {"shared"}
    history = tree_of(path)["history"]
    assert len(history) == len(confirmed)
    assert broken_link(history.values()) is None
    assert beside(path) == ["book.json", "book.json.journal", "book.json.lock"]


def _names(path: Path) -> list[str]:
    with open_store(path, create=False) as opened:
        book, problems = opened.load()
    assert problems == ()
    return list(book.accounts)


def _forked(work: Callable[[], None]) -> int:
    process = os.fork()
    if process:
        return process
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)


def _work(desk: int, path: Path, moment: datetime, full: float, out: int, meeting: Meeting) -> None:
    """Look, commit, and try again what failed; tells what was confirmed, and whether the own screen is the book.

    That is asked once all are done: what another commits between the last look and the book would stand in the book alone.
    """
    chance, failed = random.Random(desk), 0
    confirmed: list[str] = []
    copy = Files.copy_journal

    def copy_or_not(self: Files, end: int) -> None:
        if chance.random() < full:
            raise BookWriteFailed(path=str(path), reason=WriteFailure.DISK_FULL)
        copy(self, end)

    with open_store(path, create=False) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fdatasync", _often_failing(os.fdatasync, chance))
        patch.setattr(Files, "copy_journal", copy_or_not)
        book, _ = store.load()
        for turn in range(TURNS):
            for _ in range(chance.randint(0, 3)):
                for change in store.commit(Change("look"), moment):
                    book = book.after(change)
            name = f"{desk}-{turn}"
            facts = (Customer(name, "n" * chance.randint(1, 40), date(2020, 1, 2)), Customer("shared", name, date(2020, 1, 2)))
            try:
                news = store.commit(own := Change("import", facts, who=str(desk)), moment)
            except BookWriteFailed:
                failed += 1
                book, _ = store.load()
                continue
            for change in (*news, own):
                book = book.after(change)
            confirmed.append(name)
        patch.undo()
        meeting.wait(60)
        for change in store.commit(Change("look"), moment):
            book = book.after(change)
        os.write(out, (json.dumps([confirmed, book == store.load()[0], failed]) + "\n").encode())


def _often_failing(real: Callable[[int], None], chance: random.Random) -> Callable[[int], None]:
    def call(handle: int) -> None:
        real(handle)
        if chance.random() < 0.25:
            raise OSError(errno.EIO, "")

    return call
