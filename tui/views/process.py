"""The figures of the process as a record for scripts, and where each comes from for `?`."""

from collections.abc import Iterator
from typing import Any

from credit.payment_record import Share
from credit.process import SHARES, Process, missed_clocks, process
from credit.reason import DESK
from tui.views.explanation import Explained, percent
from tui.views.snapshot import Snapshot

__all__ = ["explained_process", "house_process", "process_record"]


def house_process(shown: Snapshot) -> Process:
    """The figures of the whole house."""
    return process(shown.assessed.by_id.values(), shown.on, shown.book.policy.turnover.months)


def process_record(found: Process) -> dict[str, Any]:
    """Each share in percent, `None` of nothing, and below `counted` what it is made of."""
    shares: dict[str, Share] = {name: getattr(found, name) for name in SHARES}
    return {
        "months": found.months,
        **{name: percent(told.share) for name, told in shares.items()},
        "dispute_cycle": found.dispute_cycle,
        "clocks_missed": found.clocks_missed,
        "counted": {
            **{name: {"count": told.count, "of": told.of} for name, told in shares.items()},
            "dispute_cycle": {"days": found.dispute_days, "of": found.disputes_closed},
        },
    }


def explained_process(shown: Snapshot) -> Iterator[Explained]:
    """Each figure of the process with what was counted."""
    found = house_process(shown)
    months = ("months", found.months)
    for name in SHARES:
        told: Share = getattr(found, name)
        yield Explained(name, percent(told.share), (("count", told.count), ("of", told.of), months), shown.on, DESK)
    disputes = (("count", found.disputes_closed), ("days", found.dispute_days), months)
    yield Explained("dispute_cycle", found.dispute_cycle, disputes, shown.on, DESK)
    missed = ((entry.id, missed_clocks(entry)) for entry in shown.assessed.by_id.values())
    yield Explained("clocks_missed", found.clocks_missed, tuple(each for each in missed if each[1]), shown.on)
