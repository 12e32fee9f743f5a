"""Words for goods in transit: where their papers are."""

from wording.cells import safe
from wording.words import _, mark

__all__ = ["goods_step", "papers"]

PAPERS = {
    "originals_held": mark("originals held"),
    "at_bank": mark("documents at the bank"),
    "originals_sent": mark("originals sent"),
    "telex_released": mark("telex released"),
}
STEPS = {
    **PAPERS,
    "stopped": mark("goods stopped"),
    "resold": mark("goods resold"),
    "delivered": mark("goods delivered"),
}


def goods_step(value: str) -> str:
    """A step of goods on their way."""
    return _(STEPS[value])


def papers(value: str) -> str:
    """Where the papers are; a newer book's word is shown as it stands."""
    return _(PAPERS[value]) if value in PAPERS else safe(value)
