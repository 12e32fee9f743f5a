"""What limit a buyer's own trade needs: sales x the days until they are paid (TRADE.md 3.6).

Need = twelve months' shipments / 365 x (terms days + days late + days in transit). The terms are those of the very invoices,
weighed by amount; the days late are the 75th percentile of the latest that are known. A buyer that pays nothing late adds none,
one whose record is unknown adds none either, and that is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from credit.aging import Ledger
from credit.assessment import Assessment
from credit.calendar import days_before
from credit.exposure import converted_total
from credit.invoice import Invoice
from credit.limits.limiting import Limiting
from credit.money import Money
from credit.rates import Rates

__all__ = ["Need", "days_late", "need"]

YEAR = 365


@dataclass(frozen=True, slots=True)
class Need:
    """What the need is made of."""

    sold: Money | None
    """Invoiced in twelve months, credit notes taken off; `None` where a rate is missing."""
    terms_days: int
    """Days from issue to due date, weighed by amount."""
    late_days: int | None
    """Percentile of days late; `None` where nothing was ever settled or overdue."""
    transit_days: int
    invoice: str
    """The largest invoice of the twelve months, or one of them without a rate; where there was none, the latest before them."""

    @property
    def amount(self) -> Money | None:
        """Sales a day x days until they are paid, rounded half to even; `None` where the sales are not known."""
        if self.sold is None:
            return None
        days = self.terms_days + (self.late_days or 0) + self.transit_days
        return Money(round(Fraction(self.sold.minor * days, YEAR)), self.sold.currency)


def need(entry: Assessment, rates: Rates, policy: Limiting) -> Need | None:
    """The need of a buyer in its exposure's currency; `None` where nothing was ever sold to it."""
    invoices = [each for each in entry.account.invoices if each.issued_on <= entry.on]
    if not invoices:
        return None
    recent = [each for each in invoices if each.issued_on > days_before(entry.on, YEAR)]
    worth = [converted_total((each.amount,), entry.exposure.currency, rates, entry.on) for each in recent]
    known = [money.minor for money in worth if money is not None]
    sold = Money(max(sum(known), 0), entry.exposure.currency) if len(known) == len(worth) else None
    terms = _terms_days(recent, known) if sold else 0
    named = _named(recent, worth) if recent else max(invoices, key=lambda each: (each.issued_on, each.id))
    return Need(sold, terms, days_late(entry.ledger, policy), policy.transit_days, named.id)


def _named(invoices: Sequence[Invoice], worth: Sequence[Money | None]) -> Invoice:
    """The first invoice without a rate, for it leaves the sales unknown; else the largest, of equal ones the last number."""
    lacking = [each for each, money in zip(invoices, worth, strict=True) if money is None]
    known = [(money.minor, each.id, each) for each, money in zip(invoices, worth, strict=True) if money is not None]
    return lacking[0] if lacking else max(known, key=lambda entry: entry[:2])[2]


def _terms_days(invoices: Sequence[Invoice], minor: Sequence[int]) -> int:
    """Days from issue to due date, weighed by amount; credit notes weigh nothing, and a due date before the issue is no day."""
    weighed = [
        (max(amount, 0), max((each.due_on - each.issued_on).days, 0)) for each, amount in zip(invoices, minor, strict=True)
    ]
    return round(Fraction(sum(amount * days for amount, days in weighed), sum(amount for amount, _ in weighed)))


def days_late(items: Ledger, policy: Limiting) -> int | None:
    """The percentile of days late, by nearest rank: of the latest settled invoices, and of open ones with their days so far."""
    late = [max(items.days_late(entry), 0) for entry in items.settled[-policy.late_invoices :]]
    late = sorted([*late, *(max(items.late_so_far(item), 0) for item in items.late)])
    if not late:
        return None
    return late[-(-len(late) * policy.late_percentile // 100) - 1]
