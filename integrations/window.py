"""How often one provider is asked: so many calls in any stretch of so many seconds, by all threads and all runs together.

A register that is asked too often shuts its door for minutes, and one that is asked too often again and again for good. A
bucket that leaks lets twice its size pass at first, so the moments of the last calls themselves are kept, in this process and
in a file that a run started by the clock shares with the open desk. A wait the provider asked for is kept with them.
"""

import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from integrations.endings import Reason
from integrations.rate_file import RateFile
from integrations.retry import Clock
from integrations.terms import Quota, Rate

__all__ = ["Turn", "Window", "until_next"]

_MARGIN, _MOST_MARGIN = 0.02, 1.0
"""Part of the window, and at most a second, that is left over: calls reach a server in less even steps than they leave."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a request may leave now (`wait` 0), or in how many seconds it may be asked again, and why."""

    wait: float = 0.0
    reason: Reason = Reason.TOO_MANY_REQUESTS


NOW = Turn()


class Window:
    """The turns of one provider and credential; safe to share between threads."""

    def __init__(self, clock: Clock, rate: Rate | None = None, place: Path | None = None) -> None:
        """Keep to `rate` in this process, and at `place` also between runs."""
        self._clock = clock
        self._rate = rate
        self._file = RateFile(place, rate.calls if rate else 0) if place else None
        self._lock = threading.Lock()
        self._left_at: deque[float] = deque(maxlen=rate.calls if rate else 0)
        self._shut = Turn(clock.monotonic())

    @property
    def seconds(self) -> float:
        """The length of the window, 0 where none is set."""
        return self._rate.seconds if self._rate else 0.0

    def keep_at(self, place: Path) -> None:
        """Share the moments of the calls with other runs, in the file `place`."""
        with self._lock:
            if self._file is None or self._file.path != place:
                self._file = RateFile(place, self._rate.calls if self._rate else 0)

    def take(self) -> Turn:
        """Take a place for one request, or say how long there is none."""
        with self._lock:
            now = self._clock.monotonic()
            if (shut := self._shut.wait - now) > 0:
                return Turn(shut, self._shut.reason)
            if (full := self._full(now)) > 0:
                return Turn(full)
            if self._file is not None:
                turn = self._file.take(self._clock.now().timestamp(), self._stretch())
                if turn[0] > 0:
                    return Turn(turn[0], Reason(turn[1]) if turn[1] in _SHUTTING else Reason.TOO_MANY_REQUESTS)
            if self._rate is not None:
                self._left_at.append(now)
            return NOW

    def shut(self, seconds: float, reason: Reason) -> None:
        """Let nobody pass for so long, in this run and the next ones."""
        with self._lock:
            until = self._clock.monotonic() + seconds
            if until > self._shut.wait:
                self._shut = Turn(until, reason)
                if self._file is not None:
                    self._file.shut(self._clock.now().timestamp(), seconds, str(reason))

    def _full(self, now: float) -> float:
        """Give the seconds until the oldest of the last calls of this process has left the window."""
        if self._rate is None or len(self._left_at) < self._rate.calls:
            return 0.0
        return self._left_at[0] + self._stretch() - now

    def _stretch(self) -> float:
        return self.seconds + min(self.seconds * _MARGIN, _MOST_MARGIN)


_SHUTTING = frozenset({Reason.TOO_MANY_REQUESTS, Reason.QUOTA_USED})


def until_next(quota: Quota, now: datetime) -> float:
    """Give the seconds until a quota begins anew: the first moment of the next day or month, UTC."""
    start = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if quota is Quota.DAY:
        return (start + timedelta(days=1) - now).total_seconds()
    return ((start.replace(day=1) + timedelta(days=32)).replace(day=1) - now).total_seconds()
