"""`w`: why the buyer under the cursor stands where it stands, on every screen, with the sum, and its figures below."""

from tests.tui.desks import desk, drawn, opened, said, typed
from tui.dialogs.why import WhyDialog
from tui.views.queue import why


async def test_the_sum_behind_a_row_is_shown_from_the_list_of_buyers() -> None:
    async with opened(desk(), (120, 40)) as (app, pilot):
        await typed(pilot, "w")
        assert isinstance(app.screen, WhyDialog)
        assert app.screen.lines[0] == ("Birch", "", "heading")
        told = why(app.shown, "C2")
        assert app.screen.lines[1 : 1 + len(told)] == told, "as beside the cursor of the queue"
        assert any("USD a day of waiting, together" in line for line in drawn(app))
        assert any(line[0] == "Figures" for line in app.screen.lines)
        await typed(pilot, "w")
        assert not isinstance(app.screen, WhyDialog), "the key that opened it closes it"


async def test_a_buyer_without_work_says_so() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "G", "w")
        assert any("Nothing is to be done today" in line for line in drawn(app))


async def test_where_no_buyer_is_it_is_said() -> None:
    async with opened(desk("")) as (app, pilot):
        await typed(pilot, "w")
        assert said(app) == "No buyer to show yet."
