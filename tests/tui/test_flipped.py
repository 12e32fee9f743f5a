"""The portfolio flipped to open invoices: their order, what a filter asks of them, and whom commands are about."""

from tests.tui.desks import desk, drawn, in_front, opened, said, shown_keys, typed
from tui.dialogs.contact import ContactDialog

WORK = """
buyer    C1  name=Alder
invoice  C1  I1   -45  1000USD
invoice  C1  I2   +10  300USD
buyer    C2  name=Birch
invoice  C2  J1   -46  9000USD
"""


async def test_open_invoices_stand_in_place_of_buyers_the_longest_past_due_first() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "v")
        assert [key.split("\x1f") for key in shown_keys(app)] == [["C2", "J1"], ["C1", "I1"], ["C1", "I2"]]
        assert app.chosen == "C2"
        assert any("J1" in line and "Birch" in line and "9,000.00 USD" in line for line in drawn(app))
        assert said(app) == "Open invoices."
        await typed(pilot, "v", "v")
        assert shown_keys(app) == ["C2", "C1"]


async def test_a_filter_asks_of_the_buyer_and_finds_a_number() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "v", "slash", *"i2", "enter")
        assert shown_keys(app) == ["C1\x1fI2"]
        assert any("Listed" in line and "1 buyer" in line for line in drawn(app))
        await typed(pilot, "escape", "slash", *"alder", "enter")
        assert shown_keys(app) == ["C1\x1fI1", "C1\x1fI2"]


async def test_commands_are_about_the_buyer_and_marks_and_orders_are_not_for_invoices() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "v", "j", "space")
        assert said(app) == "Only lists of buyers have marks."
        await typed(pilot, "s")
        assert said(app) == "Invoices stand by days past due; v goes on to groups, and back to buyers."
        await typed(pilot, "c")
        assert in_front(app, ContactDialog)
        await typed(pilot, "s", "enter")
        assert [len(account.contacts) for account in app.shown.book.accounts.values()] == [1, 0]
        await typed(pilot, "enter")
        assert (app.current_mode, app.chosen) == ("customer", "C1")
