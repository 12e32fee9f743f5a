"""Care of the book: importing ledgers, where things are."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path

from credit.book import EMPTY_BOOK
from credit.change import BuyerMoved
from integrations.ledgers.columns import Given
from integrations.ledgers.faults import NotRecognised, shortened
from integrations.ledgers.importer import FileRead, ImportPlan, PlannedFile, plan, read_file
from integrations.ledgers.mapping_file import load_mappings
from storage.faults import NoBook
from storage.postgres.address import ROLES
from tui.cli.agreeing import Agreement
from tui.cli.care_arguments import UNSAID
from tui.cli.corrections_told import corrected_records, tell_corrected
from tui.cli.dating import asked_order, remember_order
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.opening_items import opening_records, tell_openings, with_openings
from tui.cli.output import TOLD, narrate, write_json, write_text
from tui.cli.vanishing import answered, tell_vanished, vanished_records
from tui.desk import Desk
from tui.foreseen import Foreseen
from tui.lasting import lasting
from tui.plain import facts_text
from wording import figures
from wording.faults import problem as problem_sentence
from wording.listing import listed
from wording.words import _, plural

__all__ = ["import_files", "paths"]

TRIES = 3
"""Times an import is read anew because another desk changed one of its buyers meanwhile."""


def import_files(opened: Opening) -> Exit:
    """Read files into the book, each whole or not at all; a book is made only when something comes in."""
    a = opened.arguments
    desk = _book_there(opened)
    on = desk.on if desk else a.as_of or date.today()  # noqa: DTZ011 - the user's own calendar day
    agreement = Agreement(opened, load_mappings(opened.places.mappings))
    for left in reversed(range(TRIES)):
        with lasting():
            planned = with_openings(opened, answered(opened, _planned(opened, desk, on, agreement), on), on)
        if not planned.changes or a.dry_run:
            break
        desk = desk or opened.desk(create=True)
        try:
            with lasting():
                changes = [replace(change, who=desk.who) for change in planned.changes]
                desk.take_in(changes, Foreseen(planned.stood, planned.book))
            break
        except BuyerMoved:  # another desk wrote meanwhile: what is to come in is held against that too
            if not left:
                raise
    _tell(opened, planned, agreement)
    return Exit.REFUSED if any(_came_to_nothing(file, a.skip_bad) for file in planned.files) else Exit.DONE


def _book_there(opened: Opening) -> Desk | None:
    """The desk on the book, or `None` where there is none yet."""
    try:
        return opened.desk()
    except NoBook:
        return None


def _planned(opened: Opening, desk: Desk | None, on: date, agreement: Agreement) -> ImportPlan:
    a, base = opened.arguments, opened.config.base_currency
    learnt = None if a.learnt == UNSAID else a.learnt or on
    today = max(on, date.today())  # noqa: DTZ011 - the user's own calendar day
    given = Given(on, learnt, a.currency.upper(), base, a.open_items, today)
    reads = [_read(path, agreement, given) for path in a.file]
    return plan(desk.book if desk else opened.dressed(EMPTY_BOOK), reads, on, skip_bad=a.skip_bad, today=today)


def _read(path: str, agreement: Agreement, given: Given) -> FileRead:
    """What a file says; one that no mapping knows is read by the columns found in it, once somebody agreed to them."""
    a = agreement.opened.arguments
    given = replace(given, told=partial(_rows_read, path), date_order=a.date_order)
    name = a.mapping
    found = read_file(Path(path), agreement.known, given, mapping_name=name, kind=a.kind)
    if not name and [problem.code for problem in found.problems] == [NotRecognised.code]:
        name = agreement.name_for(path)
        found = read_file(Path(path), agreement.known, given, mapping_name=name) if name else found
    if order := asked_order(agreement.opened, found):
        found = read_file(Path(path), agreement.known, replace(given, date_order=order), mapping_name=name, kind=a.kind)
    if (said := order or a.date_order) and found.read:
        remember_order(agreement.opened, agreement.known, found.mapping, said)
    return found


def _rows_read(path: str, rows: int) -> None:
    """Show how far the reading of a large file is, where somebody sees it."""
    if sys.stderr.isatty():
        sys.stderr.write("\r" + _("{path}: {n} rows read ...").format(path=figures.safe(path), n=rows) + "\x1b[K\r")
        sys.stderr.flush()


def _came_to_nothing(file: PlannedFile, skip_bad: bool) -> bool:
    """Whether nothing of the file came in, or not all of it where bad rows were not to be left out."""
    refused = file.refused == file.read if skip_bad else file.refused > 0
    return not file.mapping or refused or not file.read


def _tell(opened: Opening, planned: ImportPlan, agreement: Agreement) -> None:
    """What came in, file by file; problems are narrated one by one."""
    if opened.arguments.json:
        problems = [
            {"path": p.path, "line": p.line, "column": p.column, "problem": problem_sentence(p)} for p in planned.problems
        ]
        notes = [problem_sentence(note) for note in planned.notes]
        files = [asdict(file) for file in planned.files]
        write_json(
            {
                "files": files,
                "problems": problems,
                "notes": notes,
                "proposed": agreement.records,
                "vanished": vanished_records(planned),
                "corrected": corrected_records(planned.corrected),
                "openings": opening_records(planned),
            }
        )
        return
    shown = {str(record["path"]) for record in agreement.records}
    problems_left = [bad for bad in planned.problems if bad.code != NotRecognised.code or bad.path not in shown]
    for told in (problems_left, planned.notes):
        for problem in told[:TOLD]:
            narrate(problem_sentence(problem))
        if len(told) > TOLD:
            narrate(_("And {n} more; --json lists all.").format(n=len(told) - TOLD))
    tell_corrected(planned.corrected)
    tell_vanished(planned)
    tell_openings(planned)
    lines = [(path, told, "") for file in planned.files for path, told in _file_lines(file)]
    write_text(facts_text(lines))


def _file_lines(file: PlannedFile) -> Iterator[tuple[str, str]]:
    """What became of a file, and the columns nothing was read from."""
    yield file.path, _counts(file)
    if file.not_taken:
        yield "", _("not taken: {columns}").format(columns=listed(figures.safe(shortened(name)) for name in file.not_taken))


def _counts(file: PlannedFile) -> str:
    if not file.mapping:
        return _("not read")
    rows = plural("{n} row read", "{n} rows read", file.read).format(n=file.read)
    return _("{mapping}: {rows}, {added} added, {changed} changed, {unchanged} unchanged, {refused} refused").format(
        rows=rows, **asdict(file)
    )


def paths(opened: Opening) -> Exit:
    """Where everything is."""
    places = opened.places
    found = {
        "book": opened.book_shown,
        "config": str(places.config_file),
        "policy": str(places.policy_file),
        "providers": str(places.providers),
        "channels": str(places.channels),
        "records": str(places.records),
        "mappings": str(places.mappings),
        "countries": str(places.countries),
        "rates": str(places.rates),
        "reports": str(places.reports),
        "bank": str(places.bank),
        "templates": str(places.templates),
        "state": str(places.state),
        "roles": str(ROLES),
    }
    if opened.arguments.json:
        write_json({"paths": found})
    else:
        write_text(facts_text([(name, path, "") for name, path in found.items()]))
    return Exit.DONE
