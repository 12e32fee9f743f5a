"""Limits that expire while in use, and what the insurer takes back."""

import pytest

from credit.report import Severity
from tests.credit.alerts.ringing import alert, kinds, rings_from
from tests.credit.little_book import day, money

DECIDED = "buyer C1 limit=5000USD limit_on=2024-03-02 \n invoice C1 I1 +30 900USD \n"
"""Decided three months and ten days before TODAY, 2024-06-12; a buyer without a grade is looked at again after three."""


def test_a_limit_in_use_expires_three_months_after_its_decision() -> None:
    rung = rings_from(DECIDED, "limit_expired", "-10")
    assert (rung.id, rung.severity) == ("limit_expired:C1:2024-03-02", Severity.INFO)
    assert rung.evidence == {
        "limit": money("5000USD"), "since": day("2024-03-02"), "exposure": money("900USD"), "on": day("2024-06-02"),
        "buyer": "C1", "source": "desk",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "buyer C1 limit=5000USD \n invoice C1 I1 +30 900USD",  # nobody wrote down when
        "buyer C1 limit_on=2024-03-02 \n invoice C1 I1 +30 900USD",  # no limit
        DECIDED + "receipt C1 R1 -1 900USD for=I1",  # not in use
        DECIDED + "receipt C1 R1 -1 950USD",  # the buyer has money with us
        "buyer C1 limit=5000USD limit_on=2024-03-13 \n invoice C1 I1 +30 900USD",  # tomorrow
    ],
)
def test_what_does_not_expire(text: str) -> None:
    assert "limit_expired" not in kinds(text)


def test_who_saw_it_sees_it_again_when_it_grows_louder() -> None:
    """A notice for ninety days, then a warning: that nobody has seen yet."""
    seen = DECIDED + "seen C1 limit_expired:C1:2024-03-02 -5"
    last, loud = alert(seen, "limit_expired", day("2024-08-30")), alert(seen, "limit_expired", day("2024-08-31"))
    assert last is not None
    assert loud is not None
    assert (last.severity, last.acknowledged) == (Severity.INFO, True)
    assert (loud.severity, loud.acknowledged, loud.id) == (Severity.WARNING, False, last.id)
    again = alert(seen + "\n seen C1 limit_expired:C1:2024-03-02 2024-08-31", "limit_expired", day("2024-08-31"))
    assert again is not None
    assert again.acknowledged


COVER = "invoice C1 I1 +30 900USD \n buyer C1 insured=5000USD \n buyer C1 learnt=-9 insured={}"


def test_the_insurers_cut_rings_on_the_day_it_was_learnt() -> None:
    rung = rings_from(COVER.format("3000USD"), "insurer_limit_cut", "-9")
    assert rung.evidence == {
        "before": money("5000USD"), "limit": money("3000USD"), "buyer": "C1", "on": day("-9"), "source": "desk",
    }  # fmt: skip
    assert "insurer_limit_cut" in kinds(COVER.format("0USD"))
    assert "insurer_limit_cut" in kinds(COVER.format("0USD"), day("+80"))
    assert "insurer_limit_cut" not in kinds(COVER.format("0USD"), day("+81"))


@pytest.mark.parametrize(
    "text",
    [
        COVER.format("5000USD"),
        COVER.format("6000USD"),
        COVER.format("3000EUR"),  # another currency: nobody can say
        COVER.format("3000USD") + "\n buyer C1 learnt=-2 insured=5000USD",  # given back
        COVER.format("3000USD").replace("buyer C1 insured=5000USD", "buyer C1"),
    ],
)
def test_what_is_no_cut(text: str) -> None:
    assert "insurer_limit_cut" not in kinds(text)


def test_an_empty_cell_where_a_limit_stood_is_the_insurers_withdrawal() -> None:
    """docs/import.md: an empty cell says that there is nothing; a file without the column says nothing (TRADE.md 4.6)."""
    rung = rings_from("invoice C1 I1 +30 900USD \n buyer C1 insured=5000USD \n buyer C1 learnt=-9", "insurer_limit_cut", "-9")
    assert (rung.evidence["before"], rung.evidence["limit"]) == (money("5000USD"), money("0USD"))
    assert "insurer_limit_cut" not in kinds("invoice C1 I1 +30 900USD \n buyer C1 insured=0USD \n buyer C1 learnt=-9")


def test_a_cut_that_was_given_back_in_another_currency_stands() -> None:
    assert "insurer_limit_cut" in kinds(COVER.format("3000USD") + "\n buyer C1 learnt=-2 insured=9000EUR")


def test_facts_of_kinds_before_and_after_the_buyer_say_nothing_of_its_cover() -> None:
    assert "insurer_limit_cut" in kinds(COVER.format("3000USD") + "\n call C1 K1 -3 spoke \n event C1 E1 -3 name_changed")
    assert "insurer_limit_cut" in kinds(COVER.format("3000USD").split("\n", 1)[1])  # and a buyer alone
