"""Why a buyer stands where it stands, and where each of its figures comes from: what `w` shows of the row under the cursor."""

from tui.views.explained import explained_buyer, explained_lines
from tui.views.queue import why
from tui.views.snapshot import Snapshot
from wording import figures
from wording.words import _

__all__ = ["why_lines"]

Line = tuple[str, str, str]


def why_lines(shown: Snapshot, id: str) -> tuple[Line, ...]:
    """The buyer, its lines in the queue with their sum, or why it has none, and below them its figures."""
    entry = shown.assessed.of(id)
    nothing: Line = (
        "",
        _("Nothing is to be done today: nothing is late beyond grace by more than a trifle, and nothing happened."),
        "muted",
    )
    return (
        (figures.safe(entry.account.customer.name), "", "heading"),
        *(why(shown, id) or (nothing,)),
        ("", "", ""),
        (_("Figures"), "", "heading"),
        *explained_lines(explained_buyer(shown, id)),
    )
