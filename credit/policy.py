"""The policy: every threshold, weight, cadence and clock of the trade as data, in one versioned file.

The rooms and their defaults stand in `thresholds` and beside the rules that use them; `policy.toml` beside this file shows all
of them with a word on each, and is held to them by a test. A user's file holds what differs; an unknown key is a fault that
names the nearest one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from credit.assignment import Sharing
from credit.clocks.clocking import Clocking
from credit.controlling import Controlling
from credit.disputes import Disputing
from credit.distress import DistressPolicy
from credit.dossier import Dossiering
from credit.granting import Granting
from credit.ladders import Ladders
from credit.limits.limiting import Limiting
from credit.loss.application import ShortPayPolicy
from credit.loss.expected_loss import LossPolicy
from credit.loss.interest_policy import InterestPolicy
from credit.orders.hold_rules import Holding
from credit.orders.payment_method import Advising
from credit.orders.weighing import Weighing
from credit.pay_trend import TrendPolicy
from credit.plausible import Plausible
from credit.policy_ranges import check_ranges
from credit.policy_reading import merged
from credit.proposal import FourEyes
from credit.rating.grade import Grading
from credit.rating.reading_policy import ReadingPolicy
from credit.rating.scales import Scales
from credit.season import SeasonPolicy
from credit.square import Squares
from credit.thresholds import Alerting, Classing, Ordering, Promising, Stepping, Valuing
from credit.turnover import TurnoverPolicy
from credit.watching import Watching

__all__ = ["DEFAULT_POLICY", "Policy"]

OWN = "+own"
"""Behind the version of a policy somebody changed."""


@dataclass(frozen=True, slots=True)
class Policy:
    """All thresholds of the house."""

    version: str = "2026.1"
    """Name of this version; a policy that differs and gives itself no name is called by the one it changes, with `+own`."""
    classing: Classing = field(default_factory=Classing)
    promising: Promising = field(default_factory=Promising)
    disputing: Disputing = field(default_factory=Disputing)
    short_pays: ShortPayPolicy = field(default_factory=ShortPayPolicy)
    dossier: Dossiering = field(default_factory=Dossiering)
    valuing: Valuing = field(default_factory=Valuing)
    control: Controlling = field(default_factory=Controlling)
    alerting: Alerting = field(default_factory=Alerting)
    ordering: Ordering = field(default_factory=Ordering)
    holding: Holding = field(default_factory=Holding)
    weighing: Weighing = field(default_factory=Weighing)
    advising: Advising = field(default_factory=Advising)
    buckets: tuple[int, ...] = (30, 60, 90, 180, 365)
    """Upper ends of the aging buckets in days past due; the last bucket has none."""
    origin_buckets: tuple[int, ...] = (365, 730, 1095)
    """The same in days since the invoice or the bill of lading: by years, as accounts book the age of a debt."""
    clocks: Clocking = field(default_factory=Clocking)
    steps: Stepping = field(default_factory=Stepping)
    trend: TrendPolicy = field(default_factory=TrendPolicy)
    grading: Grading = field(default_factory=Grading)
    scales: Scales = field(default_factory=Scales)
    loss: LossPolicy = field(default_factory=LossPolicy)
    interest: InterestPolicy = field(default_factory=InterestPolicy)
    ladders: Ladders = field(default_factory=Ladders)
    leniency: Granting = field(default_factory=Granting)
    limits: Limiting = field(default_factory=Limiting)
    reading: ReadingPolicy = field(default_factory=ReadingPolicy)
    squares: Squares = field(default_factory=Squares)
    distress: DistressPolicy = field(default_factory=DistressPolicy)
    season: SeasonPolicy = field(default_factory=SeasonPolicy)
    turnover: TurnoverPolicy = field(default_factory=TurnoverPolicy)
    watching: Watching = field(default_factory=Watching)
    plausible: Plausible = field(default_factory=Plausible)
    sharing: Sharing = field(default_factory=Sharing)
    four_eyes: FourEyes = field(default_factory=FourEyes)

    @classmethod
    def of(cls, differing: Mapping[str, Any]) -> "Policy":
        """The default policy with what differs, as read from a file; raises `InvalidPolicy` naming the key."""
        policy = merged(cls(), differing)
        if policy != cls() and "version" not in differing:
            policy = replace(policy, version=policy.version + OWN)
        check_ranges(policy)
        return policy


DEFAULT_POLICY = Policy()
