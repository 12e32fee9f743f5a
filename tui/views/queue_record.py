"""What scripts read of the queue: today's work in its order, and who is left alone."""

from typing import Any

from credit.worklist import Task
from tui.views.filtering import asked, holds
from tui.views.proposals import waiting_records
from tui.views.records import NONE_SAVED, Saved, clock_records, held_record, reason_records, timed_step
from tui.views.sharing import holder_record
from tui.views.snapshot import Snapshot, looked_at

__all__ = ["queue_record"]

Record = dict[str, Any]


def queue_record(
    shown: Snapshot,
    top: int | None = None,
    lane: str = "",
    only_held: bool = False,
    words: str = "",
    saved: Saved = NONE_SAVED,
) -> Record:
    """Today's work and what is held, of buyers that are asked for in `words`; `only_held` leaves the work out."""
    wanted, of = holds(asked(words, shown, saved), shown.me), shown.assessed.by_id
    tasks_asked = [(place, task) for place, task in enumerate(shown.work.tasks, 1) if wanted(of[task.customer_id])]
    ranked = [(place, task) for place, task in tasks_asked if not lane or task.lane == lane]
    tasks = [] if only_held else [_task(place, task, shown) for place, task in ranked[:top]]
    return {
        **looked_at(shown),
        "base_currency": shown.book.base,
        "items": tasks,
        "held": [
            {"customer_id": h.customer_id, "name": shown.assessed.by_id[h.customer_id].account.customer.name, **held_record(h)}
            for h in shown.work.held
            if wanted(of[h.customer_id])
        ],
        "waiting": waiting_records(shown),
        "missing": sorted({name for task in tasks for name in _absent(task)}),
        "partial": sorted({"value_per_day" for task in tasks if any(r["code"] == "waiting_in_part" for r in task["reasons"])}),
    }


def _absent(task: Record) -> set[str]:
    """What cannot be told of one row of the queue."""
    told = {"value_per_day": task["value_per_day"], "call_hours": task["next_step"].get("call_hours", "")}
    return {name for name, value in told.items() if value is None}


def _task(place: int, task: Task, shown: Snapshot) -> Record:
    entry = shown.assessed.by_id[task.customer_id]
    return {
        "rank": place,
        "lane": task.lane,
        "customer_id": task.customer_id,
        "name": entry.account.customer.name,
        "debt_class": entry.debt_class.value,
        "value_per_day": task.value_per_day,
        "reasons": reason_records(task.reasons),
        "next_step": timed_step(entry, task.step),
        "clocks": clock_records(task.clocks),
        **holder_record(entry),
        **({"pin": {"until": pin.until, "reason": pin.reason, "last": pin.last, "who": pin.who}} if (pin := entry.pin) else {}),
    }
