"""How good a buyer is, as its page and scripts see it: the grade with its reasons and how it came to be."""

from collections.abc import Iterator
from typing import Any

from credit.assessment import Assessment
from credit.rating.history import Move, grade_history
from credit.rating.letter import Grade
from tui.views.records import reason_records
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = ["grade_lines", "rating_record"]

Line = tuple[str, str, str]
Record = dict[str, Any]
MOVES = 2
"""Latest moves of the grade that the page tells; scripts read all of two years."""


def grade_lines(entry: Assessment, shown: Snapshot) -> Iterator[Line]:
    """The grade with the reason that binds, the others below it, and its latest moves."""
    value, (first, *others) = entry.graded.value, entry.graded.reasons
    tone = {Grade.E: "critical", Grade.D: "warning", Grade.UNRATED: "muted"}.get(value, "")
    yield _("Grade"), _("{what}: {why}").format(what=terms.grade(value), why=reason_sentence(first)), tone
    for reason in others:
        yield _("Grade"), reason_sentence(reason), "warning" if reason.code == "grade_report_unrated" else ""
    for move in _moves(entry, shown)[-MOVES:]:
        yield _("Grade"), _moved(move), "muted"


def _moves(entry: Assessment, shown: Snapshot) -> tuple[Move, ...]:
    return grade_history(entry.account, shown.on, shown.book)


def _moved(move: Move) -> str:
    return _("{before} until {day}, then {after}: {why}").format(
        before=terms.grade(move.before),
        day=figures.day(move.on),
        after=terms.grade(move.after),
        why=reason_sentence(move.reason),
    )


def rating_record(entry: Assessment, shown: Snapshot) -> Record:
    """The grade, why, and every move of two years with what bound it then."""
    return {
        "grade": entry.graded.value,
        "grade_for_a_person": entry.graded.for_a_person,
        "grade_reasons": reason_records(entry.graded.reasons),
        "grade_history": [
            {"on": m.on, "before": m.before, "after": m.after, "reason": reason_records([m.reason])[0]}
            for m in _moves(entry, shown)
        ],
    }
