"""An order of a buyer that is not in the book: no record, so conditions at best, and a hold where nobody could say who it is."""

from datetime import date
from decimal import Decimal

from credit.book import Book
from credit.due import supposed
from credit.money import Money
from credit.orders.check import OrderCheck, need_amount
from credit.orders.payment_method import advise, band_of
from credit.orders.sums import Sums
from credit.orders.verdict import Condition, Verdict
from credit.orders.weighing import weigh
from credit.rating.letter import Grade
from credit.reason import OWN_LEDGER, POLICY, Reason
from credit.terms import NO_TERMS, Terms

__all__ = ["check_unknown"]


def check_unknown(
    amount: Money, book: Book, on: date, terms: Terms = NO_TERMS, country: str = "", company_number: str = ""
) -> OrderCheck:
    """The answer for a buyer nobody knows: a deposit or a letter of credit, or a hold.

    Without country or company number nobody can look it up; then an order above the policy's exposure, or one without a rate,
    waits. Raises `RefusedChange` for an amount that is not above zero, `CurrencyMismatch` where terms name another currency.
    """
    need_amount(amount)
    policy = book.policy
    weighed = weigh(amount, terms, policy.weighing)
    converted = book.rates.convert(amount, book.base, on)
    band = band_of(country.upper(), book.countries, on, policy.advising)
    advice = advise(Grade.UNRATED, band, converted.money if converted else None, on, policy.advising)
    large = converted is None or converted.money.amount > policy.holding.report_exposure
    unnamed = not (country and company_number)
    verdict = Verdict.HOLD if unnamed and large else Verdict.CONDITIONS
    reasons = [Reason("order_no_record", {"on": on, "source": OWN_LEDGER})]
    if unnamed:
        reasons.append(Reason("order_unidentified", {"on": on, "source": POLICY}))
    if verdict is Verdict.HOLD:
        reasons.reverse()
    share = Decimal(max(policy.ordering.new_buyer_deposit_percent, advice.deposit_percent))
    conditions = (Condition("deposit_percent", share), Condition("letter_of_credit"))
    return OrderCheck(
        verdict,
        tuple(reasons),
        conditions if verdict is Verdict.CONDITIONS else (),
        None,
        weighed.at_risk,
        weighed.at_risk,
        terms,
        advice,
        sums=Sums(parts=weighed.parts, at_risk=weighed.at_risk),
        instalments=supposed(terms, amount, on),
    )
