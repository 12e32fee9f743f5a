"""How a buyer has paid and answered, worked out once from its ledger and its contacts: what the grade and its history judge."""

from datetime import date

from credit.account import Account
from credit.activity import Contact
from credit.aging import Ledger
from credit.behaviour import days_beyond_terms
from credit.calendar import bank_days
from credit.contacting import contacts_made, silence
from credit.pay_trend import trend
from credit.payment_record import experiences, share_late
from credit.policy import Policy
from credit.promises import judged
from credit.rating.grade import Conduct

__all__ = ["conduct_of", "newest_invoice"]


def conduct_of(account: Account, items: Ledger, policy: Policy) -> tuple[Conduct, tuple[Contact, ...]]:
    """The conduct of `account`, as known, at the end of the ledger's day, and the contacts that say so."""
    on = items.on
    contacts = contacts_made(account, on)
    silent = silence(contacts, on)
    record = experiences(items, bank_days(account.customer.country))
    conduct = Conduct(
        days_beyond_terms(items),
        share_late(record),
        trend(record, on, policy.trend),
        items.overdue,
        judged(account, on, policy.promising),
        silent,
        silent is not None and bool(items.overdue) and silent.unreachable(policy.classing),
        newest_invoice(items),
        record,
    )
    return conduct, contacts


def newest_invoice(items: Ledger) -> tuple[date, str] | None:
    """Day and number of the latest invoice that was settled, else of the latest that fell overdue; `None` without either."""
    if items.settled:
        return items.settled[-1].on, items.settled[-1].invoice.id
    return (items.overdue[-1].invoice.due_on, items.overdue[-1].invoice.id) if items.overdue else None
