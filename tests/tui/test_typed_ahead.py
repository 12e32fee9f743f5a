"""Keys in one packet, as a slow line hands them over: each is carried out before the next is looked at."""

import pytest

from credit.activity import Channel
from tests.tui.desks import (
    Halting,
    burst,
    caught_up,
    desk,
    handed_over,
    in_front,
    open_desk,
    opened,
    said,
    until,
)
from tui.dialogs.ask import Dialog
from tui.dialogs.contact import ContactDialog


@pytest.mark.parametrize(
    ("keys", "contacts"),
    [
        (("c", "shift+tab", "e", "tab", "s", "tab", *"hello", "enter"), {"C2": ["email spoke hello"]}),
        (("j", "c", "shift+tab", "e", "enter"), {"C1": ["email  "]}),
        (("j", "enter", "c", "enter"), {"C1": ["call  "]}),
        (("slash", *"ced", "enter", "c", "enter"), {"C3": ["call  "]}),
        (("c", "enter", "j", "c", "enter"), {"C1": ["call  "], "C2": ["call  "]}),
        (("3", "j", "c", "enter"), {"C1": ["call  "]}),
        (("3", "j", "c", "escape", "1", "c", "enter"), {"C2": ["call  "]}),
    ],
)
async def test_keys_typed_ahead_are_carried_out_in_their_order(keys: tuple[str, ...], contacts: dict[str, list[str]]) -> None:
    async with opened(desk()) as (app, pilot):
        await burst(pilot, *keys)
        assert {
            id: [f"{contact.channel} {contact.outcome} {contact.text}" for contact in account.contacts]
            for id, account in open_desk(app).book.accounts.items()
            if account.contacts
        } == contacts


async def test_enter_pressed_twice_records_once() -> None:
    async with opened(desk()) as (app, pilot):
        await burst(pilot, "c", "enter", "enter")
        assert len(open_desk(app).book.accounts["C2"].contacts) == 1


async def test_a_slow_disk_holds_up_every_key_until_the_change_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes: what was typed meanwhile is done in its order, on the buyer it was typed for, and once."""
    monkeypatch.setattr("tui.typed_ahead.PATIENCE", 0.05)
    monkeypatch.setattr("tui.typed_ahead.QUIET", 0.05)
    store = Halting()
    async with opened(desk(store=store)) as (app, pilot):
        store.turning.clear()
        handed_over(pilot, "c", "enter", "j", "c", "shift+tab", "e", "enter")
        await until(pilot, lambda: said(app) == "Saving ...")
        await pilot.pause(0.3)
        assert in_front(app, ContactDialog), "nothing is confirmed before it is on disk"
        assert app.chosen == "C2", "no key overtook the change"
        store.turning.set()
        await caught_up(pilot)
        assert not in_front(app, Dialog)
        contacts = {id: [fact.channel for fact in account.contacts] for id, account in open_desk(app).book.accounts.items()}
        assert contacts == {"C2": [Channel.CALL], "C1": [Channel.EMAIL], "C3": []}


async def test_the_screen_follows_its_terminal_while_keys_wait() -> None:
    store = Halting()
    async with opened(desk(store=store)) as (app, pilot):
        store.turning.clear()
        handed_over(pilot, "c", "enter", "j")
        await until(pilot, lambda: said(app) == "Saving ...")
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: app.screen.size.width == 100)
        store.turning.set()
        await caught_up(pilot)
