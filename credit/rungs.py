"""What of a ladder is owed to one buyer on one day: from which day, for which invoice, and whether it is done since.

Everything follows from the facts of the day, so whoever looks a week late finds one step owed and not seven.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from credit.activity import SPOKEN, Contact, Outcome
from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.calendar import days_after, days_before
from credit.ladder import Action, Counted, Ladder, Rung
from credit.money import exponent

__all__ = ["Owed", "coming_rungs", "insolvent_since", "owed_rungs"]


@dataclass(frozen=True, slots=True)
class Owed:
    """One rung on one day: when it was, or will be, owed, and whether it is done since."""

    rung: Rung
    on: date
    invoice: str
    done: bool


def owed_rungs(assessed: Assessment, ladder: Ladder, since: date) -> list[Owed]:
    """Every rung that can be owed, in the ladder's order, on its latest day by now or on its first; unmet conditions left out."""
    said = sum(contact.on >= since for contact in assessed.contacts)
    items = [item for item in assessed.ledger.open if assessed.undisputed(item)] or assessed.ledger.open
    delivered, found = assessed.delivered, []
    for rung in ladder.rungs:
        if said < rung.after_contacts or (rung.only_insured and not assessed.covered):
            continue
        if rung.only_insolvent and insolvent_since(assessed) is None:
            continue
        for start, invoice in _starts(rung, items, assessed, since):
            day = start
            if rung.every_days and start < assessed.on:
                day += timedelta(days=(assessed.on - start).days // rung.every_days * rung.every_days)
            found.append(Owed(rung, day, invoice, _done(rung, day, invoice, delivered, assessed)))
    return found


def _starts(rung: Rung, items: Sequence[OpenItem], assessed: Assessment, since: date) -> list[tuple[date, str]]:
    """The first day a rung is owed on, with the one of these items it is owed for; none where it is owed for nothing."""
    if rung.counted is Counted.IN_TREATMENT:
        return [(days_after(since, rung.from_day), "")]
    if rung.counted is Counted.PAST_DUE:
        return [(days_after(item.invoice.due_on, rung.from_day), item.invoice.id) for item in items[:1]]
    ahead = [item for item in items if item.dpd <= 0]
    if rung.counted is Counted.BEFORE_DUE:
        return [(days_before(item.invoice.due_on, rung.from_day), item.invoice.id) for item in ahead[:1]]
    least = rung.least * 10 ** exponent(assessed.base)
    return [
        (days_after(item.invoice.shipped_on, rung.from_day), item.invoice.id)
        for item in ahead
        if item.invoice.shipped_on is not None and _worth(assessed, item.invoice.id, int(least))
    ]


def insolvent_since(assessed: Assessment) -> date | None:
    """The day the first insolvency was published; `None` where none was by the day looked at."""
    days = [
        event.published_on
        for event in assessed.account.events
        if event.event.opens_insolvency and event.counts and event.published_on <= assessed.on
    ]
    return min(days, default=None)


def _worth(assessed: Assessment, invoice: str, least: int) -> bool:
    """Whether so much is open of it; one of unknown worth may be."""
    minor = assessed.base_open[invoice]
    return minor is None or minor >= least


def _done(rung: Rung, day: date, invoice: str, delivered: Sequence[Contact], assessed: Assessment) -> bool:
    """Whether the rung was done since its day: by the contact it asks for, by a review held, or by a word of its kind."""
    if rung.done_by is Outcome.NONE:
        since = takewhile(lambda contact: contact.on >= day, reversed(delivered))
        return any(_does(rung, contact) for contact in since)
    granted = assessed.leniency
    reviewed = granted.reviewed_on if granted is not None and rung.action is Action.CONFIRM_BALANCE else None
    if reviewed is not None and day <= reviewed <= assessed.on:
        return True
    first = date.min if rung.counted is Counted.AFTER_SHIPMENT else day
    return any(
        first <= contact.on <= assessed.on
        and contact.outcome is rung.done_by
        and (not invoice or not contact.invoices or invoice in contact.invoices)
        for contact in assessed.account.contacts
    )


def _does(rung: Rung, contact: Contact) -> bool:
    """Whether a contact does a rung that asks for no outcome of its own: a talk where somebody was reached, else what was sent.

    A call nobody answered, or of which nobody wrote down what came of it, was no talk and said nothing (TRADE.md 4.3: a try).
    """
    if contact.outcome.reached:
        return True
    return rung.channel not in SPOKEN and contact.channel not in SPOKEN


def coming_rungs(owed: Sequence[Owed], on: date) -> list[Owed]:
    """What will be owed after the day, the earliest first; what recurs comes again after its days."""
    ahead = []
    for entry in owed:
        if entry.on > on:
            ahead.append(entry)
        elif entry.rung.every_days:
            ahead.append(Owed(entry.rung, days_after(entry.on, entry.rung.every_days), entry.invoice, done=False))
    return sorted(ahead, key=lambda entry: entry.on)
