"""A journal cut off at any byte: what was whole stands, what was not is kept beside the book and said, and work goes on."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

import storage.journal
from credit.book import Book
from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.faults import BookDamaged, Damage
from storage.journal import Ending
from storage.opening import Beside
from storage.store import Store, open_store
from tests.storage.by_hand import beside, copied

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted", "unsynced")
MakeInvoice = Callable[..., Invoice]

Grown = tuple[Path, list[Book], list[int]]
"""A book, what it was after each commit, and where the record of each ends in its journal."""


@pytest.fixture
def grown(filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> Grown:
    """Three commits, the last of them in a record of three lines."""
    with open_store(filled, create=False) as opened:
        books, ends = [opened.load()[0]], [Beside(filled).journal.stat().st_size]
        for lines, change in [
            (1000, Change("import", (invoice(2, "7.00"),), who="亮水")),
            (1, Change("import", (invoice(3), invoice(4)))),
        ]:
            monkeypatch.setattr(storage.journal, "LINE", lines)
            opened.commit(change, moment)
            books.append(opened.load()[0])
            ends.append(Beside(filled).journal.stat().st_size)
    assert Beside(filled).journal.read_bytes().count(b"\n") == 1 + 1 + 1 + 3
    return filled, books, ends


def _told(opened: Store) -> list[tuple[str, Path]]:
    return [(note.code, Path(note.detail)) for note in opened.notes]


def _holds(path: Path, book: Book, commits: int) -> bool:
    with open_store(path, create=False) as opened:
        return (
            opened.load() == (book, ())
            and [each.number for each in opened.history()] == list(range(1, commits + 1))
            and not opened.notes
        )


def test_a_journal_cut_at_any_byte_holds_what_was_whole(grown: Grown, tmp_path: Path, moment: datetime) -> None:
    path, books, ends = grown
    whole = Beside(path).journal.read_bytes()
    later = Change("import", (Customer("K-2", "Harbour Freight", date(2020, 1, 2)),))
    for size in range(ends[0], len(whole) + 1):
        mine = copied(path, tmp_path / f"cut-{size}")
        with Beside(mine).journal.open("r+b") as journal:
            journal.truncate(size)
        standing = sum(end <= size for end in ends)
        left = whole[ends[standing - 1] : size]

        with open_store(mine, create=False) as opened:
            notes = _told(opened)
            assert opened.load() == (books[standing - 1], ()), size
            assert len(opened.history()) == standing
            opened.commit(later, moment)

        assert [code for code, _ in notes] == (["put_aside_torn"] if left else []), size
        assert [place.read_bytes() for _, place in notes] == ([left] if left else []), size
        assert beside(mine) == sorted(["book.json", "book.json.journal", "book.json.lock", *(place.name for _, place in notes)])
        assert _holds(mine, books[standing - 1].after(later), standing + 1), size


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        pytest.param(lambda line: line[:20] + b"?" + line[21:], "put_aside_bad", id="changed"),
        pytest.param(lambda line: b"0" * 8 + line[8:], "put_aside_bad", id="wrong checksum"),
        pytest.param(lambda line: line[:-1] + b"\x0b", "put_aside_bad", id="its end changed"),
        pytest.param(lambda line: line[:8] + b"\0" + line[9:], "put_aside_bad", id="one byte lost"),
        pytest.param(lambda line: line[:10] + b"\0" * (len(line) - 10), "put_aside_torn", id="its rest never written"),
        pytest.param(lambda line: b"\0" * 30 + line[30:], "put_aside_bad", id="its beginning lost"),
        pytest.param(lambda line: line[:40] + b"\0\0\0\0" + line[44:], "put_aside_bad", id="some of it lost"),
        pytest.param(lambda line: line[:30], "put_aside_torn", id="cut off"),
        pytest.param(lambda line: line[:-1], "put_aside_torn", id="without its end"),
    ],
)
@pytest.mark.parametrize("lines", [1000, 2])
def test_a_last_record_that_is_not_what_was_written_is_put_aside_and_said(
    filled: Path,
    invoice: MakeInvoice,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
    lines: int,
    spoil: Callable[[bytes], bytes],
    code: str,
) -> None:
    """Complete and wrong, it may have been confirmed once; not complete, it never was."""
    monkeypatch.setattr(storage.journal, "LINE", lines)
    journal = Beside(filled).journal
    before = journal.read_bytes()
    with open_store(filled, create=False) as opened:
        book, _ = opened.load()
        opened.commit(Change("import", (invoice(2), invoice(3), invoice(4))), moment)
    record = journal.read_bytes()[len(before) :]
    last = record.rfind(b"\n", 0, -1) + 1
    spoilt = record[:last] + spoil(record[last:])
    journal.write_bytes(before + spoilt)

    with open_store(filled, create=False) as opened:
        assert opened.load() == (book, ())
        ((told, place),) = _told(opened)

    assert (told, place.read_bytes()) == (code, spoilt)
    assert place.name == f"book.json.{Ending.BAD if code == 'put_aside_bad' else Ending.TORN}-2"
    assert _holds(filled, book, 1)


def test_a_first_line_of_a_last_record_that_is_wrong_is_no_unfinished_record(grown: Grown) -> None:
    path, books, ends = grown
    journal = Beside(path).journal
    told = journal.read_bytes()
    journal.write_bytes(told[: ends[1] + 20] + b"?" + told[ends[1] + 21 :])

    with open_store(path, create=False) as opened:
        assert opened.load() == (books[1], ())
        assert [code for code, _ in _told(opened)] == ["put_aside_bad"]


def test_damage_before_a_whole_record_is_refused_with_what_can_be_saved_and_nothing_is_touched(grown: Grown) -> None:
    """The second commit is damaged and the third is whole: of the journal, the first can be read."""
    path, _, ends = grown
    journal = Beside(path).journal
    told = journal.read_bytes()
    for place in range(ends[0], ends[1]):
        spoilt = told[:place] + bytes([told[place] ^ 1]) + told[place + 1 :]
        journal.write_bytes(spoilt)

        with pytest.raises(BookDamaged) as caught:
            open_store(path, create=False)

        assert caught.value.facts == {"path": str(journal), "line": 0, "reason": Damage.MIDDLE, "commit": 2, "whole": 1}
        assert journal.read_bytes() == spoilt
        assert beside(path) == ["book.json", "book.json.journal", "book.json.lock"]


def test_a_record_that_is_missing_between_two_is_refused(grown: Grown) -> None:
    path, _, ends = grown
    journal = Beside(path).journal
    told = journal.read_bytes()
    journal.write_bytes(told[: ends[0]] + told[ends[1] :])

    with pytest.raises(BookDamaged):
        open_store(path, create=False)


def test_what_two_openings_put_aside_has_two_names(grown: Grown) -> None:
    path, _, ends = grown
    journal = Beside(path).journal
    for left in (b"first", b"second"):
        journal.write_bytes(journal.read_bytes()[: ends[1]] + left)
        open_store(path, create=False).close()

    assert (path.parent / "book.json.torn-3").read_bytes() == b"first"
    assert (path.parent / "book.json.torn-3-1").read_bytes() == b"second"


def test_a_torn_end_a_colleague_left_is_put_aside_by_the_next_commit_and_said(
    grown: Grown, invoice: MakeInvoice, moment: datetime
) -> None:
    path, books, _ = grown
    with open_store(path, create=False) as opened:
        with Beside(path).journal.open("ab") as journal:
            journal.write(b"0123abcd [4,tr")
        assert opened.load() == (books[-1], ())
        assert _told(opened) == []

        opened.commit(Change("correct", (invoice(2, "8.00"),)), moment)

        assert _told(opened) == [("put_aside_torn", path.parent / "book.json.torn-4")]


def test_a_book_that_may_not_be_written_is_read_up_to_its_torn_end(grown: Grown) -> None:
    path, books, ends = grown
    journal = Beside(path).journal
    journal.write_bytes(journal.read_bytes()[: ends[1] + 30])
    told = journal.read_bytes()
    path.chmod(0o400)

    with open_store(path, create=False) as opened:
        assert opened.read_only
        assert opened.load() == (books[1], ())

    assert journal.read_bytes() == told
