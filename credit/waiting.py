"""What a day of waiting costs with one buyer: money, line by line, that sums to its place in the queue.

V = sum of E x d(age) x G x response x horizon - cost of the action - face (TRADE.md 4.2), told as money a day. E is what
is open of an item, its insured part and unapplied cash taken off; d the daily loss of collectability at its age
(TRADE.md 3.13); G the grade's factor; response the chance that a contact changes the outcome.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.money import Money, exponent
from credit.policy import Policy
from credit.rates import Rates
from credit.reason import OWN_LEDGER, Reason, ReasonFact
from credit.thresholds import Valuing

__all__ = ["Waiting", "daily_loss", "smallest_overdue", "waiting"]

SHOWN = 4
"""Items named one by one; the rest is one line."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waiting one more day costs, and the lines that sum to it."""

    per_day: Money | None
    """In base currency; `None` where an item's rate is missing."""
    reasons: tuple[Reason, ...]


def daily_loss(dpd: int, policy: Valuing) -> Decimal:
    """Share of an amount that one more day costs at this age."""
    for until, percent in policy.decay_percent:
        if dpd <= until:
            return percent / 100
    return policy.decay_percent[-1][1] / 100


def waiting(assessed: Assessment, channel: str, policy: Policy, rates: Rates) -> Waiting:
    """The cost of one day's waiting with this buyer, next spoken to over `channel`; reasons sum to it exactly."""
    valuing = policy.valuing
    items = [item for item in assessed.ledger.overdue if assessed.undisputed(item) and not assessed.promised(item)]
    if unknown := [item.open.currency for item in items if assessed.base_open[item.invoice.id] is None]:
        return Waiting(None, (Reason("no_rate", {"currency": unknown[0]}),))
    factor = valuing.grade_factor[assessed.graded.value] * valuing.response
    lines = [_line(item, minor, factor, assessed, valuing) for item, minor in _at_risk(assessed, items, valuing, rates)]
    lines.sort(key=lambda reason: -(reason.amount.minor if reason.amount else 0))
    reasons = (*_shortened(lines, assessed.base), *_costs(assessed, channel, valuing))
    return Waiting(Money(sum(r.amount.minor for r in reasons if r.amount), assessed.base), reasons)


def _at_risk(assessed: Assessment, items: list[OpenItem], policy: Valuing, rates: Rates) -> Iterator[tuple[OpenItem, int]]:
    """Each item with what of it is at risk in base minor units: unapplied amounts first, then cover, oldest item first."""
    unapplied = max(assessed.base_aging[-1], 0) if assessed.base_aging else 0
    cover = _cover(assessed, policy, rates)
    for item in items:
        owed = (assessed.base_open[item.invoice.id] or 0) * assessed.undisputed(item).minor // item.open.minor
        set_off = min(owed, unapplied)
        unapplied -= set_off
        insured = min(owed - set_off, cover)
        cover -= insured
        at_risk = owed - set_off - insured * policy.insured_percent // 100
        if at_risk > 0:
            yield item, at_risk


def _cover(assessed: Assessment, policy: Valuing, rates: Rates) -> int:
    """The insured limit in base minor units; 0 where there is none or no rate for it."""
    limit = assessed.account.customer.insured_limit
    converted = rates.convert(limit, assessed.base, assessed.on) if limit else None
    return converted.money.minor if converted else 0


def _line(item: OpenItem, minor: int, factor: Decimal, assessed: Assessment, policy: Valuing) -> Reason:
    loss = daily_loss(item.dpd, policy)
    facts: dict[str, ReasonFact] = {
        "invoice": item.invoice.id,
        "days": item.dpd,
        "at_risk": Money(minor, assessed.base),
        "percent": loss * 100,
        "factor": factor,
        "grade": assessed.graded.value.value,
        "on": item.invoice.due_on,
        "source": OWN_LEDGER,
    }
    return Reason("waiting_item", facts, Money(minor, assessed.base).times(loss * factor))


def _shortened(lines: list[Reason], base: str) -> tuple[Reason, ...]:
    """The largest lines, and the rest as one."""
    if len(lines) <= SHOWN + 1:
        return tuple(lines)
    rest = lines[SHOWN:]
    amount = Money(sum(line.amount.minor for line in rest if line.amount), base)
    return (*lines[:SHOWN], Reason("waiting_rest", {"count": len(rest)}, amount))


def _costs(assessed: Assessment, channel: str, policy: Valuing) -> Iterator[Reason]:
    """What the contact itself costs, spread over the horizon."""
    cost = policy.cost.get(channel, Decimal(0)) / policy.horizon_days
    if cost:
        yield Reason("contact_cost", {"channel": channel}, -Money.rounded(cost.quantize(Decimal("0.0001")), assessed.base))
    week = [contact for contact in assessed.contacts if contact.on > assessed.on - timedelta(days=7)]
    further = len(week) + 1 - policy.contacts_per_week
    if further <= 0:
        return
    face = Decimal(_sales(assessed)) * policy.face_percent / 100 * further / policy.horizon_days
    amount = Money(-int(face.to_integral_value()), assessed.base)
    if amount:
        yield Reason("face_cost", {"contacts": len(week)}, amount)


def _sales(assessed: Assessment) -> int:
    """Twelve months' sales with the buyer in base minor units, in the currencies whose rate its open items give."""
    since = assessed.on - timedelta(days=365)
    factor = {
        item.open.currency: Decimal(minor) / item.open.minor
        for item in assessed.ledger.open
        if (minor := assessed.base_open[item.invoice.id]) is not None
    }
    sold = sum(
        (invoice.amount.minor * factor[invoice.amount.currency])
        for invoice in assessed.account.invoices
        if since < invoice.issued_on <= assessed.on and invoice.amount.currency in factor
    )
    return int(sold)


def smallest_overdue(policy: Policy, base: str) -> int:
    """Overdue in base minor units below which nobody is called."""
    return int(policy.valuing.smallest_overdue.scaleb(exponent(base)))
