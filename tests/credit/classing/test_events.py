"""Events: broken promises, silence, grade, a plan asked for late, short pays (TRADE.md 4.3, second to fourth row)."""

import pytest

from credit.classing.events import by_fall
from credit.five_classes import DebtClass
from credit.policy import DEFAULT_POLICY, Policy
from credit.rating.grade import Graded
from credit.rating.letter import Grade
from credit.reason import Reason, ReasonFact
from tests.credit.classing.bare_case import bare_case
from tests.credit.little_book import assessed, day, money

NOT_DUE, IN_COLLECTION, DOUBTFUL, BAD, DEAD = DebtClass


def value(text: str, policy: Policy = DEFAULT_POLICY) -> DebtClass:
    return assessed(text, policy).debt_class.value


def codes(text: str, policy: Policy = DEFAULT_POLICY) -> list[str]:
    return [reason.code for reason in assessed(text, policy).debt_class.reasons]


def facts(text: str, code: str) -> dict[str, ReasonFact]:
    return dict(next(reason for reason in assessed(text).debt_class.reasons if reason.code == code).facts)


OWES = "invoice C1 I1 -60 500USD \n"
BROKEN = """
    promise  C1  P1  2024-04-15  500USD  by=2024-04-15  for=I1
    promise  C1  P2  2024-05-06  500USD  by=2024-05-06  for=I1
    promise  C1  P3  2024-05-20  500USD  by=2024-05-20  for=I1
"""
"""Three Mondays: each is broken on the Friday after, once three bank days have passed."""


def test_broken_promises_count_from_the_day_the_last_of_them_was_broken() -> None:
    three = facts(OWES + BROKEN, "class_broken_promises")
    assert three == {"count": 3, "on": day("2024-05-24"), "promise": "P3", "source": "desk"}
    two = facts(OWES + "\n".join(BROKEN.splitlines()[:3]), "class_broken_promises")
    assert two == {"count": 2, "on": day("2024-05-10"), "promise": "P2", "source": "desk"}
    four = facts(OWES + BROKEN + "promise C1 P4 2024-06-03 500USD by=2024-06-03 for=I1", "class_broken_promises")
    assert (four["count"], four["promise"]) == (4, "P3")  # the third made it bad


def test_a_withdrawn_promise_is_no_broken_one() -> None:
    assert value(OWES + BROKEN) is BAD
    assert value(OWES + BROKEN.replace("by=2024-05-20", "by=2024-05-20 withdrawn_on=2024-05-21")) is DOUBTFUL


SILENT = "call C1 K1 -70 no_answer \n email C1 K2 -60 bounced \n call C1 K3 -{} no_answer \n"


@pytest.mark.parametrize(("third", "since"), [("20", "-10"), ("5", "-5")])
def test_silence_counts_from_the_day_it_was_long_and_tried_enough(third: str, since: str) -> None:
    """Sixty days after the first try of 70 days ago are ten days ago, unless the third try came later."""
    told = facts("invoice C1 I1 -1 500USD \n" + SILENT.format(third), "class_unreachable")
    assert told == {
        "tries": 3, "channels": 2, "since": day("-70"), "days": 70, "on": day(since), "contact": "K3", "source": "desk",
    }  # fmt: skip


def test_silence_is_not_enough_until_the_second_channel_was_tried() -> None:
    text = "invoice C1 I1 -1 500USD \n call C1 K1 -70 no_answer \n call C1 K2 -60 no_answer \n call C1 K3 -50 no_answer \n"
    assert value(text) is NOT_DUE
    assert facts(text + "email C1 K4 -4 bounced", "class_unreachable")["on"] == day("-4")


def report(grade: str, on: str = "-20") -> str:
    """A report whose score means this grade: creditsafe's scale begins at 71, 51, 30 and 21 (TRADE.md 3.7)."""
    score = {"A": 80, "B": 60, "C": 40, "D": 25, "E": 5}[grade]
    return f"report C1 B{on} {on} creditsafe financial_strength.rating_provider:{score} \n"


def test_the_scale_of_these_tests_is_the_one_of_the_policy() -> None:
    assert [assessed(report(grade)).graded.value for grade in "ABCDE"] == list("ABCDE")


