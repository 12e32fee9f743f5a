"""The gates: who is left alone today, why, and until when (TRADE.md 4.2).

They run last and cannot be outscored by any value; only a clock that presses and a critical event pass them. Whoever is
held stays visible with the reason and the day of return.
"""

from dataclasses import dataclass
from datetime import date

from credit.activity import Channel, Outcome
from credit.assessment import Assessment
from credit.calendar import days_after, is_bank_day, months_before, next_bank_day
from credit.five_classes import DebtClass
from credit.policy import Policy
from credit.promises import PromiseState
from credit.treatment import elsewhere_since, ladder_name, most_contacts_reached, next_step

__all__ = ["Held", "gate"]

SPOKEN = frozenset({Channel.CALL, Channel.VISIT})
"""Channels on which somebody must be at work at the buyer's; a mail waits by itself."""


@dataclass(frozen=True, slots=True)
class Held:
    """One buyer that is left alone today."""

    customer_id: str
    reason: str
    until: date | None
    """Day of return; `None` where something else must happen first."""
    why: str = ""
    """What the person who put the buyer aside gave as the reason."""
    times: int = 0
    """How often somebody put it aside in the last twelve months, this time counted; 0 where nobody did now."""


def gate(entry: Assessment, happened: bool, channel: str, policy: Policy) -> Held | None:
    """The first gate that holds this buyer back, next spoken to over `channel`; `happened`: an event asks for work today."""
    return _settling(entry) or _elsewhere(entry) or _resting(entry, happened, channel, policy)


def _settling(entry: Assessment) -> Held | None:
    """Put aside, or everything overdue is covered, contested or promised."""
    overdue = entry.ledger.overdue
    if entry.hold is not None:
        return Held(entry.id, "snoozed", entry.hold.until, entry.hold.reason, _times(entry))
    if entry.base_aging is not None and overdue and entry.base_aging[-1] >= sum(entry.base_aging[1:-1]):
        return Held(entry.id, "unapplied_covers", None)
    if overdue and not any(entry.undisputed(item) for item in overdue):
        return Held(entry.id, "disputed", None)
    if overdue and all(entry.promised(item) or not entry.undisputed(item) for item in overdue):
        back = days_after(min(p.judged_on for p in entry.promises if p.state is PromiseState.RUNNING), 1)
        return Held(entry.id, "promise_running", back)
    return None


def _times(entry: Assessment) -> int:
    since = months_before(entry.on, 12)
    return sum(since < hold.on <= entry.on for hold in entry.account.holds)


def _elsewhere(entry: Assessment) -> Held | None:
    """An agency or a lawyer has it: only they write, until the house says that it is back (TRADE.md 4.2)."""
    return Held(entry.id, "handed_over", None) if elsewhere_since(entry) is not None else None


def _resting(entry: Assessment, happened: bool, channel: str, policy: Policy) -> Held | None:
    """Money is on its way, the last contact was just now, or nobody is at work over there."""
    arrival = _cash_by(entry, policy)
    if arrival is not None and arrival > entry.on:
        return Held(entry.id, "cash_pending", arrival)
    if not happened and (waits := _patient(entry, policy)) is not None:
        return waits
    if entry.contacts and not happened:
        back = days_after(entry.contacts[-1].on, _interval(entry, policy))
        if back > entry.on:
            return Held(entry.id, "recently_contacted", back)
    if (again := most_contacts_reached(entry, policy)) is not None:
        return Held(entry.id, "contact_cap", again)
    country = entry.account.customer.country
    if channel in SPOKEN and not is_bank_day(entry.on, country):
        return Held(entry.id, "day_off", next_bank_day(entry.on, country))
    return None


def _cash_by(entry: Assessment, policy: Policy) -> date | None:
    """By when money the buyer says it has sent should be here; `None` where it said no such thing, or some came since."""
    said = next((contact for contact in reversed(entry.contacts) if contact.outcome.reached), None)
    if said is None or said.outcome is not Outcome.PAYMENT_SENT:
        return None
    if any(said.on <= receipt.on <= entry.on and receipt.amount.minor > 0 for receipt in entry.account.receipts):
        return None
    return days_after(said.on, policy.steps.cash_pending_days)


def _patient(entry: Assessment, policy: Policy) -> Held | None:
    """Time was granted: nobody speaks before the ladder's own day."""
    if entry.leniency is None:
        return None
    back = next_step(entry, policy).due_on
    return Held(entry.id, "lenient", back) if back > entry.on else None


def _interval(entry: Assessment, policy: Policy) -> int:
    """Days of rest after a contact: the heavier the class, the shorter."""
    if entry.debt_class.value.at_least(DebtClass.DOUBTFUL):
        return policy.ladders.named(ladder_name(entry)).rest_days
    return policy.valuing.contact_interval_days
