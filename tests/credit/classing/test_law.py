"""Legal facts about items: given up, time-barred; and what lifts them (TRADE.md 4.3, first row)."""

from dataclasses import replace
from datetime import date

import pytest

from credit.assess import assess_book
from credit.five_classes import DebtClass
from credit.policy import DEFAULT_POLICY, Policy
from credit.reason import Reason, ReasonFact
from tests.credit.little_book import TODAY, assessed, day, little_book, money

NOT_DUE, IN_COLLECTION, DOUBTFUL, BAD, DEAD = DebtClass

OLD = "invoice C1 I1 -100 500USD \n"


def value(text: str, policy: Policy = DEFAULT_POLICY) -> DebtClass:
    return assessed(text, policy).debt_class.value


def first(text: str) -> Reason:
    return assessed(text).debt_class.reasons[0]


@pytest.mark.parametrize("outcome", ["written_off", "unenforceable"])
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", DEAD),
        ("receipt C1 R1 -9 1USD for=I1", DOUBTFUL),  # paid a day later: by its age
        ("receipt C1 R1 -10 1USD for=I1", DEAD),  # on the day itself
        ("email C1 K2 -9 acknowledged for=I1", DOUBTFUL),
        ("email C1 K2 -9 acknowledged", DOUBTFUL),  # for everything
        ("email C1 K2 -9 plan_requested", DOUBTFUL),
        ("email C1 K2 -9 plan_agreed", DOUBTFUL),
        ("email C1 K2 -10 acknowledged", DEAD),
        ("email C1 K2 -9 acknowledged for=I2", DEAD),
        ("email C1 K2 -9 replied", DEAD),
        ("email C1 K0 -50 replied", DEAD),
        ("email C1 K2 +1 acknowledged learnt=0", DEAD),  # tomorrow
    ],
)
def test_what_is_given_up_is_dead_until_it_is_paid_on_or_acknowledged(outcome: str, more: str, expected: DebtClass) -> None:
    assert value(OLD + f"letter C1 K1 -10 {outcome} for=I1 \n" + more) is expected


def test_giving_up_a_single_item_is_held_to_its_share() -> None:
    small = "invoice C1 I1 -3 9.99USD \n invoice C1 I2 +30 90.01USD \n letter C1 K1 -1 written_off for=I1"
    assert value(small) is NOT_DUE
    assert value(small.replace("9.99", "10").replace("90.01", "90")) is DEAD
    assert assessed(small).debt_class.items == {"I1": DEAD, "I2": NOT_DUE}


def test_giving_up_everything_means_what_was_on_the_books_then() -> None:
    text = "invoice C1 I1 -30 500USD \n invoice C1 I2 +50 500USD issued={} \n letter C1 K1 -10 written_off"
    assert assessed(text.format(-10)).debt_class.items == {"I1": DEAD, "I2": DEAD}
    assert assessed(text.format(-9)).debt_class.items == {"I1": DEAD, "I2": NOT_DUE}


def test_what_will_be_given_up_tomorrow_is_not_dead_yet() -> None:
    assert value(OLD + "letter C1 K1 +1 written_off learnt=0") is DOUBTFUL
    assert value(OLD + "letter C1 K1 0 written_off") is DEAD


@pytest.mark.parametrize(("outcome", "code"), [("written_off", "class_written_off"), ("unenforceable", "class_unenforceable")])
def test_the_reason_names_the_item_the_day_and_who_wrote_it_down(outcome: str, code: str) -> None:
    facts: dict[str, ReasonFact] = {"invoice": "I1", "on": day("-10"), "contact": "K1", "source": "desk"}
    assert first(OLD + f"letter C1 K1 -10 {outcome} for=I1") == Reason(code, facts, money("500USD"))


def test_the_heavier_fact_is_told_before_the_lighter_one() -> None:
    text = "invoice C1 I1 -30 500USD \n event C1 E1 -9 winding_up_petition \n event C1 E2 -1 dissolved"
    found = assessed(text).debt_class
    assert [reason.code for reason in found.reasons][:2] == ["class_insolvency", "class_petition"]
    assert found.reasons[0].facts == {"event": "dissolved", "on": day("-1"), "notice": "E2", "source": "gazette"}
    assert found.reasons[1].facts == {"on": day("-9"), "provider": "gazette", "notice": "E1", "source": "gazette"}
    assert found.by_law


def test_dead_by_age_alone_is_not_dead_by_law() -> None:
    assert not assessed("invoice C1 I1 -1200 500USD").debt_class.by_law
    assert assessed(OLD + "letter C1 K1 -10 written_off").debt_class.by_law
    assert not assessed("invoice C1 I1 -30 500USD \n event C1 E1 -9 winding_up_petition").debt_class.by_law


def test_insolvency_is_lifted_by_no_payment() -> None:
    assert value(OLD + "event C1 E1 -9 winding_up_order \n receipt C1 R1 -1 500USD for=I1") is DEAD


TWO_YEARS = Policy.of({"clocks": {"limitation": {"FR": {"years": 2, "source": "for this test"}}}})
"""A law of two years: longer than one, and over before debt is dead by age."""


def test_a_claim_no_court_would_hear_is_dead_until_it_is_paid_on_or_acknowledged() -> None:
    """Due on 2022-06-10, two years ago and two days; a word after its end begins no time anew, yet the debt is alive."""
    text = "buyer C1 law=FR country=FR \n invoice C1 I1 2022-06-10 500USD issued=2022-05-01 \n"
    found = assessed(text, TWO_YEARS).debt_class
    assert (found.value, found.by_law, found.reasons[0].code) == (DEAD, True, "time_barred")
    assert value(text.replace("06-10", "06-13"), TWO_YEARS) is BAD  # still a day
    assert value(text) is BAD  # a law of which no period is written down bars nothing
    assert value(text + "email C1 K1 -1 acknowledged", TWO_YEARS) is BAD


@pytest.mark.parametrize(("home", "expected"), [("FR", DEAD), ("CN", BAD)])
def test_the_laws_that_may_govern_are_those_of_the_buyer_and_of_the_house(home: str, expected: DebtClass) -> None:
    """Nobody wrote down which law governs: two years in France, where both may sit; China's four have not passed."""
    text = "buyer C1 country=FR \n invoice C1 I1 2022-06-10 500USD issued=2022-05-01 \n"
    book = replace(little_book(text, TWO_YEARS), home=home)
    assert assess_book(book, TODAY).of("C1").debt_class.value is expected


def test_a_claim_one_law_may_still_hear_is_dead_by_age_alone() -> None:
    """House in Italy, buyer in the United States, no law written, due on 2020-02-01 and looked at on 2024-06-01.

    The American four years ended on 2024-02-01, the Italian ten end on 2030-02-01: not every date has passed. So it is dead
    by its 1,582 days, which a person may overrule; a house in China, of four years as well, has lost it by law.
    """
    book = little_book("buyer C1 country=US \n invoice C1 I1 2020-02-01 500USD issued=2020-01-01")
    on = date(2024, 6, 1)
    found = {home: assess_book(replace(book, home=home), on).of("C1").debt_class for home in ("IT", "CN")}
    assert {home: (each.value, each.by_law) for home, each in found.items()} == {"IT": (DEAD, False), "CN": (DEAD, True)}
    assert [reason.code for reason in found["CN"].reasons][:1] == ["time_barred"]
    assert "time_barred" not in [reason.code for reason in found["IT"].reasons]
