"""A copy in the place of a book, and a book in a new place: checked whole, what stood there kept, others told."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.atomic import replace_file
from storage.chain import Link, digest, link_of
from storage.faults import (
    BookDamaged,
    BookLocked,
    BookReadOnly,
    BookReplaced,
    BookWriteFailed,
    NoBook,
    NotMoved,
    NotRestored,
    Refusal,
    WriteFailure,
)
from storage.lock import locked
from storage.opening import Beside
from storage.restoring import move, restore
from storage.store import open_store
from storage.tree import FACTS, HISTORY, META, Tree
from tests.storage.by_hand import change_by_hand, copied, lay_out

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MOMENT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)
Makes = Callable[..., Invoice]


def backup(book: Path, name: str = "copy.dunnage") -> Path:
    with open_store(book, create=False) as store:
        store.backup(book.with_name(name))
    return book.with_name(name)


def told(book: Path) -> object:
    with open_store(book, create=False) as store:
        return store.load()[0], store.history()


def add(book: Path, fact: Customer | Invoice) -> None:
    with open_store(book, create=False) as store:
        store.commit(Change("add", (fact,), who="Mei"), MOMENT)


def test_a_backup_comes_back_and_what_stood_there_is_kept(filled: Path, invoice: Makes) -> None:
    copy, then = backup(filled), told(filled)
    add(filled, invoice(2))
    now = told(filled)
    done = restore(copy, filled)
    assert told(filled) == then
    assert [path.name for path in done.kept] == ["book.json.replaced-1", "book.json.replaced-1.journal"]
    assert told(filled.with_name("book.json.replaced-1")) == now
    assert (done.found.facts, len(done.found.history), done.found.history[-1].who) == (2, 1, "Mei")
    add(filled, invoice(3))
    assert told(filled.with_name("book.json.replaced-1")) == now, "and nothing that comes after reaches it"
    assert [path.name for path in restore(copy, filled).kept] == ["book.json.replaced-2", "book.json.replaced-2.journal"]


@pytest.mark.parametrize("later", [0, 1, 5])
def test_a_desk_that_has_the_book_open_is_told_however_far_the_copy_went_on(filled: Path, invoice: Makes, later: int) -> None:
    """Its number of commits may be reached again by others: it is another book all the same."""
    copy = backup(filled)
    with open_store(filled, create=False) as desk:
        desk.commit(Change("add", (invoice(2),)), MOMENT)
        restore(copy, filled)
        for number in range(later):
            add(filled, invoice(10 + number))
        with pytest.raises(BookReplaced):
            desk.commit(Change("add", (invoice(3),)), MOMENT)
    with open_store(filled, create=False) as store:
        assert {fact.id for fact in store.load()[0].account("K-1").invoices} == {
            "INV-1",
            *(f"INV-{10 + n}" for n in range(later)),
        }


def test_a_restored_book_that_is_cut_off_in_its_first_commit_opens(
    filled: Path, invoice: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal that stands there is another book's: it is begun anew before anything relies on it."""
    copy, then = backup(filled), told(filled)
    add(filled, invoice(2))
    restore(copy, filled)
    for steps in range(4):
        left = iter(range(steps))

        def cut(path: Path, data: object, left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]  # an iterator of numbers
                raise KeyboardInterrupt
            replace_file(path, data)  # type: ignore[arg-type]  # pieces of a file

        with monkeypatch.context() as cutting, suppress(KeyboardInterrupt):
            cutting.setattr("storage.book_file.replace_file", cut)
            add(filled, invoice(9))
        with open_store(filled, create=False) as store:
            assert len(store.history()) in (1, 2)
        if told(filled) != then:
            break
    assert told(filled) != then


def test_a_book_that_was_lost_comes_back(filled: Path, tmp_path: Path) -> None:
    copy, then = backup(filled), told(filled)
    filled.unlink()
    assert [path.name for path in restore(copy, filled).kept] == ["book.json.replaced-1.journal"]
    assert told(filled) == then
    fresh = tmp_path / "new" / "folder" / "book.dunnage"
    assert restore(copy, fresh).kept == ()
    assert told(fresh) == then
    assert fresh.stat().st_mode & 0o777 == 0o600


