"""How a provider is shown that we may ask: what a secret turns into on the wire.

A static key is a header. A token is fetched with the key first (`tokens`), a signature is made for each request (`signing`);
all of them are described as data, so that a provider's file can name any of them. A kind nobody knows is refused by name, so
that a file says so at once instead of sending requests without a key.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from credit.problem import Fault
from integrations.secrets import NO_SECRET, Secret
from integrations.signing import NO_SIGNING, Signing, filled
from integrations.tokens import NO_TOKEN, TokenPlan

__all__ = [
    "NO_AUTH",
    "NO_PLAN",
    "TOKEN_KINDS",
    "Auth",
    "AuthKind",
    "AuthPlan",
    "AuthRefused",
    "AuthTrouble",
    "auth_by",
    "auth_of",
]

HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
"""A header's name is a token, RFC 9110 section 5.6.2; 64 characters are more than any provider uses."""
HEADER_VALUE = re.compile(r"(?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?")
"""A header's value as we send it: printable ASCII with no space at either end, so no CR or LF can start a new header."""


class AuthKind(StrEnum):
    """The ways to show a key."""

    NONE = "none"
    BASIC = "basic"
    BASIC_USER = "basic_user"
    """The key as the user of Basic, with a blank password (Companies House)."""
    BEARER = "bearer"
    HEADER = "header"
    APIKEY = "apikey"
    """`Authorization: ApiKey` and the key (OpenSanctions)."""
    TOKEN_POST = "token_post"  # noqa: S105 - the name of a kind
    """A token that is posted for, with fields of the provider's own."""
    CLIENT_CREDENTIALS = "client_credentials"
    """A token by RFC 6749 section 4.4: Basic, and a form that says what is wanted."""
    SIGNED = "signed"


TOKEN_KINDS = frozenset({AuthKind.TOKEN_POST, AuthKind.CLIENT_CREDENTIALS})
_PAIRS = TOKEN_KINDS | {AuthKind.BASIC, AuthKind.SIGNED}
"""Kinds whose secret is a user and a password."""
_PREFIXES = {AuthKind.BEARER: "Bearer", AuthKind.APIKEY: "ApiKey", **dict.fromkeys(TOKEN_KINDS, "Bearer")}


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
class AuthPlan:
    """How a key is shown, and where the key lies: all that is known before a secret is touched."""

    kind: str = "none"
    secret: str = ""
    """Reference such as `env:NAME`; never the key."""
    name: str = ""
    """The user of a pair (empty: the secret is `user:password`), or the header that carries the key."""
    prefix: str | None = None
    """The word before the key or token; None: the usual one of the kind."""
    beside: tuple[tuple[str, str], ...] = ()
    """Further headers with keys in them, and their references (`x-api-key` beside a token)."""
    token: TokenPlan = NO_TOKEN
    signing: Signing = NO_SIGNING


NO_PLAN = AuthPlan()
"""The plan of an open provider."""


@dataclass(frozen=True, slots=True)
class Auth:
    """A checked way to show one key."""

    kind: AuthKind = AuthKind.NONE
    secret: Secret = NO_SECRET
    name: str = ""
    prefix: str = ""
    beside: tuple[tuple[str, Secret], ...] = ()
    token: TokenPlan = NO_TOKEN
    signing: Signing = NO_SIGNING

    @property
    def fetches(self) -> bool:
        """Whether a token has to be fetched before anything can be asked."""
        return self.kind in TOKEN_KINDS

    def headers(self, token: str = "") -> dict[str, str]:
        """Give the headers that carry the key, or the `token` it was changed for; they go nowhere but on the wire."""
        return {**{name: key.reveal() for name, key in self.beside}, **self._own(token)}

    def stamped(self, at: datetime, token: str = "") -> tuple[dict[str, str], dict[str, str]]:
        """Give the headers and the parameters that show the key with a request that is sent `at`."""
        if self.kind is AuthKind.SIGNED:
            headers, params = self.signing.stamped(*self.pair(), at)
            return {**self.headers(), **headers}, params
        return self.headers(token), {}

    def login(self) -> tuple[dict[str, str], dict[str, str]]:
        """Give the headers and the fields with which a token is fetched."""
        user, password = self.pair()
        headers = {name: key.reveal() for name, key in self.beside}
        fields = {name: filled(value, {"user": user, "password": password}) for name, value in self.token.fields}
        if self.kind is AuthKind.CLIENT_CREDENTIALS:
            headers["Authorization"] = _basic(f"{user}:{password}")
            fields = {"grant_type": "client_credentials", **fields}
        return headers, fields

    def pair(self) -> tuple[str, str]:
        """Give the user and the password."""
        key = self.secret.reveal()
        user, _, password = (self.name, "", key) if self.name else key.partition(":")
        return user, password

    def same_key(self, other: "Auth") -> bool:
        """Say whether another look at the references brought the same secrets."""
        return self._revealed() == other._revealed()

    def _revealed(self) -> list[str]:
        return [secret.reveal() for secret in (self.secret, *(key for _, key in self.beside))]

    def _own(self, token: str) -> dict[str, str]:
        key = self.secret.reveal()
        match self.kind:
            case AuthKind.NONE | AuthKind.SIGNED:
                return {}
            case AuthKind.BASIC:
                return {"Authorization": _basic(":".join(self.pair()))}
            case AuthKind.BASIC_USER:
                return {"Authorization": _basic(f"{key}:")}
            case AuthKind.TOKEN_POST | AuthKind.CLIENT_CREDENTIALS:
                key = token
        return {self.name if self.kind is AuthKind.HEADER else "Authorization": self._prefixed(key)}

    def _prefixed(self, key: str) -> str:
        return f"{self.prefix} {key}" if self.prefix else key


