"""A book as a folder of sheets: one CSV file for each kind of fact, one for the history, and the whole as one plain JSON file.

The sheets are UTF-8 with a byte order mark, by which spreadsheets know it. They read back to the very book: a list beside them
tells the hash of each, so one that a spreadsheet saved anew is not taken for what was written.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from storage.atomic import replace_file
from storage.cells import KINDS, doc_of, heading, row_of
from storage.codec import Doc
from storage.faults import BookNewer, BookWriteFailed, NotRestored, Refusal, WriteFailure, write_failed
from storage.history_sheet import HEADING, entries_in, rows_of_entry
from storage.migrations import SCHEMA, migrate
from storage.plain_json import plain
from storage.sealed import encode
from storage.shelves import Shelves
from storage.tree import FACTS, HISTORY, META, Tree, lines

__all__ = ["LISTED", "Sheet", "read_sheets", "write_sheets"]

LISTED = "export.json"
"""The list of the sheets; written last, so a folder without it is no whole export."""
WHOLE = "book.json"
HISTORY_SHEET = "history.csv"
OTHERS = "others.csv"
"""Documents that are no fact this program knows, each as JSON."""
MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of an export."""

    file: str
    rows: int
    sha256: str


def write_sheets(shelves: Shelves, folder: Path) -> tuple[Sheet, ...]:
    """Write everything into `folder`, which is made, or is there and empty; raises `BookWriteFailed`, and then leaves nothing."""
    tree = plain(shelves)
    with _made(folder):
        sheets = tuple(_written(folder / name, rows) for name, rows in _sheets(tree))
        replace_file(folder / WHOLE, lines(tree))
        told = {"dunnage": "export", **tree[META]["1"], "sheets": [asdict(sheet) for sheet in sheets]}
        replace_file(folder / LISTED, [json.dumps(told, indent=2).encode() + b"\n"])
    return sheets


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    try:
        there = folder.exists()
        if there and (not folder.is_dir() or any(folder.iterdir())):
            raise BookWriteFailed(path=str(folder), reason=WriteFailure.EXISTS)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise write_failed(folder, error) from None
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for name in [*map(_file, KINDS), OTHERS, HISTORY_SHEET, WHOLE, LISTED]:
                (folder / name).unlink(missing_ok=True)
            if not there:
                folder.rmdir()
        raise


def _file(kind: str) -> str:
    return f"{kind}.csv"


def _sheets(tree: Tree) -> Iterator[tuple[str, Iterable[Sequence[str]]]]:
    """Every sheet by its name: a row of headings, then the rows; facts by buyer, number and day."""
    by_kind: dict[str, list[Doc]] = {}
    for doc in tree[FACTS].values():
        kind = doc.get("kind")
        by_kind.setdefault(kind if isinstance(kind, str) and kind in KINDS else "", []).append(doc)
    others = by_kind.pop("", [])
    for kind, docs in by_kind.items():
        docs.sort(key=lambda doc: tuple(str(doc.get(name)) for name in ("customer_id", "id", "learnt_on")))
        yield _file(kind), [heading(kind), *map(row_of, docs)]
    if others:
        yield OTHERS, [["document"], *([encode(doc).decode()] for doc in others)]
    yield HISTORY_SHEET, [HEADING, *(row for doc in tree[HISTORY].values() for row in rows_of_entry(doc))]


def _written(path: Path, rows: Iterable[Sequence[str]]) -> Sheet:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    count = -1
    for row in rows:
        writer.writerow(row)
        count += 1
    data = MARK + text.getvalue().encode()
    replace_file(path, [data])
    return Sheet(path.name, count, sha256(data).hexdigest())


def read_sheets(folder: Path) -> Tree:
    """The tables of an exported folder, in the schema of this program; raises `NotRestored` or `BookNewer`."""
    meta, sheets = _listed(folder)
    facts: list[Doc] = []
    history: list[Doc] = []
    for sheet in sheets:
        rows = _rows(folder / sheet.file, sheet)
        try:
            if sheet.file == HISTORY_SHEET:
                history += entries_in(rows[1:])
            elif sheet.file == OTHERS:
                facts += [json.loads(row[0]) for row in rows[1:]]
            else:
                facts += [doc_of(sheet.file.removesuffix(".csv"), row) for row in rows[1:]]
        except (ValueError, LookupError, TypeError, RecursionError):
            raise NotRestored(path=str(folder / sheet.file), reason=Refusal.CHANGED, detail="") from None
    return migrate({
        META: {"1": meta},
        FACTS: {str(place): doc for place, doc in enumerate(facts, 1)},
        HISTORY: {str(doc["number"]): doc for doc in history},
    })  # fmt: skip


def _listed(folder: Path) -> tuple[Doc, list[Sheet]]:
    try:
        told = json.loads((folder / LISTED).read_bytes())
        meta: Doc = {"book": str(told["book"]), "created": str(told["created"])}
        meta |= {name: _whole(told[name], least) for name, least in (("commit", 0), ("schema", 1))}
        sheets = [Sheet(Path(each["file"]).name, int(each["rows"]), str(each["sha256"])) for each in told["sheets"]]
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError):
        raise NotRestored(path=str(folder), reason=Refusal.NO_EXPORT, detail="") from None
    if meta["schema"] > SCHEMA:
        raise BookNewer(path=str(folder), found=meta["schema"], known=SCHEMA)
    return meta, sheets


def _whole(number: object, least: int) -> int:
    if type(number) is not int or number < least:
        raise ValueError
    return number


def _rows(path: Path, sheet: Sheet) -> list[list[str]]:
    """All rows of a sheet that is what was written."""
    changed = NotRestored(path=str(path), reason=Refusal.CHANGED, detail="")
    try:
        data = path.read_bytes()
    except OSError:
        raise changed from None
    if sha256(data).hexdigest() != sheet.sha256:
        raise changed
    before = csv.field_size_limit(len(data) + 1)
    try:
        rows = list(csv.reader(io.StringIO(data.removeprefix(MARK).decode(), newline=""), strict=True))
    except (csv.Error, UnicodeDecodeError):
        raise changed from None
    finally:
        csv.field_size_limit(before)
    return rows
