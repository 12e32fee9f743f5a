"""Opening a book: whose it is, where it stands, and what is left untouched."""

import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from credit.change import Change
from credit.invoice import Invoice
from storage.faults import (
    BookDamaged,
    BookNewer,
    BookReadOnly,
    BookUnreadable,
    Damage,
    NoBook,
)
from storage.store import open_store

MakeInvoice = Callable[..., Invoice]
Edit = Callable[[Path, Callable[[Any], object]], None]


def test_a_book_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "dunnage" / "book.json"
    with open_store(path, create=True) as opened:
        assert opened.place == str(path)
        assert not opened.read_only

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_book_keeps_the_permissions_its_owner_gave_it(filled: Path, invoice: MakeInvoice, moment: datetime) -> None:
    filled.chmod(0o640)
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2),)), moment)

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
    edit(filled, lambda tree: tree["meta"]["1"].update(schema=2))
    content = filled.read_bytes()

    with pytest.raises(BookNewer) as caught:
        open_store(filled, create=True)

    assert caught.value.facts == {"path": str(filled), "found": 2, "known": 1}
    assert filled.read_bytes() == content


def test_a_book_the_system_does_not_let_be_read(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

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
