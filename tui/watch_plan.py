"""What a provider that watches buyers is asked at each round: from which day on, and who is given into its care again.

A round reads further back than the one before ended, for a bureau may learn late of what happened; an event that was read
before is the same fact, and nothing is added. The search is written down when a buyer is new or its last one is a week old:
a round a day would else fill the book with searches that found nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from credit.account import Account
from credit.check import Check, Searched

__all__ = ["Round", "next_round"]

_BACK = timedelta(days=30)
"""How long before the last search is read again, and before the first one."""
_RENEWED = timedelta(days=7)
"""Age of a search from which the buyer is given into care again."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of reading events."""

    since: date
    put: Mapping[str, date | None]
    """Buyers to be given into care, each with the first day it is known to have been watched; `None` where none is known."""


def next_round(accounts: Iterable[Account], provider: str, on: date) -> Round:
    """The round of `provider` on `on` about these accounts, as known on that day."""
    since = on
    put: dict[str, date | None] = {}
    for account in accounts:
        last = _last(account, provider)
        if last is None or last.on + _RENEWED <= on:
            put[account.customer.id] = None if last is None else last.since
        since = min(since, last.on if last is not None else on)
    return Round(since - _BACK, put)


def _last(account: Account, provider: str) -> Check | None:
    """The standing search of the events of `provider`."""
    mine = (check for check in account.checks if (check.provider, check.searched) == (provider, Searched.MONITORED))
    return max(mine, key=lambda check: check.on, default=None)
