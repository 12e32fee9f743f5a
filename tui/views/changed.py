"""What a report says otherwise than the one before it, field by field: as records for scripts and as a few words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from credit.report import CreditReport, Finding, changed_findings
from tui.views.findings import finding_text
from wording import figures
from wording.listing import clauses
from wording.report_terms import finding as finding_name
from wording.words import _

__all__ = ["MOST", "changed_lines", "changed_records", "changed_text", "report_before"]

Line = tuple[str, str, str]

MOST = 3
"""Changes that are told one by one; the rest is counted."""


def changed_records(keys: Sequence[str], before: CreditReport | None, after: CreditReport) -> list[dict[str, Any]]:
    """Each finding of `keys` as it was and as it is."""
    return [
        {"key": key, "before": _record(before.finding(key) if before else None), "after": _record(after.finding(key))}
        for key in keys
    ]


def _record(found: Finding | None) -> dict[str, Any] | None:
    return {"value": found.value, "unit": found.unit, "status": found.status} if found is not None else None


def report_before(report: CreditReport, reports: Iterable[CreditReport]) -> CreditReport | None:
    """What its provider said before it, of `reports` with the latest first; `None` where it is the first."""
    own = [each for each in reports if each.provider == report.provider]
    at = own.index(report) + 1
    return own[at] if at < len(own) else None


def changed_lines(report: CreditReport, before: CreditReport | None) -> Iterator[Line]:
    """Every field that reads otherwise than before, one a line; of a report in part what did not come is no change."""
    changed = changed_findings(before, report) if before is not None else ()
    told = [key for key in changed if report.finding(key) is not None or not report.failed]
    if before is None or not told:
        return
    since = _("{provider}, since what it said as of {day}").format(
        provider=figures.safe(report.provider), day=figures.day(before.spoken_on)
    )
    yield _("Changed"), since, ""
    yield from (("-", _change(key, before, report), "") for key in told)


def changed_text(keys: Sequence[str], before: CreditReport, after: CreditReport, most: int | None = MOST) -> str:
    """The first changes with what stood there before, or all where `most` is `None`; empty where nothing changed."""
    told = [_change(key, before, after) for key in keys[:most]]
    if most is not None and len(keys) > most:
        told.append(_("{n} more").format(n=len(keys) - most))
    return clauses(told)


def _change(key: str, before: CreditReport, after: CreditReport) -> str:
    told = _("{what} {now}, was {then}")
    return told.format(what=finding_name(key), now=_value(after.finding(key)), then=_value(before.finding(key)))


def _value(found: Finding | None) -> str:
    return figures.ABSENT if found is None else finding_text(found)
