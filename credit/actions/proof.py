"""Proof that what was sent arrived: some laws begin limitation anew on that day, and on no other."""

from dataclasses import replace
from datetime import date

from credit.actions.hand import Hand, known
from credit.book import Book
from credit.change import Change
from credit.problem import RefusedChange

__all__ = ["prove_arrival"]


def prove_arrival(book: Book, hand: Hand, customer_id: str, contact_id: str, arrived_on: date, proof: str = "") -> Change:
    """Record the day a contact reached the buyer, and what proves it; earlier days keep what they knew.

    Refused for a contact nobody logged, and for a day before it was sent or still to come.
    """
    contact = next((c for c in known(book, hand, customer_id).contacts if c.id == contact_id), None)
    if contact is None:
        raise RefusedChange(reason="unknown_contact", contact=contact_id, id=customer_id)
    if not contact.on <= arrived_on <= hand.on:
        raise RefusedChange(reason="arrival_day", day=arrived_on, sent=contact.on, on=hand.on)
    fact = replace(contact, arrived_on=arrived_on, proof=proof, learnt_on=hand.on)
    return Change("prove_arrival", (fact,), who=hand.who)
