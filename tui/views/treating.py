"""How a buyer is treated, as the page and scripts tell it: ladder, goal, deadline, steps, what keeps its face, the playbook."""

from collections.abc import Iterator
from typing import Any

from credit.assessment import Assessment
from credit.playbook import Played, playbook
from credit.treatment import Treatment, treatment
from credit.worklist import Held, Task
from tui.views.queue import held_line
from tui.views.records import reason_records, step_record, today_record
from tui.views.snapshot import Snapshot, standing
from wording import figures, terms
from wording.listing import listed
from wording.reasons import reason as reason_sentence
from wording.steps import step_line
from wording.words import _

__all__ = ["next_lines", "playbook_records", "treatment_lines", "treatment_record"]

Line = tuple[str, str, str]


def next_lines(entry: Assessment, shown: Snapshot) -> Iterator[Line]:
    """Why the buyer is left alone, where it is, and the step that comes next."""
    today = standing(shown, entry)
    if isinstance(today, Held):
        yield held_line(today)
    step = today.step if isinstance(today, Task) else treatment(entry, shown.book.policy).step
    yield _("Next"), step_line(step), ""


def treatment_lines(entry: Assessment, shown: Snapshot) -> Iterator[Line]:
    """Label, value and tone: ladder with goal and deadline, the step after the next, face rules, the playbook where one holds."""
    told = treatment(entry, shown.book.policy)
    yield _("Ladder"), _ladder(told), "warning" if told.deadline_on is not None and told.deadline_on < entry.on else ""
    if _preceded(told, standing(shown, entry)):
        yield _("Then"), step_line(told.step), ""
    yield _("Face"), listed(terms.face_rule(rule) for rule in told.face_rules), "muted"
    for played in playbook(entry):
        if played.state != "not_applicable":
            yield terms.play_state(played.state), _played(played), "warning" if played.state == "open" else "muted"


def _ladder(told: Treatment) -> str:
    if told.deadline_on is None:
        return _("{ladder}: {goal}").format(ladder=terms.ladder(told.ladder), goal=terms.goal(told.goal))
    return _("{ladder}: {goal} by {day}").format(
        ladder=terms.ladder(told.ladder), goal=terms.goal(told.goal), day=figures.day(told.deadline_on)
    )


def _played(played: Played) -> str:
    text = _("{what}. {why}").format(what=terms.play(played.play), why=reason_sentence(played.reason))
    return text if played.due_on is None else text + _(" Last day {day}.").format(day=figures.day(played.due_on))


def treatment_record(entry: Assessment, shown: Snapshot) -> dict[str, Any]:
    """The treatment with its reasons."""
    told = treatment(entry, shown.book.policy)
    later = (told.step, *told.later) if _preceded(told, standing(shown, entry)) else told.later
    return {
        **today_record(entry, shown),
        "ladder": told.ladder,
        "goal": told.goal,
        "since": told.since,
        "aim_on": told.aim_on,
        "deadline_on": told.deadline_on,
        "later_steps": [step_record(step) for step in later],
        "cadence_days": told.cadence_days,
        "most_contacts_per_week": told.most_contacts,
        "contacts_this_week": told.contacts,
        "face_rules": list(told.face_rules),
        "automatic": told.automatic,
        "reasons": reason_records(told.reasons),
    }


def _preceded(told: Treatment, today: Task | Held | None) -> bool:
    """Whether a clock or money in hand comes before the ladder's own step."""
    return isinstance(today, Task) and today.step.action is not told.step.action


def playbook_records(entry: Assessment) -> list[dict[str, Any]]:
    """The insolvency playbook; empty unless the debt is dead."""
    return [
        {
            "step": played.play,
            "state": played.state,
            "due_on": played.due_on,
            "amount": played.reason.amount,
            "text": reason_sentence(played.reason),
            "facts": dict(played.reason.facts),
        }
        for played in playbook(entry)
    ]
