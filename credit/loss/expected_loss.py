"""Expected credit loss by the simplified approach (IFRS 9, CAS 22): a provision matrix from the book's own roll rates.

What rolls from one bucket into the next, month after month, multiplied up to the write-off, is what a bucket will lose. A
young book has few write-offs and the product falls to nothing, so thin rates give way to a prior and a loss rate has a
floor; both are said in the result. Buyers assessed one by one (呆账, 死账) are left out before the matrix is made.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from credit.aging import Ledger, OpenItem

__all__ = [
    "BucketBalances",
    "Gone",
    "LossPolicy",
    "LossRate",
    "Provision",
    "ProvisionRow",
    "RollRate",
    "bucket_balances",
    "loss_rates",
    "provision",
    "roll_rates",
]


@dataclass(frozen=True, slots=True)
class LossPolicy:
    """Priors, floor and outlook of the matrix; one prior and one floor a bucket, the youngest first [P]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "prior": (0, 1), "floor": (0, 1), "least_months": (1, 120), "months": (2, 120), "outlook": (0, 10),
        "loss_given_default": (0, 1), "individual_percent": (0, 100), "high_risk_class": (0, 7),
    }  # fmt: skip

    LISTS: ClassVar[Mapping[str, tuple[int, int]]] = {"prior": (5, 0), "floor": (5, 0)}

    prior: tuple[Decimal, ...] = (Decimal("0.20"), Decimal("0.35"), Decimal("0.50"), Decimal("0.60"), Decimal("0.70"))
    """Roll rates until the own ledger has spoken often enough (the worked example of TRADE.md 3.4)."""
    floor: tuple[Decimal, ...] = (Decimal("0.001"), Decimal("0.005"), Decimal("0.02"), Decimal("0.05"), Decimal("0.10"))
    """Loss rates below which no bucket is taken."""
    least_months: int = 6
    """Months in which a bucket held something, before its own rate counts."""
    outlook: Decimal = Decimal(0)
    """Forward-looking adjustment: 0.10 adds a tenth to every loss rate."""
    loss_given_default: Decimal = Decimal(1)
    """Share of a written-off amount that recoveries do not bring back."""
    months: int = 24
    """Months of the own ledger that are looked at."""
    lost_days: int = 366
    """Days past due at which what is still owed counts as lost for the rate of the last bucket."""
    individual_percent: Mapping[str, Decimal] = field(default_factory=lambda: {"bad": Decimal(50), "dead": Decimal(100)})
    """Loss by class of buyers that are assessed one by one, before cover and security."""
    high_risk_class: int = 4
    """OECD country class from which a buyer belongs to the segment of risky countries."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What came into the last bucket, and what of it was still owed when it counts as lost."""

    came: int = 0
    """Minor units that came into the last bucket long enough ago to know."""
    lost: int = 0
    months: int = 0
    """Months in which any came."""

    @property
    def share(self) -> Decimal:
        """Lost / came; 0 where nothing came."""
        return Decimal(self.lost) / self.came if self.came else Decimal(0)


@dataclass(frozen=True, slots=True)
class RollRate:
    """Share of a bucket that stands in the next one a month later."""

    rate: Decimal
    months: int
    """Months it is the mean of."""
    thin: bool = False
    """Whether the own ledger says too little, and the policy's prior stands here."""
    of_book: bool = False
    """Whether the segment's own months are too few, and the rate is the whole book's."""


@dataclass(frozen=True, slots=True)
class LossRate:
    """Share of a bucket that will be lost."""

    rate: Decimal
    floored: bool
    """Whether the rates gave less than the floor, and the floor stands here: it must be said aloud."""
    prior: bool
    """Whether a prior is a factor of it."""


