"""An old book is brought forward step by step, and the one on paper stays as it was."""

from copy import deepcopy

import pytest

from storage.migrations import SCHEMA, STEPS, migrate
from storage.tree import Tree, blank, schema_of


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
    today = blank(SCHEMA)

    assert migrate(today) is today
    assert schema_of(today) == SCHEMA


def test_every_schema_before_todays_has_its_step() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))
