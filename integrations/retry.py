"""When to ask again: rarely, later each time, and never where a second question could cost a second fee.

A retry is only for what a server or a line does by accident. How long to wait is the server's to say; where it says
nothing, the wait is drawn at random so that many desks do not come back at the same moment.
"""

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from integrations.endings import Reason, Setback

__all__ = ["LONGEST", "TRIES", "Clock", "backoff", "may_repeat", "reset_after", "retry_after", "skew"]

TRIES = 3
"""Requests in all, the first included."""
_FIRST_STEP, _LONGEST_STEP = 1.0, 8.0  # seconds
_LEAST_AFTER_LIMIT = 1.0
"""Seconds a provider that said "too many" is left alone at least when it named no time."""
LONGEST = 32 * 86_400.0
"""Seconds a provider is left alone at most, whatever it says or a file holds: no quota is longer than a month."""
_SKEW = timedelta(seconds=60)
_EPOCH = 1e9
"""From here on a figure is a moment and no wait: the ninth of September 2001, or 31 years."""
_ACCIDENTS = frozenset({Reason.SERVER_ERROR, Reason.TOO_MANY_REQUESTS})
_PASSING = frozenset({429, 500, 502, 503, 504})
"""Statuses that pass by themselves; the rest of the 4xx and 5xx are statements."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance as the transport meets them, so that a test can hold both still."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    draw: Callable[[], float] = random.random
    """A number from 0 up to 1."""


def may_repeat(met: Setback, *, sent: bool, once: bool) -> bool:
    """Say whether one more request is harmless: when none left, or for one that may be sent twice and the server dropped."""
    if met.reason is Reason.UNREACHABLE:
        return not sent or not once
    return met.reason in _ACCIDENTS and met.status in _PASSING and not once


def backoff(failed: int, draw: Callable[[], float], *, told: float | None, limited: bool) -> float:
    """Give the seconds to wait after the `failed`-th failed request (from 1): full jitter, or never before `told`.

    Full jitter is uniform in [0, step * 2^(failed-1)], Brooker, "Exponential backoff and jitter", AWS 2015.
    """
    step = min(_LONGEST_STEP, _FIRST_STEP * float(2 ** (failed - 1)))
    if told is not None and told > 0:
        return told + draw() * _FIRST_STEP
    if limited:
        return _LEAST_AFTER_LIMIT + draw() * step
    return draw() * step


def retry_after(value: str, *, now: datetime, server: str = "") -> float | None:
    """Read a Retry-After header: seconds to wait, 0.0 for a moment that is past, None for what is missing or unreadable.

    Nobody is left alone for longer than `LONGEST`, however many seconds or centuries are named.
    A date is compared with the server's own `Date` header (`server`) when the two clocks are more than a minute apart.
    """
    text = value.strip()
    if re.fullmatch(r"[0-9]+", text):
        return min(LONGEST, float(text))
    until = _moment(text)
    if until is None:
        return None
    theirs = _moment(server.strip())
    start = theirs if theirs is not None and abs(theirs - now) > _SKEW else now
    return min(LONGEST, max(0.0, (until - start).total_seconds()))


def reset_after(value: str, *, now: datetime, server: str = "") -> float | None:
    """Read an X-RateLimit-Reset header, which no standard describes: seconds to wait or, where it is large, seconds since 1970.

    None for what is missing, past or neither; it is asked only where no Retry-After can be read.
    """
    text = value.strip()
    if not re.fullmatch(r"[0-9]{1,11}", text):
        return None
    told = float(text)
    if told >= _EPOCH:
        theirs = _moment(server.strip())
        start = theirs if theirs is not None and abs(theirs - now) > _SKEW else now
        told -= start.timestamp()
    return min(LONGEST, told) if told > 0 else None


def skew(server: str, *, now: datetime) -> float:
    """Read how far the clock behind a `Date` header is ahead of ours, in seconds; 0.0 within a minute or without one."""
    theirs = _moment(server.strip())
    return (theirs - now).total_seconds() if theirs is not None and abs(theirs - now) > _SKEW else 0.0


def _moment(text: str) -> datetime | None:
    """Read an HTTP date in any of its three forms, RFC 9110 section 5.6.7; one without a zone is UTC."""
    try:
        when = parsedate_to_datetime(text)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