def roll_rates(
    history: Sequence[Sequence[int]], gone: Gone, policy: LossPolicy = LossPolicy(), wider: Sequence[RollRate] = ()
) -> tuple[RollRate, ...]:
    """Mean roll rate out of each bucket: balance of the next bucket this month / balance of the bucket last month.

    `history` holds one row a month, the oldest first: the balance of each bucket. Buckets are as wide as a month, so that a
    month's end sees an amount once in each. A rate lies between 0 and 1 (more than 1 is an invoice entered late); months in
    which the bucket was empty say nothing. Out of the last bucket, which has no width, goes the share of `gone`. Where the
    history is thin, the rate of the whole book (`wider`) stands, and where that is thin too, the policy's prior.
    """
    found = [_rolled(history, place, policy) for place in range(len(policy.prior) - 1)]
    found.append(RollRate(gone.share, gone.months, thin=gone.months < max(policy.least_months, 1)))
    return tuple(
        replace(wider[place], of_book=True)
        if roll.thin and wider
        else replace(roll, rate=policy.prior[place])
        if roll.thin
        else roll
        for place, roll in enumerate(found)
    )


def _rolled(history: Sequence[Sequence[int]], place: int, policy: LossPolicy) -> RollRate:
    rates = [
        min(max(Decimal(after[place + 1]) / before[place], Decimal(0)), Decimal(1))
        for before, after in pairwise(history)
        if before[place] > 0
    ]
    mean = sum(rates, Decimal(0)) / len(rates) if rates else Decimal(0)
    return RollRate(mean, len(rates), thin=len(rates) < max(policy.least_months, 1))


def loss_rates(rolls: Sequence[RollRate], policy: LossPolicy = LossPolicy()) -> tuple[LossRate, ...]:
    """Loss of each bucket: the product of the roll rates from it to the write-off x (1 + outlook) x loss given default.

    At most everything, at least the bucket's floor (OCC handbook, Oracle LLFP).
    """
    product, prior = Decimal(1), False
    found: list[LossRate] = []
    for roll, floor in zip(reversed(rolls), reversed(policy.floor), strict=True):
        product *= roll.rate
        prior = prior or roll.thin
        rate = min(product * (1 + policy.outlook) * policy.loss_given_default, Decimal(1))
        found.append(LossRate(max(rate, floor), rate < floor, prior))
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One bucket of the matrix, in minor units of the base currency."""

    balance: int
    rate: LossRate
    loss: int


@dataclass(frozen=True, slots=True)
class Provision:
    """The matrix and its sum."""

    rows: tuple[ProvisionRow, ...]
    total: int

    @property
    def floored(self) -> bool:
        """Whether a floor stands in for the rates of any bucket."""
        return any(row.rate.floored for row in self.rows)

    @property
    def prior(self) -> bool:
        """Whether a prior stands in for the own ledger in any bucket."""
        return any(row.rate.prior for row in self.rows)


def provision(balances: Sequence[int], rates: Sequence[LossRate]) -> Provision:
    """The provision matrix: balance x loss rate of each bucket, rounded half to even, and their sum."""
    rows = tuple(
        ProvisionRow(balance, rate, int((balance * rate.rate).to_integral_value()))
        for balance, rate in zip(balances, rates, strict=True)
    )
    return Provision(rows, sum(row.loss for row in rows))


@dataclass(frozen=True, slots=True)
class BucketBalances:
    """What stands in each bucket of the matrix, in minor units of the base currency."""

    collective: tuple[int, ...]
    """Not due first."""
    individual: int
    """Left out of the matrix, to be assessed one by one."""
    uncounted: tuple[str, ...]
    """Currencies no factor was given for: their items are in no amount here."""


def bucket_balances(
    ledgers: Iterable[Ledger],
    ends: Sequence[int],
    factors: Mapping[str, Decimal],
    individually: Callable[[OpenItem], bool],
) -> BucketBalances:
    """Open items by bucket; `ends` are the last days past due of each bucket but the last, 0 for not due.

    `factors` gives minor units of the base currency for one minor unit of each currency. What `individually` says yes to
    stands apart.
    """
    sums: dict[str, list[int]] = {}
    for items in ledgers:
        for item in items.open:
            places = sums.setdefault(item.open.currency, [0] * (len(ends) + 2))
            place = len(ends) + 1 if individually(item) else sum(item.dpd > end for end in ends)
            places[place] += item.open.minor
    whole = [Decimal(0)] * (len(ends) + 2)
    for code, places in sums.items():
        whole = [amount + more * factors.get(code, Decimal(0)) for amount, more in zip(whole, places, strict=True)]
    *collective, individual = (int(amount.to_integral_value()) for amount in whole)
    return BucketBalances(tuple(collective), individual, tuple(sorted(code for code in sums if code not in factors)))
