"""What is said of a book that cannot be opened, read or written."""

from pathlib import Path

import pytest

from storage.faults import BookDamaged, BookUnconfirmed, BookWriteFailed, Damage, WriteFailure
from tests.wording.speaking import speaking
from wording.book_trouble import BOOKS
from wording.faults import fault


@pytest.mark.parametrize("damage", Damage)
def test_every_damage_is_said_with_its_place_and_that_nothing_was_changed(damage: Damage) -> None:
    assert f"book_damaged:{damage}" in BOOKS
    error = BookDamaged(path=Path("/home/li/book.json"), line=3, reason=damage, commit=8, whole=7)
    assert fault(error).startswith("/home/li/book.json, line 3: ")
    assert "Nothing was changed." in fault(error) or damage is Damage.NOT_A_FILE
    with speaking("zh"):
        assert fault(error).startswith("/home/li/book.json，第 3 行：")


def test_a_line_that_is_not_known_is_not_named() -> None:
    error = BookDamaged(path="book.json", line=0, reason=Damage.EMPTY)
    assert fault(error).startswith("book.json: The file is empty")


@pytest.mark.parametrize("failure", WriteFailure)
def test_every_failure_to_write_says_what_to_do(failure: WriteFailure) -> None:
    assert f"book_write_failed:{failure}" in BOOKS
    error = BookWriteFailed(path="book.json", reason=failure)
    with speaking("zh"):
        chinese = fault(error)
    assert "book.json" in fault(error)
    assert "book.json" in chinese
    assert fault(error) != chinese


def test_a_full_disk_says_that_the_book_stands() -> None:
    told = "The disk is full: the change was not saved to book.json; the book holds what it held before."
    assert fault(BookWriteFailed(path="book.json", reason=WriteFailure.DISK_FULL)).startswith(told)


def test_a_change_the_disk_did_not_confirm_is_not_to_be_entered_twice() -> None:
    told = fault(BookUnconfirmed(path="book.json"))
    assert told.startswith("book.json holds the change, but the disk did not confirm it. Do not enter it again")
