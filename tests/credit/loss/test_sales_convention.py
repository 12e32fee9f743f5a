"""The UN sales convention: its states by the day it came into force, and whom it does not bind to each other.

Days from UNCITRAL's status table, its press releases and cisg-online.org; see the module for which were read.
"""

from datetime import date

import pytest

from credit.loss.sales_convention import APART, IN_FORCE, convention_holds


def holds(seller: str, buyer: str, contract_on: str) -> bool:
    return convention_holds(seller, buyer, date.fromisoformat(contract_on), IN_FORCE, APART)


@pytest.mark.parametrize(
    ("buyer", "last_without"),
    [
        ("PT", "2021-09-30"),  # deposited on 23 September 2020: the first of the month after twelve months (art. 99)
        ("TR", "2011-07-31"),
        ("BR", "2014-03-31"),
        ("VN", "2016-12-31"),
        ("HK", "2022-11-30"),  # China's declaration of 5 May 2022
    ],
)
def test_a_state_is_in_from_the_day_it_came_into_force(buyer: str, last_without: str) -> None:
    before = date.fromisoformat(last_without)
    assert not holds("DE", buyer, last_without)
    assert holds("DE", buyer, date.fromordinal(before.toordinal() + 1).isoformat())
    assert holds(buyer, "DE", date.fromordinal(before.toordinal() + 1).isoformat())


@pytest.mark.parametrize("country", ["GB", "IN", "ZA", "TW", "KZ", "MO", "GH", "VE", "", "XX"])
def test_who_never_acceded_is_none_of_its_states(country: str) -> None:
    """Ghana and Venezuela signed and did not ratify; Kazakhstan was no party in June 2020 (eurasian-research.org)."""
    assert not holds("CN", country, "2026-01-01")


def test_saudi_arabia_left_out_the_part_that_owes_interest() -> None:
    """Accession of 3 August 2023 without part III (art. 92): in respect of it no contracting state."""
    assert not holds("CN", "SA", "2026-01-01")


@pytest.mark.parametrize(
    ("seller", "buyer"), [("SE", "NO"), ("DK", "IS"), ("FI", "SE"), ("CN", "HK"), ("HK", "CN"), ("DE", "DE")]
)
def test_neighbours_of_one_law_and_one_state_have_none_between_them(seller: str, buyer: str) -> None:
    assert not holds(seller, buyer, "2026-01-01")


def test_the_nordic_states_and_hong_kong_have_it_with_everybody_else() -> None:
    assert holds("SE", "CN", "2026-01-01")
    assert holds("HK", "NO", "2026-01-01")


def test_the_eleven_that_brought_it_into_force_were_in_on_its_first_day() -> None:
    """JBl 1989, 487: since 1 January 1988, Yugoslavia beside these ten, which is no more."""
    assert {country for country, day in IN_FORCE.items() if day == date(1988, 1, 1)} == {
        "AR", "CN", "EG", "FR", "HU", "IT", "LS", "SY", "US", "ZM",
    }  # fmt: skip
    assert min(IN_FORCE.values()) == date(1988, 1, 1)


def test_there_are_as_many_states_as_the_depositary_counts() -> None:
    """97 parties; Saudi Arabia is not bound by part III, and Hong Kong is no party of its own."""
    assert len(IN_FORCE) == 97 - 1 + 1
