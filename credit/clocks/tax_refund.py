"""The export tax refund: the money must be in before the refund of the year after export can no longer be filed for.

By then, or by the contract's own last day where that is later; afterwards reasons for a deemed receipt are due, or the refund
is repaid (announcement 2022 no. 9, of which only the header could be read: TRADE.md section 5).
"""

from datetime import date

from credit.activity import Outcome
from credit.aging import OpenItem
from credit.clocks.clock import Clock, ClockKind, Doubt, Rule
from credit.clocks.watch import Watch, invoice_fact
from credit.money import Money

__all__ = ["refund_at_stake", "refund_deadline", "tax_refund_clock"]

REFUNDING = "CN"
"""Country whose rule this is."""
SOURCE = "[K] STA announcement 2022 no. 9"


def refund_deadline(watch: Watch, item: OpenItem) -> date:
    """The last day on which receipt keeps the refund."""
    exported = item.invoice.left_on
    month, day = watch.policy.refund_month, watch.policy.refund_day
    filing = date(exported.year + 1, month, day) if exported.year < date.max.year else date.max
    return max(filing, item.invoice.due_on)


def refund_at_stake(watch: Watch, item: OpenItem) -> Money | None:
    """The refund that hangs on what is still open; `None` where neither it nor its rate is written down.

    Where a part was paid, the refund of that part is safe.
    """
    refund = item.invoice.refund
    if refund is not None:
        return Money(refund.minor * item.open.minor // item.invoice.amount.minor, refund.currency)
    percent = watch.policy.refund_percent
    return Money(item.open.minor * percent // 100, item.open.currency) if percent else None


def tax_refund_clock(watch: Watch, item: OpenItem) -> Clock | None:
    """By when the item must be paid for its refund; `None` outside China, for what was not exported, and once it is settled.

    An item was exported where its refund is written down, or the buyer's country is and is another.
    """
    exported = item.invoice.refund is not None or watch.abroad
    since = item.invoice.left_on
    if item.invoice.refund is not None and not item.invoice.refund.minor:
        return None  # it is written down that nothing is refunded
    if watch.home != REFUNDING or not exported or watch.done(Outcome.REFUND_SETTLED, item, since):
        return None
    stake = refund_at_stake(watch, item)
    rule = Rule(source=SOURCE, doubt=Doubt.UNVERIFIED_LAW if stake is not None else Doubt.RATE_UNKNOWN)
    due_on = refund_deadline(watch, item)
    return Clock.running(ClockKind.TAX_REFUND, invoice_fact(item, since), due_on, watch.on, watch.home, rule, stake)