def test_a_damaged_book_gives_way_and_is_kept_as_it_is(filled: Path) -> None:
    copy, then = backup(filled), told(filled)
    filled.write_bytes(b"noise")
    restore(copy, filled)
    assert told(filled) == then
    assert filled.with_name("book.json.replaced-1").read_bytes() == b"noise"


def test_a_plain_book_and_another_book_with_its_journal_can_be_restored(filled: Path, invoice: Makes, tmp_path: Path) -> None:
    add(filled, invoice(2))
    then = told(filled)
    plain = tmp_path / "plain.json"
    with open_store(filled, create=False) as store:
        store.export(plain)
    before = plain.read_bytes()
    for source in (plain, filled):
        place = tmp_path / "again" / f"{source.name}.dunnage"
        restore(source, place)
        assert told(place) == then
    assert plain.read_bytes() == before, "what is restored from is only read"


def undue(tree: Tree) -> None:
    next(doc for doc in tree[FACTS].values() if doc["kind"] == "invoice")["due_on"] = "2020-02-31"


def dearer(tree: Tree) -> None:
    next(doc for doc in tree[FACTS].values() if doc["kind"] == "invoice")["amount"] = ["9.00", "USD"]


def gone(tree: Tree) -> None:
    tree[FACTS] = {id: doc for id, doc in tree[FACTS].items() if doc["kind"] != "invoice"}


def more(tree: Tree) -> None:
    tree[FACTS]["9"] = {**next(doc for doc in tree[FACTS].values() if doc["kind"] == "invoice"), "id": "INV-9"}


def renamed(tree: Tree) -> None:
    tree[HISTORY]["1"]["who"] = "nobody"


def gap(tree: Tree) -> None:
    tree[META]["1"]["commit"] = 2


def no_entry(tree: Tree) -> None:
    del tree[HISTORY]["1"]["who"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (undue, Refusal.UNLIKE), (dearer, Refusal.UNLIKE), (gone, Refusal.UNLIKE), (more, Refusal.UNLIKE),
        (renamed, Refusal.HISTORY), (gap, Refusal.HISTORY), (no_entry, Refusal.DAMAGED),
    ],
)  # fmt: skip
def test_a_copy_that_is_not_what_was_written_is_refused(
    filled: Path, tmp_path: Path, change: Callable[[Tree], object], reason: Refusal
) -> None:
    spoilt = copied(filled, tmp_path / "spoilt")
    change_by_hand(spoilt, change)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    for code, act in (("not_restored", lambda: restore(spoilt, filled)), ("not_moved", lambda: move(spoilt, tmp_path / "new"))):
        with pytest.raises((NotRestored, NotMoved)) as raised:
            act()
        assert (raised.value.code, raised.value.facts["path"], raised.value.facts["reason"]) == (code, str(spoilt), reason)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("content", [b"", b"noise", b"{", b'{"hello": 1}'])
