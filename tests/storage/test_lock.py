"""One writer at a time, and none waits for ever."""

import threading
from pathlib import Path

import pytest

from storage.faults import BookLocked, NoBook
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
