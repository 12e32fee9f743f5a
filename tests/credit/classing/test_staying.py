"""An event that is over: its class stays until its own door is gone through (TRADE.md 4.3, last column)."""

from datetime import date

import pytest

from credit.five_classes import DebtClass
from credit.policy import DEFAULT_POLICY, Policy
from credit.reason import Reason
from tests.credit.classing.test_events import report, short
from tests.credit.little_book import assessed, day

NOT_DUE, IN_COLLECTION, DOUBTFUL, BAD, DEAD = DebtClass


def value(text: str, policy: Policy = DEFAULT_POLICY) -> DebtClass:
    return assessed(text, policy).debt_class.value


def first(text: str) -> Reason:
    return assessed(text).debt_class.reasons[0]


BROKEN_TWICE = """
    invoice  C1  I1  -60  500USD
    invoice  C1  I2  -60  500USD
    invoice  C1  I3  -60  500USD
    promise  C1  P1  2024-04-15  500USD  by=2024-04-15  for=I1
    promise  C1  P2  2024-05-06  500USD  by=2024-05-06  for=I2
"""
"""On the Fridays after."""
THREE = f"""{BROKEN_TWICE}    promise  C1  P3  2024-05-20  500USD  by=2024-05-20  for=I3
"""
"""Broken on the Fridays after; the third on 24 May, nineteen days ago: bad since then, with 1,500 overdue."""


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("", BAD),
        ("receipt C1 R1 -5 500USD for=I3", BAD),  # two are left, and a third of what was overdue is paid
        ("receipt C1 R1 -5 500USD for=I3 \n receipt C1 R2 -4 249USD for=I2", BAD),  # 749 of 1,500
        ("receipt C1 R1 -5 500USD for=I3 \n receipt C1 R2 -4 250USD for=I2", DOUBTFUL),  # half, and the rest sixty days late
        ("receipt C1 R1 -5 500USD for=I3 \n receipt C1 R2 -4 500USD for=I2 \n receipt C1 R3 0 500USD for=I1", NOT_DUE),
    ],
)
def test_a_promised_invoice_that_was_paid_is_no_door_out_of_bad(paid: str, expected: DebtClass) -> None:
    assert value(THREE + paid) is expected


def test_it_is_told_what_made_it_bad_since_when_and_what_is_missing() -> None:
    assert first(THREE + "receipt C1 R1 -5 500USD for=I3") == Reason(
        "class_stays_bad",
        {"entered_by": "class_broken_promises", "on": date(2024, 5, 24), "promise": "P3", "source": "desk", "percent": 50},
    )


def test_a_promise_broken_before_its_invoice_was_overdue_made_it_bad_when_it_was() -> None:
    """All broken by 24 May; the invoices fell overdue a week later, on the 31st."""
    text = THREE.replace("-60", "-13") + "receipt C1 R1 -5 500USD for=I3"
    assert first(text).facts["on"] == day("-12")


def test_bad_that_stays_leaves_by_two_instalments_kept() -> None:
    plan = """
        call     C1  K1  -20  plan_agreed
        promise  C1  P7  -20  100USD  by=-12  for=I1
        receipt  C1  R7  -12  100USD  for=I1
        promise  C1  P8  -20  100USD  by=-8   for=I1
        receipt  C1  R8   -8  100USD  for=I1
    """
    text = THREE.replace("2024-05-20  500USD  by=2024-05-20", "2024-05-13  500USD  by=2024-05-13")
    paid = text + "receipt C1 R1 -5 500USD for=I3"
    assert value(paid) is BAD
    found = assessed(paid + plan).debt_class
    assert (found.value, found.reasons[0].code) == (DOUBTFUL, "class_plan_kept")
    assert "class_stays_bad" in {reason.code for reason in found.reasons}


TWO = "\n".join(THREE.splitlines()[:-1]).replace("invoice  C1  I3  -60", "invoice  C1  I3  -{}")
"""Two broken promises: doubtful since Friday 10 May, 33 days ago. The third invoice fell due on a day of its own."""
PAID = "\n receipt C1 R1 -5 500USD for=I1 \n receipt C1 R2 -5 500USD for=I2"


