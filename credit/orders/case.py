"""One order of one buyer as the rules look at it: the buyer's assessment, the book's policy and rates, the order weighed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.assessment import Assessment
from credit.book import Book
from credit.exposure import converted_total
from credit.limits.cover import borne, cover_of, secured_by
from credit.limits.group import GroupRoom
from credit.money import Money
from credit.orders.hold_rules import Holding, RuleName
from credit.orders.verdict import Condition, Finding, Verdict
from credit.orders.weighing import Documents, Weighed, largest, weigh
from credit.reason import OWN_LEDGER, Reason, ReasonFact
from credit.terms import Terms, understood

__all__ = ["Case", "case_of"]


@dataclass(frozen=True, slots=True)
class Case:
    """What every rule looks at."""

    assessed: Assessment
    book: Book
    terms: Terms
    """Terms of the order, else those agreed with the buyer; `NO_TERMS` where there are none."""
    documents: Documents
    incoterm: str
    weighed: Weighed
    group: GroupRoom | None
    """The limit of its family that leaves it the least; `None` for a buyer that stands alone, or in a family without limits."""
    at_risk: Money | None
    """What of the order is at risk, in the currency of the exposure; `None` without a rate."""
    family: tuple[Assessment, ...] = ()
    """The others of its family that are in the book."""

    @property
    def on(self) -> date:
        """The day of the check."""
        return self.assessed.on

    @property
    def holding(self) -> Holding:
        """The hold rules."""
        return self.book.policy.holding

    @property
    def exposure_after(self) -> Money | None:
        """What is at stake with the order; `None` without a rate."""
        at_stake = self.assessed.exposure.at_stake
        return at_stake + self.at_risk if at_stake is not None and self.at_risk is not None else None

    @property
    def own_risk_after(self) -> Money | None:
        """What of it neither securities nor the insurer bear; `None` without a rate."""
        after = self.exposure_after
        secured, insured = self.borne_after
        if after is None or secured is None or insured is None:
            return None
        return Money(max(after.minor, 0), after.currency) - secured - insured

    @property
    def covered_percent(self) -> int:
        """What the insurer pays of a loss of this buyer."""
        return self.assessed.account.customer.covered_percent(self.book.policy.valuing.insured_percent)

    @property
    def borne_after(self) -> tuple[Money | None, Money | None]:
        """What of it securities bear, and what the insurer does."""
        account, policy = self.assessed.account, self.book.policy
        held = secured_by(account, self.on, policy.limits.security_percent, policy.limits.discrepant_percent)
        stops, further = self.assessed.stops, self.weighed.at_risk
        told = cover_of(account, self.assessed.ledger.open, self.on, self.book.rates, stops, further)
        cover = (told,) if told is not None else ()
        return borne(self.exposure_after, self._summed(held), self._summed(cover), self.covered_percent)

    def _summed(self, amounts: Iterable[Money]) -> Money | None:
        return converted_total(amounts, self.assessed.exposure.currency, self.book.rates, self.on)

    def exposed(self, money: Money) -> Money | None:
        """An amount in the currency of the exposure."""
        found = self.book.rates.convert(money, self.assessed.exposure.currency, self.on)
        return found.money if found else None

    def in_base(self, money: Money) -> Money | None:
        """An amount in base currency."""
        found = self.book.rates.convert(money, self.book.base, self.on)
        return found.money if found else None

    def risk_of(self, amount: Money) -> Money | None:
        """What would be at risk of another amount on the same terms, in the currency of the exposure."""
        return self.exposed(weigh(amount, self.terms, self.book.policy.weighing, self.documents, self.incoterm).at_risk)

    def fitting(self, room: Money, rule: RuleName) -> tuple[Condition, ...]:
        """What would bring the order into `room`, which it exceeds: less of it, more paid at the order, a bank's promise.

        Each is worked out to the minor unit in the order's currency: a cent more would not do.
        """
        amount, policy = self.weighed.amount, self.book.policy.weighing
        worst = self.weighed.heaviest.percent

        def fits(part: Money, percent: int | None = None) -> bool:
            risk = self.risk_of(part) if percent is None else self.exposed(part.times(Decimal(percent) / 100))
            return risk is not None and risk <= room

        smaller = largest(amount, fits)
        found = [Condition("smaller_amount", smaller, rule)] if smaller else []
        found.append(Condition("deposit", amount - largest(amount, lambda rest: fits(rest, worst)), rule))
        if fits(amount, policy.credit_percent):
            found.append(Condition("letter_of_credit", "", rule))
        return tuple(found)

    def no_rate(self, *currencies: str) -> Finding:
        """That the first of `currencies` for which nobody publishes a rate has none, else that of the exposure."""
        to, rates = self.assessed.exposure.currency, self.book.rates
        others = (code for code in currencies if code != to)
        unknown = next((code for code in others if rates.factor(code, rates.pivot, self.on) is None), to)
        facts: dict[str, ReasonFact] = {"currency": unknown, "on": self.on, "source": OWN_LEDGER}
        return Finding(Verdict.CONDITIONS, Reason("no_rate", facts))


def case_of(
    assessed: Assessment,
    amount: Money,
    book: Book,
    terms: Terms,
    documents: Documents = Documents.BANK,
    incoterm: str = "",
    group: GroupRoom | None = None,
) -> Case:
    """The order as a case; the buyer's own terms stand where it has none. Raises `CurrencyMismatch` as `weigh` does."""
    used = terms if terms.instalments else understood(assessed.account.customer.terms)
    weighed = weigh(amount, used, book.policy.weighing, documents, incoterm)
    converted = book.rates.convert(weighed.at_risk, assessed.exposure.currency, assessed.on)
    return Case(assessed, book, used, documents, incoterm, weighed, group, converted.money if converted else None)
