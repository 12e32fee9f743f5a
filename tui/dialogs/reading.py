"""What is typed into an entry, read: money, a day, numbers of invoices; else one sentence of what would be right."""

import re
from datetime import date, timedelta

from credit.money import Money
from credit.problem import InvalidMoney
from wording import figures
from wording.words import _

__all__ = ["read_day", "read_money", "read_numbers"]

AMOUNT = re.compile(r"(.*?)\s*([A-Za-z]*)", re.DOTALL)
"""An amount, and the letters of its currency behind it."""
AHEAD = re.compile(r"\+(\d{1,4})")


def read_money(typed: str) -> Money | str:
    """`1,234.56 usd` or `1234.56USD`, the thousands marked or not; else what is wrong, or that it is missing."""
    amount, currency = AMOUNT.fullmatch(typed.strip().replace(",", "")).groups()  # type: ignore[union-attr]  # it matches anything
    if not typed.strip():
        return _("The amount is missing. Write it like 1234.56 USD.")
    if not currency and amount.isascii() and amount[-1:].isdecimal():
        return _("The currency of {typed} is missing. Write it like 1234.56 USD.").format(typed=figures.safe(typed.strip()))
    try:
        return Money.of(amount, currency.upper())
    except InvalidMoney:
        return _('"{typed}" is no amount of money. Write it like 1234.56 USD.').format(typed=figures.safe(typed))


def read_day(label: str, typed: str, on: date) -> date | str:
    """`2024-06-19`, or `+7` for a week after `on`; else what is wrong, under the entry's own label."""
    if ahead := AHEAD.fullmatch(typed.strip()):
        return on + timedelta(days=int(ahead[1]))
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return _("{label}: write a day like {day}, or +7 for a week ahead.").format(label=label, day=figures.day(on))


def read_numbers(typed: str) -> tuple[str, ...]:
    """Numbers between blanks or commas."""
    return tuple(re.split(r"[\s,，、]+", typed.strip())) if typed.strip() else ()
