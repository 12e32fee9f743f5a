"""What was said with a buyer: contacts, and its word to pay."""

from collections.abc import Sequence
from datetime import date

from credit.actions.hand import Hand, known, need_invoices
from credit.activity import Channel, Contact, Outcome, Promise
from credit.book import Book
from credit.change import Change
from credit.money import Money
from credit.problem import RefusedChange

__all__ = ["log_contact", "take_promise"]


def log_contact(
    book: Book,
    hand: Hand,
    customer_id: str,
    channel: Channel,
    outcome: Outcome = Outcome.NONE,
    text: str = "",
    invoices: Sequence[str] = (),
) -> Change:
    """Record a call, mail, letter, visit, message or note."""
    need_invoices(known(book, hand, customer_id), invoices)
    fact = Contact(hand.mark, customer_id, hand.on, hand.on, channel, outcome, tuple(invoices), text, hand.who)
    return Change("log_contact", (fact,), who=hand.who)


def take_promise(
    book: Book,
    hand: Hand,
    customer_id: str,
    amount: Money,
    promised_for: date,
    invoices: Sequence[str] = (),
    text: str = "",
) -> Change:
    """Record the buyer's word to pay `amount` by a day; refused for a day gone by or an amount that is not positive."""
    need_invoices(known(book, hand, customer_id), invoices)
    if amount.minor <= 0:
        raise RefusedChange(reason="promise_amount")
    if promised_for < hand.on:
        raise RefusedChange(reason="promise_day", day=promised_for, on=hand.on)
    fact = Promise(hand.mark, customer_id, hand.on, hand.on, amount, promised_for, tuple(invoices), text, hand.who)
    return Change("take_promise", (fact,), who=hand.who)
