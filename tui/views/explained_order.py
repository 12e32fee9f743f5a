"""Where the figures of an order check come from: the room before it, and what is at stake and at the house's own risk with it."""

from collections.abc import Iterator
from datetime import date

from credit.orders.check import OrderCheck
from credit.reason import POLICY
from tui.views.explanation import Explained, Inputs
from wording import figures
from wording.words import _

__all__ = ["explained_order", "order_sums"]


def explained_order(answer: OrderCheck, on: date) -> Iterator[Explained]:
    """The room before the order, and the exposure and own risk after it."""
    told = answer.sums
    if told.limit is not None:
        yield Explained("headroom", answer.headroom, (("limit", told.limit), ("counted", told.counted)), on)
    parts: Inputs = tuple(
        each for part in told.parts for each in ((str(part.instalment), part.amount), ("risk_percent", part.percent))
    )
    after: Inputs = (("exposure", told.before), *parts, ("at_risk", told.at_risk))
    yield Explained("exposure_after", answer.exposure_after, after, on, POLICY)
    borne: Inputs = (("exposure_after", answer.exposure_after), ("secured", told.secured), ("insured", told.insured))
    yield Explained("own_risk_after", answer.own_risk_after, borne, on)


def order_sums(answer: OrderCheck) -> dict[str, str]:
    """The same sums in a line each, by the figure they give; of what is not known none."""
    told, lines = answer.sums, {}
    if told.limit is not None and told.counted is not None:
        words = _("limit {limit} - counted {counted}")
        lines["headroom"] = words.format(limit=figures.money(told.limit), counted=figures.money(told.counted))
    if told.before is not None and told.at_risk is not None:
        words = _("{before} before + {risk} of the order at risk")
        lines["exposure_after"] = words.format(before=figures.money(told.before), risk=figures.money(told.at_risk))
    if told.secured is not None and told.insured is not None:
        words = _("exposure after - secured {secured} - insured {insured}")
        lines["own_risk_after"] = words.format(secured=figures.money(told.secured), insured=figures.money(told.insured))
    return lines
