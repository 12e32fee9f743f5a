"""Setting money against invoices at the screen: C1 owes 1,000, 2,000 and 500 USD; R1 of 1,500 and R2 of 90 are free."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from credit.actions import Match
from tests.credit.little_book import money
from tests.tui.desks import desk, drawn, in_front, opened, said, typed
from tests.tui.dialogs.asked import asking, told
from tui.dialogs.match import MatchDialog
from tui.widgets.grid import Grid

BOOK = """
    buyer    C1  name=Alder
    invoice  C1  I1  -40  1000USD
    invoice  C1  I2  -10  2000USD
    invoice  C1  I3  +20   500USD
    receipt  C1  R1   -3  1500USD
    receipt  C1  R2   -1    90USD
"""


def match(source: str, *shares: tuple[str, str]) -> Match:
    return Match("C1", source, tuple(number for number, _amount in shares), tuple(money(amount) for _number, amount in shares))


async def lines(pilot: Pilot[None]) -> str:
    await pilot.pause()
    return " ".join(" ".join(drawn(pilot.app)).split())


async def test_one_key_books_what_is_suggested() -> None:
    async with asking(MatchDialog, BOOK) as (pilot, _dialog, handed):
        shown = await lines(pilot)
        assert "R1: 1,500.00 USD of 2024-06-09 (1 of 2)" in shown
        assert "I1, I3 together are exactly 1,500.00 USD." in shown
        assert "1,500.00 USD given, 0.00 USD stay free." in shown
        await pilot.press("enter")
        assert handed == [match("R1", ("I1", "1000USD"), ("I3", "500USD"))]


async def test_a_second_enter_books_it_once() -> None:
    async with asking(MatchDialog, BOOK) as (pilot, _dialog, handed):
        await pilot.press("enter", "enter")
        assert len(handed) == 1


async def test_another_way_says_its_own_reason_and_the_first_comes_again() -> None:
    async with asking(MatchDialog, BOOK) as (pilot, dialog, _handed):
        await pilot.press("w")
        shown = await lines(pilot)
        assert "In the order of the law" in shown
        assert "1,500.00 USD stay open on them" in shown, "I2 receives 500 of 2,000"
        await pilot.press("w")
        assert "I1, I3 together are exactly 1,500.00 USD." in await lines(pilot)
        assert dialog.query_one(Grid).marks == {"I1", "I3"}


async def test_the_next_money_and_the_one_before() -> None:
    async with asking(MatchDialog, BOOK) as (pilot, _dialog, handed):
        await pilot.press("n")
        assert "R2: 90.00 USD of 2024-06-11 (2 of 2)" in await lines(pilot)
        await pilot.press("N")
        assert "(1 of 2)" in await lines(pilot)
        await pilot.press("N", "enter")
        assert handed == [match("R2", ("I1", "90USD"))]


async def test_amounts_are_typed_at_their_invoices_and_summed() -> None:
    """I1 receives 400, I2 receives 600.50; 499.50 stay free."""
    async with asking(MatchDialog, BOOK) as (pilot, dialog, handed):
        await pilot.press("asterisk", "g", *"400", "enter", "j", *"600.5", "enter")
        shown = await lines(pilot)
        assert "Divided by hand." in shown
        assert "1,000.50 USD given, 499.50 USD stay free." in shown
        assert not dialog.query_one(".row").display
        await pilot.press("enter")
        assert handed == [match("R1", ("I1", "400USD"), ("I2", "600.50USD"))]


async def test_more_than_there_is_is_told_while_it_is_typed() -> None:
    async with asking(MatchDialog, BOOK) as (pilot, _dialog, _handed):
        await pilot.press("j", *"300", "enter")
        shown = await lines(pilot)
        assert "1,800.00 USD given, 300.00 USD too much." in shown
        assert "1,800.00 USD were given to invoices, and of R1 only 1,500.00 USD are free. Give less." in shown


async def test_space_takes_and_leaves_and_says_when_nothing_is_left() -> None:
    async with asking(MatchDialog, BOOK) as (pilot, dialog, handed):
        await pilot.press("j", "space")
        assert told(dialog).startswith("Nothing is left for it.")
        await pilot.press("k", "space", "j", "space")
        assert dialog.query_one(Grid).marks == {"I2", "I3"}
        await pilot.press("asterisk", "enter")
        assert (handed, told(dialog)) == ([], "Alder: no invoice is chosen. Space takes the one under the cursor.")
        await pilot.press("asterisk", "enter")
        assert handed == [match("R1", ("I1", "1000USD"), ("I2", "500USD"))]


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        (("5", "x"), '"5x USD" is no amount of money.'),
        (("5", *"EUR"), "The money is in USD: give the amount in it."),
    ],
)
async def test_what_cannot_be_read_is_said_and_stays(keys: tuple[str, ...], wrong: str) -> None:
    async with asking(MatchDialog, BOOK) as (pilot, dialog, _handed):
        await pilot.press(*keys, "enter")
        assert told(dialog).startswith(wrong.partition(" USD")[0]) or told(dialog).startswith(wrong)
        assert dialog.query_one(Input).value == "".join(keys)
        await pilot.press("escape")
        assert dialog.query_one(Grid).has_focus, "esc leaves the entry first"
        await pilot.press("q")
        assert not isinstance(pilot.app.screen, MatchDialog)


async def test_it_fits_on_a_small_terminal() -> None:
    async with asking(MatchDialog, BOOK, size=(60, 20)) as (pilot, _dialog, _handed):
        shown = drawn(pilot.app)
        assert any("I2" in line and "2,000.00" in line for line in shown)
        assert any("q: leave" in line for line in shown)


async def test_the_key_says_why_there_is_nothing_to_match() -> None:
    async with opened(desk("buyer C1 name=Alder\ninvoice C1 I1 -9 100USD\nreceipt C1 R1 -1 50USD order_id=O1")) as (app, pilot):
        await typed(pilot, "m")
        assert said(app).startswith("No money of this buyer is free")


FIFTY = "\n".join(f"invoice C1 I{n:03} -{100 - n} {n}00USD" for n in range(1, 51))


async def test_one_receipt_over_fifty_invoices_takes_two_keys() -> None:
    """100 to 5,000 USD are 127,500; the issue asks for fewer than ten keys."""
    keys = ("m", "enter")
    async with opened(desk(f"buyer C1 name=Alder\n{FIFTY}\nreceipt C1 R1 -1 127500USD")) as (app, pilot):
        await typed(pilot, *keys)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert (said(app), in_front(app, MatchDialog)) == ("Alder: money set against invoices: on disk.", False)
        assert app.desk is not None
        account = app.desk.book.account("C1")
        assert len(account.receipts[0].invoices) == 50
        assert app.shown.assessed.of("C1").ledger.open == ()
        assert len(keys) < 10


async def test_a_receipt_between_the_amounts_takes_the_oldest_and_leaves_two_out_in_nine_keys() -> None:
    """All but I001 and I003 of the fifty: 127,500 less 100 and 300; the rest of 5,400 stays free."""
    keys = ("m", "w", "asterisk", "asterisk", "g", "space", "j", "j", "space")
    async with opened(desk(f"buyer C1 name=Alder\n{FIFTY}\nreceipt C1 R1 -1 132500USD")) as (app, pilot):
        await typed(pilot, *keys, "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [item.invoice.id for item in app.shown.assessed.of("C1").ledger.open] == ["I001", "I003"]
        assert app.shown.assessed.of("C1").ledger.loose == {"R1": 540000}
