"""The expected loss of the house: segments, buyers assessed one by one, and everything that stands in for own months."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.country import Countries, CountryRisk, CountryStatus
from credit.five_classes import DebtClass
from credit.loss.estimate import LossEstimate, expected_credit_loss, segment_name
from credit.loss.expected_loss import LossPolicy
from credit.money import Money
from credit.policy import DEFAULT_POLICY, Policy
from tests.credit.little_book import TODAY, little_book, money

FLAT = LossPolicy(prior=(Decimal("0.1"), Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), Decimal("0.8")), floor=(Decimal(0),) * 5)
"""Priors whose products are 0.01, 0.1, 0.2, 0.4 and 0.8, and no floor."""


def estimate(text: str, policy: LossPolicy = FLAT, countries: Countries | None = None) -> LossEstimate:
    book = replace(little_book(text), policy=replace(DEFAULT_POLICY, loss=policy), countries=countries or Countries())
    return expected_credit_loss(assess_book(book, TODAY))


def codes(found: LossEstimate) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_a_young_book_takes_the_priors_and_says_so() -> None:
    """Not due 1,000 x .01 + 10 days 100 x .1 + 40 days 100 x .2 = 10 + 10 + 20."""
    found = estimate("""
        invoice C1 I1 +40 1000USD
        invoice C1 I2 -10  100USD
        invoice C2 I3 -40  100USD
    """)
    assert found.total == money("40USD")
    (segment,) = found.segments
    assert (segment.name, segment.buyers) == ("uninsured_unclassified", 2)
    assert [row.balance for row in segment.matrix.rows] == [100_000, 10_000, 10_000, 0, 0]
    assert [(reason.code, reason.facts["segment"]) for reason in found.reasons] == [("loss_prior", "uninsured_unclassified")]


def test_heavy_classes_leave_the_matrix_and_are_assessed_one_by_one() -> None:
    """C2 is bad at 181 days: 50 % of 300; C3 dead at 1,096 days: all of 50; C1 alone in the matrix: 100 x .1."""
    found = estimate("""
        invoice C1 I1  -10  100USD
        invoice C2 I2 -181  300USD
        invoice C3 I3 -1096  50USD
        event   C4 E1   -9  winding_up_order    # dead, and nothing is open
    """)
    assert [(one.customer_id, one.debt_class, one.open, one.percent, one.loss) for one in found.individual] == [
        ("C2", DebtClass.BAD, money("300USD"), Decimal(50), money("150USD")),
        ("C3", DebtClass.DEAD, money("50USD"), Decimal(100), money("50USD")),
    ]
    assert found.total == money("210USD")
    assert [segment.buyers for segment in found.segments] == [1]


def test_an_item_without_a_rate_leaves_no_total_and_is_named() -> None:
    found = estimate("invoice C1 I1 -10 100USD\ninvoice C1 I2 -10 100AED")
    assert (found.total, found.left_out) == (None, ("C1",))
    assert [(r.code, r.facts["currency"]) for r in found.reasons if r.code == "no_rate"] == [("no_rate", "AED")]


def test_where_a_rate_is_missing_for_some_the_loss_is_told_in_part_and_they_are_named() -> None:
    """C1 alone: 100 x .1. Of C2 a part could be converted, of C3, which is bad, nothing; neither is in any figure."""
    found = estimate("""
        invoice C1 I1  -10  100USD
        invoice C2 I2  -10  700USD
        invoice C2 I3   -9    5AED
        invoice C3 I4 -181  300AED
        invoice C3 I5 -181  300GBP
        receipt C4 R1   -5    9AED
    """)
    assert (found.total, found.left_out, found.individual) == (money("10USD"), ("C2", "C3"), ())
    (segment,) = found.segments
    assert [row.balance for row in segment.matrix.rows] == [0, 10_000, 0, 0, 0]
    told = found.reasons[-1]
    assert (told.code, told.facts["buyers"], told.facts["currencies"]) == ("loss_in_part", "C2, C3", "AED, GBP")
    assert "no_rate" not in codes(found)


def test_an_empty_book_loses_nothing() -> None:
    assert expected_credit_loss(assess_book(Book(), TODAY)) == LossEstimate((), (), Money(0, "USD"), ())


CLASSES = Countries({
    "BR": (CountryRisk(date(2024, 1, 26), 4),), "CL": (CountryRisk(date(2024, 1, 26), 3),),
    "DE": (CountryRisk(date(2024, 1, 26), None, CountryStatus.HIGH_INCOME_EURO_AREA),),
    "MC": (CountryRisk(date(2024, 1, 26), None, CountryStatus.EURO_MICROSTATE),),
    "NR": (CountryRisk(date(2024, 1, 26), None, CountryStatus.NOT_REVIEWED),),
    "TR": (CountryRisk(date(2024, 6, 13), 5),),
})  # fmt: skip


def test_cover_that_was_given_up_is_no_segment_of_the_insured() -> None:
    text = """
        buyer C1 insured_limit=100USD
        invoice C1 I1 -30 100USD
        lenient C1 L1 -5 potential until=+30 cap=100USD forfeits=90USD
    """
    book = little_book(text)
    assert segment_name(book.account("C1"), assess_book(book, TODAY)) == "uninsured_unclassified"


@pytest.mark.parametrize(
    ("buyer", "segment"),
    [
        ("country=BR insured_limit=10USD", "insured_risky"),
        ("country=BR", "uninsured_risky"),
        ("country=CL", "uninsured_calm"),
        ("country=DE", "uninsured_calm"),
        ("country=MC", "uninsured_calm"),
        ("country=NR", "uninsured_unclassified"),
        ("country=TR", "uninsured_unclassified"),  # published tomorrow
        ("country=XX", "uninsured_unclassified"),
        ("insured_limit=0USD", "uninsured_unclassified"),  # a limit of nothing covers nothing
    ],
)
def test_segments_by_cover_and_country(buyer: str, segment: str) -> None:
    book = replace(little_book(f"buyer C1 {buyer}"), countries=CLASSES)
    assert segment_name(book.account("C1"), assess_book(book, TODAY)) == segment


EVERY_MONTH = """
    buyer C1 country=CL
    buyer C2 country=BR
    invoice C1 A1 -160  10USD     # due 4 January: stands in each next bucket at each month's end, then is owed for good
    invoice C1 A2  -10 100USD
    invoice C2 B1  -10 100USD
