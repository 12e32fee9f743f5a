"""The aging of the house by another day than the due date: that of the invoice, or of the bill of lading."""

from collections import Counter
from dataclasses import replace

from credit.age_basis import AgedFrom, aged, aged_names
from credit.money import Money
from tui.views.house import Bucket, House
from tui.views.snapshot import Snapshot
from wording.words import _, mark

__all__ = ["aged_from", "aging_title", "buckets_from"]

TITLES = {
    AgedFrom.DUE: mark("Aging"),
    AgedFrom.INVOICE: mark("Aging, days since the invoice"),
    AgedFrom.SHIPMENT: mark("Aging, days since the B/L"),
}


def aging_title(since: AgedFrom, totals: House) -> str:
    """What the aging is called, and whether something is left out of it."""
    title = _(TITLES[since])
    return _("{title}, in part").format(title=title) if totals.left_out else title


def aged_from(shown: Snapshot, totals: House, since: AgedFrom) -> House:
    """The figures of the house with its aging counted `since` that day; their sums stay what they are."""
    if since is AgedFrom.DUE or not totals.aging:
        return totals
    return replace(totals, aging=buckets_from(shown, since))


def buckets_from(shown: Snapshot, since: AgedFrom) -> tuple[Bucket, ...]:
    """What is receivable in base currency by its age `since` that day; what has no rate of exchange is in none of them.

    Each buyer's bucket is rounded by itself, so that with foreign money the sum may lie some cents beside the receivable.
    """
    base, policy = shown.book.base, shown.book.policy
    names = aged_names(since, policy)
    sums, counts = Counter[int](), Counter[int]()
    for entry in shown.assessed.by_id.values():
        rows = [row for row in aged(entry.ledger, since, policy) if shown.book.rates.factor(row.currency, base, shown.on)]
        for row in rows:
            counts.update(dict(enumerate(row.counts)))
        if rows:
            sums.update(dict(enumerate(entry.converted_aging(rows))))
    sums[len(names) - 1] *= -1
    return tuple(Bucket(name, Money(sums[place], base), counts[place]) for place, name in enumerate(names))
