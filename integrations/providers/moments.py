"""The day of a moment as a provider writes it: on the calendar of where the provider is.

A moment without a zone is on the provider's own clock, so its day is the one that is written, wherever this desk stands and
whatever its machine's zone is. One with a zone is brought to the provider's. Midnight is how a day is written as a moment, and
stays that day.
"""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

__all__ = ["day_at", "is_zone"]


def is_zone(name: str) -> bool:
    """Whether this machine knows the zone of this name, such as `Europe/London`."""
    return _zone(name) is not None


def day_at(text: str, zone: str = "") -> date | None:
    """The day of a moment, or of a day, in the order of ISO 8601; `None` where it is none. Without a `zone`: as written."""
    try:
        moment = datetime.fromisoformat(text)
        where = _zone(zone)
        if moment.tzinfo is None or where is None or moment.time() == time.min:
            return moment.date()
        return moment.astimezone(where).date()
    except (ValueError, OverflowError):
        return None


@lru_cache(32)
def _zone(name: str) -> ZoneInfo | None:
    """The zone, where it has a name this machine knows."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # no such zone, a name that leads elsewhere, or a folder of that name
        return None
