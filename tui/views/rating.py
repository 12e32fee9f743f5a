"""How good a buyer is, as its page and scripts see it: the grade with its reasons and how it came to be."""

from collections.abc import Iterator
from typing import Any

from credit.assessment import Assessment
from credit.distress import ModelResult
from credit.moves import Move
from credit.rating.dimension import Reading
from credit.rating.dimensions import dimensions
from credit.rating.letter import Grade
from credit.rating.statements import DEFAULT_MODEL, Distress, distress
from credit.rating.verdict import Faculty, verdict
from credit.square import advised
from tui.views.records import reason_records
from tui.views.snapshot import Snapshot
from wording import figures, report_terms, terms
from wording.listing import listed
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = ["dimension_lines", "dimension_record", "grade_lines", "rating_record"]

Line = tuple[str, str, str]
Record = dict[str, Any]
MOVES = 2
"""Latest moves of the grade that the page tells; scripts read all of two years."""


def grade_lines(entry: Assessment, *, moves: bool = True) -> Iterator[Line]:
    """The grade with the reason that binds, the others below it, and its latest `moves`."""
    value, (first, *others) = entry.graded.value, entry.graded.reasons
    tone = {Grade.E: "critical", Grade.D: "warning", Grade.UNRATED: "muted"}.get(value, "")
    yield _("Grade"), _("{what}: {why}").format(what=terms.grade(value), why=reason_sentence(first)), tone
    for reason in others:
        yield _("Grade"), reason_sentence(reason), "warning" if reason.code == "grade_report_unrated" else ""
    for move in entry.grade_moves[-MOVES:] if moves else ():
        yield _("Grade"), _moved(move), "muted"


def _moved(move: Move[Grade]) -> str:
    return _("{before} until {day}, then {after}: {why}").format(
        before=terms.grade(move.before),
        day=figures.day(move.on),
        after=terms.grade(move.after),
        why=reason_sentence(move.reason),
    )


def rating_record(entry: Assessment) -> Record:
    """The grade, why, and every move of two years with what bound it then."""
    return {
        "grade": entry.graded.value,
        "grade_for_a_person": entry.graded.for_a_person,
        "grade_reasons": reason_records(entry.graded.reasons),
        "grade_history": [
            {"on": m.on, "before": m.before, "after": m.after, "reason": reason_records([m.reason])[0]} for m in entry.grade_moves
        ],
    }


def dimension_lines(entry: Assessment, shown: Snapshot) -> Iterator[Line]:
    """Ability, willingness and the advice; each dimension with what moved it most; the distress model where there is one."""
    readings = dimensions(entry, shown.book)
    said = verdict(readings, shown.on, shown.book.policy.reading)
    advice = advised(said, shown.book.policy.squares, entry.debt_class.value, entry.graded.value)
    yield _("Advice"), reason_sentence(advice), ADVICE_TONES.get(advice.code, "")
    for reading in readings:
        told = _("{what}: {why}").format(what=terms.dimension(reading.dimension), why=reason_sentence(reading.sentence))
        yield "-", told, "muted" if reading.score is None else ""
    found = distress(entry, shown.book)
    if found is not None:
        yield _("Distress"), _model(found.of(DEFAULT_MODEL)), ""


ADVICE_TONES = {
    "advice_cash": "critical", "advice_press": "warning", "advice_by_class": "warning", "advice_unknown": "muted",
    "advice_thin": "muted",
}  # fmt: skip


def _model(result: ModelResult) -> str:
    """One model with its score and zone, or why it has none and what is missing."""
    what = terms.distress_model(result.name)
    if result.value is not None:
        return _("{what} {score}: {zone}").format(what=what, score=figures.number(result.value, 2), zone=terms.zone(result.zone))
    why = terms.why_no_score(result.why_not)
    lacking = listed(report_terms.finding(name) for name in result.missing)
    return _("{what}: {why}").format(what=what, why=_("{what} ({why})").format(what=why, why=lacking) if lacking else why)


def dimension_record(entry: Assessment, shown: Snapshot) -> Record:
    """The five dimensions, ability and willingness with the advice, and every distress model."""
    readings = dimensions(entry, shown.book)
    said = verdict(readings, shown.on, shown.book.policy.reading)
    found = distress(entry, shown.book)
    return {
        "dimensions": [_reading(reading) for reading in readings],
        "ability": _faculty(said.ability),
        "willingness": _faculty(said.willingness),
        "advice": reason_records([advised(said, shown.book.policy.squares, entry.debt_class.value, entry.graded.value)])[0],
        "distress": [_distress(result, found) for result in found.results] if found else None,
    }


def _reading(reading: Reading) -> Record:
    fresh = reading.freshness
    return {
        "dimension": reading.dimension,
        "score": reading.score,
        "confidence": reading.confidence,
        "freshness": {"on": fresh.on, "age_days": fresh.age} if fresh else None,
        "text": reason_sentence(reading.sentence),
        "evidence": reason_records(reading.evidence),
        "missing": list(reading.missing),
    }


def _faculty(told: Faculty) -> Record | None:
    if told.score is None:
        return None
    return {"score": told.score, "confidence": told.confidence, "dimensions": list(told.dimensions)}


def _distress(result: ModelResult, found: Distress) -> Record:
    return {
        "model": result.name,
        "default": result.name == DEFAULT_MODEL,
        "score": result.value,
        "probability": result.probability,
        "zone": result.zone or None,
        "applicable": result.applicable,
        "why_not": result.why_not or None,
        "missing": list(result.missing),
        "on": found.dated,
        "source": found.report.provider,
        "report": found.report.id,
    }