def test_a_file_that_is_no_book_is_refused(filled: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    before = filled.read_bytes()
    with pytest.raises(NotRestored) as raised:
        restore(tmp_path / "other", filled)
    assert raised.value.facts["reason"] is Refusal.DAMAGED
    assert filled.read_bytes() == before
    with pytest.raises(NoBook):
        restore(tmp_path / "nowhere", filled)


@pytest.mark.usefixtures("unsynced")
def test_a_flipped_byte_is_refused_wherever_it_lies(filled: Path, invoice: Makes) -> None:
    """Save for the two line ends behind the pages, which say nothing: there the book comes back as it was."""
    add(filled, invoice(2))
    lay_out(filled)
    copy, then, new = backup(filled), told(filled), filled.with_name("new.dunnage")
    data = copy.read_bytes()
    whole = []
    for at in range(len(data)):
        copy.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        try:
            restore(copy, new)
        except NotRestored:
            assert not new.exists()
            continue
        assert told(new) == then
        new.unlink()
        whole.append(data[at : at + 1])
    assert whole == [b"\n", b"\n"]


def test_a_book_whose_last_commit_is_damaged_is_not_taken_for_whole(filled: Path, invoice: Makes, tmp_path: Path) -> None:
    add(filled, invoice(2))
    source = copied(filled, tmp_path / "other")
    journal = Beside(source).journal
    data = journal.read_bytes()
    journal.write_bytes(data[:-20] + bytes([data[-20] ^ 1]) + data[-19:])
    with pytest.raises(NotRestored):
        restore(source, filled)
    journal.write_bytes(data[:-9])
    restore(source, tmp_path / "new.dunnage")  # was never confirmed: without it the book is whole


def test_a_full_disk_leaves_the_book_and_nothing_beside_it(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = backup(filled)
    before = {path.name: path.read_bytes() for path in filled.parent.iterdir()}

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BookWriteFailed):
        restore(copy, filled)
    assert {path.name: path.read_bytes() for path in filled.parent.iterdir()} == before


def test_a_file_system_without_second_names_keeps_copies(filled: Path, invoice: Makes, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    add(filled, invoice(2))
    copy, now = backup(filled), told(filled)
    monkeypatch.setattr("os.link", never)
    (kept, _) = restore(copy, filled).kept
    assert told(kept) == now
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_book_marked_read_only_is_not_replaced(filled: Path) -> None:
    copy = backup(filled)
    filled.chmod(0o400)
    with pytest.raises(BookReadOnly):
        restore(copy, filled)
    with pytest.raises(BookDamaged):
        restore(copy, filled.parent)


def test_a_book_is_copied_to_a_new_place_and_both_are_equal(filled: Path, invoice: Makes, tmp_path: Path) -> None:
    add(filled, invoice(2))
    before = filled.read_bytes(), Beside(filled).journal.read_bytes()
    (tmp_path / "new").mkdir()
    found = move(filled, tmp_path / "new" / "book.dunnage")
    assert told(tmp_path / "new" / "book.dunnage") == told(filled)
    assert (found.facts, len(found.history)) == (3, 2)
    assert (filled.read_bytes(), Beside(filled).journal.read_bytes()) == before


@pytest.mark.parametrize("taken", ["new.dunnage", "new.dunnage.journal"])
def test_nothing_is_laid_over_what_stands_in_the_new_place(filled: Path, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_bytes(b"mine")
    with pytest.raises(BookWriteFailed) as raised:
        move(filled, tmp_path / "new.dunnage")
    assert raised.value.facts == {"path": str(tmp_path / taken), "reason": WriteFailure.EXISTS}
    assert (tmp_path / taken).read_bytes() == b"mine"


def test_a_copy_that_does_not_read_back_equal_is_not_left(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other" / "book.dunnage"
    with open_store(other, create=True) as store:
        store.commit(Change("add", (Customer("K-9", "Another", date(2020, 1, 2)),)), MOMENT)
    stand_in = backup(other)
    monkeypatch.setattr(
        "storage.restoring.replace_file", lambda path, _, **how: replace_file(path, [stand_in.read_bytes()], **how)
    )
    with pytest.raises(BookDamaged):
        move(filled, tmp_path / "new.dunnage")
    assert not (tmp_path / "new.dunnage").exists()


def test_a_record_of_another_program_is_restored_as_it_stood_and_told(filled: Path, tmp_path: Path) -> None:
    """A field nobody here knows, and a kind: each is what its commit wrote, so the copy is whole."""
    strange = copied(filled, tmp_path / "strange")

    def later(tree: Tree) -> None:
        doc = next(doc for doc in tree[FACTS].values() if doc["kind"] == "invoice")
        doc["mood"] = "sunny"
        entry = tree[HISTORY]["1"]
        entry["put"] = [[*row[:4], digest(doc)] if row[1] == "invoice" else row for row in entry["put"]]
        entry["chain"] = link_of(entry, Link(""))

    change_by_hand(strange, later)
    done = restore(strange, filled)
    assert [problem.code for problem in done.found.problems] == ["unknown_field"]
    assert [problem.code for problem in move(filled, tmp_path / "moved").problems] == ["unknown_field"]


def test_a_place_that_is_taken_while_a_move_reads_is_left_alone(filled: Path, tmp_path: Path) -> None:
    """Somebody makes a book there between the look and the writing: it holds the lock, or it stands there already."""
    target = tmp_path / "new"
    with locked(target), pytest.raises(BookLocked):
        move(filled, target)
    assert not target.exists()
