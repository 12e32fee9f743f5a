"""The figures of the process as lines of the board's page, each with what was counted."""

from collections.abc import Iterator
from decimal import Decimal

from credit.payment_record import Share
from credit.process import SHARES, Process
from documents.paper import Absent, Cell
from wording import figures
from wording.formulas import FORMULAS
from wording.words import _, plural

__all__ = ["process_facts"]


def process_facts(told: Process) -> Iterator[tuple[str, Cell]]:
    """Each figure by the name it has behind `?`; what nothing was written down of is absent."""
    months = plural("{count} month", "{count} months", told.months).format(count=told.months)
    yield _("Looked back on"), months
    for name in SHARES:
        yield _name(name), _counted(getattr(told, name))
    nothing = Absent(_("nothing was written down"))
    yield _name("dispute_cycle"), nothing if told.dispute_cycle is None else Decimal(round(told.dispute_cycle))
    yield _name("clocks_missed"), told.clocks_missed


def _name(figure: str) -> str:
    return FORMULAS[figure].spoken()[0]


def _counted(told: Share) -> Cell:
    if told.share is None:
        return Absent(_("nothing was written down"))
    return _("{share} ({count} of {of})").format(share=figures.percent(told.share * 100), count=told.count, of=told.of)
