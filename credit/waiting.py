"""What a day of waiting costs with one buyer: money, line by line, that sums to its place in the queue.

V = sum of E x d(age) x G x response x horizon - cost of the action - face (TRADE.md 4.2), told as money a day. E is what
is open of an item and neither contested nor promised, unapplied cash, its secured and its insured part taken off; d the daily
loss of collectability at its age (TRADE.md 3.13); G the grade's factor; response the chance that a contact changes the outcome.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.calendar import days_before
from credit.foresight.ranking import OwnRisk
from credit.limits.cover import cover_of, leaves_covered, secured_by
from credit.money import Money, exponent
from credit.policy import Policy
from credit.rates import Rates
from credit.reason import DESK, OWN_LEDGER, POLICY, RATES, Reason, ReasonFact, rests_on
from credit.response import Response, response
from credit.thresholds import Valuing

__all__ = ["NOTHING_KNOWN", "Known", "Waiting", "daily_loss", "smallest_overdue", "waiting"]

SHOWN = 4
"""Items named one by one; the rest is one line."""


class Known(NamedTuple):
    """What the past of the whole house says of this buyer."""

    own: Mapping[str, OwnRisk] = MappingProxyType({})
    """Own risk of its invoices, where the book's history tells it: it stands in place of age and grade."""
    recorded_since: date | None = None
    """Since when the house writes its contacts down; `None`: it never did, and nothing is known of their use."""


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waiting one more day costs, and the lines that sum to it."""

    per_day: Money | None
    """In base currency, of the items that have a rate; `None` where none has."""
    reasons: tuple[Reason, ...]


def daily_loss(dpd: int, policy: Valuing) -> Decimal:
    """Share of an amount that one more day costs at this age."""
    for until, percent in policy.decay_percent:
        if dpd <= until:
            return percent / 100
    return policy.decay_percent[-1][1] / 100


def waiting(assessed: Assessment, channel: str, policy: Policy, rates: Rates, known: Known = NOTHING_KNOWN) -> Waiting:
    """The cost of one day's waiting with this buyer, spoken to over `channel` or by a `lawyer`; reasons sum to it exactly."""
    valuing = policy.valuing
    items = [item for item in assessed.ledger.overdue if assessed.in_work(item)]
    unknown = [item for item in items if assessed.base_open[item.invoice.id] is None]
    if unknown and len(unknown) == len(items):
        return Waiting(None, (Reason("no_rate", {"currency": unknown[0].open.currency, "on": assessed.on, "source": RATES}),))
    learnt = response(assessed, policy, known.recorded_since)
    parts = list(_parts(assessed, items, policy, rates))
    lines = [_line(part, learnt, assessed, valuing, known.own.get(part.item.invoice.id)) for part in parts if part.at_risk > 0]
    lines.sort(key=attrgetter("amount.minor"), reverse=True)
    told = (*_shortened(lines, assessed), *_left_out(unknown, assessed), *_covered(parts, assessed), *_learnt(learnt, assessed))
    reasons = (*told, *_costs(assessed, channel, valuing, rates))
    return Waiting(Money(sum(r.amount.minor for r in reasons if r.amount), assessed.base), reasons)


@dataclass(frozen=True, slots=True)
class _Part:
    """An item, and who bears what of it, in base minor units."""

    item: OpenItem
    owed: int
    set_off: int
    secured: int
    insured: int

    @property
    def at_risk(self) -> int:
        return self.owed - self.set_off - self.secured - self.insured


