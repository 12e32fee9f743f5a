"""How good an order was: what its first rows held of what was at stake (TRADE.md 4.7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

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
    precision: float | None = None
    """Share of the first rows, or of all where there are fewer, that owed money which went more than ninety days late."""
    ndcg: float | None = None
    """That money of the first rows, each row's over the binary logarithm of its place + 1, of the most so (normalised gain)."""


def score(order: Sequence[str], stakes: Mapping[str, Stake], before: Sequence[str] = (), *, cash: bool = True) -> Score:
    """How good one order was; cash is left out where its days are not over."""
    gone, came = [stakes[id].gone for id in order], [stakes[id].came for id in order]
    captured = _share(sum(gone[:TOP]), sum(gone))
    regret = None if captured is None else sum(_best(gone)[:TOP]) / sum(gone) - captured
    caught = _share(sum(came[:TOP]), sum(came)) if cash else None
    precision = None if captured is None else sum(minor > 0 for minor in gone[:TOP]) / len(gone[:TOP])
    return Score(captured, caught, regret, kendall(before, order), precision, _share(_gain(gone), _gain(_best(gone))))


def random_score(stakes: Mapping[str, Stake], *, cash: bool = True) -> Score:
    """What a random order is expected to hold: of every sum the share of rows that are first."""
    gone = _best(stake.gone for stake in stakes.values())
    part = min(TOP / len(stakes), 1.0) if stakes else 0.0
    came = part if cash and any(stake.came for stake in stakes.values()) else None
    if not sum(gone):
        return Score(None, came, None, 0.0)
    expected = _gain([sum(gone) / len(gone)] * len(gone))
    precision = sum(minor > 0 for minor in gone) / len(gone)
    return Score(part, came, sum(gone[:TOP]) / sum(gone) - part, 0.0, precision, expected / _gain(gone))


def _best(gone: Iterable[int]) -> list[int]:
    return sorted(gone, reverse=True)


def _gain(gone: Sequence[float]) -> float:
    """Discounted gain of the first rows."""
    return sum(minor / log2(place + 2) for place, minor in enumerate(gone[:TOP]))


def _share(part: float, whole: float) -> float | None:
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
    names = ("capture", "cash", "regret", "stability", "precision", "ndcg")
    columns = ([getattr(each, name) for each in scores] for name in names)
    return Score(*(_mean([value for value in column if value is not None]) for column in columns))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