@pytest.mark.parametrize(("due", "expected"), [("35", DOUBTFUL), ("34", IN_COLLECTION), ("60", DOUBTFUL)])
def test_doubtful_stays_until_nothing_is_thirty_days_past_due(due: str, expected: DebtClass) -> None:
    """On the day the promised invoices were paid, five days ago, I3 was thirty days past due or not yet."""
    assert value(TWO.format(due) + PAID) is expected


def test_below_thirty_days_it_is_over_however_many_promises_were_broken() -> None:
    one = TWO.format("29") + "\n receipt C1 R1 -5 500USD for=I1 \n receipt C1 R2 -5 500USD for=I2"
    assert value(one) is IN_COLLECTION


def test_who_stays_doubtful_is_told_by_the_promise() -> None:
    assert first(TWO.format("60") + PAID) == Reason(
        "class_stays_doubtful",
        {"entered_by": "class_broken_promises", "on": date(2024, 5, 10), "promise": "P2", "source": "desk", "days": 30},
    )


def test_half_of_what_three_promises_made_bad_leaves_it_doubtful_until_it_is_paid_down() -> None:
    paid = "receipt C1 R1 -5 500USD for=I3 \n receipt C1 R2 -5 500USD for=I2"
    assert first(THREE + paid).code == "class_stays_doubtful"
    assert value(THREE + paid) is DOUBTFUL


def test_what_was_over_before_something_else_was_far_overdue_is_not_taken_up_again() -> None:
    """Paid ten days ago, when nothing else was thirty days past due; the other has come to that age since."""
    text = TWO.format("35") + PAID.replace("-5", "-10")
    assert value(text) is IN_COLLECTION


def test_a_plan_on_track_is_the_other_door_out_of_doubtful() -> None:
    plan = "\n call C1 K1 -4 plan_agreed \n promise C1 P9 -4 500USD by=+9 for=I3"
    assert value(TWO.format("60") + PAID + plan) is IN_COLLECTION


SILENT = """
    invoice  C1  I1  -45  1000USD
    call     C1  K1  -70  no_answer
    email    C1  K2  -60  bounced
    call     C1  K3  -20  no_answer
"""
"""Unreachable since ten days ago, with 1,000 overdue."""


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("", BAD),
        ("email C1 K4 -3 replied", BAD),
        ("email C1 K4 0 replied", BAD),
        ("email C1 K4 -10 replied", IN_COLLECTION),  # an answer on the day it would have been sixty
        ("email C1 K4 -3 replied \n receipt C1 R1 -2 499USD for=I1", BAD),
        ("email C1 K4 -3 replied \n receipt C1 R1 -2 500USD for=I1", DOUBTFUL),  # half; the rest is forty days late
    ],
)
def test_an_answer_is_no_door(then: str, expected: DebtClass) -> None:
    assert value(SILENT + then) is expected


def test_silence_that_ended_before_the_oldest_item_was_overdue_made_nothing_of_it() -> None:
    assert value(SILENT.replace("-45", "-3") + "email C1 K4 -3 replied") is NOT_DUE
    assert value(SILENT.replace("-45", "-3") + "email C1 K4 -2 replied") is NOT_DUE
    assert value(SILENT.replace("-45", "-4") + "email C1 K4 -2 replied") is BAD


def test_less_than_three_tries_and_an_answer_is_no_silence() -> None:
    text = SILENT.replace("call     C1  K3  -20  no_answer", "call C1 K3 -20 spoke")
    assert value(text) is IN_COLLECTION


