"""What one provider allows and expects: where it may send, how much it may weigh, how long it may take, how often it is asked.

All of it is data, from the file of a built-in adapter or from the user's own, so that a new service is a table and no code.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from integrations.bounded import CAPS, Caps
from integrations.exchange import Refusal, accept_all

__all__ = ["DEADLINE", "NO_TERMS", "Quota", "Rate", "Terms"]

DEADLINE = 60.0
"""Seconds one exchange may take, its retries and waits included."""


class Quota(StrEnum):
    """When a quota that is used up begins anew, UTC."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls in any stretch of so many seconds."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms on which one provider is asked."""

    allowed_hosts: tuple[str, ...] = ()
    """Further hosts of the same service, `name` or `name:port`."""
    redirect_hosts: tuple[str, ...] = ()
    """Hosts an answer may lie with; they are shown no key."""
    caps: Caps = CAPS
    deadline: float = DEADLINE
    rate: Rate | None = None
    quota: Quota = Quota.MONTH
    authorities: Path | None = None
    """A file of certificates that are trusted beside the usual ones."""
    agent: str = "dunnage"
    refusal: Refusal = accept_all
    """Reads what a body says against its own answer."""


NO_TERMS = Terms()
"""The terms of a provider nobody wrote any down for."""
