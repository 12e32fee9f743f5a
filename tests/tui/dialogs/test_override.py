"""A person's class: a digit, a day and a reason."""

from datetime import date

import pytest
from textual.widgets import Input

from credit.five_classes import DebtClass
from tests.tui.dialogs.asked import asking, entered, titled, told
from tui.dialogs.override import OverrideDialog, OverrideFacts

LATE = "buyer C1 name=Alder \n invoice C1 I1 -45 1000USD"


async def test_what_the_rules_say_stands_there_and_the_five_digits() -> None:
    async with asking(OverrideDialog, LATE) as (_pilot, dialog, _handed):
        assert titled(dialog)[:2] == [
            "Class of Alder: the rules say in collection",
            "1 current  2 in collection  3 doubtful  4 bad debt  5 dead debt",
        ]
        assert [entry.value for entry in dialog.query(Input)] == ["2", "2024-09-10", ""]


async def test_digits_become_classes() -> None:
    async with asking(OverrideDialog, LATE) as (pilot, dialog, handed):
        await entered(pilot, dialog, "4", "+10", "told by the agent")
        assert handed == [OverrideFacts(DebtClass.BAD, date(2024, 6, 22), "told by the agent")]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [(("6",), "Class: a digit from 1 to 5."), (("bad",), "Class: a digit"), (("4", "x"), "Until the day: write a day like")],
)
async def test_what_cannot_be_read_is_said_and_stays(values: tuple[str, ...], wrong: str) -> None:
    async with asking(OverrideDialog, LATE) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values)
        assert (handed, told(dialog).startswith(wrong)) == ([], True)
        assert [entry.value for entry in dialog.query(Input)][: len(values)] == list(values)
