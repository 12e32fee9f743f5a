"""The balance by the age of its invoices: from the day of the invoice, or of the bill of lading, instead of the due date.

An account books the age of a debt (账龄) by years from its origin, within one year, one to two, two to three, older; a collector
reads it by days past due. Both look at the same open amounts, so both sum to the same balance (TRADE.md 3.1).
"""

from bisect import bisect_left
from datetime import date
from enum import StrEnum
from itertools import pairwise

from credit.aging import Aging, Ledger, aging, bucket_names
from credit.invoice import Invoice
from credit.policy import Policy

__all__ = ["AgedFrom", "aged", "aged_names"]


class AgedFrom(StrEnum):
    """The day an age is counted from."""

    DUE = "due"
    INVOICE = "invoice"
    SHIPMENT = "shipment"
    """The date of the bill of lading."""


def aged(items: Ledger, since: AgedFrom, policy: Policy) -> tuple[Aging, ...]:
    """The balance of each currency by its age `since` that day; the first place holds what has no age by it.

    By the due date that is what is not due. By the bill of lading it is what has none yet, or none that was written down: such
    an amount is not called new, for nobody knows.
    """
    if since is AgedFrom.DUE:
        return aging(items, policy.buckets)
    ends = policy.origin_buckets
    rows: dict[str, tuple[list[int], list[int]]] = {}
    width = len(ends) + 2
    for item in items.open:
        sums, counts = rows.setdefault(item.open.currency, ([0] * (width + 1), [0] * width))
        begun = _begun(item.invoice, since)
        place = 1 + bisect_left(ends, (items.on - begun).days) if begun is not None and begun <= items.on else 0
        sums[place] += item.open.minor
        counts[place] += 1
    for money in items.unapplied:
        rows.setdefault(money.currency, ([0] * (width + 1), [0] * width))[0][-1] = money.minor
    return tuple(Aging(code, tuple(sums), tuple(counts)) for code, (sums, counts) in sorted(rows.items()))


def aged_names(since: AgedFrom, policy: Policy) -> tuple[str, ...]:
    """Names of the places of `aged`, as scripts know them: `not_due`, `1-30` by the due date, else `no_date`, `0-365`."""
    if since is AgedFrom.DUE:
        return (*bucket_names(policy.buckets), "unapplied")
    ends = policy.origin_buckets
    return ("no_date", *(f"{before + 1}-{end}" for before, end in pairwise((-1, *ends))), f">{ends[-1]}", "unapplied")


def _begun(invoice: Invoice, since: AgedFrom) -> date | None:
    return invoice.issued_on if since is AgedFrom.INVOICE else invoice.shipped_on
