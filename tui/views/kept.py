"""What the portfolio keeps from one snapshot to the next, so that a change costs what it touched."""

from dataclasses import dataclass, field

from credit.alerts import Alert
from tui.views.house import house
from tui.views.portfolio import first_rows, inbox, portfolio
from tui.views.ranked import Ranked
from tui.views.snapshot import RowMemory, Snapshot
from tui.views.tally import Tally

__all__ = ["FIRST_ROWS", "RINGING", "Kept", "begun", "prepared"]

FIRST_ROWS = 100
"""Rows that stand before every buyer was judged: more than any screen has lines."""
RINGING = 3
"""Alerts shown above the grid."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows, sums and alerts as they were last made; each follows the book by itself."""

    rows: RowMemory = field(default_factory=RowMemory)
    tally: Tally = field(default_factory=Tally)
    ringing: Ranked[Alert] = field(default_factory=Ranked[Alert])


def begun(shown: Snapshot) -> None:
    """Work out what the first screen shows of a book that was just opened: the one who shows it has only to read it."""
    house(shown)
    first_rows(shown, FIRST_ROWS)


def prepared(shown: Snapshot) -> Kept:
    """Everything the portfolio shows of a snapshot, made already: the one who shows it has little left to do."""
    kept = Kept()
    house(shown, kept.tally)
    inbox(shown, RINGING, kept.ringing)
    portfolio(shown, kept.rows)
    return kept
