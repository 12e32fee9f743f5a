"""A file as rows of text, whatever separator and encoding its system wrote.

UTF-8 is tried first and strictly. What is not has to be guessed by how its bytes follow each other, and is noted, for a wrong
guess turns names into other names without a sound; a mapping can name the encoding. Control and bidirectional characters are
dropped here, once, so nothing from a file can speak to the terminal. A heading may stand below a title.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from credit.text import legible
from integrations.ledgers.encodings import likely, wide
from integrations.ledgers.faults import BadEncoding, FileEmpty, FileMissing, FileUnreadable, IsFolder, NotATable, UnclosedQuote
from integrations.ledgers.workbooks import is_workbook

__all__ = ["Sheet", "decoded", "file_bytes", "headings", "records_of", "sheet", "together", "unclosed"]

_MAGIC = {b"%PDF": "pdf", b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7z", b"Rar!": "rar"}
_BEGINNING = 256
"""Bytes in which a file says what it is."""
_ABOVE = 40
"""Lines of a title that may stand above the heading."""
_WESTERN = "\u2e80"
"""Characters behind this one are written without spaces between words."""
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml")
"""How a web page or XML begins, which some systems save under the name of a workbook."""
_SEPARATORS = ",;\t|"
_GUARD = re.compile(r'\s*="([^"]*)"\s*')
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its heading, and its rows as often as they are asked for."""

    path: str
    heading: tuple[str, ...]
    text: str
    separator: str = ","
    above: int = 0
    """Rows above the heading that are not blank: a title, a day, a filter."""

    def rows(self) -> Iterator[tuple[int, list[str] | None]]:
        """The rows below the heading, each with the line of the file it starts on; blank ones are left out.

        A row is `None` where quotes do not close or close in the middle of a cell.
        """
        every = _records(self.text, self.separator)
        for _row in range(self.above + 1):
            next(every)
        return every


def file_bytes(path: Path) -> bytes:
    """What stands in the file; raises the fault that says why not."""
    if path.is_dir():
        raise IsFolder
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise FileMissing from None
    except OSError as refused:
        raise FileUnreadable(detail=refused.strerror or "") from None
    if not raw.strip():
        raise FileEmpty
    for magic, kind in _MAGIC.items():
        if raw.startswith(magic):
            raise NotATable(detail=kind)
    if is_workbook(raw):
        return raw
    if raw[:_BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise NotATable(detail="markup")
    if not _utf16(raw) and not wide(raw) and raw.count(0) > len(raw) // 10:
        raise NotATable(detail="binary")
    return raw


def decoded(raw: bytes, encoding: str = "") -> tuple[str, str]:
    """The text of `raw` without control characters, and its encoding; raises `BadEncoding` naming the line.

    With no `encoding` given: UTF-16 with a byte order mark, UTF-8, then the one its bytes look most like, each strictly.
    """
    names = _candidates(raw, encoding)
    furthest = 0
    for name in names:
        try:
            return legible(raw.decode(name)), name.removesuffix("-sig")
        except UnicodeDecodeError as wrong:
            furthest = max(furthest, wrong.start)
    raise BadEncoding(detail=", ".join(names).replace("-sig", ""), line=raw.count(b"\n", 0, furthest) + 1)


def sheet(path: str, text: str, separator: str = "", known: Callable[[Sequence[str]], bool] | None = None) -> Sheet:
    """The table in `text`, split at `separator` or at what its widest line is split by; raises `FileEmpty`, `UnclosedQuote`.

    Its heading is the first line that is `known`, of those a title may stand above; the first of all where none is.
    """
    declared = _DECLARED.match(text)
    separator = separator or (declared[1] if declared else "") or _sniffed(text)
    told = list(islice(_records(text, separator), _ABOVE))
    if not told:
        raise FileEmpty
    first = [cells for _line, cells in told]
    named = (one for one in headings(first) if known is not None and known(one[1]))
    above, heading = next(named, (0, first[0]))
    if heading is None:
        raise UnclosedQuote(line=told[0][0])
    return Sheet(path, tuple(cell.strip() for cell in heading), text, separator, above)


def headings(first: Sequence[list[str] | None]) -> Iterator[tuple[int, list[str]]]:
    """What may be the heading, with the rows above its last line: each line by itself, then two read together, as `together`."""
    yield from ((above, cells) for above, cells in enumerate(first) if cells is not None)
    for below, (over, under) in enumerate(pairwise(first), 1):
        if over is not None and under is not None:
            yield from ((below, cells) for cells in together(over, under))


def together(over: Sequence[str], under: Sequence[str]) -> tuple[list[str], list[str]]:
    """Two lines of heading as one: the word above before the one below it, and then each word below by itself.

    A word above several columns stands above the first of them alone, as merged cells are saved.
    """
    both: list[str] = []
    group = ""
    for place in range(max(len(over), len(under))):
        above, below = (cells[place].strip() if place < len(cells) else "" for cells in (over, under))
        group = (above if below else "") if above else group if below else ""
        both.append(_one_name(group or above, below))
    return both, [below.strip() or both[place] for place, below in enumerate([*under, *[""] * (len(both) - len(under))])]


def _one_name(above: str, below: str) -> str:
    """Two words of heading as one, which Chinese writes without a space."""
    return (above + below) if above[-1:] > _WESTERN and below[:1] > _WESTERN else f"{above} {below}".strip()


def records_of(table: Sheet) -> Iterator[tuple[int, list[str] | None]]:
    """Every row that is not blank, from the first line on, the heading among them."""
    return _records(table.text, table.separator)


def unclosed(table: Sheet) -> int:
    """The line of the first few from which a quote stays open to the end of the file; 0 where every quote there closes."""
    told = list(islice(records_of(table), _ABOVE + 1))
    line, cells = told[-1]
    return line if cells is None and len(told) <= _ABOVE else 0


def _candidates(raw: bytes, encoding: str) -> tuple[str, ...]:
    if encoding:
        return ("utf-8-sig",) if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else (encoding,)
    if _utf16(raw):
        return ("utf-16",)
    if found := wide(raw):
        return (found,)
    return ("utf-8-sig",) if raw.startswith(b"\xef\xbb\xbf") else ("utf-8-sig", *likely(raw))


def _utf16(raw: bytes) -> bool:
    return raw.startswith((b"\xff\xfe", b"\xfe\xff"))


def _sniffed(text: str) -> str:
    """The separator that splits one of the first lines most; the first of several, as they are usual."""
    lines = list(islice((line for line in _lines(text) if line.strip()), _ABOVE))
    return max(_SEPARATORS, key=lambda mark: max((_cells(line, mark) for line in lines), default=0))


def _cells(line: str, mark: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=mark), ()))
    except csv.Error:  # a cell longer than any
        return 0


def _unguarded(cell: str) -> str:
    """A cell without the formula some systems write around it, so that a spreadsheet keeps its zeros: `="00123"`."""
    found = _GUARD.fullmatch(cell)
    return found[1] if found else cell


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, whichever they are, cut off one by one: mostly the first few are asked for."""
    return (found[0] for found in _LINE.finditer(text))


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str] | None]]:
    lines = _lines(text)
    start = 1
    if _DECLARED.match(text):
        next(lines)
        start = 2
    reader = csv.reader(lines, delimiter=separator, strict=True)
    guarded = '="' in text
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield before + start, None
        else:
            if any(map(str.strip, cells)):
                yield before + start, [*map(_unguarded, cells)] if guarded else cells
        before = reader.line_num
