"""How often the weeks of a cash forecast brought what was told: a ledger looked at again and again from its first year on.

Each look foretells the quarter after it, scaled by the two quarters before it, all of them from what was known then.
"""

from benchmarks.foresight.measures import Figures
from benchmarks.foresight.sets import ROLL, Ledger
from credit.foresight.cash import Right, weeks_right
from credit.foresight.learning import Buyer
from credit.foresight.quarter import QUARTER

__all__ = ["weeks_figures"]

EVERY, LEAST = 42, 180
"""Days from one look to the next, and of the ledger before the first."""


def weeks_figures(found: Ledger) -> Figures:
    """The weeks of all looks at one ledger."""
    buyers = {id: Buyer(items, ROLL) for id, items in found.buyers.items()}
    issued = [item.issued for item in found.items]
    days = range(issued[0] + LEAST + QUARTER, issued[-1] + 1, EVERY)
    right = [each for day in days if (each := weeks_right(buyers, day)) is not None]
    summed = Right(*map(sum, zip(*right, strict=True))) if right else Right(0, 0, 0, 0, 0, 0)
    return {
        "weeks": summed.weeks,
        "reached_p50": summed.half / summed.weeks if summed.weeks else None,
        "weeks_p80": summed.weeks_sure,
        "reached_p80": summed.sure / summed.weeks_sure if summed.weeks_sure else None,
        "expected_over_came": summed.expected / summed.came if summed.came else None,
    }
