"""The credit insurer's clocks: by when it must hear of an overdue."""

from collections.abc import Sequence
from datetime import date, timedelta

from credit.account import Account
from credit.activity import Contact, Outcome
from credit.aging import OpenItem
from credit.clocks.clock import Clock, ClockKind
from credit.exposure import converted_total
from credit.money import Money
from credit.rates import Rates
from credit.thresholds import Clocking

__all__ = ["insurer_clock"]


def _told(item: OpenItem, notice: Contact) -> bool:
    """Whether the item was overdue at the notice, and the notice meant it."""
    return item.invoice.due_on < notice.on and (not notice.invoices or item.invoice.id in notice.invoices)


def insurer_clock(
    account: Account, overdue: Sequence[OpenItem], on: date, policy: Clocking, percent: int, rates: Rates
) -> Clock | None:
    """By when the insurer must hear of the oldest overdue item; `None` where nothing is insured, due, or it was told.

    At stake is the covered share (`percent`) of what is overdue, at most that share of the insured limit, and all of that
    share where a rate is missing.
    """
    cover = account.customer.insured_limit
    notices = [c for c in account.contacts if c.outcome is Outcome.INSURER_NOTIFIED and c.on <= on]
    untold = [item for item in overdue if not any(_told(item, notice) for notice in notices)]
    lost = policy.insurer_notice_days + policy.missed_days
    untold = [item for item in untold if item.dpd <= lost] or untold
    if not cover or not untold:
        return None
    oldest = untold[0].invoice
    due_on = oldest.due_on + timedelta(days=policy.insurer_notice_days)
    owed = converted_total((item.open for item in untold), cover.currency, rates, on)
    covered = min(owed, cover) if owed is not None else cover
    stake = Money(covered.minor * percent // 100, cover.currency)
    return Clock(ClockKind.INSURER_NOTICE, due_on, (due_on - on).days, oldest.id, stake)
