"""What the house says of its control group: from when, how many, and which debts may be left alone for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from credit.policy_ranges import ANY_AMOUNT

__all__ = ["Controlling"]


@dataclass(frozen=True, slots=True)
class Controlling:
    """The opt-in hold-out of low-value rows (TRADE.md 4.7: a random 5 to 10 %)."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"percent": (1, 50), "largest": ANY_AMOUNT, "days": (7, 365)}

    since: date = date(9999, 12, 31)
    """First day of the first period; as delivered it never comes."""
    percent: int = 10
    """Of the buyers, drawn anew each period."""
    largest: int = 1000
    """Overdue of a buyer in base currency up to which it may be left alone [P]."""
    days: int = 28
    """Days of a period, in which nobody speaks to who is drawn and the outcome is counted [P]."""
