"""Opening a book: whose it is, where it stands, and what is left untouched."""

import os
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.invoice import Invoice
from storage.atomic import replace_file
from storage.book_file import BookFile
from storage.codec import Doc
from storage.faults import (
    BookDamaged,
    BookNewer,
    BookReadOnly,
    BookUnreadable,
    BookWriteFailed,
    Damage,
    NoBook,
    WriteFailure,
)
from storage.known import chain_of
from storage.locked import is_locked
from storage.migrations import SCHEMA
from storage.opening import Beside
from storage.pages import Page
from storage.restoring import move
from storage.sealed import unsealed
from storage.snapshot import Head, written
from storage.sources import looked_at
from storage.store import open_store
from storage.tree import FACTS, HISTORY, Tree
from tests.storage.by_hand import beside, lay_out

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MakeInvoice = Callable[..., Invoice]
Edit = Callable[[Path, Callable[[Tree], object]], None]


def test_a_book_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "dunnage" / "book.json"
    with open_store(path, create=True) as opened:
        assert opened.place == str(path)
        assert not opened.read_only

    assert [stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()] == [0o600] * len(beside(path))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_book_keeps_the_permissions_its_owner_gave_it(filled: Path, invoice: MakeInvoice, moment: datetime) -> None:
    filled.chmod(0o640)
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2),)), moment)
    lay_out(filled)

    assert stat.S_IMODE(filled.stat().st_mode) == 0o640


def test_a_book_that_is_not_there_is_not_made_in_passing(tmp_path: Path) -> None:
    with pytest.raises(NoBook) as caught:
        open_store(tmp_path / "book.json", create=False)

    assert caught.value.facts == {"path": str(tmp_path / "book.json")}
    assert list(tmp_path.iterdir()) == []


def test_a_standing_book_is_opened_not_replaced(filled: Path) -> None:
    with open_store(filled, create=True) as opened:
        assert list(opened.load()[0].accounts) == ["K-1"]


def test_a_link_to_a_book_stays_a_link(filled: Path, tmp_path: Path, invoice: MakeInvoice, moment: datetime) -> None:
    link = tmp_path / "mine.json"
    link.symlink_to(filled)
    with open_store(link, create=False) as opened:
        opened.commit(Change("import", (invoice(2),)), moment)

    assert link.is_symlink()
    with open_store(filled, create=False) as opened:
        assert len(opened.load()[0].account("K-1").invoices) == 2


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(BookDamaged) as caught:
        open_store(tmp_path, create=False)

    assert caught.value.facts["reason"] is Damage.NOT_A_FILE


def test_a_book_of_a_later_program_is_not_touched(edit: Edit, filled: Path) -> None:
    edit(filled, lambda tree: tree["meta"]["1"].update(schema=SCHEMA + 1))
    content = filled.read_bytes()

    with pytest.raises(BookNewer) as caught:
        open_store(filled, create=True)

    assert caught.value.facts == {"path": str(filled), "found": SCHEMA + 1, "known": SCHEMA}
    assert filled.read_bytes() == content


def test_a_snapshot_of_a_later_program_is_not_touched(filled: Path) -> None:
    filled.write_bytes(b"".join(written(Head(SCHEMA + 1, "b", "2020-04-01", 0), [], None)))
    content = filled.read_bytes()

    with pytest.raises(BookNewer) as caught:
        open_store(filled, create=True)

    assert caught.value.facts == {"path": str(filled), "found": SCHEMA + 1, "known": SCHEMA}
    assert filled.read_bytes() == content


def test_a_book_without_its_journal_is_refused(filled: Path) -> None:
    Beside(filled).journal.unlink()

    with pytest.raises(BookDamaged) as caught:
        open_store(filled, create=True)

    assert caught.value.facts["reason"] is Damage.JOURNAL
    assert beside(filled) == ["book.json", "book.json.lock"]


def test_the_journal_of_another_book_is_refused(filled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    open_store(other, create=True).close()
    Beside(filled).journal.write_bytes(Beside(other).journal.read_bytes())

    with pytest.raises(BookDamaged) as caught:
        open_store(filled, create=False)

    assert caught.value.facts == {"path": str(Beside(filled).journal), "line": 1, "reason": Damage.JOURNAL}


@pytest.mark.parametrize("laid_out", [False, True])
def test_a_journal_whose_book_is_gone_is_not_written_over(
    filled: Path, invoice: MakeInvoice, moment: datetime, laid_out: bool
) -> None:
    """It holds what was confirmed last, or tells that there was a book: whoever moved it away will want it back."""
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2),)), moment)
    if laid_out:  # all of it was in the book alone
        lay_out(filled)
    told = Beside(filled).journal.read_bytes()
    assert told.count(b"\n") == (1 if laid_out else 3)
    filled.unlink()

    for create in (True, False):
        with pytest.raises(BookDamaged) as caught:
            open_store(filled, create=create)
        assert caught.value.facts == {"path": str(filled), "line": 0, "reason": Damage.MISSING}
    assert Beside(filled).journal.read_bytes() == told
    assert not filled.exists()


def test_a_book_whose_making_was_interrupted_is_made_anew(tmp_path: Path) -> None:
    """The journal of a new book is there first, and says nothing."""
    path = tmp_path / "book.json"
    open_store(path, create=True).close()
    path.unlink()

    with open_store(path, create=True) as opened:
        assert opened.load()[0].accounts == {}


