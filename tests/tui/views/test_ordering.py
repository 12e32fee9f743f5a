"""The orders of the portfolio: what is absent is never taken for nothing, and stands last whichever way it is turned."""

import pytest

from tests.tui.views.looks import look
from tui.views.fitting import fit
from tui.views.ordering import ORDERS
from tui.views.portfolio import portfolio
from tui.views.records import portfolio_record
from tui.views.snapshot import RowMemory
from tui.widgets.grid_line import head
from wording import figures

NO_LIMIT = "buyer A \n invoice A I1 -3 500USD \n buyer B limit=900USD \n buyer C limit=900USD \n invoice C I2 +3 450USD"
"""A has no limit and owes; B has one and owes nothing; C uses half of its own."""
NO_RATE = """
buyer    A
invoice  A  I1  -30  900000XYZ
buyer    B
invoice  B  J1  -30  100USD
buyer    C
invoice  C  K1  -30  200USD
buyer    D
invoice  D  L1  -30  100USD
invoice  D  L2  -30  5XYZ
"""
"""XYZ has no rate: what A owes, and all that D owes together, is known in no figure of base currency."""


def keys(text: str, sort: str, *, turned: bool = False) -> list[str]:
    return [row.key for row in portfolio(look(text), RowMemory(), sort, turned=turned)]


def test_a_buyer_without_a_limit_stands_last_in_both_directions() -> None:
    assert keys(NO_LIMIT, "limit_used_percent") == ["C", "B", "A"]
    assert keys(NO_LIMIT, "limit_used_percent", turned=True) == ["B", "C", "A"]


@pytest.mark.parametrize("sort", ["overdue", "exposure"])
def test_an_amount_without_a_rate_is_absent_and_no_base_currency(sort: str) -> None:
    assert keys(NO_RATE, sort) == ["C", "B", "A", "D"]
    assert keys(NO_RATE, sort, turned=True) == ["B", "C", "A", "D"]
    assert [buyer["id"] for buyer in portfolio_record(look(NO_RATE), sort)["customers"]] == ["C", "B", "A", "D"]


def test_a_buyer_without_a_grade_stands_last_in_both_directions() -> None:
    """N is new and owes nothing yet: nobody can grade it."""
    text = NO_RATE + "buyer N name=New"
    unrated = [row.key for row in portfolio(look(text), RowMemory(), "grade") if row.cells[2].startswith("-")]
    assert unrated
    for turned in (False, True):
        assert keys(text, "grade", turned=turned)[-len(unrated) :] == unrated, "N, who owes nothing late, behind them"
    assert unrated[-1] == "N"


def test_turned_twice_is_the_order_itself_and_no_buyer_is_lost() -> None:
    for sort in ORDERS:
        assert sorted(keys(NO_RATE, sort, turned=True)) == sorted(keys(NO_RATE, sort)) == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("sort", "heading", "turned"),
    [
        ("overdue", " Overdue v ", " Overdue ^ "),
        ("worst_dpd", " DPDv ", " DPD^ "),
        ("grade", " Gradv ", " Grad^ "),
        ("name", "Buyer ^ ", "Buyer v "),
    ],
)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_heading_says_what_it_is_sorted_by_and_which_way(sort: str, heading: str, turned: str, width: int) -> None:
    """Within the column: a heading without a cell to spare gives up its last letter, and the column stays at 60 cells."""
    for way, told in ((False, heading), (True, turned)):
        columns = portfolio(look(NO_RATE), RowMemory(), sort, turned=way).columns
        line = head(columns, fit(columns, width), width)
        assert told in f"{line} "
        assert figures.width(line) == width
        assert [column.key for column in columns if column.sign] == [ORDERS[sort].column]


def test_the_number_has_no_column_and_so_no_sign() -> None:
    assert not any(column.sign for column in portfolio(look(NO_RATE), RowMemory(), "id").columns)
