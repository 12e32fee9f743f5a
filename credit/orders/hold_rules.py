"""Hold rules for new orders as data: which are on, from where they fire, what they say, how long a release lasts.

The names are those of Dynamics 365's categories of blocking rules (days overdue, account status, terms, credit limit expired,
overdue amount, order amount, credit limit used; TRADE.md 1.3), so that whoever knows them finds them here, and some of our own:
the debt and the limit of a family, the limit of a country, of own risk; cover that has stopped; a buyer without limit or record;
a report that is old. Whom a rule leaves out is data too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from credit.five_classes import DebtClass
from credit.orders.verdict import Verdict

__all__ = ["HoldRule", "Holding", "RuleName"]


class RuleName(StrEnum):
    """The rules, in the order in which equal ones are told."""

    ACCOUNT_STATUS = "account_status"
    """Insolvency, a petition, another event as grave, or a class too bad."""
    UNDECIDED_NOTICE = "undecided_notice"
    """A grave notice that may be about the buyer, and nobody has said whose it is; a name on a sanctions list holds always."""
    OVERDUE_DAYS = "overdue_days"
    OVERDUE_AMOUNT = "overdue_amount"
    FAMILY_DEBT = "family_debt"
    """A relative is overdue beyond the days, or its debt is bad."""
    NO_LIMIT = "no_limit"
    LIMIT_USED_PERCENT = "limit_used_percent"
    GROUP_LIMIT = "group_limit"
    """A limit at a parent, for the whole family."""
    LIMIT_EXPIRED = "limit_expired"
    COUNTRY_CAP = "country_cap"
    OWN_RISK = "own_risk"
    """More without security and cover than the whole limit that is recommended."""
    UNINSURED = "uninsured"
    """The buyer is insured, and what leaves today would not be."""
    TERMS = "terms"
    """Longer than agreed, than the grade allows or than the insurer covers."""
    ORDER_AMOUNT = "order_amount"
    NO_RECORD = "no_record"
    REPORT_AGE = "report_age"


@dataclass(frozen=True, slots=True)
class HoldRule:
    """One rule."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"threshold": (0, 10**12), "grace_days": (0, 365)}

    enabled: bool = True
    threshold: Decimal = Decimal(0)
    """What may still be without the rule firing: days, percent, or an amount in base currency, as the rule measures."""
    verdict: Verdict = Verdict.CONDITIONS
    """What the order gets when it fires."""
    grace_days: int = 14
    """Longest time for which a person may let it pass; 0: nobody may."""
    except_tags: tuple[str, ...] = ("no_order_check",)
    """Buyers with one of these tags are left out."""
    classes: tuple[DebtClass, ...] = tuple(DebtClass)
    """Buyers of these classes are looked at; a class that does not stand here is left out."""


def _rules() -> Mapping[RuleName, HoldRule]:
    return {
        RuleName.ACCOUNT_STATUS: HoldRule(verdict=Verdict.HOLD, grace_days=3),
        RuleName.UNDECIDED_NOTICE: HoldRule(),
        RuleName.OVERDUE_DAYS: HoldRule(threshold=Decimal(7)),
        RuleName.OVERDUE_AMOUNT: HoldRule(threshold=Decimal(100_000), verdict=Verdict.HOLD, grace_days=7),
        RuleName.FAMILY_DEBT: HoldRule(threshold=Decimal(7)),
        RuleName.NO_LIMIT: HoldRule(grace_days=30),
        RuleName.LIMIT_USED_PERCENT: HoldRule(threshold=Decimal(100)),
        RuleName.GROUP_LIMIT: HoldRule(threshold=Decimal(100)),
        RuleName.LIMIT_EXPIRED: HoldRule(grace_days=30),
        RuleName.COUNTRY_CAP: HoldRule(threshold=Decimal(100)),
        RuleName.OWN_RISK: HoldRule(threshold=Decimal(100), verdict=Verdict.GO),
        RuleName.UNINSURED: HoldRule(),
        RuleName.TERMS: HoldRule(),
        RuleName.ORDER_AMOUNT: HoldRule(enabled=False, threshold=Decimal(250_000)),
        RuleName.NO_RECORD: HoldRule(),
        RuleName.REPORT_AGE: HoldRule(threshold=Decimal(90)),
    }


@dataclass(frozen=True, slots=True)
class Holding:
    """When a new order waits [P, the names S]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"report_exposure": (0, 10**12)}

    rules: Mapping[RuleName, HoldRule] = field(default_factory=_rules)
    """`order_amount` is off until a house says from which size its orders are looked at by a person; `own_risk` is told without
    weight, because what is recommended is nobody's decision yet."""
    status_class: DebtClass = DebtClass.BAD
    """Class from which the account's status holds every order."""
    overdue_class: DebtClass = DebtClass.DOUBTFUL
    """Class from which overdue debt holds the order instead of setting conditions."""
    grade_days: Mapping[str, int] = field(default_factory=lambda: {"A": 120, "B": 90, "C": 60, "D": 30, "E": 0, "unrated": 60})
    """Longest open terms by grade; E is cash or letter of credit only (TRADE.md 3.6)."""
    insurer_terms_days: int = 360
    """Longest terms the insurer covers (Sinosure: within one year, TRADE.md 1.8); your own policy says."""
    report_exposure: Decimal = Decimal(200_000)
    """Exposure after the order, in base currency, above which a report may not be old (TRADE.md appendix A)."""
