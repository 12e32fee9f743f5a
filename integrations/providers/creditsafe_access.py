"""What a subscription of Creditsafe Connect allows, looked at before a report is ordered: `/access` is free, a report is not.

Its form is known from public client code alone. So only one answer holds an order back: a list of countries that was read whole
and does not name the buyer's. Whatever else comes, or does not come, says nothing, and the report is ordered as without it.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock

from integrations.bounded import Json
from integrations.endings import ENDING_OF, Ending, ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.keeping.visit import Door
from integrations.secrets import Secret

__all__ = ["AccessDoor", "countries_in"]

_STOPS = frozenset({Ending.AUTH_FAILED, Ending.CANCELLED, Ending.TLS_FAILED})
"""Endings after which the order would end the same way, and must not be tried: a login refused again locks the account."""
_BRITAIN = {"UK": "GB"}


def countries_in(body: Json) -> frozenset[str] | None:
    """The countries whose reports the subscription holds; `None` where that cannot be read whole, or the list is empty."""
    access = body.get("countryAccess") if isinstance(body, dict) else None
    rows = access.get("creditsafeConnectOnlineReports") if isinstance(access, dict) else None
    codes = [row.get("countryIso2") if isinstance(row, dict) else None for row in (rows if isinstance(rows, list) else [])]
    named = {code.strip().upper() for code in codes if isinstance(code, str) and len(code.strip()) == 2}
    whole = bool(codes) and all(isinstance(code, str) and len(code.strip()) == 2 for code in codes)
    return frozenset(_BRITAIN.get(code, code) for code in named) if whole else None


class AccessDoor:
    """A door that asks once a day what the subscription holds, before the first report leaves by it."""

    def __init__(self, door: Door, provider: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Ask through `door`."""
        self._door = door
        self._provider = provider
        self._now = now
        self._held: tuple[date, frozenset[str] | None] | None = None
        self._lock = Lock()

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """See `Door`."""
        return self._door.secrets

    def keep_turns(self, place: Path) -> None:
        """See `Door`."""
        self._door.keep_turns(place)

    def ask(self, call: Call, *, cancelled: Callable[[], bool]) -> Answer:
        """Bring one answer; a report of a country the subscription does not hold is not sent."""
        if call.billable:
            held, country = self._countries(cancelled), call.ids.get("connect_id", "")[:2].upper()
            if held is not None and country not in held:
                reason = Reason.NOT_SUBSCRIBED
                raise ProviderFailure(provider=self._provider, endpoint=call.endpoint, ending=ENDING_OF[reason], reason=reason)
        return self._door.ask(call, cancelled=cancelled)

    def _countries(self, cancelled: Callable[[], bool]) -> frozenset[str] | None:
        """What the subscription holds today, asked for once; raises ProviderFailure where nothing else may be sent either."""
        with self._lock:
            today = self._now().date()
            if self._held is None or self._held[0] != today:
                self._held = (today, self._asked(cancelled))
            return self._held[1]

    def _asked(self, cancelled: Callable[[], bool]) -> frozenset[str] | None:
        try:
            return countries_in(self._door.ask(Call("access", "/access"), cancelled=cancelled).value)
        except ProviderFailure as failure:
            if failure.ending in _STOPS:
                raise
            return None
