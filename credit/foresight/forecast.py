"""The forecast: when each open invoice of a book will be paid, how likely it is late, and its place in a queue.

What a book teaches moves with the day or an import; the forecast of a buyer follows from it and from that buyer alone, so after
a change one buyer is told anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credit.aging import OpenItem
from credit.assess import Assessed
from credit.assessment import Assessment
from credit.foresight.learning import Buyer, learn, learn_all, record_of
from credit.foresight.learnt import Learnt
from credit.foresight.outlook import Outlook
from credit.foresight.promised import words
from credit.foresight.reading import LAST_DAY, buyer_of
from credit.foresight.record import Record
from credit.money import Money

__all__ = ["Forecast", "day_of", "forecast_book", "forecast_buyer", "foretold", "learn_book", "told_buyers"]

PARTS = 10_000
"""Parts of an amount in which its value is told."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One open invoice and what is to be expected of it."""

    customer_id: str
    item: OpenItem
    outlook: Outlook
    rank_value: Money | None
    """Its open amount in base moved by its risk; `None` where nobody published a rate."""


def day_of(ordinal: int) -> date:
    """The day of an ordinal; the last there is where it lies beyond."""
    return date.fromordinal(min(ordinal, LAST_DAY))


def learn_book(assessed: Assessed) -> Learnt:
    """What a whole book teaches by the day it is looked at."""
    return learn([buyer_of(entry) for entry in assessed.by_id.values()], assessed.on.toordinal())


def forecast_buyer(entry: Assessment, learnt: Learnt) -> list[Forecast]:
    """The forecast of every open invoice of one buyer, those of which only a bank's charge is missing apart."""
    buyer = buyer_of(entry)
    return _of_record(entry, learnt, buyer, record_of(buyer.items, learnt.on))


def _of_record(entry: Assessment, learnt: Learnt, buyer: Buyer, record: Record) -> list[Forecast]:
    owed = {item.invoice.id: item for item in entry.ledger.open if item.invoice.id not in entry.ledger.charged}
    if not owed:
        return []
    open_items = [item for item in buyer.items if item.invoice in owed]
    looks = learnt.expect(record, open_items, buyer.roll, words(entry))
    return [_forecast(entry, owed[item.invoice], look, learnt) for item, look in zip(open_items, looks, strict=True)]


def _forecast(entry: Assessment, item: OpenItem, look: Outlook, learnt: Learnt) -> Forecast:
    minor = entry.base_open[item.invoice.id]
    value = None if minor is None else Money(_parts_of(minor, round(learnt.moved(look) * PARTS)), entry.base)
    return Forecast(entry.id, item, look, value)


def _parts_of(minor: int, parts: int) -> int:
    """So many ten-thousandths of an amount, rounded half to even."""
    whole, rest = divmod(minor * parts, PARTS)
    return whole + (2 * rest > PARTS or (2 * rest == PARTS and whole % 2))


def told_buyers(assessed: Assessed, learnt: Learnt) -> Iterator[tuple[Assessment, Buyer, Record, dict[str, OpenItem]]]:
    """Every buyer that owes something, with its invoices, its record, and its open items by number, bank's charges apart."""
    for entry in assessed.by_id.values():
        owed = {item.invoice.id: item for item in entry.ledger.open if item.invoice.id not in entry.ledger.charged}
        if owed:
            buyer = buyer_of(entry)
            yield entry, buyer, record_of(buyer.items, learnt.on), owed


def forecast_book(assessed: Assessed, learnt: Learnt) -> list[Forecast]:
    """The forecast of every open invoice of a book, the first of the queue first."""
    found = [one for entry in assessed.by_id.values() for one in forecast_buyer(entry, learnt)]
    return sorted(found, key=_place)


def foretold(assessed: Assessed) -> tuple[Learnt, list[Forecast]]:
    """What a whole book teaches, and the forecast of it, on one way through its invoices."""
    entries = list(assessed.by_id.values())
    buyers = [buyer_of(entry) for entry in entries]
    learnt, records = learn_all(buyers, assessed.on.toordinal())
    told = zip(entries, buyers, records, strict=True)
    found = [one for entry, buyer, record in told for one in _of_record(entry, learnt, buyer, record)]
    return learnt, sorted(found, key=_place)


def _place(one: Forecast) -> tuple[int, str, str]:
    """What has no value in base stands last."""
    return (-one.rank_value.minor if one.rank_value is not None else 1, one.customer_id, one.item.invoice.id)
