"""May this order be shipped? Go, go with conditions, or hold, each with the reason that binds and the room that is left.

Looked at, in this order: insolvency and petitions, overdue debt, the limit, the age of the last report. A registry that
still says "active" clears nothing. A buyer without a record gets conditions at best: an unknown buyer is not a safe one.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from credit.assessment import Assessment
from credit.debt_class import petition_in_force
from credit.due import split
from credit.exposure import uninvoiced
from credit.five_classes import DebtClass
from credit.money import Money, total
from credit.policy import Policy
from credit.problem import RefusedChange
from credit.rates import Rates
from credit.reason import Reason, ReasonFact
from credit.report import EventKind, Severity
from credit.term_words import Baseline
from credit.terms import NO_TERMS, Terms

__all__ = ["Condition", "OrderCheck", "Verdict", "check_order", "check_unknown"]


class Verdict(StrEnum):
    """The answer."""

    GO = "go"
    CONDITIONS = "conditions"
    HOLD = "hold"


_STRENGTH = {Verdict.GO: 0, Verdict.CONDITIONS: 1, Verdict.HOLD: 2}


@dataclass(frozen=True, slots=True)
class Condition:
    """What would make the order acceptable."""

    kind: str
    value: Money | Decimal | str


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """The answer, its reasons with the binding one first, and the figures behind it."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    conditions: tuple[Condition, ...]
    headroom: Money | None
    """Room under the limit before the order; `None` where no limit was ever set or a rate is missing."""
    exposure_after: Money | None
    report_provider: str = ""
    report_as_of: date | None = None
    report_age_days: int | None = None


Finding = tuple[Verdict, Reason, tuple[Condition, ...]]


def check_order(assessed: Assessment, amount: Money, policy: Policy, rates: Rates, terms: Terms = NO_TERMS) -> OrderCheck:
    """Whether an order of `amount` on `terms` may be shipped to this buyer on the assessment's day.

    What the terms have paid at the order, before anything is made, is no risk and is not weighed. Raises `RefusedChange`
    for an amount that is not above zero.
    """
    _need_amount(amount)
    deposit = _deposit(amount, terms)
    converted = rates.convert(amount - deposit, assessed.exposure.currency, assessed.on)
    order = converted.money if converted else None
    found = [*_law(assessed, policy), *_overdue(assessed, policy), *_limit(assessed, amount, order, rates), *_record(assessed)]
    found += _report(assessed, order, policy)
    if deposit:
        found.append((Verdict.GO, Reason("order_deposit", {"deposit": deposit, "rest": amount - deposit}), ()))
    found.sort(key=lambda entry: -_STRENGTH[entry[0]])
    verdict = found[0][0] if found else Verdict.GO
    at_stake = assessed.exposure.at_stake
    report = assessed.account.reports[0] if assessed.account.reports else None
    return OrderCheck(
        verdict,
        _told(found) if verdict is not Verdict.GO else (Reason("order_nothing_against"), *_told(found)),
        tuple(condition for _, _, conditions in found for condition in conditions) if verdict is not Verdict.HOLD else (),
        assessed.exposure.headroom,
        at_stake + order if at_stake is not None and order is not None else None,
        report.provider if report else "",
        report.as_of if report else None,
        report.age(assessed.on) if report else None,
    )


def _need_amount(amount: Money) -> None:
    if amount.minor <= 0:
        raise RefusedChange(reason="order_amount")


def _deposit(amount: Money, terms: Terms) -> Money:
    """What is paid at the order by bank transfer."""
    parts = zip(terms.instalments, split(terms, amount), strict=True) if terms.instalments else ()
    return total((part for instalment, part in parts if instalment.baseline is Baseline.ORDER), amount.currency)


def _told(found: list[Finding]) -> tuple[Reason, ...]:
    return tuple(reason for _, reason, _ in found)


def check_unknown(amount: Money, policy: Policy) -> OrderCheck:
    """The answer for a buyer that is not in the book: no record, so a deposit or a letter of credit.

    Raises `RefusedChange` for an amount that is not above zero.
    """
    _need_amount(amount)
    return OrderCheck(
        Verdict.CONDITIONS,
        (Reason("order_no_record"),),
        (Condition("deposit_percent", Decimal(policy.ordering.new_buyer_deposit_percent)), Condition("letter_of_credit", "")),
        None,
        amount,
    )


