"""A place in the queue by a person's word: a letter, a day and a reason, bound to the buyer the dialog was opened about."""

from datetime import date, timedelta

import pytest
from textual.widgets import Input

from credit.actions import hold
from tests.credit.little_book import TODAY
from tests.tui.desks import desk, drawn, in_front, open_desk, opened, said, shown_keys, typed
from tests.tui.dialogs.asked import asking, entered, titled, told
from tui.dialogs.pin import PinDialog, PinFacts, Place
from tui.widgets.facts import Facts

PINNED = "buyer C1 name=Alder \n invoice C1 I1 -45 1000USD \n pin C1 N1 -1 until=+5"
WORK = """
buyer    C1  name=Alder
invoice  C1  I1   -45  1000USD
buyer    C2  name=Birch
invoice  C2  J1   -45  9000USD
buyer    C3  name=Cedar
invoice  C3  K1   -45  5000USD
"""
"""Three rows of the queue, the dearest first: Birch, Cedar, Alder."""


async def test_the_head_for_a_week_needs_no_more_than_its_reason() -> None:
    """30 days is the longest by the default policy."""
    async with asking(PinDialog) as (pilot, dialog, handed):
        assert titled(dialog) == [
            "Place of Alder in the queue",
            "h put at the head  l push to the end  e take that off again",
            "It stands 30 days at most.",
        ]
        await pilot.press(*"boss", "enter")
        assert handed == [PinFacts(Place.HEAD, date(2024, 6, 19), "boss")]


async def test_of_a_buyer_that_has_its_place_the_end_stands_there() -> None:
    async with asking(PinDialog, PINNED) as (pilot, _dialog, handed):
        await pilot.press("enter")
        assert handed == [PinFacts(Place.END, TODAY, "")]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [(("x",), "Which place: one of the letters h l e."), (("l", "later", "ill"), "Until the day: write a day like 2024-06-12")],
)
async def test_what_cannot_be_read_is_said_and_stays(values: tuple[str, ...], wrong: str) -> None:
    async with asking(PinDialog) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values)
        assert (handed, told(dialog).startswith(wrong)) == ([], True)
        assert [entry.value for entry in dialog.query(Input)][: len(values)] == list(values)


async def test_the_last_row_is_put_at_the_head_and_its_sign_and_reason_stand_there() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "3")
        assert shown_keys(app) == ["C2", "C3", "C1"]
        await typed(pilot, "G", "P", *"boss", "enter")
        assert said(app) == "Alder: place in the queue given: on disk."
        assert shown_keys(app) == ["C1", "C2", "C3"]
        await typed(pilot, "g")
        assert any(line.startswith("event^ Alder") for line in drawn(app))
        assert any("Put at the head of today's work until 2024-06-19 by mara: boss" in line for line in drawn(app))
        await typed(pilot, "2")
        page = app.screen.query_one("#page", Facts).facts
        assert [text for label, text, _tone in page if label == "Flags"] == ["^"]
        assert [text for _label, text, _tone in page if text.startswith("Put at the head")] == [
            "Put at the head of today's work until 2024-06-19 by mara: boss"
        ]


async def test_it_is_pushed_to_the_end_from_the_portfolio_and_taken_off_on_its_page_and_undone() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        assert app.chosen == "C2"
        await typed(pilot, "P")
        app.screen.query(Input).first().value = "l"
        await typed(pilot, *"small", "enter")
        assert any(line.startswith("Birch") and line.rstrip().endswith("v") for line in drawn(app)), "among the flags"
        await typed(pilot, "3")
        assert shown_keys(app) == ["C3", "C1", "C2"]
        await typed(pilot, "G", "2", "P", "enter", "3")
        assert not in_front(app, PinDialog)
        assert shown_keys(app) == ["C2", "C3", "C1"]
        await typed(pilot, "u")
        assert shown_keys(app) == ["C3", "C1", "C2"]


async def test_without_a_reason_or_beyond_the_longest_it_is_refused_and_stays() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "3", "P", "enter")
        assert in_front(app, PinDialog)
        app.screen.query(Input)[1].value = "+31"
        await typed(pilot, *"boss", "enter")
        assert in_front(app, PinDialog)
        assert open_desk(app).book.accounts["C2"].pins == ()


async def test_what_another_desk_does_meanwhile_moves_it_to_nobody_else() -> None:
    """Birch is asked about; another desk puts it aside and the cursor stands on Cedar: the pin is Birch's."""
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "3", "P")
        _change, news = open_desk(app).do(hold, "C2", TODAY + timedelta(days=9), "another's")
        app.overtaken(news)
        app.chosen = "C3"
        await typed(pilot, *"boss", "enter")
        assert [len(open_desk(app).book.accounts[id].pins) for id in ("C2", "C3")] == [1, 0]
