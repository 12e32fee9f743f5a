"""The advice for one buyer: its grade, its country as published by the day, and the size of the order, or of its last ones."""

from dataclasses import replace

from credit.assessment import Assessment
from credit.book import Book
from credit.calendar import days_before
from credit.money import Money
from credit.orders.payment_method import Advice, PaymentMethod, advise, band_of
from credit.rates import Rates
from credit.reason import Reason, ReasonFact, rests_on

__all__ = ["advice_for", "usual_order"]

YEAR = 365


def advice_for(assessed: Assessment, book: Book, amount: Money | None) -> Advice:
    """How to have an order of `amount` paid; with `None` its amount is not known, and so where it has no rate."""
    policy = book.policy.advising
    band = band_of(assessed.account.customer.country, book.countries, assessed.on, policy)
    found = advise(assessed.graded.value, band, _in_base(amount, book, assessed), assessed.on, policy)
    why = replace(found.reason, facts={**rests_on(*assessed.graded.reasons[:1]), **found.reason.facts})
    return _tempered(replace(found, reason=why), assessed)


def _tempered(found: Advice, assessed: Assessment) -> Advice:
    """The advice as ability and willingness change it: never less secure, nor longer, than the table's row (appendix A).

    A collection is at sight; what is paid in advance already stays so.
    """
    row = assessed.house.policy.squares.row(assessed.square)
    found = replace(found, least=max(found.least, row.least_method, key=lambda each: each.security))
    method = max(found.method, row.least_method, key=lambda each: each.security)
    deposit = max(found.deposit_percent, row.deposit_percent)
    days = 0 if method is not found.method and method is PaymentMethod.DP else found.days * row.days_percent // 100
    if (method, deposit, days) == (found.method, found.deposit_percent, found.days):
        return found
    told = assessed.verdict.advice.facts
    facts: dict[str, ReasonFact] = {**told, "square": assessed.square.value}
    facts |= {"ability": told["ability"], "willingness": told["willingness"]}
    facts |= {"method": found.method.value, "deposit_percent": found.deposit_percent, "days": found.days}
    why = Reason("advice_square", facts)
    return replace(found, method=method, deposit_percent=deposit, days=days, square=why)


def usual_order(assessed: Assessment, rates: Rates) -> Money | None:
    """The largest order or invoice of the last twelve months, in base currency; `None` where there was none with a rate."""
    since, on = days_before(assessed.on, YEAR), assessed.on
    amounts = [order.amount for order in assessed.account.orders if since < order.on <= on]
    amounts += [each.amount for each in assessed.account.invoices if since < each.issued_on <= on and each.amount.minor > 0]
    known = [found.money for amount in amounts if (found := rates.convert(amount, assessed.base, on))]
    return max(known, default=None)


def _in_base(amount: Money | None, book: Book, assessed: Assessment) -> Money | None:
    found = book.rates.convert(amount, book.base, assessed.on) if amount is not None else None
    return found.money if found else None
