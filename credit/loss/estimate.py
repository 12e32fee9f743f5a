"""The expected credit loss of the house: a matrix a segment, and the buyers that are assessed one by one.

Segments are what is insured and what is not, in calm and in risky countries: their debts roll differently. A segment that is
young takes the rates of the whole book, and a young book takes the policy's priors; where no loss was seen yet a floor stands.
Each of these is told in the result. Losses are before cover and security: what an insurer pays is another asset. A buyer of whom
an open item has no rate of exchange is left out and named, and the loss is told in part.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add

from credit.account import Account
from credit.aging import bucket_names
from credit.assess import Assessed
from credit.assessment import Assessment
from credit.five_classes import DebtClass
from credit.loss.expected_loss import (
    LossPolicy,
    Provision,
    RollRate,
    bucket_balances,
    loss_rates,
    provision,
    roll_rates,
)
from credit.loss.rolling import ENDS, Rolled, rolled
from credit.money import Money, exponent
from credit.reason import OWN_LEDGER, POLICY, RATES, Reason, ReasonFact

__all__ = [
    "IndividualLoss",
    "LossEstimate",
    "SegmentLoss",
    "assessed_alone",
    "expected_credit_loss",
    "factors_of",
    "no_rate",
    "segment_name",
    "uncounted",
]


@dataclass(frozen=True, slots=True)
class SegmentLoss:
    """The provision matrix of one segment."""

    name: str
    """`insured` or `uninsured`, then `calm`, `risky` or `unclassified` for the country, such as `insured_risky`."""
    buyers: int
    rolls: tuple[RollRate, ...]
    """Rates out of each bucket, not due first, with the months each is the mean of."""
    matrix: Provision


@dataclass(frozen=True, slots=True)
class IndividualLoss:
    """A buyer of a class too heavy for the matrix."""

    customer_id: str
    debt_class: DebtClass
    open: Money
    percent: Decimal
    loss: Money


@dataclass(frozen=True, slots=True)
class LossEstimate:
    """What will be lost of what is open today, in base currency."""

    segments: tuple[SegmentLoss, ...]
    individual: tuple[IndividualLoss, ...]
    total: Money | None
    """Less the buyers that are `left_out`; `None` where that is everybody with an open item."""
    reasons: tuple[Reason, ...]
    """Where a prior, a floor or the rates of the whole book stand in for a segment's own, and what could not be counted."""
    left_out: tuple[str, ...] = ()
    """Buyers with an open item that has no rate of exchange: they are in no figure of these."""


def segment_name(account: Account, assessed: Assessed) -> str:
    """The segment an account belongs to, by its cover and its country's class on the day."""
    cover = "insured" if assessed.by_id[account.id].covered else "uninsured"
    risk = assessed.book.countries.at(account.customer.country, assessed.on)
    if risk is None or (risk.risk_class is None and not risk.well_off):
        return f"{cover}_unclassified"
    risky = risk.risk_class is not None and risk.risk_class >= assessed.book.policy.loss.high_risk_class
    return f"{cover}_{'risky' if risky else 'calm'}"


def expected_credit_loss(assessed: Assessed) -> LossEstimate:
    """Lifetime expected credit loss on the day, by the simplified approach (IFRS 9 5.5.15, CAS 22; TRADE.md 3.4)."""
    policy, base, short_pays = assessed.book.policy.loss, assessed.book.base, assessed.book.policy.short_pays
    entries = list(assessed.by_id.values())
    factors = factors_of(assessed, entries)
    accounts = (e.account for e in entries)
    history = rolled(accounts, assessed.on, factors, lambda a: segment_name(a, assessed), policy, short_pays)
    whole = reduce(add, history.values()) if history else None
    wider = roll_rates(whole.history, whole.gone, policy) if whole else ()
    left_out = {e.id: codes for e in entries if (codes := uncounted(e, factors))}
    told = [entry for entry in entries if entry.id not in left_out] if left_out else entries
    segments = _segments(told, history, wider, assessed, factors)
    individual = tuple(_individual(entry, base, policy) for entry in told if assessed_alone(entry) and entry.ledger.open)
    found = sum(s.matrix.total for s in segments) + sum(entry.loss.minor for entry in individual)
    nothing = bool(left_out) and not any(entry.ledger.open for entry in told)
    reasons = (*_stand_ins(segments, assessed), *_missing(left_out, nothing, assessed))
    return LossEstimate(segments, individual, None if nothing else Money(found, base), reasons, tuple(left_out))


