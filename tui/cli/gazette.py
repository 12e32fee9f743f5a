"""The command that writes down what was published of a buyer."""

from credit.actions import note_published
from credit.report import EventKind
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.verbs import told

__all__ = ["notice"]


def notice(opened: Opening) -> Exit:
    """Record a notice that a person read."""
    a = opened.arguments
    change, _shown = opened.desk().do(note_published, a.id, EventKind(a.kind), a.date, a.claim_by, a.where)
    return told(opened, change)
