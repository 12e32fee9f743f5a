"""Keeping the book: a copy, a copy put back, everything as CSV, another place, and the end of a buyer's data."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from credit.actions import Hand, purge
from credit.book import Book
from credit.change import Change
from credit.customer import Customer
from credit.problem import Problem
from storage import purging
from storage.atomic import no_change
from storage.checking import Checked
from storage.faults import write_failed
from storage.leftovers import left_out
from storage.locked import is_locked
from storage.passphrase import Passphrase
from storage.restoring import move, restore
from storage.sheets import write_sheets
from storage.sources import looked_at
from storage.store import file_at
from tui.cli.exits import Exit
from tui.cli.health import remains_lines
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.cli.unlocking import way_to
from tui.config import login
from tui.lasting import lasting
from tui.plain import facts_text
from wording import figures
from wording.book_terms import holding
from wording.faults import problem as problem_sentence
from wording.listing import listed
from wording.words import _, plural

if TYPE_CHECKING:
    from storage.postgres.moving import OnServer

TOLD = 20
"""Strange records that are named; `doctor` names all."""

__all__ = ["backup", "export", "move_book", "purge_buyer", "restore_book"]


def backup(opened: Opening) -> Exit:
    """Copy the book to a path where nothing stands."""
    target = file_at(opened.arguments.to)
    store = opened.desk_and_store()[1] if opened.arguments.demo else opened.store()
    with no_change():
        store.backup(target)
    _tell(opened, {"copy": target, "encrypted": is_locked(target)}, [(_("Copied"), str(target), ""), *_locked_lines(target)])
    return Exit.DONE


def _file(opened: Opening) -> Path:
    """The file of this run's book."""
    return file_at(":memory:" if opened.arguments.demo else opened.book_place)


def _book(opened: Opening) -> "Path | OnServer":
    """This run's book, wherever it stands."""
    return opened.place_of(":memory:" if opened.arguments.demo else opened.book_place)


def restore_book(opened: Opening) -> Exit:
    """Put a copy in the place of the book, once all of it was found whole; what stood there is kept."""
    place, source = _file(opened), file_at(opened.arguments.source)
    with lasting():
        done = restore(source, place, opened.passphrase, _locks(opened))
    record = {"book": place, **_content(done.found), "encrypted": is_locked(place), "kept": list(done.kept)}
    kept = [(_("Kept"), str(path), "") for path in done.kept]
    _tell(opened, record, [(_("Restored"), str(place), ""), *_content_lines(done.found), *_locked_lines(place), *kept])
    _warn(place, (source, *done.kept))
    _say((*done.found.left_out, *done.found.problems[:TOLD]))
    return Exit.DONE


def move_book(opened: Opening) -> Exit:
    """Copy a book to a new place and say so once both were found equal."""
    a = opened.arguments
    source, target = opened.place_of(a.source), opened.place_of(a.to)
    with lasting():
        found = _copied(opened, source, target)
    locked = isinstance(target, Path) and is_locked(target)
    record = {"book": str(target), **_content(found), "encrypted": locked}
    _tell(opened, record, [(_("Copied"), str(target), ""), *_content_lines(found), *([(_("Encrypted"), _("yes"), "")] * locked)])
    narrate(_("Both books are equal. Open the new one with --book, or name it as book in the settings; the old one stays."))
    if isinstance(target, Path) and isinstance(source, Path):
        _warn(target, (source,))
    elif isinstance(source, Path) and is_locked(source):
        narrate(_("The book is encrypted and a server keeps it in clear: whoever runs the server can read everything."))
    _say((*found.left_out, *found.problems[:TOLD]))
    return Exit.DONE


def _copied(opened: Opening, source: "Path | OnServer", target: "Path | OnServer") -> Checked:
    if isinstance(target, Path):
        return move(source, target, opened.passphrase, _locks(opened))
    from storage.postgres.moving import move_to

    return move_to(source, target.address, opened.passphrase)


def _purged(opened: Opening, place: "Path | OnServer", decide: Callable[[Book], Change]) -> purging.Purged:
    id, at = opened.arguments.id, datetime.now(UTC)
    if isinstance(place, Path):
        return purging.purge(place, id, decide, at, opened.passphrase)
    from storage.postgres.purging import purge_at

    return purge_at(place.address, id, decide, at)


def _locks(opened: Opening) -> Passphrase | None:
    """What encrypts the book that is written: the passphrase of this run, or the one said for it."""
    a = opened.arguments
    if a.decrypt:
        return None
    return way_to(a.encrypt) if a.encrypt else opened.passphrase


def _locked_lines(book: Path) -> list[tuple[str, str, str]]:
    return [(_("Encrypted"), _("yes"), "")] if is_locked(book) else []


