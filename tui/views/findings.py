"""One finding of a report in words: its value, or why it has none."""

from datetime import date

from credit.money import Money
from credit.report import Finding, FindingStatus
from wording import figures, report_terms
from wording.words import _

__all__ = ["finding_text"]


def finding_text(found: Finding) -> str:
    """The finding's value in words; a word for its absence otherwise."""
    value = found.value
    if value is None:
        absent = {
            FindingStatus.NOT_PUBLISHED: _("not published"),
            FindingStatus.NOT_APPLICABLE: _("not applicable"),
            FindingStatus.UNAVAILABLE_NOW: _("not available now"),
            FindingStatus.AMBIGUOUS: _("ambiguous"),
            FindingStatus.CONFLICT: _("contradicts itself"),
            FindingStatus.KNOWN: "-",
        }[found.status]
        return _("{what} ({why})").format(what=absent, why=figures.safe(found.original)) if found.original else absent
    if isinstance(value, Money):
        return figures.money(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return figures.day(value)
    said = report_terms.value(value) if isinstance(value, str) else str(value)
    return f"{said} {report_terms.unit(found.unit)}".strip()
