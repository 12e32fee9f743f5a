"""The five-dimension reading of one buyer: reports of any provider, the own ledger, its country and published events.

A dimension's score is the mean of its known inputs' points by their weights, so what is not known has no part in it; it is
named, and it lowers the confidence, as what is stale does by half (TRADE.md appendix A). Worked out when a page is opened.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.assessment import Assessment
from credit.book import Book
from credit.calendar import months_before
from credit.rating.default_bands import Banded, Worded
from credit.rating.dimension import Dimension, Freshness, Input, Inputs, Reading
from credit.rating.own_inputs import country_inputs, own_inputs
from credit.rating.reading_policy import ReadingPolicy
from credit.rating.report_inputs import report_inputs
from credit.rating.statements import distress_inputs
from credit.reason import POLICY, Reason, ReasonFact
from credit.report import RiskEvent
from credit.side_by_side import differ

__all__ = ["dimensions", "inputs_of"]


def dimensions(assessed: Assessment, book: Book) -> tuple[Reading, ...]:
    """The five dimensions on the assessment's day, from what was known by then."""
    policy, on = book.policy.reading, assessed.on
    known = inputs_of(assessed, book)
    events = [event for event in assessed.account.events if event.counts and event.published_on <= on]
    return tuple(_read(dimension, known, events, on, policy) for dimension in Dimension)


def inputs_of(assessed: Assessment, book: Book) -> Inputs:
    """Everything known that a dimension may be read from, by key, the latest word first."""
    told = report_inputs(assessed.account, assessed.on, book.policy.scales)
    found: defaultdict[str, list[Input]] = defaultdict(list, {key: list(inputs) for key, inputs in told.items()})
    for more in (*own_inputs(assessed, book), *country_inputs(assessed, book), *distress_inputs(assessed, book)):
        found[more.key].append(more)
    return {key: tuple(sorted(inputs, key=lambda told: told.on, reverse=True)) for key, inputs in found.items()}


@dataclass(frozen=True, slots=True)
class _Part:
    """One fact that counts: its points, its weight, and what of the weight is sure."""

    reason: Reason
    points: int
    weight: int
    sure: Decimal
    on: date
    event: bool = False

    @property
    def pull(self) -> tuple[int, date]:
        """How far it moves the score; of equals the latest."""
        return abs(self.points - 50) * self.weight, self.on


def _read(dimension: Dimension, known: Inputs, events: list[RiskEvent], on: date, policy: ReadingPolicy) -> Reading:
    rows = _rows(dimension, policy)
    parts, missing = [], []
    for key, both in rows.items():
        part = _part(known[key][0], both, on) if key in known else None
        if part is None:
            missing.append(key)
        else:
            parts.append(part)
    happened = list(_happened(dimension, events, on, policy))
    whole = sum(max(row.weight for row in both) for both in rows.values()) + sum(part.weight for part in happened)
    parts = sorted([*parts, *happened], key=lambda part: part.pull, reverse=True)
    weight = sum(part.weight for part in parts)
    score = sum(part.points * part.weight for part in parts) // weight if weight else None
    confidence = int(sum((part.sure for part in parts), Decimal(0)) * 100 / whole) if whole else 0
    evidence = (*(part.reason for part in parts), *_conflicts(rows, known, policy))
    sentence = _sentence(dimension, score, confidence, parts, on)
    return Reading(dimension, score, confidence, _freshness(parts, on), evidence, tuple(missing), sentence)


Rows = Mapping[str, list[Banded | Worded]]


def _rows(dimension: Dimension, policy: ReadingPolicy) -> Rows:
    """The rows of both tables that count in this dimension, by key."""
    found: defaultdict[str, list[Banded | Worded]] = defaultdict(list)
    for table in (policy.figures, policy.words):
        for key, row in table.items():
            if row.dimension is dimension and row.weight:
                found[key].append(row)
    return found


def _part(told: Input, rows: list[Banded | Worded], on: date) -> _Part | None:
    """The input with its points; `None` where no row can read it."""
    for row in rows:
        points = row.of(told.value)
        if points is not None:
            stale = told.age(on) > row.fresh_days
            facts: dict[str, ReasonFact] = {"finding": told.key, "value": told.value, "points": points, "weight": row.weight}
            facts |= {"on": told.dated or told.on, "age": told.age(on), "source": told.source, told.bearer[0]: told.bearer[1]}
            if told.made_of:
                facts["made_of"] = ", ".join(told.made_of)
            reason = Reason("dimension_stale", facts) if stale else Reason("dimension_finding", facts)
            return _Part(reason, points, row.weight, Decimal(row.weight) / (2 if stale else 1), told.dated or told.on)
    return None


def _happened(dimension: Dimension, events: list[RiskEvent], on: date, policy: ReadingPolicy) -> Iterator[_Part]:
    """The latest event of each kind that counts in this dimension and is still recent."""
    latest = {event.event: event for event in events}
    for kind, event in latest.items():
        row = policy.events.get(kind.value)
        if row is None or dimension not in row.dimensions or event.published_on < months_before(on, row.months):
            continue
        facts: dict[str, ReasonFact] = {"event": kind.value, "points": row.points, "weight": row.weight}
        facts |= {"on": event.published_on, "source": event.provider, "notice": event.id}
        yield _Part(Reason("dimension_event", facts), row.points, row.weight, Decimal(row.weight), event.published_on, True)


def _conflicts(rows: Rows, known: Inputs, policy: ReadingPolicy) -> Iterator[Reason]:
    """Keys of which another provider knows another value than the one that counts."""
    for key in rows:
        first, *others = known.get(key) or (None,)
        for other in others:
            if first is not None and differ(first.value, other.value, policy.conflict_percent):
                facts: dict[str, ReasonFact] = {"finding": key, "value": first.value, "source": first.source, "on": first.on}
                facts |= {"other": other.value, "other_source": other.source, "other_on": other.on}
                yield Reason("dimension_conflict", facts | {other.bearer[0]: other.bearer[1]})


def _freshness(parts: list[_Part], on: date) -> Freshness | None:
    days = [part.on for part in parts if not part.event] or [part.on for part in parts]
    return Freshness(min(days), (on - min(days)).days) if days else None


def _sentence(dimension: Dimension, score: int | None, confidence: int, parts: list[_Part], on: date) -> Reason:
    """The score with the fact that moved it most."""
    facts: dict[str, ReasonFact] = {"dimension": dimension.value, "confidence": confidence}
    if score is None:
        return Reason("dimension_no_data", facts | {"on": on, "source": POLICY})
    most = parts[0].reason.facts
    facts |= {"score": score, "points": most["points"], "on": most["on"], "source": most["source"]}
    if parts[0].event:
        return Reason("dimension_moved_by_event", facts | {"event": most["event"], "notice": most["notice"]})
    return Reason("dimension_moved_by", facts | {"finding": most["finding"], "value": most["value"]})
