"""The order that is checked: what stands there, what is read, and what is answered."""

from datetime import date

import pytest
from textual.widgets import Input, Static

from credit.money import Money
from credit.terms import NO_TERMS, parse
from tests.credit.little_book import TODAY
from tests.tui.dialogs.asked import asking, entered, told
from tui.dialogs.check import METHODS, WORDS, CheckDialog, SupposedOrder

BUYER = "buyer C1 name=Alder terms=OA60 \n invoice C1 I1 -45 1000USD \n invoice C1 I2 +10 700USD"


async def test_the_largest_order_of_the_last_year_stands_there() -> None:
    async with asking(CheckDialog, BUYER) as (pilot, dialog, handed):
        assert [entry.value for entry in dialog.query(Input)] == ["1000.00 USD", "", "", "2024-06-12"]
        await pilot.press("enter")
        assert handed == [SupposedOrder(Money.of("1000", "USD"), NO_TERMS, TODAY)]


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (
            ("8,000 usd", "30% TT @order; 70% OA 60 @BL", "", "+10"),
            SupposedOrder(Money.of("8000", "USD"), parse("30% TT @order; 70% OA 60 @BL"), date(2024, 6, 22)),
        ),
        (("8000 USD", "", "L"), SupposedOrder(Money.of("8000", "USD"), parse("LC 60 @sight"), TODAY)),
        (("8000 USD", "OA 30", "t"), SupposedOrder(Money.of("8000", "USD"), parse("TT @order"), TODAY)),
    ],
)
async def test_another_amount_other_terms_another_method_another_day(values: tuple[str, ...], order: SupposedOrder) -> None:
    async with asking(CheckDialog, BUYER) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values)
        assert handed == [order]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (("much",), '"much" is no amount of money.'),
        (("5 USD", "OA 60 @moon"), 'The payment terms cannot be read at "moon".'),
        (("5 USD", "", "z"), "Method: one of the letters o a p l t, or nothing."),
        (("5 USD", "DP sight", "a"), "The payment terms cannot be read at"),
        (("5 USD", "", "", "soon"), "On the day: write a day like 2024-06-12"),
    ],
)
async def test_what_cannot_be_read_is_said_and_stays(values: tuple[str, ...], wrong: str) -> None:
    async with asking(CheckDialog, BUYER) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values)
        assert (handed, told(dialog).startswith(wrong)) == ([], True)
        assert [entry.value for entry in dialog.query(Input)][: len(values)] == list(values)


async def test_an_answer_stands_until_something_else_is_asked_and_one_may_ask_again() -> None:
    async with asking(CheckDialog, BUYER) as (pilot, dialog, handed):
        assert isinstance(dialog, CheckDialog)
        found = dialog.query_one("#found", Static)
        await pilot.press("enter")
        dialog.answered((("Verdict", "Go"), ("", "and more")))
        assert str(found.render()) == "Verdict: Go\n  and more"
        await pilot.press(*"9", "space", *"USD")
        assert (str(found.render()), found.display) == ("", False)
        await pilot.press("enter")
        assert [order.amount for order in handed] == [Money.of("1000", "USD"), Money.of("9", "USD")]


def test_every_method_has_its_word() -> None:
    assert METHODS.keys() == WORDS.keys()
