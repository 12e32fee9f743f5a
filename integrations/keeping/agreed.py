"""What was agreed with a provider: prices, a budget, what its licence allows, and when an order is over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from credit.money import Money
from integrations.keeping.spent import Budget, Spent, State

__all__ = ["NOTHING_AGREED", "Agreed", "Grant", "all_granted", "hangs", "is_open", "lately", "nothing_granted"]

Grant = Callable[[Money | None], bool]
"""Asked when a call that may be charged is about to leave, with its price: whether somebody agreed to that."""


def nothing_granted(_price: Money | None) -> bool:
    """Nobody agreed to any charge."""
    return False


def all_granted(_price: Money | None) -> bool:
    """Whatever it costs, or where nothing leaves this machine."""
    return True


def _stands() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed with a provider, and what its licence allows."""

    provider: str
    prices: Mapping[str, Money] = field(default_factory=dict)
    """What one call of an endpoint costs, where it is written down."""
    budgets: tuple[Budget, ...] = ()
    """What may be spent in a calendar month, on a day, or both (UTC)."""
    keep: timedelta = timedelta(days=30)
    """How long an answer may be kept."""
    fresh: timedelta = timedelta(0)
    """How long an answer is taken for current, and not asked for again."""
    fleeting: frozenset[str] = frozenset()
    """Endpoints whose answer is never taken for current, such as the state of an order."""
    billed: frozenset[str] = frozenset()
    """Endpoints that bill, whatever else is known of them."""
    stands: Callable[[], bool] = field(default=_stands, compare=False, repr=False)
    """Whether this is still what the user's file says; looked at before each call that may be charged."""


NOTHING_AGREED = Agreed("")


TERM = timedelta(days=30)
"""After which a person is to ask after an order: no public contract names a time, and a report by a field agent takes weeks. For
as long nobody orders anew what was refused."""


def is_open(spent: Spent, agreed: Agreed, now: datetime) -> bool:
    """Whether nothing need be ordered: an order is under way, its report is current, or it was refused not long ago."""
    if spent.state is State.REFUSED:
        return now < spent.at + TERM
    lately = spent.ended_at is not None and now < spent.ended_at + agreed.fresh
    return spent.state is State.ORDERED or (spent.state is State.CHARGED and bool(spent.order) and lately)


def hangs(spent: Spent, now: datetime) -> bool:
    """Whether an order was placed so long ago that it will hardly come by itself."""
    return spent.state is State.ORDERED and now >= spent.at + TERM


def lately(spent: Spent, now: datetime) -> bool:
    """Whether it was sent so short a while ago that a list of the provider may not hold it yet."""
    return now < spent.at + TERM
