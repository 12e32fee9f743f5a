"""What banks kept back of one buyer's payments within a year, and closed with them, beside the house's cap."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter

from credit.aging import Ledger, Settled
from credit.calendar import days_before
from credit.kept_back import YEAR, allowed
from credit.loss.application import ShortPayPolicy, ShortPayReason
from credit.money import Money

__all__ = ["BankCharges", "bank_charges"]

CHARGES = frozenset({ShortPayReason.BANK_CHARGE, ShortPayReason.FX_ROUNDING})


@dataclass(frozen=True, slots=True)
class BankCharges:
    """The charges of one currency in the year up to a day."""

    kept_back: Money
    invoices: int
    most: Money | None
    """What is closed at most for one buyer in a year; `None` where the policy sets no cap for the currency."""


def bank_charges(items: Ledger, policy: ShortPayPolicy) -> tuple[BankCharges, ...]:
    """What was closed as a bank's charge or as rounding, a sum a currency; a discount is none of it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for settled in items.settled[bisect_right(items.settled, days_before(items.on, YEAR), key=attrgetter("on")) :]:
        if settled.why in CHARGES:
            found[settled.invoice.amount.currency].append(_charge(settled))
    caps = {code: Money.of(cap, code) for code, cap in policy.yearly.items() if code in found}
    return tuple(BankCharges(Money(sum(each), code), len(each), caps.get(code)) for code, each in sorted(found.items()))


def _charge(settled: Settled) -> int:
    return settled.kept_back - allowed(settled.invoice, settled.on)
