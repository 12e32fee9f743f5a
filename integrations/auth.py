"""How a provider is shown that we may ask: the headers a secret turns into.

Only what a static key needs stands here. A kind that has to fetch or sign something first is refused by name, so that a
mapping file written for later says so at once instead of sending requests without a key.
"""

import base64
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from credit.problem import Fault
from integrations.secrets import NO_SECRET, Secret

__all__ = ["NO_AUTH", "Auth", "AuthKind", "AuthRefused", "AuthTrouble", "auth_of"]

HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
"""A header's name is a token, RFC 9110 section 5.6.2; 64 characters are more than any provider uses."""
HEADER_VALUE = re.compile(r"(?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?")
"""A header's value as we send it: printable ASCII with no space at either end, so no CR or LF can start a new header."""


class AuthKind(StrEnum):
    """The ways to show a key that exist now."""

    NONE = "none"
    BASIC = "basic"
    BEARER = "bearer"
    HEADER = "header"


class AuthTrouble(StrEnum):
    """Why a key cannot be shown the way it was asked for."""

    UNKNOWN_KIND = "unknown_kind"
    KEYLESS = "keyless"
    NO_COLON = "no_colon"
    BAD_NAME = "bad_name"
    UNPRINTABLE = "unprintable"


class AuthRefused(Fault):
    """Settings for a key that cannot work (`reason`, `kinds`: those that exist, `secret`: its reference)."""

    code: ClassVar[str] = "auth_refused"

    def __init__(self, reason: AuthTrouble, *, secret: str = "") -> None:
        """Keep the facts; what was written instead of a kind is not repeated, it may be a key in the wrong place."""
        super().__init__(reason=reason, kinds=", ".join(AuthKind), secret=secret)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Auth:
    """A checked way to show one key."""

    kind: AuthKind = AuthKind.NONE
    secret: Secret = NO_SECRET
    name: str = ""
    """The user of `basic` (empty: the secret is `user:password`), or the header of `header`."""

    def headers(self) -> dict[str, str]:
        """Give the headers that carry the key; they hold it in clear and go nowhere but on the wire."""
        key = self.secret.reveal()
        match self.kind:
            case AuthKind.NONE:
                return {}
            case AuthKind.BASIC:
                pair = f"{self.name}:{key}" if self.name else key
                return {"Authorization": "Basic " + base64.b64encode(pair.encode("utf-8")).decode("ascii")}
            case AuthKind.BEARER:
                return {"Authorization": f"Bearer {key}"}
            case AuthKind.HEADER:
                return {self.name: key}


NO_AUTH = Auth()
"""What an open provider is shown."""


def auth_of(kind: str, secret: Secret = NO_SECRET, name: str = "") -> Auth:
    """Check what the settings say about a key; `name` is the user of `basic` or the header of `header`."""
    if kind not in tuple(AuthKind):
        raise AuthRefused(AuthTrouble.UNKNOWN_KIND)
    auth = Auth(AuthKind(kind), secret, name)
    trouble = _trouble(auth)
    if trouble is not None:
        raise AuthRefused(trouble, secret=secret.reference)
    return auth


def _trouble(auth: Auth) -> AuthTrouble | None:
    """Say what is wrong with a way to show a key, or nothing."""
    key = auth.secret.reveal()
    if auth.kind is AuthKind.NONE:
        return None
    if not key:
        return AuthTrouble.KEYLESS
    if auth.kind is AuthKind.BASIC:
        # RFC 7617: the user ends at the first colon, so a user holding one would lend its rest to the password.
        if auth.name:
            return AuthTrouble.BAD_NAME if ":" in auth.name else None
        return None if ":" in key else AuthTrouble.NO_COLON
    if auth.kind is AuthKind.HEADER and not HEADER_NAME.fullmatch(auth.name):
        return AuthTrouble.BAD_NAME
    return None if HEADER_VALUE.fullmatch(key) else AuthTrouble.UNPRINTABLE
