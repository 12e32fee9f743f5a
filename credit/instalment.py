"""One part of what is owed: how much of the whole, how it is paid, and from which event its days are counted."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from credit.money import Money
from credit.term_words import Baseline, Method, Unit

__all__ = ["NO_DISCOUNT", "WHOLE", "Discount", "Instalment", "Rest", "Share"]


class Rest(Enum):
    """What the other instalments leave of the whole."""

    REST = "rest"


Share = Decimal | Money | Rest
WHOLE = Decimal(100)
"""Percent of everything."""


@dataclass(frozen=True, slots=True)
class Discount:
    """What may be kept back for paying early: 2/10 is 2 percent within 10 days. False where there is none."""

    percent: Decimal = Decimal(0)
    days: int = 0

    def __bool__(self) -> bool:
        return self.percent != 0

    def __str__(self) -> str:
        return f"{plain(self.percent)}/{self.days}"


NO_DISCOUNT = Discount()


@dataclass(frozen=True, slots=True)
class Instalment:
    """One clause of payment terms; its text is canonical and reads back as an equal instalment."""

    share: Share
    """Percent of the whole, an amount of its own, or the rest."""
    method: Method
    baseline: Baseline
    offset: int = 0
    """Days or months after the event."""
    unit: Unit = Unit.DAYS
    end_of_month: bool = False
    """Counted from the end of the event's month."""

    @property
    def sight(self) -> bool:
        """Whether it is paid at sight: a credit or a collection without days."""
        return self.method in {Method.LC, Method.DP} and self.offset == 0

    @property
    def tenor(self) -> str:
        """How long after its event it is due: `60`, `2 months` or `sight`."""
        if self.sight:
            return "sight"
        return f"{self.offset} months" if self.unit is Unit.MONTHS else str(self.offset)

    @property
    def condition(self) -> str:
        """Its text without the share: `TT @BL+30`, `LC sight @presentation`, `OA 2 months @invoice EOM`."""
        eom = " EOM" if self.end_of_month else ""
        if self.method is Method.TT:
            return f"TT @{self.baseline}{f'+{self.tenor}' if self.offset else ''}{eom}"
        if self.method in {Method.CAD, Method.COD}:
            return f"{self.method} @{self.baseline}"
        return f"{self.method} {self.tenor} @{self.baseline}{eom}"

    def __str__(self) -> str:
        match self.share:
            case Rest():
                return f"rest {self.condition}"
            case Money():
                return f"{self.share.currency} {self.share.amount} {self.condition}"
            case percent:
                return self.condition if percent == WHOLE else f"{plain(percent)}% {self.condition}"


def plain(number: Decimal) -> str:
    """A decimal without an exponent and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
