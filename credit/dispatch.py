"""A letter on its way to a buyer by mail: written down before it is handed over, and again when it is known what became of it.

What stands in the book before the call cannot be lost with the program: a letter that was intended and of which nothing more is
known may have gone, so nobody sends it again before a person has said whether it arrived.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from credit.account import Account
    from credit.treatment import NextStep

__all__ = ["Dispatch", "DispatchState", "in_the_way", "step_key", "unsettled"]


class DispatchState(StrEnum):
    """What became of a letter."""

    INTENDED = "intended"
    """It was about to be handed over; where nothing followed, nobody knows whether it was."""
    SENT = "sent"
    """The mail server took it."""
    NOT_SENT = "not_sent"
    """The mail server never took it; it may be tried again."""
    REFUSED = "refused"
    """The mail server refused this letter to this address for good."""
    UNKNOWN = "unknown"
    """The line broke after it was handed over and before the server answered."""


_OPEN = frozenset({DispatchState.INTENDED, DispatchState.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One letter to one buyer."""

    kind: ClassVar[str] = "dispatch"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    letter: str
    """Its kind, such as `reminder`."""
    step: str
    """The step of the ladder it does: the same step has the same words on every day it is looked at."""
    to: str
    subject: str
    state: DispatchState
    invoices: tuple[str, ...] = ()
    """Invoices it is about."""
    detail: str = ""
    """Why it did not go, as a word of the mail's own; never what a server said."""
    who: str = ""


def step_key(step: "NextStep") -> str:
    """The words that tell this step from every other: ladder, action, the day it is owed from, and the invoice it is owed for."""
    facts = step.reason.facts if step.reason is not None else {}
    return ":".join(str(facts.get(name, "")) for name in ("ladder", "rule", "on", "invoice"))


def unsettled(account: "Account") -> tuple[Dispatch, ...]:
    """Letters of which nobody knows whether they went, the oldest first."""
    return tuple(each for each in account.dispatches if each.state in _OPEN)


def in_the_way(account: "Account", step: str, to: str) -> Dispatch | None:
    """The letter because of which this step must not be sent now; `None`: nothing is.

    One of unknown fate, whatever its step; one that did this very step; one that was refused for good at this address.
    """
    for each in reversed(account.dispatches):
        if each.state in _OPEN:
            return each
        if each.step == step and (each.state is DispatchState.SENT or (each.state is DispatchState.REFUSED and each.to == to)):
            return each
    return None