NO_AUTH = Auth()
"""What an open provider is shown."""


def auth_of(kind: str, secret: Secret = NO_SECRET, name: str = "") -> Auth:
    """Check a plain way to show a key; `name` is the user of `basic` or the header of `header`."""
    return auth_by(AuthPlan(kind, secret.reference, name), lambda _reference: secret)


def auth_by(plan: AuthPlan, resolved: Callable[[str], Secret]) -> Auth:
    """Fetch the secrets of a plan and check that they can be shown as it says."""
    if plan.kind not in tuple(AuthKind):
        raise AuthRefused(AuthTrouble.UNKNOWN_KIND)
    kind = AuthKind(plan.kind)
    secret = NO_SECRET if kind is AuthKind.NONE else resolved(plan.secret)
    prefix = _PREFIXES.get(kind, "") if plan.prefix is None else plan.prefix
    beside = tuple((name, resolved(reference)) for name, reference in plan.beside)
    auth = Auth(kind, secret, plan.name, prefix, beside, plan.token, plan.signing)
    trouble = _trouble(auth)
    if trouble is not None:
        raise AuthRefused(trouble, secret=secret.reference)
    return auth


def _trouble(auth: Auth) -> AuthTrouble | None:
    """Say what is wrong with a way to show a key, or nothing."""
    if any(not HEADER_NAME.fullmatch(name) for name, _ in auth.beside):
        return AuthTrouble.BAD_NAME
    if any(not HEADER_VALUE.fullmatch(key.reveal()) for _, key in auth.beside):
        return AuthTrouble.UNPRINTABLE
    if auth.kind is AuthKind.NONE:
        return None
    if not auth.secret:
        return AuthTrouble.KEYLESS
    return (_trouble_of_pair if auth.kind in _PAIRS else _trouble_of_key)(auth)


def _trouble_of_pair(auth: Auth) -> AuthTrouble | None:
    """RFC 7617: the user ends at the first colon, so a user holding one would lend its rest to the password."""
    key = auth.secret.reveal()
    if ":" in auth.name:
        return AuthTrouble.BAD_NAME
    if not auth.name and ":" not in key:
        return AuthTrouble.NO_COLON
    return AuthTrouble.UNPRINTABLE if auth.kind is AuthKind.SIGNED and not HEADER_VALUE.fullmatch(key) else None


def _trouble_of_key(auth: Auth) -> AuthTrouble | None:
    key = auth.secret.reveal()
    if auth.kind is AuthKind.BASIC_USER:
        return AuthTrouble.UNPRINTABLE if ":" in key or not key.isprintable() else None
    if auth.kind is AuthKind.HEADER and not HEADER_NAME.fullmatch(auth.name):
        return AuthTrouble.BAD_NAME
    return None if HEADER_VALUE.fullmatch(key) else AuthTrouble.UNPRINTABLE


def _basic(pair: str) -> str:
    return "Basic " + base64.b64encode(pair.encode("utf-8")).decode("ascii")
