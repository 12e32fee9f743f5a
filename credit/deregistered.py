"""A VAT number that was registered and is so no longer: an event no register prints, seen only beside an earlier answer.

A register says how a number stands on the day it is asked. That it was struck off is known by whoever asked before; the day it
was is not, so the event is of the day the register first said so. A number that was never told valid may be mistyped, and
another number than the one that was valid says nothing of it.
"""

from collections.abc import Iterable

from credit.report import CreditReport, EventKind, Finding, RiskEvent

__all__ = ["deregistered"]

_VALID, _NUMBER = "enterprise_quality.vat_valid", "enterprise_quality.vat_number"


def deregistered(before: Iterable[CreditReport], after: CreditReport) -> tuple[RiskEvent, ...]:
    """The event, where `after` says of a number that it is not valid and the latest of the reports `before` said that it is."""
    number = _value(after, _NUMBER)
    if _value(after, _VALID) is not False or number is None:
        return ()
    told = [report for report in before if _value(report, _NUMBER) == number and isinstance(_value(report, _VALID), bool)]
    last = max(told, key=lambda report: (report.spoken_on, report.fetched_at), default=None)
    if last is None or _value(last, _VALID) is False or last.spoken_on > after.spoken_on:
        return ()
    day, kind = after.spoken_on, EventKind.VAT_DEREGISTERED
    id = f"{after.provider}:{kind}:{number}:{day}"
    return (RiskEvent(id, after.customer_id, kind, day, after.learnt_on, after.provider, str(number)),)


def _value(report: CreditReport, key: str) -> object:
    """What the report tells under this key; `None` where it tells nothing."""
    finding: Finding | None = report.finding(key)
    return None if finding is None else finding.value
