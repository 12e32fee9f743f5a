"""A step of goods on their way: the next that can be stopped stands there, and what cannot be read is said."""

import pytest
from textual.widgets import Input

from credit.shipment import GoodsStep
from tests.credit.little_book import TODAY, day
from tests.tui.dialogs.asked import asking, entered, told
from tui.dialogs.goods import GoodsDialog, GoodsFacts

OWES = "buyer C1 name=Alder \n invoice C1 I1 -20 9000USD \n"
TWO = OWES + "shipment C1 M1 -9 4000USD papers=at_bank eta=+9 \n shipment C1 M2 -8 100USD papers=originals_held eta=+4"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (TWO, "M2"),  # arrives first
        (TWO.replace("-20", "+20"), "M2"),  # nothing overdue: the latest that left
        (OWES + "shipment C1 M1 -9 4000USD papers=at_bank delivered_on=-1", ""),
    ],
)
async def test_the_next_that_can_be_stopped_and_today_stand_there(text: str, number: str) -> None:
    async with asking(GoodsDialog, text) as (_pilot, dialog, _handed):
        assert [entry.value for entry in dialog.query(Input)] == [number, "", "2024-06-12", ""]


@pytest.mark.parametrize(("letter", "step"), [("s", GoodsStep.SENT), ("X", GoodsStep.STOPPED), ("r", GoodsStep.RESOLD)])
async def test_a_step_is_one_letter(letter: str, step: GoodsStep) -> None:
    async with asking(GoodsDialog, TWO) as (pilot, dialog, handed):
        await entered(pilot, dialog, "M1", letter, "2024-06-10", "to Nord AB")
        assert handed == [GoodsFacts("M1", step, day("-2"), "to Nord AB")]


async def test_what_cannot_be_read_is_said_and_stays() -> None:
    async with asking(GoodsDialog, TWO) as (pilot, dialog, handed):
        await entered(pilot, dialog, "M1", "y")
        assert told(dialog) == "What: one of the letters s t b h x r d."
        await entered(pilot, dialog, "M1", "s", "soon")
        assert told(dialog) == "On the day: write a day like 2024-06-12, or +7 for a week ahead."
        assert handed == []
        await entered(pilot, dialog, "M1", "s", "2024-06-12")
        assert handed == [GoodsFacts("M1", GoodsStep.SENT, TODAY, "")]
