"""What became of each invoice, as the whole book knows it: the only place of the replay that looks at later knowledge.

It judges an order that was made without it, and never makes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.foresight.item import NEVER
from credit.foresight.reading import buyer_of

__all__ = ["CASH_DAYS", "LATE_DAYS", "Outcomes", "Stake", "outcomes"]

LATE_DAYS, CASH_DAYS = 90, 30
"""Days past due beyond which money counts as lost in the measure, and days in which cash is counted (TRADE.md 4.7)."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What stood at stake with one buyer on a day, in base minor units, as it turned out."""

    gone: int
    """Money open then that was paid more than ninety days late, or is unpaid so long."""
    came: int
    """Money open then that came in within thirty days."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Due day and day of payment of every invoice, by buyer, known by the end of a day."""

    until: date
    paid: Mapping[str, Mapping[str, tuple[int, int]]]

    def decided(self, on: date) -> bool:
        """Whether the cash of the days after `on` is known in full."""
        return on.toordinal() + CASH_DAYS <= self.until.toordinal()

    def stake(self, entry: Assessment) -> Stake:
        """What became of what this buyer owed; what has no rate, or is not decided yet, is in neither sum."""
        told, gone, came = self.paid.get(entry.id, {}), 0, 0
        day, until = entry.on.toordinal(), self.until.toordinal()
        for item in entry.ledger.open:
            minor = entry.base_open[item.invoice.id]
            found = told.get(item.invoice.id)
            if minor is None or found is None:
                continue
            due, paid = found
            if min(paid, until) - due > LATE_DAYS:
                gone += minor
            if day < paid <= day + CASH_DAYS:
                came += minor
        return Stake(gone, came)


def outcomes(assessed: Assessed) -> Outcomes:
    """What a book tells on its last day of what became of its invoices."""
    paid = {}
    for entry in assessed.by_id.values():
        items = buyer_of(entry).items
        paid[entry.id] = {item.invoice: (item.due, item.paid if item.known < NEVER else NEVER) for item in items}
    return Outcomes(assessed.on, paid)