def assessed_alone(entry: Assessment) -> bool:
    """Whether a buyer is of a class too heavy for the matrix."""
    return entry.debt_class.value.at_least(DebtClass.BAD)


def factors_of(assessed: Assessed, entries: Sequence[Assessment]) -> dict[str, Decimal]:
    """Base minor units for one minor unit of each currency anything was ever invoiced in, where a rate is known."""
    base, rates = assessed.book.base, assessed.book.rates
    codes = sorted({invoice.amount.currency for entry in entries for invoice in entry.account.invoices})
    found = {code: rates.factor(code, base, assessed.on) for code in codes}
    return {code: rate[0].scaleb(exponent(base) - exponent(code)) for code, rate in found.items() if rate is not None}


def uncounted(entry: Assessment, factors: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Currencies of a buyer's open items that have no rate of exchange."""
    return tuple(sorted({item.open.currency for item in entry.ledger.open} - factors.keys()))


def no_rate(code: str, assessed: Assessed) -> Reason:
    """Why there is no figure of what is owed in this currency."""
    return Reason("no_rate", {"currency": code, "on": assessed.on, "source": RATES})


def _missing(left_out: Mapping[str, tuple[str, ...]], nothing: bool, assessed: Assessed) -> Iterator[Reason]:
    """That the loss is told in part, or why there is none."""
    codes = sorted({code for each in left_out.values() for code in each})
    if nothing:
        yield from (no_rate(code, assessed) for code in codes)
    elif left_out:
        facts: dict[str, ReasonFact] = {"buyers": ", ".join(left_out), "currencies": ", ".join(codes)}
        yield Reason("loss_in_part", facts | {"on": assessed.on, "source": RATES})


def _segments(
    entries: Sequence[Assessment],
    history: Mapping[str, Rolled],
    wider: Sequence[RollRate],
    assessed: Assessed,
    factors: Mapping[str, Decimal],
) -> tuple[SegmentLoss, ...]:
    policy = assessed.book.policy.loss
    members: dict[str, list[Assessment]] = {}
    for entry in entries:
        if not assessed_alone(entry):
            members.setdefault(segment_name(entry.account, assessed), []).append(entry)
    made = []
    for name in sorted(members):
        rolls = roll_rates(history[name].history, history[name].gone, policy, wider)
        balances = bucket_balances((e.ledger for e in members[name]), ENDS, factors, lambda _item: False)
        made.append(SegmentLoss(name, len(members[name]), rolls, provision(balances.collective, loss_rates(rolls, policy))))
    return tuple(made)


def _individual(entry: Assessment, base: str, policy: LossPolicy) -> IndividualLoss:
    """The policy's percent of what is open."""
    percent = policy.individual_percent[entry.debt_class.value]
    owed = Money(sum(minor or 0 for minor in entry.base_open.values()), base)
    return IndividualLoss(entry.id, entry.debt_class.value, owed, percent, owed.times(percent / 100))


def _stand_ins(segments: Sequence[SegmentLoss], assessed: Assessed) -> list[Reason]:
    """What must be said aloud of each segment's rates."""
    told = []
    for segment in segments:
        held = [row for row in segment.matrix.rows if row.balance]
        if any(row.rate.prior for row in held):
            thin = [name for name, roll in zip(bucket_names(ENDS[1:]), segment.rolls, strict=True) if roll.thin]
            facts: dict[str, ReasonFact] = {"segment": segment.name, "on": assessed.on, "source": POLICY}
            told.append(Reason("loss_prior", facts | {"buckets": ", ".join(thin)}))
        elif any(roll.of_book for roll in segment.rolls):
            facts = {"segment": segment.name, "on": assessed.on, "source": OWN_LEDGER}
            told.append(Reason("loss_of_book", facts))
        if any(row.rate.floored for row in held):
            facts = {"segment": segment.name, "on": assessed.on, "source": POLICY}
            told.append(Reason("loss_floor", facts))
    return told
