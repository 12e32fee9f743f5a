"""Facts of one small exporter that the tests of the store share."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import storage.passphrase
from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from storage.book_file import BookFile
from storage.open_book import OpenBook
from storage.passphrase import Passphrase
from storage.purging import purge
from storage.restoring import move, restore
from storage.sources import looked_at
from storage.store import open_store
from storage.tiny import open_file
from storage.tree import Tree
from tests.storage.by_hand import change_by_hand, lay_out
from tests.storage.canaries import add

MOMENT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def moment() -> datetime:
    """When the tests' commits are made."""
    return MOMENT


@pytest.fixture
def buyer() -> Customer:
    return Customer("K-1", "Brightwater Trading Ltd", date(2020, 1, 2), name_local="亮水贸易", limit=Money.of("50000", "GBP"))


@pytest.fixture
def invoice() -> Callable[..., Invoice]:
    """An invoice of buyer K-1, by number and amount."""

    def make(number: int, amount: str = "1000.00", learnt: date = date(2020, 1, 10)) -> Invoice:
        return Invoice(f"INV-{number}", "K-1", Money.of(amount, "USD"), date(2020, 1, 10), date(2020, 3, 10), learnt)

    return make


PASSPHRASE = "correct horse 电池 staple"


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> Passphrase:
    """A passphrase whose books are quickly opened."""
    monkeypatch.setattr(storage.passphrase, "COST", {"n": 2, "r": 1, "p": 1})
    return Passphrase(lambda: PASSPHRASE)


@pytest.fixture(params=["in clear", "encrypted"])
def in_clear_or_encrypted(request: pytest.FixtureRequest, passphrase: Passphrase, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Has every test of a module run twice, the second time on encrypted books: whoever names no passphrase means this one."""
    encrypted = bool(request.param == "encrypted")
    named: list[Any] = [open_store, open_file, OpenBook.__init__, BookFile.__init__]
    placed: list[Any] = [vars(looked_at)["__wrapped__"], restore, move, purge]
    for opens in named * encrypted:
        monkeypatch.setitem(opens.__kwdefaults__, "passphrase", passphrase)
    for opens in placed * encrypted:
        monkeypatch.setattr(opens, "__defaults__", (passphrase,) * len(opens.__defaults__))
    return encrypted


@pytest.fixture
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no disk: for tests that open thousands of books and cut no power."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(os, "fdatasync", lambda _: None)


@pytest.fixture
def filled(tmp_path: Path, buyer: Customer, invoice: Callable[..., Invoice]) -> Path:
    """A book on disk in which one buyer with one invoice stands, from one commit."""
    path = tmp_path / "book.json"
    with open_store(path, create=True) as opened:
        opened.commit(Change("import", (buyer, invoice(1)), who="Mei"), MOMENT)
    return path


@pytest.fixture
def locked_book(tmp_path: Path, passphrase: Passphrase, buyer: Customer, invoice: Callable[..., Invoice]) -> Path:
    """An encrypted book of three commits: one in its snapshot, two in its journal."""
    path = tmp_path / "desk" / "book.json"
    with open_store(path, create=True, passphrase=passphrase) as store:
        store.commit(Change("import", (buyer, invoice(1, "777.77")), who="Mei Canary"), MOMENT)
    lay_out(path, passphrase)
    for number in (2, 3):
        add(path, passphrase, invoice(number, "777.77"))
    return path


@pytest.fixture
def edit() -> Callable[[Path, Callable[[Tree], object]], None]:
    """Change what a book says by hand, as an editor or a fault would."""
    return change_by_hand
