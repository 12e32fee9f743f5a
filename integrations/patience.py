"""How one provider is asked until it answers: tries, waits between them, and the waits all callers share.

A provider that says "too many" says it to the whole desk. So the wait belongs to the provider, not to the call that heard
it, and a call that cannot wait that long ends at once, with the time to come back, without asking.
"""

import threading
from collections.abc import Callable

from integrations.endings import Reason, Setback
from integrations.exchange import Answer, Call
from integrations.line import SLICE, Watch
from integrations.retry import TRIES, Clock, backoff, may_repeat

__all__ = ["Patience"]


class Patience:
    """The waits of one provider, shared by the threads that ask it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._resumes_at = clock.monotonic()

    def persist(self, attempt: Callable[[], Answer], call: Call, watch: Watch) -> Answer | Setback:
        """Make up to three attempts; what ends the call is handed back, not raised."""
        pause, failed = 0.0, 0
        while True:
            try:
                self._rest(pause, watch)
                self._await_turn(watch)
                return attempt()
            except Setback as setback:
                met = setback
            failed += 1
            pause = self._pause_after(met, failed)
            harmless = may_repeat(met, sent=watch.sent, once=call.once)
            if not harmless or failed == TRIES or pause > watch.left():
                return met

    def _pause_after(self, met: Setback, failed: int) -> float:
        """Draw the seconds until a next attempt; a limit holds back every call of this provider as long."""
        limited = met.reason is Reason.TOO_MANY_REQUESTS
        pause = backoff(failed, self._clock.draw, told=met.told, limited=limited)
        if limited and met.status:
            met.told = met.told or pause
            with self._lock:
                self._resumes_at = max(self._resumes_at, self._clock.monotonic() + pause)
        return pause

    def _await_turn(self, watch: Watch) -> None:
        """Wait out a limit that any call ran into, unless it outlasts this one."""
        with self._lock:
            wait = self._resumes_at - self._clock.monotonic()
        if wait > watch.left():
            raise Setback(Reason.TOO_MANY_REQUESTS, told=wait)
        self._rest(wait, watch)

    def _rest(self, seconds: float, watch: Watch) -> None:
        """Sleep in slices, so that calling off is heard."""
        ends = self._clock.monotonic() + seconds
        watch.check()
        while (left := ends - self._clock.monotonic()) > 0:
            self._clock.sleep(min(left, SLICE))
            watch.check()
