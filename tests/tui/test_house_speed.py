"""DSO, CEI and the expected loss of the house stand above the portfolio, worked out behind what is shown at once."""

from datetime import timedelta

import pytest

from tests.credit.little_book import TODAY
from tests.tui.desks import desk, drawn, opened, typed
from tests.tui.views.looks import look
from tests.tui.views.test_cash_speed import SALES
from tui.screens.portfolio import PortfolioScreen
from tui.views.house_speed import house_speed
from tui.widgets.facts import Fact, Facts

SOLD = f"buyer C1 name=Alder\nbuyer C2 name=Birch\n{SALES}"
"""7,300 owed of 10,300 sold in the 92 days to 12 June, none of it due: 7,300 / 10,300 * 92 = 65.2."""


def last(screen: PortfolioScreen) -> tuple[Fact, ...]:
    return screen.query_one(Facts).facts[-3:]


async def test_they_stand_on_a_tall_screen_and_follow_a_change() -> None:
    """2,000 more sold today: 9,300 / 12,300 * 92 = 69.6."""
    async with opened(desk(SOLD), (120, 40)) as (app, pilot):
        assert isinstance(app.screen, PortfolioScreen)
        assert [label for label, _told, _tone in last(app.screen)] == ["DSO", "CEI", "Exp. loss"]
        assert any("65 days; best possible 65" in line for line in drawn(app)), "seen without scrolling"
        await typed(pilot, "a", "i", "tab", "tab", *"N1", "enter", *"2000", "space", *"USD", "tab", "tab", "tab", *"+30", "enter")
        assert last(app.screen)[0][1].startswith("70 days; best possible 70")


async def test_those_of_another_day_go_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(desk(SOLD), (120, 40)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, PortfolioScreen)
        seen: list[tuple[Fact, ...]] = []
        monkeypatch.setattr(screen, "work_out", lambda _shown: seen.append(screen.speed))
        await typed(pilot, "t", *(TODAY - timedelta(days=9)).isoformat(), "enter")
        assert seen == [()]


async def test_of_a_large_book_they_are_not_made_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two buyers are large here; behind `?` they are told all the same."""
    monkeypatch.setattr("tui.screens.house_speed.LARGE", 2)
    async with opened(desk(SOLD), (120, 40)) as (app, pilot):
        assert isinstance(app.screen, PortfolioScreen)
        assert not any(label == "DSO" for label, _told, _tone in app.screen.query_one(Facts).facts)
        await typed(pilot, "question_mark", "question_mark", "slash", *"best possible")
        assert any("best possible" in line.lower() for line in drawn(app))


def test_a_key_may_go_first_between_two_parts() -> None:
    asked: list[int] = []
    house_speed(look(SOLD), lambda: asked.append(1))
    assert len(asked) == 2
