"""What else is wrong with a row that is refused, so that whoever mends the file sees it once and not fault by fault."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from integrations.ledgers.columns import Columns
from integrations.ledgers.faults import BadCell
from integrations.ledgers.fields import DATES, REQUIRED

__all__ = ["further_faults"]

_AMOUNTS = ("amount", "limit", "insured_limit", "group_limit", "refund", "quantity", "unit_amount", "tax", "total")
"""Fields whose cells are numbers."""


def further_faults(columns: Columns, cells: Sequence[str], first: BadCell) -> Iterator[BadCell]:
    """Faults of single cells beside the `first` one, one a column."""
    if len(cells) < len(columns.heading):
        return
    told = {first.facts["column"]}
    for check in _checks(columns, cells):
        try:
            check()
        except BadCell as bad:
            if bad.facts["column"] not in told:
                told.add(bad.facts["column"])
                yield bad


def _checks(columns: Columns, cells: Sequence[str]) -> Iterator[Callable[[], object]]:
    needed = REQUIRED[columns.mapping.kind].split()
    for name in columns.places:
        if name in needed and name != "paid_on":
            yield partial(columns.need, name, cells)
        if name in DATES:
            yield partial(columns.day, name, cells)
        elif name in _AMOUNTS:
            yield partial(_number, columns, name, cells)
        elif name == "currency":
            yield partial(columns.currency, cells)


def _number(columns: Columns, name: str, cells: Sequence[str]) -> None:
    text = columns.text(name, cells)
    if text and not columns.mapping.amounts.number(text):
        raise BadCell("bad_amount", columns.name(name), text)
