"""The class of one buyer: what stands, what the rules say, who decided otherwise, and how it came to be."""

from typing import Any

from credit.assessment import Assessment
from credit.classing.history import class_history
from credit.five_classes import DebtClass
from credit.moves import Move
from tui.views.records import reason_records
from tui.views.snapshot import Snapshot

__all__ = ["class_record", "class_standing"]

Record = dict[str, Any]


def class_standing(entry: Assessment) -> Record:
    """The class with its reasons, the rules' own beside it, and the decision that stands in its place, if one does."""
    found, decision = entry.debt_class, entry.override
    override = None
    if decision is not None:
        override = {
            "class": decision.debt_class,
            "on": decision.on,
            "until": decision.until,
            "reason": decision.reason,
            "who": decision.who,
        }
    return {
        "value": found.value,
        "by_rules": found.by_rules,
        "override": override,
        "reasons": reason_records(found.reasons),
    }


def class_record(entry: Assessment, shown: Snapshot) -> Record:
    """The class and its dated moves, by the keys of the headless contract."""
    return {
        "debt_class": class_standing(entry),
        "class_history": [_move(move) for move in class_history(entry.account, shown.on, shown.book)],
    }


def _move(move: Move[DebtClass]) -> Record:
    return {"on": move.on, "before": move.before, "after": move.after, "reason": reason_records([move.reason])[0]}
