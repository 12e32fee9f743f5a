"""What of the goods in transit can still be stopped where a buyer is overdue: a lever that is gone once the papers are.

It is told, and counts in no figure: stopping goods takes a right to do so, and a second buyer. What a shipment is worth as
security is for a person to say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from credit.account import Account
from credit.aging import Ledger
from credit.assessment import Assessment
from credit.exposure import converted_total, rated
from credit.money import Money
from credit.reason import DESK, OWN_LEDGER, Reason, ReasonFact
from credit.shipment import Shipment
from credit.term_words import Baseline

__all__ = ["Stoppable", "can_stop", "halted", "stoppable", "under_way"]


@dataclass(frozen=True, slots=True)
class Stoppable:
    """Shipments of one overdue buyer that can be stopped; at least one."""

    shipments: tuple[Shipment, ...]
    """The next to arrive first; those of which nobody knows the day come last."""
    worth: Money | None
    """What they are sold for, in their own currency where it is one, else in base; `None` where none has a rate."""
    left_out: tuple[str, ...] = ()
    """Currencies without a rate: the worth is told without what is in them."""

    @property
    def eta(self) -> date | None:
        """Day on which the first of them arrives; `None` where nobody knows of any."""
        return self.shipments[0].eta


def stoppable(entry: Assessment) -> Stoppable | None:
    """What can be stopped of the goods on their way to a buyer that is overdue; `None` where it is not, or nothing can."""
    if not entry.account.shipments or not entry.ledger.late:
        return None
    left = (each for each in under_way(entry.account, entry.ledger) if not each.halted_on(entry.on))
    found = sorted(left, key=lambda each: (each.eta or date.max, each.id))
    if not found:
        return None
    amounts = [shipment.amount for shipment in found]
    codes = {amount.currency for amount in amounts}
    currency = amounts[0].currency if len(codes) == 1 else entry.base
    known = rated(amounts, currency, entry.house.rates, entry.on)
    worth = converted_total(known, currency, entry.house.rates, entry.on) if known else None
    return Stoppable(tuple(found), worth, tuple(sorted(codes - {currency} - {amount.currency for amount in known})))


def under_way(account: Account, items: Ledger) -> Iterator[Shipment]:
    """Shipments whose papers are held on the day of `items`, save those that are paid, or were delivered by their invoice."""
    owed = {item.invoice.id for item in (*items.open, *items.awaited)}
    issued = {invoice.id: invoice for invoice in account.invoices if invoice.issued_on <= items.on}
    for shipment in account.shipments:
        numbers = account.meant(shipment.invoices)
        told = [issued[number] for number in numbers if number in issued]
        paid = bool(numbers) and len(told) == len(numbers) and owed.isdisjoint(numbers)
        taken = any(_delivered(invoice.happened, items.on) for invoice in told)
        if shipment.held_on(items.on) and not paid and not taken:
            yield shipment


def _delivered(happened: Iterable[tuple[Baseline, date]], on: date) -> bool:
    return any(event is Baseline.DELIVERY and day <= on for event, day in happened)


def can_stop(entry: Assessment) -> Iterator[Reason]:
    """That goods can still be stopped, where some can: for the row of the queue."""
    found = stoppable(entry)
    if found is None:
        return
    first = found.shipments[0]
    facts: dict[str, ReasonFact] = {
        "shipment": first.id, "count": len(found.shipments), "papers": first.papers.value, "on": first.on, "source": OWN_LEDGER
    }  # fmt: skip
    if found.worth is not None:
        facts["worth"] = found.worth
        if found.left_out:
            facts["left_out"] = ", ".join(found.left_out)
    if found.eta is not None:
        facts["eta"] = found.eta
    yield Reason("can_stop", facts)


def halted(entry: Assessment) -> Iterator[Reason]:
    """Each shipment that stands still because the house had it stopped: it waits for the money, or for a second buyer."""
    for shipment in entry.account.shipments:
        if shipment.halted_on(entry.on) and shipment.held_on(entry.on):
            facts: dict[str, ReasonFact] = {"shipment": shipment.id, "worth": shipment.amount, "papers": shipment.papers.value}
            yield Reason("goods_halted", facts | {"on": shipment.stopped_on or shipment.on, "source": DESK})
