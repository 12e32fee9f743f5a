"""The invoices of an assessed buyer as foresight sees them: what its ledger tells, in base, by the bank days of the payer."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from credit.alerts.slip import known_late
from credit.assessment import Assessment
from credit.calendar import bank_days
from credit.foresight.item import NEVER, Item
from credit.foresight.learning import Buyer
from credit.foresight.outlook import Roll
from credit.invoice import Invoice

__all__ = ["LAST_DAY", "buyer_of", "roll_of"]

LAST_DAY = date.max.toordinal()


@lru_cache(maxsize=64)
def roll_of(country: str, home: str) -> Roll:
    """What moves a day to the next on which banks of payer and payee work; of a payer without country only weekends are known."""
    roll = bank_days(country, home) if country else bank_days()
    return lru_cache(maxsize=1 << 14)(lambda day: roll(date.fromordinal(max(1, min(day, LAST_DAY)))).toordinal())


def buyer_of(assessed: Assessment) -> Buyer:
    """The invoices of a buyer, settled and open, and its bank days.

    One that was paid but for a bank's charge counts as paid on that day. A due date that is still provisional makes nothing late,
    so nothing is learnt from what was paid before it became final.
    """
    roll = roll_of(assessed.account.customer.country, assessed.house.home)
    broke = (
        max(event.published_on, event.learnt_on)
        for event in assessed.account.events
        if event.counts and event.event.opens_insolvency
    )
    return Buyer(tuple(_items(assessed, roll)), roll, min((day.toordinal() for day in broke), default=NEVER))


def _items(assessed: Assessment, roll: Roll) -> Iterator[Item]:
    ledger, learnt = assessed.ledger, known_late(assessed.account)
    worth = _worth(assessed)
    for invoice, *_ in ledger.open:
        charged = ledger.charged.get(invoice.id)
        if charged is None:
            yield _item(invoice, roll, worth)
        else:
            yield _item(invoice, roll, worth, charged.toordinal(), charged.toordinal())
    for entry in ledger.settled:
        if not entry.invoice.provisional:
            paid = ledger.paid_on(entry).toordinal()
            yield _item(entry.invoice, roll, worth, paid, max(paid, learnt.get((entry.invoice.id, paid), 0)))


def _worth(assessed: Assessment) -> Callable[[str], Decimal]:
    """Base minor units for one minor unit of a currency on the day; 0 where nobody published a rate."""
    return lru_cache(maxsize=64)(lambda code: assessed.house.worth(code, assessed.on) or Decimal(0))


def _item(invoice: Invoice, roll: Roll, worth: Callable[[str], Decimal], paid: int = NEVER, known: int = NEVER) -> Item:
    due = invoice.due_on.toordinal()
    minor = int(invoice.amount.minor * worth(invoice.amount.currency))
    return Item(invoice.id, invoice.issued_on.toordinal(), due, roll(due), minor, paid, known)
