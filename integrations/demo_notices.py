"""What the invented gazette has published about the invented buyers.

The book and the embedded provider read the same list, so a notice the desk knows already is the same fact when a report is
refreshed, and the one nobody has looked for is found.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from credit.report import EventKind
from integrations.demo_cast import Part

__all__ = ["Notice", "notices"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice about one company."""

    id: str
    event: EventKind
    published_on: date


_PUBLISHED: dict[Part, tuple[tuple[int, EventKind], ...]] = {
    Part.OLD_FRIEND: ((9, EventKind.WINDING_UP_PETITION),),
    Part.PETITIONED: ((40, EventKind.WINDING_UP_PETITION),),
    Part.DEAD: ((190, EventKind.WINDING_UP_PETITION), (121, EventKind.WINDING_UP_ORDER)),
}
"""Days before the day of the book, oldest first."""


def notices(part: Part, number: str, day: date) -> tuple[Notice, ...]:
    """Notices about the company `number`, which plays `part`, that were published by `day`; oldest first."""
    return tuple(
        Notice(f"{number}-{place}", event, day - timedelta(days=days))
        for place, (days, event) in enumerate(_PUBLISHED.get(part, ()), 1)
    )