LATE = "invoice C1 I1 -{} 1000USD \n"


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        (LATE.format("25") + report("E") + report("C", "-3"), BAD),
        (LATE.format("25") + report("E") + report("C", "-3") + "receipt C1 R1 -2 500USD for=I1", IN_COLLECTION),
        (LATE.format("25") + report("E") + report("C", "-3") + "receipt C1 R1 -2 499USD for=I1", BAD),
        (LATE.format("35") + report("E") + report("C", "-3") + "receipt C1 R1 -2 500USD for=I1", DOUBTFUL),
        (LATE.format("3") + report("E") + report("C", "-3"), NOT_DUE),  # nothing was overdue on the eve of the better report
        (LATE.format("4") + report("E") + report("C", "-2"), BAD),
        (LATE.format("25") + report("C", "-20") + report("B", "-3"), IN_COLLECTION),
    ],
)
def test_a_better_report_is_no_door(book: str, expected: DebtClass) -> None:
    assert value(book) is expected


def test_the_worst_grade_is_told_with_its_report_and_the_day_it_met_what_was_overdue() -> None:
    on_its_day = first(LATE.format("25") + report("E") + report("C", "-3"))
    assert on_its_day == Reason(
        "class_stays_bad",
        {"entered_by": "class_grade", "on": day("-20"), "report": "B-20", "source": "creditsafe", "percent": 50},
    )
    assert first(LATE.format("15") + report("E") + report("C", "-3")).facts["on"] == day("-14")


def test_a_report_that_grew_too_old_is_no_door_either() -> None:
    """Eighteen months after 2022-12-02 are 2024-06-02: since the day after, ten days ago but one, it holds nothing down."""
    old = report("E", "2022-12-02").replace("B2022-12-02", "B1")
    assert assessed(LATE.format("25") + old).graded.value == "unrated"
    assert value(LATE.format("25") + old) is BAD
    assert value(LATE.format("9") + old) is IN_COLLECTION


def test_months_that_went_by_over_its_own_record_are_no_door() -> None:
    """Four of 1,000 came 105 days late, six of 900 in time since the last month's end, when nothing but late ones was known.

    On 31 May (468,000 / 5,000 = 93.6 days, all late): 0 x .6 + 30 x .4 = 12, E; today (480,000 / 10,400 = 46 days, 5 of 11
    late): 30 x .6 + 65 x .4 = 44, D. When the open one fell overdue the four had been paid.
    """
    late = "".join(f"invoice C1 L{n} -{170 + n} 1000USD \n receipt C1 M{n} -{65 + n} 1000USD for=L{n} \n" for n in range(4))
    good = "".join(f"invoice C1 G{n} -{2 + n} 900USD \n receipt C1 H{n} -{2 + n} 900USD for=G{n} \n" for n in range(6))
    book = late + good + LATE.format("60")
    assert assessed(late + LATE.format("60")).graded.value == "E"
    assert assessed(book).graded.value == "D"
    assert first(book).facts["entered_by"] == "class_grade"
    assert first(book).facts["on"] == day("-59")
    assert value(book) is BAD
    assert value(book.replace("-65", "-55").replace("-66", "-56").replace("-67", "-57")) is DOUBTFUL  # 3,000 of 5,000 since


SERIES = short(1, 35) + short(2, 34) + short(3, 33)
"""Forty days late and paid short three times, the last 33 days ago; sixty are open of each."""
SIX_MONTHS_AGO = SERIES.replace("-40 1000USD", "-80 1000USD issued=2023-11-01").replace("R1 -35", "R1 {}")
"""The first payment came before the invoice was due; six months after it, it leaves the series."""


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("receipt C1 R9 -5 60USD for=I1", DOUBTFUL),  # one rest came
        ("promise C1 P1 -5 60USD by=+3 for=I1", DOUBTFUL),  # one rest is promised
        ("promise C1 P1 -34 60USD by=+3 for=I1", IN_COLLECTION),  # it was promised before the series was one
        ("dispute C1 D1 -5 quality for=I1", IN_COLLECTION),  # a dispute that stands suspends it
        ("dispute C1 D1 -5 quality for=I1 closed=-1 justified=yes", IN_COLLECTION),  # and the buyer was right
        ("dispute C1 D1 -5 quality for=I1 closed=-1 justified=no", DOUBTFUL),
    ],
)
def test_only_the_buyer_s_being_right_takes_a_series_of_short_pays_back(then: str, expected: DebtClass) -> None:
    assert value(SERIES) is DOUBTFUL
    assert value(SERIES + then) is expected


