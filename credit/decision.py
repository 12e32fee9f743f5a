"""What a person decided beyond the rules: time for a buyer, another class, a place in the queue, a held order let through.

Each is a fact with its reason, whoever took it and the day it ends by itself: leniency is earned by evidence and ended by a
clock, and an override nobody renews falls back to the rule (TRADE.md 4.2, 4.3).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from credit.calendar import days_after
from credit.five_classes import DebtClass
from credit.money import Money

__all__ = ["ClassOverride", "Leniency", "LeniencyReason", "OrderRelease", "Pin"]


class LeniencyReason(StrEnum):
    """Why a buyer is given time."""

    POTENTIAL = "potential"
    """It grows, and its trade will be worth more than the wait."""
    ASSET_RICH_ILLIQUID = "asset_rich_illiquid"
    """It owns more than it owes and is blocked by its own customers: short of cash, not of means."""


@dataclass(frozen=True, slots=True)
class Leniency:
    """Time granted to a buyer: an overlay on 催收款 and 未收款, never a class (TRADE.md 4.3)."""

    kind: ClassVar[str] = "leniency"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    reason: LeniencyReason
    until: date
    """Last day of it."""
    cap: Money
    """Exposure above which it ends."""
    evidence: tuple[str, ...]
    """What was seen that earns it; never empty."""
    reviewed_on: date | None = None
    """Day of the latest review; `None`: none since it was granted."""
    insurer_consent: str = ""
    """The insurer's written consent, by its reference; empty where there is none."""
    forfeits: Money | None = None
    """Cover given up knowingly by granting it; `None` where none is."""
    ended_on: date | None = None
    """Day somebody ended it; `None`: nobody did."""
    text: str = ""
    who: str = ""

    @property
    def consented_until(self) -> date:
        """Last day of the insurer's written consent, which goes with the time it was given to; `date.min` without one."""
        if not self.insurer_consent:
            return date.min
        return self.until if self.ended_on is None else min(self.until, days_after(self.ended_on, -1))


@dataclass(frozen=True, slots=True)
class ClassOverride:
    """A class put in place of the one the rules give."""

    kind: ClassVar[str] = "override"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    debt_class: DebtClass
    until: date
    """Last day of it."""
    reason: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """A buyer put at the head of the queue, or at its end."""

    kind: ClassVar[str] = "pin"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    until: date
    """Last day of it."""
    reason: str
    last: bool = False
    """Pushed to the end instead."""
    who: str = ""
    ended_by: str = ""
    """Who took it off before its time; empty: nobody did."""

    def stands_on(self, day: date) -> bool:
        """Whether it keeps the buyer in its place on `day`."""
        return self.on <= day <= self.until


@dataclass(frozen=True, slots=True)
class OrderRelease:
    """A hold rule let pass for new orders, for days of grace."""

    kind: ClassVar[str] = "release"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    rules: tuple[str, ...]
    """Names of the hold rules that are let pass."""
    until: date
    """Last day of grace."""
    reason: str
    who: str = ""
