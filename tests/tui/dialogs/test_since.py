"""What changed in the queue since the last working day, on the screen: a line above it, and who behind a key."""

from threading import Event

import pytest
from textual.pilot import Pilot

from credit.queue_change import queue_stood
from tests.tui.desks import desk, drawn, in_front, open_desk, opened, said, shown_keys, typed, until
from tui.app import Workstation
from tui.dialogs.since import SinceDialog

DAYS = """
buyer    C1  name=Alder
invoice  C1  I1   -45  1000USD
receipt  C1  R1    +0  1000USD  for=I1
buyer    C2  name=Birch
invoice  C2  J1   -45  9000USD
buyer    C3  name=Cedar
invoice  C3  K1   -45  5000USD  learnt=+0
"""
"""Alder pays today, and Cedar's invoice is learnt today; the day before is a Tuesday, and a bank day of the house."""


async def test_counts_stand_above_the_rows_and_a_key_says_who_and_why() -> None:
    async with opened(desk(DAYS)) as (app, pilot):
        await typed(pilot, "3")
        assert drawn(app)[1] == "Changed  since 2024-06-11 (D): 1 new, 1 gone, 0 moved"
        await typed(pilot, "D")
        assert in_front(app, SinceDialog)
        lines = [" ".join(line.split()) for line in drawn(app)]
        assert "Since 2024-06-11" in lines
        assert "Alder paid, was value 2" in lines
        await typed(pilot, "D")
        assert not in_front(app, SinceDialog)


async def test_what_is_done_now_counts_at_once() -> None:
    async with opened(desk(DAYS)) as (app, pilot):
        await typed(pilot, "3", "g", "z", *"talks", "enter")
        assert drawn(app)[1] == "Changed  since 2024-06-11 (D): 1 new, 2 gone, 0 moved"
        await typed(pilot, "u")
        assert drawn(app)[1] == "Changed  since 2024-06-11 (D): 1 new, 1 gone, 0 moved"


async def test_under_a_filter_its_sums_stand_there_instead() -> None:
    """Birch owes 9,000; what a day of waiting costs with it stands in its row."""
    async with opened(desk(DAYS)) as (app, pilot):
        await typed(pilot, "3", "slash", *"birch", "enter")
        assert shown_keys(app) == ["C2"]
        (task,) = (task for task in app.shown.work.tasks if task.customer_id == "C2")
        assert task.value_per_day is not None
        assert drawn(app)[1] == f"Listed  1 buyer, overdue 9.0 k USD, {task.value_per_day.amount} USD a day"
        await typed(pilot, "escape")
        assert drawn(app)[1].startswith("Changed")


async def test_the_earlier_queue_is_made_once_in_a_worker_and_nothing_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, made = Event(), []

    def slowly(*facts: object) -> object:
        made.append(facts)
        go_on.wait(60)
        return queue_stood(*facts)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr("tui.screens.queue.queue_stood", slowly)
    async with opened(desk(DAYS)) as (app, pilot):
        assert made == [], "the first screen does not need it"
        await pilot.press("3")
        await until(pilot, lambda: bool(made))
        assert shown_keys(app) == ["C2", "C3"]
        assert drawn(app)[1] == ""
        await pilot.press("D")
        await pilot.pause()
        assert said(app) == "The queue of 2024-06-11 is being made ..."
        await pilot.press("j", "k")
        go_on.set()
        await caught(app, pilot)
        await typed(pilot, "z", *"talks", "enter", "1", "3")
        assert len(made) == 1
        assert open_desk(app).book.accounts["C2"].holds


async def caught(app: Workstation, pilot: Pilot[BaseException]) -> None:
    """Once the line stands there."""
    await until(pilot, lambda: drawn(app)[1].startswith("Changed"))
