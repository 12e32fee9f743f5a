"""What a report says otherwise than the one before it, field by field: as records for scripts and as a few words."""

from collections.abc import Sequence
from typing import Any

from credit.report import CreditReport, Finding
from tui.views.findings import finding_text
from wording import figures
from wording.listing import clauses
from wording.report_terms import finding as finding_name
from wording.words import _

__all__ = ["changed_records", "changed_text"]

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


def changed_text(keys: Sequence[str], before: CreditReport, after: CreditReport) -> str:
    """The first changes with what stood there before; empty where nothing changed."""
    told = [
        _("{what} {now}, was {then}").format(
            what=finding_name(key), now=_value(after.finding(key)), then=_value(before.finding(key))
        )
        for key in keys[:MOST]
    ]
    if len(keys) > MOST:
        told.append(_("{n} more").format(n=len(keys) - MOST))
    return clauses(told)


def _value(found: Finding | None) -> str:
    return figures.ABSENT if found is None else finding_text(found)
