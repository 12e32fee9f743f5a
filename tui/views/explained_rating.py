"""Where the class, the grade, the five dimensions, ability and willingness of a buyer come from."""

from collections.abc import Iterable, Iterator
from datetime import date

from credit.assessment import Assessment
from credit.rating.dimension import Reading
from credit.rating.dimensions import dimensions
from credit.rating.verdict import verdict
from credit.reason import OWN_LEDGER, Reason
from tui.views.explanation import Explained, Inputs, because
from tui.views.snapshot import Snapshot
from wording import report_terms, terms
from wording.reasons import reason as reason_sentence

__all__ = ["explained_rating"]


def explained_rating(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """What the buyer is held to be, and why."""
    yield from _held(entry)
    yield from _faculties(entry, shown)


def _latest(reasons: Iterable[Reason], entry: Assessment) -> tuple[date, str]:
    """The day and source of the reason that binds; of the ledger and today where it names none."""
    first = next(iter(reasons), None)
    on = first.facts.get("on") if first is not None else None
    source = first.facts.get("source", OWN_LEDGER) if first is not None else OWN_LEDGER
    return (on if isinstance(on, date) else entry.on), str(source)


def _held(entry: Assessment) -> Iterator[Explained]:
    classified, graded = entry.debt_class, entry.graded
    told = because(classified.reasons)
    yield Explained("debt_class", terms.debt_class(classified.value), told, *_latest(classified.reasons, entry))
    prior = entry.house.policy.scales.prior_pd.get(graded.value.value)
    points: Inputs = (("grade_points", graded.points),) if graded.points is not None else ()
    chance: Inputs = (("prior", f"{prior} %"),) if prior is not None else ()
    inputs = (*because(graded.reasons), *points, *chance)
    yield Explained("grade", terms.grade(graded.value), inputs, *_latest(graded.reasons, entry))
    marks = entry.marks
    halves: Inputs = (
        (
            ("dbt", marks.dbt),
            ("severity", marks.severity),
            ("late_percent", marks.late_percent),
            ("frequency", marks.frequency),
            ("severity_percent", entry.house.policy.grading.severity_percent),
        )
        if marks is not None
        else ()
    )
    yield Explained("grade_points", graded.points, halves, entry.on)


def _faculties(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    policy, readings = shown.book.policy.reading, dimensions(entry, shown.book)
    said = verdict(readings, shown.on, policy)
    for figure, faculty in (("ability", said.ability), ("willingness", said.willingness)):
        fed = [reading for reading in readings if reading.dimension in faculty.dimensions]
        named = (
            told
            for each in fed
            for told in ((terms.dimension(each.dimension), each.score), ("weight", policy.weights[each.dimension.value]))
        )
        yield Explained(figure, faculty.score, (*named, ("confidence", faculty.confidence)), shown.on)
    for reading in readings:
        missing: Inputs = tuple(("missing", report_terms.finding(name)) for name in reading.missing)
        inputs = (*_evidence(reading), *missing, ("confidence", reading.confidence))
        on = reading.freshness.on if reading.freshness else shown.on
        source = _latest(reading.evidence, entry)[1]
        what = terms.dimension(reading.dimension)
        yield Explained(f"dimension:{reading.dimension}", reading.score, inputs, on, source, what)


def _evidence(reading: Reading) -> Iterator[tuple[str, object]]:
    """Each finding with its points and its weight; a word that another provider contradicts has neither of its own."""
    for reason in reading.evidence:
        yield "why", reason_sentence(reason)
        if "points" in reason.facts:
            yield "points", reason.facts["points"]
            yield "weight", reason.facts["weight"]
