"""The payment record in the trade's measures; the scales as their owners publish them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Account
from credit.aging import ledger
from credit.calendar import next_bank_day
from credit.payment_record import (
    Experience,
    Share,
    bucket_days_beyond_terms,
    experiences,
    kept_rate,
    paydex_equivalent,
    share_late,
    share_late_before,
    signed_average,
)
from credit.policy import DEFAULT_POLICY
from credit.promises import judged
from tests.credit.any_facts import calm
from tests.credit.little_book import TODAY, day, facts, money

PUBLISHED = [(85, -10), (86, -12), (79, 2), (59, 23), (55, 26), (49, 33), (48, 36), (45, 45), (44, 48)]
"""Score and days beyond terms, whole days, as the PAYDEX table prints them (TRADE.md 3.3; dandb.com glossary)."""
KNOTS = [(100, -30), (90, -20), (80, 0), (70, 15), (60, 22), (50, 30), (40, 60), (30, 90), (20, 120)]

NO_RATE: dict[str, Decimal] = {}


def record(text: str) -> tuple[Experience, ...]:
    return experiences(ledger(Account.of("C1", facts(text)), TODAY))


@pytest.mark.parametrize(("score", "days"), [pair for pair in PUBLISHED if pair[0] not in (79, 59)] + KNOTS)
def test_golden_days_beyond_terms_give_their_paydex_score(score: int, days: int) -> None:
    assert paydex_equivalent(days) == score


@pytest.mark.parametrize(("score", "days"), [(79, "1.5"), (59, "22.8")])
def test_golden_where_the_table_prints_whole_days_the_score_is_that_of_the_line(score: int, days: str) -> None:
    """Ten points in 15 days, and in 8: a point below 80 is 1.5 days, a point below 60 is 22 + 0.8; the table prints 2 and 23."""
    assert paydex_equivalent(Decimal(days)) == score


def test_the_paydex_scale_is_level_beyond_its_ends() -> None:
    assert [paydex_equivalent(days) for days in (-45, 400)] == [Decimal(100), Decimal(20)]


@calm
@given(st.decimals(-60, 200, places=2), st.decimals(-60, 200, places=2))
def test_more_days_never_give_a_better_score(one: Decimal, other: Decimal) -> None:
    assert paydex_equivalent(min(one, other)) >= paydex_equivalent(max(one, other))


def test_golden_experians_days_beyond_terms_from_buckets() -> None:
    """TRADE.md appendix C, no. 7: (10k x 15 + 5k x 45 + 2k x 75 + 1k x 105) / 50k = 630k / 50k."""
    assert bucket_days_beyond_terms((10_000, 5_000, 2_000, 1_000), 50_000) == Decimal("12.6")
    assert bucket_days_beyond_terms((0, 0, 0, 0), 50_000) == 0
    assert bucket_days_beyond_terms((0, 0, 0, 0), 0) is None
    assert bucket_days_beyond_terms((1, 0, 0, 0), 1) == 15, "a cent is owed too"


def test_an_invoice_due_on_a_weekend_is_late_from_the_next_bank_day() -> None:
    """2 June 2024 is a Sunday."""
    text = "invoice C1 I1 2024-06-02 9USD \n receipt C1 R1 2024-06-03 9USD for=I1 \n invoice C1 I2 2024-06-01 9USD"
    assert record(text) == (
        Experience("I1", money("9USD"), date(2024, 6, 3), 0, False),
        Experience("I2", money("9USD"), date(2024, 6, 3), 9, True),  # from the 3rd to today, the 12th
    )
    assert share_late(record(text), TODAY) == Share(1, 2)
    as_written = experiences(replace(ledger(Account.of("C1", facts(text)), TODAY), rolled=lambda due: due))
    assert share_late(as_written, TODAY) == Share(2, 2)


@pytest.mark.parametrize(("written", "rolled"), [("05-31", "05-31"), ("06-01", "06-03"), ("06-02", "06-03"), ("06-03", "06-03")])
def test_the_next_bank_day_is_the_day_itself_or_monday(written: str, rolled: str) -> None:
    assert next_bank_day(date.fromisoformat(f"2024-{written}")) == date.fromisoformat(f"2024-{rolled}")


def test_what_is_not_past_its_rolled_due_date_says_nothing() -> None:
    on = date(2024, 6, 3)  # a Monday: what was due on Saturday can be paid today
    items = ledger(Account.of("C1", facts("invoice C1 I1 2024-06-01 9USD \n invoice C1 I2 2024-06-30 9USD")), on)
    assert len(items.overdue) == 1
    assert experiences(items) == ()


def test_the_signed_average_lets_early_payment_count() -> None:
    # (100 x -10 + 300 x 20) / 400; the yen stand alone and are left out
    early = "invoice C1 I1 -90 100USD \n receipt C1 R1 -100 100USD for=I1 \n"
    late = "invoice C1 I2 -20 300USD \n invoice C1 I3 -22 9JPY"
    plain = experiences(replace(ledger(Account.of("C1", facts(early + late)), TODAY), rolled=lambda due: due))
    assert signed_average(plain, NO_RATE.get).days == Decimal("12.5")
    assert signed_average((), NO_RATE.get).days is None
    assert signed_average([Experience("I1", money("0USD"), TODAY, 5, True)], NO_RATE.get).days is None


def test_share_late_leaves_a_tolerance() -> None:
    late = [Experience(str(n), money("1USD"), TODAY - timedelta(days=n), n, True) for n in (0, 3, 4)]
    assert share_late(late, TODAY) == Share(2, 3)
    assert share_late(late, TODAY, tolerance_days=3) == Share(1, 3)
    assert share_late([], TODAY).share is None
    assert share_late(late, TODAY).share == Decimal(2) / 3


@pytest.mark.parametrize(
    ("text", "year", "before"),
    [
        ("A -375 +10 \n B -373 +9", Share(1, 1), Share(1, 1)),  # settled on days -365 and -364: a year ago to the day is before
        ("A -375 +0", Share(0, 0), Share(0, 1)),
        ("A -800 \n B -700 +0 \n C -20 +0", Share(1, 2), Share(0, 1)),  # what is open and late is of every year
    ],
)
def test_share_late_looks_at_a_year_and_what_was_before_it_stands_apart(text: str, year: Share, before: Share) -> None:
    """Each line an invoice, its due date and how many days after it was paid, if it was; banks work every day here."""
    lines = []
    for number, due, *paid in (line.split() for line in text.split("\n")):
        lines.append(f"invoice C1 {number} {due} 9USD")
        lines += [f"receipt C1 R{number} {int(due) + int(days):+} 9USD for={number}" for days in paid]
    items = replace(ledger(Account.of("C1", facts("\n".join(lines))), TODAY), rolled=lambda due: due)
    told = experiences(items)
    assert share_late(told, TODAY) == year
    assert share_late_before(told, year) == before


PROMISES = """
    invoice  C1  I1   -90  100USD
    promise  C1  P1   -60   10USD  by=-50 for=I1    # kept
    receipt  C1  R1   -50   10USD  for=I1
    promise  C1  P2   -40   10USD  by=-30 for=I1    # kept in part
    receipt  C1  R2   -30    4USD  for=I1
    promise  C1  P3   -20   10USD  by=-12 for=I1    # broken
    promise  C1  P4    -1   10USD  by=+5  for=I1    # runs
"""


def test_the_kept_rate_counts_promises_that_are_judged() -> None:
    entries = judged(Account.of("C1", facts(PROMISES)), TODAY, DEFAULT_POLICY.promising)
    assert kept_rate(entries) == Share(1, 3)
    assert kept_rate(entry for entry in entries if entry.promise.promised_for > day("0")) == Share(0, 0)


def test_invoices_of_one_due_date_are_told_by_number_paid_or_not() -> None:
    told = record("invoice C1 I1 -30 100USD \n invoice C1 I2 -30 100USD \n receipt C1 R1 -20 100USD for=I2")
    assert [(entry.invoice, entry.open) for entry in told] == [("I1", True), ("I2", False)]
