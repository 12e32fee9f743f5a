"""The first page beside a book in a file and on a server: locked where the book is, and never in anybody's way."""

import errno
import json
from datetime import datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.customer import Customer
from storage.leftovers import clear_halves
from storage.passphrase import Passphrase
from storage.postgres.address import ROLES
from storage.restoring import restore
from storage.store import Store, open_store
from tests.storage.failing_disk import Disk
from tests.storage.server import Server

PAGE = {"rows": ["Brightwater Trading Ltd"]}


def kept(path: Path, passphrase: Passphrase | None = None, name: str = "en") -> object:
    with open_store(path, create=False, passphrase=passphrase) as store:
        found = store.first_page(name)
    return None if found is None else found.told


def keep(path: Path, passphrase: Passphrase | None = None, name: str = "en") -> Path:
    with open_store(path, create=False, passphrase=passphrase) as store:
        store.load()
        store.keep_first_page(name, PAGE)
    return path.with_name(f"{path.name}.first-{name}")


def test_beside_a_book_in_clear_it_can_be_read_by_its_owner_alone(filled: Path) -> None:
    beside = keep(filled)
    assert b"Brightwater" in beside.read_bytes()
    assert beside.stat().st_mode & 0o777 == 0o600


def test_beside_an_encrypted_book_nothing_of_it_can_be_read(locked_book: Path, passphrase: Passphrase) -> None:
    beside = keep(locked_book, passphrase)
    assert b"Brightwater" not in beside.read_bytes()
    assert kept(locked_book, passphrase) == PAGE


def test_a_page_that_was_moved_to_another_name_or_changed_does_not_open(locked_book: Path, passphrase: Passphrase) -> None:
    beside = keep(locked_book, passphrase)
    beside.with_name(f"{locked_book.name}.first-zh").write_bytes(beside.read_bytes())
    assert kept(locked_book, passphrase, "zh") is None
    beside.write_bytes(beside.read_bytes()[:-9] + b"AAAAAAA]\n")
    assert kept(locked_book, passphrase) is None


@pytest.mark.parametrize("found", [b"", b"\x00" * 40, b"[]\n", json.dumps(["x", 1, PAGE]).encode(), b"00000000 nonsense\n"])
def test_what_is_no_page_is_none(filled: Path, found: bytes) -> None:
    keep(filled).write_bytes(found)
    assert kept(filled) is None


def test_the_page_of_another_book_is_none(filled: Path, tmp_path: Path) -> None:
    """A copy that is put in the place of the book is another book, and so the page is of none that stands there."""
    copy = tmp_path / "copy.json"
    with open_store(filled, create=False) as store:
        store.backup(copy)
    keep(filled)
    restore(copy, filled)
    assert kept(filled) is None
    keep(filled)
    assert kept(filled) == PAGE


def test_a_disk_that_has_no_room_for_it_is_not_told_of(filled: Path, monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    beside = keep(filled)
    before = beside.read_bytes()
    with open_store(filled, create=False) as store:
        store.load()
        for at in range(20):
            with Disk(monkeypatch, at=at, error=errno.ENOSPC, lasting=True) as disk:
                store.keep_first_page("en", PAGE)
            if not disk.broken:
                break
            assert beside.read_bytes() == before
        assert at > 2, "it was tried at every call"
        store.commit(Change("look"), moment)
    assert kept(filled) == PAGE


def test_half_a_page_goes_when_the_book_is_opened_next(filled: Path) -> None:
    half = filled.with_name(f".{filled.name}.first-en.tmp")
    half.write_bytes(b"half")
    clear_halves(filled)
    assert not half.exists()


def test_a_book_in_memory_keeps_none() -> None:
    with open_store(":memory:", create=True) as store:
        store.keep_first_page("en", PAGE)
        assert store.first_page("en") is None


@pytest.fixture
def roles(server: Server, buyer: Customer, moment: datetime) -> dict[str, str]:
    """A book on a server, and the address of everybody who has a role in it."""
    of = server.database()
    with open_store(server.address(of), create=True) as owner:
        owner.commit(Change("import", (buyer,)), moment)
    who = {kind: f"{kind}_{of}" for kind in ("desk", "reader", "sales")}
    server.sql(of, ROLES.read_text(), *(f"CREATE ROLE {role} LOGIN" for role in who.values()))
    server.sql(of, *(f"GRANT dunnage_{kind} TO {role}" for kind, role in who.items()))
    return {"owner": server.address(of)} | {kind: server.address(of, user=role) for kind, role in who.items()}


def looks(address: str) -> Store:
    store = open_store(address, create=False)
    store.load()
    return store


def test_on_a_server_who_works_keeps_it_who_reads_sees_it_and_who_sees_a_part_sees_none(roles: dict[str, str]) -> None:
    with looks(roles["reader"]) as reader:
        reader.keep_first_page("en", PAGE)
        assert reader.first_page("en") is None
    with looks(roles["desk"]) as desk:
        desk.keep_first_page("en", PAGE)
    with looks(roles["reader"]) as reader:
        found = reader.first_page("en")
        assert found is not None
        assert found.told == PAGE
    with looks(roles["sales"]) as sales:
        sales.keep_first_page("en", {})
        assert sales.first_page("en") is None


def test_a_server_whose_book_has_no_room_for_it_is_worked_with_as_before(
    roles: dict[str, str], server: Server, buyer: Customer, moment: datetime
) -> None:
    """As one that was made by an older program is: whoever may make the table does."""
    of = roles["owner"].rpartition("@/")[2].partition("?")[0]
    server.sql(of, "DROP TABLE dunnage.first_page")
    with looks(roles["desk"]) as desk:
        desk.keep_first_page("en", PAGE)
        assert desk.first_page("en") is None
        desk.commit(Change("correct", (buyer,)), moment)
    with looks(roles["owner"]) as owner:
        owner.keep_first_page("en", PAGE)
        assert owner.first_page("en") is not None
    with looks(roles["desk"]) as desk:
        assert desk.first_page("en") is None, "until roles.sql is run again"
        desk.commit(Change("correct", (buyer,)), moment)
