"""A stop of the insurer's cover: from when what leaves for a buyer is not insured any more, and until when.

What had left before stays covered. Cover comes back on the day the debt that stopped it is paid, and while the insurer consents
in writing to wait for it (Atradius: two months after the oldest due date, TRADE.md 0 and 3.10).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

__all__ = ["NO_STOPS", "Stop", "Stops"]

Span = tuple[int, int]
"""First and last of a run of days, as ordinals."""


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

    def spans(self) -> Iterator[Span]:
        """The runs of days on which it holds, the earliest first."""
        first = self.last.toordinal() + 1
        last = date.max.toordinal() if self.paid_on is None else self.paid_on.toordinal() - 1
        agreed = ((a.toordinal(), b.toordinal()) for a, b in self.consents if a <= b)
        for since, until in sorted(agreed):
            if first <= (end := min(since - 1, last)):
                yield first, end
            first = max(first, until + 1)
        if first <= last:
            yield first, last


@dataclass(frozen=True)
class Stops:
    """Every stop of one buyer's cover, the earliest first: asked of each thing that left, so a day is looked up, not searched."""

    each: tuple[Stop, ...] = ()

    @cached_property
    def _spans(self) -> tuple[list[int], list[int]]:
        """The first and the last days of the runs on which any of them holds, none touching another."""
        firsts: list[int] = []
        lasts: list[int] = []
        for first, last in sorted(span for stop in self.each for span in stop.spans()):
            if lasts and first <= lasts[-1] + 1:
                lasts[-1] = max(lasts[-1], last)
            else:
                firsts.append(first)
                lasts.append(last)
        return firsts, lasts

    def hold_on(self, day: date) -> bool:
        """Whether what leaves on `day` is not covered because of one of them."""
        if not self.each:
            return False
        firsts, lasts = self._spans
        place = bisect_right(firsts, day.toordinal())
        return bool(place) and day.toordinal() <= lasts[place - 1]

    def on(self, day: date) -> Stop | None:
        """The first of them that holds on `day`; `None` where none does."""
        return next((stop for stop in self.each if stop.holds_on(day)), None)

    @classmethod
    def of(cls, found: Iterable[Stop]) -> "Stops":
        """These, in their order."""
        return cls(tuple(sorted(found, key=lambda stop: (stop.last, stop.invoice))))


NO_STOPS = Stops()
