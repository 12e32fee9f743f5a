"""Who is left alone today is told so wherever the next step is: on the page, in the portfolio, for scripts."""

from tests.tui.views.looks import look, words
from tests.tui.views.test_records import plain
from tui.views.customer import facts
from tui.views.customer_record import customer_record
from tui.views.portfolio import portfolio
from tui.views.records import portfolio_record
from tui.views.snapshot import RowMemory

PROMISED = "buyer C1 name=Alder \n invoice C1 I1 -20 9000USD \n promise C1 P1 0 9000USD by=+3"
"""Promised for Saturday +3: Monday to Wednesday (+7) are tolerance."""


def test_a_held_buyer_looks_like_none_that_is_to_be_called() -> None:
    shown = look(PROMISED)
    assert "Held|promise running until 2024-06-20" in words(facts(shown, "C1"))
    (row,) = portfolio(shown, RowMemory())
    assert row.cells[-2] == "(promise running)"
    held = {"reason": "promise_running", "why": "", "until": "2024-06-20", "times": 0}
    assert plain(customer_record(shown, "C1"))["treatment"]["held"] == held
    (buyer,) = plain(portfolio_record(shown))["customers"]
    assert buyer["held"] == held


def test_a_buyer_that_is_not_held_says_so_to_scripts() -> None:
    shown = look(PROMISED.replace("9000USD by", "1USD by"))
    assert "Held|" not in words(facts(shown, "C1"))
    assert plain(customer_record(shown, "C1"))["treatment"]["held"] is None


def test_the_step_of_the_day_is_that_of_the_queue() -> None:
    shown = look(PROMISED.replace("promise C1 P1 0 9000USD by=+3", "receipt C1 R1 0 9000USD"))
    assert plain(customer_record(shown, "C1"))["treatment"]["next_step"]["action"] == "apply"
    (row,) = portfolio(shown, RowMemory())
    assert row.cells[-2] == "match money"
