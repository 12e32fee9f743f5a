"""Interest on late payment, its grounds and its doubts; every amount with its arithmetic."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.loss.late_interest import Basis, Doubt, Ground, LateDebt, LateInterest, Statute, late_interest
from credit.money import Money
from tests.credit.any_facts import calm
from tests.credit.little_book import money

RATES = {
    Statute.EU: {date(2023, 9, 20): Decimal("4.50"), date(2024, 6, 12): Decimal("4.25"), date(2024, 9, 18): Decimal("3.65")},
    Statute.UK: {date(2023, 8, 3): Decimal("5.25"), date(2024, 8, 1): Decimal("5.00")},
    Statute.CHINA: {date(2023, 8, 21): Decimal("3.45"), date(2024, 7, 22): Decimal("3.35")},
}
"""The ECB's main refinancing rate, Bank Rate and the one-year LPR as they stood."""
EU, UK, CHINA = (Ground(law=statute) for statute in Statute)


def estimate(
    amount: str, due: str, on: str, ground: Ground, paid: tuple[tuple[date, Money], ...] = (), rates: bool = True
) -> LateInterest:
    debt = LateDebt(money(amount), date.fromisoformat(due), paid)
    return late_interest(debt, date.fromisoformat(on), ground, RATES if rates else {})


def test_golden_the_european_rate_switches_inside_one_overdue_span() -> None:
    """TRADE.md appendix C, no. 20. Of 1 January 2024: 4.50 + 8; of 1 July: 4.25 + 8 = 12.25 (enterprise.gov.ie).

    10,000 from 2 June to 31 July: 29 days of June at 12.50 and 31 of July at 12.25,
    10,000 x (29 x .1250 + 31 x .1225) / 365 = 10,000 x 7.4225 / 365 = 203.36.
    """
    found = estimate("10000EUR", "2024-06-01", "2024-07-31", EU)
    assert found.interest == found.most == money("203.36EUR")
    assert [(span.first, span.last, span.days, span.percent) for span in found.spans] == [
        (date(2024, 6, 2), date(2024, 6, 30), 29, Decimal("12.50")),
        (date(2024, 7, 1), date(2024, 7, 31), 31, Decimal("12.25")),
    ]
    assert found.fixed == money("40EUR")
    assert (found.basis, found.statute, found.doubts) == (Basis.LAW, Statute.EU, ())


def test_a_rate_changed_within_a_half_year_waits_for_the_next() -> None:
    """The ECB cut on 12 June and 18 September 2024: neither counts before 1 July and 1 January."""
    found = estimate("365EUR", "2024-06-30", "2025-01-02", EU)
    assert [span.percent for span in found.spans] == [Decimal("12.25"), Decimal("11.65")]
    assert [span.days for span in found.spans] == [184, 2]  # July to December, and two days of January


def test_another_currency_bears_interest_in_itself_and_the_forty_euro_stay_euro() -> None:
    found = estimate("36500JPY", "2024-07-01", "2024-07-11", EU)  # 36,500 x 12.25 % x 10 / 365 = 122.5, half to even
    assert (found.interest, found.fixed) == (money("122JPY"), money("40EUR"))


@pytest.mark.parametrize(
    ("amount", "fixed"), [("999.99GBP", 40), ("1000GBP", 70), ("9999.99GBP", 70), ("10000GBP", 100), ("1GBP", 40)]
)
def test_the_british_fixed_sum_goes_by_the_size_of_the_debt(amount: str, fixed: int) -> None:
    assert estimate(amount, "2024-06-20", "2024-07-20", UK).fixed == Money.of(fixed, "GBP")


def test_the_british_rate_of_the_first_day_holds_to_the_end() -> None:
    # Bank Rate of 30 June 2024 is 5.25, whatever it was after: 10,000 x 13.25 % x 92 / 365 = 333.97
    found = estimate("10000GBP", "2024-07-01", "2024-10-01", Ground(law=Statute.UK, uk_link=True))
    assert (found.interest, found.doubts) == (money("333.97GBP"), ())
    # begun on 1 January 2024 it is that of 31 December: 5.25 again, through August when it was cut
    assert estimate("100GBP", "2023-12-31", "2024-09-01", UK).spans[0].percent == Decimal("13.25")


def test_a_debt_in_dollars_has_no_known_size_in_sterling() -> None:
    found = estimate("10000USD", "2024-06-20", "2024-07-20", Ground(law=Statute.UK, uk_link=True))
    assert found.interest == money("108.90USD")  # 10,000 x 13.25 % x 30 / 365
    assert (found.fixed, found.doubts) == (None, (Doubt.FIXED_SUM_UNKNOWN,))


def test_english_law_that_was_merely_chosen_is_doubtful_or_no_ground() -> None:
    """S. 12 of the Act, [2014] EWHC 1884: the usual case of an exporter."""
    assert estimate("10GBP", "2024-06-20", "2024-07-20", UK).doubts == (Doubt.UK_LINK_UNKNOWN,)
    chosen = Ground(law=Statute.UK, uk_link=False)
    found = estimate("10GBP", "2024-06-20", "2024-07-20", chosen)
    assert found == LateInterest(Basis.NONE, None, None, None, None, (), (Doubt.UK_NO_LINK,))
    convention = Ground(law=Statute.UK, uk_link=False, cisg=True, cisg_law=Statute.CHINA)
    found = estimate("10GBP", "2024-06-20", "2024-07-20", convention)
    assert (found.basis, found.statute) == (Basis.CISG_AND_LAW, Statute.CHINA)
    assert found.doubts == (Doubt.UK_NO_LINK, Doubt.CISG_RATE_OPEN, Doubt.COURT_SETS_SURCHARGE)


