"""A decision that waits for a second person: above the policy's amount one person proposes, and another agrees (four eyes).

What is proposed is kept with everything the decision needs and counts nowhere. Only the other person's word makes the decision
itself, on that day and by what is known then; it lapses by itself where nobody gives it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from credit.activity import Channel
from credit.decision import LeniencyReason
from credit.money import Money

__all__ = ["Decision", "FourEyes", "Proposal", "waiting_on"]

ANY_AMOUNT = (0, 10**12)


@dataclass(frozen=True, slots=True)
class FourEyes:
    """Above which amount a decision needs a second person, as policy data; amounts in base currency, 0: never."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "limit": ANY_AMOUNT, "leniency": ANY_AMOUNT, "write_off": ANY_AMOUNT, "wait_days": (1, 365)
    }  # fmt: skip

    limit: int = 0
    """Limit, insured limit or group limit above which a second person agrees, unless it is lowered [P]."""
    leniency: int = 0
    """Cap of time given above which a second person agrees, unless it gives no more than what runs [P]."""
    write_off: int = 0
    """What is open of a buyer's invoices written off, together, above which a second person agrees [P]."""
    wait_days: int = 30
    """Days after which a proposal that nobody agreed to lapses: it was made by the figures of its day [P]."""


class Decision(StrEnum):
    """What is decided."""

    LIMIT = "limit"
    LENIENCY = "leniency"
    WRITE_OFF = "write_off"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one person proposed of a buyer, and what became of it."""

    kind: ClassVar[str] = "proposal"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    decision: Decision
    amount: Money | None
    """The limit, the cap, or what is open of what is written off; `None`: of several currencies without a rate between them."""
    lapses_on: date
    """First day on which it waits no more, where nobody decided on it."""
    who: str
    """Who made it."""
    text: str = ""
    """Why, in the maker's words."""
    insured: Money | None = None
    """With a limit: the insurer's; `None`: it stays as it is."""
    insured_until: date | None = None
    insured_percent: int | None = None
    group: Money | None = None
    """With a limit: that of the whole group; `None`: it stays as it is."""
    reason: LeniencyReason | None = None
    """With time given: what for ..."""
    until: date | None = None
    """... and its last day."""
    evidence: tuple[str, ...] = ()
    insurer_consent: str = ""
    forfeit_cover: bool = False
    channel: Channel | None = None
    """With a write-off: how it was written down ..."""
    invoices: tuple[str, ...] = ()
    """... and of which invoices; empty: of all that is open."""
    closed_on: date | None = None
    """Day somebody decided on it; `None`: nobody did."""
    closed_by: str = ""
    agreed: bool = False
    """Whether whoever decided on it agreed; what was refused, or taken back by its maker, was not."""
    closed_why: str = ""
    """Why it was refused."""

    def waits_on(self, day: date) -> bool:
        """Whether it waits for a second person on `day`."""
        return self.on <= day < self.lapses_on and (self.closed_on is None or day < self.closed_on)


def waiting_on(proposals: Iterable[Proposal], day: date) -> tuple[Proposal, ...]:
    """Those that wait on `day`, the oldest first."""
    return tuple(each for each in proposals if each.waits_on(day))
