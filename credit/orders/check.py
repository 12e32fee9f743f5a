"""May this order be shipped? Go, go with conditions, or hold, each with the reason that binds and the room that is left.

Every hold rule looks; the strongest finding binds and is told first. What a person let pass is told and does not count. A buyer
without a record gets conditions at best: an unknown buyer is not a safe one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from credit.assessment import Assessment
from credit.book import Book
from credit.currencies import CURRENCIES
from credit.due import DueInstalment, supposed
from credit.limits.group import GroupRoom
from credit.money import Money
from credit.orders.advice import advice_for
from credit.orders.case import Case, case_of
from credit.orders.family import family_debt
from credit.orders.hold_rules import RuleName
from credit.orders.law import account_status
from credit.orders.limit import limit_used_percent, no_limit
from credit.orders.limit_expiry import limit_expired
from credit.orders.order_size import order_amount
from credit.orders.overdue import overdue_amount, overdue_days
from credit.orders.payment_method import Advice
from credit.orders.record import no_record
from credit.orders.release import let_pass, running
from credit.orders.report import report_age, speaking
from credit.orders.sums import NO_SUMS, Sums, sums_of
from credit.orders.terms_stretch import terms as terms_rule
from credit.orders.undecided import undecided_notice
from credit.orders.uninsured import uninsured
from credit.orders.verdict import Condition, Finding, Look, Measure, Verdict
from credit.orders.weighing import Documents
from credit.orders.wider_limits import country_cap, group_limit, own_risk
from credit.problem import RefusedChange
from credit.reason import DESK, POLICY, Reason, ReasonFact
from credit.terms import NO_TERMS, Terms

__all__ = ["OrderCheck", "RuleLook", "check_order", "need_amount"]

RULES: Mapping[RuleName, Callable[[Case], Look]] = {
    RuleName.ACCOUNT_STATUS: account_status,
    RuleName.UNDECIDED_NOTICE: undecided_notice,
    RuleName.OVERDUE_DAYS: overdue_days,
    RuleName.OVERDUE_AMOUNT: overdue_amount,
    RuleName.FAMILY_DEBT: family_debt,
    RuleName.NO_LIMIT: no_limit,
    RuleName.LIMIT_USED_PERCENT: limit_used_percent,
    RuleName.GROUP_LIMIT: group_limit,
    RuleName.LIMIT_EXPIRED: limit_expired,
    RuleName.COUNTRY_CAP: country_cap,
    RuleName.OWN_RISK: own_risk,
    RuleName.UNINSURED: uninsured,
    RuleName.TERMS: terms_rule,
    RuleName.ORDER_AMOUNT: order_amount,
    RuleName.NO_RECORD: no_record,
    RuleName.REPORT_AGE: report_age,
}


@dataclass(frozen=True, slots=True)
class RuleLook:
    """One hold rule and what it saw."""

    name: RuleName
    applies: bool
    """Whether it is on and looks at this buyer."""
    fired: bool
    value: Measure | None
    threshold: Measure | None
    released_until: date | None = None
    """Last day of the release that lets it pass; `None` where nothing is let pass."""


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """The answer, its reasons with the binding one first, and the figures behind it."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    conditions: tuple[Condition, ...]
    headroom: Money | None
    """Room under the limit before the order; `None` where no limit was ever set or a rate is missing."""
    exposure_after: Money | None
    """What is at stake with the order, its parts weighed."""
    own_risk_after: Money | None
    """What of that no insurer covers; `None` without a rate."""
    terms: Terms
    """Terms it was judged on."""
    advice: Advice
    rules: tuple[RuleLook, ...] = ()
    report_provider: str = ""
    report_as_of: date | None = None
    report_age_days: int | None = None
    sums: Sums = NO_SUMS
    """What the room and the figures after the order are reckoned from."""
    instalments: tuple[DueInstalment, ...] = ()
    """Instalments of the order by its terms, due as though everything were done on the day; empty without terms."""


