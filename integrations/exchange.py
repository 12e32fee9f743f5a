"""What goes out and what comes back, as values: one call to a provider and its answer.

Neither shows its contents when printed: a call may carry a key in a parameter, and an answer carries somebody's affairs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from integrations.bounded import Json

__all__ = ["NOTHING", "Answer", "Call"]

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
    billable: bool = False
    """Each request of it may be charged, so it is never sent twice."""


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
