"""The line to the server: made, tried again where it broke, and every trouble on it as a fault with facts.

What the server says may hold a buyer's name or a password, so nothing of it goes further than here.
"""

import logging
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any, TypeVar

import psycopg

from credit.problem import Fault
from storage.faults import BookLocked, BookReadOnly, BookWriteFailed, Refused, ServerLost, ServerRefused, WriteFailure
from storage.postgres.address import Address
from storage.postgres.refusal import refused_why

__all__ = ["OLDEST", "PATIENCE", "Line", "Link"]

logging.getLogger("psycopg").setLevel(logging.CRITICAL)  # what it warns of is told as a fault, and a screen has no room for both
Line = psycopg.Connection[tuple[Any, ...]]
Found = TypeVar("Found")

OLDEST = 130000
"""The oldest server that is spoken to, as it numbers itself: 13."""
PATIENCE = 15.0
"""Seconds a change waits for a server that was lost: one that was killed is back by then."""
PAUSES = (0.0, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between one try and the next; the last goes on."""
CONNECT = 3
"""Seconds a server may take to answer at all."""
_LOST = ("08", "57P")
"""Beginnings of the numbers of errors after which a line is gone: connections broken, servers going down or coming up."""
_AGAIN = ("40001", "40P01")
"""What another transaction was in the way of: it is tried again."""


class Link:
    """The one line of a store, renewed where it broke; not safe to use from two threads at once."""

    def __init__(self, address: Address) -> None:
        """Reach the server; raises `ServerRefused` or `ServerLost`."""
        self.address = address
        self.sent = False
        """Whether a change may stand that nobody confirmed: it was on its way when the line broke."""
        self._line: Line | None = self._reached()

    def once_more(self, work: Callable[[Line], Found]) -> Found:
        """Do `work` on the line; on a new one where it broke, once. For looking: who looks has time, and looks again."""
        return self._done(work, monotonic(), least=2)

    def patiently(self, work: Callable[[Line], Found]) -> Found:
        """Do `work` on the line until it was done, on new ones where they break; it has to know what it did already."""
        return self._done(work, monotonic() + PATIENCE, least=2)

    def close(self) -> None:
        """Let go of the line."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _done(self, work: Callable[[Line], Found], until: float, least: int) -> Found:
        tries = 0
        while True:
            tries += 1
            try:
                if self._line is None:
                    self._line = self._reached()
                return work(self._line)
            except psycopg.Error as error:
                fault = self._fault(error)
                again = isinstance(fault, ServerLost) or error.sqlstate in _AGAIN
            except (ServerLost, ServerRefused) as refused:
                fault, again = refused, refused.facts["reason"] in ("", Refused.FULL)
            if not again:
                raise fault from None
            if tries >= least and monotonic() >= until:
                raise ServerLost(path=self.address.shown, reason="unsure") if self.sent else fault from None
            sleep(PAUSES[min(tries - 1, len(PAUSES) - 1)])

    def _reached(self) -> Line:
        try:
            line = psycopg.connect(**self.address.parameters, autocommit=True, prepare_threshold=None, **_manners(self.address))
        except psycopg.Error as error:
            raise self._refusal(error) from None
        if line.info.server_version < OLDEST:
            found = line.info.server_version // 10000
            line.close()
            raise ServerRefused(path=self.address.shown, reason=Refused.OLD, found=found, least=OLDEST // 10000)
        return line

    def _refusal(self, error: psycopg.Error) -> Fault:
        reason = refused_why(error, self.address.parameters, CONNECT)
        if reason is None:
            return ServerLost(path=self.address.shown, reason="")
        return ServerRefused(path=self.address.shown, reason=reason)

    def _fault(self, error: psycopg.Error) -> Fault:
        path, state = self.address.shown, error.sqlstate or ""
        gone = not state and isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        if gone or self._line is None or self._line.closed or state.startswith(_LOST):
            self.close()
            return ServerLost(path=path, reason="")
        if state == "25006" or state == "42501":
            return BookReadOnly(path=path, reason="server")
        if state == "55P03":
            return BookLocked(path=path)
        if state == "53100":
            return BookWriteFailed(path=path, reason=WriteFailure.SERVER_FULL)
        return ServerRefused(path=path, reason=Refused.OTHER, state=state)


def _manners(address: Address) -> dict[str, Any]:
    """What is told with every line: a name, how long to wait, and when silence counts as gone."""
    usual = {
        "application_name": "dunnage",
        "connect_timeout": CONNECT,
        "client_encoding": "utf8",
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 15000,
    }
    return {name: value for name, value in usual.items() if name not in address.parameters}
