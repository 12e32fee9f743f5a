"""How good an order was: what its first rows held of what was at stake (TRADE.md 4.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from credit.replay.outcome import Stake

__all__ = ["TOP", "Score", "kendall", "mean", "random_score", "score"]

TOP = 10
"""Rows that one person works in a day."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of one day or, as a mean, of many; `None` where there was nothing to be found."""

    capture: float | None
    """Share of the money that went more than ninety days late, in the first rows."""
    cash: float | None
    """Share of the cash of the next thirty days, in the first rows."""
    regret: float | None
    """What the best possible order would have captured more."""
    stability: float | None = None
    """Kendall's tau between the order and that of the day before."""


def score(order: Sequence[str], stakes: Mapping[str, Stake], before: Sequence[str] = (), *, cash: bool = True) -> Score:
    """How good one order was; cash is left out where its days are not over."""
    gone, came = [stakes[id].gone for id in order], [stakes[id].came for id in order]
    captured = _share(sum(gone[:TOP]), sum(gone))
    regret = None if captured is None else sum(sorted(gone, reverse=True)[:TOP]) / sum(gone) - captured
    return Score(captured, _share(sum(came[:TOP]), sum(came)) if cash else None, regret, kendall(before, order))


def random_score(stakes: Mapping[str, Stake], *, cash: bool = True) -> Score:
    """What a random order is expected to hold: of every sum the share of rows that are first."""
    gone = sorted((stake.gone for stake in stakes.values()), reverse=True)
    part = min(TOP / len(stakes), 1.0) if stakes else 0.0
    if not sum(gone):
        captured = regret = None
    else:
        captured, regret = part, sum(gone[:TOP]) / sum(gone) - part
    return Score(captured, part if cash and any(stake.came for stake in stakes.values()) else None, regret, 0.0)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


MOST_COMPARED = 200


def kendall(before: Sequence[str], after: Sequence[str]) -> float | None:
    """Kendall's tau of two orders, of what stands in both and among the first 200 of the later; `None` with fewer than two."""
    places = {id: place for place, id in enumerate(before)}
    both = [places[id] for id in after if id in places][:MOST_COMPARED]
    if len(both) < 2:
        return None
    kept = sum(1 if first < second else -1 for first, second in combinations(both, 2))
    return kept / (len(both) * (len(both) - 1) / 2)


def mean(scores: Sequence[Score]) -> Score:
    """The mean of many days, each figure over the days that have it."""
    columns = ([getattr(each, name) for each in scores] for name in ("capture", "cash", "regret", "stability"))
    return Score(*(_mean([value for value in column if value is not None]) for column in columns))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
