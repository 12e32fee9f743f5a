"""A replay as a table and a record: each order with its figures, and the alerts as they would have rung."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from credit.replay.measures import TOP, Score
from credit.replay.orders import BASELINES
from credit.replay.walk import QUEUE, RANDOM, Replay
from tui.views.table import Align, Column, Row, Table
from wording import figures
from wording.words import _, plural

__all__ = ["replay_lines", "replay_record", "replay_table"]

Record = dict[str, Any]
ORDERS = (QUEUE, *BASELINES, RANDOM)
FIGURES = {
    "capture": f"capture_at_{TOP}",
    "cash": f"cash_at_{TOP}",
    "regret": "regret",
    "stability": "stability",
    "precision": f"precision_at_{TOP}",
    "ndcg": f"ndcg_at_{TOP}",
}


def replay_record(found: Replay, other: Replay | None, days: Sequence[date]) -> Record:
    """The replay for scripts; of the other policy what differs is its queue and its alerts."""
    queue = _score(found.mean(QUEUE))
    record: Record = {
        "from": days[0],
        "to": days[-1],
        "days": len(days),
        "alerts": list(_alerts(found)),
        "queue": queue,
        "baselines": {name: _score(found.mean(name)) for name in (*BASELINES, RANDOM)},
        "against": None if other is None else {"alerts": list(_alerts(other)), "queue": _score(other.mean(QUEUE))},
    }
    gone = [name for name, value in queue.items() if value is None]
    return {**record, "missing": [*gone, *(["against"] if other is None else [])]}


def _alerts(found: Replay) -> Iterator[Record]:
    for alert in sorted(found.alerts.values(), key=lambda alert: (alert.learnt_on, alert.id)):
        yield {
            "customer_id": alert.customer_id,
            "kind": alert.kind.value,
            "severity": alert.severity.value,
            "on": alert.on,
            "rings_on": alert.learnt_on,
        }


def _score(score: Score) -> Record:
    return {key: _figure(getattr(score, name)) for name, key in FIGURES.items()}


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:.4f}"


def replay_lines(found: Replay, other: Replay | None, days: Sequence[date]) -> list[tuple[str, str, str]]:
    """What was walked, and how many alerts rang on the way."""
    walked = plural("{n} day from {first} to {last}", "{n} days from {first} to {last}", len(days))
    told = plural("{n} alert", "{n} alerts", len(found.alerts)).format(n=len(found.alerts))
    lines = [
        (_("Looked at"), walked.format(n=len(days), first=days[0], last=days[-1]), ""),
        (_("Rang"), told, ""),
    ]
    held, lost, before, rows = (sum(column) for column in zip(*found.behind, strict=True)) if found.behind else (0, 0, 0, 0)
    if held or before:
        why = _(
            "{held} of the money that went late was owed by buyers that were held or had no work on the day and stand last; "
            "{before} of the first {top} rows were clocks and events, which stand before value"
        )
        shares = {"held": _percent(held, lost), "before": _percent(before, rows)}
        lines.append((_("Why the queue has less"), why.format(top=TOP, **shares), ""))
    if other is not None:
        only, gone = len(other.alerts.keys() - found.alerts.keys()), len(found.alerts.keys() - other.alerts.keys())
        lines.append((_("By the other policy"), _("{more} others rang, {less} did not").format(more=only, less=gone), ""))
    return lines


def replay_table(found: Replay, other: Replay | None) -> Table:
    """The orders for people, in percent of what was at stake."""
    columns = (
        Column("order", _("Order"), 24, grows=True),
        Column("capture", _("Late money in the first {top}").format(top=TOP), 28, Align.RIGHT),
        Column("cash", _("Cash of 30 days"), 16, Align.RIGHT),
        Column("regret", _("Best order has more"), 20, Align.RIGHT),
        Column("stability", _("Stable"), 10, Align.RIGHT),
    )
    names = _names()
    rows = [_row(name, names[name], found.mean(name)) for name in ORDERS]
    if other is not None:
        rows.insert(1, _row("against", _("the queue by the other policy"), other.mean(QUEUE)))
    return Table(columns, tuple(rows), "")


def _names() -> Mapping[str, str]:
    return {
        QUEUE: _("the queue"),
        "largest_first": _("largest first"),
        "oldest_first": _("oldest first"),
        "sap_points": _("points, as SAP counts"),
        RANDOM: _("at random"),
    }


def _row(key: str, name: str, score: Score) -> Row:
    shares = (
        figures.percent(None if value is None else _hundredths(value)) for value in (score.capture, score.cash, score.regret)
    )
    stable = "–" if score.stability is None else f"{score.stability:.2f}"
    return Row(key, (name, *shares, stable))


def _hundredths(share: float) -> Decimal:
    return Decimal(round(share * 100))


def _percent(part: int, whole: int) -> str:
    return figures.percent(Decimal(100 * part) / whole if whole else None)
