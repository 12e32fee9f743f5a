"""Whose a notice is: the latest first, each by its number and in full, and the answer is yes or no."""

import pytest
from textual.widgets import Input, Static

from tests.tui.dialogs.asked import asking, entered, told
from tui.dialogs.notices import NoticeDialog, NoticeFacts

TWO = (
    "buyer C1 name=Alder country=GB \n invoice C1 I1 -20 9000USD \n"
    "event C1 E1 -9 winding_up_petition match=possible title=Alder_Homes \n"
    "event C1 E2 -3 sanctions_hit match=possible title=ALDER \n"
    "event C1 E3 -1 moratorium match=refused"
)


def lines_of(dialog: NoticeDialog) -> list[str]:
    """What stands above the questions."""
    return str(dialog.query(Static).first().render()).splitlines()


async def test_the_latest_stands_first_and_what_was_decided_does_not_stand_there() -> None:
    async with asking(NoticeDialog, TWO) as (_pilot, dialog, _handed):
        assert isinstance(dialog, NoticeDialog)
        assert lines_of(dialog) == [
            "Whose is it? Alder, GB",
            "1  sanctions hit of 2024-06-09, gazette no. E2: ALDER",
            "2  winding-up petition of 2024-06-03, gazette no. E1: Alder_Homes",
        ]
        assert [entry.value for entry in dialog.query(Input)] == ["1", ""]


NUMBERED = "Alder_Trading_Yorkshire_and_the_Humber_Limited_Company_No._09876543_in_the_High_Court_of_Leeds"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_the_words_of_a_notice_are_never_cut_before_its_number(size: tuple[int, int]) -> None:
    text = f"buyer C1 name=Alder \n event C1 E1 -9 winding_up_petition match=possible title={NUMBERED}"
    async with asking(NoticeDialog, text, size) as (_pilot, dialog, _handed):
        assert isinstance(dialog, NoticeDialog)
        assert "No._09876543" in "".join(lines_of(dialog))
        assert all(len(line) <= size[0] - 2 for line in lines_of(dialog))


async def test_only_what_has_room_to_be_read_can_be_decided_on_and_the_rest_is_counted() -> None:
    """Of 20 lines the questions and the frame take 8: twelve notices of a line each, of fifteen."""
    many = "\n".join(f"event C1 E{n} -{n} judgment match=possible title=ALDER" for n in range(1, 16))
    async with asking(NoticeDialog, f"buyer C1 name=Alder \n{many}", (60, 20)) as (pilot, dialog, handed):
        assert isinstance(dialog, NoticeDialog)
        assert lines_of(dialog)[-1] == "3 more wait behind these."
        await entered(pilot, dialog, "13", "y")
        assert told(dialog) == "Notice: a number from 1 to 12."
        assert dialog.query_one("#fault").region.bottom <= 20
        await entered(pilot, dialog, "12", "n")
        assert handed == [NoticeFacts("E12", ours=False)]


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
