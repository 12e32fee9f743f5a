"""An old book is brought forward step by step, and the one on paper stays as it was."""

from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from credit.report import CreditReport, Finding
from storage.codec import from_doc
from storage.faults import BookDamaged, BookNewer
from storage.migrations import SCHEMA, STEPS, migrate
from storage.sealed import sealed
from storage.store import open_store
from storage.tree import META, Tree, schema_of


def old() -> Tree:
    return {
        "meta": {"1": {"schema": 1, "book": "b", "commit": 1}},
        "facts": {"1": {"kind": "customer", "id": "K-1", "nick": "Bright"}},
        "history": {},
    }


def renamed(tree: Tree) -> Tree:
    """A step as one would write it: `nick` becomes `name`."""
    facts = {
        number: {("name" if key == "nick" else key): value for key, value in doc.items()} for number, doc in tree["facts"].items()
    }
    return {**tree, "facts": facts}


def shouted(tree: Tree) -> Tree:
    """The step after it, which stands on the first."""
    return {**tree, "facts": {number: {**doc, "name": doc["name"].upper()} for number, doc in tree["facts"].items()}}


def test_every_step_is_taken_in_order_and_the_number_follows() -> None:
    migrated = migrate(old(), {2: shouted, 1: renamed}, to=3)

    assert migrated["facts"] == {"1": {"kind": "customer", "id": "K-1", "name": "BRIGHT"}}
    assert migrated["meta"] == {"1": {"schema": 3, "book": "b", "commit": 1}}


def test_the_tree_given_is_not_changed() -> None:
    given = old()
    before = deepcopy(given)

    migrate(given, {1: renamed}, to=2)

    assert given == before


def test_a_missing_step_is_an_error_not_a_leap() -> None:
    with pytest.raises(KeyError):
        migrate(old(), {2: shouted}, to=3)


def test_a_book_of_today_needs_no_step() -> None:
    today = {**old(), META: {"1": {"schema": SCHEMA, "book": "b", "commit": 1}}}

    assert migrate(today) is today
    assert schema_of(today) == SCHEMA


def test_every_schema_before_todays_has_its_step() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_no_step_from_a_schema_laid_out_in_pages_changes_a_table() -> None:
    """A book in pages is written anew as it stands (`storage.tiny`): a step that changes a table has to be taken there too."""
    before = {**old(), META: {"1": {"schema": 2, "book": "b", "commit": 1}}}
    after = migrate(before)
    assert {name: table for name, table in after.items() if name != META} == {
        name: table for name, table in before.items() if name != META
    }


def test_a_report_of_schema_2_reads_as_it_did() -> None:
    """Fields that were added since say nothing where an old document leaves them out."""
    finding = {"key": "financial_strength.dbt", "value": {"decimal": "4"}, "status": "known", "unit": "days", "path": "a.b"}
    document = {
        "kind": "report", "id": "bureau:2024-06-01", "customer_id": "K-1", "provider": "bureau",
        "fetched_at": "2024-06-01T09:00:00+00:00", "learnt_on": "2024-06-01", "findings": [finding],
    }  # fmt: skip
    book = {**old(), "meta": {"1": {"schema": 2, "book": "b", "commit": 1}}, "facts": {"1": document}}

    report = from_doc(migrate(book)["facts"]["1"])

    at = datetime(2024, 6, 1, 9, tzinfo=UTC)
    found = Finding("financial_strength.dbt", Decimal(4), unit="days", path="a.b")
    assert report == CreditReport("bureau:2024-06-01", "K-1", "bureau", at, date(2024, 6, 1), findings=(found,))


def test_a_head_in_which_a_later_program_tells_more_is_newer_and_not_damaged(tmp_path: Path) -> None:
    path = tmp_path / "book.dunnage"
    told = {"dunnage": "book", "schema": SCHEMA + 1, "book": "b", "created": "", "commit": 0, "pages": 0, "colour": "red"}
    path.write_bytes(sealed(told))
    with pytest.raises(BookNewer):
        open_store(path, create=False)
    path.write_bytes(sealed({**told, "schema": SCHEMA}))
    with pytest.raises(BookDamaged):
        open_store(path, create=False)
