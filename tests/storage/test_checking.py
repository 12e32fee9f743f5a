"""Whether a book is what was once written, what lies beside it, and where it lies."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credit.change import Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice
from storage.chain import digest
from storage.checking import traced
from storage.leftovers import Leftover, Remains, leftovers
from storage.lock import locked
from storage.opening import Beside
from storage.places import LockState, exposed, network_kind, try_lock
from storage.sealed import sealed, unsealed
from storage.sources import looked_at
from storage.store import open_store
from storage.tree import FACTS, HISTORY, META, Tree
from tests.storage.by_hand import change_by_hand, lay_out

MOMENT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)


def test_a_book_as_it_was_written_is_well(filled: Path, buyer: Customer, invoice: Callable[..., Invoice]) -> None:
    with open_store(filled, create=False) as store:
        store.commit(Change("correct", (invoice(1, "900.00"), invoice(2))), MOMENT)
        store.commit(Change("drop", (), (Drop("K-1", "invoice", "INV-2", date(2020, 1, 10)),)), MOMENT)
        store.commit(Change("undo", (invoice(2),), undoes=True), MOMENT)
    with looked_at(filled) as shelves:
        found = traced(shelves)
    assert (found.well, found.entries, found.linked) == (True, 4, 4)


def test_entries_from_before_there_was_a_chain_are_told_and_are_no_fault(filled: Path, invoice: Callable[..., Invoice]) -> None:
    def older(tree: Tree) -> None:
        entry = tree[HISTORY]["1"]
        del entry["chain"]
        entry["put"] = [row[:4] for row in entry["put"]]

    change_by_hand(filled, older)
    with open_store(filled, create=False) as store:
        store.commit(Change("add", (invoice(2),)), MOMENT)
    with looked_at(filled) as shelves:
        found = traced(shelves)
    assert (found.well, found.entries, found.linked) == (True, 2, 1)


def invoice_of(tree: Tree) -> dict[str, object]:
    return next(doc for doc in tree[FACTS].values() if doc["kind"] == "invoice")


@pytest.mark.parametrize(
    ("change", "gap", "broken", "unlike"),
    [
        (lambda tree: invoice_of(tree).update(amount=["9.00", "USD"]), 0, 0, ["INV-1"]),
        (lambda tree: invoice_of(tree).update(id="INV-9"), 0, 0, ["INV-1", "INV-9"]),
        (lambda tree: tree[HISTORY]["2"].update(at="2020-04-02T09:30:00+00:00"), 0, 2, []),
        (lambda tree: tree[HISTORY]["1"].pop("chain"), 0, 2, []),
        (lambda tree: tree[HISTORY]["2"].update(number=3), 2, 0, []),
        (lambda tree: tree[HISTORY].pop("1"), 1, 0, []),
        (lambda tree: tree[META]["1"].update(commit=3), 3, 0, []),
    ],
)
def test_what_is_not_as_it_was_written_is_found(
    filled: Path, change: Callable[[Tree], object], gap: int, broken: int, unlike: list[str]
) -> None:
    with open_store(filled, create=False) as store:
        store.commit(Change("add", (Customer("K-2", "Other", date(2020, 1, 2)),)), MOMENT)
    change_by_hand(filled, change)
    with looked_at(filled) as shelves:
        found = traced(shelves)
    assert (found.gap, found.broken, [key[2] for key in found.unlike]) == (gap, broken, unlike)
    assert not found.well


def test_what_lies_beside_a_book_is_told_by_its_name(tmp_path: Path) -> None:
    book = tmp_path / "book.v2.dunnage"
    ours = {
        "book.v2.dunnage.torn-3": Remains.TORN, "book.v2.dunnage.torn-3-1": Remains.TORN, "book.v2.dunnage.bad-12": Remains.BAD,
        "book.v2.dunnage.replaced-1": Remains.REPLACED, "book.v2.dunnage.replaced-1.journal": Remains.REPLACED,
        "book.v2.before.json": Remains.BEFORE, "book.v2.before-1.json": Remains.BEFORE,
        ".book.v2.dunnage.tmp": Remains.HALF, ".book.v2.dunnage.journal.tmp": Remains.HALF,
        ".book.v2.dunnage.torn-3.tmp": Remains.HALF, ".book.v2.dunnage.bad-3-1.tmp": Remains.HALF,
        ".book.v2.dunnage.replaced-1.journal.tmp": Remains.HALF, ".book.v2.before-1.json.tmp": Remains.HALF,
    }  # fmt: skip
    others = [
        "book.v2.dunnage",
        "book.v2.dunnage.journal",
        "book.v2.dunnage.lock",
        "bookxv2.dunnage.torn-3",
        "backup.dunnage",
        ".other.tmp",
    ]
    for name in [*ours, *others]:
        (tmp_path / name).touch()
    assert leftovers(book) == tuple(Leftover(tmp_path / name, ours[name]) for name in sorted(ours))
    assert leftovers(tmp_path / "nowhere" / "book") == ()


def test_a_lock_that_holds(tmp_path: Path) -> None:
    assert try_lock(tmp_path) is LockState.HOLDS
    with locked(tmp_path / "book"):
        assert try_lock(tmp_path) is LockState.HOLDS, "somebody's writing is no hindrance"
    assert [path.name for path in tmp_path.iterdir()] == ["book.lock"]
    tmp_path.chmod(0o500)
    assert try_lock(tmp_path) is LockState.UNTRIED
    tmp_path.chmod(0o700)


def nothing(*_: int) -> None:
    """A lock that lets everybody in."""


def unknown(*_: int) -> None:
    raise OSError(38, "Function not implemented")


@pytest.mark.parametrize(("flock", "state"), [(nothing, LockState.LETS_IN), (unknown, LockState.REFUSED)])
def test_a_lock_that_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flock: Callable[..., None], state: LockState
) -> None:
    monkeypatch.setattr("fcntl.flock", flock)
    assert try_lock(tmp_path) is state
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("nfs4", "nfs4"),
        ("cifs", "cifs"),
        ("fuse.sshfs", "fuse.sshfs"),
        ("9p", "9p"),
        ("ext4", ""),
        ("fuseblk", ""),
        ("overlay", ""),
    ],
)
def test_a_network_file_system_is_told_by_its_kind(tmp_path: Path, kind: str, told: str) -> None:
    """A line of the table of mounts: id, parent, device, root, place, options, a dash, and the kind (proc_pid_mountinfo(5))."""
    device = tmp_path.stat().st_dev
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "21 1 0:0 / /proc rw - nfs4 proc rw\n"
        f"36 35 {os.major(device)}:{os.minor(device)} / /home/li rw,noatime master:1 - {kind} server:/home rw\nnoise\n"
    )
    assert network_kind(tmp_path, mounts) == told
    assert network_kind(tmp_path, tmp_path / "nowhere") == ""


def test_what_others_may_read_or_replace_is_told(filled: Path) -> None:
    filled.parent.chmod(0o755)
    assert exposed(filled).well
    Beside(filled).journal.chmod(0o640)
    filled.parent.chmod(0o775)
    found = exposed(filled)
    assert (found.readable, found.folder, found.well) == ((Beside(filled).journal,), True, False)
    filled.parent.chmod(0o1777)
    assert not exposed(filled).folder, "as in /tmp, where nobody replaces another's files"


def renamed(filled: Path, names: list[str]) -> None:
    with open_store(filled, create=False) as store:
        for name in names:
            store.commit(Change("import", (Customer("K-1", name, date(2020, 1, 2)),)), MOMENT)


def forged(tree: Tree) -> None:
    entry = tree[HISTORY]["3"]
    entry["before_digests"] = [digest(doc) for doc in entry["before"]]
    entry["before"][0]["name"] = "FORGED"


def emptied(tree: Tree) -> None:
    entry = tree[HISTORY]["3"]
    entry["before_digests"] = [digest(doc) for doc in entry["before"]]
    entry["before"] = []


@pytest.mark.parametrize("change", [forged, emptied])
def test_what_stood_before_cannot_be_told_otherwise_or_left_out(filled: Path, change: Callable[[Tree], None]) -> None:
    renamed(filled, ["Later", "Latest"])
    change_by_hand(filled, change)
    with looked_at(filled) as shelves:
        assert traced(shelves).broken == 3


def test_a_file_beside_the_book_that_others_may_read_is_told(filled: Path) -> None:
    filled.parent.chmod(0o700)
    kept = filled.with_name(filled.name + ".replaced-1")
    kept.touch()
    kept.chmod(0o644)
    assert exposed(filled).readable == (kept,)


def test_a_head_that_tells_another_link_than_the_entry_of_its_last_commit_is_found(
    filled: Path, invoice: Callable[..., Invoice]
) -> None:
    """Whoever opened the book trusts the head, and takes the entry apart no more."""
    lay_out(filled)
    first, rest = filled.read_bytes().split(b"\n", 1)
    head = unsealed(first + b"\n")
    filled.write_bytes(sealed({**head, "link": head["link"][::-1]}) + rest)
    with looked_at(filled) as shelves:
        assert traced(shelves).broken == 1
    with open_store(filled, create=False) as store:
        store.commit(Change("add", (invoice(2),)), MOMENT)
    with looked_at(filled) as shelves:
        assert traced(shelves).broken == 1
    lay_out(filled)
    with looked_at(filled) as shelves:
        assert traced(shelves).well, "a new head tells what the entry bears"
