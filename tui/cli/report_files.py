"""The command that takes in a credit report from a file: rows, JSON by a mapping, or the text of a PDF a person confirms."""

from collections.abc import Iterator
from pathlib import Path

from credit.actions import accept_report
from credit.report import Finding
from integrations.providers.notices import Asking
from integrations.reports.mapping_file import mapping_named
from integrations.reports.proposed import FileTold, Proposal, accepted, reports_of
from integrations.reports.taking import Taking, dated_on, take_file
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.plain import facts_text
from wording import figures
from wording.faults import problem as problem_sentence
from wording.sentence import spoken
from wording.words import _, plural

__all__ = ["import_report"]


def import_report(opened: Opening) -> Exit:
    """Take in one file about one buyer: what can be read is written, of a PDF only what is confirmed."""
    a = opened.arguments
    desk = opened.desk()
    customer = desk.book.account(a.id).as_known_on(desk.on).customer
    asking = Asking(a.provider or "file", customer, desk.on)
    mapping = mapping_named(a.provider, opened.places.reports, opened.places.providers)
    told = take_file(Path(a.file), Taking(asking, mapping, a.decimal))
    chosen = _chosen(told, a.accept, skip_bad=a.skip_bad)
    reports = reports_of(chosen, told, asking, dated_on(told, a.dated))
    if not a.dry_run:
        for report in reports:
            desk.do(accept_report, a.id, report)
    _tell(opened, told, len(chosen) if not a.dry_run else 0)
    if told.problems and not a.skip_bad:
        return Exit.REFUSED
    return Exit.DONE


def _chosen(told: FileTold, accept: list[str] | None, *, skip_bad: bool) -> tuple[Proposal, ...]:
    """What is written: of rows all or none, of a text what a person confirmed."""
    if told.needs_eye:
        return () if accept is None else accepted(told, accept)
    return told.proposals if skip_bad or not told.problems else ()


def _tell(opened: Opening, told: FileTold, written: int) -> None:
    """Say what was read and what was written; what waits for a person says how it is confirmed."""
    for problem in told.problems:
        narrate(problem_sentence(problem))
    if opened.arguments.json:
        findings = [_record(each) for each in told.proposals]
        write_json({"form": told.form, "sha256": told.sha256, "findings": findings, "written": written})
    else:
        write_text(facts_text([line for each in told.proposals for line in _lines(each.finding, beside=told.needs_eye)]))
    if told.named is False:
        narrate(_("None of the buyer's numbers stands in the file: make sure that it is about this buyer."))
    if told.needs_eye and opened.arguments.accept is None:
        narrate(_("Nothing was written. Compare with the file, then say --accept for all that have a value, or --accept KEY ..."))
    else:
        narrate(plural("{n} finding was written.", "{n} findings were written.", written).format(n=written))


def _lines(found: Finding, *, beside: bool) -> Iterator[tuple[str, str, str]]:
    """A finding; where a person has to confirm it, the line it was read from beside it."""
    yield found.key, _value(found), ""
    if beside:
        yield "", _("{place}: {told}").format(place=figures.safe(found.path), told=figures.safe(found.original)), "muted"


def _record(each: Proposal) -> dict[str, object]:
    found = each.finding
    return {
        "key": found.key,
        "value": found.value,
        "unit": found.unit,
        "status": found.status,
        "as_of": each.as_of,
        "place": found.path,
        "original": found.original,
    }


def _value(found: Finding) -> str:
    return spoken(found.value) if found.value is not None else figures.ABSENT
