"""The forecast of every open invoice: when it will be paid, how likely late, its place in a queue, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from credit.assessment import Assessment
from credit.foresight.forecast import Forecast, day_of, forecast_buyer, foretold
from credit.foresight.learning import OWN_FROM
from credit.foresight.learnt import Learnt
from credit.foresight.outlook import Outlook
from credit.foresight.promised import kept, words
from credit.foresight.reading import buyer_of
from credit.foresight.reasons import Moved, Weighed
from tui.lasting import lasting
from tui.views.snapshot import Snapshot, looked_at
from tui.views.table import Align, Column, Row, Table
from wording import figures
from wording.reasons import reason as reason_sentence
from wording.words import _, plural

__all__ = [
    "Foreseen", "buyer_forecast_lines", "buyer_forecast_record", "chance", "forecast_lines", "forecast_record", "forecast_rows",
    "forecast_table", "foreseen", "soonest", "weighed",
]  # fmt: skip

Record = dict[str, Any]

NEXT = 10
"""Open invoices of a buyer that its page tells of."""


@dataclass(frozen=True)
class Foreseen:
    """A book with its forecast."""

    shown: Snapshot
    learnt: Learnt
    forecasts: list[Forecast]


def foreseen(shown: Snapshot) -> Foreseen:
    """The forecast of everything that is open in the book that is shown."""
    with lasting():
        return Foreseen(shown, *foretold(shown.assessed))


def forecast_rows(found: Foreseen) -> Iterator[Record]:
    """One flat row an open invoice, as spreadsheets and scripts read it; the value is in the base currency."""
    for one in found.forecasts:
        value = one.rank_value
        yield {"invoice": one.item.invoice.id, **_expected(one.outlook), "rank_value": value.amount if value else None}


def _expected(look: Outlook) -> Record:
    return {
        "p_late": chance(look.late),
        "p_late_30": chance(look.late_month),
        "expected_paid": day_of(look.paid),
        "low": day_of(look.low),
        "high": day_of(look.high),
    }


def chance(share: float) -> str:
    """A chance as scripts read it, to four digits."""
    return f"{share:.4f}"


def forecast_record(found: Foreseen) -> Record:
    """The forecast for scripts: each item with the facts that moved it most, and how right such forecasts were."""
    tried, seen = found.learnt.tried, dict[str, Weighed]()
    items = []
    for one in found.forecasts:
        entry = found.shown.assessed.of(one.customer_id)
        if entry.id not in seen:
            seen[entry.id] = weighed(entry, found.learnt)
        items.append({"customer_id": entry.id, "name": entry.account.customer.name, **_item(one, seen[entry.id])})
    return {
        **looked_at(found.shown),
        "learnt": {
            "invoices": found.learnt.rows,
            "own_from": OWN_FROM,
            "blend": found.learnt.blend,
            "tried": tried.cases,
            "inside": tried.inside,
            "days_apart": _mean(tried.days_apart, tried.settled),
        },
        "items": items,
        "missing": [name for name, gone in _missing(found) if gone],
    }


def weighed(entry: Assessment, learnt: Learnt) -> Weighed:
    """What moved the forecasts of one buyer, to be asked invoice by invoice."""
    return Weighed(buyer_of(entry), learnt, words(entry), kept(entry))


def _item(one: Forecast, mine: Weighed) -> Record:
    invoice = one.item.invoice
    moved = mine.most(mine.items[invoice.id])
    return {
        "invoice": invoice.id,
        "due": invoice.due_on,
        "open": one.item.open,
        **_expected(one.outlook),
        "rank_value": one.rank_value,
        "reasons": [_reason(each) for each in moved],
    }


def buyer_forecast_record(shown: Snapshot, entry: Assessment) -> list[Record]:
    """The forecast of one buyer's open invoices, the soonest expected first."""
    mine = weighed(entry, shown.learnt)
    return [_item(one, mine) for one in soonest(forecast_buyer(entry, shown.learnt))]


