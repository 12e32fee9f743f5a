"""Who of the desk has which buyer, in a row, on the page and for scripts; and whose rows are shown."""

from collections.abc import Mapping
from typing import Any

from credit.assessment import Assessment
from credit.assignment import Assignment, same_person
from tui.views.filtering import asked
from tui.views.snapshot import Snapshot
from wording import figures
from wording.words import _

__all__ = ["WHOSE", "given", "has_line", "holder_cell", "holder_record", "is_mine", "only_mine"]

WHOSE = 5
"""Cells of a row in which it says who has the buyer."""
MINE = "(who=me | who=none)"
"""Buyers that I have, and those that nobody has: these are everybody's."""

Line = tuple[str, str, str]


def only_mine(text: str, shown: Snapshot, saved: Mapping[str, str] | None = None) -> str:
    """The question in `text`, asked only of what is mine or everybody's; raises `InvalidQuery` as `text` alone does."""
    asked(text, shown, saved)
    return f"({text}) & {MINE}" if text.strip() else MINE


def is_mine(entry: Assessment, me: str) -> bool:
    """Whether I have the buyer."""
    return entry.holder is not None and bool(me) and same_person(entry.holder.to, me)


def holder_cell(entry: Assessment) -> str:
    """The short name of who has the buyer: the first of several words; empty where nobody has it."""
    return "" if entry.holder is None else figures.safe(entry.holder.to).split(" ")[0]


def holder_record(entry: Assessment) -> dict[str, Any]:
    """Who has the buyer, empty where nobody does, and the last day of it where it has one."""
    held = entry.holder
    if held is None:
        return {"who": ""}
    return {"who": held.to, "who_until": held.until} if held.until is not None else {"who": held.to}


def has_line(entry: Assessment) -> tuple[Line, ...]:
    """Who has the buyer, since when, until when, given by whom and why, as a line of its page."""
    return () if entry.holder is None else ((_("Whose"), given(entry.holder), ""),)


def given(held: Assignment) -> str:
    """Who was given the buyer, since when and until when, by whom, and why."""
    name, since = figures.safe(held.to), figures.day(held.on)
    if held.until is None:
        told = _("{name}, since {since}").format(name=name, since=since)
    else:
        told = _("{name}, since {since}, until {day}").format(name=name, since=since, day=figures.day(held.until))
    if held.who and not same_person(held.who, held.to):
        told = _("{what}, given by {name}").format(what=told, name=figures.safe(held.who))
    return _("{what}: {why}").format(what=told, why=figures.safe(held.reason)) if held.reason else told
