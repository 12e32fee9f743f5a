"""The orders that are compared: the queue, and what others work by. Each is made from one day's knowledge alone."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.promises import PromiseState
from credit.replay.measures import TOP
from credit.replay.outcome import Stake
from credit.worklist import Lane, Worklist

__all__ = ["BASELINES", "Behind", "behind", "by_queue", "owing"]

POINTS = 6
"""Of each rule that fires: five rules of six points, as in SAP's worked sample (TRADE.md 1.1)."""
OLD, SILENT = 30, 10
"""Days overdue, and days without a contact that reached the buyer, from which two of the rules fire."""


def owing(assessed: Assessed) -> list[Assessment]:
    """The buyers that owe something overdue with an amount in base, by number: all orders are orders of them."""
    return [entry for _, entry in sorted(assessed.by_id.items()) if entry.ledger.overdue and _overdue(entry)]


def _overdue(entry: Assessment) -> int:
    return entry.overdue_in_base or 0


def by_queue(work: Worklist, candidates: Sequence[Assessment]) -> list[str]:
    """The rows of today's work; who is held or has no row comes last, the largest amount first."""
    places = {task.customer_id: place for place, task in enumerate(work.tasks)}
    last = len(places)
    ordered = sorted(candidates, key=lambda entry: (places.get(entry.id, last), -_overdue(entry), entry.id))
    return [entry.id for entry in ordered]


class Behind(NamedTuple):
    """What a queue does on purpose that catches less late money: clocks and events first, and who is held last."""

    held: int
    """Money that went more than ninety days late and was owed by buyers that were held or had no work, in base minor units ..."""
    gone: int
    """... of all such money."""
    before: int
    """Of the first rows those of clocks and events ..."""
    rows: int
    """... and how many first rows there were."""


def behind(work: Worklist, stakes: Mapping[str, Stake], order: Sequence[str]) -> Behind:
    """The same of one day."""
    lanes = {task.customer_id: task.lane for task in work.tasks}
    held = sum([stake.gone for id, stake in stakes.items() if id not in lanes])
    first = [lanes[id] for id in order[:TOP] if id in lanes]
    return Behind(held, sum([stake.gone for stake in stakes.values()]), sum(lane is not Lane.VALUE for lane in first), len(first))


def _largest_first(candidates: Sequence[Assessment]) -> list[str]:
    return [entry.id for entry in sorted(candidates, key=lambda entry: (-_overdue(entry), entry.id))]


def _oldest_first(candidates: Sequence[Assessment]) -> list[str]:
    return [entry.id for entry in sorted(candidates, key=lambda entry: (-entry.worst_dpd, entry.id))]


def _sap_points(candidates: Sequence[Assessment]) -> list[str]:
    """By points; points are no money, so many tie, and a tie stands by number."""
    amounts = sorted(map(_overdue, candidates))
    usual = amounts[len(amounts) // 2] if amounts else 0
    return [entry.id for entry in sorted(candidates, key=lambda entry: (-_points(entry, usual), entry.id))]


def _points(entry: Assessment, usual: int) -> int:
    spoken = any(contact.outcome.reached and (entry.on - contact.on).days <= SILENT for contact in entry.delivered)
    rules = (
        bool(entry.ledger.late),
        entry.worst_dpd > OLD,
        _overdue(entry) > usual,
        not spoken,
        any(promise.state is PromiseState.BROKEN for promise in entry.promises),
    )
    return POINTS * sum(rules)


BASELINES: Mapping[str, Callable[[Sequence[Assessment]], list[str]]] = {
    "largest_first": _largest_first, "oldest_first": _oldest_first, "sap_points": _sap_points,
}  # fmt: skip
"""What a house works by without a queue; the random order is reckoned, not drawn."""
