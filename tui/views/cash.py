"""The cash of the next weeks: what is expected, what can be counted on, and how right that was last quarter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit.aging import bucket_names
from credit.calendar import days_after
from credit.foresight.cash import WEEK, Ahead, Right, WeekCash, cash_of
from credit.money import Money
from tui.lasting import lasting
from tui.views.snapshot import Snapshot, looked_at
from tui.views.table import Align, Column, Row, Table
from wording import figures, terms
from wording.listing import listed
from wording.words import _, plural

__all__ = ["CashForeseen", "cash_foreseen", "cash_lines", "cash_record", "cash_rows", "cash_table"]

Record = dict[str, Any]


@dataclass(frozen=True)
class CashForeseen:
    """A book with its cash forecast."""

    shown: Snapshot
    weeks: list[WeekCash]
    right: Right | None
    ahead: Ahead

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
    right, ahead = found.right, found.ahead
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
        "dso": {"now": ahead.dso, "in_13_weeks": ahead.dso_ahead, "told_for_now": ahead.dso_told},
        "at_risk": {"invoices": list(ahead.risky), "told_last_quarter": ahead.told_risky, "came_true": ahead.right},
        "exposure": [
            {"currency": code, "bucket": bucket, "amount": Money(minor, code)}
            for code, ages in exposure(found.shown)
            for bucket, minor in ages
            if minor
        ],
        "missing": [*(["last_quarter"] if right is None else []), *(["dso"] if None in ahead[:3] else [])],
    }


def exposure(shown: Snapshot) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """What is owed in each currency by age, in its own minor units; what is set against nothing yet comes last, as less."""
    names = (*bucket_names(shown.book.policy.buckets), "unapplied")
    sums: dict[str, list[int]] = {}
    for entry in shown.assessed.by_id.values():
        for aging in entry.agings:
            mine = sums.setdefault(aging.currency, [0] * len(names))
            for place, minor in enumerate((*aging.minor[:-1], -aging.minor[-1])):
                mine[place] += minor
    for code in sorted(sums):
        yield code, list(zip(names, sums[code], strict=True))


def ahead_lines(found: CashForeseen) -> Iterator[tuple[str, str, str]]:
    """Days of sales outstanding, and what is at risk, each with how right it was."""
    ahead = found.ahead
    if ahead.dso is not None and ahead.dso_ahead is not None:
        told = _("{now} now, {ahead} in thirteen weeks with sales as in the last thirteen").format(
            now=figures.number(ahead.dso, 1), ahead=figures.number(ahead.dso_ahead, 1)
        )
        if ahead.dso_told is not None:
            told += _("; a quarter ago {told} was told for today").format(told=figures.number(ahead.dso_told, 1))
        yield _("DSO of 13 weeks"), told, ""
    told = plural(
        "{n} invoice is more likely than not to be paid over 30 days late",
        "{n} invoices are more likely than not to be paid over 30 days late",
        len(ahead.risky),
    )
    told = told.format(n=len(ahead.risky))
    if ahead.told_risky:
        told += _("; of {cases} of which that was told a quarter ago {right} were").format(
            cases=ahead.told_risky, right=ahead.right
        )
    yield _("Over a month late"), told, ""
    for code, ages in exposure(found.shown):
        parts = (
            _("{age} {amount}").format(age=terms.bucket(name), amount=figures.money(Money(minor, code)))
            for name, minor in ages
            if minor
        )
        yield _("Owed in {currency}").format(currency=code), listed(parts), ""


def cash_lines(found: CashForeseen) -> list[tuple[str, str, str]]:
    """How right such a forecast was last quarter."""
    right = found.right
    if right is None:
        return [*ahead_lines(found), (_("Last quarter"), _("not known: nothing was open a quarter ago"), "muted")]
    told = _(
        "{half} of {weeks} weeks brought at least what was as likely as not (half are meant), "
        "{sure} of {weeks_sure} at least what comes in four cases of five (four in five are meant)"
    )
    sums = _("{expected} expected, {came} came")
    expected, came = (figures.money(found.base(minor)) for minor in (right.expected, right.came))
    return [
        (_("Last quarter"), told.format(**right._asdict()), ""),
        (_("Expected and came"), sums.format(expected=expected, came=came), ""),
        *ahead_lines(found),
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