def test_chinese_law_adds_thirty_to_fifty_percent_to_the_rate_at_the_breach() -> None:
    # LPR 3.45 on 2 January 2024: 3.45 x 1.3 = 4.485 and 3.45 x 1.5 = 5.175 percent of 100,000 for 365 days
    found = estimate("100000CNY", "2024-01-01", "2024-12-31", CHINA)
    assert (found.interest, found.most, found.fixed) == (money("4485CNY"), money("5175CNY"), None)
    assert found.doubts == (Doubt.COURT_SETS_SURCHARGE,)


@pytest.mark.parametrize(("due", "early"), [("2019-08-18", True), ("2019-08-19", False)])
def test_a_breach_before_the_loan_prime_rate_is_doubtful(due: str, early: bool) -> None:
    """The breach is the first day of lateness; LPR is the base from 20 August 2019."""
    rates = {Statute.CHINA: {date(2019, 1, 1): Decimal("4.31")}}
    found = late_interest(LateDebt(money("9CNY"), date.fromisoformat(due)), date(2019, 9, 9), CHINA, rates)
    assert (Doubt.BEFORE_LPR in found.doubts) is early


def test_the_clause_comes_before_every_law() -> None:
    every = Ground(Decimal(12), Statute.EU, True, Statute.CHINA)
    found = estimate("36500USD", "2024-06-01", "2024-06-11", every)  # 36,500 x 12 % x 10 / 365 = 120
    assert found.interest == found.most == money("120USD")
    assert (found.basis, found.statute, found.fixed, found.doubts) == (Basis.CONTRACT, None, None, ())


def test_the_governing_law_comes_before_the_convention() -> None:
    both = Ground(law=Statute.EU, cisg=True, cisg_law=Statute.CHINA)
    assert estimate("10EUR", "2024-06-20", "2024-07-20", both).statute is Statute.EU


def test_the_convention_owes_interest_and_fixes_no_rate() -> None:
    found = estimate("10USD", "2024-06-20", "2024-07-20", Ground(cisg=True))
    assert found == LateInterest(Basis.NONE, None, None, None, None, (), (Doubt.CISG_RATE_OPEN,))
    found = estimate("10000EUR", "2024-06-01", "2024-07-31", Ground(cisg=True, cisg_law=Statute.EU))
    assert (found.basis, found.interest) == (Basis.CISG_AND_LAW, money("203.36EUR"))
    assert found.doubts == (Doubt.CISG_RATE_OPEN,)


def test_without_a_ground_there_is_no_interest() -> None:
    assert estimate("10USD", "2024-06-20", "2024-07-20", Ground()) == LateInterest(Basis.NONE, None, None, None, None, (), ())


@pytest.mark.parametrize("ground", [EU, UK, CHINA])
@pytest.mark.parametrize("on", ["2024-06-01", "2024-05-01"])
def test_on_the_due_date_nothing_is_late(ground: Ground, on: str) -> None:
    found = estimate("10000EUR", "2024-06-01", on, ground)
    assert (found.interest, found.fixed, found.spans) == (money("0EUR"), None, ())
    assert Doubt.RATE_MISSING not in found.doubts


@pytest.mark.parametrize("ground", [EU, UK, CHINA])
def test_a_rate_that_is_not_known_gives_no_figure(ground: Ground) -> None:
    found = estimate("10000GBP", "2024-06-01", "2024-07-01", ground, rates=False)
    assert (found.interest, found.most, found.fixed, found.spans) == (None, None, None, ())
    assert found.doubts[-1] is Doubt.RATE_MISSING
    before = late_interest(LateDebt(money("9GBP"), date(2020, 1, 1)), date(2024, 7, 1), ground, RATES)
    assert before.interest is None  # the rates begin in 2023


def test_a_part_payment_bears_interest_through_its_own_day() -> None:
    """36,500 at 10 % is 10 a day; after 4 of 10 days the half is paid: 4 x 10 + 6 x 5."""
    found = estimate("36500USD", "2024-06-01", "2024-06-11", Ground(Decimal(10)), ((date(2024, 6, 5), money("18250USD")),))
    assert [(span.days, span.balance) for span in found.spans] == [(4, money("36500USD")), (6, money("18250USD"))]
    assert found.interest == money("70USD")


def test_interest_ends_with_the_last_payment() -> None:
    paid = ((date(2024, 6, 5), money("36500USD")), (date(2024, 6, 20), money("1USD")))
    found = estimate("36500USD", "2024-06-01", "2024-06-11", Ground(Decimal(10)), paid)
    assert found.interest == money("40USD")
    # paid in full before the rate of the second half-year is asked for, so that its absence does no harm
    eu = late_interest(LateDebt(money("36500EUR"), date(2024, 6, 1), paid[:0]), date(2024, 6, 11), EU, RATES)
    assert eu.interest == money("125EUR")  # 36,500 x 12.5 % x 10 / 365


def test_a_due_date_at_the_end_of_time_is_not_late() -> None:
    assert late_interest(LateDebt(money("9EUR"), date.max), date(2024, 6, 1), EU, RATES).interest == money("0EUR")
    ancient = late_interest(LateDebt(money("9GBP"), date.min), date(2024, 6, 1), UK, RATES)
    assert ancient.doubts == (Doubt.UK_LINK_UNKNOWN, Doubt.RATE_MISSING)


@calm
@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.dates(date(2024, 1, 2), date(2025, 6, 30)))
def test_the_spans_are_every_day_of_lateness_once(due: date, on: date) -> None:
    found = late_interest(LateDebt(money("1000EUR"), due), on, EU, RATES)
    assert sum(span.days for span in found.spans) == max((on - due).days, 0)