"""


def test_a_thin_segment_takes_the_rates_of_the_book() -> None:
    """One month makes a rate here. In C1's segment A1 rolls whole through every bucket; C2's segment has no month of its own."""
    policy = replace(FLAT, least_months=1, lost_days=100)
    found = estimate(EVERY_MONTH, policy, CLASSES)
    risky = next(segment for segment in found.segments if segment.name == "uninsured_risky")
    calm = next(segment for segment in found.segments if segment.name == "uninsured_calm")
    assert [(roll.rate, roll.of_book) for roll in risky.rolls] == [(Decimal(1), True)] * 5
    assert [(roll.rate, roll.of_book) for roll in calm.rolls] == [(Decimal(1), False)] * 5
    assert ("loss_of_book", "uninsured_risky") in [(r.code, r.facts["segment"]) for r in found.reasons]
    assert found.total == money("210USD")


def test_a_floor_is_said_aloud() -> None:
    """The priors' .1 stands below a floor of .3."""
    found = estimate("invoice C1 I1 -10 100USD", replace(FLAT, floor=(Decimal("0.3"),) * 5))
    assert found.total == money("30USD")
    assert codes(found) == ["loss_prior", "loss_floor"]


def test_every_reason_names_its_day_and_its_source() -> None:
    found = estimate("invoice C1 I1 -10 100USD\ninvoice C2 I2 -10 1AED", replace(FLAT, floor=(Decimal("0.3"),) * 5))
    assert [(r.facts["on"], r.facts["source"]) for r in found.reasons] == [(TODAY, "policy")] * 2 + [(TODAY, "rates")]


def test_what_is_learnt_later_moves_no_earlier_estimate() -> None:
    book = little_book("invoice C1 I1 -40 100USD\nreceipt C1 R1 +5 60USD for=I1\ninvoice C2 I2 +90 50USD learnt=+30")
    before = little_book("invoice C1 I1 -40 100USD")
    assert expected_credit_loss(assess_book(book, TODAY)) == expected_credit_loss(assess_book(before, TODAY))


def test_the_policy_reads_its_own_tables() -> None:
    policy = Policy.of({"loss": {"individual_percent": {"bad": "60"}, "outlook": "0.1"}})
    assert (policy.loss.individual_percent["bad"], policy.loss.individual_percent["dead"]) == (Decimal(60), Decimal(100))
    assert policy.loss.outlook == Decimal("0.1")
