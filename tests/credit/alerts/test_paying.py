"""Paying later, in parts, or short: each against the buyer's own habit, on its day, until its cause ends."""

from datetime import date, timedelta

import pytest

from credit.assess import assess_book
from credit.pay_trend import Direction
from credit.report import Severity
from tests.credit.alerts.ringing import PROMPT, alert, kinds, paid, rings_from
from tests.credit.little_book import TODAY, day, little_book, money


def weekly(late: int, count: int = 16, last: int = -42) -> str:
    """So many invoices due on Wednesdays a week apart, the last on day `last`, each paid so many days late."""
    dues = [last - 7 * n for n in range(count)]
    return "".join(f"invoice C1 H{-d} {d:+} 900USD\nreceipt C1 R{-d} {d + late:+} 900USD for=H{-d}\n" for d in dues)


SLIP = weekly(4) + "invoice C1 A -35 900USD \n invoice C1 B -28 900USD \n"
"""Sixteen invoices always 4 days late, then two that are not paid.

EWMA of the last six when A is x days late: 0.7 x 0.3 x (x - 4) + 0.3 x (x - 7 - 4) > 10, so x > 27.7: the 28th day, -7.
"""


def test_two_invoices_out_of_habit_ring_with_onset_and_evidence() -> None:
    rung = rings_from(SLIP, "paying_later", "-7")
    assert (rung.id, rung.severity, rung.on) == ("paying_later:C1", Severity.WARNING, day("-35"))
    assert rung.evidence == {
        "invoice": "B", "beyond": "A, B", "count": 2, "invoices": 18, "usual": 4, "latest": 13, "since": day("-35"),
        "on": day("-35"), "source": "own_ledger",
    }  # fmt: skip
    # mean of the last six today: (4 x 4 + 35 + 28) / 6 = 13.2; on -7 it was (16 + 28 + 21) / 6 = 10.8
    assert alert(SLIP, "paying_later", day("-7")).evidence["latest"] == 11  # type: ignore[union-attr]


def test_the_same_lateness_is_nothing_to_a_buyer_that_was_always_so() -> None:
    assert "paying_later" not in kinds(weekly(35) + "invoice C1 A -35 900USD \n invoice C1 B -28 900USD \n")


def test_a_slip_ends_when_the_buyer_pays_as_before() -> None:
    settled = SLIP + "receipt C1 RA -7 900USD for=A \n receipt C1 RB -7 900USD for=B \n"
    assert "paying_later" in kinds(settled)
    again = "".join(f"invoice C1 N{d} {d:+} 900USD \n receipt C1 S{d} {d + 4:+} 900USD for=N{d} \n" for d in range(-14, 28, 7))
    assert "paying_later" not in kinds(settled + again, day("+40"))


def test_a_receipt_learnt_late_counts_from_the_day_it_was_learnt() -> None:
    """A was paid in time and nobody knew until day -3: the slip was told on -7, and is told no more."""
    late = SLIP + "receipt C1 RA -31 900USD for=A learnt=-3"
    assert "paying_later" in kinds(late, day("-7"))
    assert "paying_later" not in kinds(late)


def test_a_slip_of_payments_learnt_late_began_when_they_were_learnt() -> None:
    """Both paid 28 and 21 days late and written down on the day: the trend stands from -7 though the book is read later."""
    both = SLIP + "receipt C1 RA -3 900USD for=A learnt=-1 \n receipt C1 RB -3 900USD for=B learnt=-1"
    rings_from(both, "paying_later", "-7")


def test_who_saw_a_slip_sees_the_next_one_ring_again() -> None:
    assert alert(SLIP + "seen C1 paying_later:C1 -36", "paying_later").acknowledged is False  # type: ignore[union-attr]
    seen = alert(SLIP + "seen C1 paying_later:C1 -5 who=Mei", "paying_later")
    assert seen is not None
    assert (seen.acknowledged, seen.acknowledged_by, seen.acknowledged_on) == (True, "Mei", day("-5"))
    assert alert(SLIP + "seen C1 paying_later:C1 -5", "paying_later", day("-6")).acknowledged is False  # type: ignore[union-attr]


def yearly(august: int, this_august: int = 0, until: date = date(2024, 8, 31), month: int = 8) -> str:
    """Three invoices a month since June 2022, paid 2 days late, those of August by so many."""
    lines = []
    for n in range(27):
        year, at = 2022 + (5 + n) // 12, (5 + n) % 12 + 1
        for d in (5, 15, 25):
            due = date(year, at, d)
            late = august if at == 8 else 2
            late = this_august if this_august and (year, at) == (2024, month) else late
            lines.append(f"invoice C1 I{due} {due} 900USD \n receipt C1 R{due} {due + timedelta(days=late)} 900USD for=I{due}")
    return "\n".join(lines)


SEPTEMBER = date(2024, 9, 5)


def test_a_buyer_that_is_late_every_august_is_not_getting_worse_in_august() -> None:
    book = little_book(yearly(45))
    assert assess_book(book, SEPTEMBER).of("C1").trend.direction is Direction.WORSE
    assert alert(book, "paying_later", SEPTEMBER) is None


def test_a_buyer_that_was_never_late_in_august_is() -> None:
    assert alert(yearly(2, 45), "paying_later", SEPTEMBER) is not None


def test_later_than_even_its_august_rings_when_it_exceeds_the_season() -> None:
    """Always 45 in August; this year nothing is paid: on 2024-10-31 it is 86 days, 41 beyond the season."""
    book = yearly(45, 300)
    assert alert(book, "paying_later", SEPTEMBER) is None
    assert alert(book, "paying_later", date(2024, 10, 31)) is not None