def check_order(
    assessed: Assessment,
    amount: Money,
    book: Book,
    terms: Terms = NO_TERMS,
    documents: Documents = Documents.BANK,
    incoterm: str = "",
    group: GroupRoom | None = None,
    family: Sequence[Assessment] = (),
) -> OrderCheck:
    """Whether an order of `amount` on `terms` may be shipped to this buyer on the assessment's day.

    Where no terms are given, the buyer's own stand. What is paid at the order is no risk, and the rest is weighed by how it is
    secured. `group` is the tightest limit of the buyer's family, `family` are its relatives. Raises `RefusedChange` for an
    amount that is not above zero, `CurrencyMismatch` where terms name another currency.
    """
    need_amount(amount)
    case = replace(case_of(assessed, amount, book, terms, documents, incoterm, group), family=tuple(family))
    looked = [_looked(name, rule(case), case) for name, rule in RULES.items()]
    found = [finding for _, finding in looked if finding is not None]
    found.sort(key=lambda finding: -finding.verdict.strength)
    verdict = found[0].verdict if found else Verdict.GO
    report = speaking(assessed.account.reports, assessed.on)
    return OrderCheck(
        verdict,
        _told([*([] if found else [_nothing_against(case)]), *(finding.reason for finding in found), *_weighed(case)]),
        _conditions(found) if verdict is Verdict.CONDITIONS else (),
        assessed.exposure.headroom,
        case.exposure_after,
        case.own_risk_after,
        case.terms,
        advice_for(assessed, book, amount),
        tuple(look for look, _ in looked),
        report.provider if report else "",
        report.as_of if report else None,
        report.age(assessed.on) if report else None,
        sums_of(case),
        supposed(case.terms, amount, assessed.on),
    )


def need_amount(amount: Money) -> None:
    """Raises `RefusedChange` for an order of nothing or less, or of no currency: before anybody outside is asked about it."""
    if amount.currency not in CURRENCIES:
        raise RefusedChange(reason="order_currency", given=amount.currency)
    if amount.minor <= 0:
        raise RefusedChange(reason="order_amount")


def _looked(name: RuleName, look: Look, case: Case) -> tuple[RuleLook, Finding | None]:
    """A rule's look, and what of it counts: nothing where it leaves this buyer out, a release's word where it was let pass."""
    rule, buyer = case.holding.rules[name], case.assessed
    excepted = any(tag in rule.except_tags for tag in buyer.account.customer.tags) or buyer.debt_class.value not in rule.classes
    lasting = look.finding is not None and look.finding.lasting
    applies = lasting or (rule.enabled and not excepted)
    seen = RuleLook(name, applies, look.finding is not None and applies, look.value, look.threshold)
    if look.finding is None or not applies:
        return seen, None
    release = None if lasting else running(buyer.account.releases, name, case.on)
    if release is None:
        return seen, look.finding
    return replace(seen, released_until=release.until), let_pass(release, name)


def _nothing_against(case: Case) -> Reason:
    return Reason("order_nothing_against", {"on": case.on, "source": POLICY})


def _weighed(case: Case) -> Iterator[Reason]:
    """What the terms take off the risk, or do not: told beside the verdict."""
    given: dict[str, ReasonFact] = {"terms": str(case.terms), "on": case.on, "source": DESK}
    weighed = case.weighed
    if weighed.deposit:
        yield Reason("order_deposit", {**given, "deposit": weighed.deposit, "rest": weighed.amount - weighed.deposit})
    for part in weighed.parts:
        said = {**given, "open": part.amount, "percent": Decimal(part.percent), "method": part.instalment.method.value}
        if part.fallen:
            yield Reason("order_documents_loose", said)
        elif not part.prepaid and part.percent < case.book.policy.weighing.open_percent:
            yield Reason("order_secured", said)


def _told(found: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once."""
    told: list[Reason] = []
    for reason in found:
        if reason not in told:
            told.append(reason)
    return tuple(told)


def _conditions(found: list[Finding]) -> tuple[Condition, ...]:
    """Of what sets conditions; what is only told asks for nothing."""
    return tuple(condition for finding in found if finding.verdict is Verdict.CONDITIONS for condition in finding.conditions)
