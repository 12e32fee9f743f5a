"""Snapshots of aged balances: a row a buyer, a column a bucket of days past due, and no invoice anywhere.

Such a table is known by its headings alone: a buyer, two buckets or more, no date. Which day it speaks of stands above it, if
anywhere.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from integrations.ledgers.amounts import AmountFormat
from integrations.ledgers.currency_words import MONIES
from integrations.ledgers.dates import date_format
from integrations.ledgers.faults import SourceFault
from integrations.ledgers.fields import Kind
from integrations.ledgers.headings import called, folded
from integrations.ledgers.mapping import LedgerMapping, normal
from integrations.ledgers.profile import amount_marks, profile
from integrations.ledgers.tables import Sheet, records_of, sheet

__all__ = ["NAME", "NOT_DUE", "aged_table", "buckets_in", "told_day"]

NAME = "aged_balances"
"""The mapping such a table is read by."""
NOT_DUE = -1
"""Stands for the bucket of what is not due yet."""
_LEAST = 2
_LOOKED_AT = 200
"""Rows whose amounts tell the decimal mark."""
_EMPTY = frozenset({"-", "--", "–", "—"})
_CURRENT = re.compile(r"current|not (yet )?(over)?due|at date|within terms|future|未到期|未逾期|信用期内")
_RANGE = re.compile(r"(?<!\d)([0-9]{1,4})\s*(?:-|–|—|~|to|至|到)\s*([0-9]{1,4})(?!\d)")
_MORE = re.compile(r"(?:>|over|above|more than|超过|大于)\s*([0-9]{1,4})")
_FROM = re.compile(r"(?<!\d)([0-9]{1,4})\s*(?:days?|天|日)?\s*(?:\+|-?\s*above|and (?:over|above|more|older)|or more|以上)")
_MONTHS = re.compile(r"(?:<\s*)?([0-9]{1,2}) months?")
_MONTH = 30
_DATES = ("issued_on", "due_on", "paid_on")
_TOTALS = frozenset({"total", "totals", "total due", "total outstanding", "合计", "总计", "总额"})
_TOLD = re.compile(r"(?:as (?:of|at|on)|until|date|截至|截止|日期|时间)", re.IGNORECASE)
_DAYS = tuple(
    date_format(name) for name in ("YYYY-MM-DD", "YYYY/M/D", "YYYY.M.D", "YYYY年M月D日", "D.M.YYYY", "D MMM YYYY", "MMM D YYYY")
)
_DAY = re.compile(
    r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
    r"|[0-9]{1,2} [A-Za-z]{3,9} [0-9]{4}|[A-Za-z]{3,9} [0-9]{1,2},? [0-9]{4}"
)


def buckets_in(heading: Sequence[str]) -> dict[str, int]:
    """Headings that are buckets, each with the fewest days past due that it holds; `NOT_DUE` for what is not due."""
    found: dict[str, tuple[int, int]] = {}
    older = ""
    for name in heading:
        text = normal(name)
        if text == "older":
            older = name
        elif (days := _days(text)) is not None:
            found[name] = days
    ends = {last for _first, last in found.values()}
    youngest = {name: first + (first > 0 and first in ends and last < first) for name, (first, last) in found.items()}
    if older and found:
        youngest[older] = max(*ends, *youngest.values()) + 1
    return youngest


def _days(text: str) -> tuple[int, int] | None:
    """First and last day past due of a bucket; the last is 0 where it has no end."""
    if _CURRENT.fullmatch(text):
        return NOT_DUE, NOT_DUE
    if found := _RANGE.search(text):
        return int(found[1]), int(found[2])
    if found := _MORE.search(text):
        return int(found[1]) + 1, 0
    if found := _FROM.search(text):
        return int(found[1]), 0
    if found := _MONTHS.fullmatch(text):
        first = 0 if text.startswith("<") else int(found[1])
        return first * _MONTH + 1, (first + 1) * _MONTH
    return None


def aged_table(path: str, text: str, separator: str) -> tuple[LedgerMapping, Sheet] | None:
    """Such a table in a file, and how it is read; `None` where the file is none."""
    try:
        table = sheet(path, text, separator, lambda cells: bool(_columns(cells)))
    except SourceFault:
        return None
    columns = _columns(table.heading)
    if not columns:
        return None
    buckets = buckets_in(table.heading)
    rows = [cells for _line, cells in islice(table.rows(), _LOOKED_AT) if cells is not None]
    amounts = [
        profile([cells[at] for cells in rows if at < len(cells)]) for at, name in enumerate(table.heading) if name in buckets
    ]
    return LedgerMapping(
        NAME,
        Kind.BALANCES,
        columns,
        amounts=AmountFormat(*amount_marks(amounts)),
        dates=(date_format("YYYY-MM-DD"),),
        empty=_EMPTY,
        currencies=MONIES,
        buckets=buckets,
        amount_from=tuple(buckets),
    ), table


def _columns(heading: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The fields of such a table by heading; empty where it is none."""
    words = called(Kind.INVOICES)
    dated = {word for name in _DATES for word in words[name]}
    if len(buckets_in(heading)) < _LEAST or any(folded(name) in dated for name in heading):
        return {}
    customer = _named(heading, (*words["customer"], *called(Kind.CUSTOMERS)["name"]))
    if not customer:
        return {}
    total = next((name for name in heading if normal(name) in _TOTALS), "")
    found = {"customer": customer, "currency": _named(heading, (*words["currency"],)), "total": total}
    return {field: (name,) for field, name in found.items() if name}


def _named(heading: Sequence[str], words: Sequence[str]) -> str:
    """The heading that is the most usual of these words; empty where none is one."""
    known = [(words.index(folded(name)), name) for name in heading if folded(name) in words]
    return min(known)[1] if known else ""


def told_day(table: Sheet) -> date | None:
    """The day such a table speaks of, as a line above its heading tells it."""
    return next(_days_told(table), None)


def _days_told(table: Sheet) -> Iterator[date]:
    for _line, cells in islice(records_of(table), table.above):
        told = " ".join(cells or ())
        if _TOLD.search(told):
            for text in _DAY.findall(told):
                plain = re.sub(r"([A-Za-z]{3})[A-Za-z]*", r"\1", text).replace(",", "")
                yield from (day for form in _DAYS if (day := form.read(plain)) is not None)
