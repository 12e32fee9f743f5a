"""The further measures of a payment record: signed average, seasons now, invoices that came far past due."""

from datetime import date
from decimal import Decimal

import pytest

from credit.monthly import AtRisk
from credit.payment_measures import PaymentMeasures, at_risk, payment_measures
from credit.policy import DEFAULT_POLICY, Policy
from credit.season import OutstandingMonth
from tests.credit.little_book import TODAY, assessed, little_book, money, published


def measured(text: str, policy: Policy = DEFAULT_POLICY, on: date = TODAY) -> PaymentMeasures:
    return payment_measures(assessed(text, policy, on=on), policy)


def test_early_payment_counts_and_what_fell_due_a_year_ago_does_not_unless_it_is_open() -> None:
    """On Wednesdays: (100 x -14 + 300 x 10) / 400 = 4; the 100 open for 371 days: (1,600 + 37,100) / 500."""
    text = """
        invoice C1 I1 2024-05-08 100USD
        receipt C1 R1 2024-04-24 100USD for=I1
        invoice C1 I2 2024-05-15 300USD
        receipt C1 R2 2024-05-25 300USD for=I2
        invoice C1 I3 2023-06-07 999USD
        receipt C1 R3 2023-09-01 999USD for=I3
    """
    assert measured(text).signed_average == 4
    assert measured(text + "invoice C1 I4 2023-06-07 100USD").signed_average == Decimal("77.4")


def test_of_what_fell_due_before_the_year_the_open_rest_alone_counts() -> None:
    """Of 1,000 twice 300 were paid: 400 are open for 371 days, beside (100 x -14 + 300 x 10) = 1,600 of 400."""
    text = """
        invoice C1 I1 2024-05-08  100USD
        receipt C1 R1 2024-04-24  100USD for=I1
        invoice C1 I2 2024-05-15  300USD
        receipt C1 R2 2024-05-25  300USD for=I2
        invoice C1 I4 2023-06-07 1000USD
        receipt C1 R4 2023-07-03  300USD for=I4
        receipt C1 R5 2023-07-10  300USD for=I4
    """
    assert measured(text).signed_average == Decimal("187.5")  # (1,600 + 400 x 371) / 800
    a_year_ago = "invoice C1 I1 2023-06-13 1000USD \n receipt C1 R1 2023-07-13 600USD for=I1"
    assert measured(a_year_ago).signed_average == 365


def test_what_is_open_by_age_gives_experians_days() -> None:
    """10,000 are up to 30 days late, 5,000 up to 60, 2,000 up to 90, 1,000 more; 50,000 are open (TRADE.md appendix C, no. 7)."""
    text = """
        invoice C1 I0    0 32000USD
        invoice C1 I1   -1  4000USD
        invoice C1 I2  -30  6000USD
        invoice C1 I3  -31  2000USD
        invoice C1 I4  -60  3000USD
        invoice C1 I5  -90  2000USD
        invoice C1 I6  -91   800EUR
    """
    found = payment_measures(assessed(text, rates=published(USD="1.25")), DEFAULT_POLICY)
    assert found.open_by_age is not None
    assert [money.minor // 100 for money in found.open_by_age] == [32_000, 10_000, 5_000, 2_000, 1_000]
    assert found.bucket_dbt == Decimal("12.6")
    unknown = measured(text)
    assert (unknown.open_by_age, unknown.bucket_dbt) == (None, None), "nobody knows what the euros are worth"
    assert measured("buyer C1").bucket_dbt is None


def test_the_year_ends_to_the_day() -> None:
    """365 days before 12 June 2024 is 13 June 2023, a Tuesday."""
    paid = "invoice C1 I1 {due} 100USD \n receipt C1 R1 {paid} 100USD for=I1"
    assert measured(paid.format(due="2023-06-13", paid="2023-06-20")).signed_average is None
    assert measured(paid.format(due="2023-06-14", paid="2023-06-21")).signed_average == 7


def test_who_never_owed_has_no_measure() -> None:
    assert measured("buyer C1") == PaymentMeasures(None, (money("0USD"),) * 5, None, None, AtRisk(0, 0))


def seasonal(month: int, there: int = 30, otherwise: int = 2) -> str:
    """Three years of invoices due on the 5th, 12th and 19th, so many days late in one month and otherwise, or one day more."""
    lines = []
    for year in (2021, 2022, 2023):
        for due_in in range(1, 13):
            for place, due in enumerate((date(year, due_in, 5), date(year, due_in, 12), date(year, due_in, 19))):
                late = (there if due_in == month else otherwise) + place % 2
                number = f"{year}{due_in:02}{place}"
                paid = date.fromordinal(due.toordinal() + late)
                lines.append(f"invoice C1 I{number} {due} 9USD \n receipt C1 R{number} {paid} 9USD for=I{number}")
    return "\n".join(lines)


@pytest.mark.parametrize(("month", "now"), [(6, True), (8, False)])
def test_a_season_is_told_and_whether_it_is_now(month: int, now: bool) -> None:
    """Today is in June."""
    found = measured(seasonal(month))
    assert found.seasons is not None
    assert [told.month for told in found.seasons] == [month]
    (told,) = found.seasons
    assert isinstance(told, OutstandingMonth)
    assert (told.invoices, told.years) == (9, 3)
    assert 26 <= told.days <= 29  # 28 days apart, the weekends rolled
    assert found.season_now == (told if now else None)


def test_the_season_policy_is_policy() -> None:
    assert measured(seasonal(6), Policy.of({"season": {"least_days": 60}})).seasons == ()
    assert measured(seasonal(6), Policy.of({"season": {"least_years": 9}})).seasons is None


LATE = """
    invoice C1 I1 -90 9USD
    invoice C1 I2 -89 9USD
    invoice C2 J1 -400 9JPY
    receipt C2 R1 -310 9JPY for=J1
    invoice C2 J2 -400 9JPY
    receipt C2 R2 -311 9JPY for=J2
"""
"""90 days open, 89 days open and too young to tell; paid after 90 days, and after 89."""


def test_the_at_risk_rate_counts_invoices_that_came_ninety_days_past_due_in_any_currency() -> None:
    book = little_book(LATE)
    assert at_risk(book.accounts.values(), TODAY, DEFAULT_POLICY) == AtRisk(2, 3)
    assert at_risk([book.accounts["C2"]], TODAY, DEFAULT_POLICY) == AtRisk(1, 2)
    assert at_risk(book.accounts.values(), TODAY, Policy.of({"turnover": {"at_risk_days": 89}})) == AtRisk(4, 4)


def test_a_buyers_own_rate_stands_in_its_measures() -> None:
    assert measured("invoice C1 I1 -90 9USD \n invoice C1 I2 -89 9USD").at_risk == AtRisk(1, 1)


def test_a_rest_that_the_house_closes_is_not_at_risk() -> None:
    text = "invoice C1 I1 -100 4800USD \n receipt C1 R1 -100 4775USD for=I1"
    assert measured(text).at_risk == AtRisk(0, 1)
    strict = Policy.of({"short_pays": {"absolute": {"USD": 0}, "percent": 0}})
    assert measured(text, strict).at_risk == AtRisk(1, 1)
