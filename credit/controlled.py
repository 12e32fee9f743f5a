"""What the control group taught, as the queue uses it: kept through the day, in place of the prior, said in each row."""

from collections.abc import Iterable
from dataclasses import replace

from credit.account import Account
from credit.assess import Assessed
from credit.assessment import Assessment
from credit.control_group import Controlled, control_trial
from credit.policy import Policy
from credit.reason import OWN_LEDGER, Reason, ReasonFact

__all__ = ["compared", "control", "taught"]

FEW = 20
"""Buyers that may change before the periods are counted anew without asking whether theirs did."""


def control(assessed: Assessed, before: Assessed | None, kept: Controlled | None, changed: Iterable[str]) -> Controlled | None:
    """What the periods that are over say; what was `kept` of the same day and policy where no buyer's past has changed."""
    book, moved = assessed.book, list(changed)
    if (
        before is not None
        and kept is not None
        and (before.on, before.book.policy, before.book.rates) == (assessed.on, book.policy, book.rates)
        and len(moved) <= FEW
        and all(_past(id, before, kept) == _past(id, assessed, kept) for id in moved)
    ):
        return kept
    accounts = (entry.account for entry in assessed.by_id.values())
    return control_trial(accounts, assessed.on, book.base, book.policy, book.rates)


def _past(id: str, assessed: Assessed, kept: Controlled) -> Account | None:
    """A buyer as known when the last of the periods ended."""
    entry = assessed.by_id.get(id)
    return entry.account.as_known_on(kept.until) if entry is not None else None


def taught(policy: Policy, controlled: Controlled | None) -> Policy:
    """The policy with what the control group says in place of the prior that a contact changes the outcome."""
    if controlled is None:
        return policy
    valuing = policy.valuing
    learnt = round(controlled.response(valuing.response, valuing.response_weight), 2)
    return replace(policy, valuing=replace(valuing, response=learnt))


def compared(entry: Assessment, controlled: Controlled | None) -> tuple[Reason, ...]:
    """What that chance rests on beside the buyer's own record; nothing while nobody was left alone."""
    if controlled is None or not controlled.alone.cases:
        return ()
    alone = controlled.alone
    facts: dict[str, ReasonFact] = {
        "cases": alone.cases, "alone": alone.paid, "buyer": entry.id, "on": controlled.until, "source": OWN_LEDGER
    }  # fmt: skip
    return (Reason("response_control", facts),)
