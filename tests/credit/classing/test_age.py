"""Items by age, by disputes that were not justified, and kept from death by a payment or a word."""

import pytest

from credit.classing.age import item_class
from credit.five_classes import DebtClass
from credit.policy import DEFAULT_POLICY
from credit.reason import Reason, ReasonFact
from tests.credit.little_book import assessed, day, money

NOT_DUE, IN_COLLECTION, DOUBTFUL, BAD, DEAD = DebtClass


def value(text: str) -> DebtClass:
    return assessed(text).debt_class.value


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", DEAD),
        ("receipt C1 R1 -1095 1USD for=I1", BAD),  # the 1,095 days before today
        ("receipt C1 R1 -1096 1USD for=I1", DEAD),
        ("email C1 K1 -1095 acknowledged for=I1", BAD),
        ("email C1 K1 -1096 acknowledged for=I1", DEAD),
        ("email C1 K1 0 acknowledged", BAD),
        ("email C1 K1 -5 acknowledged for=I2", DEAD),
        ("email C1 K1 -5 replied", DEAD),
        ("email C1 K1 +1 acknowledged learnt=0", DEAD),
    ],
)
def test_three_years_without_payment_or_word_are_death(more: str, expected: DebtClass) -> None:
    text = "invoice C1 I1 -1200 500USD \n" + more
    assert value(text) is expected
    assert assessed(text).debt_class.items == {"I1": expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("invoice C1 I1 -3 500USD \n dispute C1 D1 -9 quality for=I1 closed=-1 justified=no", IN_COLLECTION),
        ("invoice C1 I1 -3 500USD \n dispute C1 D1 -9 quality for=I1 closed=0 justified=no", IN_COLLECTION),
        ("invoice C1 I1 -3 500USD \n dispute C1 D1 -9 quality closed=-1 justified=no", IN_COLLECTION),  # of the whole balance
        ("invoice C1 I1 -3 500USD \n dispute C1 D1 -9 quality for=I1 closed=-1", NOT_DUE),  # nobody said who was right
        ("invoice C1 I1 -3 500USD \n dispute C1 D1 -9 quality for=I1 closed=-1 justified=yes", NOT_DUE),
        ("invoice C1 I1 -3 500USD \n dispute C1 D1 -9 quality for=I2 closed=-1 justified=no", NOT_DUE),
        ("invoice C1 I1 -3 500USD \n dispute C1 D1 -9 quality for=I1 closed=+1 justified=no", NOT_DUE),
        ("invoice C1 I1 -3 500USD \n dispute C1 D1 -9 quality for=I1 justified=no", NOT_DUE),  # still open
        ("invoice C1 I1 0 500USD \n dispute C1 D1 -9 quality for=I1 closed=-1 justified=no", NOT_DUE),  # not due before today
        # beside an older one that is still open
        (
            "invoice C1 I1 -3 500USD \n dispute C1 D0 -20 price for=I9 \n dispute C1 D1 -9 quality for=I1 closed=-1 justified=no",
            IN_COLLECTION,
        ),
        ("invoice C1 I1 -3 500USD issued=-8 \n dispute C1 D1 -9 quality closed=-1 justified=no", NOT_DUE),  # issued later
    ],
)
def test_a_dispute_closed_as_unjustified_brings_an_overdue_item_back_to_work(text: str, expected: DebtClass) -> None:
    assert value(text) is expected


def test_the_reason_names_the_dispute() -> None:
    text = "invoice C1 I1 -3 500USD \n dispute C1 D1 -9 quality for=I1 closed=-1 justified=no"
    facts: dict[str, ReasonFact] = {"invoice": "I1", "on": day("-1"), "dispute": "D1", "source": "desk"}
    assert assessed(text).debt_class.reasons == (Reason("class_dispute_unjustified", facts, money("500USD")),)


def test_age_is_told_where_it_is_heavier_than_the_dispute() -> None:
    text = "invoice C1 I1 {} 500USD \n dispute C1 D1 -9 quality for=I1 closed=-1 justified=no"
    assert [r.code for r in assessed(text.format(-8)).debt_class.reasons] == ["class_age"]
    assert [r.code for r in assessed(text.format(-7)).debt_class.reasons] == ["class_dispute_unjustified"]
    assert value(text.format(-91)) is DOUBTFUL


@pytest.mark.parametrize(("dpd", "since"), [(8, 0), (9, -1), (91, 0), (180, -89), (181, 0), (1095, -914), (1096, 0)])
def test_the_day_of_age_is_the_first_of_its_class(dpd: int, since: int) -> None:
    reasons = assessed(f"invoice C1 I1 {-dpd:+} 500USD").debt_class.reasons
    (age,) = [reason for reason in reasons if reason.code == "class_age"]
    assert (age.facts["on"], age.facts["source"], age.amount) == (day(str(since)), "own_ledger", money("500USD"))


def test_nothing_to_tell_is_told_with_its_day() -> None:
    told = assessed("invoice C1 I1 +3 500USD").debt_class
    assert told.reasons == (Reason("class_nothing_overdue", {"on": day("0"), "source": "own_ledger"}),)
    assert (told.by_rules, told.by_law, told.items) == (NOT_DUE, False, {"I1": NOT_DUE})
    little = assessed("invoice C1 I1 -20 1USD \n invoice C1 I2 +30 99USD").debt_class
    assert little.reasons == (Reason("class_little_overdue", {"on": day("0"), "source": "own_ledger"}),)
    grace = assessed("invoice C1 I1 -7 1USD").debt_class
    assert grace.reasons[0].code == "class_nothing_overdue"


@pytest.mark.parametrize(("paid", "expected"), [("-1095", BAD), ("-1096", DEAD)])
def test_a_payment_alone_keeps_an_item_alive_for_as_long(paid: str, expected: DebtClass) -> None:
    (item,) = assessed(f"invoice C1 I1 -1200 500USD \n receipt C1 R1 {paid} 1USD for=I1").ledger.open
    assert item_class(item, DEFAULT_POLICY.classing) is expected


def test_of_items_as_old_the_first_is_told() -> None:
    reasons = assessed("invoice C1 I1 -20 500USD \n invoice C1 I2 -20 900USD").debt_class.reasons
    assert reasons[0].facts["invoice"] == "I1"


def test_an_item_of_unknown_worth_that_is_not_due_takes_nothing_from_the_share() -> None:
    """Ten of a hundred are bad; what the yen are worth nobody knows, and they are not due."""
    assert value("invoice C1 I1 -200 10USD \n invoice C1 I2 +30 90USD \n invoice C1 I3 +30 500JPY") is BAD
