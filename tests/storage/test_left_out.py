"""The end of a journal that is no whole record, where nobody mends it: it does not count, that is told, nothing is written."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.invoice import Invoice
from storage.faults import BookLocked, NotMoved, NotRestored, Refusal
from storage.opening import Beside
from storage.restoring import move, restore
from storage.store import open_store
from tests.storage.by_hand import beside

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MakeInvoice = Callable[..., Invoice]
Spoil = Callable[[bytes], bytes]


def cut(record: bytes) -> bytes:
    return record[:-30]


def changed(record: bytes) -> bytes:
    """Four bytes of the middle are lost, and its end stands."""
    return record[:60] + b"\0\0\0\0" + record[64:]


@pytest.fixture
def spoilt(filled: Path, invoice: MakeInvoice, moment: datetime) -> Callable[[Spoil], bytes]:
    """Spoils the second of two records; gives what the journal holds then."""
    whole = Beside(filled).journal.read_bytes()
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2),)), moment)

    def spoil(how: Spoil) -> bytes:
        record = Beside(filled).journal.read_bytes()[len(whole) :]
        Beside(filled).journal.write_bytes(whole + how(record))
        return whole + how(record)

    return spoil


@pytest.mark.parametrize(("how", "code"), [(cut, "left_out_torn"), (changed, "left_out_bad")])
def test_a_book_that_may_not_be_written_tells_what_of_it_does_not_count(
    filled: Path, spoilt: Callable[[Spoil], bytes], how: Spoil, code: str
) -> None:
    journal = spoilt(how)
    filled.chmod(0o400)

    with open_store(filled, create=False) as opened:
        book, problems = opened.load()
        notes = [(note.code, note.path) for note in opened.notes]

    assert notes == [(code, str(filled))]
    assert ([held.id for held in book.account("K-1").invoices], problems) == (["INV-1"], ())
    assert Beside(filled).journal.read_bytes() == journal
    assert beside(filled) == ["book.json", "book.json.journal", "book.json.lock"]


@pytest.mark.parametrize(("how", "codes", "then"), [(cut, [], "put_aside_torn"), (changed, ["left_out_bad"], "put_aside_bad")])
def test_a_damaged_record_is_told_while_another_holds_the_lock_and_an_unfinished_one_may_be_that_ones(
    filled: Path,
    spoilt: Callable[[Spoil], bytes],
    monkeypatch: pytest.MonkeyPatch,
    how: Spoil,
    codes: list[str],
    then: str,
) -> None:
    def busy(*_: object) -> object:
        raise BookLocked(path=str(filled))

    spoilt(how)
    with monkeypatch.context() as patch:
        patch.setattr("storage.book_file.locked", busy)
        with open_store(filled, create=False) as opened:
            assert [note.code for note in opened.notes] == codes

    with open_store(filled, create=False) as opened:
        assert [note.code for note in opened.notes] == [then]


def test_an_unfinished_record_of_what_is_put_back_or_moved_is_told(
    filled: Path, spoilt: Callable[[Spoil], bytes], tmp_path: Path
) -> None:
    journal = spoilt(cut)
    assert [each.code for each in restore(filled, tmp_path / "back").found.left_out] == ["left_out_torn"]
    assert [each.code for each in move(filled, tmp_path / "new").left_out] == ["left_out_torn"]
    assert Beside(filled).journal.read_bytes() == journal
    assert restore(tmp_path / "back", tmp_path / "again").found.left_out == ()


def test_a_record_that_may_have_been_confirmed_is_refused_whatever_of_it_was_lost(
    filled: Path, spoilt: Callable[[Spoil], bytes], tmp_path: Path
) -> None:
    spoilt(changed)
    with pytest.raises(NotRestored) as caught:
        restore(filled, tmp_path / "back")
    assert caught.value.facts["reason"] is Refusal.DAMAGED
    with pytest.raises(NotMoved):
        move(filled, tmp_path / "new")
    assert not (tmp_path / "back").exists()