def _law(assessed: Assessment, policy: Policy) -> list[Finding]:
    """Insolvency opened, a petition that still weighs, or another event as grave."""
    value = assessed.debt_class.value
    if value is DebtClass.DEAD:
        return [(Verdict.HOLD, Reason("order_dead"), ())]
    petition = petition_in_force(assessed.account.events, assessed.on, policy.classing)
    if petition is not None:
        facts: dict[str, ReasonFact] = {"on": petition.published_on, "provider": petition.provider}
        return [(Verdict.HOLD, Reason("order_petition", facts), ())]
    if value is DebtClass.BAD:
        return [(Verdict.HOLD, Reason("order_bad"), ())]
    grave = [a for a in assessed.alerts if a.severity is Severity.CRITICAL and a.kind is not EventKind.WINDING_UP_PETITION]
    return [(Verdict.HOLD, Reason("order_event", {"event": a.kind.value, "on": a.on}), ()) for a in grave[:1]]


def _overdue(assessed: Assessment, policy: Policy) -> list[Finding]:
    """Debt overdue beyond grace is paid first; doubtful debt stops the order."""
    overdue = [item for item in assessed.ledger.overdue if item.dpd > policy.classing.grace_days]
    late = [(item, left) for item in overdue if (left := assessed.undisputed(item))]
    if not late:
        return []
    worst, owed = late[0]
    facts: dict[str, ReasonFact] = {"invoice": worst.invoice.id, "days": worst.dpd, "open": owed, "count": len(late)}
    held = assessed.debt_class.value.at_least(DebtClass.DOUBTFUL)
    conditions = tuple(
        Condition("pay_overdue_first", total((left for _, left in late if left.currency == code), code))
        for code in sorted({left.currency for _, left in late})
    )
    return [(Verdict.HOLD if held else Verdict.CONDITIONS, Reason("order_overdue", facts), conditions)]


def _limit(assessed: Assessment, amount: Money, order: Money | None, rates: Rates) -> list[Finding]:
    """Room under the limit; where a rate is missing, the currency that has none is named."""
    exposure = assessed.exposure
    if exposure.limit is None:
        return [(Verdict.CONDITIONS, Reason("order_no_limit"), (Condition("set_limit", ""),))]
    if exposure.headroom is None or order is None:
        ordered = (order.amount.currency for order in uninvoiced(assessed.account, assessed.on))
        codes = (amount.currency, *(entry.currency for entry in assessed.agings), *ordered)
        unknown = [code for code in codes if rates.factor(code, exposure.currency, assessed.on) is None]
        return [(Verdict.CONDITIONS, Reason("no_rate", {"currency": unknown[0]}), ())]
    if order <= exposure.headroom:
        return []
    facts: dict[str, ReasonFact] = {"limit": exposure.limit, "headroom": exposure.headroom, "over": order - exposure.headroom}
    if exposure.headroom.minor <= 0:
        return [(Verdict.HOLD, Reason("order_limit_used_up", facts), ())]
    room = Condition("smaller_amount", exposure.headroom)
    deposit = Condition("deposit", order - exposure.headroom)
    return [(Verdict.CONDITIONS, Reason("order_over_limit", facts), (room, deposit))]


def _record(assessed: Assessment) -> list[Finding]:
    """A buyer that never settled an invoice has no record of its own."""
    if assessed.ledger.settled:
        return []
    return [(Verdict.CONDITIONS, Reason("order_no_record"), (Condition("letter_of_credit", ""),))]


def _report(assessed: Assessment, order: Money | None, policy: Policy) -> list[Finding]:
    """A large order wants a report that is not old."""
    limit = assessed.exposure.limit
    if not limit or order is None or order.minor * 100 < limit.minor * policy.ordering.large_order_percent:
        return []
    report = assessed.account.reports[0] if assessed.account.reports else None
    if report is None:
        return [(Verdict.CONDITIONS, Reason("order_report_missing"), (Condition("fresh_report", ""),))]
    age = report.age(assessed.on)
    if age <= policy.ordering.report_days:
        return []
    return [(Verdict.CONDITIONS, Reason("order_report_stale", {"days": age}), (Condition("fresh_report", ""),))]
