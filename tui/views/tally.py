"""Sums over all buyers, kept from one snapshot to the next.

The figures of the house stand above the rows and change with every change; adding up five thousand buyers for one call that
was logged would cost more than the call.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from credit.assess import Assessed
from credit.assessment import Assessment

__all__ = ["Tally"]


@dataclass(slots=True)
class Tally:
    """What all buyers owe together; only those that moved are taken off and added again.

    What has no rate of exchange is owed in its own currency, and in no sum and no count of the aging.
    """

    seen: Mapping[str, Assessment] = field(default_factory=dict)
    sums: Counter[int] = field(default_factory=Counter)
    """Minor units of base currency by place in the aging, unapplied last."""
    counts: Counter[int] = field(default_factory=Counter)
    """Invoices by place in the aging."""
    owed: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    """Minor units receivable and overdue of each currency."""
    buyers: Counter[str] = field(default_factory=Counter)
    """Buyers with anything open or unapplied in each currency."""

    def follow(self, assessed: Assessed) -> None:
        """Bring the sums to the buyers of `assessed`."""
        for id in assessed.moved(self.seen):
            if id in self.seen:
                self._add(self.seen[id], -1)
            if id in assessed.by_id:
                self._add(assessed.by_id[id], 1)
        self.seen = assessed.by_id

    def _add(self, entry: Assessment, sign: int) -> None:
        for aging in entry.agings:
            owed, not_due, overdue = self.owed[aging.currency], aging.minor[0], sum(aging.minor[1:-1])
            owed[0] += sign * (not_due + overdue - aging.minor[-1])
            owed[1] += sign * overdue
            self.buyers[aging.currency] += sign
        worth, rated = entry.base_aging, entry.agings
        if worth is None:
            rated = entry.rated_agings
            worth = entry.converted_aging(rated)
        for aging in rated:
            for place, count in enumerate(aging.counts):
                if count:
                    self.counts[place] += sign * count
        for place, minor in enumerate(worth):
            if minor:
                self.sums[place] += sign * minor
