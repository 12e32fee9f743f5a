"""What the first screens show of a whole book, as it can be kept: so that a large one can be looked at while it is read.

Figures of the house, what rings, and the rows that stand first in the portfolio and in the queue: finished text of one language,
with the day it was of. Nothing can be done with it; the book takes its place as soon as it is read.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from tui.views.house import house
from tui.views.kept import FIRST_ROWS, RINGING, Kept
from tui.views.portfolio import aging_line, by_currency, first_rows, headline, inbox
from tui.views.queue import queue
from tui.views.snapshot import RowMemory, Snapshot
from tui.views.table import Align, Column, Row, Table
from wording import figures
from wording.words import _, plural

__all__ = ["LARGE", "FirstPage", "first_page", "kept_told", "read_page"]

LARGE = 2000
"""Buyers from which a page is kept: a smaller book is read before anybody has looked at one."""
Line = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first screens as they were shown."""

    on: date
    """The day that was looked at."""
    policy: str
    """Version of the policy they were made by, and the currency of their figures."""
    base: str
    figures: tuple[Line, ...]
    portfolio: Table
    queue: Table
    names: tuple[str, ...]
    """Whose names stand on it, for who hides them."""
    behind: int = field(default=0, compare=False)
    """Commits that were made since."""

    def told(self) -> dict[str, Any]:
        """As it is kept."""
        tables = {"portfolio": _told(self.portfolio), "queue": _told(self.queue)}
        whose = {"on": self.on.isoformat(), "policy": self.policy, "base": self.base}
        return {**whose, "figures": self.figures, **tables, "names": self.names}


def first_page(shown: Snapshot, kept: Kept) -> FirstPage:
    """The page of a snapshot in which every buyer is judged; `kept` is what was made for the page before."""
    totals = house(shown, kept.tally)
    rings = tuple((sign or "-", text, tone) for sign, text, tone in inbox(shown, RINGING, kept.ringing))
    portfolio, work = first_rows(shown, FIRST_ROWS), queue(shown, RowMemory(), most=FIRST_ROWS)
    ringing = {alert.customer_id for alert in kept.ringing.first(RINGING)}
    buyers = {row.key for table in (portfolio, work) for row in table} | ringing
    names = sorted({name for id in buyers for name in _names(shown, id)})
    figures = (*headline(totals), *rings, *aging_line(totals), *by_currency(totals))
    return FirstPage(shown.on, shown.book.policy.version, shown.book.base, figures, portfolio, work, tuple(names))


def read_page(told: Mapping[str, Any], behind: int) -> FirstPage | None:
    """A page that was kept so many commits ago; `None` where it is not what is kept here."""
    try:
        return FirstPage(
            date.fromisoformat(told["on"]),
            str(told["policy"]),
            str(told["base"]),
            tuple((str(label), str(text), str(tone)) for label, text, tone in told["figures"]),
            _table(told["portfolio"]),
            _table(told["queue"]),
            tuple(map(str, told["names"])),
            behind,
        )
    except (KeyError, TypeError, ValueError):
        return None


def kept_told(page: FirstPage) -> str:
    """What is said of a page that stands in the place of a book."""
    day = figures.day(page.on)
    if not page.behind:
        return _("The book is being read ... This is what it showed on {day}.").format(day=day)
    told = plural(
        "The book is being read ... This is what it showed on {day}, {n} change ago.",
        "The book is being read ... This is what it showed on {day}, {n} changes ago.",
        page.behind,
    )
    return told.format(day=day, n=page.behind)


def _names(shown: Snapshot, id: str) -> tuple[str, ...]:
    buyer = shown.assessed.of(id).account.customer
    return (buyer.id, buyer.name, buyer.name_local)


def _told(table: Table) -> dict[str, Any]:
    """A table without what only its filter looks in."""
    rows = [[row.key, row.cells, row.tone] for row in table]
    return {"columns": [asdict(column) for column in table.columns], "rows": rows, "empty": table.empty}


def _table(told: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**{**each, "align": Align(each["align"])}) for each in told["columns"])
    rows = tuple(Row(str(key), tuple(map(str, cells)), str(tone)) for key, cells, tone in told["rows"])
    if any(len(row.cells) != len(columns) for row in rows):
        raise ValueError
    return Table(columns, rows, str(told["empty"]))
