"""A little book's only buyer, watched by its clocks."""

from dataclasses import replace
from datetime import date
from typing import Any

from credit.account import Account
from credit.aging import ledger
from credit.clocks.clock import Clock, ClockKind
from credit.clocks.clocking import Clocking
from credit.clocks.watch import Watch
from credit.money import Money
from credit.rates import NO_RATES, Rates
from tests.credit.little_book import TODAY, little_book

__all__ = ["lasting", "only", "watch"]


def watch(
    text: str, on: date = TODAY, rates: Rates = NO_RATES, policy: Clocking | None = None, home: str = "CN", **differing: Any
) -> Watch:
    """The only buyer of a table as known on a day; further keywords are fields of the clocks' policy that differ."""
    (account,) = little_book(text).accounts.values()
    known = account.as_known_on(on) or Account(account.id)
    return Watch(known, on, ledger(known, on).open, replace(policy or Clocking(), **differing), rates=rates, home=home)


def only(clocks: tuple[Clock, ...], kind: ClockKind) -> Clock | None:
    """The clock of a kind, if it runs; a second one of it is a fault."""
    found = [clock for clock in clocks if clock.kind is kind]
    assert len(found) <= 1
    return found[0] if found else None


def lasting(clock: Clock | None) -> tuple[date, int, str, Money | None] | None:
    """Last day, calendar days left, what it belongs to and what is at stake."""
    return (clock.due_on, clock.slack, clock.subject, clock.stake) if clock else None
