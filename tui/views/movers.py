"""Who gets better, who gets worse, and what became of buyers that were pressed: records for scripts, and a line each."""

from collections.abc import Iterator, Sequence
from typing import Any

from credit.movers import Mover, getting_better, getting_worse
from credit.pressed import PressedCount, pressed_counts, pressings
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.listing import listed, named
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = ["mover_lines", "mover_list", "mover_records", "pressed_lines", "pressed_records"]

Line = tuple[str, str, str]
Record = dict[str, Any]
NAMED = 3
"""Buyers a line names."""


def mover_records(shown: Snapshot) -> Record:
    """Buyers on their way down and up, each with its reasons; of whom it is unknown, `before`, `now` and `room` are null."""
    entries = shown.assessed.by_id.values()
    return {
        "getting_worse": [_record(mover) for mover in getting_worse(entries)],
        "getting_better": [_record(mover) for mover in getting_better(entries, shown.book)],
    }


def _record(mover: Mover) -> Record:
    return {
        "id": mover.id,
        "name": mover.name,
        "grade": mover.grade,
        "since": mover.since,
        "before": mover.before,
        "now": mover.now,
        "room": mover.room,
        "reasons": [{"code": r.code, "text": reason_sentence(r), "facts": dict(r.facts)} for r in mover.reasons],
    }


def mover_lines(shown: Snapshot) -> Iterator[Line]:
    """How many get worse and better, and the names of the latest; for who gets better the room there is."""
    entries = shown.assessed.by_id.values()
    worse, better = getting_worse(entries), getting_better(entries, shown.book)
    if worse:
        yield _("Getting worse"), _named(worse), "warning"
    if better:
        yield _("Getting better"), _named(better), ""


def mover_list(shown: Snapshot) -> Iterator[Line]:
    """Everybody who gets better, with the room to extend, and who gets worse, each with its reasons."""
    entries = shown.assessed.by_id.values()
    for title, movers in (
        (_("Getting better"), getting_better(entries, shown.book)),
        (_("Getting worse"), getting_worse(entries)),
    ):
        yield title, str(len(movers)) if movers else _("nobody"), "heading"
        for mover in movers:
            yield figures.safe(mover.id), _with_room(mover), ""
            yield from (("-", reason_sentence(reason), "muted") for reason in mover.reasons)


def _named(movers: Sequence[Mover]) -> str:
    told = [_with_room(mover) for mover in movers[:NAMED]]
    more = len(movers) - len(told)
    return listed(told) + (_(" and {n} more").format(n=more) if more else "")


def _with_room(mover: Mover) -> str:
    name = figures.safe(mover.name)
    return _("{name} (room {room})").format(name=name, room=figures.money(mover.room)) if mover.room else name


def _pressed(shown: Snapshot) -> tuple[PressedCount, ...]:
    found = (each for entry in shown.assessed.by_id.values() for each in pressings(entry.account, shown.on, shown.book))
    return pressed_counts(found)


def pressed_records(shown: Snapshot) -> list[Record]:
    """Buyers pressed, paid, lost and kept, by class and treatment; looks through the whole history."""
    return [
        {
            "class": each.debt_class,
            "treatment": each.tone,
            "pressed": each.pressed,
            "paid": each.paid,
            "lost": each.lost,
            "kept": each.kept,
            "undecided": each.undecided,
        }
        for each in _pressed(shown)
    ]


def pressed_lines(shown: Snapshot) -> Iterator[Line]:
    """One line for each class and treatment."""
    for each in _pressed(shown):
        what = _("{lost} lost, {kept} kept, {undecided} undecided of {pressed} pressed, {paid} paid").format(
            lost=each.lost, kept=each.kept, undecided=each.undecided, pressed=each.pressed, paid=each.paid
        )
        how = _("{debt_class}, {tone}").format(debt_class=terms.debt_class(each.debt_class), tone=terms.tone(each.tone))
        yield _("Pressed"), named(how, what), "warning" if each.lost else ""
