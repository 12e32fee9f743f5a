"""What is typed into an entry, read: money, a day, numbers of invoices; else one sentence of what would be right."""

import re
from datetime import date, timedelta

from credit.money import Money
from credit.problem import InvalidMoney
from wording import figures
from wording.words import _

__all__ = ["read_day", "read_money", "read_numbers"]

AHEAD = re.compile(r"\+(\d{1,4})")


def read_money(typed: str) -> Money | str:
    """`1,234.56 usd`, the thousands marked or not; else what is wrong."""
    amount, _space, currency = typed.strip().replace(",", "").rpartition(" ")
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
