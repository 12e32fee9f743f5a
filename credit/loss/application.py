"""Setting money against debts: what the payer named, else what fits exactly, else the order the law gives.

China's Civil Code art. 560 orders the debts when the payer named none: due before undue, then the least secured, then the
heaviest burden, then the oldest, then in proportion; art. 561 orders the parts of a debt: costs, interest, principal. A
shortfall small enough to be a bank's charge closes the debt with its reason written beside it. Whatever the order, what is
applied and what is left over are the receipt, to the last minor unit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import ClassVar

from credit.money import Money, exponent, total

__all__ = [
    "DEFAULT_SHORT_PAYS",
    "Application",
    "AppliedPart",
    "Debt",
    "OrderOfDebts",
    "Remittance",
    "Rule",
    "ShortPay",
    "ShortPayPolicy",
    "ShortPayReason",
    "apply_receipt",
    "short_pay",
    "tolerance",
]


class Rule(StrEnum):
    """Why money went where it went."""

    DESIGNATED = "designated"
    EXACT = "exact"
    WITHIN_TOLERANCE = "within_tolerance"
    LEGAL_ORDER = "legal_order"
    OLDEST_FIRST = "oldest_first"
    NOTHING = "nothing"
    """There is nothing to apply, or nothing to apply it to."""


class OrderOfDebts(StrEnum):
    """In which order debts are filled when the payer named none."""

    LEGAL = "legal"
    OLDEST_FIRST = "oldest_first"


class ShortPayReason(StrEnum):
    """Why less came than was owed."""

    FX_ROUNDING = "fx_rounding"
    BANK_CHARGE = "bank_charge"
    DISCOUNT = "discount"
    QUALITY_CLAIM = "quality_claim"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ShortPayPolicy:
    """Shortfalls that close a debt (TRADE.md 3.12) [P]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "absolute": (0, 10**6), "percent": (0, 100), "most_percent": (0, 100), "rounding_minor": (0, 10**6), "yearly": (0, 10**9),
        "exchange_percent": (0, 50),
    }  # fmt: skip
    OPEN: ClassVar[frozenset[str]] = frozenset({"absolute", "yearly"})

    absolute: Mapping[str, Decimal] = field(default_factory=lambda: {"USD": Decimal(50), "EUR": Decimal(50)})
    """Largest bank charge by currency, in its whole units; of a currency not named here the percentage alone counts."""
    percent: Decimal = Decimal("0.2")
    """Of the debt; the larger of the two is the tolerance ..."""
    most_percent: Decimal = Decimal(10)
    """... up to this share of the debt: nobody pays one dollar of fifty and calls the rest a bank's charge."""
    rounding_minor: int = 100
    """Minor units up to which a shortfall is rounding."""
    yearly: Mapping[str, Decimal] = field(default_factory=lambda: {"USD": Decimal(500), "EUR": Decimal(500)})
    """Most that is closed for one buyer in a year by currency; of a currency not named there is no such cap."""
    exchange_percent: Decimal = Decimal(3)
    """What money in another currency than its invoice may be worth less than it: a bank's rate is not the published one."""


DEFAULT_SHORT_PAYS = ShortPayPolicy()


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt on the day money comes in; all amounts in one currency."""

    id: str
    due_on: date
    principal: Money
    interest: Money | None = None
    """`None` where none is booked: it may be owed, and nobody says how much."""
    costs: Money | None = None
    """Of collecting it; `None` as well."""
    secured: Money | None = None
    """Part of it that the debtor, or somebody for the debtor, secured; `None`: none of it."""
    burden: Decimal = Decimal(0)
    """Percent a year that it costs the debtor."""

    @property
    def owed(self) -> Money:
        """Costs, interest and principal together, as far as they are known."""
        return _together(self.costs, self.interest, self.principal)


def _together(costs: Money | None, interest: Money | None, principal: Money) -> Money:
    return total((part for part in (costs, interest, principal) if part is not None), principal.currency)


@dataclass(frozen=True, slots=True)
class Remittance:
    """What is known of the money that came in."""

    amount: Money
    on: date
    designated: tuple[str, ...] = ()
    """Debts the payer named, in the payer's order."""
    discount: Money | None = None
    """Discount the terms allow on this payment."""
    claimed: Money | None = None
    """What the buyer contests of the debts paid."""
    closed_this_year: Money | None = None
    """Shortfalls closed for this buyer in the last year."""


@dataclass(frozen=True, slots=True)
class AppliedPart:
    """What one debt received."""

    debt: str
    costs: Money | None
    """`None` where nobody says whether there are any ..."""
    interest: Money | None
    """... as here."""
    principal: Money

    @property
    def amount(self) -> Money:
        """All of it."""
        return _together(self.costs, self.interest, self.principal)


@dataclass(frozen=True, slots=True)
class ShortPay:
    """What is missing from debts that were meant to be paid."""

    amount: Money
    reason: ShortPayReason
    closes: bool
    """Whether the policy closes the debt all the same."""


@dataclass(frozen=True, slots=True)
class Application:
    """Where the money went; the parts and what is left are the amount that came in."""

    rule: Rule
    parts: tuple[AppliedPart, ...]
    left: Money
    """Unapplied: more than was named or owed."""
    short: ShortPay | None = None
    """Where debts that were named, or the one that nearly fits, are not paid in full."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Parts of a debt that the law pays first and of which nobody says how much is owed (Civil Code art. 561)."""
        return tuple(name for name in ("costs", "interest") if any(getattr(part, name) is None for part in self.parts))


