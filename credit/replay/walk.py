"""The walk: a book looked at on one day after another, each as it was known by then.

What is made on a day (orders, alerts) comes from the book of that day alone. Outcomes come from the whole book, and judge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from credit.alerts import Alert
from credit.assess import Assessed, assess_book
from credit.book import Book
from credit.replay.measures import Score, mean, random_score, score
from credit.replay.orders import BASELINES, Behind, behind, by_queue, owing
from credit.replay.outcome import Outcomes
from credit.worklist import worklist

__all__ = ["QUEUE", "RANDOM", "Replay", "days_between", "replayed"]

QUEUE, RANDOM = "queue", "random"


@dataclass(slots=True)
class Replay:
    """What a walk found so far."""

    walked: int = 0
    """Days."""
    alerts: dict[str, Alert] = field(default_factory=dict)
    """By number, those that rang within the days of the walk, as they were when first seen."""
    scores: dict[str, list[Score]] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    behind: list[Behind] = field(default_factory=list)
    """Of each day, what the queue put before value and what it put last."""

    def mean(self, name: str) -> Score:
        """The mean score of one order."""
        return mean(self.scores.get(name, []))


def days_between(first: date, last: date, every: int) -> list[date]:
    """The days that are looked at, the last of them always."""
    days = [first + timedelta(days=ahead) for ahead in range(0, (last - first).days + 1, every)]
    return days if not days or days[-1] == last else [*days, last]


def replayed(book: Book, days: Sequence[date], known: Outcomes) -> Iterator[Replay]:
    """Walk the book; gives back what was found after each day, always the same object: whoever walks may stop."""
    found = Replay()
    for on in days:
        seen = assess_book(book, on)
        _ring(found, seen, days[0])
        _judge(found, seen, known)
        found.walked += 1
        yield found


def _ring(found: Replay, seen: Assessed, first: date) -> None:
    for entry in seen.by_id.values():
        for alert in entry.alerts:
            if alert.learnt_on >= first:
                found.alerts.setdefault(alert.id, alert)


def _judge(found: Replay, seen: Assessed, known: Outcomes) -> None:
    candidates = owing(seen)
    if not candidates:
        return
    stakes = {entry.id: known.stake(entry) for entry in candidates}
    cash = known.decided(seen.on)
    work = worklist(seen)
    orders = {QUEUE: by_queue(work, candidates), **{name: made(candidates) for name, made in BASELINES.items()}}
    for name, order in orders.items():
        found.scores.setdefault(name, []).append(score(order, stakes, found.before.get(name, ()), cash=cash))
    found.scores.setdefault(RANDOM, []).append(random_score(stakes, cash=cash))
    found.before = orders
    found.behind.append(behind(work, stakes, orders[QUEUE]))