@pytest.mark.parametrize(("due", "expected"), [("-1", BAD), ("0", NOT_DUE), ("+9", NOT_DUE)])
def test_the_worst_grade_makes_bad_while_something_is_overdue(due: str, expected: DebtClass) -> None:
    assert value(f"invoice C1 I1 {due} 500USD \n" + report("E")) is expected


def test_the_grade_is_told_with_the_day_and_the_source_of_what_binds_it() -> None:
    assert facts("invoice C1 I1 -1 500USD \n" + report("E"), "class_grade") == {
        "grade": "E", "report": "B-20", "on": day("-20"), "source": "creditsafe",
    }  # fmt: skip
    assert codes("invoice C1 I1 -1 500USD \n" + report("D")) == ["class_nothing_overdue"]


def test_a_grade_that_rests_on_age_makes_no_class_by_itself() -> None:
    """999 of 10,000 are half a year old: the grade is E for it, and the class holds it to its share."""
    small = "invoice C1 I1 -200 999USD \n invoice C1 I2 +30 9001USD"
    assert assessed(small).graded.value == "E"
    assert value(small) is NOT_DUE
    assert codes(small.replace("999", "1000").replace("9001", "9000")) == ["class_age", "class_grade"]  # both are told


def test_a_grade_that_rests_on_a_petition_is_told_with_it_while_something_is_overdue() -> None:
    petition = "event C1 E1 -9 winding_up_petition \n"
    assert codes("invoice C1 I1 -1 500USD \n" + petition) == ["class_petition", "class_grade"]
    assert codes("invoice C1 I1 0 500USD \n" + petition) == ["class_petition"]


HALF_A_YEAR_AGO = "report C1 B1 -181 creditsafe financial_strength.rating_provider:{} \n"
LATE = "invoice C1 I1 -9 500USD \n"


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("80", "C", DOUBTFUL),  # A to C
        ("80", "B", IN_COLLECTION),
        ("60", "D", DOUBTFUL),  # B to D
        ("60", "C", IN_COLLECTION),
        ("40", "D", IN_COLLECTION),
    ],
)
def test_a_grade_two_letters_worse_than_half_a_year_ago_makes_doubtful(before: str, now: str, expected: DebtClass) -> None:
    text = LATE + HALF_A_YEAR_AGO.format(before) + report(now)
    assert value(text) is expected


def test_the_half_year_has_a_last_day_and_needs_a_grade_then() -> None:
    text = LATE + HALF_A_YEAR_AGO.format("80") + report("D")
    assert value(text.replace("-181", "-180")) is DOUBTFUL
    assert value(text.replace("-181", "-179")) is IN_COLLECTION  # it was unrated then
    assert facts(text, "class_grade_fell") == {
        "before": "A", "grade": "D", "days": 180, "report": "B-20", "on": day("-20"), "source": "creditsafe",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fell", "due", "expected"),
    [
        ("-10", "-30", DOUBTFUL),  # it had fallen from A to C by then, and what was overdue is not paid
        ("-4", "-5", DOUBTFUL),  # four days ago the grade of half a year before was A for the last time
        ("-3", "-30", IN_COLLECTION),  # on the day it fell that was B already
        ("-10", "-4", NOT_DUE),  # what is overdue since three days was not when it had fallen so far
        ("-10", "-91", DOUBTFUL),  # by its age
    ],
)
def test_waiting_is_no_door_out_of_a_fall(fell: str, due: str, expected: DebtClass) -> None:
    """A until 184 days ago, B from 183 days ago, C since it fell: compared with half a year before today it lost one letter."""
    rated = "report C1 B{0} {0} creditsafe financial_strength.rating_provider:{1} \n".format
    text = f"invoice C1 I1 {due} 500USD \n" + rated("-300", 80) + rated("-183", 60) + rated(fell, 40)
    assert assessed(text).graded.value == "C"
    assert value(text) is expected
    if due == "-30" and expected is DOUBTFUL:
        told = facts(text, "class_grade_fell")
        assert (told["before"], told["grade"], told["report"]) == ("A", "C", f"B{fell}")