def _warn(book: Path, others: Sequence[Path]) -> None:
    """Say what still lies there in clear of a book that is encrypted now."""
    plain = [str(path) for path in others if not is_locked(path)]
    if is_locked(book) and plain:
        told = plural(
            "Still there in clear: {paths}. Remove it once the encrypted book is in use, and older backups and exports with it.",
            "Still there in clear: {paths}. Remove them once the encrypted book is in use, and older backups and exports too.",
            len(plain),
        )
        narrate(told.format(paths=", ".join(plain)))


def _say(problems: Sequence[Problem]) -> None:
    """Say what of a journal does not count, and which records of a whole copy this version cannot read or knows only in part."""
    for problem in problems:
        narrate(problem_sentence(problem))


def _content(found: Checked) -> dict[str, Any]:
    """What a book holds, as scripts read it."""
    last = found.history[-1] if found.history else None
    return {
        "buyers": len(found.book.accounts),
        "facts": found.facts,
        "commits": len(found.history),
        "last_commit": {"at": last.at, "who": last.who} if last else None,
    }


def _content_lines(found: Checked) -> list[tuple[str, str, str]]:
    told = holding(len(found.book.accounts), found.facts, len(found.history))
    lines = [(_("Holds"), listed(told), "")]
    if found.history:
        last = found.history[-1]
        on = figures.day(last.at.astimezone().date())
        lines.append((_("Last commit"), f"{on} {last.who}".strip(), ""))
    return lines


def _tell(opened: Opening, record: dict[str, Any], lines: list[tuple[str, str, str]]) -> None:
    if opened.arguments.json:
        write_json(record)
    else:
        write_text(facts_text(lines))


def export(opened: Opening) -> Exit:
    """Write everything into a folder of its own."""
    folder = file_at(opened.arguments.to)
    book = _book(opened)
    with lasting(), no_change(), looked_at(book, opened.passphrase) as shelves:
        sheets = write_sheets(shelves, folder)
        locked, waiting = shelves.key is not None, left_out(shelves.ending, str(book))
    record = {"folder": folder, "sheets": [{"file": sheet.file, "rows": sheet.rows} for sheet in sheets]}
    _tell(opened, record, [(_("Exported"), str(folder), ""), *((sheet.file, str(sheet.rows), "") for sheet in sheets)])
    _say(waiting)
    if locked:
        narrate(_("The book is encrypted and an export is not: whoever can read {path} can read everything.").format(path=folder))
    return Exit.DONE


def purge_buyer(opened: Opening) -> Exit:
    """Remove a buyer's data where nothing is open with it; without `--yes` say what would go."""
    opened.need_no_day()
    a, place = opened.arguments, _book(opened)
    hand = Hand(opened.config.who or login(opened.environ), date.today(), uuid4().hex)  # noqa: DTZ011 - the user's own calendar day

    known_by: set[str] = {a.id}

    def decide(book: Book) -> Change:
        change = purge(opened.dressed(book), hand, a.id)
        known_by.update(_registrations(book, a.id))
        return change

    if not a.yes:
        return _would_go(opened, decide)
    answers = 0

    def decide_and_forget(book: Book) -> Change:
        nonlocal answers
        change = decide(book)
        answers = _forgotten(opened, known_by)  # first: once the book has forgotten the buyer, nobody knows whose they are
        return change

    opened.store().close()  # a book of an older form is brought forward, and what a dead writer left is put aside
    done = _purged(opened, place, decide_and_forget)
    record = {"id": a.id, "facts": done.facts, "before": done.before, "beside": [each.path for each in done.beside]}
    told = [(_("Purged"), _gone(done.facts, done.before), ""), (_("Answers"), _("{n} of providers").format(n=answers), "")]
    _tell(opened, {**record, "answers": answers}, told if answers else told[:1])
    if done.beside:
        narrate(_("Look also into what lies beside the book and into your backups: they were not touched."))
        for line in remains_lines(done.beside):
            narrate(line)
    return Exit.DONE


def _forgotten(opened: Opening, known_by: set[str]) -> int:
    """Remove what providers answered about a buyer; how many answers there were. Raises `BookWriteFailed` where one stays."""
    try:
        return opened.records().forget(known_by)
    except OSError as error:
        raise write_failed(opened.places.records, error) from None


def _registrations(book: Book, id: str) -> set[str]:
    """Every number the buyer was ever written down with, to find what providers said of it."""
    buyers = (fact for fact in book.account(id).versions if isinstance(fact, Customer))
    return {number for buyer in buyers for _kind, number in buyer.registrations}


def _would_go(opened: Opening, decide: Any) -> Exit:
    store = opened.store()
    change = decide(store.load()[0])
    facts = len(change.drop)
    before = sum(len(entry.before) for entry in store.history(opened.arguments.id))
    record = {"id": opened.arguments.id, "facts": facts, "before": before}
    _tell(opened, record, [(_("Would go"), _gone(facts, before), "")])
    narrate(_("Nothing was removed. It cannot be undone: say --yes to do it."))
    return Exit.USAGE


def _gone(facts: int, before: int) -> str:
    return _("{facts} facts, and {before} kept in the history").format(facts=facts, before=before)
