"""What goes out and what comes back, as values: one call to a provider and its answer.

Neither shows its contents when printed: a call may carry a key in a parameter, and an answer carries somebody's affairs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from integrations.address import RequestRefused, RequestTrouble
from integrations.auth import HEADER_NAME, HEADER_VALUE
from integrations.bounded import Json

__all__ = ["NOTHING", "Answer", "Call", "sendable"]

_OURS = frozenset(
    [
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "cookie",
        "expect",
        "host",
        "proxy-authorization",
        "te",
        "transfer-encoding",
        "upgrade",
    ]
)
"""Headers that decide how a message is framed or who is asking; a mapping file does not set them."""

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Call:
    """One question to a provider."""

    endpoint: str
    """The name people and logs know it by, such as `report`; never the path."""
    path: str = field(repr=False)
    """Below the base URL, with places for ids: `/companies/{id}/report`."""
    ids: Mapping[str, str] = field(default_factory=dict, repr=False)
    params: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    method: Literal["GET", "POST"] = "GET"
    body: bytes = field(default=b"", repr=False)
    billable: bool = False
    """Each request of it may be charged, so it is never sent twice."""

    @property
    def idempotent(self) -> bool:
        """Say whether asking twice changes no more than asking once."""
        return self.method == "GET"


@dataclass(frozen=True, slots=True)
class Answer:
    """One usable answer: JSON that passed every check, and the bytes it was read from."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case; cookies are left out."""
    value: Json = field(repr=False)
    raw: bytes = field(repr=False)
    """The body after decoding, byte for byte."""
    sha256: str
    """Of `raw`, as hexadecimal."""
    fetched_at: datetime
    """UTC, when the last byte had come."""


def sendable(headers: Mapping[str, str]) -> dict[str, str]:
    """Give a call's own headers, or refuse one that could start another header or that is not its to set."""
    for name, value in headers.items():
        known = HEADER_NAME.fullmatch(name) is not None
        if not known or name.lower() in _OURS or not HEADER_VALUE.fullmatch(value):
            raise RequestRefused(RequestTrouble.HEADER, name if known else "")
    return dict(headers)
