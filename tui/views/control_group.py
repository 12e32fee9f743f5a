"""What the control group says of speaking to buyers at all: for scripts, and in a line below today's work."""

from decimal import Decimal
from typing import Any

from credit.control_group import Controlled
from wording import figures
from wording.words import _

__all__ = ["control_line", "control_record"]

Record = dict[str, Any]


def control_record(found: Controlled | None) -> Record | None:
    """Both groups with their cases, and the gain with the limits that hold nineteen in twenty; `None` where there is no group."""
    if found is None:
        return None
    gain = found.gain
    return {
        "until": found.until,
        "periods": found.periods,
        "alone": {"cases": found.alone.cases, "paid": found.alone.paid},
        "spoken": {"cases": found.spoken.cases, "paid": found.spoken.paid},
        "gain": gain and dict(zip(("low", "middle", "high"), map(_share, gain), strict=True)),
    }


def control_line(found: Controlled | None) -> str:
    """The same in a sentence; empty where there is no group."""
    if found is None:
        return ""
    if found.gain is None:
        return _("Control group: until {day} nobody was drawn, or everybody; nothing can be compared yet.").format(
            day=figures.day(found.until)
        )
    low, middle, high = (figures.number(_share(each) * 100) for each in found.gain)
    return _(
        "Control group until {day}: left alone {alone_paid} of {alone} paid, worked {spoken_paid} of {spoken};"
        " work brings {middle} points more (nineteen in twenty: {low} to {high})."
    ).format(
        day=figures.day(found.until), alone=found.alone.cases, alone_paid=found.alone.paid, spoken=found.spoken.cases,
        spoken_paid=found.spoken.paid, low=low, middle=middle, high=high,
    )  # fmt: skip


def _share(value: float) -> Decimal:
    """With three digits."""
    return Decimal(str(round(value, 3)))
