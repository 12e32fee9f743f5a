"""One byte of a small book changed, every byte in its turn: it loads rightly, is refused, or says what it put aside."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from credit.book import Book
from credit.change import Change
from credit.invoice import Invoice
from storage.entry import Entry
from storage.faults import BookDamaged
from storage.opening import Beside
from storage.store import open_store
from tests.storage.by_hand import copied, lay_out

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted", "unsynced")
MakeInvoice = Callable[..., Invoice]

BITS = tuple(1 << bit for bit in range(8))


class Small(NamedTuple):
    """A book of two commits in its snapshot and two in its journal."""

    path: Path
    books: Sequence[Book]
    """What it was after each commit."""
    history: Sequence[Entry]
    last: int
    """Where the last record begins."""


@pytest.fixture
def small(filled: Path, invoice: MakeInvoice, moment: datetime) -> Small:
    books = []
    last = 0
    for number in range(2, 5):
        with open_store(filled, create=False) as opened:
            opened.commit(Change("import", (invoice(number, f"{number}.00"),), who="Mei"), moment)
            books.append(opened.load()[0])
        if number == 2:
            lay_out(filled)
        if number == 3:
            last = Beside(filled).journal.stat().st_size
    with open_store(filled, create=False) as opened:
        return Small(filled, books, opened.history(), last)


def patch(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def outcome(path: Path, small: Small, *, in_last: bool) -> str:
    """What comes of a changed book; the test fails where it loads as anything but what was written."""
    try:
        with open_store(path, create=False) as opened:
            book, problems = opened.load()
            history = opened.history()
            notes = [(note.code, Path(note.detail)) for note in opened.notes]
    except BookDamaged:
        return "refused"
    assert problems == ()
    if not notes:
        assert (book, history) == (small.books[-1], small.history)
        return "loaded"
    assert in_last
    assert (book, history) == (small.books[-2], small.history[:-1])
    ((_, aside),) = notes
    assert len(aside.read_bytes()) == Beside(small.path).journal.stat().st_size - small.last
    aside.unlink()
    return "put aside"


@pytest.mark.parametrize("file", ["snapshot", "journal"])
@pytest.mark.parametrize("others", [False, True], ids=["one bit", "the byte lost"])
def test_a_changed_byte_is_never_taken_for_what_was_written(small: Small, tmp_path: Path, file: str, others: bool) -> None:
    """One bit of each byte, another in each; and each byte turned into nothing, an end of line, a quote, a brace, a digit."""
    mine = copied(small.path, tmp_path / "changed")
    target = mine if file == "snapshot" else Beside(mine).journal
    told = target.read_bytes()
    found: Counter[str] = Counter()
    for place, byte in enumerate(told):
        for new in {*b'\0\n"{7'} - {byte} if others and place % 3 == 0 else {byte ^ BITS[place % 8]}:
            patch(target, place, bytes([new]))
            try:
                found[outcome(mine, small, in_last=file == "journal" and place >= small.last)] += 1
            except AssertionError as error:
                raise AssertionError(f"{file} at {place}: {byte} became {new}") from error
            from_here = min(place, small.last)  # what was put aside is gone from there on
            patch(target, from_here, told[from_here:])

    assert target.read_bytes() == told
    assert found["refused"]
    assert bool(found["put aside"]) == (file == "journal")
    if file == "journal":
        assert found["put aside"] >= len(told) - small.last
        assert not found["loaded"]
