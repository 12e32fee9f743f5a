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

from storage.atomic import let_go, nothing_done, replace_file, sync_folder
from storage.cells import KINDS, doc_of, heading, row_of
from storage.codec import Doc
from storage.faults import BookNewer, BookUnconfirmed, BookWriteFailed, NotRestored, Refusal, WriteFailure, write_failed
from storage.history_sheet import HEADING, entries_in, rows_of_entry
from storage.migrations import SCHEMA, migrate
from storage.plain_json import plain
from storage.sealed import encode
from storage.shelves import Shelves
from storage.tree import FACTS, HISTORY, META, Tree, lines

__all__ = ["LISTED", "Sheet", "read_sheets", "write_sheets"]

LISTED = "export.json"
"""The list of the sheets; written last, so a folder without it is no whole export."""
BEGUN = f".{LISTED}.tmp"
"""What the list is written to before it has its name: it is made first, so that half an export is told from a user's folder."""
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
    """Write everything into `folder`, which is made, or is there and empty; raises `BookWriteFailed`, and then leaves nothing.

    What an export that died left there is not in the way.
    """
    tree = plain(shelves)
    with _made(folder):
        with nothing_done(folder):
            sheets = tuple(_written(folder / name, rows) for name, rows in _sheets(tree))
            replace_file(folder / WHOLE, lines(tree))
        told = {"dunnage": "export", **tree[META]["1"], "sheets": [asdict(sheet) for sheet in sheets]}
        replace_file(folder / LISTED, [json.dumps(told, indent=2).encode() + b"\n"])
    return sheets


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    try:
        there = folder.exists()
        if there and not (folder.is_dir() and _is_free(folder)):
            raise BookWriteFailed(path=str(folder), reason=WriteFailure.EXISTS)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise write_failed(folder, error) from None
    try:
        _begin(folder)
        yield
    except BookUnconfirmed:  # the list has its name, so the export is whole
        raise
    except BaseException:
        let_go(folder / name for name in [*_NAMES, BEGUN] if (folder / name).exists())
        if not there:
            with suppress(OSError):
                folder.rmdir()
        raise


def _begin(folder: Path) -> None:
    """Tell that an export is being written here, in what becomes its list."""
    try:
        (folder / BEGUN).touch(0o600)
        sync_folder(folder.parent)
    except OSError as error:
        raise write_failed(folder, error) from None


def _is_free(folder: Path) -> bool:
    """Whether nothing stands there, or only what an export wrote that was begun and came to no end."""
    found = {each.name for each in folder.iterdir()}
    return not found or (BEGUN in found and LISTED not in found and found <= {BEGUN, *_NAMES})


def _file(kind: str) -> str:
    return f"{kind}.csv"


_NAMES = [name for sheet in [*map(_file, KINDS), OTHERS, HISTORY_SHEET, WHOLE] for name in (f".{sheet}.tmp", sheet)] + [LISTED]
"""Whatever an export may write, and half of it, save the mark that it was begun, which goes last where it comes to nothing."""


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
    except (FileNotFoundError, ValueError, LookupError, TypeError, OverflowError, RecursionError):
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
    except FileNotFoundError:
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