def test_what_is_late_by_its_age_begins_no_time_in_which_a_grade_fell() -> None:
    """A trifle of 200 days, in no class of its own, was overdue when the grade fell; what is overdue beside it was not."""
    rated = "report C1 B{0} {0} creditsafe financial_strength.rating_provider:{1} \n".format
    text = "invoice C1 I1 -200 10USD \n invoice C1 I2 -9 5000USD \n" + rated("-300", 80) + rated("-189", 60) + rated("-10", 40)
    assert (assessed(text).graded.value, value(text)) == ("C", IN_COLLECTION)
    assert value(text.replace("I1 -200", "I1 -30")) is DOUBTFUL


def test_a_fallen_grade_makes_nothing_doubtful_that_is_not_overdue() -> None:
    text = "invoice C1 I1 {} 500USD \n" + HALF_A_YEAR_AGO.format("80") + report("D")
    assert value(text.format("-1")) is DOUBTFUL
    assert value(text.format("0")) is NOT_DUE


def test_a_fall_that_rests_on_age_alone_makes_no_class() -> None:
    """The oldest item of 95 days holds the grade at D, and is a hundredth of what is open."""
    text = "invoice C1 I1 -95 600USD \n invoice C1 I2 +30 59400USD \n" + HALF_A_YEAR_AGO.format("80")
    assert assessed(text).graded.value == "D"
    assert value(text) is NOT_DUE


def test_where_another_rule_makes_doubtful_the_fall_is_not_looked_for() -> None:
    text = HALF_A_YEAR_AGO.format("80") + report("D")
    assert codes("invoice C1 I1 -100 500USD \n" + text) == ["class_age"]
    assert codes("invoice C1 I1 -90 500USD \n" + text) == ["class_grade_fell", "class_age"]


INSURED = "buyer C1 insured=9000USD \n invoice C1 I1 -{} 500USD \n call C1 K1 -3 plan_requested"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INSURED.format(61), DOUBTFUL),  # past the sixty days the insurer lets a day be extended
        (INSURED.format(60), IN_COLLECTION),
        (INSURED.format(61).replace("insured=9000USD", ""), IN_COLLECTION),
        (INSURED.format(61).replace("insured=9000USD", "insured=0USD"), IN_COLLECTION),
        (INSURED.format(61).replace("plan_requested", "plan_requested for=I1"), DOUBTFUL),
        (INSURED.format(61).replace("plan_requested", "plan_requested for=I2"), IN_COLLECTION),
        (INSURED.format(61).replace("plan_requested", "replied"), IN_COLLECTION),
        (INSURED.format(61) + "\n call C1 K2 -1 replied", DOUBTFUL),  # what was said since takes nothing back
        # cover that was given up is none
        (INSURED.format(61) + "\n lenient C1 L1 -9 potential until=-5 cap=9000USD forfeits=450USD", IN_COLLECTION),
        (INSURED.format(61).replace("-3 plan_requested", "0 plan_requested"), DOUBTFUL),
        (INSURED.format(61).replace("-3 plan_requested", "+1 plan_requested learnt=0"), IN_COLLECTION),
        (INSURED.format(61).replace("-3 plan_requested", "-122 plan_requested"), IN_COLLECTION),  # before it was issued
        (INSURED.format(61).replace("-3 plan_requested", "-121 plan_requested"), DOUBTFUL),
    ],
)
def test_a_plan_asked_for_beyond_what_the_insurer_extends_makes_doubtful(text: str, expected: DebtClass) -> None:
    assert value(text) is expected


@pytest.mark.parametrize(("asked", "since"), [("-3", "-3"), ("-15", "-9")])
def test_the_plan_counts_from_the_later_of_the_word_and_the_last_day(asked: str, since: str) -> None:
    """An item 70 days past due passed the sixtieth day ten days ago: nine days ago it was 61 days past due."""
    text = INSURED.format(70).replace("-3", asked)
    assert facts(text, "class_plan_asked") == {
        "invoice": "I1", "days": 70, "on": day(since), "contact": "K1", "source": "desk",
    }  # fmt: skip
    reason = assessed(text).debt_class.reasons[0]
    assert reason.amount == money("500USD")


