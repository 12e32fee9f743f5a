"""What goes out and what comes back, as values: one call to a provider and its answer.

Neither shows its contents when printed: a call may carry a key in a parameter, and an answer carries somebody's affairs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, TypeAlias

from integrations.bounded import Json
from integrations.endings import Reason

__all__ = ["NOTHING", "Answer", "Call", "Method", "Refusal", "accept_all"]

NOTHING: Mapping[str, str] = MappingProxyType({})

Method: TypeAlias = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]

Refusal: TypeAlias = Callable[[Json, int], Reason | None]
"""What a provider's body means beside its status: the parsed body (None where it is no JSON) and the status go in, a reason
comes out where the body says that this is no answer, or why; None leaves the judgement to the status."""


def accept_all(_body: Json, _status: int) -> Reason | None:
    """Leave every judgement to the status."""
    return None


def _whatever(_body: Json) -> bool:
    return True


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
    method: Method = "GET"
    body: Json = field(default=None, repr=False)
    """Sent as JSON; None sends no body."""
    form: Mapping[str, str] | None = field(default=None, repr=False)
    """Sent as a form, in place of a body."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Headers of this request; an empty `Accept` sends none, for services that stumble over it."""
    safe: bool = False
    """A POST that only asks, so that it may be repeated as a GET may."""
    also_ok: frozenset[int] = frozenset()
    """Statuses that are answers here: 404 where a list may not exist, 409 where it is there already, 304."""
    as_json: bool = True
    """False: the bytes are the answer (a table of rates), and its value is None."""
    refusal: Refusal | None = field(default=None, repr=False)
    """Reads what this answer's body says against it, in place of what the provider's terms do."""
    tells: Callable[[Json], bool] = field(default=_whatever, repr=False)
    """Whether a body says what was asked; one that does not is not kept, or it would be served for as long as an answer is."""
    reference: str = ""
    """Parameter in which a call that bills carries the number of its line in the ledger: its charge can be found again by it."""
    about: int = 1
    """Buyers it asks about: a server that compares a hundred of them with its lists is silent for longer."""
    base: str = field(default="", repr=False)
    """Another base URL of the same provider, on a host that is listed."""

    @property
    def once(self) -> bool:
        """Say whether a second request could do something twice: cost a fee, or change what is kept over there."""
        return self.billable or not (self.method == "GET" or self.safe)


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
    served: datetime | None = None
    """UTC, when the provider last said so, where the answer was kept from then and nobody was asked now."""
    skew: float = 0.0
    """Seconds the provider's clock is ahead of ours; 0 where they are less than a minute apart, or it does not say."""

    def told_on(self, on: date) -> date:
        """The day it tells of where `on` is today: an answer that was kept is no younger than when the provider last gave it."""
        return min(on, self.served.astimezone().date()) if self.served else on
