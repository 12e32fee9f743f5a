"""The limit that is recommended for a buyer, the bound that decides it, and how long the present one stands (TRADE.md 3.6).

The smallest bound x the grade's factor is the whole limit; less what the insurer covers it is the house's own risk. E is cash
or letter of credit only: a limit of nothing. An unrated buyer has no factor and so no recommendation: a person decides.
"""

from dataclasses import dataclass
from datetime import date

from credit.assessment import Assessment
from credit.book import Book
from credit.exposure import converted_total
from credit.limits.bounds import Bound, Constraint, bounds
from credit.limits.cover import cover_of
from credit.money import Money
from credit.reason import DESK, OWN_LEDGER, POLICY, Reason, ReasonFact, rests_on

__all__ = ["Recommendation", "expires_on", "recommended", "stands_no_day"]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What limit a buyer should have, and what becomes of the one it has; amounts in the currency of its exposure."""

    constraints: tuple[Constraint, ...]
    binding: Constraint | None
    """The smallest; `None` where none is known."""
    whole: Money | None
    """Own risk and insured together; `None` without a grade or a bound."""
    insured: Money | None
    """What the insurer would bear of its limit; `None` where a rate is missing."""
    own_risk: Money | None
    """The whole less the insured, never below zero: the recommended own-risk limit."""
    short: Money | None
    """What the need exceeds the smallest bound by: for shorter terms, a guarantee or a deposit; `None` where unknown."""
    expires_on: date | None
    """Day from which the present limit no longer stands; `None` where none was ever set, or on a day nobody wrote down."""
    expired: bool
    reasons: tuple[Reason, ...]
    """Why there is no recommendation, or the grade's factor; that the present limit is expired."""

    @property
    def binds(self) -> str:
        """The bound that decides; `grade` or `insurer` where one of them leaves nothing of it, empty where no bound is known."""
        if self.binding is None or self.whole is None or self.own_risk is None or self.own_risk or not self.binding.amount:
            return self.binding.bound if self.binding is not None else ""
        return "insurer" if self.whole else "grade"


def recommended(entry: Assessment, book: Book) -> Recommendation:
    """The limit recommended for this buyer on the day of its assessment."""
    found = bounds(entry, book)
    known = [(each.amount.minor, place) for place, each in enumerate(found) if each.amount is not None]
    binding = found[min(known)[1]] if known else None
    factor = book.policy.limits.grade_factor.get(entry.graded.value)
    smallest = binding.amount if binding is not None else None
    whole = smallest.times(factor) if smallest is not None and factor is not None else None
    insured = _insured(entry, book)
    ends, decided_on = expires_on(entry, book), entry.account.customer.limit_on
    told = (_over(entry, book, decided_on, ends),) if decided_on is not None and ends is not None and ends <= entry.on else ()
    need = next(each.amount for each in found if each.bound is Bound.NEED)
    return Recommendation(
        found,
        binding,
        whole,
        insured,
        Money(max((whole - insured).minor, 0), whole.currency) if whole is not None and insured is not None else None,
        need - smallest if need is not None and smallest is not None else None,
        ends,
        bool(told),
        (_factor(entry, book), *told),
    )


def expires_on(entry: Assessment, book: Book) -> date | None:
    """Day from which the buyer's limit no longer stands: so many months after it was decided, by today's grade.

    `None` where there is no limit, or nobody wrote down when it was decided.
    """
    buyer = entry.account.customer
    if buyer.limit is None or buyer.limit_on is None:
        return None
    return book.policy.limits.ends(buyer.limit_on)[entry.graded.value.value]


def stands_no_day(entry: Assessment, book: Book) -> Reason | None:
    """Why no limit of this buyer stands for even a day; `None` where the policy gives its grade any month."""
    grade = entry.graded.value
    if book.policy.limits.valid_months[grade.value]:
        return None
    facts: dict[str, ReasonFact] = {"grade": grade, "on": entry.on, "source": POLICY}
    return Reason("limit_no_day", facts | rests_on(*entry.graded.reasons[:1]))


def _insured(entry: Assessment, book: Book) -> Money | None:
    """The insurer's share of its limit, in the currency of the exposure."""
    cover = cover_of(entry.account, entry.ledger.open, entry.on, book.rates, entry.stops)
    currency = entry.exposure.currency
    known = converted_total((cover,) if cover is not None else (), currency, book.rates, entry.on)
    return (
        Money(max(known.minor, 0) * entry.account.customer.covered_percent(book.policy.valuing.insured_percent) // 100, currency)
        if known is not None
        else None
    )


def _factor(entry: Assessment, book: Book) -> Reason:
    grade = entry.graded.value
    factor = book.policy.limits.grade_factor.get(grade)
    if factor is None:
        return Reason("limit_unrated", {"on": entry.on, "source": OWN_LEDGER})
    facts: dict[str, ReasonFact] = {"grade": grade.value, "factor": factor, "on": entry.on, "source": POLICY}
    facts |= rests_on(*entry.graded.reasons[:1])
    return Reason("limit_grade_factor", facts) if factor else Reason("limit_cash_only", facts)


def _over(entry: Assessment, book: Book, decided_on: date, ends: date) -> Reason:
    return stands_no_day(entry, book) or _expired(entry, decided_on, ends)


def _expired(entry: Assessment, decided_on: date, ends: date) -> Reason:
    facts: dict[str, ReasonFact] = {"on": ends, "decided_on": decided_on, "buyer": entry.id, "source": DESK}
    return Reason("limit_expired", facts, entry.account.customer.limit)
