"""The verb that records what happened to a sale: the bill of lading is dated, the draft accepted, the goods delivered.

It moves provisional due dates to final ones as a change learnt on the day of the action; the book as known before that day
keeps the dates it told.
"""

from dataclasses import replace
from datetime import date

from credit.actions.hand import Hand, known, need_invoices
from credit.book import Book
from credit.change import Change
from credit.invoicing import with_event
from credit.problem import RefusedChange
from credit.term_words import Baseline

__all__ = ["RECORDED", "record_event"]

RECORDED = tuple(event for event in Baseline if event is not Baseline.INVOICE)
"""Events that can be recorded; the issue is the invoice's own date."""


def record_event(book: Book, hand: Hand, customer_id: str, number: str, event: Baseline, day: date) -> Change:
    """Record that `event` happened on `day` to the sale of an invoice, named by its number or that of an instalment.

    All instalments of the invoice learn of it. Raises `UnknownBuyer`; refused for a number the buyer has no invoice of, a day
    still to come, an event that is known already, and one that no due date counts from (the bill of lading is always recorded).
    """
    account = known(book, hand, customer_id)
    meant = need_invoices(account, (number,))
    if day > hand.on:
        raise RefusedChange(reason="event_day", day=day, on=hand.on)
    named = next(invoice for invoice in account.invoices if invoice.id in meant)
    whole = named.instalment_of or named.id
    parts = [invoice for invoice in account.invoices if invoice.named_in((whole,))]
    if event is not Baseline.BL and all(invoice.instalment is None for invoice in parts):
        raise RefusedChange(reason="event_moves_nothing", invoice=whole)
    told = [(invoice, with_event(invoice, event, day)) for invoice in parts]
    put = tuple(replace(after, learnt_on=hand.on) for before, after in told if after != before)
    if not put:
        raise RefusedChange(reason="event_known", invoice=whole, day=day)
    return Change("record_event", put, who=hand.who)
