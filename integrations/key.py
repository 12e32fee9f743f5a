"""The key of one provider as it is used: shown, put aside once it was refused, and looked at again.

A bureau locks the account, and the address, of whoever goes on with a key it refused. So a refused key rests: nothing is sent
before its reference leads to another one.
"""

import threading
from collections.abc import Callable

from integrations.auth import Auth, AuthRefused
from integrations.endings import Reason, Setback
from integrations.line import Watch
from integrations.secrets import Secret, SecretRefused
from integrations.tokens import Token, Tokens

__all__ = ["Key"]


class Key:
    """The key all threads that ask one provider share."""

    def __init__(self, auth: Auth, renewed: Callable[[], Auth] | None, monotonic: Callable[[], float]) -> None:
        """Begin with `auth`; `renewed` looks at its references again."""
        self._auth = auth
        self._renewed = renewed
        self._monotonic = monotonic
        self._tokens = Tokens(monotonic)
        self._refused = False
        self._lock = threading.Lock()

    @property
    def reference(self) -> str:
        """Where the secret lies, safe to show."""
        return self._auth.secret.reference

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What it is made of; none where none is shown."""
        secrets = (self._auth.secret, *(key for _, key in self._auth.beside))
        return tuple(secret for secret in secrets if secret)

    def current(self) -> Auth:
        """Give the key that may be shown; one that was refused and is still the same ends the exchange."""
        with self._lock:
            if self._refused:
                again = self._looked_up()
                if again is None or again.same_key(self._auth):
                    raise Setback(Reason.PAUSED)
                self._auth, self._tokens, self._refused = again, Tokens(self._monotonic), False
            return self._auth

    def refuse(self, auth: Auth) -> None:
        """Put a key aside, unless another one has taken its place meanwhile."""
        with self._lock:
            self._refused = self._refused or auth is self._auth

    def token(self, watch: Watch, login: Callable[[], Token], refused: str = "") -> str:
        """Give the token of this key, fetched by `login` where there is none or it is the `refused` one."""

        def fetch() -> Token:
            self.current()  # whoever waited for a login that was refused does not try another
            return login()

        return self._tokens.held(watch, fetch, refused)

    def _looked_up(self) -> Auth | None:
        try:
            return self._renewed() if self._renewed else None
        except (SecretRefused, AuthRefused):
            return None
