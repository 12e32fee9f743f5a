"""How often foresight was right: figures of one ledger or one pair, each prediction from what was known at its moment."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.foresight.sets import ROLL, Ledger, Pack, as_buyers
from credit.foresight.features import features, standing
from credit.foresight.item import NEVER, Item
from credit.foresight.learning import as_known, learn, record_of
from credit.foresight.learnt import Learnt
from credit.foresight.outlook import Outlook
from credit.foresight.pace import pace, sigmoid
from credit.foresight.record import ISSUED, Record, turns

__all__ = ["Figures", "auc", "judged", "judged_pack"]

SPLIT = 0.7
"""Share of the invoices, by issue, that come before the day on which the rest is foretold."""
Figures = Mapping[str, float | None]
"""By name; `None` where a set has no case of it."""


class Told(NamedTuple):
    """An open invoice of a pair, what was expected of it, and when it was paid."""

    item: Item
    look: Outlook
    paid: int
    worth: float


def auc(outcomes: Sequence[bool], scores: Sequence[float]) -> float | None:
    """Chance that of a late and a punctual invoice the late one has the higher score; ties count half (Mann-Whitney)."""
    late = sum(outcomes)
    if late in (0, len(outcomes)):
        return None
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks, place = 0.0, 0
    while place < len(order):
        end = place
        while end < len(order) and scores[order[end]] == scores[order[place]]:
            end += 1
        ranks += (place + end + 1) / 2 * sum(outcomes[order[tied]] for tied in range(place, end))
        place = end
    return (ranks - late * (late + 1) / 2) / (late * (len(outcomes) - late))


def judged(found: Ledger) -> Figures:
    """P(late) at issue of the last part of a ledger: coefficients learnt before it, the record as known on the day of issue."""
    items = found.items
    day = items[int(len(items) * SPLIT)].issued
    learnt = learn(as_buyers(found.buyers), day)
    scores, shares, outcomes = _at_issue(found, learnt, day)
    return {
        "cases": len(outcomes),
        "auc": auc(outcomes, scores),
        "auc_share": auc(outcomes, shares),
        "brier": _mean([(score - late) ** 2 for score, late in zip(scores, outcomes, strict=True)]),
        "mean_apart": _mean(scores) - _mean(outcomes),
    }


def _at_issue(found: Ledger, learnt: Learnt, day: int) -> tuple[list[float], list[float], list[bool]]:
    told = [turns(sorted(items, key=lambda item: item.issued)) for items in found.buyers.values()]
    book = pace(told, NEVER)  # of each day it tells what was known on it
    scores, shares, outcomes = [], [], []
    for turned in told:
        record = Record()
        for turn in turned:
            record.take(turn)
            on, what, _, item = turn
            if what == ISSUED and on >= day:
                stands = standing(record, book, on)
                scores.append(learnt.chance(features(stands, item)))
                shares.append(sigmoid(stands.rows[item.off][1]))
                outcomes.append(item.late)
    return scores, shares, outcomes


def judged_pack(found: Pack) -> Figures:
    """What was foretold of the items open on the day of a pair."""
    learnt = learn(as_buyers(found.buyers), found.on)
    told = [each for items in found.buyers.values() for each in _told(items, learnt, found)]
    undue = [each for each in told if each.item.due > found.on]
    late = [each.paid > each.item.due for each in undue]
    young = [each for each in told if each.item.due + 30 > found.on]
    monthly = [each.paid > each.item.due + 30 for each in young]
    remaining = [each.item.minor * max(each.paid - max(each.item.due, found.on), 0) for each in told]
    amounts = [float(each.item.minor) for each in told]
    return {
        "cases": len(told),
        "auc": auc(late, [each.look.late for each in undue]),
        "brier": _mean([(each.look.late - was) ** 2 for each, was in zip(undue, late, strict=True)]),
        "mean_apart": _mean([each.look.late for each in undue]) - _mean(late),
        "auc_30": auc(monthly, [each.look.late_month for each in young]),
        "mean_apart_30": _mean([each.look.late_month for each in young]) - _mean(monthly),
        "mae": _mean([abs(each.look.paid - each.paid) for each in told]),
        "mae_due": _mean([abs(max(each.item.rolled, ROLL(found.on + 1)) - each.paid) for each in told]),
        "exact": _mean([each.look.paid == each.paid for each in told]),
        "inside": _mean([each.look.low <= each.paid <= each.look.high for each in told]),
        "top": _top(remaining, [each.worth for each in told]),
        "top_amount": _top(remaining, amounts),
        "top_best": _top(remaining, [float(each) for each in remaining]),
    }


def _told(items: Sequence[Item], learnt: Learnt, found: Pack) -> list[Told]:
    record = record_of(items, found.on)
    owed = [item for item in as_known(items, found.on) if item.paid == NEVER and item.invoice in found.truth]
    looks = learnt.expect(record, owed, ROLL)
    paid = found.truth
    return [Told(item, look, paid[item.invoice], item.minor * learnt.moved(look)) for item, look in zip(owed, looks, strict=True)]


def _mean(figures: Sequence[float]) -> float:
    return sum(figures) / len(figures) if figures else 0.0


def _top(remaining: Sequence[int], worth: Sequence[float]) -> float | None:
    """Share of the late money-days still to come that stand in the first tenth."""
    order = sorted(range(len(worth)), key=worth.__getitem__, reverse=True)
    whole = sum(remaining)
    return sum(remaining[place] for place in order[: len(order) // 10]) / whole if whole else None
