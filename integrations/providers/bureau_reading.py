"""What the reports of bureaus have in common: where each value stands is a table of the kind, as in a user's own mapping.

Nothing is rejected for its form. A part of another form than described is noted; where most of the parts are, nobody here
knows the answer, and what was known before stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from credit.report import DriftNote, FailedSection, Finding, FindingStatus
from integrations.bounded import Json
from integrations.exchange import Answer
from integrations.provider import ResultReason, Warned
from integrations.providers.builtin_file import facts_of
from integrations.providers.completeness import drift_of, form_of, unavailable
from integrations.providers.findings import read_findings
from integrations.providers.generic_parts import read_fields
from integrations.providers.mapping import Field, Place
from integrations.providers.moments import day_at
from integrations.providers.notices import Asking, Dated, dated_events, notices_of
from integrations.providers.reading import Reading
from integrations.providers.strict_table import Source, Table
from integrations.providers.told import told

__all__ = ["BureauReport", "day_of", "read_body", "report_of"]

_NOT_APPLICABLE = "not applicable"
_SHAPES: dict[str, type] = {"object": dict, "list": list}


@dataclass(frozen=True, slots=True)
class BureauReport:
    """What one answer says, apart from who asked and when."""

    findings: tuple[Finding, ...]
    as_of: date | None = None
    reference: str = ""
    product: str = ""
    failed: tuple[FailedSection, ...] = ()
    drift: tuple[DriftNote, ...] = ()
    warnings: tuple[Warned, ...] = ()
    requested: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    language: str = ""
    events: tuple[Dated, ...] = ()
    lost: bool = False
    """Most of its parts are of a form nobody here knows."""


def read_body(kind: str, body: Json, failed: tuple[FailedSection, ...] = ()) -> BureauReport:
    """The findings of the table of this kind, and what of the answer is of another form than described."""
    shapes = _shapes(kind)
    there = [(place.path, shape, found) for place, shape in shapes if (found := place.find(body)) not in (None, [], {}, "")]
    odd = tuple(DriftNote(path, shape, form_of(found)) for path, shape, found in there if not isinstance(found, _SHAPES[shape]))
    unlike = drift_of(kind, body, [part.section for part in failed])
    missed = len({place.path for place, _ in shapes}.intersection(note.path for note in unlike.notes))
    findings = tuple(unavailable((_worded(finding) for finding in read_findings(_fields(kind), body)), unlike.gone))
    lost = 2 * (len(odd) + missed) > len(there) + missed
    return BureauReport(findings, failed=failed, drift=odd + unlike.notes, lost=lost)


def report_of(asking: Asking, answer: Answer, found: BureauReport) -> Reading:
    """The reading of one bureau's report: parts that failed make it partial, and of a form nobody knows nothing is taken."""
    if found.lost:
        return Reading(warnings=(Warned.DRIFTED,), against=ResultReason.FACTS_LOST)
    notices = notices_of(dated_events(asking, found.events), found.warnings)
    reading = told(
        asking, answer, "report", found.findings, found.as_of, notices=notices, warnings=found.warnings, drift=found.drift
    )
    if reading.report is None:
        return reading
    report = replace(
        reading.report,
        product=found.product,
        provider_ref=found.reference,
        failed=found.failed,
        requested=found.requested,
        came=found.came,
        language=found.language,
    )
    return replace(reading, report=report, against=ResultReason.SECTIONS_FAILED if found.failed else None)


def day_of(value: Json, kind: str = "") -> date | None:
    """The day of a moment where a provider of this kind is, if it is in the order of ISO 8601."""
    return day_at(value, str(facts_of(kind).get("zone", "")) if kind else "") if isinstance(value, str) else None


def _worded(finding: Finding) -> Finding:
    """A value that the bureau says does not apply is not the same as one it does not publish."""
    if finding.status is FindingStatus.NOT_PUBLISHED and _NOT_APPLICABLE in finding.original.lower():
        return replace(finding, status=FindingStatus.NOT_APPLICABLE)
    return finding


@cache
def _fields(kind: str) -> tuple[Field, ...]:
    """The fields of a kind; `{name}` in a path stands for the place of that name."""
    facts = facts_of(kind)
    fields = {key: dict(_filled(row, facts.get("places", {}))) for key, row in facts["fields"].items()}
    values = {"fields": fields, "zone": facts.get("zone", "")}
    return read_fields(Table(Source(f"{kind}.toml", ""), values, ("fields", "zone")))


@cache
def _shapes(kind: str) -> tuple[tuple[Place, str], ...]:
    return tuple((Place.of(path), shape) for path, shape in facts_of(kind).get("shapes", {}).items())


def _filled(row: dict[str, Any], places: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for key, value in row.items():
        yield key, re.sub(r"\{(\w+)\}", lambda found: places[found[1]], value) if key in ("path", "currency_path") else value
