"""Facts of one small exporter that the tests of the store share."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from storage.store import Store, open_store
from storage.tree import Tree
from tests.storage.by_hand import change_by_hand

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


@pytest.fixture
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no disk: for tests that open thousands of books and cut no power."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(os, "fdatasync", lambda _: None)


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The same promises are kept by a book in a file and by one in memory."""
    place = tmp_path / "ledger" / "book.json" if request.param == "file" else ":memory:"
    with open_store(place, create=True) as opened:
        yield opened


@pytest.fixture
def filled(tmp_path: Path, buyer: Customer, invoice: Callable[..., Invoice]) -> Path:
    """A book on disk in which one buyer with one invoice stands, from one commit."""
    path = tmp_path / "book.json"
    with open_store(path, create=True) as opened:
        opened.commit(Change("import", (buyer, invoice(1)), who="Mei"), MOMENT)
    return path


@pytest.fixture
def edit() -> Callable[[Path, Callable[[Tree], object]], None]:
    """Change what a book says by hand, as an editor or a fault would."""
    return change_by_hand
