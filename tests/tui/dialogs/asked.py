"""A dialog alone on a screen: what it asks about a little buyer, and what it hands on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Static

from credit.assessment import Assessment
from tests.credit.little_book import assessed
from tui.dialogs.ask import Dialog, Form

__all__ = ["asking", "entered", "titled", "told"]


@asynccontextmanager
async def asking(
    kind: type[Dialog[Any]], text: str = "buyer C1 name=Alder", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], Dialog[Any], list[Any]]]:
    """The dialog open about buyer C1 of a table, and the list to which it hands what it gathered."""
    handed: list[Any] = []
    about: Assessment = assessed(text)
    app: App[None] = App()
    async with app.run_test(size=size) as pilot:
        dialog = kind(about, lambda _dialog, facts: handed.append(facts))
        await app.push_screen(dialog)
        yield pilot, dialog, handed


async def entered(pilot: Pilot[None], dialog: Dialog[Any], *values: str) -> None:
    """Write values into the entries, first to last, and press enter."""
    for entry, value in zip(dialog.query(Input), values, strict=False):
        entry.value = value
    await pilot.press("enter")


def told(dialog: Form[Any]) -> str:
    """What the dialog says is wrong."""
    return str(dialog.query_one("#fault", Static).render())


def titled(dialog: Form[Any]) -> list[str]:
    """The lines above the questions."""
    return str(dialog.query(Static).first().render()).splitlines()
