"""A damaged or unfinished last change in the journal is told by every command that only reads, and doctor finds it not well."""

from pathlib import Path

import pytest

from storage.opening import Beside
from tests.tui.cli.conftest import Dunnage


@pytest.fixture
def damaged(dunnage: Dunnage, book: Path) -> bytes:
    """The last change has lost four bytes, and the book may not be written; gives what its journal holds."""
    journal = Beside(book).journal
    assert dunnage("log", "C1", "call").code == 0
    assert dunnage("log", "C1", "call").code == 0
    held = journal.read_bytes()
    last = held.rindex(b"\n", 0, -1) + 61
    journal.write_bytes(held[:last] + b"\0\0\0\0" + held[last + 4 :])
    book.chmod(0o400)
    return journal.read_bytes()


def test_what_is_left_out_is_told_and_nothing_is_written(dunnage: Dunnage, book: Path, home: Path, damaged: bytes) -> None:
    for words in (("queue",), ("export", home / "sheets")):
        ended = dunnage(*words)
        assert ended.code == 0
        assert "The last change in the journal is damaged and left out; it may have been confirmed." in ended.err
    assert Beside(book).journal.read_bytes() == damaged
    assert [path.name for path in book.parent.iterdir() if ".bad" in path.name] == []


def test_the_doctor_finds_it_not_well(dunnage: Dunnage, damaged: bytes) -> None:
    ended = dunnage("doctor", "--json")
    (check,) = [each for each in ended.json["checks"] if each["check"] == "book"]
    assert (ended.code, check["ok"]) == (7, False)
    assert "Compare what was done last." in check["detail"]


def test_an_unfinished_change_of_what_is_put_back_is_told(dunnage: Dunnage, book: Path, home: Path) -> None:
    assert dunnage("log", "C1", "call").code == 0
    journal = Beside(book).journal
    journal.write_bytes(journal.read_bytes()[:-20])
    for words in (("restore", book, "--book", home / "other"), ("move", book, home / "new")):
        ended = dunnage(*words)
        assert ended.code == 0
        assert "The journal ends in an unfinished change" in ended.err
