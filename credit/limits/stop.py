"""A stop of the insurer's cover: from when what leaves for a buyer is not insured any more, and until when.

What had left before stays covered. Cover comes back on the day the debt that stopped it is paid, and while the insurer consents
in writing to wait for it (Atradius: two months after the oldest due date, TRADE.md 0 and 3.10).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

__all__ = ["Stop", "stop_on"]


@dataclass(frozen=True, slots=True)
class Stop:
    """The stop that one overdue invoice brought."""

    invoice: str
    last: date
    """Last day on which what left was covered."""
    paid_on: date | None
    """Day the invoice was paid; `None` while it is open."""
    source: str
    """Where the number of days was read."""
    consents: tuple[tuple[date, date], ...] = ()
    """First and last days for which the insurer agreed to wait for this invoice."""

    def holds_on(self, day: date) -> bool:
        """Whether what leaves on `day` is not covered because of it."""
        paid = self.paid_on is not None and self.paid_on <= day
        return self.last < day and not paid and not any(first <= day <= last for first, last in self.consents)


def stop_on(stops: Iterable[Stop], day: date) -> Stop | None:
    """The first of these stops that holds on `day`; `None` where none does."""
    return next((stop for stop in stops if stop.holds_on(day)), None)
