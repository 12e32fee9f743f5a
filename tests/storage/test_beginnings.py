"""A book that is begun, brought forward, mended or copied while the disk fails: it is done another time, and nothing is lost."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

import storage.opening
from credit.change import Change
from credit.invoice import Invoice
from credit.problem import Fault
from storage.lock import locked
from storage.opening import Beside
from storage.pages import Opened
from storage.snapshot import Head, read_head
from storage.store import open_store
from storage.tree import lines
from tests.storage.by_hand import beside, change_by_hand, copied, lay_out, tree_of
from tests.storage.failing_disk import ERRORS, Disk, Killed

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MakeInvoice = Callable[..., Invoice]

KILL = 0


def _new(filled: Path, folder: Path) -> Path:
    return folder / "book.json"


def _plain(filled: Path, folder: Path) -> Path:
    path = folder / "book.json"
    path.write_bytes(b"".join(lines(tree_of(filled))))
    return path


def _torn(filled: Path, folder: Path) -> Path:
    path = copied(filled, folder)
    with Beside(path).journal.open("ab") as journal:
        journal.write(b"0123abcd [2,tr")
    return path


@pytest.mark.parametrize("made", [_new, _plain, _torn], ids=["new", "plain JSON", "torn"])
@pytest.mark.parametrize("error", [KILL, *ERRORS])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "until there is room"])
def test_an_opening_that_fails_anywhere_is_made_good_by_the_next(
    filled: Path,
    invoice: MakeInvoice,
    moment: datetime,
    tmp_path: Path,
    made: Callable[[Path, Path], Path],
    error: int,
    lasting: bool,
) -> None:
    expected = [] if made is _new else ["K-1"]
    for at in range(100):
        (folder := tmp_path / f"at-{at}").mkdir()
        path = made(filled, folder)
        with pytest.MonkeyPatch.context() as patch, Disk(patch, at=at, error=error, lasting=lasting) as disk:
            with suppress(Fault, Killed):
                open_store(path, create=True).close()
            broke = disk.broken

        with open_store(path, create=True) as opened:
            assert sorted(opened.load()[0].accounts) == expected, at
            assert len(opened.history()) == len(expected)
            opened.commit(Change("import", (invoice(2),)), moment)
        with open_store(path, create=False) as opened:
            assert len(opened.load()[0].account("K-1").invoices) == 1 + len(expected), at
        kept = [name for name in beside(path) if ".before" in name or "torn" in name]
        assert len(kept) == (0 if made is _new else 1) or error == KILL or (broke and len(kept) == 2), (at, kept)
        if not broke:
            assert at > 5
            return
    pytest.fail("the opening never came to its end")


@pytest.mark.parametrize("error", ERRORS)
def test_a_backup_that_fails_leaves_no_file(filled: Path, tmp_path: Path, error: int) -> None:
    (folder := tmp_path / "backups").mkdir()
    with open_store(filled, create=False) as opened:
        for at in range(100):
            target = folder / f"copy-{at}.json"
            with pytest.MonkeyPatch.context() as patch, Disk(patch, at=at, error=error) as disk:
                with suppress(Fault):
                    opened.backup(target)
                if not disk.broken:
                    break
            assert not list(folder.glob(".*")), at
            if target.exists():
                with open_store(target, create=False) as copy:
                    assert copy.load() == opened.load()
        assert at > 4
        assert opened.load()[1] == ()


def test_a_plain_book_is_kept_as_it_was(filled: Path, tmp_path: Path, in_clear_or_encrypted: bool) -> None:
    change_by_hand(filled, lambda tree: tree["facts"]["2"].update(mood="hopeful"))
    told = filled.read_bytes()

    with open_store(filled, create=False) as opened:
        ((code, kept), *more) = [(note.code, Path(note.detail)) for note in opened.notes]

    assert (code, kept.read_bytes()) == ("brought_forward", told)
    assert more == [("kept_in_clear", kept)] * in_clear_or_encrypted
    with open_store(filled, create=False) as opened:
        assert opened.notes == ()
        assert [problem.code for problem in opened.load()[1]] == ["unknown_field"]


def test_who_opens_a_book_while_a_snapshot_takes_its_place_sees_the_new_one(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old snapshot was opened, and then the new one's journal: the two do not fit, and nothing is damaged."""
    waiting = [True]

    def read_and_wait(file: Opened) -> tuple[Head, int]:
        found = read_head(file)
        if waiting:
            waiting.clear()
            with open_store(filled, create=False) as other:
                other.commit(Change("import", (invoice(2),)), moment)
            lay_out(filled)
        return found

    monkeypatch.setattr(storage.opening, "read_head", read_and_wait)
    with open_store(filled, create=False) as opened:
        assert [held.id for held in opened.load()[0].account("K-1").invoices] == ["INV-1", "INV-2"]


def test_a_desk_reads_on_over_snapshots_another_makes(filled: Path, invoice: MakeInvoice, moment: datetime) -> None:
    with open_store(filled, create=False) as reader, open_store(filled, create=False) as writer:
        for number in range(2, 6):
            writer.commit(Change("import", (invoice(number),)), moment)
            lay_out(filled)
            assert len(reader.load()[0].account("K-1").invoices) == number
            assert len(reader.history()) == number


def test_the_journal_of_a_book_that_is_gone_is_kept_when_a_plain_book_takes_its_place(
    filled: Path, invoice: MakeInvoice, moment: datetime
) -> None:
    """Commits may stand in it and nowhere else; one that tells of none is not worth a file."""
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2),)), moment)
    journal = Beside(filled).journal
    told = journal.read_bytes()
    change_by_hand(filled, lambda _: None)
    journal.write_bytes(told)

    with open_store(filled, create=False) as opened:
        assert len(opened.history()) == 2
        ((code, place),) = [(each.code, Path(each.detail)) for each in opened.notes if each.code == "journal_kept"]

    assert (code, place.name, place.read_bytes()) == ("journal_kept", "book.json.replaced-1.journal", told)
    change_by_hand(filled, lambda _: None)
    journal.write_bytes(told.splitlines(keepends=True)[0])
    with open_store(filled, create=False) as opened:
        assert "journal_kept" not in {note.code for note in opened.notes}


def test_half_a_file_that_a_killed_writer_left_goes_when_the_book_is_opened(filled: Path) -> None:
    """Not while somebody writes, for it may be that writer's; and never a file of another book."""
    halves = [filled.with_name(f".book.json{end}.tmp") for end in ("", ".journal", ".torn-3", ".replaced-1")]
    other = filled.with_name(".another.json.tmp")
    for path in (*halves, other):
        path.write_text("Brightwater")
    with locked(filled):
        open_store(filled, create=False).close()
    assert all(path.exists() for path in halves)
    filled.chmod(0o400)
    open_store(filled, create=False).close()
    assert all(path.exists() for path in halves)
    filled.chmod(0o600)
    open_store(filled, create=False).close()
    assert not any(path.exists() for path in halves)
    assert other.exists()
