"""The history of any store: who did what when, linked so that no change of it stays unseen, and what a purge leaves of it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.chain import broken_link, digest
from storage.store import Store
from storage.tree import FACTS, HISTORY
from tests.credit.little_book import drops
from tests.storage.conformance.keepers import Keeper

MakeInvoice = Callable[..., Invoice]


def test_the_history_says_who_did_what_and_what_stood_there(
    store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    store.commit(Change("import", (buyer, invoice(1)), who="Mei"), moment)
    store.commit(Change("correct", (invoice(1, "1.00"),), drops([buyer]), who="Jan"), moment + timedelta(hours=1))

    entered, corrected = store.history()

    customer_key, invoice_key = ("K-1", "customer", "K-1", date(2020, 1, 2)), ("K-1", "invoice", "INV-1", date(2020, 1, 10))
    assert (entered.number, entered.at, entered.who, entered.what) == (1, moment, "Mei", "import")
    assert (entered.put, entered.dropped, entered.before) == ((customer_key, invoice_key), (), ())
    assert (corrected.number, corrected.at, corrected.who) == (2, moment + timedelta(hours=1), "Jan")
    assert (corrected.put, corrected.dropped) == ((invoice_key,), (customer_key,))
    assert corrected.before == (invoice(1), buyer)


def test_the_history_of_one_buyer_holds_what_is_about_it(
    store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    other = replace(buyer, id="K-2")
    store.commit(Change("import", (buyer, other)), moment)
    store.commit(Change("import", (invoice(1),)), moment)

    assert [(entry.number, entry.put) for entry in store.history("K-2")] == [(1, (("K-2", "customer", "K-2", date(2020, 1, 2)),))]


def exported(store: Store, place: Path) -> Any:
    """Facts and history as the export tells them."""
    store.export(place)
    return json.loads(place.read_bytes())


@pytest.fixture
def worked(store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime) -> Store:
    """A book of three commits: put, corrected, dropped."""
    store.commit(Change("import", (buyer, invoice(1), invoice(2)), who="Mei"), moment)
    store.commit(Change("correct", (invoice(1, "900.00"),), who="Jan"), moment)
    store.commit(Change("remove", drop=drops([invoice(2)]), who="Mei"), moment)
    return store


def test_the_entries_are_numbered_without_gaps_and_linked(worked: Store, tmp_path: Path) -> None:
    assert [entry.number for entry in worked.history()] == [1, 2, 3]
    history = list(exported(worked, tmp_path / "all.json")[HISTORY].values())
    assert len({entry["chain"] for entry in history}) == 3
    assert broken_link(history) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries[1].update(who="Li"), lambda entries: entries[1].update(at="2020-04-01T09:31:00+00:00"),
        lambda entries: entries[1]["before"][0].update(due_on="2021-01-01"), lambda entries: entries[0]["put"].pop(),
    ],
    ids=["who", "when", "before", "put"],
)  # fmt: skip
def test_an_entry_that_was_changed_breaks_the_chain(worked: Store, tmp_path: Path, change: Callable[[Any], object]) -> None:
    history = list(exported(worked, tmp_path / "all.json")[HISTORY].values())
    change(history)
    assert broken_link(history) is not None


def test_every_record_is_the_one_its_commit_wrote(worked: Store, tmp_path: Path) -> None:
    tree = exported(worked, tmp_path / "all.json")
    put = {tuple(row[:4]): row[4] for entry in tree[HISTORY].values() for row in entry["put"]}
    stands = {(doc["id"] if doc["kind"] == "customer" else doc["customer_id"], doc["kind"], doc["id"], doc["learnt_on"]): doc
              for doc in tree[FACTS].values()}  # fmt: skip
    assert sorted(key[2] for key in stands) == ["INV-1", "K-1"]
    assert {key: put[key] for key in stands} == {key: digest(doc) for key, doc in stands.items()}


def test_a_purge_leaves_a_tombstone_and_nothing_of_the_person(
    keeper: Keeper, buyer: Customer, invoice: MakeInvoice, moment: datetime, tmp_path: Path
) -> None:
    other = replace(buyer, id="K-2", name="Quayside Wholesale", name_local="")
    with keeper.desk() as store:
        store.commit(Change("import", (buyer, invoice(1), other), who="Mei"), moment)
        store.commit(Change("correct", (invoice(1, "900.00"),), who="Jan"), moment)
    keeper.purge("K-1", moment, "Li")
    with keeper.desk() as store:
        book, problems = store.load()
        assert (list(book.accounts), problems) == (["K-2"], ())
        assert [(entry.number, entry.who) for entry in store.history()] == [(1, "Mei"), (2, "Jan"), (3, "Li")]
        tombstone = store.history()[-1]
        assert {key[1:3] for key in tombstone.dropped} == {("customer", "K-1"), ("invoice", "INV-1")}
        assert all(entry.before == () for entry in store.history())
        told = exported(store, tmp_path / "all.json")
        assert broken_link(told[HISTORY].values()) is None
    text = (tmp_path / "all.json").read_text(encoding="utf-8")
    assert "Brightwater" not in text
    assert "亮水贸易" not in text
    assert "900.00" not in text
    assert "Quayside" in text
