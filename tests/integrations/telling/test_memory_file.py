"""What a channel was told, across runs."""

import stat
import threading
from datetime import date
from pathlib import Path

from credit.report import Severity
from integrations.telling.due import Memory
from integrations.telling.memory_file import MemoryFile

TOLD = Memory({"broken_promise:C1:P1": (Severity.WARNING, date(2026, 3, 2))}, date(2026, 3, 2))


def test_what_was_told_is_known_to_the_next_run(tmp_path: Path) -> None:
    with MemoryFile(tmp_path / "channels", "office", "/books/a").alone() as held:
        assert held
        MemoryFile(tmp_path / "channels", "office", "/books/a").write(TOLD)
    assert MemoryFile(tmp_path / "channels", "office", "/books/a").read() == TOLD


def test_another_channel_and_another_book_have_memories_of_their_own(tmp_path: Path) -> None:
    MemoryFile(tmp_path, "office", "/books/a").write(TOLD)
    assert MemoryFile(tmp_path, "office", "/books/b").read() == Memory()
    assert MemoryFile(tmp_path, "chat", "/books/a").read() == Memory()


def test_a_memory_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    for broken in (
        "",
        "{",
        "[]",
        '{"told": {"a": ["loud", "2026-03-02"]}, "digest_on": "2026-03-02"}',
        '{"told": 1, "digest_on": 2}',
    ):
        MemoryFile(tmp_path, "office", "a").write(TOLD)
        (kept,) = tmp_path.glob("*.json")
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        kept.write_text(broken, encoding="utf-8")
        assert MemoryFile(tmp_path, "office", "a").read() == Memory()


def test_two_runs_do_not_tell_at_once(tmp_path: Path) -> None:
    order: list[str] = []
    first = MemoryFile(tmp_path, "office", "a")
    began = threading.Event()

    def other() -> None:
        began.set()
        with MemoryFile(tmp_path, "office", "a").alone():
            order.append("second")

    with first.alone():
        thread = threading.Thread(target=other)
        thread.start()
        began.wait()
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
