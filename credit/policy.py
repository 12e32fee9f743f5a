"""The policy: every threshold, weight, cadence and clock of the trade as data, with its default.

Defaults marked [P] in TRADE.md are the house's own decisions, those marked [K] are unverified knowledge; none is a
constant in code. A policy file holds what differs; an unknown key is a fault that names the nearest one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from numbers import Number
from typing import Any, TypeVar

from credit.policy_ranges import check_ranges
from credit.problem import InvalidPolicy

__all__ = [
    "DEFAULT_POLICY",
    "Alerting",
    "Classing",
    "Clocking",
    "Ordering",
    "Policy",
    "Promising",
    "Stepping",
    "Valuing",
]

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Classing:
    """When an item belongs to which of the five classes (TRADE.md 4.3)."""

    grace_days: int = 7
    """Days past due that are still counted as not due."""
    doubtful_days: int = 91
    bad_days: int = 181
    dead_days: int = 1096
    """First day past due of each class."""
    broken_doubtful: int = 2
    broken_bad: int = 3
    """Broken promises that make a buyer doubtful, or bad."""
    unanswered_tries: int = 3
    unanswered_channels: int = 2
    unanswered_days: int = 60
    """Unreachable: that many tries on that many channels, the first of them that many days ago."""
    petition_months: int = 24
    """Months for which a published petition, dismissed or not, keeps its weight."""
    customer_share_percent: int = 10
    """A buyer's class is the worst one that holds this share of what is open ..."""
    customer_material: Decimal = Decimal(10000)
    """... or this amount in base currency."""


@dataclass(frozen=True, slots=True)
class Promising:
    """Promises to pay (TRADE.md 4.5)."""

    tolerance_bank_days: int = 3
    """Bank days after the promised day before a promise is judged."""
    kept_percent: int = 98
    """Share of the promised amount that counts as kept: bank charges are not a broken word."""
    partly_percent: int = 50
    """Share from which it counts as kept in part; with less, if only by a cent, it is broken [P]."""


@dataclass(frozen=True, slots=True)
class Valuing:
    """What waiting costs (TRADE.md 3.13, 4.2)."""

    decay_percent: tuple[tuple[int, Decimal], ...] = (
        (90, Decimal("0.23")),
        (180, Decimal("0.32")),
        (10**6, Decimal("0.083")),
    )
    """Daily loss of collectability in percent, up to that day past due (CLLA surveys; a prior)."""
    grade_factor: Mapping[str, Decimal] = field(
        default_factory=lambda: {
            "A": Decimal("0.6"),
            "B": Decimal("0.8"),
            "C": Decimal(1),
            "D": Decimal("1.6"),
            "E": Decimal("2.5"),
            "unrated": Decimal("1.2"),
        }
    )
    response: Decimal = Decimal("0.5")
    """Probability that a contact changes the outcome, until the book's own record says better."""
    horizon_days: int = 7
    cost: Mapping[str, Decimal] = field(
        default_factory=lambda: {
            "email": Decimal(1),
            "letter": Decimal(1),
            "message": Decimal(1),
            "call": Decimal(8),
            "visit": Decimal(200),
        }
    )
    """Cost of one contact in base currency, by channel."""
    contacts_per_week: int = 2
    face_percent: Decimal = Decimal("0.05")
    """Percent of twelve months' sales with the buyer that each further contact in a week costs in face."""
    insured_percent: int = 90
    """Share of the insured limit that is covered, where the policy of the insurer is not known."""
    smallest_overdue: Decimal = Decimal(50)
    """Overdue in base currency below which nobody is called."""
    contact_interval_days: int = 5
    """Days after a contact in which the buyer is not contacted again, unless something happened."""


