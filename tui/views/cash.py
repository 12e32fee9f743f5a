"""The cash of the next weeks: what is expected, what can be counted on, and how right that was last quarter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit.calendar import days_after
from credit.foresight.cash import WEEK, Right, WeekCash, cash_of
from credit.money import Money
from tui.lasting import lasting
from tui.views.snapshot import Snapshot, looked_at
from tui.views.table import Align, Column, Row, Table
from wording import figures
from wording.words import _

__all__ = ["CashForeseen", "cash_foreseen", "cash_lines", "cash_record", "cash_rows", "cash_table"]

Record = dict[str, Any]


@dataclass(frozen=True)
class CashForeseen:
    """A book with its cash forecast."""

    shown: Snapshot
    weeks: list[WeekCash]
    right: Right | None

    def first(self, one: WeekCash) -> date:
        """The day a week begins."""
        return days_after(self.shown.on, 1 + one.week * WEEK)

    def last(self, one: WeekCash) -> date:
        """The day it ends."""
        return days_after(self.shown.on, (1 + one.week) * WEEK)

    def base(self, minor: int) -> Money:
        """An amount in the base currency."""
        return Money(minor, self.shown.book.base)


def cash_foreseen(shown: Snapshot) -> CashForeseen:
    """The cash forecast of the book that is shown, tried on its last quarter."""
    with lasting():
        return CashForeseen(shown, *cash_of(shown.assessed))


def _amounts(one: WeekCash) -> dict[str, Money]:
    amounts = {"expected": one.expected, "p50": one.half, "p80": one.sure}
    return {name: Money(minor, one.currency) for name, minor in amounts.items()}


def cash_rows(found: CashForeseen) -> Iterator[Record]:
    """One flat row a week and currency."""
    for one in found.weeks:
        amounts = {name: money.amount for name, money in _amounts(one).items()}
        yield {"from": found.first(one), "to": found.last(one), "currency": one.currency, **amounts}


def cash_record(found: CashForeseen) -> Record:
    """The cash forecast for scripts."""
    right = found.right
    return {
        **looked_at(found.shown),
        "weeks": [
            {"from": found.first(one), "to": found.last(one), "currency": one.currency, **_amounts(one)} for one in found.weeks
        ],
        "last_quarter": None
        if right is None
        else {
            "weeks": right.weeks,
            "reached_p50": right.half,
            "weeks_p80": right.weeks_sure,
            "reached_p80": right.sure,
            "expected": found.base(right.expected),
            "came": found.base(right.came),
        },
        "missing": ["last_quarter"] if right is None else [],
    }


def cash_lines(found: CashForeseen) -> list[tuple[str, str, str]]:
    """How right such a forecast was last quarter."""
    right = found.right
    if right is None:
        return [(_("Last quarter"), _("not known: nothing was open a quarter ago"), "muted")]
    told = _(
        "{half} of {weeks} weeks brought at least what was as likely as not (half are meant), "
        "{sure} of {weeks_sure} at least what comes in four cases of five (four in five are meant)"
    )
    sums = _("{expected} expected, {came} came")
    expected, came = (figures.money(found.base(minor)) for minor in (right.expected, right.came))
    return [
        (_("Last quarter"), told.format(**right._asdict()), ""),
        (_("Expected and came"), sums.format(expected=expected, came=came), ""),
    ]


def cash_table(found: CashForeseen) -> Table:
    """The weeks for people."""
    columns = (
        Column("from", _("Week from"), 10),
        Column("expected", _("Expected"), 20, Align.RIGHT),
        Column("half", _("As likely as not"), 20, Align.RIGHT),
        Column("sure", _("In four of five"), 20, Align.RIGHT),
    )
    rows = (
        Row(
            f"{one.week}:{one.currency}",
            (figures.day(found.first(one)), *(figures.money(money) for money in _amounts(one).values())),
        )
        for one in found.weeks
    )
    return Table(columns, tuple(rows), _("Nothing is expected."))
