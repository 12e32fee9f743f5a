"""What limit a buyer's own trade needs: sales a day x days until they are paid."""

from datetime import date

import pytest

from credit.limits.limiting import Limiting
from credit.limits.need import Need, days_late, need
from credit.rates import NO_RATES, Rates
from tests.credit.little_book import assessed, money, published

POLICY = Limiting()


def needed(text: str, rates: Rates = NO_RATES) -> Need | None:
    return need(assessed(text, rates=rates), rates, POLICY)


def test_sales_of_a_year_by_the_days_until_they_are_paid() -> None:
    """365,000 a year is 1,000 a day: 60 days of terms, 10 days late, 30 in transit give 100,000."""
    found = needed("""
        invoice  C1  I1  -100  365000USD
        receipt  C1  R1   -90  365000USD  for=I1
    """)
    assert found == Need(money("365000USD"), terms_days=60, late_days=10, transit_days=30, invoice="I1")
    assert found is not None
    assert found.amount == money("100000USD")


def test_the_terms_are_weighed_by_amount() -> None:
    found = needed("invoice C1 I1 +9 300USD issued=-21 \n invoice C1 I2 +9 100USD issued=-81")  # 30 and 90 days
    assert found is not None
    assert found.terms_days == 45


@pytest.mark.parametrize(("issued", "sold"), [("-365", "100USD"), ("-364", "1000USD")])
def test_twelve_months_are_365_days(issued: str, sold: str) -> None:
    found = needed(f"invoice C1 I1 -300 900USD issued={issued} \n invoice C1 I2 +9 100USD issued=-3")
    assert found is not None
    assert found.sold == money(sold)


def test_credit_notes_are_taken_off_and_never_below_nothing() -> None:
    less = needed("invoice C1 I1 +9 100USD issued=-3 \n invoice C1 I2 +9 -40USD issued=-2")
    none = needed("invoice C1 I1 +9 100USD issued=-3 \n invoice C1 I2 +9 -140USD issued=-2")
    assert less is not None
    assert none is not None
    assert (less.sold, less.terms_days) == (money("60USD"), 12)  # the credit note has no terms
    assert (none.sold, none.amount, none.terms_days) == (money("0USD"), money("0USD"), 0)


def test_who_bought_once_and_not_this_year_needs_nothing_and_who_never_did_is_not_known() -> None:
    once = needed("invoice C1 I1 -400 100USD \n receipt C1 R1 -390 100USD for=I1")
    assert once is not None
    assert once.amount == money("0USD")
    assert needed("buyer C1") is None
    assert needed("invoice C1 I1 +90 100USD issued=+1 learnt=-1") is None  # to be issued tomorrow


def test_other_currencies_count_at_their_rate_and_without_one_nothing_is_known() -> None:
    text = "buyer C1 limit=5USD \n invoice C1 I1 +9 80EUR issued=-3 \n invoice C1 I2 +9 100USD issued=-3"
    rated, unrated = needed(text, published(USD="1.25")), needed(text)
    assert rated is not None
    assert unrated is not None
    assert (rated.sold, unrated.sold, unrated.amount) == (money("200USD"), None, None)


def paid(days: list[int]) -> str:
    return "\n".join(f"invoice C1 I{n} -100 10USD \n receipt C1 R{n} {late - 100} 10USD for=I{n}" for n, late in enumerate(days))


@pytest.mark.parametrize(
    ("text", "late"),
    [
        (paid([4]), 4),
        (paid([1, 2, 3, 4]), 3),  # the third of four is the 75th percentile by nearest rank
        (paid([1, 2, 3, 4, 5]), 4),  # 3.75 is rounded up
        (paid([-9, -8]), 0),  # early is not late
        (paid([0]) + "\n invoice C1 X1 -44 10USD", 44),  # open and overdue counts with its days so far
        ("invoice C1 X1 +4 10USD", None),  # nothing is known of it yet
        (paid([90, *[2] * 20]), 2),  # the 90 are older than the latest twenty
    ],
)
def test_days_late_are_the_upper_quarter_of_the_latest(text: str, late: int | None) -> None:
    assert days_late(assessed(text).ledger, POLICY) == late


def test_a_record_nobody_has_adds_no_days() -> None:
    found = needed("invoice C1 I1 +9 36500USD issued=-21")  # 100 a day x (30 + 30)
    assert found is not None
    assert (found.late_days, found.amount) == (None, money("6000USD"))


def test_a_due_date_before_the_issue_is_no_day() -> None:
    found = needed("invoice C1 I1 -9 365USD issued=-3")
    assert found is not None
    assert found.terms_days == 0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("invoice C1 I1 +9 900USD issued=-3 \n invoice C1 I2 +9 100USD issued=-2", "I1"),  # the largest
        ("invoice C1 I1 +9 100USD issued=-3 \n invoice C1 I2 +9 100USD issued=-2", "I2"),  # of equal ones the last number
        ("invoice C1 I1 +9 900USD issued=-3 \n invoice C1 I2 +9 1EUR issued=-2", "I2"),  # no rate: it leaves the sales unknown
        ("invoice C1 I1 -390 900USD issued=-400 \n invoice C1 I2 -389 1USD issued=-399", "I2"),  # none this year: the latest
    ],
)
def test_the_need_names_an_invoice_it_rests_on(text: str, named: str) -> None:
    found = needed("buyer C1 limit=5USD \n" + text)
    assert found is not None
    assert found.invoice == named


def test_what_is_sold_today_counts_and_a_cent_of_credit_weighs_no_terms() -> None:
    found = needed("invoice C1 I1 +10 0.02USD issued=0 \n invoice C1 N1 +60 -0.01USD issued=0")
    assert found is not None
    assert (found.sold, found.terms_days) == (money("0.01USD"), 10)


def test_what_could_not_be_paid_before_today_is_no_day_late() -> None:
    """Due on Saturday the 8th of June 2024; on Monday the banks open."""
    found = assessed("invoice C1 I1 2024-06-08 10USD", on=date(2024, 6, 10))
    assert found.ledger.open[0].dpd == 2
    assert days_late(found.ledger, POLICY) == 0


def test_the_percentile_is_a_nearest_rank_of_a_hundred() -> None:
    """67 % of three are 2.01: the third."""
    assert days_late(assessed(paid([7, 14, 21])).ledger, Limiting(late_percentile=67)) == 21
    assert days_late(assessed(paid([7, 14, 21])).ledger, Limiting(late_percentile=66)) == 14
