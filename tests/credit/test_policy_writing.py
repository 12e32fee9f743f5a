"""A policy written out is the policy: every key, every value, a word on each; the shipped file is that of the defaults."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from credit import policy as room
from credit.policy import DEFAULT_POLICY, Policy
from credit.policy_writing import differing, quoted, remarks, values, written
from credit.problem import InvalidPolicy

SHIPPED = Path(room.__file__).with_name("policy.toml").read_text(encoding="utf-8")


def leaves(part: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every key of a policy that holds no table, by its dotted name."""
    for item in fields(part):
        yield from _leaf(prefix + item.name, getattr(part, item.name))


def _leaf(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    if is_dataclass(value):
        yield from leaves(value, key + ".")
    elif isinstance(value, Mapping):
        for name, entry in value.items():
            yield from _leaf(f"{key}.{quoted(str(name))}", entry)
    else:
        yield key, value


def keys_of(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """The same of a file as TOML reads it."""
    for name, value in table.items():
        key = prefix + quoted(name)
        if isinstance(value, Mapping):
            yield from keys_of(value, key + ".")
        else:
            yield key


def test_the_shipped_file_has_every_key_and_no_other() -> None:
    assert sorted(keys_of(tomllib.loads(SHIPPED))) == sorted(key for key, _ in leaves(DEFAULT_POLICY))


def test_the_shipped_file_says_every_default() -> None:
    """Read like a user's file it changes nothing; and it is the very text the defaults make, so neither can move alone."""
    assert Policy.of(tomllib.loads(SHIPPED)) == DEFAULT_POLICY
    assert written(DEFAULT_POLICY, remarks(SHIPPED)) == SHIPPED


def test_a_default_that_moves_makes_another_file() -> None:
    moved = Policy.of({"version": DEFAULT_POLICY.version, "plausible": {"due_days": 732}})
    assert written(moved, remarks(SHIPPED)) == SHIPPED.replace("due_days = 731", "due_days = 732")


def test_every_key_has_a_word_on_it() -> None:
    """Its own; or, of a field that stands in every row of a table, in the words of that table, or on its first row."""
    told = remarks(SHIPPED)
    first: dict[tuple[type, str], str] = {}
    missing = []
    for key, owner, name in _owned(DEFAULT_POLICY):
        place = first.setdefault((owner, name), key)
        parts = place.split(".")
        above = [".".join(parts[:depth]) for depth in range(2, len(parts))]
        if place not in told and not any(re.search(rf"\b{name}\b", " ".join(told.get(table, ()))) for table in above):
            missing.append(key)
    assert missing == []


def _owned(part: Any, prefix: str = "") -> Iterator[tuple[str, type, str]]:
    """Every field of every room, with the room's kind."""
    for item in fields(part):
        key, value = prefix + item.name, getattr(part, item.name)
        yield key, type(part), item.name
        rows = dict(value) if isinstance(value, Mapping) else {}
        if is_dataclass(value):
            yield from _owned(value, key + ".")
        for name, row in rows.items():
            if is_dataclass(row):
                yield from _owned(row, f"{key}.{quoted(str(name))}.")
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            yield from _owned(value[0], f"{key}.0.")


def test_no_word_stands_on_what_is_no_key() -> None:
    """A key that is renamed leaves its words behind, and the file would lose them."""
    known = {key for key, _, _ in _owned(DEFAULT_POLICY)} | {"", *(key for key, _ in leaves(DEFAULT_POLICY))}
    tables = {".".join(key.split(".")[:depth]) for key in known for depth in (1, 2, 3)}
    assert set(remarks(SHIPPED)) <= known | tables


def test_what_differs_says_the_default_behind_it() -> None:
    changed = Policy.of({"classing": {"grace_days": 5}, "valuing": {"cost": {"call": 12}}})
    text = written(changed, remarks(SHIPPED), DEFAULT_POLICY)
    assert "grace_days = 5  # default 7\n" in text
    assert "cost = { email = 1, letter = 1, message = 1, call = 12, visit = 200, lawyer = 400 }  # default call 8\n" in text
    assert text.count("# default") == 3  # and the version
    assert Policy.of(tomllib.loads(text)) == changed


def test_a_row_of_one_s_own_is_marked() -> None:
    """The row begins like the first one there, so nothing more has to be said of it."""
    changed = Policy.of({"scales": {"letters": {"E": "E"}}, "clocks": {"insurers": {"ours": {"overdue": {"count": 30}}}}})
    text = written(changed, remarks(SHIPPED), DEFAULT_POLICY)
    assert 'letters = { A = "A", B = "B", C = "C", D = "D", E = "E" }  # default E own row\n' in text
    assert Policy.of(tomllib.loads(text)) == changed


def test_differing_names_keys_and_their_defaults() -> None:
    changed = values(Policy.of({"version": "ours", "classing": {"grace_days": 5}, "buckets": [15, 45]}))
    assert differing(changed, values(DEFAULT_POLICY)) == {
        "version": DEFAULT_POLICY.version, "classing.grace_days": 7, "buckets": [30, 60, 90, 180, 365],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "version"),
    [
        ({}, "2026.1"),
        ({"classing": {"grace_days": 7}}, "2026.1"),  # the same number said again changes nothing
        ({"classing": {"grace_days": 5}}, "2026.1+own"),
        ({"classing": {"grace_days": 5}, "version": "house 2026"}, "house 2026"),
        ({"version": "2026.1"}, "2026.1"),
    ],
)
def test_a_changed_policy_never_goes_by_the_default_s_name(given: dict[str, Any], version: str) -> None:
    assert Policy.of(given).version == version


@pytest.mark.parametrize("word", ['a "quoted" word', "back\\slash", "tab\there", "中文"])
def test_any_word_comes_back_as_it_was(word: str) -> None:
    changed = Policy.of(
        {"version": word, "weighing": {"buyers_carrier": [word, "FOB"]}, "interest": {"complete_to": date(2027, 1, 2)}}
    )
    assert Policy.of(tomllib.loads(written(changed, {}))) == changed


def test_a_figure_may_be_negative_where_its_table_is_and_nowhere_else() -> None:
    """A loss of five percent has its band; a threshold below zero is outside its range."""
    bands = {"reading": {"figures": {"financial_strength.return_on_assets": {"bands": [[-8, 0], [2, 50], [999, 100]]}}}}
    assert Policy.of(bands).reading.figures["financial_strength.return_on_assets"].bands[0] == (Decimal(-8), 0)
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of({"valuing": {"smallest_overdue": "-1"}})
    assert (raised.value.facts["key"], raised.value.facts["problem"]) == ("valuing.smallest_overdue", "range")
