"""Thresholds, weights and cadences of the trade, room by room, each with its default.

Defaults marked [P] in TRADE.md are the house's own decisions, those marked [K] are unverified knowledge; none is a
constant in code. `credit.policy` puts the rooms together and reads what a user's file says differently.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

__all__ = ["Alerting", "Classing", "Ordering", "Promising", "Stepping", "Valuing"]


@dataclass(frozen=True, slots=True)
class Classing:
    """When an item belongs to which of the five classes, and when it leaves it (TRADE.md 4.3)."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "plan_instalments": (1, 100), "fallen_grades": (1, 4), "short_pays": (1, 100), "short_pay_months": (1, 120),
        "override_most_days": (1, 365), "half_paid_percent": (1, 100),
    }  # fmt: skip

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
    calm_days: int = 30
    """Days past due below which everything must be paid before doubtful debt is doubtful no more."""
    half_paid_percent: int = 50
    """Share of what was overdue when the debt turned bad that must be paid before it is bad no more ..."""
    plan_instalments: int = 2
    """... or instalments of an agreed plan that must have been kept."""
    fallen_grades: int = 2
    fallen_days: int = 180
    """A grade so many letters worse than so many days ago makes doubtful."""
    extension_days: int = 60
    """Days past due to which the insurer lets a due date be extended; who asks for a plan beyond that is doubtful [K]."""
    short_pays: int = 3
    short_pay_months: int = 6
    """Invoices paid short without a reason, within so many months, that make doubtful."""
    override_most_days: int = 90
    """Days for which a person's class may stand in place of the rules' own [P]."""


@dataclass(frozen=True, slots=True)
class Promising:
    """Promises to pay (TRADE.md 4.5)."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"longest_days": (1, 365), "longest_plan_days": (1, 1095)}

    tolerance_bank_days: int = 3
    """Bank days after the promised day before a promise is judged."""
    kept_percent: int = 98
    """Share of the promised amount that counts as kept: bank charges are not a broken word."""
    partly_percent: int = 50
    """Share from which it counts as kept in part; with less, if only by a cent, it is broken [P]."""
    longest_days: int = 90
    """Days ahead for which a word may leave an amount alone: as long as the longest hold [P] ..."""
    longest_plan_days: int = 365
    """... and for an instalment of an agreed plan [P]."""


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
    """Probability that a contact changes the outcome, until the buyer's own record says better ..."""
    response_weight: int = 10
    """... which counts as much as this prior once it has that many late invoices [P] ..."""
    response_months: int = 24
    """... settled within that many months."""
    horizon_days: int = 7
    cost: Mapping[str, Decimal] = field(
        default_factory=lambda: {
            "email": Decimal(1),
            "letter": Decimal(1),
            "message": Decimal(1),
            "call": Decimal(8),
            "visit": Decimal(200),
            "lawyer": Decimal(400),
        }
    )
    """Cost of one contact in base currency, by channel; `lawyer`: of a lawyer's letter, whatever it goes by."""
    contacts_per_week: int = 2
    face_percent: Decimal = Decimal("0.05")
    """Percent of twelve months' sales with the buyer that each further contact in a week costs in face."""
    insured_percent: int = 90
    """Share of the insured limit that is covered, where the policy of the insurer is not known."""
    smallest_overdue: Decimal = Decimal(50)
    """Overdue in base currency below which nobody is called."""
    own_history: int = 500
    """Open invoices of the last three months on which the book must have been tried before its own history of risk stands in
    place of age and grade; 0: never [P]."""
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
    match_from: Decimal = Decimal(10000)
    """Unapplied money in base currency from which matching it is a task of the day, though it covers less than is overdue [P]."""
    event_lane_days: int = 30
    """Days for which an unacknowledged warning stands in the event lane; a critical one stands until it is seen to."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """The check of a new order."""

    large_order_percent: int = 30
    """Share of the limit from which an order is large and wants a fresh report."""
    new_buyer_deposit_percent: int = 30
    """Share paid at the order from which an order of a buyer without a record rests on more than its word."""


@dataclass(frozen=True, slots=True)
class Stepping:
    """How long a buyer may be left alone (TRADE.md 4.5); when it is spoken to says its ladder."""

    snooze_most_days: int = 30
    hold_most_days: int = 90
    """Days for which a buyer may be snoozed, or held for a reason of the house [P]."""
    pin_most_days: int = 30
    """Longest time for which a buyer can be put at the head of the queue, or at its end [P]."""
    cash_pending_days: int = 5
    """Days for which money the buyer says it has sent is waited for [P]."""
    calls_from_hour: int = 9
    calls_until_hour: int = 18
    """Hours of the buyer's own clock between which it is called [P]."""
