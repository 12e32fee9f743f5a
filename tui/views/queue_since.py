"""What changed in the queue since an earlier day: counts for the line above it, a line for each buyer, records for scripts."""

from collections.abc import Iterator
from typing import Any

from credit.queue_change import Changed, Gone, Left, Moved, New
from tui.views.records import alert_record
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.listing import listed, named
from wording.reasons import alert_line
from wording.reasons import reason as reason_sentence
from wording.words import _, plural

__all__ = ["since_count", "since_lines", "since_record"]

Line = tuple[str, str, str]
Record = dict[str, Any]


def since_count(found: Changed, key: str) -> str:
    """How many are new, gone and moved, and how many alerts have ended; `key` shows who."""
    if not found:
        return _("nothing changed since {day}").format(day=figures.day(found.since))
    counts = (
        plural("{n} new", "{n} new", len(found.new)).format(n=len(found.new)),
        plural("{n} gone", "{n} gone", len(found.gone)).format(n=len(found.gone)),
        plural("{n} moved", "{n} moved", len(found.moved)).format(n=len(found.moved)),
        *((plural("{n} alert ended", "{n} alerts ended", len(found.ended)).format(n=len(found.ended)),) if found.ended else ()),
    )
    return _("since {day} ({key}): {counts}").format(day=figures.day(found.since), counts=listed(counts), key=key)


def since_lines(found: Changed, shown: Snapshot) -> Iterator[Line]:
    """Everybody who is new, gone or moved, each with why, and whose alerts have ended."""
    yield _("Since"), figures.day(found.since), "heading"
    for title, lines in (
        (_("New"), [(_name(new.task.customer_id, shown), _new(new), "") for new in found.new]),
        (_("Gone"), [(_name(gone.customer_id, shown), _gone(gone), "muted") for gone in found.gone]),
        (_("Moved"), [(_name(moved.task.customer_id, shown), _moved(moved), "") for moved in found.moved]),
    ):
        yield title, str(len(lines)) if lines else _("nobody"), "heading"
        yield from lines
    yield _("Ended"), str(len(found.ended)) if found.ended else _("no alert"), "heading"
    for alert in found.ended:
        yield _name(alert.customer_id, shown), alert_line(alert), "muted"


def _name(id: str, shown: Snapshot) -> str:
    entry = shown.assessed.by_id.get(id)
    return figures.safe(entry.account.customer.name if entry is not None else id)


def _new(new: New) -> str:
    """Its place, what it was held for, and the first reason it stands there."""
    parts = [_place(terms.lane(new.task.lane), new.rank)]
    if new.held:
        parts.append(_("was held: {why}").format(why=terms.held_reason(new.held)))
    why = reason_sentence(new.task.reasons[0]) if new.task.reasons else ""
    return named(listed(parts), why) if why else listed(parts)


def _gone(gone: Gone) -> str:
    told = LEFT[gone.why]()
    if gone.held is not None:
        told = _("held: {why}").format(why=terms.held_reason(gone.held.reason))
        if gone.held.until is not None:
            told = _("{what} until {day}").format(what=told, day=figures.day(gone.held.until))
    return listed((told, _("was {place}").format(place=_stood(gone))))


def _moved(moved: Moved) -> str:
    return _("{now}, was {then}").format(now=_place(terms.lane(moved.task.lane), moved.rank), then=_stood(moved))


def _stood(found: Gone | Moved) -> str:
    stood = found.stood
    return _place(terms.lane(stood.lane) if stood.lane is not None else "", stood.rank)


def _place(lane: str, rank: int) -> str:
    return _("{lane} {rank}").format(lane=lane, rank=rank)


LEFT = {
    Left.HELD: lambda: _("held"),
    Left.PAID: lambda: _("paid"),
    Left.OWES_LESS: lambda: _("owes less, though no money came"),
    Left.SEEN_TO: lambda: _("seen to"),
    Left.FORGOTTEN: lambda: _("not in the book any more"),
}
"""Why a buyer stands in the queue no more, as people call it."""


def since_record(found: Changed, shown: Snapshot) -> Record:
    """The same for scripts; who is held now is told with the reason and the day of return."""

    def buyer(id: str) -> Record:
        entry = shown.assessed.by_id.get(id)
        return {"customer_id": id, "name": entry.account.customer.name if entry is not None else None}

    return {
        "since": found.since,
        "new": [
            {**buyer(new.task.customer_id), "lane": new.task.lane, "rank": new.rank, "was_held": new.held or None}
            for new in found.new
        ],
        "gone": [
            {
                **buyer(gone.customer_id),
                "lane_before": gone.stood.lane,
                "rank_before": gone.stood.rank,
                "why": gone.why,
                "held": gone.held.reason if gone.held is not None else None,
                "until": gone.held.until if gone.held is not None else None,
            }
            for gone in found.gone
        ],
        "moved": [
            {
                **buyer(moved.task.customer_id),
                "lane_before": moved.stood.lane,
                "rank_before": moved.stood.rank,
                "lane": moved.task.lane,
                "rank": moved.rank,
            }
            for moved in found.moved
        ],
        "ended": [alert_record(alert) for alert in found.ended],
    }
