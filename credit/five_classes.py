"""The five classes of debt by name: 未收款, 催收款, 准呆账, 呆账, 死账."""

from enum import StrEnum

__all__ = ["DebtClass"]


class DebtClass(StrEnum):
    """未收款, 催收款, 准呆账, 呆账, 死账; ordered from the lightest to the heaviest."""

    NOT_DUE = "not_due"
    IN_COLLECTION = "in_collection"
    DOUBTFUL = "doubtful"
    BAD = "bad"
    DEAD = "dead"

    @property
    def rank(self) -> int:
        """0 for the lightest class, 4 for the heaviest."""
        return _ORDER[self]

    def at_least(self, other: "DebtClass") -> bool:
        """Whether this class is as heavy as `other`, or heavier."""
        return self.rank >= other.rank


_ORDER = {value: place for place, value in enumerate(DebtClass)}
