"""A damaged or unfinished last change in the journal is told by every command that only reads, and doctor finds it not well."""

import errno
import os
from pathlib import Path

import pytest

from storage.opening import Beside
from tests.storage.by_hand import lay_out
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


@pytest.mark.parametrize("laid_out", [False, True])
def test_a_book_that_is_gone_beside_its_journal_is_one_sentence_everywhere(
    dunnage: Dunnage, book: Path, home: Path, laid_out: bool
) -> None:
    """Also where all of it stood in the book, and its journal only tells that there was one."""
    if laid_out:
        lay_out(book)
    held = Beside(book).journal.read_bytes()
    book.unlink()
    told = f"{book}: The book is missing, and its journal stands there still. Nothing was changed."
    for words in (("queue",), ("import", home / "ledger.csv"), ("backup", home / "copy")):
        ended = dunnage(*words)
        assert (ended.code, ended.out) == (7, "")
        assert ended.sentence.startswith(told)
        assert "dunnage restore FILE" in ended.sentence
    ended = dunnage("doctor")
    assert ended.code == 7
    assert told in ended.out
    assert Beside(book).journal.read_bytes() == held
    assert not book.exists()


def test_a_change_that_is_damaged_among_others_is_told_with_those_before_it(dunnage: Dunnage, book: Path) -> None:
    """The import and one call are whole, the second call is damaged, and one more stands behind it."""
    journal = Beside(book).journal
    sizes = [0]
    for _ in range(3):
        assert dunnage("log", "C1", "call").code == 0
        sizes.append(journal.stat().st_size)
    held = journal.read_bytes()
    journal.write_bytes(held[: sizes[1] + 60] + b"?" + held[sizes[1] + 61 :])
    ended = dunnage("doctor")
    assert ended.code == 7
    assert "Commit 3 in the journal is damaged, with others behind it; whole before it: 2." in ended.out
    assert "dunnage restore FILE" in ended.out


def test_a_disk_that_fails_is_no_matter_of_permission(dunnage: Dunnage, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, "")

    with monkeypatch.context() as broken:
        broken.setattr(os, "pread", fail)
        ended = dunnage("queue")
    assert ended.code == 6
    assert ended.sentence.startswith(f"The disk failed while {book} was read. Nothing was changed.")
