"""Care of the book: importing ledgers, where things are, whether all is well."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path

from credit.book import EMPTY_BOOK, Book
from credit.change import BuyerMoved
from credit.problem import Fault, Problem
from credit.troubles import ahead_troubles, book_troubles
from integrations.ledgers.columns import Given
from integrations.ledgers.faults import NotRecognised, shortened
from integrations.ledgers.importer import FileRead, ImportPlan, PlannedFile, plan, read_file
from integrations.ledgers.mapping_file import load_mappings
from integrations.registry import read_providers
from integrations.telling.channel_file import read_channels
from storage.faults import NoBook
from storage.postgres.address import ROLES
from storage.store import open_store
from tui.cli.agreeing import Agreement
from tui.cli.care_arguments import UNSAID
from tui.cli.corrections_told import corrected_records, tell_corrected
from tui.cli.dating import asked_order, remember_order
from tui.cli.exits import Exit, exit_of
from tui.cli.health import Check, mail_check, place_checks
from tui.cli.kept_health import records_check
from tui.cli.opening import Opening
from tui.cli.opening_items import opening_records, tell_openings, with_openings
from tui.cli.output import narrate, write_json, write_text
from tui.cli.tables import tables_check
from tui.cli.unlocking import revealed
from tui.cli.vanishing import answered, tell_vanished, vanished_records
from tui.commands import keymap
from tui.config import load_config
from tui.desk import Desk
from tui.desk_day import DeskDay
from tui.foreseen import Foreseen
from tui.lasting import lasting
from tui.plain import facts_text
from tui.views.troubles import trouble_records
from wording import figures
from wording.book_terms import check_name, holding, problems_counted
from wording.faults import fault as fault_sentence
from wording.faults import problem as problem_sentence
from wording.listing import listed
from wording.words import _, plural

__all__ = ["doctor", "import_files", "paths"]

TRIES = 3
"""Times an import is read anew because another desk changed one of its buyers meanwhile."""
TOLD = 20
"""Problems narrated one by one; the rest is counted."""


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


def doctor(opened: Opening) -> Exit:
    """Run every check; each ends in ok or in its sentence. Problems of the data are told too, and are no damage of the book."""
    code = Exit.DONE
    rows = []
    in_data: list[Problem] = []
    for name, check in _checks(opened, in_data):
        try:
            detail, found = check()
        except Fault as fault:
            detail, found = fault_sentence(fault), exit_of(fault)
        rows.append({"check": name, "ok": found is Exit.DONE, "detail": detail})
        code = max(code, found)
    if opened.arguments.json:
        write_json({"checks": rows, "problems": trouble_records(in_data)})
    else:
        states = {True: _("ok"), False: _("NOT OK")}
        write_text(facts_text([(check_name(str(r["check"])), f"{states[bool(r['ok'])]}  {r['detail']}", "") for r in rows]))
    return code


def _checks(opened: Opening, in_data: list[Problem]) -> Iterator[Check]:
    books: list[Book] = []
    yield "book", lambda: _book_check(opened, books)
    yield from place_checks(opened, books)
    yield "config", lambda: _config_check(opened)
    yield "policy", lambda: (opened.policy().version, Exit.DONE)
    yield "providers", lambda: _providers_check(opened)
    yield "channels", lambda: _channels_check(opened)
    yield "mail", lambda: mail_check(opened)
    yield "records", lambda: records_check(opened)
    yield "tables", lambda: tables_check(opened)
    yield "mappings", lambda: (_("{n} known").format(n=len(load_mappings(opened.places.mappings))), Exit.DONE)
    if books:
        yield "clock", lambda: _clock_check(books[0])
        yield "data", lambda: _data_check(opened, books[0], in_data)


def _book_check(opened: Opening, books: list[Book]) -> tuple[str, Exit]:
    """Whether every record of the book can be read; the book is added to `books`."""
    place = ":memory:" if opened.arguments.demo else opened.book_place
    with open_store(place, create=opened.arguments.demo, passphrase=opened.passphrase, reveals=revealed) as store:
        with lasting():
            loaded, problems = store.load()
        facts = sum(len(account.versions) for account in loaded.accounts.values())
        holds = (*holding(len(loaded.accounts), facts, len(store.history())), problems_counted(len(problems)))
        told = f"{store.place}: {', '.join(holds)}"
        told += _("; read-only") if store.read_only else ""
        told = _with(told, store.notes)
        damaged = bool(problems) or any(note.code == "left_out_bad" for note in store.notes)
    books.append(loaded)
    return _with(told, problems), Exit.DAMAGED if damaged else Exit.DONE


def _data_check(opened: Opening, book: Book, in_data: list[Problem]) -> tuple[str, Exit]:
    """What is wrong with the data: told, and counted among the sound all the same, for the book itself is whole.

    What is dated after today is told whatever day is looked at: nobody can have learnt it, and no figure tells of it.
    """
    today = date.today()  # noqa: DTZ011 - the user's own calendar day
    on = opened.arguments.as_of or today
    in_data += (*book_troubles(opened.dressed(book), on), *ahead_troubles(book, max(on, today)))
    if not in_data:
        return _("nothing that cannot be right"), Exit.DONE
    told = plural("{n} problem of the data", "{n} problems of the data", len(in_data)).format(n=len(in_data))
    more = [_("And {n} more; --json lists all.").format(n=len(in_data) - TOLD)] if len(in_data) > TOLD else []
    return "; ".join([_with(told, in_data), *more]), Exit.DONE


def _clock_check(book: Book) -> tuple[str, Exit]:
    """Whether the clock of the machine tells no earlier day than facts were confirmed on."""
    back = DeskDay(book).back()
    return (figures.day(date.today()), Exit.DONE) if back is None else (fault_sentence(back), Exit.USAGE)  # noqa: DTZ011


def _config_check(opened: Opening) -> tuple[str, Exit]:
    """Whether the settings can be used, and the keys among them."""
    path = opened.places.config_file
    keymap(load_config(path).keys, path)
    return str(path), Exit.DONE


def _providers_check(opened: Opening) -> tuple[str, Exit]:
    """Whether every provider's file can be used."""
    registry = read_providers(opened.places.providers)
    told = _("{n} configured").format(n=len(registry.providers))
    return _with(told, registry.problems), Exit.USAGE if registry.problems else Exit.DONE


def _channels_check(opened: Opening) -> tuple[str, Exit]:
    """Whether every file of a way for alerts to go out can be used."""
    found = read_channels(opened.places.channels)
    return _with(_("{n} configured").format(n=len(found.channels)), found.problems), Exit.USAGE if found.problems else Exit.DONE


def _with(told: str, problems: Sequence[Problem]) -> str:
    """What was found, and behind it what is wrong."""
    return "; ".join([told, *(problem_sentence(problem) for problem in problems[:TOLD])])
