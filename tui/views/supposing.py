"""How a buyer would stand: the same figures without and with what is supposed, side by side."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from credit.clocks.clock import Clock
from credit.five_classes import DebtClass
from credit.money import Money
from credit.rating.letter import Grade
from credit.what_if import Outlook, WhatIf
from tui.views.queue import clock_line
from tui.views.records import clock_records
from wording import figures, terms
from wording.listing import clauses
from wording.words import _, mark

__all__ = ["what_if_lines", "what_if_record"]

Line = tuple[str, str, str]
NAMES = {
    "debt_class": mark("Class"),
    "grade": mark("Grade"),
    "overdue": mark("Overdue"),
    "exposure": mark("Exposure"),
    "own_risk": mark("Own risk"),
    "insured": mark("Insured"),
    "secured": mark("Secured"),
    "limit": mark("Limit"),
    "headroom": mark("Room"),
    "value_per_day": mark("A day costs"),
    "expected_loss": mark("Loss, house"),
    "clocks": mark("Clocks"),
    "no_rate": mark("No rate"),
    "loss_left_out": mark("Not in the loss"),
}
IN_PART = ("overdue", "exposure", "own_risk", "insured", "secured", "headroom", "value_per_day")
"""Told without what is in a currency that has no rate."""
UNSET = frozenset({"limit", "headroom"})
"""Null where no limit was ever set."""


def what_if_record(customer_id: str, found: WhatIf) -> dict[str, Any]:
    """Both sides and the names of what differs."""
    before, after = _side(found.before), _side(found.after)
    return {
        "customer_id": customer_id,
        "on": found.on,
        "before": before,
        "after": after,
        "changed": list(found.changed),
        "on_first_due_dates": found.first_dates,
        "missing": sorted({name for side in (before, after) for name in _unknown(side)}),
        "partial": sorted({name for outlook in (found.before, found.after) for name in _partial(outlook)}),
    }


def _partial(outlook: Outlook) -> Iterator[str]:
    """Names of what is told in part."""
    names = (*(IN_PART if outlook.no_rate else ()), *(("expected_loss",) if outlook.loss_left_out else ()))
    yield from (name for name in names if getattr(outlook, name) is not None)


def _unknown(side: dict[str, Any]) -> set[str]:
    unset = UNSET if side["limit"] is None else frozenset()
    waits = frozenset({"value_per_day"} if side["expected_loss"] is not None else ())  # rates are there: it has no row
    return {name for name, value in side.items() if value is None} - unset - waits


def _side(outlook: Outlook) -> dict[str, Any]:
    told = {field.name: getattr(outlook, field.name) for field in fields(outlook)}
    lists = {name: list(told[name]) for name in ("no_rate", "loss_left_out")}
    return {**told, **lists, "clocks": clock_records(outlook.clocks)}


def what_if_lines(found: WhatIf) -> tuple[Line, ...]:
    """What differs, a line each, or that nothing does."""
    lines = tuple(
        (
            _(NAMES[name]),
            _("{before} -> {after}").format(before=_said(getattr(found.before, name)), after=_said(getattr(found.after, name))),
            "",
        )
        for name in found.changed
    )
    lines += tuple(_left_out(found))
    day = (_("On"), figures.day(found.on), "")
    aged = _("class, grade and loss are reckoned on the due dates first agreed: time given is no sign of payment")
    note = ((_("Extension"), aged, "muted"),) if found.first_dates else ()
    return (day, *lines, *note) if lines else (day, (_("Changes"), _("nothing"), "muted"), *note)


def _left_out(found: WhatIf) -> Iterator[Line]:
    """What is in none of the amounts, on either side."""
    if codes := sorted({*found.before.no_rate, *found.after.no_rate}):
        told = _("the amounts are without what is in {currencies}: there is no rate").format(currencies=", ".join(codes))
        yield _("In part"), told, "warning"
    if buyers := sorted({*found.before.loss_left_out, *found.after.loss_left_out}):
        told = _("the loss is without {buyers}: an open item has no rate").format(buyers=figures.safe(", ".join(buyers)))
        yield _("In part"), told, "warning"


def _said(value: object) -> str:
    if isinstance(value, DebtClass):
        return terms.debt_class(value)
    if isinstance(value, Grade):
        return terms.grade(value)
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value) and value:
        return figures.safe(", ".join(str(each) for each in value))
    if isinstance(value, tuple):
        return clauses(clock_line(clock) for clock in value if isinstance(clock, Clock)) or _("none")
    return figures.money(value if isinstance(value, Money) else None)
