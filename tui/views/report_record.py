"""Reports and searches for scripts: each report with where every value came from, and what the providers say side by side."""

from collections.abc import Iterable, Sequence
from typing import Any

from credit.account import Account
from credit.check import Check
from credit.report import CreditReport, Finding, RiskEvent, changed_findings
from credit.side_by_side import Compared, Told
from tui.views.changed import changed_records, report_before

__all__ = ["check_record", "event_record", "reports_record"]

Record = dict[str, Any]


def reports_record(account: Account, rows: Iterable[Compared]) -> Record:
    """Every report on a buyer, the `rows` of the latest ones side by side, every search, and notices nobody decided on yet."""
    return {
        "reports": [{**_report(report), "changed": _changed(report, account.reports)} for report in account.reports],
        "side_by_side": [{"key": row.key, "conflict": row.conflict, "told": [_told(told) for told in row.told]} for row in rows],
        "checks": [check_record(check) for check in account.checks],
        "possible": [event_record(event) for event in account.possible],
    }


def _changed(report: CreditReport, reports: Sequence[CreditReport]) -> list[Record]:
    """Each field that reads otherwise than in the provider's report before; of a first one none."""
    before = report_before(report, reports)
    return changed_records(changed_findings(before, report), before, report) if before is not None else []


def _report(report: CreditReport) -> Record:
    return {
        "id": report.id,
        "provider": report.provider,
        "product": report.product,
        "provider_ref": report.provider_ref,
        "as_of": report.as_of,
        "fetched_at": report.fetched_at,
        "cost": report.cost,
        "cost_reason": report.costless,
        "language": report.language or None,
        "parser_version": report.parser or None,
        "endpoint": report.endpoint,
        "raw_sha256": report.raw_sha256,
        "licence": report.licence,
        "findings": [_finding(finding, report) for finding in report.findings],
        "requested": list(report.requested),
        "ok": list(report.came),
        "failed": [{"section": part.section, "reason": part.reason} for part in report.failed],
        "drift": [{"path": note.path, "expected": note.expected, "got": note.got} for note in report.drift],
    }


def _finding(found: Finding, report: CreditReport) -> Record:
    return {
        "key": found.key,
        "value": found.value,
        "status": found.status,
        "unit": found.unit,
        "as_of": found.as_of,
        "period": {"from": found.period[0], "to": found.period[1]} if found.period else None,
        "endpoint": found.endpoint or report.endpoint,
        "path": found.path,
        "raw_sha256": found.raw_sha256 or report.raw_sha256,
        "original": found.original,
    }


def _told(told: Told) -> Record:
    return {
        "provider": told.report.provider,
        "report": told.report.id,
        "said_on": told.report.spoken_on,
        "carried": told.carried,
        "value": told.finding.value,
        "status": told.finding.status,
        "unit": told.finding.unit,
    }


def check_record(check: Check) -> Record:
    """One search: that nothing was found holds for its day, its number and its window."""
    return {
        "provider": check.provider,
        "searched": check.searched,
        "on": check.on,
        "number": check.number,
        "since": check.since,
        "until": check.until,
        "found": check.found,
        "possible": check.possible,
        "none_found": check.none_found,
        "caveats": list(check.caveats),
    }


def event_record(event: RiskEvent) -> dict[str, object]:
    """A published event for scripts."""
    return {
        "id": event.id,
        "kind": event.event,
        "published_on": event.published_on,
        "learnt_on": event.learnt_on,
        "title": event.title,
        "url": event.url,
    }
