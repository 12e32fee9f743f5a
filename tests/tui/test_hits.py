"""`n` and `N`: from one row that the last filter asks for to the next, in the filtered list and among all rows."""

from tests.tui.desks import desk, opened, said, typed
from tui.widgets.grid import Grid

FOUR = """
buyer    C1   name=Alder_North  country=GB
invoice  C1  I1  -45  4000USD
buyer    C2   name=Birch        country=DE
invoice  C2  J1  -40  3000USD
buyer    C3   name=Cedar_North  country=GB
invoice  C3  K1  -40  2000USD
buyer    C4   name=Damson       country=DE
invoice  C4  L1  -40  1000USD
"""
"""By what is overdue they stand in the order of their numbers."""


async def test_hits_follow_each_other_round_both_ways_once_the_filter_is_cleared() -> None:
    async with opened(desk(FOUR)) as (app, pilot):
        grid = app.screen.query_one(Grid)
        await typed(pilot, "slash", *"north", "enter", "escape")
        assert len(grid.table.rows) == 4
        went = []
        for key in ("n", "n", "n", "N", "N"):
            await typed(pilot, key)
            went.append(grid.cursor_key)
        assert went == ["C3", "C1", "C3", "C1", "C3"]
        assert said(app) == "2 of 2: north"
        assert app.chosen == "C3", "commands are about it"
        await typed(pilot, "j", "n")
        assert grid.cursor_key == "C1", "from wherever one stands"


async def test_in_the_filtered_list_every_row_is_a_hit() -> None:
    async with opened(desk(FOUR)) as (app, pilot):
        await typed(pilot, "slash", *"country=de", "enter", "n")
        assert app.screen.query_one(Grid).cursor_key == "C4"
        assert said(app) == "2 of 2: country=de"


async def test_where_nothing_was_looked_for_or_found_it_is_said() -> None:
    async with opened(desk(FOUR)) as (app, pilot):
        await typed(pilot, "n")
        assert said(app) == "Nothing was looked for yet: / filters the list."
        await typed(pilot, "slash", *"zeder", "enter", "escape", "N")
        assert said(app) == "No row here is asked for by zeder."
        assert app.screen.query_one(Grid).cursor_key == "C1"


async def test_invoices_of_a_buyer_are_looked_through_too() -> None:
    items = "buyer C1\n" + "\n".join(f"invoice C1 {number} -45 900USD" for number in ("A1", "B2", "A3"))
    async with opened(desk(items)) as (app, pilot):
        await typed(pilot, "2", "slash", *"a", "enter", "escape", "n")
        assert app.screen.query_one(Grid).cursor_key == "A3"
