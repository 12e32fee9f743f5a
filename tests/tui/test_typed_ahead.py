"""Keys in one packet, as a slow line hands them over: each is carried out before the next is looked at."""

import pytest

from tests.tui.desks import (
    Halting,
    burst,
    desk,
    in_front,
    open_desk,
    opened,
    typed,
)
from tui.dialogs.ask import Dialog
from tui.dialogs.contact import ContactDialog


@pytest.mark.parametrize(
    ("keys", "contacts"),
    [
        (("c", "e", "tab", "s", "tab", *"hello", "enter"), {"C2": ["email spoke hello"]}),
        (("j", "c", "e", "enter"), {"C1": ["email  "]}),
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


async def test_a_slow_disk_holds_up_a_key_for_a_while_and_records_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.typed_ahead.PATIENCE", 0.05)
    store = Halting()
    async with opened(desk(store=store)) as (app, pilot):
        store.turning.clear()
        await pilot.press("c", "enter", "enter", "enter")
        assert in_front(app, ContactDialog), "nothing is confirmed before it is on disk"
        store.turning.set()
        await typed(pilot)
        assert not in_front(app, Dialog)
        assert len(open_desk(app).book.accounts["C2"].contacts) == 1
