"""Files from other systems into a book: each file is read, then laid against the book, whole or not at all.

Reading and planning are two steps, so a dry run is the same run without its last step. The order in which files are named
does not matter: buyers come before what they owe, and that before what they paid.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from credit.book import EMPTY_BOOK, Book
from credit.change import Change
from credit.intake import intake
from credit.invoice import Invoice, Order
from credit.problem import Problem
from credit.receipt import Receipt
from credit.text import legible
from integrations.ledgers.aged import aged_table, told_day
from integrations.ledgers.buyers_terms import dated_by_buyers
from integrations.ledgers.columns import Columns, Given
from integrations.ledgers.corrected import Corrected, corrections
from integrations.ledgers.faults import BadEncoding, ExportSheet, NotRecognised, SourceFault, UnclosedQuote, shortened
from integrations.ledgers.fields import Kind
from integrations.ledgers.mapping import LedgerMapping, mapping_named, recognise
from integrations.ledgers.openings import openings
from integrations.ledgers.reading import FileRead, read_sheet
from integrations.ledgers.tables import Sheet, decoded, file_bytes, sheet, unclosed
from integrations.ledgers.vanished import Vanished, balances_left_out, vanished, with_recalls
from integrations.ledgers.workbooks import is_workbook, sheets_of

__all__ = ["FileRead", "ImportPlan", "PlannedFile", "plan", "read_file"]

_NAMED = 20
"""Buyers nobody described of whom the nearest number is looked for."""
_OWED = (Invoice, Order, Receipt)
"""Facts that are about an amount of trade."""
_ORDER = [kind.value for kind in Kind]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """What one file does to the book; the last five count rows, and the first of those is the sum of the other four.

    A file that is refused because of some of its rows adds nothing; `refused` then counts those rows alone.
    """

    path: str
    kind: str
    mapping: str
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    not_taken: tuple[str, ...] = ()
    """Headings nothing was read from."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import does: its files as they were named, and a change for each that is taken in."""

    files: tuple[PlannedFile, ...] = ()
    changes: tuple[Change, ...] = ()
    """In the order in which they are to be committed; a file that brings nothing new has none."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    book: Book = EMPTY_BOOK
    """The book once every change is in it."""
    vanished: tuple[Vanished, ...] = ()
    """What is open in it and stands no more in the lists of everything that is open, or in the aged balances."""
    settled: bool = False
    """Whether that was said to be paid, and is among the changes."""
    corrected: tuple[Corrected, ...] = ()
    """Fields of known invoices that come in otherwise, in the order of the files."""
    openings: tuple[Vanished, ...] = ()
    """Opening items that stand beside invoices of their buyer."""
    openings_gone: bool = False
    """Whether the invoices were said to be all of it, and the opening items go."""
    stood: Book = EMPTY_BOOK
    """The book that was planned on."""


def read_file(
    path: Path,
    mappings: Mapping[str, LedgerMapping],
    given: Given,
    *,
    mapping_name: str = "",
    kind: str = "auto",
) -> FileRead:
    """Everything a file says, or the problem that it cannot be read; raises `UnknownMapping`.

    `kind` (`customers`, `invoices`, `ledger`, `receipts`, `activities`, `auto`) leaves only mappings of that kind to be
    recognised; a ledger counts as invoices too.
    """
    chosen = mapping_named(mapping_name, mappings) if mapping_name else None
    known = [chosen] if chosen else [mapping for mapping in mappings.values() if _of_kind(mapping.kind, kind)]
    try:
        raw = file_bytes(path)
        mapping, table, encoding, alike = _opened(
            str(path), raw, known, named=chosen is not None, aged=kind in ("auto", Kind.BALANCES)
        )
        if mapping.kind is Kind.BALANCES:
            given = replace(given, on=told_day(table) or given.on)
        found = read_sheet(table, Columns.over(table, mapping, given))
    except SourceFault as fault:
        return FileRead(str(path), "" if kind == "auto" else kind, mapping_name, problems=(fault.problem(str(path)),))
    if not found.read:
        return replace(found, problems=(Problem("no_rows", "", str(path)),))
    if alike:
        found = replace(found, notes=(Problem("sheets_left_out", str(alike), str(path)), *found.notes))
    if encoding in GUESSED and not mapping.encoding:
        guessed = Problem("encoding_guessed", encoding, str(path))
        return replace(found, notes=(guessed, *found.notes))
    return found


def plan(book: Book, reads: Iterable[FileRead], on: date, *, skip_bad: bool = False, today: date = date.max) -> ImportPlan:
    """What these files do to `book` when they come in on that day; a file with a bad row does nothing unless `skip_bad`.

    `today` is the day that really is today: a correction of what is dated later takes its place.
    """
    reads, stood = list(reads), book
    planned: dict[int, PlannedFile] = {}
    changes: list[Change] = []
    corrected: list[Corrected] = []
    for place in sorted(range(len(reads)), key=lambda place: _precedence(reads[place])):
        read = reads[place] = dated_by_buyers(reads[place], book)
        if read.problems and not skip_bad:
            planned[place] = PlannedFile(
                read.path, read.kind, read.mapping, read.read, refused=read.refused, not_taken=read.not_taken
            )
            reads[place] = _of_the_file_alone(read)
            continue
        entries = with_recalls(read.entries) if read.open_items or read.kind == Kind.BALANCES else read.entries
        taken = intake(book, entries, on, today)
        planned[place] = PlannedFile(
            read.path, read.kind, read.mapping, read.read,
            taken.added, taken.changed, taken.unchanged + read.repeated, read.refused, read.not_taken,
        )  # fmt: skip
        if taken.change:
            corrected += corrections(book, taken.change)
            changes.append(taken.change)
            book = book.after(taken.change)
    return ImportPlan(
        tuple(planned[place] for place in range(len(reads))),
        tuple(changes),
        tuple(problem for read in reads for problem in read.problems),
        (*(note for read in reads for note in (*read.notes, *_strangers(read, book))), *_without_rate(reads, book, on)),
        book,
        (
            *vanished(book, (entry for read in reads if read.open_items for entry in read.entries), on),
            *balances_left_out(book, (entry for read in reads if read.kind == Kind.BALANCES for entry in read.entries), on),
        ),
        corrected=tuple(corrected),
        openings=openings(book, {entry.facts[0].customer_id for read in reads for entry in read.entries}, on),
        stood=stood,
    )


def _of_the_file_alone(read: FileRead) -> FileRead:
    """A file that is refused: nothing of it came in, so nothing is noted of its rows."""
    return replace(read, entries=(), notes=tuple(note for note in read.notes if not note.line))


def _strangers(read: FileRead, book: Book) -> Iterator[Problem]:
    """The first row that names each buyer nobody described, with the nearest number; where buyers are described at all."""
    described = [id for id, account in book.accounts.items() if account.described] if read.entries else []
    told: set[str] = set()
    for entry in read.entries if described else ():
        id = entry.facts[0].customer_id
        account = book.accounts.get(id)
        if account is None or account.described or id in told:
            continue
        near = get_close_matches(id, described, 1) if len(told) < _NAMED else []
        told.add(id)
        code = "not_described_near" if near else "not_described"
        yield Problem(code, shortened(id), read.path, entry.line, expected=next(iter(near), ""))


def _without_rate(reads: Iterable[FileRead], book: Book, on: date) -> Iterator[Problem]:
    """The first row of each currency that has no rate on the day of the import: its amounts stand in no sum of the house."""
    told: set[str] = set()
    for read, entry, fact in ((each, one, fact) for each in reads for one in each.entries for fact in one.facts):
        if isinstance(fact, _OWED) and (currency := fact.amount.currency) not in told:
            told.add(currency)
            if book.rates.factor(currency, book.base, on) is None:
                yield Problem("no_rate", currency, read.path, entry.line, expected=book.base)


def _precedence(read: FileRead) -> tuple[int, str]:
    return (_ORDER.index(read.kind) if read.kind in _ORDER else len(_ORDER)), read.path


def _of_kind(kind: Kind, asked: str) -> bool:
    return asked in ("auto", kind.value) or (asked == Kind.INVOICES.value and kind is Kind.LEDGER)


_PLAIN = LedgerMapping("", Kind.BALANCES, {})
"""Asks for no encoding and no separator."""
GUESSED = frozenset({"gb18030", "cp1250", "cp1251", "cp1252", "cp932", "utf-16-be", "utf-16-le"})
"""Encodings that are told by their bytes alone."""
WORKBOOK = "workbook"
"""Stands for an encoding where there is none."""
EXPORTED = (frozenset({"id", "learnt_on", "more"}), frozenset({"number", "act", "hash", "document"}))
"""Headings by which the sheets of an exported book are known."""


_Opened = tuple[LedgerMapping, Sheet, str, int]
"""The mapping that knows a file, its table as that mapping reads it, the encoding, and how many more sheets it knows as well."""


def _opened(path: str, raw: bytes, mappings: list[LedgerMapping], *, named: bool, aged: bool) -> _Opened:
    """What knows this file, and how it reads it; raises `SourceFault`.

    Where nothing does it may still be a table of aged balances, with `aged`.
    """
    fitting: list[tuple[LedgerMapping, Sheet, str]] = []
    tried: list[Sheet] = []
    broken_at: SourceFault | None = None
    for text, used, separator, alike in _readings(raw, mappings):

        def knows(cells: Sequence[str], alike: list[LedgerMapping] = alike) -> bool:
            return any(mapping.titled(cells) for mapping in alike) if named else recognise(cells, alike) is not None

        try:
            table = sheet(path, text, separator, knows)
        except UnclosedQuote as broken:  # split by another mapping's separator, quoted cells look so
            broken_at = broken
            continue
        tried.append(table)
        found = alike[0] if named else recognise(table.heading, alike)
        if found:
            fitting.append((found, table, used))
    if not fitting and aged and not named:
        plain = _readings(raw, [_PLAIN]) if tried else ()
        tables = ((aged_table(path, text, separator), used) for text, used, separator, _alike in plain)
        fitting += [(*found, used) for found, used in tables if found is not None]
    if not fitting:
        raise broken_at if broken_at is not None and not tried else _stranger(tried)
    mapping, table, used = max(fitting, key=lambda found: (named and found[0].titled(found[1].heading), found[0].rank))
    others = [other for other in fitting if used == WORKBOOK and other[0].name == mapping.name and other[1] is not table]
    return mapping, table, used, sum(other.titled(heading.heading) for other, heading, _used in others)


def _stranger(tried: Sequence[Sheet]) -> SourceFault:
    """Why nobody knows a file, by every way it was read."""
    heading = max((table.heading for table in tried), key=len, default=())
    if any(marks.issubset(heading) for marks in EXPORTED):
        return ExportSheet()
    line = next(filter(None, map(unclosed, tried)), 0)
    return UnclosedQuote(line=line) if line else NotRecognised(detail=", ".join(heading))


def _readings(raw: bytes, mappings: list[LedgerMapping]) -> Iterator[tuple[str, str, str, list[LedgerMapping]]]:
    """Each way the file reads: its text, the encoding (`workbook` for one), the separator, and whom that suits."""
    if is_workbook(raw):
        for text in sheets_of(raw).values():
            yield legible(text), WORKBOOK, ",", mappings
        return
    texts = _texts(raw, [mapping.encoding for mapping in mappings])
    for (encoding, separator), alike in _alike(mappings).items():
        if encoding in texts:
            yield *texts[encoding], separator, alike


def _alike(mappings: Iterable[LedgerMapping]) -> dict[tuple[str, str], list[LedgerMapping]]:
    """Mappings by the encoding and the separator they ask for."""
    alike: dict[tuple[str, str], list[LedgerMapping]] = {}
    for mapping in mappings:
        alike.setdefault((mapping.encoding, mapping.separator), []).append(mapping)
    return alike


def _texts(raw: bytes, encodings: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The text by each asked encoding that can read it, with the one used; raises `BadEncoding` where none can."""
    texts: dict[str, tuple[str, str]] = {}
    refused: dict[str, BadEncoding] = {}
    for encoding in dict.fromkeys(encodings):
        try:
            texts[encoding] = decoded(raw, encoding)
        except BadEncoding as wrong:
            refused[encoding] = wrong
    if not texts and refused:
        raise refused.get("", next(iter(refused.values())))
    return texts
