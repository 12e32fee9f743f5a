"""The portfolio flipped to groups: sums at the parents, filter, order, and whom commands are about."""

import pytest

from tests.tui.desks import desk, drawn, opened, said, shown_keys, typed
from tests.tui.views.test_groups import HOUSES
from tests.wording.speaking import speaking
from wording.cells import width

OUTSIDE = "buyer A parent=P name=Alder \n invoice A I1 -9 900USD"
CHINESE = """
buyer    C0              group_limit=5000USD name=赫克斯霍姆照明集团有限公司赫克斯霍姆照明集团有限公司
buyer    C1  parent=C0   limit=5000USD name=赫克斯霍姆照明有限公司赫克斯霍姆照明有限公司
invoice  C1  I1   -45  1000USD
buyer    C2  parent=C0   group_limit=5000USD name=شركة_النور_للتجارة
invoice  C2  I2   -45  1000USD
buyer    C3  parent=C2   limit=5000USD name=Plain
invoice  C3  I3   -45  1000USD
"""


async def test_groups_come_after_invoices_and_then_buyers_again() -> None:
    async with opened(desk(HOUSES)) as (app, pilot):
        await typed(pilot, "v", "v")
        assert shown_keys(app) == ["N", "N1", "N11", "N2", "S", "S1"]
        assert said(app) == "Groups; 1 buyer belongs to none."
        assert any(line.strip().startswith("Nord") and "2,200" in line and "44 %" in line for line in drawn(app))
        await typed(pilot, "v")
        assert (set(shown_keys(app)), said(app)) == ({"N", "N1", "N11", "N2", "S", "S1", "L"}, "Every buyer.")


async def test_a_filter_keeps_the_parents_and_counts_only_who_is_asked_for() -> None:
    """Ekne alone is asked for, with 200 dollars open."""
    async with opened(desk(HOUSES)) as (app, pilot):
        await typed(pilot, "v", "v", "slash", *"ekne", "enter")
        assert shown_keys(app) == ["N", "N1", "N11"]
        assert any("Listed" in line and "1 buyer" in line and "200 USD" in line for line in drawn(app))
        await typed(pilot, "escape")
        assert len(shown_keys(app)) == 6


async def test_groups_are_sorted_and_turned_like_buyers() -> None:
    """By open after by overdue, then turned: 1,800 before 2,200, within Nord 400 before 1,700."""
    async with opened(desk(HOUSES)) as (app, pilot):
        await typed(pilot, "v", "v", "s", "S")
        assert said(app) == "Sorted by what is open, the last first."
        assert shown_keys(app) == ["S", "S1", "N", "N2", "N1", "N11"]


async def test_enter_opens_the_buyer_and_marks_are_not_for_sums() -> None:
    async with opened(desk(HOUSES)) as (app, pilot):
        await typed(pilot, "v", "v", "j", "space")
        assert said(app) == "Only lists of buyers have marks."
        await typed(pilot, "enter")
        assert (app.current_mode, app.chosen) == ("customer", "N1")


async def test_a_parent_that_is_not_in_the_book_has_no_page() -> None:
    async with opened(desk(OUTSIDE)) as (app, pilot):
        await typed(pilot, "v", "v", "enter")
        assert (app.current_mode, app.chosen, said(app)) == ("portfolio", "", "No buyer to show yet.")
        await typed(pilot, "slash", *"alder", "enter")
        assert shown_keys(app) == ["P", "A"]
        await typed(pilot, "j", "enter")
        assert (app.current_mode, app.chosen) == ("customer", "A")


async def test_a_payment_is_seen_at_the_parent_at_once() -> None:
    async with opened(desk(HOUSES)) as (app, pilot):
        await typed(pilot, "v", "v", "j", "c", "s", "enter")
        assert app.shown.book.accounts["N1"].contacts
        assert shown_keys(app)[0] == "N", "the list stays one of groups after a change"


@pytest.mark.parametrize(("lang", "size"), [("en", (60, 20)), ("en", (80, 24)), ("zh", (60, 20)), ("zh", (80, 24))])
async def test_columns_stand_straight_below_names_of_any_script(lang: str, size: tuple[int, int]) -> None:
    """Shares of 5,000: 3,000 are 60 %, C2's 2,000 are 40 %, 1,000 are 20 %; each ends in the same cell, whatever the name."""
    with speaking(lang):
        async with opened(desk(CHINESE), size) as (app, pilot):
            await typed(pilot, "v", "v")
            rows = [line for line in drawn(app) if ",000" in line and line.rpartition(" %")[0][-3:] in (" 60", " 40", " 20")]
    assert [row.rpartition(" %")[0][-2:] for row in rows] == ["60", "40", "20", "20"]
    assert len({width(row.rpartition(" %")[0]) for row in rows}) == 1, rows
    assert all(width(row) <= size[0] for row in rows)