PARTS = (
    PROMPT
    + """
invoice C1 I1 -30 900USD
invoice C1 I2 -25 900USD
receipt C1 P1 -20 400USD for=I1
receipt C1 P2 -12 400USD for=I2
"""
)


def test_two_overdue_invoices_paid_in_part_ring_at_the_second_part() -> None:
    rung = rings_from(PARTS, "partial_payments", "-12")
    assert rung.evidence == {"count": 2, "invoice": "I2", "on": day("-12"), "source": "own_ledger"}


def test_a_part_paid_before_the_due_date_counts_once_it_is_overdue() -> None:
    rings_from(PARTS.replace("I2 -25", "I2 -5"), "partial_payments", "-4")


def test_invoices_that_are_paid_whole_meanwhile_begin_nothing_anew() -> None:
    whole = "".join(f"invoice C1 S{n} {n:+} 900USD \n receipt C1 S{n} {n:+} 900USD for=S{n} \n" for n in (-8, -5))
    rings_from(PARTS + whole, "partial_payments", "-12")


@pytest.mark.parametrize(
    ("more", "rings"),
    [
        ("", True),
        ("receipt C1 P3 -1 500USD for=I2", False),  # paid
        ("dispute C1 D1 -3 quality for=I2", False),  # the rest is contested
        ("receipt C1 P3 -1 320USD for=I2", False),  # 180 of 900 left is a shortfall, not a part
        ("receipt C1 P3 -1 319USD for=I2", True),
    ],
)
def test_what_ends_paying_in_parts(more: str, rings: bool) -> None:
    assert ("partial_payments" in kinds(PARTS + more)) is rings


def test_a_part_of_ninety_days_ago_is_no_news() -> None:
    assert "partial_payments" in kinds(PARTS, day("+69"))
    assert "partial_payments" not in kinds(PARTS, day("+70"))  # I1 had its part on -20


def test_who_always_pays_in_parts_does_not_ring() -> None:
    """Three of ten settled in parts is 30 %, two of ten 20 %; the bound is 25."""
    whole, parts = paid(2, 1), paid(2, 2)
    three = parts[: parts.index("invoice C1 H3")] + whole[whole.index("invoice C1 H3") :]
    two = parts[: parts.index("invoice C1 H2")] + whole[whole.index("invoice C1 H2") :]
    tail = PARTS.removeprefix(PROMPT)
    assert "partial_payments" not in kinds(three + tail)
    assert "partial_payments" in kinds(two + tail)
    assert "partial_payments" in kinds(tail)  # without a habit there is none to be excused by


def short(each: str, count: int = 3) -> str:
    """Invoices of 1,000 due every ten days until -20, each paid on its due date with so much."""
    return "".join(
        f"invoice C1 S{n} {n * 10 - 40:+} 1000USD \n receipt C1 Q{n} {n * 10 - 40:+} {each} for=S{n} \n" for n in range(count)
    )


def test_three_unexplained_shortfalls_are_a_series() -> None:
    """100 of 1,000 is more than the 50 a bank may take, and no more than a fifth."""
    rung = rings_from(short("900USD"), "short_pay_series", "-20")
    assert rung.evidence == {
        "count": 3, "amount": money("300USD"), "invoice": "S2", "invoices": "S0, S1, S2", "on": day("-20"),
        "source": "own_ledger",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        (short("900USD", 2), False),
        (short("950USD"), False),  # within the tolerance of a bank's charge
        (short("949.99USD"), True),
        (short("800USD"), True),
        (short("799USD"), False),  # more than a fifth is a part payment
        (short("900USD") + "dispute C1 D1 -5 quality for=S1", False),
        (short("900USD") + "receipt C1 Q9 -1 100USD for=S1", False),
        # what the class asks: a dispute in which the buyer was right, a promise that runs, a discount explain a rest here too
        (short("900USD") + "dispute C1 D1 -15 quality for=S1 closed=-5 justified=yes", False),
        (short("900USD") + "dispute C1 D1 -15 quality for=S1 closed=-5 justified=no", True),
        (short("900USD") + "promise C1 P1 -5 100USD by=+3 for=S1", False),
        (short("900USD") + "promise C1 P1 -5 100USD by=+3 for=S1 withdrawn_on=-1", True),
        ("buyer C1 terms=10/60net60 \n" + short("900USD"), False),  # issued sixty days before they were due and paid
        ("buyer C1 terms=10/59net60 \n" + short("900USD"), True),
    ],
)
def test_what_makes_and_ends_a_series(text: str, rings: bool) -> None:
    assert ("short_pay_series" in kinds(text)) is rings


@pytest.mark.parametrize(
    ("explained", "first"),
    [
        ("promise C1 P1 -25 100USD by=-10 for=S1", "-9"),  # promised for day -10: from -9 on nothing explains it
        ("promise C1 P1 -25 100USD by=+3 for=S1 withdrawn_on=-8", "-8"),
        ("dispute C1 D1 -25 quality for=S1 closed=-7 justified=no", "-7"),
        ("promise C1 P1 -25 100USD by=-22 for=S1", "-20"),  # over before the third invoice was paid short
    ],
)
def test_a_series_rings_from_the_day_its_last_explanation_ended(explained: str, first: str) -> None:
    """S0, S1, S2 are paid short on days -40, -30, -20."""
    rings_from(short("900USD") + explained, "short_pay_series", first)


def test_a_series_ends_when_its_first_lies_a_year_back() -> None:
    assert "short_pay_series" in kinds(short("900USD"), TODAY + timedelta(days=324))
    assert "short_pay_series" not in kinds(short("900USD"), TODAY + timedelta(days=325))  # day 325 less 365 is -40
