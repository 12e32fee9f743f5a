"""What a filter of the queue lists, summed: exact in base currency, marked where something has no rate."""

from tests.tui.views.looks import SHOP, look
from tui.views.listed import listed_sums


def test_buyers_their_overdue_and_what_a_day_costs() -> None:
    """Alder owes 1,500 overdue and Birch 2,600: 4,100; a day's cost is what their two rows say together."""
    shown = look(SHOP)
    per_day = sum(task.value_per_day.minor for task in shown.work.tasks if task.value_per_day is not None)
    assert len(shown.work.tasks) == 2
    assert listed_sums(shown, ["C1", "C2"]) == f"2 buyers, overdue 4.1 k USD, {per_day / 100:.2f} USD a day"


def test_of_buyers_that_are_held_nothing_is_told_a_day() -> None:
    assert listed_sums(look(SHOP), ["C5"]) == "1 buyer, overdue 800 USD"
    assert listed_sums(look(SHOP), []) == "0 buyers, overdue 0 USD"


def test_what_has_no_rate_is_in_no_sum_and_marked() -> None:
    shown = look("invoice A I1 -45 900XYZ \n invoice B J1 -45 100USD \n invoice B J2 -45 7XYZ \n invoice C K1 -45 300USD")
    assert listed_sums(shown, ["A", "B", "C"]).startswith("3 buyers, overdue 400 USD+, ")
    assert listed_sums(shown, ["A"]).startswith("1 buyer, overdue 0 USD+")
