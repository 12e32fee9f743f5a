"""What whoever opens a book on a server has to know of it, and that keeps nobody from opening it."""

from collections.abc import Iterator
from datetime import timedelta

from credit.problem import Problem
from storage.postgres.address import Address

__all__ = ["notes_of"]

SKEW = timedelta(minutes=2)
"""How far the clock of a desk may be from the server's before it is told."""


def notes_of(address: Address, skew: timedelta, *, in_part: bool) -> Iterator[Problem]:
    """A part of the book alone, a password in the address, a clock that differs by `skew` of either sign taken off."""
    if in_part:
        yield Problem("book_in_part", path=address.shown)
    if address.in_clear:
        yield Problem("password_in_address", path=address.shown)
    if skew > SKEW:
        yield Problem("clock_differs", detail=str(round(skew / timedelta(minutes=1))), path=address.shown)
