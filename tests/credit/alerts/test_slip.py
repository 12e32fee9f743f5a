"""The first day something was true, found without looking at every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.aging import ledger
from credit.alerts.slip import first_day, first_slip
from credit.pay_trend import TrendPolicy
from credit.payment_record import experiences
from tests.credit.any_facts import calm
from tests.credit.little_book import TODAY, day, little_book

SINCE = date(2024, 1, 1)


@calm
@given(start=st.integers(0, 400), more=st.integers(0, 200), step=st.integers(1, 40))
def test_what_stays_true_is_found_on_its_first_day(start: int, more: int, step: int) -> None:
    first = SINCE + timedelta(days=start)
    assert first_day(lambda day: day >= first, SINCE, first + timedelta(days=more), step) == first


def test_what_came_and_went_is_found_on_a_day_it_came() -> None:
    def true(day: date) -> bool:
        return (day - SINCE).days in range(5, 9) or (day - SINCE).days >= 30

    assert first_day(true, SINCE, SINCE + timedelta(days=60)) in {SINCE + timedelta(days=5), SINCE + timedelta(days=30)}


@pytest.mark.parametrize("days", [0, -3])
def test_a_beginning_that_lies_ahead_is_today(days: int) -> None:
    assert first_day(lambda _day: True, SINCE, SINCE + timedelta(days=days)) == SINCE + timedelta(days=days)


def test_a_slip_that_is_older_than_what_is_asked_for_began_on_the_first_day_asked_for() -> None:
    """Ten invoices paid to the day, ten paid forty days late, the last of them forty days ago: told on every day since."""
    lines = (
        f"invoice C1 I{n} {30 * n - 680} 900USD \n receipt C1 R{n} {30 * n - 680 + (40 if n >= 10 else 0)} 900USD for=I{n}"
        for n in range(20)
    )
    account = little_book("\n".join(lines)).account("C1")
    record = experiences(ledger(account, TODAY))
    assert first_slip(account, record, day("-9"), TODAY, TrendPolicy()) == day("-9")


def test_who_pays_as_ever_has_no_slip() -> None:
    lines = (f"invoice C1 I{n} {30 * n - 680} 900USD \n receipt C1 R{n} {30 * n - 680} 900USD for=I{n}" for n in range(20))
    account = little_book("\n".join(lines)).account("C1")
    assert first_slip(account, experiences(ledger(account, TODAY)), day("-9"), TODAY, TrendPolicy()) is None
