"""The grade: what a buyer paid, and what holds it down; no reason without a fact that moves it."""

from datetime import date
from decimal import Decimal

import pytest

from credit.account import Account
from credit.policy import Policy
from credit.rates import Rates, Series
from credit.rating.grade import Grading, points_by_band
from credit.rating.history import grade_history, grade_then
from tests.credit.little_book import TODAY, assessed, day, little_book


def paid(*late: int, first: int = -400, every: int = 20) -> str:
    """Invoices of 1,000 USD, due every 20 days, each paid so many days late."""
    lines = []
    for place, days in enumerate(late):
        due = first + place * every
        lines.append(f"invoice C1 P{place} {due} 1000USD")
        lines.append(f"receipt C1 R{place} {due + days} 1000USD for=P{place}")
    return "\n".join(lines) + "\n"


def again(text: str) -> str:
    """The same under other numbers."""
    return text.replace(" P", " N").replace("=P", "=N").replace(" R", " S")


GOOD = paid(*[0] * 12)


def graded(text: str) -> str:
    return assessed(text).graded.value.value


def why(text: str) -> list[str]:
    return [reason.code for reason in assessed(text).graded.reasons]


@pytest.mark.parametrize(
    ("late", "points", "grade"),
    [
        # severity x 60 % + frequency x 40 %; days are chosen well past the weekends of TODAY's calendar, for the late share
        ([0] * 12, 100, "A"),  # 0 days: 100; none late: 100
        ([10] * 12, 54, "C"),  # 10 days: 70 x .6 = 42; all late: 30 x .4 = 12
        ([25] * 12, 42, "D"),  # 25 days: 50 x .6 = 30; 30 x .4 = 12
        ([50] * 12, 30, "D"),  # 30 x .6 = 18; 12
        ([80] * 12, 18, "E"),  # 10 x .6 = 6; 12
    ],
)
def test_the_own_record_speaks_by_severity_and_frequency(late: list[int], points: int, grade: str) -> None:
    found = assessed(paid(*late)).graded
    assert (found.points, found.value.value) == (points, grade)


def test_few_invoices_are_no_record() -> None:
    assert why(paid(0, 0)) == ["grade_no_record"]
    assert graded(paid(0, 0)) == "unrated"
    assert graded(paid(0, 0, 0)) == "A"


@pytest.mark.parametrize(
    ("text", "points"),
    [
        # 60 late long ago weigh as twenty: 20 of 45 are 45 %, 100 x .6 + 65 x .4; by all 85, 71 % late, it would be 78
        (paid(*[10] * 60, first=-1600) + again(paid(*[0] * 25, first=-330, every=12)), 86),
        # 25 of the year 10 days late, 80 punctual before weigh as twenty: 56 %, 70 x .6 + 45 x .4; by all, 24 % late, 76
        (paid(*[0] * 80, first=-2000) + again(paid(*[10] * 25, first=-330, every=12)), 60),
    ],
)
def test_the_year_speaks_in_the_share_late_and_what_was_before_weighs_as_twenty_invoices(text: str, points: int) -> None:
    """What was late long ago is outvoted by a year's trade, and punctual years before hide nothing of a late one."""
    found = assessed(text)
    assert found.late.of == 25
    assert found.graded.points == points


def test_what_was_before_weighs_nothing_where_the_policy_says_so() -> None:
    text = paid(*[10] * 60, first=-1600) + again(paid(*[0] * 25, first=-330, every=12))
    assert assessed(text, Policy.of({"grading": {"earlier_invoices": 0}})).graded.points == 100


YEARS_AGO = paid(*[0] * 20, first=-1300)
"""Twenty to the day, the last of them due 920 days ago."""


@pytest.mark.parametrize("late", [1, 5, 20])
def test_the_first_late_days_of_an_old_buyer_make_no_grade(late: int) -> None:
    """Nothing was paid within the year, and one invoice is no record: what was unrated the day before is not graded by it."""
    assert graded(YEARS_AGO) == "unrated"
    text = YEARS_AGO + f"invoice C1 X1 -{late} 50USD"
    assert (graded(text), why(text)) == ("unrated", ["grade_no_record"])


@pytest.mark.parametrize("late", [1, 20, 60])
def test_the_first_late_days_of_one_small_invoice_take_no_grade(late: int) -> None:
    """Four of the year to the day, and 50 of 4,050 open for 60 days: 0.7 days; one of 5 + 20 late is 4 %."""
    found = assessed(YEARS_AGO + again(paid(*[0] * 4, first=-330, every=70)) + f"invoice C1 X1 -{late} 50USD")
    assert (found.late.count, found.late.of) == (1, 5)
    assert (found.graded.points, found.graded.value.value) == (100, "A")


def test_who_buys_seldom_is_no_late_payer_by_one_of_two() -> None:
    """Two of the year, one a day late, and two before: one of four, 25 %. 0.5 days: 60 + 85 x .4 = 94."""
    seldom = paid(0, 0, 0, first=-1000, every=360)
    found = assessed(seldom + "invoice C1 X1 -13 1000USD \n receipt C1 X2 -12 1000USD for=X1")
    assert (found.late.count, found.late.of, found.dbt) == (1, 2, Decimal("0.5"))
    assert (found.graded.points, found.graded.value.value) == (94, "A")


