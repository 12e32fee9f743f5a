"""Shares of the book, features and the regression, with their arithmetic."""

from math import exp, log

import pytest

from credit.foresight.features import Feature, features, standing
from credit.foresight.item import Item
from credit.foresight.learning import record_of
from credit.foresight.logistic import fit, odds
from credit.foresight.pace import Pace, logit, pace, sigmoid
from credit.foresight.record import Record, turns
from tests.credit.foresight.invoices import MONDAY, invoice, monthly


def book(*buyers: list[Item], on: int = MONDAY + 1000) -> Pace:
    return pace([turns(items) for items in buyers], on)


def test_nothing_known_is_a_half() -> None:
    assert book([]).at(MONDAY).usual == (0.5, 0.5)
    assert book([]).at(MONDAY).recent == (0.0, 0.0)


def test_a_share_is_known_from_the_day_it_is_known() -> None:
    told = book(monthly("A", [3, -1, 3]))
    # the first fell due unpaid on day 0: whole (1 + 1) / (1 + 2); class 0 (1 + 4 x 2/3) / (1 + 4) = 11/15
    assert told.at(MONDAY).usual[0] == pytest.approx(11 / 15)
    assert told.at(MONDAY - 1).usual[0] == 0.5
    # class 1 has nothing of its own
    assert told.at(MONDAY).usual[1] == pytest.approx(2 / 3)


def test_two_months_are_shrunk_to_all_time() -> None:
    told = book(monthly("A", [3, 3, 3, 3, -1, -1]))
    day = MONDAY + 28 * 5
    # known: four late, two in time: whole 5/8, class (4 + 2.5) / 10 = .65; of the last 60 days one late, two in time
    usual = (4 + 4 * 5 / 8) / 10
    assert told.at(day).usual[0] == pytest.approx(usual)
    assert told.at(day).recent_share(0) == pytest.approx((1 + 10 * usual) / 13)


def test_log_odds_and_back() -> None:
    assert logit(0.8) == pytest.approx(log(4))
    assert sigmoid(log(4)) == pytest.approx(0.8)
    assert sigmoid(-800.0) == 0.0


def test_own_share_has_four_of_the_book_beside_it() -> None:
    mine = monthly("A", [3, 3, -1])
    told = book(mine, monthly("B", [-1] * 9))
    on = MONDAY + 28 * 9
    row = standing(record_of(mine, on), told, on).rows[0]
    usual = (2 + 4 * 3 / 14) / 16
    own = (2 + 4 * usual) / 7
    assert row[Feature.OWN] == pytest.approx(logit(own))
    assert row[Feature.OWN_CLASS] == pytest.approx(logit((2 + 4 * own) / 7))
    assert row[Feature.BOOK] == pytest.approx(logit(usual))
    # median of -1, 3, 3 is 3, shrunk by 3 / (3 + 3), in months
    assert row[Feature.MEDIAN] == pytest.approx(3 / 2 / 30)


def test_a_due_date_on_a_weekend_is_judged_by_who_pays_before_the_bank_day() -> None:
    mine = monthly("A", [0] * 8)
    on = MONDAY + 28 * 9
    rows = standing(record_of(mine, on), book(mine), on).rows
    # always paid on the bank day itself: never late on a weekday, always after a Sunday
    assert rows[0][Feature.OWN] < 0 < rows[1][Feature.OWN]


def test_what_is_of_the_invoice_alone() -> None:
    mine = monthly("A", [3] * 8)
    on = MONDAY + 28 * 9
    stands = standing(record_of(mine, on), book(mine), on)
    row = features(stands, invoice("X", 28 * 10 + 5, None, minor=20_001, terms=60))
    assert row[Feature.AMOUNT] == pytest.approx(log(20_002 / 10_001))
    assert row[Feature.TERMS_APART] == 1.0
    assert [row[f] for f in (Feature.OFF, Feature.SATURDAY, Feature.MONDAY, Feature.FRIDAY, Feature.NEW)] == [1, 1, 0, 0, 0]
    assert len(row) == len(Feature)


def test_the_end_and_the_beginning_of_a_month() -> None:
    stands = standing(Record(), book([]), MONDAY)
    ends = [
        features(stands, invoice("X", day, None))[Feature.MONTH_END] for day in (26, 28, 29, 30)
    ]  # 28, 30, 31 January, 1 February
    starts = [features(stands, invoice("X", day, None))[Feature.MONTH_START] for day in (29, 30, 32, 33)]
    assert (ends, starts) == ([0, 1, 1, 0], [0, 1, 1, 0])
    assert features(stands, invoice("X", 26, None))[Feature.NEW] == 1.0


def test_all_paid_on_one_day_and_nothing_in_it_is_no_trouble() -> None:
    same = [invoice(f"A{n}", 7, 0, minor=0) for n in range(9)]
    on = MONDAY + 20
    row = features(standing(record_of(same, on), book(same), on), invoice("X", 30, None, minor=0))
    assert row[Feature.SPREAD] == row[Feature.TREND] == row[Feature.AMOUNT] == 0.0


def test_two_columns_are_fitted_to_their_log_odds() -> None:
    # of ten rows without it two are late, of ten with it eight: log odds log(1/4), and log(4) - log(1/4) more
    rows = [[1.0, float(n >= 10)] for n in range(20)]
    outcomes = [1] * 2 + [0] * 8 + [1] * 8 + [0] * 2
    found = fit(rows, outcomes, [0.0, 0.0], 1e-9)
    assert found == pytest.approx([log(1 / 4), log(4) - log(1 / 4)], abs=1e-3)
    assert odds(found, [1.0, 1.0]) == pytest.approx(log(4), abs=1e-3)


def test_no_rows_leave_the_prior_and_a_firm_prior_hardly_moves() -> None:
    assert fit([], [], [1.0, -2.0], 1.0) == [1.0, -2.0]
    found = fit([[1.0, 1.0]], [0], [1.0, -2.0], 1e6)
    # the slope is p - y over the weight: sigmoid(-1) / 1e6
    assert found == pytest.approx([1 - 1 / (1 + exp(1)) / 1e6, -2 - 1 / (1 + exp(1)) / 1e6], abs=1e-9)


def test_rows_that_are_split_cleanly_do_not_run_away() -> None:
    rows = [[1.0, float(n)] for n in (-3, -2, -1, 1, 2, 3)]
    found = fit(rows, [0, 0, 0, 1, 1, 1], [0.0, 0.0], 0.1)
    assert found[0] == pytest.approx(0, abs=1e-2)
    assert 0 < found[1] < 50


def test_it_goes_no_further_than_two_a_step_and_twelve_steps() -> None:
    # from 60 towards the true log odds of 0: twelve steps of two
    assert fit([[1.0]] * 4, [0, 1, 0, 1], [60.0], 1e-9) == pytest.approx([36.0])


def test_a_step_that_leads_past_the_top_is_halved() -> None:
    # half of them are late, so the coefficient is 0; two at a time it would go from 1 to -1 and back for ever
    assert fit([[3.0]] * 4, [0, 1, 0, 1], [1.0], 1e-9) == pytest.approx([0.0], abs=1e-3)


def test_a_prior_that_is_right_is_left_as_it_is() -> None:
    assert fit([[1.0], [1.0]], [0, 1], [0.0], 1.0) == [0.0]
