"""The five dimensions of a buyer, and what reading one of them gives.

财务实力 financial strength, 企业品质 enterprise quality, 管理因素 management factors, 运营能力 operating capability, 外部环境
external environment (TRADE.md 0 and appendix A). What is not known is no figure in the middle: it is named, and it lowers
the confidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from credit.reason import Reason

__all__ = ["Dimension", "Freshness", "Input", "Inputs", "Reading"]


class Dimension(StrEnum):
    """The five, in the order they are read."""

    FINANCIAL_STRENGTH = "financial_strength"
    ENTERPRISE_QUALITY = "enterprise_quality"
    MANAGEMENT_FACTORS = "management_factors"
    OPERATING_CAPABILITY = "operating_capability"
    EXTERNAL_ENVIRONMENT = "external_environment"


@dataclass(frozen=True, slots=True)
class Input:
    """One known fact that a dimension may be read from."""

    key: str
    """Its name in the policy's tables, such as `financial_strength.current_ratio` or `own_ledger.dbt_days`."""
    value: Decimal | str
    on: date
    """Day the fact is of: the provider's opinion, the latest invoice, the publication."""
    source: str
    """The provider's name, or one of the house's own sources."""
    bearer: tuple[str, str]
    """Kind and number of the fact it rests on, such as (`report`, `B1`)."""
    dated: date | None = None
    """Day from which its age counts where that is another one: the day of the accounts."""
    made_of: tuple[str, ...] = ()
    """Findings it was reckoned from."""

    def age(self, on: date) -> int:
        """Days it is old on `on`."""
        return (on - (self.dated or self.on)).days


Inputs = Mapping[str, tuple[Input, ...]]
"""What is known by key; of several sources the latest first, each source once."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old what was read is."""

    on: date
    """Day of the oldest fact that counted; events aside, unless there is nothing else."""
    age: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One dimension read."""

    dimension: Dimension
    score: int | None
    """0 to 100; `None`: no data."""
    confidence: int
    """Percent of the weight that was known; what is stale counts half."""
    freshness: Freshness | None
    evidence: tuple[Reason, ...]
    """Each fact that counted with its points and its weight, the one that moves most first; conflicts last."""
    missing: tuple[str, ...]
    """Inputs that are not known."""
    sentence: Reason
    """The score and what moved it most."""
