"""What may make limitation begin anew: demands that arrived, acknowledgements, payments, suits, as the log and the ledger tell.

A contact made after the due date is taken for a demand of the items it names, or of all. It counts on the day it provably
reached the buyer; without proof it counts for nothing and is told as what could yet be proven. Where a law takes instalments for
one debt, what was said or paid of one counts for all of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast

from credit.account import Account
from credit.activity import Channel, Contact, Outcome
from credit.aging import OpenItem
from credit.clocks.clock import Fact
from credit.clocks.watch import Watch, desk_fact, names
from credit.invoice import Invoice
from credit.reason import DESK
from credit.receipt import Receipt

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


def restarts(watch: Watch, item: OpenItem, *, as_one: bool) -> list[Restart]:
    """Every such event of this item by the day, the oldest first; whether it counts is for the law to say.

    `as_one`: the law takes the instalments of a sale for one debt.
    """
    parts = _parts(watch, item, as_one)
    found = [*_logged(watch, parts), *_demands(watch, parts), *_payments(watch, item, parts)]
    return sorted(found, key=lambda event: event.on)


def unproven(watch: Watch, item: OpenItem, *, as_one: bool) -> list[Restart]:
    """Demands without proof of arrival, the oldest first, by the day they were sent; one that came back is none."""
    return [
        Restart(RestartKind.DEMAND, desk_fact(contact), contact.channel is Channel.LETTER)
        for contact in _demanded(watch, _parts(watch, item, as_one))
        if contact.arrived_on is None and contact.outcome.reached is not False
    ]


def _parts(watch: Watch, item: OpenItem, as_one: bool) -> tuple[Invoice, ...]:
    """What belongs to the debt: the invoice, or all instalments of its whole that were issued by the day."""
    whole = item.invoice.instalment_of
    if not as_one or not whole:
        return (item.invoice,)
    return tuple(each for each in watch.account.invoices if each.instalment_of == whole and each.issued_on <= watch.on)


def _logged(watch: Watch, parts: Sequence[Invoice]) -> Iterator[Restart]:
    for contact in watch.logged(*_BY_OUTCOME):
        if any(names(contact, each) and contact.on >= each.issued_on for each in parts):
            yield Restart(_BY_OUTCOME[contact.outcome], desk_fact(contact))


def _demanded(watch: Watch, parts: Sequence[Invoice]) -> Iterator[Contact]:
    """Contacts with the buyer about what had fallen due by then."""
    for contact in watch.account.contacts:
        spoken = contact.channel is not Channel.NOTE and contact.outcome.with_buyer and contact.on <= watch.on
        if spoken and any(each.due_on < contact.on and names(contact, each) for each in parts):
            yield contact


def _demands(watch: Watch, parts: Sequence[Invoice]) -> Iterator[Restart]:
    for contact in _demanded(watch, parts):
        if contact.arrived_on is not None and contact.arrived_on <= watch.on:
            fact = Fact("contact", contact.id, contact.arrived_on, DESK)
            yield Restart(RestartKind.DEMAND, fact, contact.channel is Channel.LETTER)


def _payments(watch: Watch, item: OpenItem, parts: Sequence[Invoice]) -> Iterator[Restart]:
    """Payments that name a part, up to the last that paid some of the item; one taken back takes the latest before it along."""
    for each in parts:
        yield from _paid(watch, each, (item.last_paid_on or date.min) if each == item.invoice else watch.on)


def _paid(watch: Watch, invoice: Invoice, last: date) -> list[Restart]:
    standing: list[Restart] = []
    for receipt in _naming(watch.account).get(invoice.id, ()):
        if receipt.on > last:
            continue
        if receipt.amount.minor > 0:
            standing.append(Restart(RestartKind.PART_PAYMENT, Fact("receipt", receipt.id, receipt.on)))
        elif standing:
            standing.pop()
    return standing


def _naming(account: Account) -> Mapping[str, Sequence[Receipt]]:
    """The receipts that name each invoice, in their order; kept with the account, for each of its items asks."""
    known = account.kept.get("naming")
    if known is not None:
        return cast("Mapping[str, Sequence[Receipt]]", known)
    found: defaultdict[str, list[Receipt]] = defaultdict(list)
    for receipt in account.receipts:
        for number in dict.fromkeys(receipt.invoices):
            found[number].append(receipt)
    account.kept["naming"] = found
    return found
