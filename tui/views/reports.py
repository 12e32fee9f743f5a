"""The reports on a buyer: every provider in a column of its own, what they disagree in, what did not come, what was searched."""

from collections.abc import Iterable, Iterator, Sequence

from credit.check import Check
from credit.rating.report_inputs import spoken_reports
from credit.report import CreditReport
from credit.side_by_side import Compared, Told, latest_of_each, side_by_side
from tui.views.changed import changed_lines, report_before
from tui.views.citations import citation_lines
from tui.views.findings import finding_text
from tui.views.snapshot import Snapshot
from wording import figures
from wording.cells import fit, pad, width
from wording.check_terms import check_line
from wording.listing import listed
from wording.provider_trouble import seen
from wording.report_terms import finding as finding_name
from wording.words import _, plural

__all__ = ["compared", "reports"]

Line = tuple[str, str, str]
WIDEST = 24
"""Cells a value may take beside another provider's; where two disagree both stand in full above."""
SHOWN_DRIFT = 3
"""Places of another form that are named; the rest is counted."""


def reports(shown: Snapshot, customer_id: str) -> tuple[Line, ...]:
    """What the latest report of each provider says, and of which searches; a finding without a value says so."""
    account = shown.assessed.of(customer_id).account
    spoken = spoken_reports(account, shown.on)
    latest = latest_of_each(spoken)
    if not latest:
        nothing = (_("Report"), _("none yet; r asks the provider"), "muted")
        return (nothing, *_searches(account.checks), *citation_lines(shown, customer_id))
    rows = compared(shown, customer_id)
    lines = [(_("Report"), _said_on(report), "") for report in latest]
    lines += [("-", _disagreement(row), "warning") for row in rows if row.conflict]
    lines += (line for report in latest for line in changed_lines(report, report_before(report, spoken)))
    lines += _alone(rows) if len(latest) == 1 else _beside(rows, [report.provider for report in latest])
    said = (*(line for report in latest for line in _remarks(report)), *_searches(account.checks))
    return (*lines, *said, *citation_lines(shown, customer_id))


def compared(shown: Snapshot, customer_id: str) -> tuple[Compared, ...]:
    """Every key the providers tell of a buyer, side by side."""
    spoken = spoken_reports(shown.assessed.of(customer_id).account, shown.on)
    return side_by_side(spoken, shown.book.policy.reading.conflict_percent)


def _said_on(report: CreditReport) -> str:
    as_of = _("as of {day}").format(day=figures.day(report.as_of)) if report.as_of else _("undated")
    told = _("{provider}, {as_of}, fetched {day}").format(
        provider=figures.safe(report.provider), as_of=as_of, day=figures.day(report.fetched_at.date())
    )
    return listed((told, figures.safe(report.product))) if report.product else told


def _alone(rows: Iterable[Compared]) -> Iterator[Line]:
    """One provider's findings, one a line."""
    for row in rows:
        (told,) = row.told
        what = _("{what}: {why}").format(what=finding_name(row.key), why=_value(told))
        yield "-", what, "" if told.finding.value is not None else "muted"


def _beside(rows: Sequence[Compared], providers: Sequence[str]) -> Iterator[Line]:
    """Every finding with a column for each provider, as wide as its widest value."""
    if not rows:
        return
    cells = [[_cell(row.by(provider)) for provider in providers] for row in rows]
    heads = [fit(figures.safe(provider), WIDEST) for provider in providers]
    wide = [max(width(head), *(width(line[at]) for line in cells)) for at, head in enumerate(heads)]

    def laid(line: Sequence[str]) -> str:
        return "  ".join(pad(cell, room) for cell, room in zip(line, wide, strict=True)).rstrip()

    yield _("Finding"), laid(heads), ""
    for row, line in zip(rows, cells, strict=True):
        known = any(told.finding.value is not None for told in row.told)
        yield finding_name(row.key), laid(line), "warning" if row.conflict else "" if known else "muted"


def _cell(told: Told | None) -> str:
    return figures.ABSENT if told is None else fit(_value(told), WIDEST)


def _value(told: Told) -> str:
    """A value; one that did not come this time says of which day it is."""
    said = finding_text(told.finding)
    if not told.carried:
        return said
    return _("{what} (of {day})").format(what=said, day=figures.day(told.report.spoken_on))


def _disagreement(row: Compared) -> str:
    """Both values in full: neither is believed more, and no mean is taken."""
    known = [told for told in row.told if told.finding.value is not None]
    said = listed(
        _("{provider} says {what}").format(provider=figures.safe(told.report.provider), what=_value(told)) for told in known
    )
    return _("{what}, on which they disagree: {said}").format(what=finding_name(row.key), said=said)


def _remarks(report: CreditReport) -> Iterator[Line]:
    """What did not come, what was of another form, and the words the licence wants said."""
    provider = figures.safe(report.provider)
    for part in report.failed:
        told = _("{provider}: {part} did not come ({why}); what was known of it stands")
        yield "-", told.format(provider=provider, part=figures.safe(part.section), why=seen(part.reason)), "warning"
    if report.drift:
        places = listed(figures.safe(note.path) for note in report.drift[:SHOWN_DRIFT])
        told = plural(
            "{provider}: another form than it describes in {n} place: {places}",
            "{provider}: another form than it describes in {n} places: {places}",
            len(report.drift),
        )
        yield "-", told.format(provider=provider, n=len(report.drift), places=places), "muted"
    if report.licence:
        yield _("Source"), _("{provider}: {words}").format(provider=provider, words=figures.safe(report.licence)), "muted"


def _searches(checks: Iterable[Check]) -> Iterator[Line]:
    """Registers that were searched; that nothing was found is said with its day and window."""
    for check in checks:
        told = _("{what}, on {day}").format(what=check_line(check), day=figures.day(check.on))
        yield _("Searched"), told, "warning" if check.caveats else ""