def _parts(assessed: Assessment, items: list[OpenItem], policy: Policy, rates: Rates) -> Iterator[_Part]:
    """Each item with what is taken off it, the oldest first: unapplied amounts, then securities, then the insurer's share.

    An item without a rate counts as nothing. The insured limit is drawn on by what left while it covered, item by item.
    """
    free = {code: _in_base(Money(minor, code), assessed, rates) for code, minor in assessed.ledger.free.items()}
    securities = sum(_in_base(money, assessed, rates) for money in _securities(assessed, policy))
    cover = _in_base(cover_of(assessed.account, assessed.ledger.open, assessed.on), assessed, rates)
    percent = assessed.account.customer.covered_percent(policy.valuing.insured_percent)
    for item in items:
        owed = (assessed.base_open[item.invoice.id] or 0) * assessed.in_work(item).minor // item.open.minor
        set_off = min(owed, free.get(item.open.currency, 0))
        secured = min(owed - set_off, securities)
        left = leaves_covered(assessed.account, item.invoice.left_on, assessed.stops)
        covered = min(owed - set_off - secured, cover) if left else 0
        securities, cover = securities - secured, cover - covered
        if set_off:
            free[item.open.currency] -= set_off
        yield _Part(item, owed, set_off, secured, covered * percent // 100)


def _securities(assessed: Assessment, policy: Policy) -> tuple[Money, ...]:
    return secured_by(assessed.account, assessed.on, policy.limits.security_percent, policy.limits.discrepant_percent)


def _in_base(money: Money | None, assessed: Assessment, rates: Rates) -> int:
    """Base minor units; 0 where there is nothing or no rate for it: what cannot be counted covers nothing."""
    converted = rates.convert(money, assessed.base, assessed.on) if money else None
    return max(converted.money.minor, 0) if converted else 0


def _line(part: _Part, learnt: Response, assessed: Assessment, policy: Valuing, own: OwnRisk | None) -> Reason:
    if own is not None:
        return _foreseen(part, learnt, assessed, policy, own)
    loss, grade = daily_loss(part.item.dpd, policy), assessed.graded.value
    hazard = policy.grade_factor[grade]
    facts: dict[str, ReasonFact] = {
        "invoice": part.item.invoice.id,
        "days": part.item.dpd,
        "open": Money(part.owed, assessed.base),
        "at_risk": Money(part.at_risk, assessed.base),
        "percent": loss * 100,
        "grade": grade.value,
        "hazard": hazard,
        "response": learnt.value,
        "on": part.item.invoice.due_on,
        "source": OWN_LEDGER,
    }
    return Reason("waiting_item", facts, Money(part.at_risk, assessed.base).times(loss * hazard * learnt.value))


def _foreseen(part: _Part, learnt: Response, assessed: Assessment, policy: Valuing, own: OwnRisk) -> Reason:
    loss = daily_loss(0, policy)
    facts: dict[str, ReasonFact] = {
        "invoice": part.item.invoice.id,
        "days": part.item.dpd,
        "open": Money(part.owed, assessed.base),
        "at_risk": Money(part.at_risk, assessed.base),
        "percent": loss * 100,
        "times": own.times,
        "share": Decimal(own.percent),
        "further": own.further,
        "response": learnt.value,
        "on": part.item.invoice.due_on,
        "source": OWN_LEDGER,
    }
    return Reason("waiting_foreseen", facts, Money(part.at_risk, assessed.base).times(loss * own.times * learnt.value))


def _shortened(lines: list[Reason], assessed: Assessment) -> tuple[Reason, ...]:
    """The largest lines, and the rest as one."""
    if len(lines) <= SHOWN + 1:
        return tuple(lines)
    rest = lines[SHOWN:]
    amount = Money(sum(line.amount.minor for line in rest if line.amount), assessed.base)
    facts: dict[str, ReasonFact] = {"count": len(rest), "on": assessed.on, "source": OWN_LEDGER, **rests_on(rest[0])}
    return (*lines[:SHOWN], Reason("waiting_rest", facts, amount))


def _left_out(items: Sequence[OpenItem], assessed: Assessment) -> Iterator[Reason]:
    """What is in no line because nobody published a rate for it."""
    if items:
        codes = ", ".join(sorted({item.open.currency for item in items}))
        facts: dict[str, ReasonFact] = {"count": len(items), "currencies": codes, "invoice": items[0].invoice.id}
        yield Reason("waiting_in_part", facts | {"on": assessed.on, "source": RATES})


def _covered(parts: list[_Part], assessed: Assessment) -> Iterator[Reason]:
    """What others bear of these items, and so does not wait."""
    secured, insured = sum(part.secured for part in parts), sum(part.insured for part in parts)
    facts: dict[str, ReasonFact] = {"secured": Money(secured, assessed.base), "insured": Money(insured, assessed.base)}
    if secured:
        facts["security"] = next(held.id for held in assessed.account.securities if held.stands_on(assessed.on))
    if insured:
        facts["buyer"] = assessed.id
    if secured or insured:
        yield Reason("waiting_covered", facts | {"on": assessed.on, "source": DESK})


def _learnt(learnt: Response, assessed: Assessment) -> Iterator[Reason]:
    """What the buyer's own late invoices say about the use of a contact; nothing where it has none."""
    facts: dict[str, ReasonFact] = {"response": learnt.value, "cases": learnt.cases, "alone": learnt.alone}
    if learnt.cases:
        yield Reason("waiting_response", facts | {"on": assessed.on, "invoice": learnt.latest, "source": OWN_LEDGER})


def _costs(assessed: Assessment, channel: str, policy: Valuing, rates: Rates) -> Iterator[Reason]:
    """What the contact itself costs, spread over the horizon."""
    cost = policy.cost.get(channel, Decimal(0)) / policy.horizon_days
    if cost:
        facts: dict[str, ReasonFact] = {"channel": channel, "on": assessed.on, "source": POLICY}
        yield Reason("contact_cost", facts, -Money.rounded(cost.quantize(Decimal("0.0001")), assessed.base))
    week = [contact for contact in assessed.delivered if contact.on > days_before(assessed.on, 7)]
    further = len(week) + 1 - policy.contacts_per_week
    if further <= 0:
        return
    face = Decimal(_sales(assessed, rates)) * policy.face_percent / 100 * further / policy.horizon_days
    amount = Money(-int(face.to_integral_value()), assessed.base)
    if amount:
        spoken: dict[str, ReasonFact] = {"contacts": len(week), "on": week[-1].on, "contact": week[-1].id, "source": DESK}
        yield Reason("face_cost", spoken, amount)


def _sales(assessed: Assessment, rates: Rates) -> int:
    """Twelve months' sales with the buyer in base minor units; what has no rate is left out, as nobody can count it."""
    since = days_before(assessed.on, 365)
    sold: dict[str, int] = {}
    for invoice in assessed.account.invoices:
        if since < invoice.issued_on <= assessed.on:
            sold[invoice.amount.currency] = sold.get(invoice.amount.currency, 0) + invoice.amount.minor
    worth = (rates.convert(Money(minor, code), assessed.base, assessed.on) for code, minor in sold.items())
    return sum(each.money.minor for each in worth if each is not None)


def smallest_overdue(policy: Policy, base: str) -> int:
    """Overdue in base minor units below which nobody is called."""
    return int(policy.valuing.smallest_overdue.scaleb(exponent(base)))