def test_an_old_customer_is_not_better_for_being_old() -> None:
    """The same record, begun eleven years or one year ago: nothing is added for the years."""
    late = [10] * 12
    young = assessed(f"buyer C1 since={TODAY.year - 1}-01-01\n" + paid(*late)).graded
    old = assessed(f"buyer C1 since={TODAY.year - 11}-01-01\n" + paid(*late)).graded
    assert young == old


@pytest.mark.parametrize(
    ("more", "grade", "code"),
    [
        ("event C1 E1 -9 winding_up_petition", "E", "grade_petition"),
        ("event C1 E1 -700 winding_up_petition", "E", "grade_petition"),
        ("event C1 E1 -9 winding_up_order", "E", "grade_insolvency"),
        ("invoice C1 X1 -91 501USD", "D", "grade_overdue"),
        ("invoice C1 X1 -181 501USD", "E", "grade_overdue"),
        ("report C1 B1 -9 creditsafe financial_strength.rating_provider:18", "E", "grade_report"),
        ("report C1 B1 -9 creditsafe financial_strength.rating_provider:40", "C", "grade_report"),
        ("promise C1 Q1 -90 9USD by=-60\npromise C1 Q2 -50 9USD by=-40", "D", "grade_broken_promises"),
        (
            "promise C1 Q1 -90 9USD by=-60\npromise C1 Q2 -50 9USD by=-40\npromise C1 Q3 -30 9USD by=-20",
            "E",
            "grade_broken_promises",
        ),
        (
            "invoice C1 X1 -80 9USD\ncall C1 K1 -70 no_answer\nemail C1 K2 -65 bounced\ncall C1 K3 -62 no_answer",
            "D",
            "grade_unreachable",
        ),
    ],
)
def test_what_holds_the_grade_down_is_its_first_reason_and_without_it_the_grade_is_another(
    more: str, grade: str, code: str
) -> None:
    assert (graded(GOOD + more), why(GOOD + more)[0]) == (grade, code)
    assert graded(GOOD) == "A"


@pytest.mark.parametrize(
    "more",
    [
        "event C1 E1 -800 winding_up_petition",  # 24 months ago and more
        "event C1 E1 -9 winding_up_petition match=possible",
        "report C1 B1 -9 creditsafe financial_strength.rating_provider:90",
        "report C1 B1 -700 creditsafe financial_strength.rating_provider:18",  # an opinion of nearly two years ago
        "promise C1 Q1 -90 9USD by=-60",  # one
        "invoice C1 X1 -90 9USD",
    ],
)
def test_what_does_not_hold_it_down_is_no_reason(more: str) -> None:
    assert (graded(GOOD + more), why(GOOD + more)) == ("A", ["grade_own_record"])


def test_a_rating_that_is_none_asks_for_a_person_and_changes_no_grade() -> None:
    text = GOOD + "report C1 B1 -9 bureau financial_strength.rating_common:E"
    assert (graded(text), why(text)) == ("A", ["grade_own_record", "grade_report_unrated"])
    assert assessed(text).graded.for_a_person
    assert not assessed(GOOD).graded.for_a_person


def test_what_a_person_has_to_read_is_told_beside_a_rating_that_holds() -> None:
    one = "buyer C1\nreport C1 B1 -9 creditsafe financial_strength.rating_provider:55"
    both = one + "\nreport C1 B2 -9 bureau financial_strength.rating_common:E"
    assert (graded(both), why(both)) == ("B", ["grade_report", "grade_report_unrated"])


def test_without_a_record_the_report_speaks_and_a_rating_that_is_none_leaves_it_unrated() -> None:
    assert graded("buyer C1\nreport C1 B1 -9 creditsafe financial_strength.rating_provider:55") == "B"
    assert graded("buyer C1\nreport C1 B1 -9 bureau financial_strength.rating_common:E") == "unrated"
    assert graded("buyer C1\nevent C1 E1 -9 winding_up_petition") == "E"


def test_the_latest_opinion_of_a_provider_counts_and_each_provider_once() -> None:
    text = GOOD + "report C1 B1 -99 creditsafe financial_strength.rating_provider:18\n"
    assert graded(text + "report C1 B2 -9 creditsafe financial_strength.rating_provider:80") == "A"


def test_a_buyer_that_pays_later_than_its_habit_is_one_grade_lower() -> None:
    text = paid(*[0] * 14, *[40] * 6)
    found = assessed(text).graded
    # 20 invoices, 12 months of them: six of them 40 days late
    assert found.reasons[0].code == "grade_paying_later"
    assert found.value.value > assessed(text, on=day("-121")).graded.value.value


def test_each_reason_names_its_source_and_what_bears_it() -> None:
    text = GOOD + "event C1 E1 -9 winding_up_petition\nreport C1 B1 -9 creditsafe financial_strength.rating_provider:18"
    petition, report, own = assessed(text).graded.reasons
    assert (petition.facts["notice"], petition.facts["on"], petition.facts["source"]) == ("E1", day("-9"), "gazette")
    assert (report.facts["finding"], report.facts["source"]) == ("financial_strength.rating_provider", "creditsafe")
    assert own.facts["source"] == "own_ledger"