@pytest.mark.parametrize("file", ["book", "journal"])
def test_a_book_that_is_refused_is_let_go_of(filled: Path, invoice: MakeInvoice, moment: datetime, file: str) -> None:
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2),)), moment)
    spoilt = filled if file == "book" else Beside(filled).journal
    told = spoilt.read_bytes()
    spoilt.write_bytes(b"?" + told[1:] if file == "book" else told[:200] + b"?" + told[201:])
    held = len(list(Path("/dev/fd").iterdir()))

    for _ in range(3):
        with pytest.raises(BookDamaged):
            open_store(filled, create=False)

    assert len(list(Path("/dev/fd").iterdir())) == held


def test_links_that_lead_to_one_another_are_no_book(tmp_path: Path) -> None:
    (tmp_path / "one.json").symlink_to(tmp_path / "two.json")
    (tmp_path / "two.json").symlink_to(tmp_path / "one.json")

    with pytest.raises(BookUnreadable):
        open_store(tmp_path / "one.json", create=True)


def test_a_book_the_system_does_not_let_be_read(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(BookUnreadable):
        open_store(filled, create=False)


@pytest.mark.parametrize("marked", ["book", "folder"])
def test_a_read_only_book_is_read_and_not_written(filled: Path, invoice: MakeInvoice, moment: datetime, marked: str) -> None:
    target = filled if marked == "book" else filled.parent
    usual = target.stat().st_mode
    target.chmod(usual & ~0o222)
    content = filled.read_bytes()
    try:
        with open_store(filled, create=True) as opened:
            assert opened.read_only
            assert list(opened.load()[0].accounts) == ["K-1"]
            assert opened.commit(Change("import"), moment) == ()
            with pytest.raises(BookReadOnly):
                opened.commit(Change("import", (invoice(2),)), moment)
    finally:
        target.chmod(usual)

    assert filled.read_bytes() == content


def test_what_is_no_file_of_bytes_is_no_book(tmp_path: Path) -> None:
    """A pipe nobody writes to, and a device without an end: neither is waited for."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (pipe, Path("/dev/zero")):
        assert not is_locked(place)
        with pytest.raises(BookDamaged) as caught, looked_at(place):
            pass
        assert caught.value.facts["reason"] is Damage.NOT_A_FILE


def test_a_file_without_an_end_of_line_is_not_read_to_its_end(tmp_path: Path) -> None:
    other = tmp_path / "video"
    with other.open("wb") as file:
        file.write(b"x")
        file.truncate(1 << 33)
    with pytest.raises(BookDamaged) as caught:
        open_store(other, create=False)
    assert caught.value.facts["reason"] is Damage.NOT_A_BOOK


@pytest.mark.parametrize("place", ["~nobody-has-this-name/book", "a\0b"])
def test_what_is_no_path_is_said(place: str) -> None:
    with pytest.raises(BookUnreadable):
        open_store(place, create=True)


def test_a_name_the_system_does_not_take_is_said(filled: Path, tmp_path: Path) -> None:
    long = tmp_path / ("x" * 300)
    with open_store(filled, create=False) as store, pytest.raises(BookWriteFailed) as caught:
        store.backup(long)
    assert caught.value.facts["reason"] is WriteFailure.NAME
    with pytest.raises(BookWriteFailed):
        move(filled, long)


def test_a_plain_book_that_others_could_read_is_its_owners_alone_once_it_is_brought_forward(filled: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.json"
    with open_store(filled, create=False) as store:
        store.export(plain)
    plain.chmod(0o644)
    open_store(plain, create=False).close()
    assert plain.stat().st_mode & 0o777 == 0o600


def test_a_book_of_an_older_schema_is_written_anew_and_the_older_one_kept(
    filled: Path, invoice: MakeInvoice, moment: datetime
) -> None:
    lay_out(filled)
    with closing(BookFile(filled)) as shelves, shelves.alone():
        head = replace(shelves.head, schema=2)
        replace_file(filled, written(head, [shelves.shelf(FACTS), shelves.shelf(HISTORY)], shelves.key))
    with open_store(filled, create=False) as store:
        assert [note.code for note in store.notes] == ["brought_forward"]
        kept = Path(store.notes[0].detail)
        store.commit(Change("import", (invoice(2),)), moment)
        assert len(store.load()[0].account("K-1").invoices) == 2
    assert unsealed(filled.read_bytes().splitlines(keepends=True)[0])["schema"] == SCHEMA
    with looked_at(kept) as before:
        assert before.head.schema == 2
    with open_store(filled, create=False) as again:
        assert again.notes == ()


def test_the_last_entry_of_the_history_is_not_taken_apart_where_the_snapshot_tells_its_link(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an import it names every fact, and a book opens many times a day."""
    lay_out(filled)
    taken_apart: list[int] = []
    whole = Page.document

    def counted(page: Page, place: int, number: int) -> Doc:
        taken_apart.append(number)
        return whole(page, place, number)

    monkeypatch.setattr(Page, "document", counted)
    with closing(BookFile(filled)) as book:
        link = chain_of(book.shelf(HISTORY)[book.number])
        taken_apart.clear()
        assert link
        assert book.head.link == ("" if is_locked(filled) else link)
    BookFile(filled).close()
    assert taken_apart == ([book.number] if is_locked(filled) else [])
