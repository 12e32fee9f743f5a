"""Sending a letter, as the book knows it: that it is about to go, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace

from credit.actions.hand import Hand, known
from credit.activity import Channel, Contact
from credit.book import Book
from credit.change import Change
from credit.dispatch import Dispatch, DispatchState, in_the_way, unsettled
from credit.problem import RefusedChange

__all__ = ["MAILING", "intend_letter", "refusal", "settle_letter"]

MAILING = frozenset({"intend_letter", "settle_letter"})
"""Changes that tell of what left the house: nothing takes them back, for nothing brings the letter back."""


def intend_letter(
    book: Book, hand: Hand, customer_id: str, letter: str, step: str, to: str, subject: str, invoices: Sequence[str] = ()
) -> Change:
    """Record that a letter is about to be handed over; refused while one stands in its way (`credit.dispatch.in_the_way`)."""
    other = in_the_way(known(book, hand, customer_id), step, to)
    if other is not None:
        raise refusal(other)
    fact = Dispatch(
        hand.mark, customer_id, hand.on, hand.on, letter, step, to, subject, DispatchState.INTENDED, tuple(invoices), who=hand.who
    )
    return Change("intend_letter", (fact,), who=hand.who)


def refusal(other: Dispatch) -> RefusedChange:
    """Why `other` stands in the way of a further letter."""
    id, on = other.customer_id, other.on
    match other.state:
        case DispatchState.SENT:
            return RefusedChange(reason="letter_sent", id=id, on=on)
        case DispatchState.REFUSED:
            return RefusedChange(reason="letter_refused", id=id, on=on, to=other.to)
        case DispatchState.UNKNOWN:
            return RefusedChange(reason="letter_unknown", id=id, on=on)
    return RefusedChange(reason="letter_intended", id=id, on=on)


def settle_letter(book: Book, hand: Hand, customer_id: str, dispatch_id: str, state: DispatchState, detail: str = "") -> Change:
    """Record what became of a letter; one that went is a contact of the day it was handed over.

    Refused where no such letter is open: what is known once is not said anew.
    """
    found = next((each for each in unsettled(known(book, hand, customer_id)) if each.id == dispatch_id), None)
    if found is None:
        raise RefusedChange(reason="letter_settled", id=customer_id)
    told = replace(found, state=state, detail=detail, learnt_on=hand.on)
    if state is not DispatchState.SENT:
        return Change("settle_letter", (told,), who=hand.who)
    contact = Contact(
        found.id, customer_id, found.on, hand.on, Channel.EMAIL, invoices=found.invoices, text=found.subject, who=found.who
    )
    return Change("settle_letter", (told, contact), who=hand.who)
