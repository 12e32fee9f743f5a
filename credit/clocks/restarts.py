"""What may make limitation begin anew: demands that arrived, acknowledgements, payments, suits, as the log and the ledger tell.

A contact made after the due date is taken for a demand of the items it names, or of all. It counts on the day it provably
reached the buyer; without proof it counts for nothing and is told as what could yet be proven.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit.activity import Channel, Contact, Outcome
from credit.aging import OpenItem
from credit.clocks.clock import Fact
from credit.clocks.watch import Watch, desk_fact, meant
from credit.reason import DESK

__all__ = ["Restart", "RestartKind", "restarts", "unproven"]


class RestartKind(StrEnum):
    """What happened."""

    DEMAND = "demand"
    ACKNOWLEDGEMENT = "acknowledgement"
    EXTENSION = "extension"
    """The buyer asked to pay later, or in instalments."""
    PART_PAYMENT = "part_payment"
    SUIT = "suit"
    """Sued, or lodged in insolvency proceedings."""


@dataclass(frozen=True, slots=True)
class Restart:
    """One event that may move the date, and its own day."""

    kind: RestartKind
    fact: Fact
    letter: bool = False
    """Whether it was a letter on paper."""

    @property
    def on(self) -> date:
        """Its day; of a demand, the day it arrived."""
        return self.fact.on


_BY_OUTCOME = {
    Outcome.ACKNOWLEDGED: RestartKind.ACKNOWLEDGEMENT,
    Outcome.PLAN_AGREED: RestartKind.ACKNOWLEDGEMENT,
    Outcome.PLAN_REQUESTED: RestartKind.EXTENSION,
    Outcome.SUED: RestartKind.SUIT,
    Outcome.CLAIM_FILED: RestartKind.SUIT,
}


def restarts(watch: Watch, item: OpenItem) -> list[Restart]:
    """Every such event of this item by the day, the oldest first; whether it counts is for the law to say."""
    found = [*_logged(watch, item), *_demands(watch, item), *_payments(watch, item)]
    return sorted(found, key=lambda event: event.on)


def _logged(watch: Watch, item: OpenItem) -> Iterator[Restart]:
    for contact in watch.logged(*_BY_OUTCOME):
        if meant(contact, item) and contact.on >= item.invoice.issued_on:
            yield Restart(_BY_OUTCOME[contact.outcome], desk_fact(contact))


def _demanded(watch: Watch, item: OpenItem) -> Iterator[Contact]:
    """Contacts with the buyer about the item since it fell due."""
    for contact in watch.account.contacts:
        spoken = contact.channel is not Channel.NOTE and contact.outcome.with_buyer
        if spoken and item.invoice.due_on < contact.on <= watch.on and meant(contact, item):
            yield contact


def _demands(watch: Watch, item: OpenItem) -> Iterator[Restart]:
    for contact in _demanded(watch, item):
        if contact.arrived_on is not None and contact.arrived_on <= watch.on:
            fact = Fact("contact", contact.id, contact.arrived_on, DESK)
            yield Restart(RestartKind.DEMAND, fact, contact.channel is Channel.LETTER)


def unproven(watch: Watch, item: OpenItem) -> list[Restart]:
    """Demands without proof of arrival, the oldest first, by the day they were sent; one that came back is none."""
    return [
        Restart(RestartKind.DEMAND, desk_fact(contact), contact.channel is Channel.LETTER)
        for contact in _demanded(watch, item)
        if contact.arrived_on is None and contact.outcome.reached is not False
    ]


def _payments(watch: Watch, item: OpenItem) -> list[Restart]:
    """Payments that name the item, up to the last that paid a part of it; one taken back takes the latest before it along."""
    standing: list[Restart] = []
    last = item.last_paid_on or date.min
    for receipt in watch.account.receipts:
        if receipt.on > last or item.invoice.id not in receipt.invoices:
            continue
        if receipt.amount.minor > 0:
            standing.append(Restart(RestartKind.PART_PAYMENT, Fact("receipt", receipt.id, receipt.on)))
        elif standing:
            standing.pop()
    return standing