def test_the_latest_word_for_a_plan_that_means_the_debt_is_told() -> None:
    text = INSURED.format(61) + "\n call C1 K2 -1 plan_requested for=I9 \n call C1 K0 -2 plan_requested"
    assert facts(text, "class_plan_asked")["contact"] == "K0"


def short(number: int, ago: int, rest: str = "60USD") -> str:
    """An invoice of 1,000 that was paid `ago` days back, all but a rest."""
    paid = 1000 - float(rest[:-3])
    return f"invoice C1 I{number} -40 1000USD \n receipt C1 R{number} -{ago} {paid}USD for=I{number} \n"


def test_three_invoices_paid_short_make_doubtful() -> None:
    text = short(1, 30) + short(2, 20) + short(3, 10)
    assert value(text) is DOUBTFUL
    assert value(short(1, 30) + short(2, 20)) is IN_COLLECTION
    told = next(reason for reason in assessed(text + short(4, 5)).debt_class.reasons if reason.code == "class_short_pays")
    assert told == Reason(
        "class_short_pays", {"count": 4, "on": day("-10"), "invoice": "I3", "source": "own_ledger"}, money("60USD")
    )  # the third made it


def test_tries_before_somebody_answered_are_no_part_of_the_silence() -> None:
    """The third try since the answer was made five days ago; those before it are forgotten."""
    before = "call C1 A1 -90 no_answer \n call C1 A2 -80 no_answer \n email C1 A3 -75 bounced \n call C1 A4 -72 spoke \n"
    told = facts("invoice C1 I1 -1 500USD \n" + before + SILENT.format("5"), "class_unreachable")
    assert (told["on"], told["tries"], told["contact"]) == (day("-5"), 3, "K3")


def test_a_grade_of_d_for_age_is_not_told_beside_bad_debt() -> None:
    silent = "invoice C1 I1 -100 500USD \n" + SILENT.format("5")
    assert assessed(silent).graded.value == "D"
    assert codes(silent) == ["class_unreachable", "class_age"]


def test_a_grade_is_told_once_and_only_where_it_is_the_worst() -> None:
    assert codes("invoice C1 I1 -1 500USD \n" + report("E")) == ["class_grade"]
    silent = "invoice C1 I1 -100 600USD \n" + SILENT.format("5")
    graded = assessed(silent).graded
    assert (graded.value, graded.reasons[0].code) == ("D", "grade_overdue")  # a hundred days, and more than 500
    assert codes(silent) == ["class_unreachable", "class_age"]


def test_a_plan_for_debt_that_left_while_cover_had_stopped_is_no_insured_debt() -> None:
    """I0 stopped cover on 1 January, two months after it was due, until it was paid in March; I1 left in between."""
    text = """
        buyer    C1              insured=5000USD
        invoice  C1  I0  2023-11-01  500USD  issued=2023-09-01
        receipt  C1  R0  2024-03-01  500USD  for=I0
        invoice  C1  I1  2024-04-01  500USD  issued={}
        call     C1  K1          -3  plan_requested
    """
    assert value(text.format("2024-02-01")) is IN_COLLECTION
    assert value(text.format("2023-12-01")) is DOUBTFUL  # it left while cover held
    assert value(text.format("2024-03-01")) is DOUBTFUL  # ... and on the day it was back


LATER = "grade_paying_later"


@pytest.mark.parametrize(
    ("before", "now", "why", "fires"),
    [
        (Grade.A, Grade.D, LATER, True),  # by a trend that took one letter: from A it is two letters without it
        (Grade.B, Grade.D, LATER, False),  # from B one
        (Grade.B, Grade.D, "grade_own_record", True),
        (Grade.A, Grade.B, LATER, False),
        (Grade.A, Grade.UNRATED, "grade_no_record", False),  # no grade is not a worse one
        (Grade.A, Grade.E, "grade_report", False),  # bad by the grade itself
    ],
)
def test_the_letter_that_a_passing_trend_takes_is_no_fall(before: Grade, now: Grade, why: str, fires: bool) -> None:
    graded = Graded(now, (Reason(why, {"on": day("-4"), "source": "own_ledger"}),))
    assert bool(list(by_fall(bare_case(LATE, graded, before, 1)))) is fires
