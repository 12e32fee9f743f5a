"""What the figures of an order check are reckoned from: the limit, what counts, the parts of the order, who bears what."""

from dataclasses import dataclass

from credit.money import Money
from credit.orders.case import Case
from credit.orders.weighing import Part

__all__ = ["NO_SUMS", "Sums", "sums_of"]


@dataclass(frozen=True, slots=True)
class Sums:
    """Each in the currency of the exposure, but the parts; `None` where a rate is missing, or nothing is known of the buyer."""

    limit: Money | None = None
    counted: Money | None = None
    """What counts against the limit before the order."""
    before: Money | None = None
    """What is at stake before the order."""
    parts: tuple[Part, ...] = ()
    """The order by its terms, in its own currency, with the percent of each that is at risk."""
    at_risk: Money | None = None
    """What of the order is at risk."""
    secured: Money | None = None
    """What securities bear with the order."""
    insured: Money | None = None
    """What the insurer bears with it."""


NO_SUMS = Sums()


def sums_of(case: Case) -> Sums:
    """What the answer to one order is reckoned from."""
    owed = case.assessed.exposure
    return Sums(owed.limit, owed.counted, owed.at_stake, case.weighed.parts, case.at_risk, *case.borne_after)