def test_bands_reach_as_far_as_they_say() -> None:
    assert [points_by_band(days, ((3, 100), (8, 85))) for days in (0, 3, 4, 8, 9)] == [100, 100, 85, 85, 85]


def test_the_grade_of_an_earlier_day_does_not_know_what_came_later() -> None:
    book = little_book(GOOD + "event C1 E1 -9 winding_up_petition")
    account = book.accounts["C1"]
    assert grade_then(account, day("-10"), book).value.value == "A"
    assert grade_then(account, day("-9"), book).value.value == "E"
    assert grade_then(account, TODAY, book) == assessed(GOOD + "event C1 E1 -9 winding_up_petition").graded


def test_the_history_tells_each_move_with_its_day_and_reason() -> None:
    book = little_book(GOOD + "event C1 E1 -9 winding_up_petition")
    *_, last = grade_history(book.accounts["C1"], TODAY, book)
    assert (last.on, last.before.value, last.after.value, last.reason.code) == (day("-9"), "A", "E", "grade_petition")


@pytest.mark.parametrize("on", ["-4", "-3", "0"])
def test_a_move_stands_on_the_day_it_happened_whenever_it_is_looked_at(on: str) -> None:
    """Due 95 days ago, 4 days ago 91 days overdue: D from that day, though nothing was learnt and no month ended on it."""
    book = little_book(GOOD + "invoice C1 I99 -95 900USD")
    *_, last = grade_history(book.accounts["C1"], day(on), book)
    assert (last.on, last.after.value, last.reason.code) == (day("-4"), "D", "grade_overdue")


@pytest.mark.parametrize(
    "told",
    [
        "event C1 E1 -9 winding_up_petition learnt=-11",
        "report C1 B1 -11 creditsafe as_of=-9 financial_strength.rating_provider:18",
    ],
)
def test_what_is_dated_ahead_moves_the_grade_on_its_own_day(told: str) -> None:
    """Learnt two days before the day it is of."""
    book = little_book(GOOD + told)
    *_, last = grade_history(book.accounts["C1"], TODAY, book)
    assert last.on == day("-9")


def test_the_history_of_a_buyer_nothing_happened_to_is_its_first_grade() -> None:
    moves = grade_history(Account.of("C1", little_book(GOOD).accounts["C1"].versions), TODAY, little_book(GOOD))
    assert [(move.before.value, move.after.value) for move in moves] == [("unrated", "A")]


def test_a_policy_may_ask_for_no_discount_of_a_trend() -> None:
    assert Grading(worse_trend=0).worse_trend == 0
    assert date.max > TODAY


@pytest.mark.parametrize(
    ("late", "value", "named"),
    [
        ("invoice C1 X1 -91 500USD", "A", None),  # no more than the material amount
        ("invoice C1 X1 -91 500.01USD", "D", "X1"),
        ("invoice C1 X1 -181 1000USD \n receipt C1 P1 -9 500USD for=X1", "A", None),  # a rest counts with what is open
        ("invoice C1 X1 -181 300USD \n invoice C1 X2 -120 300USD", "D", "X2"),  # together 600, since the 91st day of X2
        ("invoice C1 X1 -300 300USD \n invoice C1 X2 -181 300USD", "E", "X2"),
        ("invoice C1 X1 -300 300USD \n invoice C1 X2 -90 900USD", "A", None),  # what is younger makes no old debt of a rest
        ("invoice C1 X1 -91 9EUR", "D", "X1"),  # of unknown worth
    ],
)
def test_what_is_overdue_for_long_holds_the_grade_where_it_is_material(late: str, value: str, named: str | None) -> None:
    """More than 500 of the base currency (Regulation (EU) 2018/171: EUR 500 where it is no retail)."""
    found = assessed(GOOD.replace("1000USD", "100000USD") + late).graded
    assert found.value == value
    assert [reason.facts["invoice"] for reason in found.reasons if reason.code == "grade_overdue"] == ([named] if named else [])


def test_an_old_debt_is_worth_what_it_was_on_its_due_date() -> None:
    """400 EUR at 1.30 on the due date are 520 dollars; at today's 1.10 they would be 440."""
    rates = Rates(series={"USD": Series((day("-400"), day("-50")), (Decimal("1.30"), Decimal("1.10")))})
    assert assessed(GOOD + "invoice C1 X1 -100 400EUR", rates=rates).graded.value == "D"
    later = Rates(series={"USD": Series((day("-400"), day("-50")), (Decimal("1.10"), Decimal("1.30")))})
    assert assessed(GOOD + "invoice C1 X1 -100 400EUR", rates=later).graded.value == "A"


def test_any_amount_holds_the_grade_where_the_house_says_so() -> None:
    any_amount = Policy.of({"grading": {"overdue_material": 0}})
    assert assessed(GOOD + "invoice C1 X1 -91 1USD", any_amount).graded.value == "D"
