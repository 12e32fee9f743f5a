"""A buyer's data out of a book for good, with the chain of the history whole."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credit.book import Book
from credit.change import Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice
from credit.problem import UnknownBuyer
from storage.atomic import replace_file
from storage.book_file import BookFile
from storage.checking import checked
from storage.faults import BookReadOnly, BookWriteFailed
from storage.leftovers import Remains
from storage.purging import Purged, purge
from storage.restoring import restore
from storage.sources import looked_at
from storage.store import open_store
from storage.tree import FACTS, Tree
from tests.storage.by_hand import change_by_hand, lay_out

MOMENT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)
OTHER = Customer("K-2", "Quayside Wholesale", date(2020, 1, 2))
Makes = Callable[..., Invoice]


def drop_of(book: Book) -> Change:
    """Whatever is open: that is for the trade to refuse."""
    versions = book.account("K-1").versions
    return Change("purge", drop=tuple(Drop(f.customer_id, f.kind, f.id, f.learnt_on) for f in versions), who="Mei")


def purged(book: Path) -> Purged:
    return purge(book, "K-1", drop_of, MOMENT)


def holds(book: Path, text: str) -> list[str]:
    """Files in the book's folder that hold this text."""
    return [path.name for path in sorted(book.parent.iterdir()) if text.encode() in path.read_bytes()]


@pytest.fixture
def used(filled: Path, buyer: Customer, invoice: Makes) -> Path:
    """A book in which the buyer's facts were corrected, and another buyer stands."""
    with open_store(filled, create=False) as store:
        store.commit(Change("import", (OTHER, invoice(2))), MOMENT)
        store.commit(Change("correct", (Customer("K-1", "Brightwater Holdings", date(2020, 1, 2)),), who="Li"), MOMENT)
        store.commit(Change("correct", (invoice(1, "900.00"), Customer("K-2", "Quayside Ltd", date(2020, 1, 2)))), MOMENT)
    return filled


@pytest.mark.parametrize("laid_out", [True, False], ids=["from a snapshot", "from a journal"])
def test_no_byte_of_it_is_left_in_snapshot_or_journal(used: Path, laid_out: bool) -> None:
    if laid_out:
        lay_out(used)
    assert holds(used, "Brightwater")
    done = purged(used)
    assert (done.facts, done.before, done.beside) == (3, 2, ())
    for name in ("Brightwater", "亮水贸易", "2020-03-10", "900.00"):
        assert holds(used, name) == []
    assert holds(used, "Quayside Ltd") == ["book.json"]


def test_the_chain_holds_and_keys_hashes_and_who_did_it_stay(used: Path) -> None:
    with looked_at(used) as shelves:
        links = [doc["chain"] for doc in (shelves.read() or {})["history"].values()]
    purged(used)
    with looked_at(used) as shelves:
        found = checked(shelves, "")
        entries = list((shelves.read() or {})["history"].values())
    assert found.traces.well
    assert [entry["chain"] for entry in entries[:4]] == links, "no earlier link was made anew"
    assert set(found.book.accounts) == {"K-2"}
    last = found.history[-1]
    assert (last.number, last.what, last.who, last.at, last.before) == (5, "purge", "Mei", MOMENT, ())
    assert {key[:3] for key in last.dropped} == {
        ("K-1", "customer", "K-1"),
        ("K-1", "invoice", "INV-1"),
        ("K-1", "invoice", "INV-2"),
    }
    assert [key[:3] for key in found.history[0].put] == [("K-1", "customer", "K-1"), ("K-1", "invoice", "INV-1")]
    assert found.history[3].before == (OTHER,), "what the history kept of others is kept"
    assert len(entries[4]["before_digests"]) == 3


def test_what_was_purged_cannot_be_told_otherwise_afterwards(used: Path) -> None:
    """The hashes that stay are part of the links: to change one of them breaks the chain."""
    purged(used)
    change_by_hand(used, lambda tree: tree["history"]["3"].update(before_digests=["0" * 32]))
    with looked_at(used) as shelves:
        assert checked(shelves, "").traces.broken == 3


