"""The orders of the portfolio: what is absent is never taken for nothing."""

from tests.tui.views.looks import look
from tui.views.portfolio import portfolio
from tui.views.snapshot import RowMemory


def test_a_buyer_without_a_limit_stands_behind_one_that_uses_none_of_it() -> None:
    """A has no limit and owes; B has one and owes nothing; C uses half of its own."""
    text = "buyer A \n invoice A I1 -3 500USD \n buyer B limit=900USD \n buyer C limit=900USD \n invoice C I2 +3 450USD"
    rows = portfolio(look(text), RowMemory(), "limit_used_percent").rows
    assert [row.key for row in rows] == ["C", "B", "A"]
