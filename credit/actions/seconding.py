"""The second person's word on what was proposed: agreed, and the decision is made; refused, and nothing was."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from credit.actions.hand import Hand, known
from credit.actions.leniency import Asked, time_given
from credit.actions.limits import Cover, limited
from credit.actions.talk import contacted
from credit.activity import Channel, Outcome
from credit.assignment import same_person
from credit.book import Book
from credit.change import Change
from credit.problem import RefusedChange
from credit.proposal import Decision, Proposal, waiting_on

__all__ = ["approve", "need_other", "refuse"]


def approve(book: Book, hand: Hand, customer_id: str, decision: Decision | None = None) -> Change:
    """Agree to what waits with the buyer: the decision is made today, in the name of whoever proposed it.

    Refused for its maker and for nobody, where nothing waits, where several things do and none is named, and for what can no
    longer be decided by what is known now, as the decision itself would be.
    """
    waits = _waiting(book, hand, customer_id, decision)
    change = need_other(Change("approve", (replace(_closed(waits, hand), agreed=True),), who=hand.who))
    made = _DECIDED[waits.decision](book, replace(hand, who=waits.who), waits)
    return replace(change, put=(*change.put, *made.put))


def refuse(book: Book, hand: Hand, customer_id: str, why: str, decision: Decision | None = None) -> Change:
    """Refuse what waits with the buyer, or take back what one proposed oneself; refused without a reason."""
    waits = _waiting(book, hand, customer_id, decision)
    if not why.strip():
        raise RefusedChange(reason="reason_owed")
    return Change("refuse", (replace(_closed(waits, hand), closed_why=why.strip()),), who=hand.who)


def need_other(change: Change) -> Change:
    """The change; refused where somebody would agree by it to what that very person proposed, however it came about."""
    for fact in change.put:
        if isinstance(fact, Proposal) and fact.agreed and (not change.who.strip() or same_person(fact.who, change.who)):
            raise RefusedChange(reason="own_proposal", id=fact.customer_id, name=fact.who)
    return change


def _waiting(book: Book, hand: Hand, customer_id: str, decision: Decision | None) -> Proposal:
    waiting = waiting_on(known(book, hand, customer_id).proposals, hand.on)
    found = [each for each in waiting if decision is None or each.decision is decision]
    if not found:
        raise RefusedChange(reason="proposal_none", id=customer_id)
    if len(found) > 1:
        raise RefusedChange(reason="which_proposal", id=customer_id)
    return found[0]


def _closed(waits: Proposal, hand: Hand) -> Proposal:
    return replace(waits, closed_on=hand.on, closed_by=hand.who, learnt_on=hand.on)


def _limit(book: Book, hand: Hand, said: Proposal) -> Change:
    if said.amount is None:
        raise RefusedChange(reason="amount_owed")
    cover = Cover(said.insured, said.insured_until, said.insured_percent)
    return limited(book, hand, said.customer_id, said.amount, said.text, cover, said.group)


def _time(book: Book, hand: Hand, said: Proposal) -> Change:
    if said.amount is None or said.until is None or said.reason is None:
        raise RefusedChange(reason="amount_owed")
    cover = (said.insurer_consent, said.forfeit_cover, said.text)
    asked = Asked(said.reason, said.until, said.amount, said.evidence, *cover)
    return time_given(book, hand, said.customer_id, asked)


def _write_off(book: Book, hand: Hand, said: Proposal) -> Change:
    told = (said.channel or Channel.NOTE, Outcome.WRITTEN_OFF, said.text, said.invoices)
    return contacted(book, hand, said.customer_id, *told)


_DECIDED: Mapping[Decision, Callable[[Book, Hand, Proposal], Change]] = {
    Decision.LIMIT: _limit,
    Decision.LENIENCY: _time,
    Decision.WRITE_OFF: _write_off,
}