def test_the_months_of_the_series_are_no_door() -> None:
    assert first(SIX_MONTHS_AGO.format("2023-12-13")).code == "class_short_pays"
    assert first(SIX_MONTHS_AGO.format("2023-12-12")).facts["entered_by"] == "class_short_pays"
    assert value(SIX_MONTHS_AGO.format("2023-11-10")) is IN_COLLECTION  # six months on the series was none yet


def test_a_plan_asked_for_late_and_the_invoice_paid() -> None:
    asked = "buyer C1 insured=9000USD \n invoice C1 I1 -75 500USD \n call C1 K1 -9 plan_requested \n invoice C1 I2 -{} 500USD \n"
    paid = "receipt C1 R1 -5 500USD for=I1"
    assert value(asked.format("40")) is DOUBTFUL
    assert first(asked.format("40") + paid).facts == {
        "entered_by": "class_plan_asked", "on": day("-9"), "invoice": "I1", "contact": "K1", "source": "desk", "days": 30,
    }  # fmt: skip
    assert value(asked.format("34") + paid) is IN_COLLECTION


def test_time_that_was_granted_does_not_lift_what_an_event_made() -> None:
    granted = "\n lenient C1 L1 -4 potential until=+90 cap=9000USD evidence=chain_listed"
    found = assessed(TWO.format("60") + PAID + granted).debt_class
    assert found.apart_from_age is not None
    assert found.apart_from_age[1].code == "class_stays_doubtful"


def test_a_plan_asked_for_among_other_words_is_no_less_asked_for() -> None:
    asked = "buyer C1 insured=9000USD \n invoice C1 I1 -75 500USD \n call C1 K1 -9 plan_requested \n invoice C1 I2 -40 500USD \n"
    assert value(asked + "receipt C1 R1 -5 500USD for=I1 \n call C1 K2 -8 spoke") is DOUBTFUL


@pytest.mark.parametrize(("better", "expected"), [("-5", DOUBTFUL), ("-6", IN_COLLECTION)])
def test_what_stood_until_the_eve_of_being_far_overdue_stays(better: str, expected: DebtClass) -> None:
    """Thirty days past due since five days ago; half is paid, so it is not bad any more."""
    book = LATE.format("35") + report("E") + report("C", better) + "receipt C1 R1 -2 500USD for=I1"
    assert value(book) is expected


@pytest.mark.parametrize(("better", "expected"), [("-50", DOUBTFUL), ("-51", IN_COLLECTION)])
def test_it_stays_through_an_invoice_that_was_paid_since(better: str, expected: DebtClass) -> None:
    """I0 was thirty days past due from fifty days ago until it was paid; I1, later by then, has been since."""
    book = "invoice C1 I0 -80 1000USD \n receipt C1 R0 -10 1000USD for=I0 \n" + LATE.format("45")
    assert value(book + report("E", "-70") + report("C", better)) is expected


def test_bad_by_a_rule_of_today_is_not_said_to_stay_bad() -> None:
    """Bad by its age and its grade; that nobody answered before the last call is over, and adds nothing."""
    text = SILENT.replace("-45", "-200") + "email C1 K4 -3 replied"
    assert {reason.code for reason in assessed(text).debt_class.reasons} == {"class_age", "class_grade"}


def test_a_promise_that_was_broken_later_counts_for_no_earlier_day() -> None:
    """P1 on 19 April, P2 on 10 May: two. I1 is paid on 13 May, and P3 is broken on the 24th: two again, and never three."""
    text = BROKEN_TWICE + "promise C1 P3 2024-05-20 500USD by=2024-05-20 for=I3 \n receipt C1 R1 {} 500USD for=I1"
    assert value(text.format("2024-05-13")) is DOUBTFUL
    assert value(text.format("2024-05-27")) is BAD