def buyer_forecast_lines(shown: Snapshot, entry: Assessment) -> list[tuple[str, str, str]]:
    """When the next open invoices of a buyer are expected, how likely each is late, and what moved that most.

    What moved one is found by telling it anew without each fact in turn, over the buyer's whole record: of the first few alone.
    """
    mine, lines = weighed(entry, shown.learnt), list[tuple[str, str, str]]()
    found = soonest(forecast_buyer(entry, shown.learnt))
    for one in found[:NEXT]:
        look = one.outlook
        days = {name: figures.day(day_of(day)) for name, day in (("low", look.low), ("high", look.high))}
        shares = {"late": _share(look.late), "month": _share(look.late_month)}
        told = _("{invoice} expected, four in five from {low} to {high}; late {late}, over 30 days {month}")
        told = told.format(invoice=figures.safe(one.item.invoice.id), **days, **shares)
        lines.append((figures.day(day_of(look.paid)), told, "warning" if look.late_month > 0.5 else ""))
        moved = mine.most(mine.items[one.item.invoice.id])[:1]
        lines += [("-", reason_sentence(each.reason), "") for each in moved]
    if len(found) > NEXT:
        lines.append(("", _("and {n} more; dunnage forecast lists all").format(n=len(found) - NEXT), "muted"))
    return lines


def soonest(found: Sequence[Forecast]) -> list[Forecast]:
    """The forecasts of one buyer, the soonest expected first."""
    return sorted(found, key=lambda one: (one.outlook.paid, one.item.invoice.id))


def _share(chance: float) -> str:
    return figures.percent(Decimal(round(100 * chance)))


def _missing(found: Foreseen) -> Iterator[tuple[str, bool]]:
    yield "rank_value", any(one.rank_value is None for one in found.forecasts)
    yield "days_apart", not found.learnt.tried.settled


def _mean(whole: int, count: int) -> str | None:
    return f"{whole / count:.1f}" if count else None


def _reason(moved: Moved) -> Record:
    why = moved.reason
    return {"code": why.code, "text": reason_sentence(why), "facts": dict(why.facts), "without": _expected(moved.without)}


def forecast_lines(found: Foreseen) -> list[tuple[str, str, str]]:
    """What the forecast stands on, and how right it was on this book."""
    learnt, tried = found.learnt, found.learnt.tried
    stands = plural("{n} invoice of known lateness", "{n} invoices of known lateness", learnt.rows).format(n=learnt.rows)
    lines = [(_("Learnt from"), stands, ""), (_("Begun with"), _begun(learnt.rows), "")]
    if tried.cases:
        right = _("of {cases} open invoices of the last three months {percent} % were paid within the days told (80 % are meant)")
        told = right.format(cases=tried.cases, percent=round(100 * tried.inside / tried.cases))
        lines.append((_("How right"), told, ""))
    else:
        lines.append((_("How right"), _("not known yet: the book is too young to be tried on itself"), "muted"))
    return lines


def _begun(rows: int) -> str:
    """What a new book stands on, and from where on its own invoices count for more."""
    if rows <= OWN_FROM:
        told = _("what five other books taught, firmly; from {n} invoices of known lateness on it gives way to this book's own")
    else:
        told = _("what five other books taught; since {n} invoices of known lateness it gives way to this book's own")
    return told.format(n=OWN_FROM)


def forecast_table(found: Foreseen) -> Table:
    """The forecast for people."""
    columns = (
        Column("customer", _("Customer"), 20, grows=True),
        Column("number", _("Invoice"), 12),
        Column("due", _("Due"), 10),
        Column("open", _("Open"), 16, Align.RIGHT),
        Column("expected", _("Paid on"), 10),
        Column("low", _("From"), 10, priority=2),
        Column("high", _("To"), 10, priority=2),
        Column("late", _("Late"), 5, Align.RIGHT),
        Column("late_month", _("> 30 d"), 6, Align.RIGHT, priority=1),
    )
    return Table(columns, tuple(_row(one, found.shown) for one in found.forecasts), _("Nothing is open."))


def _row(one: Forecast, shown: Snapshot) -> Row:
    name, invoice, look = shown.assessed.of(one.customer_id).account.customer.name, one.item.invoice, one.outlook
    days = (figures.day(day_of(day)) for day in (look.paid, look.low, look.high))
    cells = (
        figures.safe(name),
        figures.safe(invoice.id),
        figures.day(invoice.due_on),
        figures.money(one.item.open),
        *days,
        _share(look.late),
        _share(look.late_month),
    )
    return Row(f"{one.customer_id}:{invoice.id}", cells, "warning" if look.late_month > 0.5 else "")
