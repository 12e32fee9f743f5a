"""The latest shipment date of a letter of credit: what leaves later is a discrepancy, and its bank need not pay.

The date of shipment is that of the bill of lading. The credit's own latest date is not moved on where it falls on a day on which
no bank works, as its expiry is (UCP 600 art. 29c [K]); only an amendment moves it (art. 10a [K]).
"""

from collections.abc import Iterator
from datetime import date

from credit.activity import Outcome
from credit.aging import OpenItem
from credit.backlog import uninvoiced
from credit.clocks.clock import Clock, ClockKind, Doubt, Fact, Rule
from credit.clocks.watch import Watch
from credit.documentary_credit import CREDITS, credit_behind, under_credit
from credit.exposure import converted_total
from credit.money import Money
from credit.reason import DESK
from credit.security import Security
from credit.term_words import Baseline

__all__ = ["latest_shipment_clock"]

RULE = Rule(source="[K] UCP 600 art. 14, 29c", doubt=Doubt.UNVERIFIED_LAW)


def latest_shipment_clock(watch: Watch) -> Clock | None:
    """By when the goods must have left that the credit given last is to pay; `None` where none wait, or it names no day.

    They are the orders that are not invoiced and have not left, the invoices whose bill of lading is awaited, and those that left
    too late and were not presented: for them the clock was missed. At stake is what they are worth, at most the credit's amount;
    that amount too where no rate is known.
    """
    credit = next((s for s in reversed(watch.account.securities) if s.form in CREDITS and s.stands_on(watch.on)), None)
    if credit is None or credit.ship_by is None:
        return None
    goods = [*_ordered(watch, credit.ship_by), *_invoiced(watch, credit, credit.ship_by)]
    if not goods:
        return None
    worth = converted_total(goods, credit.amount.currency, watch.rates, watch.on)
    stake = min(worth, credit.amount) if worth is not None else credit.amount
    fact = Fact("security", credit.id, credit.on, DESK)
    return Clock.running(ClockKind.LC_SHIPMENT, fact, credit.ship_by, watch.on, watch.home, RULE, stake)


def _ordered(watch: Watch, ship_by: date) -> Iterator[Money]:
    """What is ordered under a credit, not invoiced, and has not left in time."""
    for order in uninvoiced(watch.account, watch.on):
        terms = order.terms or watch.account.customer.terms
        if (not terms or under_credit(terms)) and not _in_time(order.shipped_on, ship_by, watch.on):
            yield order.amount


def _invoiced(watch: Watch, credit: Security, ship_by: date) -> Iterator[Money]:
    """What is open under the credit of goods that have not left in time, as far as their papers say so."""
    for item in watch.items:
        shipped = item.invoice.shipped_on
        if shipped is None and not _awaits_shipment(item):
            continue
        if credit_behind(watch.account, item.invoice, watch.on) is not credit or _in_time(shipped, ship_by, watch.on):
            continue
        if not watch.done(Outcome.DOCUMENTS_PRESENTED, item, item.invoice.issued_on):
            yield item.open


def _awaits_shipment(item: OpenItem) -> bool:
    """Whether an invoice without a bill of lading waits for one; else its goods are taken to have left when it was issued."""
    invoice = item.invoice
    return invoice.provisional and (invoice.baseline is Baseline.BL or Baseline.BL in dict(invoice.expected))


def _in_time(shipped: date | None, ship_by: date, on: date) -> bool:
    return shipped is not None and shipped <= min(ship_by, on)
