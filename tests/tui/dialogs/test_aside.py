"""Leaving a buyer alone: the reason is typed first, the day stands there."""

from datetime import date

import pytest
from textual.widgets import Input

from tests.credit.little_book import TODAY
from tests.tui.dialogs.asked import asking, entered, titled, told
from tui.dialogs.aside import Aside, AsideDialog, AsideFacts

HELD = "buyer C1 name=Alder \n invoice C1 I1 -45 1000USD \n hold C1 H1 -1 talks until=+5"


async def test_a_snooze_of_a_week_needs_no_more_than_its_reason() -> None:
    async with asking(AsideDialog) as (pilot, _dialog, handed):
        await pilot.press(*"ill", "enter")
        assert handed == [AsideFacts(Aside.SNOOZE, date(2024, 6, 19), "ill")]


async def test_of_a_buyer_that_is_held_the_end_stands_there() -> None:
    async with asking(AsideDialog, HELD) as (pilot, _dialog, handed):
        await pilot.press("enter")
        assert [facts.what for facts in handed] == [Aside.END]


@pytest.mark.parametrize(
    ("values", "facts"),
    [
        (("H", "+30", "talks"), AsideFacts(Aside.HOLD, date(2024, 7, 12), "talks")),
        (("e", "whenever", ""), AsideFacts(Aside.END, TODAY, "")),
    ],
)
async def test_letters_in_either_case(values: tuple[str, ...], facts: AsideFacts) -> None:
    async with asking(AsideDialog) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values)
        assert handed == [facts]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [(("x",), "What: one of the letters s h e."), (("s", "later", "ill"), "Until the day: write a day like 2024-06-12")],
)
async def test_what_cannot_be_read_is_said_and_stays(values: tuple[str, ...], wrong: str) -> None:
    async with asking(AsideDialog) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values)
        assert (handed, told(dialog).startswith(wrong)) == ([], True)
        assert [entry.value for entry in dialog.query(Input)][: len(values)] == list(values)


async def test_how_long_each_may_last_is_told() -> None:
    """As the default policy has it: a snooze 30 days, a hold 90."""
    async with asking(AsideDialog) as (_pilot, dialog, _handed):
        assert titled(dialog)[1:] == ["s snooze, 30 days at most  h hold, 90 days at most", "e end its holds and disputes"]
