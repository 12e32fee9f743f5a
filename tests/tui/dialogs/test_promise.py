"""Taking a promise: what is overdue stands there, and what cannot be read is said where it was entered."""

from datetime import date, timedelta

import pytest
from textual.widgets import Input

from credit.money import Money
from tests.credit.little_book import TODAY
from tests.tui.dialogs.asked import asking, entered, told
from tui.dialogs.promise import PromiseDialog, PromiseFacts

LATE = """
buyer    C1  name=Alder
invoice  C1  I1   -45  1000USD
invoice  C1  I2   -20   500USD
receipt  C1  R1    -5   200USD  for=I1
invoice  C1  I3   -20   900EUR
invoice  C1  I4   +10  9000EUR
"""
"""Overdue: 1,000 - 200 + 500 = 1,300 dollars and 900 euros; 9,000 euros are not due."""


async def test_what_is_overdue_in_the_main_currency_stands_there_and_a_day_in_a_week() -> None:
    async with asking(PromiseDialog, LATE) as (pilot, dialog, handed):
        assert [entry.value for entry in dialog.query(Input)] == ["1300.00 USD", "2024-06-19"]
        await entered(pilot, dialog)
        assert handed == [PromiseFacts(Money.of("1300", "USD"), TODAY + timedelta(days=7))]


async def test_where_nothing_is_overdue_no_amount_is_suggested() -> None:
    async with asking(PromiseDialog, "buyer C1 \n invoice C1 I1 +5 10USD") as (_pilot, dialog, _handed):
        assert [entry.value for entry in dialog.query(Input)] == ["", "2024-06-19"]


@pytest.mark.parametrize(
    ("amount", "money"),
    [("1,250.50 usd", Money(125050, "USD")), ("900 EUR", Money(90000, "EUR")), ("5000 JPY", Money(5000, "JPY"))],
)
async def test_an_amount_is_read_with_its_currency(amount: str, money: Money) -> None:
    async with asking(PromiseDialog, LATE) as (pilot, dialog, handed):
        await entered(pilot, dialog, amount, "2024-07-01")
        assert handed == [PromiseFacts(money, date(2024, 7, 1))]


@pytest.mark.parametrize(
    ("amount", "day", "wrong"),
    [
        ("", "2024-07-01", "The amount is missing. Write it like 1234.56 USD."),
        ("all", "2024-07-01", '"all" is no amount of money. Write it like 1234.56 USD.'),
        ("12.345 USD", "2024-07-01", '"12.345 USD" is no amount of money. Write it like 1234.56 USD.'),
        ("1,2 0 pounds", "2024-07-01", '"1,2 0 pounds" is no amount of money.'),  # as it was typed, not as it was read
        ("[bold]9 USD", "2024-07-01", '"[bold]9 USD" is no amount of money.'),
        ("9\N{RIGHT-TO-LEFT OVERRIDE}1 USD", "2024-07-01", '"9 1 USD" is no amount of money.'),  # nothing speaks to the terminal
        ("10 USD", "soon", "By the day: write a day like 2024-06-12, or +7 for a week ahead."),
        ("10 USD", "2024-02-30", "By the day: write a day like 2024-06-12, or +7 for a week ahead."),
    ],
)
async def test_what_cannot_be_read_is_said_and_stays(amount: str, day: str, wrong: str) -> None:
    async with asking(PromiseDialog, LATE) as (pilot, dialog, handed):
        await entered(pilot, dialog, amount, day)
        assert handed == []
        assert wrong in told(dialog)
        assert [entry.value for entry in dialog.query(Input)] == [amount, day]
