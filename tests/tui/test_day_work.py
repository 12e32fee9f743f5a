"""Another day on the screens: the book as it was known then; nothing is written on it, and its own day comes back."""

from datetime import timedelta

from tests.credit.little_book import TODAY
from tests.tui.desks import LATE, Bureau, burst, desk, drawn, open_desk, opened, said, typed
from tui.dialogs.day import DayDialog
from wording import figures

EARLIER = TODAY - timedelta(days=30)
"""Birch's petition is nine days old, so it was not known; its invoice was ten days late."""


def petitioned(lines: list[str]) -> bool:
    return any("winding-up petition" in line for line in lines)


async def test_the_book_is_shown_as_it_was_known_and_comes_back() -> None:
    async with opened(desk()) as (app, pilot):
        assert petitioned(drawn(app))
        await typed(pilot, "t", *EARLIER.isoformat(), "enter")
        assert app.shown.on == EARLIER
        assert not petitioned(drawn(app))
        assert f"only looked at: as of {figures.day(EARLIER)}" in drawn(app)[0]
        assert said(app) == f"As it was known on {EARLIER}; t and no day show {TODAY} again."
        await typed(pilot, "3")
        assert app.shown.on == EARLIER, "every screen shows that day"
        await typed(pilot, "t", "delete", "enter")
        assert app.shown.on == TODAY
        assert said(app) == f"{TODAY} again."
        assert "only looked at" not in drawn(app)[0]
        assert petitioned(drawn(app))


async def test_nothing_is_written_on_a_day_that_is_only_looked_at() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "c", "enter")
        await typed(pilot, "t", *EARLIER.isoformat(), "enter")
        for key in ("c", "p", "z", "u", "A"):
            await typed(pilot, key)
            assert said(app) == f"{EARLIER} is only looked at: nothing is recorded on it. Show {TODAY} again first (t).", key
        assert [len(account.contacts) for account in open_desk(app).book.accounts.values()].count(1) == 1
        await typed(pilot, "t", "delete", "enter", "u")
        assert said(app).startswith("Taken back")


async def test_a_key_typed_ahead_is_about_the_day_it_was_typed_for() -> None:
    """`c` behind the day is refused on that day, and not carried out on the one before it was shown."""
    async with opened(desk()) as (app, pilot):
        await burst(pilot, "t", *EARLIER.isoformat(), "enter", "c", "enter")
        assert [len(account.contacts) for account in open_desk(app).book.accounts.values()] == [0, 0, 0]


async def test_what_is_no_day_is_said_and_the_day_that_is_shown_stays() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "t", *"soon", "enter")
        assert isinstance(app.screen, DayDialog)
        assert any(f"Day: write a day like {TODAY}" in line for line in drawn(app))
        await typed(pilot, "escape")
        assert app.shown.on == TODAY
        assert open_desk(app).only_shown is None


async def test_no_other_day_is_shown_while_a_provider_is_asked() -> None:
    """Its answer could not be kept there, and may have been paid for."""
    bureau = Bureau()
    async with opened(desk(LATE, [bureau])) as (app, pilot):
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        assert said(app) == "A provider is being asked; wait for its answer, or call it off with Esc."
        bureau.go.set()
        await typed(pilot)
        await typed(pilot, "t")
        assert isinstance(app.screen, DayDialog)
