"""Whether the key of this machine is the one the ledger's calls were marked with.

The ledger knows a buyer by a mark. With another key every mark is another one: what was ordered, charged or is in doubt would be
recognised no more, and all of it bought again. So the ledger says which key it goes by, and while that key is damaged, missing or
another one, nothing is sent that may be charged: until the file is put back, or a person says to begin anew.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from integrations.endings import Reason
from integrations.keeping.marks import Marks, kept_marks, key_file, marks_at
from integrations.keeping.spending import Spending

__all__ = ["Keyed", "begin_anew", "keyed"]


@dataclass(frozen=True, slots=True)
class Keyed:
    """The marks to go by."""

    marks: Marks
    """Of a key of the moment where the kept one cannot be gone by."""
    folder: Path | None
    """Where answers are kept; `None` where nothing outlives the program."""
    unfit: Reason | None = None
    """Why nothing may be sent that may be charged."""


def keyed(folder: Path | None, spending: Spending) -> Keyed:
    """The marks of the key in `folder`, made there where neither a key nor a call is."""
    moment = Keyed(marks_at(None), None, None if folder is None else Reason.SPENDING_UNWRITTEN)
    if folder is None:
        return moment
    lost = Keyed(moment.marks, None, Reason.KEY_LOST)
    try:
        goes_by, started = spending.key, bool(spending.entries())
    except OSError:
        return moment
    try:
        marks = kept_marks(folder) if started else marks_at(folder)
    except OSError:
        return lost if started else moment
    return lost if marks is None or goes_by not in ("", marks.own) else Keyed(marks, folder)


def begin_anew(folder: Path, spending: Spending, now: datetime) -> None:
    """Let the ledger go by the key that is there, or by a new one where none can be used; what stood there is kept beside it.

    Raises `OSError` and `SpendingUnwritten`.
    """
    try:
        marks = kept_marks(folder)
    except OSError:
        marks = None
    if marks is None:
        with suppress(FileNotFoundError):
            key_file(folder).rename(folder / f"local.key.{now:%Y%m%d%H%M%S}")
        marks = marks_at(folder)
    spending.go_by(marks.own)
