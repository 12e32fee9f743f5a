"""How right the roll rates were: what the matrix told a quarter ago, beside what became of the debts that stood in it.

The matrix is made anew as it would have been made that day, from what was known by then. Each debt in it is followed to the day
its rate speaks of: what was about to fall due, whether it was still owed a month later; what was late, whether it went beyond
ninety days; what was beyond them, whether it was lost. That is what the loss rates multiply (TRADE.md 3.4), so it is what can be
seen of them within a quarter. Buyers assessed one by one stand in no matrix.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import prod

from credit.account import Account
from credit.aging import OpenItem
from credit.applied import part_payments
from credit.assess import Assessed, assess_book
from credit.assessment import Assessment
from credit.calendar import days_after, days_before
from credit.kept_back import with_rests
from credit.loss.estimate import assessed_alone, expected_credit_loss, factors_of, segment_name, uncounted
from credit.loss.expected_loss import LossPolicy, RollRate
from credit.loss.rolling import ENDS, MONTH, past_due
from credit.money import Money

__all__ = ["QUARTER", "LossTrial", "TriedBucket", "loss_trial"]

QUARTER = 91
"""Days of a quarter: a debt a day late at its beginning is beyond ninety at its end."""


@dataclass(frozen=True, slots=True)
class TriedBucket:
    """What stood in one bucket at the beginning and could be followed to its end, in base currency."""

    balance: Money
    told: Money
    """What of it was told to roll on: balance x the roll rates on its way."""
    came: Money
    """What of it did."""


@dataclass(frozen=True, slots=True)
class LossTrial:
    """The matrix of a quarter ago, judged."""

    on: date
    """The day it was told."""
    buckets: tuple[TriedBucket | None, ...]
    """Not due first; `None` where nothing stood there that could be followed."""

    @property
    def told(self) -> bool:
        """Whether anything could be followed."""
        return any(self.buckets)


def loss_trial(assessed: Assessed) -> LossTrial:
    """What the matrix told a quarter before the day assessed, and what came of it by that day.

    The share that rolls on is told without the policy's outlook and loss given default, which are no part of the ledger's word.
    """
    then = days_before(assessed.on, QUARTER)
    before, policy = assess_book(assessed.book, then), assessed.book.policy.loss
    factors = factors_of(before, list(before.by_id.values()))
    rolls = {segment.name: segment.rolls for segment in expected_credit_loss(before).segments}
    sums: dict[int, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
    for id, entry in before.by_id.items():
        if assessed_alone(entry) or uncounted(entry, factors):
            continue
        own = rolls[segment_name(entry.account, before)]
        for place, currency, stood, share, came in _followed(entry, assessed.by_id[id].account, own, (then, assessed), policy):
            for at, minor in enumerate((Decimal(stood), stood * share, Decimal(came))):
                sums[place][at] += minor * factors[currency]
    base = assessed.book.base
    made = (tuple(Money(int(each.to_integral_value()), base) for each in sums[place]) for place in range(len(ENDS) + 1))
    return LossTrial(then, tuple(TriedBucket(*each) if each[0] else None for each in made))


def _followed(
    entry: Assessment, now: Account, rolls: Sequence[RollRate], span: tuple[date, Assessed], policy: LossPolicy
) -> Iterator[tuple[int, str, int, Decimal, int]]:
    """Each debt of a buyer that can be followed: its bucket, its currency, what stood, the share told, and what rolled on."""
    then, assessed = span
    standing = {invoice.id: invoice for invoice in now.invoices}
    paid = with_rests(now, part_payments(now, assessed.on), assessed.book.policy.short_pays)
    for item in entry.ledger.open:
        place = sum(item.dpd > last for last in ENDS)
        judged = _judged(item, place, then, policy)
        if item.open.minor <= 0 or judged is None or not then < judged <= assessed.on:
            continue
        share = prod((roll.rate for roll in _on_the_way(rolls, place)), start=Decimal(1))
        invoice, came = standing[item.invoice.id], 0
        if past_due(invoice, judged) > (ENDS[-1] if place else 0):
            owed = invoice.amount.minor - sum(part for day, part in paid.get(invoice.id, ()) if day <= judged)
            came = max(min(owed, item.open.minor), 0)
        yield place, item.open.currency, item.open.minor, share, came


def _on_the_way(rolls: Sequence[RollRate], place: int) -> Sequence[RollRate]:
    """The rates from a bucket to where it is judged: one out of the first and out of the last, else those up to the last."""
    return rolls[place : place + 1] if place in (0, len(ENDS)) else rolls[place : len(ENDS)]


def _judged(item: OpenItem, place: int, then: date, policy: LossPolicy) -> date | None:
    """The day on which it is seen whether a debt rolled on; `None` for what falls due in a month or later."""
    if place == 0:
        return days_after(then, MONTH) if past_due(item.invoice, then) > -MONTH else None
    if place == len(ENDS):
        return days_after(item.invoice.due_on, policy.lost_days)
    return days_after(item.invoice.due_on, ENDS[-1] + 1)
