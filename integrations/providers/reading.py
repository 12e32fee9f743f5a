"""What the answers of one provider say about one buyer: the pure half of the generic provider.

Given the mapping, the answers and the day, the report and the events follow; nothing here asks anybody. An answer about
another company is worth nothing, and an opinion formed after the day that is looked at is not read back into the past.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ReadMapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from credit.check import Check
from credit.report import CreditReport, DriftNote, Finding, FindingStatus
from integrations.exchange import Answer
from integrations.provider import ResultReason, Warned
from integrations.providers.completeness import field_drift, form_of
from integrations.providers.findings import clean, read_finding, read_findings
from integrations.providers.mapping import Mapping
from integrations.providers.notices import NO_NOTICES, Asking, Notices, read_notices, same_company

__all__ = ["NOTHING_READ", "Reading", "parse"]

_ZONES = timedelta(days=1)
"""Today may already be tomorrow where the provider is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read, and what speaks against it."""

    report: CreditReport | None = None
    notices: Notices = NO_NOTICES
    warnings: tuple[Warned, ...] = ()
    against: ResultReason | None = None
    """Why the report is not there, or the whole answer is not used."""
    checks: tuple[Check, ...] = ()
    """What was searched, where the search came to its end."""
    word: str = ""
    """The provider's own word for how far an order is."""


NOTHING_READ = Reading()


def parse(
    mapping: Mapping,
    answers: ReadMapping[str, Answer],
    asking: Asking,
    later: ReadMapping[str, Sequence[Answer]] = MappingProxyType({}),
) -> Reading:
    """Read the `answers` (by the request's name; one that failed is not there) and the `later` pages as `mapping` says."""
    answer = answers.get(mapping.requests[0].name)
    reading = NOTHING_READ if answer is None else _from_first(mapping, answer, asking)
    if reading.against in (ResultReason.WRONG_COMPANY, ResultReason.SUBJECT_MISSING):
        return reading
    rules = [
        (rule, page.value)
        for rule in mapping.events
        if rule.request in answers
        for page in (answers[rule.request], *later.get(rule.request, ()))
    ]
    if not rules:
        return reading
    notices = read_notices(rules, asking)
    if reading.against is ResultReason.NOTHING_KNOWN and (notices.events or notices.possible):
        reading = replace(reading, against=None)
    return replace(reading, notices=notices, warnings=(*reading.warnings, *notices.warnings))


def _from_first(mapping: Mapping, answer: Answer, asking: Asking) -> Reading:
    """The report in the first request's answer, once it is sure whom it is about."""
    if against := _about_another(mapping, answer, asking):
        return Reading(against=against)
    if not mapping.fields:
        return NOTHING_READ
    warnings = () if mapping.subject else (Warned.SUBJECT_UNCHECKED,)
    findings = read_findings(mapping.fields, answer.value)
    day = read_finding(mapping.as_of, answer.value) if mapping.as_of else None
    read = [*zip(mapping.fields, findings, strict=True), *(((mapping.as_of, day),) if mapping.as_of and day else ())]
    if not any(_says_something(finding) for _, finding in read):
        return Reading(warnings=warnings, against=ResultReason.NOTHING_KNOWN)
    as_of = day.value if day and isinstance(day.value, date) else None
    if as_of and asking.on + _ZONES < as_of <= answer.fetched_at.date():
        return Reading(warnings=warnings, against=ResultReason.REPORT_LATER)
    if day and as_of is None and day.status is not FindingStatus.NOT_PUBLISHED:
        warnings = (*warnings, Warned.AS_OF_UNREADABLE)
    if as_of and as_of > asking.on:
        as_of, warnings = None, (*warnings, Warned.AS_OF_IN_FUTURE)
    notes = {finding.key: note for field, finding in read if (note := field_drift(field, answer.value, finding))}
    if notes:
        findings = tuple(_missed(finding) if finding.key in notes else finding for finding in findings)
    drift = tuple(dict.fromkeys((*notes.values(), *_lists_gone(mapping, answer))))
    warnings = (*warnings, *((Warned.DRIFTED,) if drift else ()))
    return Reading(_report(mapping, answer, asking, findings, as_of, drift), warnings=warnings)


def _missed(finding: Finding) -> Finding:
    """A finding whose place is gone: nobody said that there is none."""
    silent = finding.status is FindingStatus.NOT_PUBLISHED
    return replace(finding, status=FindingStatus.UNAVAILABLE_NOW) if silent else finding


def _lists_gone(mapping: Mapping, answer: Answer) -> Iterator[DriftNote]:
    """The lists of notices this answer should hold and does not; a list of pages is told by its first one."""
    for rule in mapping.events:
        ended = rule.items.ends_at(answer.value) if rule.request == mapping.requests[0].name else None
        if ended is not None:
            yield DriftNote(ended[0], "list", form_of(ended[1]))


def _about_another(mapping: Mapping, answer: Answer, asking: Asking) -> ResultReason | None:
    """Compare every number the answer repeats with the buyer's own; one the book does not hold cannot be compared."""
    for kind, place in mapping.subject:
        ours, found = asking.customer.registration(kind), place.find(answer.value)
        if not ours:
            continue
        if isinstance(found, bool) or not isinstance(found, str | int) or not clean(str(found)):
            return ResultReason.SUBJECT_MISSING
        if not same_company(ours, clean(str(found))):
            return ResultReason.WRONG_COMPANY
    return None


def _says_something(finding: Finding) -> bool:
    """Whether the provider published a value there, or a word instead of one."""
    return finding.status is FindingStatus.KNOWN or bool(finding.original)


def _report(
    mapping: Mapping,
    answer: Answer,
    asking: Asking,
    findings: tuple[Finding, ...],
    as_of: date | None,
    drift: tuple[DriftNote, ...],
) -> CreditReport:
    """The report; its id holds the day, so that asking twice on one day replaces.

    An answer that was kept and not asked for again is no younger than the day the provider last gave it.
    """
    request = mapping.requests[0]
    on = answer.told_on(asking.on)
    return CreditReport(
        f"{asking.provider}:{on.isoformat()}",
        asking.customer.id,
        asking.provider,
        answer.fetched_at,
        on,
        as_of,
        findings,
        endpoint=request.name,
        raw_sha256=answer.sha256,
        drift=drift,
    )
