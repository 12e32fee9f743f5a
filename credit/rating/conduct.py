"""How a buyer has paid and answered, worked out once from its ledger and its contacts: what the grade and its history judge."""

from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.activity import Contact
from credit.aging import Ledger, OpenItem
from credit.behaviour import days_beyond_terms
from credit.book import Book
from credit.contacting import contacts_made, silence
from credit.money import exponent
from credit.pay_trend import trend
from credit.payment_record import experiences, share_late, share_late_before
from credit.promises import judged
from credit.rating.grade import Conduct

__all__ = ["conduct_of", "newest_invoice"]


def conduct_of(account: Account, items: Ledger, house: Book) -> tuple[Conduct, tuple[Contact, ...]]:
    """The conduct of `account`, as known, at the end of the ledger's day, and the contacts that say so."""
    on, policy = items.on, house.policy
    contacts = contacts_made(account, on)
    silent = silence(contacts, on)
    record = experiences(items)
    beyond = days_beyond_terms(record, on, lambda code: house.worth(code, on))
    late = share_late(record, on)
    conduct = Conduct(
        beyond.days,
        late,
        trend(record, on, policy.trend),
        items.late,
        judged(account, on, policy.promising, policy.short_pays, house.rates),
        silent,
        silent is not None and bool(items.late) and silent.unreachable(policy.classing),
        newest_invoice(items),
        record,
        beyond.unweighed,
        share_late_before(record, late),
        _aged(items, house),
    )
    return conduct, contacts


def _aged(items: Ledger, house: Book) -> OpenItem | None:
    """The overdue item, oldest due date first, with which what is late comes to more than the grade's material amount.

    Each is worth what it was by the rate of its due date, so no later rate moves a grade; one of unknown worth is material.
    `None` where there is none, or nothing is old enough to hold a grade down.
    """
    grading, owed = house.policy.grading, Decimal(0)
    if not items.late or items.late[0].dpd < grading.overdue_d_days:
        return None
    for item in items.late:
        worth = house.worth(item.open.currency, item.invoice.due_on)
        owed += item.open.minor * worth if worth is not None else Decimal("Infinity")
        if owed > Decimal(grading.overdue_material).scaleb(exponent(house.base)):
            return item
    return None


def newest_invoice(items: Ledger) -> tuple[date, str] | None:
    """Day and number of the invoice that last told how the buyer pays, settled or fallen overdue; `None` without either."""
    paid = [(last.on, last.invoice.id) for last in items.settled[-1:]]
    fell = [(last.invoice.due_on, last.invoice.id) for last in items.late[-1:]]
    return max(paid + fell, default=None)
