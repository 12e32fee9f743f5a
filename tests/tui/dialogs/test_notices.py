"""Whose a notice is: the latest first, each by its number, and the answer is yes or no."""

from textual.widgets import Input, Static

from tests.tui.dialogs.asked import asking, entered, told
from tui.dialogs.notices import NoticeDialog, NoticeFacts

TWO = (
    "buyer C1 name=Alder country=GB \n invoice C1 I1 -20 9000USD \n"
    "event C1 E1 -9 winding_up_petition match=possible title=Alder_Homes \n"
    "event C1 E2 -3 sanctions_hit match=possible title=ALDER \n"
    "event C1 E3 -1 moratorium match=refused"
)


async def test_the_latest_stands_first_and_what_was_decided_does_not_stand_there() -> None:
    async with asking(NoticeDialog, TWO) as (_pilot, dialog, _handed):
        lines = str(dialog.query(Static).first().render()).splitlines()
        assert lines[0] == "Whose is it? Alder, GB"
        assert [line[:2] for line in lines[1:]] == ["1 ", "2 "]
        assert "ALDER" in lines[1]
        assert "Alder_Homes" in lines[2]
        assert [entry.value for entry in dialog.query(Input)] == ["1", ""]


async def test_the_answer_is_handed_on() -> None:
    async with asking(NoticeDialog, TWO) as (pilot, dialog, handed):
        await entered(pilot, dialog, "2", "N")
        assert handed == [NoticeFacts("E1", ours=False)]
    async with asking(NoticeDialog, TWO) as (pilot, dialog, handed):
        await entered(pilot, dialog, "1", "y")
        assert handed == [NoticeFacts("E2", ours=True)]


async def test_what_cannot_be_read_is_said() -> None:
    async with asking(NoticeDialog, TWO) as (pilot, dialog, handed):
        for number in ("0", "3", "x", "²"):
            await entered(pilot, dialog, number, "y")
            assert told(dialog) == "Notice: a number from 1 to 2."
        await entered(pilot, dialog, "1", "perhaps")
        assert told(dialog) == "Whose: y where it is this buyer's, n where it is somebody else's."
        assert handed == []
