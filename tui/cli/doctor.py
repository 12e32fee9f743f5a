"""Whether all is well: one check after the other, each of which ends in ok or in its sentence."""

from collections.abc import Iterator, Sequence
from datetime import date

from credit.book import Book
from credit.problem import Fault, Problem
from credit.troubles import ahead_troubles, book_troubles
from integrations.ledgers.mapping_file import load_mappings
from integrations.registry import read_providers
from integrations.telling.channel_file import read_channels
from storage.store import open_store
from tui.cli.exits import Exit, exit_of
from tui.cli.health import Check, mail_check, place_checks
from tui.cli.kept_health import records_check
from tui.cli.opening import Opening
from tui.cli.output import TOLD, write_json, write_text
from tui.cli.tables import tables_check
from tui.cli.unlocking import revealed
from tui.commands import keymap
from tui.config import load_config
from tui.desk_day import DeskDay
from tui.lasting import lasting
from tui.plain import facts_text
from tui.views.troubles import trouble_records
from wording import figures
from wording.book_terms import check_name, holding, problems_counted
from wording.faults import fault as fault_sentence
from wording.faults import problem as problem_sentence
from wording.words import _, plural

__all__ = ["doctor"]


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