def apply_receipt(
    came: Remittance,
    debts: Sequence[Debt],
    order: OrderOfDebts = OrderOfDebts.LEGAL,
    policy: ShortPayPolicy = DEFAULT_SHORT_PAYS,
) -> Application:
    """Set a receipt against debts; raises `CurrencyMismatch` where one is of another currency.

    The rule is the first that fits: the payer's designation, one debt of exactly the amount, one debt within tolerance,
    then `order`. What was designated is paid and the rest stays unapplied: nobody is guessed to have meant more.
    """
    open_debts = [debt for debt in debts if debt.owed > Money.zero(came.amount.currency)]
    if came.amount.minor <= 0 or not open_debts:
        return Application(Rule.NOTHING, (), came.amount)
    by_number = {debt.id: debt for debt in open_debts}
    named = [by_number[number] for number in dict.fromkeys(came.designated) if number in by_number]
    if named:
        return _filled(Rule.DESIGNATED, came, [[debt] for debt in named], short_pay(came, named, policy))
    ranked = _ranked(open_debts, came.on, order)
    single = [debt for group in ranked for debt in group]
    for debt in single:
        if debt.owed == came.amount:
            return _filled(Rule.EXACT, came, [[debt]])
    for debt in single:
        missing = short_pay(came, [debt], policy)
        if missing is not None and missing.closes:
            return _filled(Rule.WITHIN_TOLERANCE, came, [[debt]], missing)
    rule = Rule.LEGAL_ORDER if order is OrderOfDebts.LEGAL else Rule.OLDEST_FIRST
    return _filled(rule, came, ranked)


def short_pay(came: Remittance, meant: Sequence[Debt], policy: ShortPayPolicy = DEFAULT_SHORT_PAYS) -> ShortPay | None:
    """What is missing from the debts the money was meant for, and why; `None` where nothing is.

    A discount the terms allow and a claim of at least that size explain it first; then rounding, then a bank's charge.
    A claim and an unknown reason never close a debt, nor does anything past the buyer's cap for the year.
    """
    owed = total((debt.owed for debt in meant), came.amount.currency)
    missing = owed - came.amount
    if missing.minor <= 0:
        return None
    currency = missing.currency
    capped = policy.yearly.get(currency)
    closed = came.closed_this_year or Money.zero(currency)
    room = capped is None or (closed + missing).amount <= capped
    most = tolerance(owed, policy)
    if came.discount is not None and missing <= came.discount:
        return ShortPay(missing, ShortPayReason.DISCOUNT, True)
    if came.claimed is not None and missing <= came.claimed:
        return ShortPay(missing, ShortPayReason.QUALITY_CLAIM, False)
    if missing.minor <= policy.rounding_minor and missing.minor <= most:
        return ShortPay(missing, ShortPayReason.FX_ROUNDING, room)
    if missing.minor <= most:
        return ShortPay(missing, ShortPayReason.BANK_CHARGE, room)
    return ShortPay(missing, ShortPayReason.UNKNOWN, False)


def tolerance(owed: Money, policy: ShortPayPolicy) -> int:
    """Minor units that may be missing of a debt: the larger of a sum and a share of it, up to a share of it."""
    absolute = policy.absolute.get(owed.currency, Decimal(0)).scaleb(exponent(owed.currency))
    return int(min(max(absolute, owed.minor * policy.percent / 100), owed.minor * policy.most_percent / 100))


def _ranked(debts: Iterable[Debt], on: date, order: OrderOfDebts) -> list[list[Debt]]:
    """Groups of debts in the order they are filled; a group is filled in proportion."""

    def legal(debt: Debt) -> tuple[bool, Decimal, Decimal, date]:
        secured = debt.secured.minor if debt.secured is not None else 0
        return (debt.due_on > on, Decimal(secured) / debt.owed.minor, -debt.burden, debt.due_on)

    if order is OrderOfDebts.OLDEST_FIRST:
        return [[debt] for debt in sorted(debts, key=lambda debt: (debt.due_on, debt.id))]
    return [sorted(same, key=lambda debt: debt.id) for _, same in groupby(sorted(debts, key=legal), legal)]


def _filled(rule: Rule, came: Remittance, groups: Iterable[Sequence[Debt]], short: ShortPay | None = None) -> Application:
    """Fill group after group until the money is used up."""
    left = came.amount.minor
    parts: list[AppliedPart] = []
    for group in groups:
        shares = _in_proportion(left, [debt.owed.minor for debt in group])
        parts += [_split(debt, share) for debt, share in zip(group, shares, strict=True) if share]
        left -= sum(shares)
    return Application(rule, tuple(parts), Money(left, came.amount.currency), short)


def _in_proportion(amount: int, owed: Sequence[int]) -> list[int]:
    """Minor units for each debt, at most what it owes: whole shares first, the rest to the largest fractions."""
    whole = sum(owed)
    if amount >= whole:
        return list(owed)
    shares = [amount * debt // whole for debt in owed]
    fractions = sorted(range(len(owed)), key=lambda place: (-(amount * owed[place] % whole), place))
    for place in fractions[: amount - sum(shares)]:
        shares[place] += 1
    return shares


def _split(debt: Debt, minor: int) -> AppliedPart:
    """Costs, then interest, then principal (Civil Code art. 561); what is not known takes nothing."""
    currency = debt.principal.currency
    costs = Money(min(minor, debt.costs.minor), currency) if debt.costs is not None else None
    left = minor - (costs.minor if costs is not None else 0)
    interest = Money(min(left, debt.interest.minor), currency) if debt.interest is not None else None
    left -= interest.minor if interest is not None else 0
    return AppliedPart(debt.id, costs, interest, Money(left, currency))
