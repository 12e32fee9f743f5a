"""Goods in transit: what of an overdue buyer's can still be stopped, on the page and in the queue; every shipment for scripts."""

from collections.abc import Iterator
from typing import Any

from credit.assessment import Assessment
from credit.in_transit import can_stop, halted, stoppable, under_way
from credit.shipment import GoodsStep
from wording import figures
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = ["after_step", "stop_cell", "transit_lines", "transit_record"]

Record = dict[str, Any]


def transit_lines(entry: Assessment) -> Iterator[tuple[str, str, str]]:
    """What the page says of goods that can be stopped; nothing where none can."""
    for lever in can_stop(entry):
        yield _("Can stop"), reason_sentence(lever), "warning"
    for waiting in halted(entry):
        yield _("Stopped"), reason_sentence(waiting), "warning"


def after_step(entry: Assessment, number: str, step: GoodsStep) -> str:
    """What follows from a step of these goods: the lever that is gone, what still can be stopped, what is still owed."""
    if step in (GoodsStep.SENT, GoodsStep.TELEX):
        return _("The papers are out: {number} can be stopped no more.").format(number=figures.safe(number))
    if step is GoodsStep.RESOLD:
        return _("What was invoiced for them stays owed until a credit note is imported.")
    return next((reason_sentence(lever) for lever in can_stop(entry)), "")


def stop_cell(entry: Assessment) -> str:
    """What can be stopped, and when the first of it arrives; empty where nothing can."""
    found = stoppable(entry)
    if found is None:
        return ""
    return f"{figures.short(found.worth)} {figures.day(found.eta)}"


def transit_record(entry: Assessment) -> Record:
    """Every shipment that has left by the day, whether its papers are held for what is owed, and the lever they make together."""
    found = stoppable(entry)
    held = {shipment.id for shipment in under_way(entry.account, entry.ledger)}
    return {
        "can_stop": {
            "worth": found.worth,
            "eta": found.eta,
            "left_out": list(found.left_out),
            "shipments": [each.id for each in found.shipments],
        }
        if found
        else None,
        "shipments": [
            {
                "id": each.id,
                "bl_date": each.on,
                "goods_value": each.amount,
                "papers": each.papers,
                "held": each.id in held,
                "invoices": list(each.invoices),
                "order": each.order_id,
                "eta": each.eta,
                "released_on": each.released_on,
                "delivered_on": each.delivered_on,
                "stopped_on": each.stopped_on,
                "resold_on": each.resold_on,
                "moved_on": each.moved_on,
                "why": each.why,
                "text": each.text,
                "who": each.who,
            }
            for each in entry.account.shipments
            if each.on <= entry.on
        ],
    }
