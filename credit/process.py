"""Figures of the process: how the desk works, counted from what is written down (TRADE.md 4.7, Oracle's KPIs of collections).

Each is so many of so many, over the months that the turnover is told of, so no rate of exchange is needed. What is not decided
yet is in no figure, and of nothing there is no share. Made when somebody asks: it goes through every contact of the book.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import add

from credit.activity import Contact
from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.calendar import days_after, months_before
from credit.contacting import contacts_made
from credit.invoice import Invoice
from credit.payment_record import Share
from credit.promises import PromiseState

__all__ = ["SHARES", "Process", "missed_clocks", "process"]

SHARES = (
    "contact_rate",
    "promise_rate",
    "promise_kept_rate",
    "liquidation_rate",
    "first_contact_resolution",
    "qualified_overdue",
    "override_rate",
)
"""Names of the figures that are shares."""
NONE = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Process:
    """How the desk worked in the months before a day."""

    months: int
    contact_rate: Share = NONE
    """Tries that reached somebody, of those whose outcome says."""
    promise_rate: Share = NONE
    """Days on which a buyer was reached and promised something, of those on which it was reached."""
    promise_kept_rate: Share = NONE
    """Promises kept, of those judged; one kept in part is not kept."""
    liquidation_rate: Share = NONE
    """Invoices paid, of those that were overdue on any day of the months."""
    first_contact_resolution: Share = NONE
    """Invoices paid after one contact about them, of those paid after one or contacted about again."""
    qualified_overdue: Share = NONE
    """Overdue items that are contested, promised or were talked about since they fell due, of all that are overdue now."""
    override_rate: Share = NONE
    """Buyers whose class or place in the queue a person decides today, of those with something overdue."""
    disputes_closed: int = 0
    dispute_days: int = 0
    """Days from the opening to the end of all disputes closed in the months, together."""
    clocks_missed: int = 0
    """Clocks with money at stake that have run out and stand unanswered today; the aim is none."""

    @property
    def dispute_cycle(self) -> Decimal | None:
        """Days a dispute took on average; `None` where none was closed."""
        return Decimal(self.dispute_days) / self.disputes_closed if self.disputes_closed else None


def process(entries: Iterable[Assessment], on: date, months: int) -> Process:
    """The figures of these buyers on the day."""
    since = months_before(on, months)
    shares = dict.fromkeys(SHARES, NONE)
    counts = (0, 0, 0)
    for entry in entries:
        found = zip(SHARES, _shares(entry, since), strict=True)
        shares = {name: Share(shares[name].count + own.count, shares[name].of + own.of) for name, own in found}
        counts = tuple(map(add, counts, _counts(entry, since)))
    return Process(months, **shares, disputes_closed=counts[0], dispute_days=counts[1], clocks_missed=counts[2])


def missed_clocks(entry: Assessment) -> int:
    """Clocks of one buyer with money at stake that have run out and stand unanswered."""
    return sum(clock.slack < 0 and bool(clock.stake) for clock in entry.clocks)


def _counts(entry: Assessment, since: date) -> tuple[int, int, int]:
    """Disputes closed, the days they took, and clocks missed."""
    closed = [(dispute.closed_on - dispute.on).days for dispute in entry.account.disputes if dispute.closed_on is not None
              and since < dispute.closed_on <= entry.on]  # fmt: skip
    return len(closed), sum(closed), missed_clocks(entry)


def _shares(entry: Assessment, since: date) -> Iterator[Share]:
    """The figures of one buyer, in the order of their names."""
    made = contacts_made(entry.account, entry.on)
    told = [contact for contact in made if contact.on > since and contact.outcome.reached is not None]
    reached = {contact.on for contact in told if contact.outcome.reached}
    judged = [each.state for each in entry.promises if each.state.judged and since < each.judged_on]
    late = entry.ledger.late
    yield Share(sum(bool(contact.outcome.reached) for contact in told), len(told))
    yield Share(len(reached & {promise.on for promise in entry.account.promises}), len(reached))
    yield Share(judged.count(PromiseState.KEPT), len(judged))
    paid = [settled.invoice for settled in entry.ledger.settled if settled.dpd > 0 and settled.on > since]
    yield Share(len(paid), len(paid) + len(late))
    yield _at_first_contact(entry, made, since)
    yield Share(sum(_qualified(entry, item, made) for item in late), len(late))
    yield Share(int(bool(late) and (entry.override is not None or entry.pin is not None)), int(bool(late)))


def _about(contact: Contact, invoice: Invoice) -> bool:
    """Whether a contact was about an invoice that was overdue: it names it, or none."""
    return contact.on > invoice.due_on and (not contact.invoices or invoice.id in contact.invoices)


def _qualified(entry: Assessment, item: OpenItem, made: Iterable[Contact]) -> bool:
    """Whether somebody knows why it is not paid: it is contested or promised, or the buyer was reached about it."""
    known = entry.disputed(item) or bool(entry.promised_amount(item))
    return known or any(contact.outcome.reached and _about(contact, item.invoice) for contact in made)


def _at_first_contact(entry: Assessment, made: Iterable[Contact], since: date) -> Share:
    """Invoices first contacted about in the months: paid before a second contact, of those paid or contacted about again."""
    ends = {settled.invoice.id: settled.on for settled in entry.ledger.settled if settled.dpd > 0}
    resolved = of = 0
    for invoice in entry.account.invoices:
        until = ends.get(invoice.id, days_after(entry.on, 1))
        days = sorted({contact.on for contact in made if _about(contact, invoice) and contact.on < until})
        if days and days[0] > since and (len(days) > 1 or invoice.id in ends):
            of += 1
            resolved += len(days) == 1
    return Share(resolved, of)
