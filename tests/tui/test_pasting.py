"""A megabyte pasted anywhere one can type is refused whole, said to be, and keeps nobody waiting (decision 299)."""

from textual import events
from textual.widgets import Input

from tests.tui.desks import drawn, typed
from tests.tui.scenes import walked, walking
from tests.wording.speaking import speaking
from tui.screens.base import BuyerScreen
from tui.widgets.entry import Entry

FLOOD = "x\n" * 500_000
UNTYPED = {"movers", "since", "sure", "why"}
"""Dialogs in which nothing is typed."""


async def test_a_flood_is_refused_by_every_entry_of_every_screen_and_dialog() -> None:
    tried, silent, taken = {}, [], []
    with speaking("en"):
        async with walking() as (app, pilot):
            async for name in walked(app, pilot):
                if isinstance(app.screen, BuyerScreen) or name in ("keys", "figures"):
                    await typed(pilot, "slash")
                tried[name] = list(app.screen.query(Input))
                before = [entry.value for entry in tried[name]]
                for entry in tried[name]:
                    assert isinstance(entry, Entry), f"{name}: {entry} takes a flood"
                    entry.post_message(events.Paste(FLOOD))
                await pilot.pause()
                taken += [name] if before != [entry.value for entry in tried[name]] else []
                if tried[name]:
                    silent += [] if "1000000" in " ".join(drawn(app)) else [name]
                    entry.display = True  # some wait until they are asked for
                    entry.focus()
                    await typed(pilot, "end", "7")
                    assert entry.value.endswith("7"), f"{name}: a key behind it is taken"
                if isinstance(app.screen, BuyerScreen):
                    await typed(pilot, "escape")
    assert {name for name, entries in tried.items() if not entries} == UNTYPED
    assert taken == []
    assert silent == []
