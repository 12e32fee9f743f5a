"""The report of an answer whose shape the program knows: the same rules of days and of nothing said as a mapping's.

An opinion formed after the day that is looked at is not read back into the past, and one of a day to come has no day.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from credit.report import CreditReport, DriftNote, Finding, FindingStatus
from integrations.exchange import Answer
from integrations.provider import ResultReason, Warned
from integrations.providers.notices import NO_NOTICES, Asking, Notices
from integrations.providers.reading import Reading

__all__ = ["told"]

_ZONES = timedelta(days=1)
"""Today may already be tomorrow where the provider is."""


def told(
    asking: Asking,
    answer: Answer,
    endpoint: str,
    findings: Iterable[Finding],
    as_of: date | None,
    *,
    notices: Notices = NO_NOTICES,
    warnings: tuple[Warned, ...] = (),
    drift: tuple[DriftNote, ...] = (),
) -> Reading:
    """The reading of one answer; its report's id holds the day, so that asking twice on one day replaces."""
    on = answer.told_on(asking.on)
    found = tuple(findings)
    warnings = (*warnings, *((Warned.DRIFTED,) if drift else ()))
    if not any(each.status is FindingStatus.KNOWN or each.original for each in found):
        return Reading(notices=notices, warnings=warnings, against=ResultReason.NOTHING_KNOWN)
    if as_of is not None and asking.on + _ZONES < as_of:
        return Reading(warnings=warnings, against=ResultReason.REPORT_LATER)
    if as_of is not None and as_of > asking.on:
        as_of, warnings = None, (*warnings, Warned.AS_OF_IN_FUTURE)
    report = CreditReport(
        f"{asking.provider}:{on.isoformat()}",
        asking.customer.id,
        asking.provider,
        answer.fetched_at,
        on,
        as_of,
        found,
        endpoint=endpoint,
        raw_sha256=answer.sha256,
        drift=drift,
    )
    return Reading(report, notices, warnings)
