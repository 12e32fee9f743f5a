"""One writer at a time, and none waits for ever."""

import errno
import threading
import time
from pathlib import Path

import pytest

from storage.faults import BookLocked, BookWriteFailed, NoBook, WriteFailure
from storage.lock import locked


def test_a_second_writer_is_refused_while_the_first_writes(tmp_path: Path) -> None:
    book = tmp_path / "book.json"

    with locked(book), pytest.raises(BookLocked) as caught, locked(book, wait=0.02):
        pass

    assert caught.value.facts == {"path": str(book)}


def test_the_lock_is_let_go_even_when_the_writer_fails(tmp_path: Path) -> None:
    book = tmp_path / "book.json"

    with pytest.raises(ZeroDivisionError), locked(book):
        raise ZeroDivisionError

    with locked(book, wait=0):
        pass


def test_a_second_writer_comes_in_when_the_first_is_done(tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    order: list[str] = []
    started = threading.Event()

    def second() -> None:
        started.set()
        with locked(book, wait=60):
            order.append("second")

    writer = threading.Thread(target=second)
    with locked(book):
        writer.start()
        assert started.wait(60)
        order.append("first")
    writer.join(60)

    assert order == ["first", "second"]


def test_without_its_folder_there_is_no_book_to_lock(tmp_path: Path) -> None:
    with pytest.raises(NoBook), locked(tmp_path / "gone" / "book.json"):
        pass


def test_a_lock_whose_file_was_removed_while_it_was_waited_for_is_taken_anew(tmp_path: Path) -> None:
    """Who waits holds a file nobody else will lock any more; the one that has the name counts."""
    book, order = tmp_path / "book.json", []
    waiting = threading.Event()

    def second() -> None:
        waiting.set()
        with locked(book, wait=60):
            order.append("second")
            with pytest.raises(BookLocked), locked(book, wait=0):
                pass

    with locked(book):
        thread = threading.Thread(target=second)
        thread.start()
        waiting.wait()
        time.sleep(0.05)
        (tmp_path / "book.json.lock").unlink()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_file_system_without_locks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", unknown)
    with pytest.raises(BookWriteFailed) as caught, locked(tmp_path / "book.json"):
        pass
    assert caught.value.facts["reason"] is WriteFailure.NO_LOCK