def test_a_purged_book_works_on_and_can_be_purged_again(used: Path, buyer: Customer) -> None:
    purged(used)
    with open_store(used, create=False) as store:
        store.commit(Change("import", (buyer,), who="Mei"), MOMENT)
        store.commit(Change("drop", (), (Drop("K-1", "customer", "K-1", date(2020, 1, 2)),)), MOMENT)
        store.commit(Change("import", (buyer,), who="Mei"), MOMENT)
    assert purged(used).before == 1
    assert holds(used, "Brightwater") == []
    with looked_at(used) as shelves:
        assert checked(shelves, "").traces.well
    with pytest.raises(UnknownBuyer):
        purged(used)


def test_another_desk_sees_it_as_a_change(used: Path) -> None:
    with open_store(used, create=False) as desk:
        book, _ = desk.load()
        purged(used)
        (news,) = desk.commit(Change("look"), MOMENT)
        assert (news.what, news.who) == ("purge", "Mei")
        assert set(book.after(news).accounts) == {"K-2"}


def test_what_is_no_fact_and_is_about_the_buyer_goes_too(used: Path) -> None:
    def strange(tree: Tree) -> None:
        tree[FACTS]["90"] = {"kind": "telepathy", "customer_id": "K-1", "text": "Brightwater thinks"}
        tree[FACTS]["91"] = {"kind": "telepathy", "customer_id": "K-2", "text": "Quayside thinks"}

    change_by_hand(used, strange)
    with open_store(used, create=False):
        pass
    used.with_name("book.before.json").unlink()
    assert purged(used).facts == 4
    assert holds(used, "Brightwater") == []
    assert holds(used, "Quayside thinks") == ["book.json"]


def test_what_lies_beside_the_book_is_named_and_not_touched(used: Path) -> None:
    copy = used.with_name("copy.dunnage")
    with open_store(used, create=False) as store:
        store.backup(copy)
    restore(copy, used)
    used.with_name("book.before.json").write_text("Brightwater")
    used.with_name("book.json.bad-7").write_text("Brightwater")
    used.with_name("book.json.torn-7").write_text("Brightwater")
    done = purged(used)
    assert {each.path.name: each.what for each in done.beside} == {
        "book.before.json": Remains.BEFORE,
        "book.json.bad-7": Remains.BAD,
        "book.json.torn-7": Remains.TORN,
        "book.json.replaced-1": Remains.REPLACED,
        "book.json.replaced-1.journal": Remains.REPLACED,
    }
    named = {each.path.name for each in done.beside}
    assert set(holds(used, "Brightwater")) == (named | {"copy.dunnage"}) - {"book.json.replaced-1"}, "it lay in the journal yet"


def test_a_refusal_leaves_the_book_as_it_was(used: Path) -> None:
    before = {path.name: path.read_bytes() for path in used.parent.iterdir()}

    def never(_: Book) -> Change:
        raise UnknownBuyer(id="K-1", near="")

    with pytest.raises(UnknownBuyer):
        purge(used, "K-1", never, MOMENT)
    used.chmod(0o400)
    with pytest.raises(BookReadOnly):
        purged(used)
    assert {path.name: path.read_bytes() for path in used.parent.iterdir()} == before


@pytest.mark.parametrize("until", [0, 1, 2, 3, 4])
def test_a_disk_that_fails_midway_leaves_the_buyer_whole_or_gone(used: Path, monkeypatch: pytest.MonkeyPatch, until: int) -> None:
    """Each file brought to the disk takes two waits, for itself and for its folder: first the book as it is, then without."""
    waits = iter(range(until))
    with open_store(used, create=False) as store:
        before = store.load()

    def full(_: int) -> None:
        if next(waits, None) is None:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr("os.fsync", full)
        with pytest.raises(BookWriteFailed):
            purged(used)
    with open_store(used, create=False) as store:
        assert store.load() == before
    purged(used)
    assert holds(used, "Brightwater") == []


def test_a_journal_that_cannot_be_replaced_stops_it_before_anything_is_taken_out(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jammed(path: Path, data: object) -> None:
        if path.name.endswith(".journal"):
            raise BookWriteFailed(path=str(path), reason="io")
        replace_file(path, data)  # type: ignore[arg-type]  # pieces of a file

    with monkeypatch.context() as failing:
        failing.setattr("storage.book_file.replace_file", jammed)
        with pytest.raises(BookWriteFailed):
            purged(used)
    with closing(BookFile(used)) as shelves:
        assert shelves.number == 4
    assert "K-1" in told(used)


def told(book: Path) -> set[str]:
    with open_store(book, create=False) as store:
        return set(store.load()[0].accounts)
