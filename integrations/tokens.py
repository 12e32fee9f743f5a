"""Tokens: keys that are fetched with a key, live for an hour or a day, and die without notice.

A bureau locks the account of whoever keeps logging in, so a token is fetched once for all threads, a second time only when the
provider refused the first, and never because ten of them were refused at once.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from integrations.bounded import Json
from integrations.endings import Reason, Setback
from integrations.line import SLICE, Watch

__all__ = ["NO_TOKEN", "Token", "TokenPlan", "Tokens", "refused_login", "token_in"]

_NO_GOOD = frozenset({"invalid_client", "invalid_grant", "unauthorized_client"})

_SHORTEST = 60
"""Seconds before its end at which a token is not begun with any more, or a tenth of its life where that is less."""


@dataclass(frozen=True, slots=True)
class TokenPlan:
    """Where a token is fetched, with what, and how it is shown."""

    url: str = ""
    """Whole address; its host is the provider's own or listed."""
    fields: tuple[tuple[str, str], ...] = ()
    """What is sent, with places for `{user}` and `{password}`."""
    form: bool = False
    """Sent as a form; else as JSON."""
    token: str = "access_token"  # noqa: S105 - the name of the field
    """Where in the answer it stands: names with points between."""
    expires: str = "expires_in"
    """Where the seconds of its life stand."""
    lasts: int = 3600
    """Seconds of its life where the answer does not say."""


NO_TOKEN = TokenPlan()
"""The plan of a provider that hands out no tokens."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token and the moment on the clock `monotonic` after which it is not begun with."""

    value: str = field(repr=False)
    good_until: float


class Tokens:
    """The one token of a provider, shared by the threads that ask it."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._held: Token | None = None

    def held(self, watch: Watch, fetch: Callable[[], Token], refused: str = "") -> str:
        """Give the token that is good now; one that is over, or is the one the provider `refused`, is fetched anew.

        Whoever comes while it is fetched waits, heeding its own `watch`, and takes what came.
        """
        while not self._lock.acquire(timeout=SLICE):
            watch.check()
        try:
            held = self._held
            if held is None or held.value == refused or self._monotonic() >= held.good_until:
                self._held = None
                self._held = held = fetch()
            return held.value
        finally:
            self._lock.release()

    def forget(self) -> None:
        """Let the token go: the key it was fetched with is another one now."""
        with self._lock:
            self._held = None


def refused_login(body: Json, status: int) -> Reason | None:
    """Say that a key is no good where a login says so in the words of RFC 6749 section 5.2, or with 403.

    Whoever logs in again and again with such a key is locked out, so it must rest as after a 401.
    """
    error = body.get("error") if isinstance(body, dict) else None
    if status == 403 or (status == 400 and isinstance(error, str) and error in _NO_GOOD):
        return Reason.UNAUTHORISED
    return None


def token_in(answer: Json, plan: TokenPlan, now: float) -> Token:
    """Read a token out of the answer; one that is no token is as good as a body nobody can use."""
    value = _at(answer, plan.token)
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or not value.isascii():
        raise Setback(Reason.TOKEN_MISSING)
    told = _at(answer, plan.expires)
    life = float(told) if isinstance(told, int) and not isinstance(told, bool) and told > 0 else float(plan.lasts)
    return Token(value.strip(), now + life - min(_SHORTEST, life / 10))


def _at(answer: Json, path: str) -> Json:
    """Walk down the names of a path; None where one of them is not there."""
    for name in path.split("."):
        answer = answer.get(name) if isinstance(answer, dict) else None
    return answer
