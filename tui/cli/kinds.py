"""What a word on the command line can be: a day, a count."""

import argparse
from datetime import date

from wording.words import _

__all__ = ["count", "day", "day_or_today"]


def day(text: str) -> date:
    """A date as ISO 8601 writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("{text!r} is no date; write it like 2026-03-31").format(text=text)) from None


def day_or_today(text: str) -> date | None:
    """A date, or `None` for the word `today`: which day that is, the desk knows."""
    return None if text == "today" else day(text)


def count(text: str) -> int:
    """A number of things, zero or more."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("{text!r} is no number").format(text=text))
    return int(text)
