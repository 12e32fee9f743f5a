"""Money, days and numbers as they are typed."""

from datetime import date

import pytest

from credit.money import Money
from tests.credit.little_book import TODAY
from tui.dialogs.reading import read_day, read_money, read_numbers


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1,250.50 usd", Money(125050, "USD")),
        (" 5000 JPY ", Money(5000, "JPY")),
        ("1200USD", Money(120000, "USD")),
        ("-1,200.5eur", Money(-120050, "EUR")),
        ("", "The amount is missing. Write it like 1234.56 USD."),
        ("all", '"all" is no amount of money. Write it like 1234.56 USD.'),
        ("1200", "The currency of 1200 is missing. Write it like 1234.56 USD."),
        ("much", '"much" is no amount of money. Write it like 1234.56 USD.'),
        ("12x34 USD", '"12x34 USD" is no amount of money. Write it like 1234.56 USD.'),
        ("12.345 USD", '"12.345 USD" is no amount of money. Write it like 1234.56 USD.'),
    ],
)
def test_money(typed: str, read: Money | str) -> None:
    assert read_money(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2024-07-01", date(2024, 7, 1)),
        ("+7", date(2024, 6, 19)),  # 12 June and a week
        ("+0", TODAY),
        ("2024-02-30", "Until: write a day like 2024-06-12, or +7 for a week ahead."),
        ("7", "Until: write a day like 2024-06-12, or +7 for a week ahead."),
        ("+99999", "Until: write a day like 2024-06-12, or +7 for a week ahead."),
    ],
)
def test_a_day(typed: str, read: date | str) -> None:
    assert read_day("Until", typed, TODAY) == read


@pytest.mark.parametrize(
    ("typed", "read"), [("", ()), ("  ", ()), ("I1", ("I1",)), ("I1, I2  I3", ("I1", "I2", "I3")), ("I1，I2", ("I1", "I2"))]
)
def test_numbers(typed: str, read: tuple[str, ...]) -> None:
    assert read_numbers(typed) == read