@pytest.mark.parametrize(("paid", "expected"), [("2024-06-07", DOUBTFUL), ("2024-06-10", BAD)])
def test_on_its_last_day_a_promise_is_not_broken_yet(paid: str, expected: DebtClass) -> None:
    """P3 for Monday 3 June is judged at the end of Thursday the 6th: paid on the 7th, it never was the third of three."""
    text = BROKEN_TWICE + f"promise C1 P3 2024-06-03 500USD by=2024-06-03 for=I3 \n receipt C1 R3 {paid} 500USD for=I3"
    assert value(text) is expected


def test_it_is_told_by_the_last_that_stood() -> None:
    """Three were broken on 24 May until I3 was paid on the 31st, and three again from 7 June until I4 was, on the 10th.

    A third is paid of what was overdue on either day, so both would tell it.
    """
    text = (
        BROKEN_TWICE
        + """
        promise  C1  P3  2024-05-20  500USD  by=2024-05-20  for=I3
        receipt  C1  R3  2024-05-31  500USD  for=I3
        invoice  C1  I4  2024-06-03  500USD
        promise  C1  P4  2024-06-03  500USD  by=2024-06-03  for=I4
        receipt  C1  R4  2024-06-10  500USD  for=I4
    """
    )
    assert (first(text).code, first(text).facts["promise"]) == ("class_stays_bad", "P4")
    early = text.replace("promise  C1  P4", "# promise  C1  P4")
    assert (first(early).code, first(early).facts["promise"]) == ("class_stays_bad", "P3")


def test_of_two_reports_that_were_the_worst_the_later_is_told() -> None:
    reports = report("E") + report("C", "-15") + report("E", "-12") + report("C", "-3")
    assert first(LATE.format("25") + reports).facts["report"] == "B-12"
    assert first(LATE.format("25") + report("E") + report("C", "-15")).facts["report"] == "B-20"


HALF = "receipt C1 R1 -2 500USD for=I1"


def test_what_stays_doubtful_is_told_by_the_last_that_stood_too() -> None:
    """Thirty days past due since fifty days ago, and half of it paid: neither report makes bad any more."""
    reports = report("E", "-50") + report("C", "-40") + report("E", "-30") + report("C", "-20")
    told = first(LATE.format("80") + reports + HALF)
    assert (told.code, told.facts["report"]) == ("class_stays_doubtful", "B-30")


def test_doubtful_by_a_rule_of_today_is_not_said_to_stay_doubtful() -> None:
    found = assessed(LATE.format("100") + report("E") + report("C", "-3") + HALF).debt_class
    assert (found.value, "class_stays_doubtful" in {reason.code for reason in found.reasons}) == (DOUBTFUL, False)


def test_the_worst_grade_of_a_single_day_is_told_with_that_day() -> None:
    assert first(LATE.format("25") + report("E", "-4") + report("C", "-3")).facts["on"] == day("-4")


def test_a_series_that_stood_until_a_dispute_stays_where_its_months_ran_out_meanwhile() -> None:
    """Paid short before the invoices were due, on 10 December: six months on, the dispute of I1 stands and the series is none."""
    paid = "".join(
        f"invoice C1 I{n} -80 1000USD issued=2023-11-01 \n receipt C1 R{n} 2023-12-10 940USD for=I{n} \n" for n in (1, 2, 3)
    )
    assert value(paid) is DOUBTFUL
    disputed = paid + "dispute C1 D1 -50 quality for=I1 closed=-1 justified=no"
    assert value(disputed) is DOUBTFUL
    assert value(disputed.replace("-50", "-51")) is IN_COLLECTION  # thirty days past due since fifty days ago


def test_what_was_not_on_the_books_yet_was_not_overdue() -> None:
    """Due before it was issued, which is a slip of the pen: on the eve of the answer there was no such invoice."""
    tries = "call C1 K1 -100 no_answer \n email C1 K2 -95 bounced \n call C1 K3 -92 no_answer \n email C1 K4 -30 replied \n"
    assert value("invoice C1 I1 -45 1000USD \n" + tries) is BAD
    assert value("invoice C1 I1 -45 1000USD issued=-20 \n" + tries) is IN_COLLECTION
