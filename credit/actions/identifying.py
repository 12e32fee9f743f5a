"""Saying who a buyer is in a register: the number is written down, or the candidate is never proposed again."""

from dataclasses import replace

from credit.account import Fact
from credit.actions.hand import Hand, known
from credit.book import Book
from credit.change import Change
from credit.identity import Candidate, Identification, Likeness, candidate_id, likeness
from credit.problem import RefusedChange

__all__ = ["identify"]


def identify(book: Book, hand: Hand, customer_id: str, candidate: Candidate, *, same: bool, reason: str = "") -> Change:
    """Remember whether `candidate` is this buyer; where it is, its number becomes one of the buyer's.

    Raises `RefusedChange`: `other_number` where the buyer has another number of that kind (correct the number first), and
    `reason_owed` where a candidate with the buyer's own number is said to be somebody else without a word why.
    """
    customer = known(book, hand, customer_id).customer
    found = likeness(customer, candidate)
    ours = customer.registration(candidate.kind)
    if same and found is Likeness.OTHER_NUMBER:
        raise RefusedChange(reason="other_number", number=ours, id=customer_id)
    if not same and found is Likeness.SAME_NUMBER and not reason.strip():
        raise RefusedChange(reason="reason_owed")
    decision = Identification(
        candidate_id(candidate),
        customer_id,
        hand.on,
        hand.on,
        candidate.provider,
        candidate.name,
        same,
        candidate.kind,
        candidate.number,
        reason.strip(),
    )
    put: list[Fact] = [decision]
    if same and not ours:
        numbers = (*customer.registrations, (candidate.kind, candidate.number))
        put.append(replace(customer, registrations=numbers, learnt_on=hand.on))
    return Change("identify", tuple(put), who=hand.who)
