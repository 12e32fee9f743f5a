"""A plan of instalments: agreed with the buyer, each instalment a promise, on track while none of them is missed."""

from dataclasses import dataclass
from datetime import date

from credit.activity import Outcome
from credit.classing.case import Case
from credit.promises import PromiseState

__all__ = ["Plan", "agreed_plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan that was agreed last, and how its instalments went."""

    contact: str
    """The contact in which it was agreed."""
    on: date
    kept: int
    missed: int
    """Instalments broken, or kept in part only."""
    running: int

    @property
    def on_track(self) -> bool:
        """Whether the next instalment is promised and none was missed."""
        return self.missed == 0 and self.running > 0


def agreed_plan(case: Case) -> Plan | None:
    """The plan agreed last; its instalments are the promises given since for its invoices, or for none in particular."""
    for contact in reversed(case.account.contacts):
        if contact.outcome is not Outcome.PLAN_AGREED or contact.on > case.on:
            continue
        states = [
            entry.state
            for entry in case.promises
            if entry.promise.on >= contact.on
            and (not contact.invoices or not entry.promise.invoices or set(contact.invoices) & set(entry.promise.invoices))
        ]
        missed = states.count(PromiseState.BROKEN) + states.count(PromiseState.PARTLY_KEPT)
        return Plan(contact.id, contact.on, states.count(PromiseState.KEPT), missed, states.count(PromiseState.RUNNING))
    return None
