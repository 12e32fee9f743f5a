"""The fields a row can have, and that the import reference names every one of them."""

import re
from pathlib import Path

import pytest

from credit.activity import Channel, DisputeReason, Outcome
from credit.customer import Customer
from integrations.ledgers.fields import DATES, FIELDS, OPTIONAL, REGISTRATIONS, REQUIRED, Kind

PAGE = (Path(__file__).parents[3] / "docs" / "import.md").read_text(encoding="utf-8")


def listed(kind: Kind) -> str:
    return next(line for line in PAGE.partition("Fields of each kind:")[2].splitlines() if line.startswith(f"| `{kind}` |"))


@pytest.mark.parametrize("kind", Kind)
def test_what_a_row_must_have_it_can_have(kind: Kind) -> None:
    assert set(REQUIRED[kind].split()) <= FIELDS[kind]
    assert {field for fields in OPTIONAL[kind].values() for field in fields} <= FIELDS[kind]


def test_every_date_and_registration_is_a_field() -> None:
    every = frozenset().union(*FIELDS.values())
    assert set(DATES) <= every
    assert set(REGISTRATIONS) <= FIELDS[Kind.CUSTOMERS]
    assert {
        name
        for name in every
        if name.endswith("_on")
        or name in ("on", "since", "until", "promised_for", "settle_by", "insured_until", "eta", "ship_by")
    } == set(DATES)


def test_what_a_buyer_may_leave_open_are_fields_of_a_buyer() -> None:
    assert set(OPTIONAL[Kind.CUSTOMERS]) <= set(Customer.__dataclass_fields__)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.LEDGER])
def test_the_reference_lists_the_fields_of_a_kind_and_marks_the_needed_ones(kind: Kind) -> None:
    words = listed(kind).split("|")[2]
    assert set(re.findall(r"[a-z_]+", words)) - {"for", "line", "items"} == FIELDS[kind]
    assert set(re.findall(r"\*\*([a-z_]+)\*\*", words)) == set(REQUIRED[kind].split())


@pytest.mark.parametrize("word", [*Channel, *DisputeReason, *filter(None, Outcome)])
def test_the_reference_names_every_word_an_activity_knows(word: str) -> None:
    table = PAGE.partition("| `kind` | needs | means |")[2].partition("**Flat ledger**")[0]
    assert f"`{word}`" in table


def test_the_reference_names_every_kind_that_can_be_asked_for() -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith("| `--kind"))
    assert set(re.findall(r"[a-z]+", row.partition("--kind ")[2].partition("`")[0])) == {*Kind, "auto"}
