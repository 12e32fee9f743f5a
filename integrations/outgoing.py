"""A request as it leaves, as values: what the client is given to send, and where it found that this really goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Leaving", "Outgoing"]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One request as it leaves."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    params: Mapping[str, str] | None = field(default=None, repr=False)
    """None leaves a query in the URL as it is."""
    content: bytes | None = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    keeps: bool = False
    """It may go down a line that was used before, and twice if that one was dead."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where a request really goes, as the client made it of the URL."""

    scheme: str
    host: str
    port: int | None
    userinfo: bool
    segments: int