@dataclass(frozen=True, slots=True)
class Alerting:
    """When an alert rings (TRADE.md 4.6)."""

    habit_invoices: int = 20
    """Latest settled invoices that make a buyer's habit ..."""
    habit_least: int = 5
    """... and the least number of them before one may speak of a habit."""
    habit_percentile: int = 90
    habit_margin_days: int = 2
    """Days beyond the habit's upper percentile at which an open invoice is beyond habit."""
    smallest_item: Decimal = Decimal(100)
    """Open amount in base currency below which an item rings nothing: bank charges, rests."""
    event_lane_days: int = 30
    """Days for which an unacknowledged warning stands in the event lane; a critical one stands until it is seen to."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """The check of a new order."""

    large_order_percent: int = 30
    """Share of the limit from which an order is large and wants a fresh report."""
    report_days: int = 90
    """Age in days after which a report no longer speaks for an order."""
    new_buyer_deposit_percent: int = 30


@dataclass(frozen=True, slots=True)
class Clocking:
    """Clocks whose missing loses money (TRADE.md 3.10; every number depends on the user's own insurance policy)."""

    insurer_notice_days: int = 60
    """Days past due by which the insurer must have been told of an overdue (Sinosure, commonly quoted)."""
    lane_days: int = 10
    """Days before a clock runs out from which it stands in the clock lane ..."""
    missed_days: int = 30
    """... and days after it ran out until which it still stands there: late notice may yet be accepted."""


@dataclass(frozen=True, slots=True)
class Stepping:
    """Days between two contacts, by class (TRADE.md 4.4)."""

    in_collection_days: int = 7
    doubtful_days: int = 4
    bad_days: int = 3
    dead_days: int = 14
    call_from_days: int = 14
    """Days past due from which a mail becomes a call ..."""
    chief_from_days: int = 30
    """... and from which the account owner's chief speaks."""
    snooze_most_days: int = 30
    cash_pending_days: int = 5
    """Days for which money the buyer says it has sent is waited for [P]."""


@dataclass(frozen=True, slots=True)
class Policy:
    """All thresholds of the house."""

    version: str = "default"
    classing: Classing = Classing()
    promising: Promising = Promising()
    valuing: Valuing = field(default_factory=Valuing)
    alerting: Alerting = Alerting()
    ordering: Ordering = Ordering()
    buckets: tuple[int, ...] = (30, 60, 90, 180, 365)
    """Upper ends of the aging buckets in days past due; the last bucket has none."""
    clocks: Clocking = Clocking()
    steps: Stepping = Stepping()

    @classmethod
    def of(cls, differing: Mapping[str, Any]) -> "Policy":
        """The default policy with what differs, as read from a file; raises `InvalidPolicy` naming the key."""
        policy = _merged(cls(), differing, "")
        check_ranges(policy)
        return policy


def _merged(part: Part, differing: Mapping[str, Any], prefix: str) -> Part:
    """`part` with the values of `differing`, key by key, each of the kind its default has."""
    known = {item.name: getattr(part, item.name) for item in fields(part)}  # type: ignore[arg-type]  # a dataclass by construction
    values: dict[str, Any] = {}
    for key, value in differing.items():
        if key not in known:
            near = next(iter(get_close_matches(key, known, 1)), "")
            raise InvalidPolicy(key=prefix + key, near=prefix + near if near else "", problem="unknown")
        values[key] = _like(known[key], value, prefix + key)
    return replace(part, **values)  # type: ignore[type-var]  # a dataclass by construction


def _like(default: Any, value: Any, key: str) -> Any:
    """`value` as the kind `default` is of; raises `InvalidPolicy` where it cannot be."""
    if is_dataclass(default) and isinstance(value, Mapping):
        return _merged(default, value, key + ".")
    if isinstance(default, Mapping) and isinstance(value, Mapping):
        return {
            **default,
            **{_known(default, str(name), key): _decimal(number, f"{key}.{name}") for name, number in value.items()},
        }
    if isinstance(default, Decimal):
        return _decimal(value, key)
    if isinstance(default, tuple) and isinstance(value, list) and value:
        return tuple(_like(like, entry, key) for like, entry in zip(_pattern(default, value), value, strict=True))
    if type(value) is type(default) and not (isinstance(value, int) and value < 0):
        return value
    raise InvalidPolicy(key=key, near="", problem="kind")


def _known(default: Mapping[str, Any], name: str, key: str) -> str:
    if name not in default:
        near = next(iter(get_close_matches(name, default, 1)), "")
        raise InvalidPolicy(key=f"{key}.{name}", near=f"{key}.{near}" if near else "", problem="unknown")
    return name


def _pattern(default: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    """What each entry must be like: a row of mixed kinds keeps its shape, a list of one kind has any length."""
    mixed = len({type(entry) for entry in default}) > 1
    return default if mixed and len(default) == len(value) else (default[0],) * len(value)


def _decimal(value: Any, key: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Number | str):
        raise InvalidPolicy(key=key, near="", problem="kind")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InvalidPolicy(key=key, near="", problem="kind") from None
    if not number.is_finite() or number < 0:
        raise InvalidPolicy(key=key, near="", problem="kind")
    return number


DEFAULT_POLICY = Policy()
