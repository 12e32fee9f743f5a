"""A request as it leaves, as values: what the client is given to send, and where it found that this really goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["SILENCE", "Leaving", "Outgoing", "silence_of"]

SILENCE = 15.0
"""Seconds without a byte after which nothing is expected any more from a server that was asked about one buyer."""
_EACH = 0.3
"""Further seconds for each further buyer: a hundred at once end within the 60 s an exchange may take."""


def silence_of(about: int) -> float:
    """Seconds a server may be silent that was asked about so many buyers at once."""
    return SILENCE + _EACH * (about - 1)


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
    silence: float = SILENCE
    """Seconds without a byte after which nothing is expected any more; the deadline of the whole exchange may end it sooner."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where a request really goes, as the client made it of the URL."""

    scheme: str
    host: str
    port: int | None
    userinfo: bool
    segments: int
