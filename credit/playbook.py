"""The insolvency playbook of dead debt: what is owed to the claim, and what of it is done (TRADE.md 6, row 42).

Once a buyer is in insolvency nothing is gained by asking it. What is gained lies in a list: the claim filed in time, title
retained, securities drawn, the insurer claimed from, the tax office shown why the money is gone.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit.activity import Outcome
from credit.assessment import Assessment
from credit.clocks.clock import ClockKind
from credit.five_classes import DebtClass
from credit.money import Money, total
from credit.reason import DESK, OWN_LEDGER, Reason, ReasonFact
from credit.rungs import insolvent_since
from credit.security import SecurityForm
from credit.treatment import entered

__all__ = ["Play", "PlayState", "Played", "playbook"]


class Play(StrEnum):
    """One thing to do."""

    STOP_DEMANDS = "stop_demands"
    HOLD_ORDERS = "hold_orders"
    PROOF_OF_DEBT = "proof_of_debt"
    RETENTION_OF_TITLE = "retention_of_title"
    DRAW_SECURITY = "draw_security"
    SET_OFF = "set_off"
    TELL_INSURER = "tell_insurer"
    CLAIM_INSURANCE = "claim_insurance"
    TAX_REFUND = "tax_refund"
    TAX_DOSSIER = "tax_dossier"


class PlayState(StrEnum):
    """How it stands."""

    DONE = "done"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Played:
    """One step of the playbook and why it stands so."""

    play: Play
    state: PlayState
    reason: Reason
    """With the day it was done on, or is owed since, and what hangs on it where the book knows."""
    due_on: date | None = None
    """Last day for it, where a clock runs; `None`: none does."""


def playbook(assessed: Assessment) -> tuple[Played, ...]:
    """Every step for a buyer whose debt is dead, in the order they are owed; empty for any other.

    What only an insolvency asks for does not apply where the debt is dead by age, by limitation or by being written off.
    """
    if assessed.debt_class.value is not DebtClass.DEAD:
        return ()
    opened = insolvent_since(assessed)
    since = opened or entered(assessed)
    claims = (_unpublished(Play.PROOF_OF_DEBT, assessed), _unpublished(Play.RETENTION_OF_TITLE, assessed))
    if opened is not None:
        proof = _logged(Play.PROOF_OF_DEBT, Outcome.CLAIM_FILED, since, assessed)
        claims = (proof, _secured(Play.RETENTION_OF_TITLE, since, assessed))
    return (
        _no_demands(opened, assessed),
        _held_amount(Play.HOLD_ORDERS, assessed.exposure.ordered, since),
        *claims,
        _secured(Play.DRAW_SECURITY, since, assessed),
        _held_amount(Play.SET_OFF, assessed.exposure.unapplied, since),
        _insured(Play.TELL_INSURER, Outcome.INSURER_NOTIFIED, since, assessed),
        _insured(Play.CLAIM_INSURANCE, Outcome.INSURANCE_CLAIMED, since, assessed),
        _logged(Play.TAX_REFUND, Outcome.REFUND_SETTLED, since, assessed),
        _logged(Play.TAX_DOSSIER, Outcome.WRITTEN_OFF, since, assessed),
    )


def _no_demands(opened: date | None, assessed: Assessment) -> Played:
    """Nobody speaks to the buyer any more from the day after the publication."""
    if opened is None:
        return _unpublished(Play.STOP_DEMANDS, assessed)
    after = [contact for contact in assessed.contacts if contact.on > opened]
    if after:
        facts: dict[str, ReasonFact] = {"on": after[-1].on, "contact": after[-1].id, "source": DESK}
        return Played(Play.STOP_DEMANDS, PlayState.OPEN, Reason("play_contacted", facts))
    return Played(Play.STOP_DEMANDS, PlayState.DONE, Reason("play_done", {"on": opened, "source": DESK}))


def _unpublished(play: Play, assessed: Assessment) -> Played:
    facts: dict[str, ReasonFact] = {"debt_class": assessed.debt_class.value.value, "on": assessed.on, "source": OWN_LEDGER}
    return Played(play, PlayState.NOT_APPLICABLE, Reason("play_nothing_published", facts))


def _held_amount(play: Play, amount: Money | None, since: date) -> Played:
    """Owed as long as the book holds an amount for it; one of unknown worth is owed too."""
    facts: dict[str, ReasonFact] = {"on": since, "source": OWN_LEDGER}
    if amount is not None and amount.minor <= 0:
        return Played(play, PlayState.NOT_APPLICABLE, Reason("play_none", facts))
    return Played(play, PlayState.OPEN, Reason("play_open_amount", facts, amount))


def _secured(play: Play, since: date, assessed: Assessment) -> Played:
    """Owed as long as a security of that kind stands: title that was retained, or whatever can be drawn."""
    title = play is Play.RETENTION_OF_TITLE
    standing = [
        security
        for security in assessed.account.securities
        if security.stands_on(assessed.on) and (security.form is SecurityForm.RETENTION_OF_TITLE) is title
    ]
    facts: dict[str, ReasonFact] = {"on": since, "source": DESK}
    if not standing:
        return Played(play, PlayState.NOT_APPLICABLE, Reason("play_none", facts))
    facts["security"] = standing[0].id
    one = {security.amount.currency for security in standing}
    amount = total((security.amount for security in standing), one.pop()) if len(one) == 1 else None
    return Played(play, PlayState.OPEN, Reason("play_open_amount", facts, amount))


def _insured(play: Play, outcome: Outcome, since: date, assessed: Assessment) -> Played:
    if not assessed.covered:
        facts: dict[str, ReasonFact] = {"on": since, "source": OWN_LEDGER}
        return Played(play, PlayState.NOT_APPLICABLE, Reason("play_not_insured", facts))
    return _logged(play, outcome, since, assessed)


def _logged(play: Play, outcome: Outcome, since: date, assessed: Assessment) -> Played:
    """Done by a contact of this outcome since the oldest open item fell due."""
    oldest = min([since, *(item.invoice.due_on for item in assessed.ledger.open[:1])])
    found = [c for c in assessed.account.contacts if c.outcome is outcome and oldest <= c.on <= assessed.on]
    if found:
        facts: dict[str, ReasonFact] = {"on": found[-1].on, "contact": found[-1].id, "source": DESK}
        return Played(play, PlayState.DONE, Reason("play_done", facts))
    kind = _CLOCKS.get(play)
    due = min((clock.due_on for clock in assessed.clocks if clock.kind is kind), default=None)
    return Played(play, PlayState.OPEN, Reason("play_open", {"on": since, "source": OWN_LEDGER}), due)


_CLOCKS = {
    Play.PROOF_OF_DEBT: ClockKind.INSOLVENCY_CLAIM,
    Play.TELL_INSURER: ClockKind.INSURER_NOTICE,
    Play.CLAIM_INSURANCE: ClockKind.INSURER_CLAIM,
    Play.TAX_REFUND: ClockKind.TAX_REFUND,
}
"""The clock that sets a step's last day."""
