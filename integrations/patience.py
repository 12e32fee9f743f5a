"""How one provider is asked until it answers: tries, waits between them, and the waits all callers share.

A provider that says "too many" says it to the whole desk. So the wait belongs to the provider, not to the call that heard
it, and a call that cannot wait that long ends at once, with the time to come back, without asking.
"""

from collections.abc import Callable

from integrations.endings import Reason, Setback
from integrations.exchange import Answer, Call
from integrations.line import SLICE, Watch
from integrations.retry import TRIES, Clock, backoff, may_repeat
from integrations.terms import Quota
from integrations.window import Window, until_next

__all__ = ["Patience"]


class Patience:
    """The waits of one provider, shared by the threads that ask it."""

    def __init__(self, clock: Clock, window: Window, quota: Quota = Quota.MONTH) -> None:
        self._clock = clock
        self._window = window
        self._quota = quota

    def persist(self, attempt: Callable[[], Answer], call: Call, watch: Watch) -> Answer | Setback:
        """Make up to three attempts; what ends the call is handed back, not raised."""
        pause, failed = 0.0, 0
        while True:
            try:
                self._rest(pause, watch)
                return attempt()
            except Setback as setback:
                met = setback
            failed += 1
            pause = self._pause_after(met, failed)
            harmless = may_repeat(met, sent=watch.sent, once=call.once)
            if not harmless or failed == TRIES or pause > watch.left():
                return met

    def await_turn(self, watch: Watch) -> None:
        """Wait until one more request may leave, unless that outlasts this call; each request asks for a turn of its own."""
        while (turn := self._window.take()).wait > 0:
            if turn.wait > watch.left():
                raise Setback(turn.reason, told=turn.wait)
            self._rest(turn.wait, watch)

    def _pause_after(self, met: Setback, failed: int) -> float:
        """Draw the seconds until a next attempt; a limit holds back every call of this provider as long.

        A limit that names no time lasts as long as the window does that is set, for the provider counts the same one.
        """
        limited = met.reason is Reason.TOO_MANY_REQUESTS and met.status > 0
        if limited and not met.told and self._window.seconds:
            met.told = self._window.seconds
        if met.reason is Reason.QUOTA_USED and met.status:
            met.told = met.told or until_next(self._quota, self._clock.now())
            self._window.shut(met.told, met.reason)
        pause = backoff(failed, self._clock.draw, told=met.told, limited=limited)
        if limited:
            met.told = met.told or pause
            self._window.shut(pause, met.reason)
        return pause

    def _rest(self, seconds: float, watch: Watch) -> None:
        """Sleep in slices, so that calling off is heard."""
        ends = self._clock.monotonic() + seconds
        watch.check()
        while (left := ends - self._clock.monotonic()) > 0:
            self._clock.sleep(min(left, SLICE))
            watch.check()
