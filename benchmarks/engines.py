"""One confirmed change and one opening, by the engines a program of this kind could stand on, side by side in one run.

    python -m benchmarks.engines                       # 1k, 10k and 100k documents
    python -m benchmarks.engines --sizes 1k,500k

All engines hold the same invoice-like documents and make the same change durable: one document put, on the disk when it is
confirmed, save the caching middleware, which is not durable and says so. Where orjson is installed, TinyDB over it is among
them. The bare append is what the disk itself asks for. Each is opened in a process of its own, whose memory grows by what the
opening and the changes leave in it.
"""

import argparse
import gc
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage, Storage

from benchmarks.__main__ import sizes
from storage.atomic import replace_file
from storage.book_file import BookFile
from storage.delta_table import Database
from storage.journal import head_line
from storage.migrations import SCHEMA
from storage.opening import Beside
from storage.passphrase import Passphrase
from storage.snapshot import Head, written

CHANGES = 9
Put = Callable[[int, dict[str, Any]], object]


def document(number: int) -> dict[str, Any]:
    """An invoice of about 370 bytes."""
    names = ("issued_on", "due_on", "learnt_on", "shipped_on")
    days = {name: f"2024-{number % 12 + 1:02d}-{place + number % 24 + 1:02d}" for place, name in enumerate(names)}
    told = {"kind": "invoice", "id": f"INV-{number:07d}", "customer_id": f"B{number % 5000:04d}", "order_id": f"SO-{number:07d}"}
    return told | days | {"amount": [f"{number % 90000 + 100}.00", "USD"], "terms": "OA 60 @BL", "note": "x" * 120}


@dataclass(frozen=True, slots=True)
class Engine:
    """How an engine is filled and opened; opening gives the way to put one document durably."""

    name: str
    fill: Callable[[Path, int], None]
    opened: Callable[[Path], Any]


def _plain(path: Path, count: int) -> None:
    tree = {"_default": {str(number): document(number) for number in range(1, count + 1)}}
    path.write_text(json.dumps(tree), encoding="utf-8")


def _book(path: Path, count: int, passphrase: Passphrase | None = None) -> None:
    head, key = Head(SCHEMA, uuid4().hex, "", 0), passphrase.fresh() if passphrase else None
    replace_file(Beside(path).journal, [head_line(head.book, 0, key)])
    replace_file(path, written(head, [], key))
    shelves = BookFile(path, passphrase=passphrase)
    Database(storage=lambda: shelves).table("_default").insert_multiple(map(document, range(1, count + 1)))
    shelves.close()


def _words() -> Passphrase:
    """A passphrase whose key is made anew, as in a process that begins."""
    return Passphrase(lambda: "correct horse battery staple")


def _sqlite(path: Path, count: int) -> None:
    with _connection(path) as base:
        base.execute("CREATE TABLE docs (id INTEGER PRIMARY KEY, doc TEXT)")
        base.executemany("INSERT INTO docs VALUES (?, ?)", ((n, json.dumps(document(n))) for n in range(1, count + 1)))
        base.execute("COMMIT")


@contextmanager
def _connection(path: Path) -> Iterator[sqlite3.Connection]:
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("BEGIN")
    yield base
    base.close()


@contextmanager
def _tiny(path: Path) -> Iterator[Put]:
    with TinyDB(path) as base:
        len(base)
        yield lambda number, doc: base.update(doc, doc_ids=[number])


@contextmanager
def _cached(path: Path) -> Iterator[Put]:
    with TinyDB(path, storage=CachingMiddleware(JSONStorage)) as base:  # type: ignore[no-untyped-call]  # tinydb leaves it unannotated
        len(base)
        yield lambda number, doc: base.update(doc, doc_ids=[number])


@contextmanager
def _journal(path: Path, passphrase: Passphrase | None = None) -> Iterator[Put]:
    shelves = BookFile(path, passphrase=passphrase)
    base = Database(storage=lambda: shelves)
    len(base)
    yield lambda number, doc: base.update(doc, doc_ids=[number])
    shelves.close()


@contextmanager
def _sql(path: Path) -> Iterator[Put]:
    with _connection(path) as base:
        base.execute("SELECT count(*) FROM docs").fetchone()
        base.execute("COMMIT")
        yield lambda number, doc: base.execute("UPDATE docs SET doc = ? WHERE id = ?", (json.dumps(doc), number))


@contextmanager
def _append(path: Path) -> Iterator[Put]:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def put(_number: int, doc: dict[str, Any]) -> None:
        os.write(handle, json.dumps(doc).encode() + b"\n")
        os.fdatasync(handle)

    yield put
    os.close(handle)


class _Quick(Storage):
    """What people put under TinyDB for speed: orjson, a file beside, fsync, rename."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Any:
        return import_module("orjson").loads(self.path.read_bytes())

    def write(self, data: Any) -> None:
        replace_file(self.path, [import_module("orjson").dumps(data)])


@contextmanager
def _quick(path: Path) -> Iterator[Put]:
    with TinyDB(storage=CachingMiddleware(lambda: _Quick(path))) as base:  # type: ignore[no-untyped-call]  # tinydb leaves it unannotated

        def put(number: int, doc: dict[str, Any]) -> None:
            base.update(doc, doc_ids=[number])
            base.storage.flush()

        len(base)
        yield put


ENGINES = (
    Engine("this store (TinyDB over a journal)", _book, _journal),
    Engine(
        "this store, encrypted",
        lambda path, count: _book(path, count, _words()),
        lambda path: _journal(path, _words()),
    ),
    Engine("TinyDB as it comes", _plain, _tiny),
    Engine("TinyDB with caching (not durable)", _plain, _cached),
    *([Engine("TinyDB with orjson and caching, flushed", _plain, _quick)] if find_spec("orjson") else []),
    Engine("sqlite3, WAL, synchronous FULL", _sqlite, _sql),
    Engine("one bare append", lambda path, _count: path.touch(), _append),
)


def measured(engine: Engine, count: int, folder: Path) -> tuple[float, float, float]:
    """As `opened` has it, in a process that begins."""
    path = folder / uuid4().hex
    engine.fill(path, count)
    with get_context("spawn").Pool(1) as fresh:
        return fresh.apply(opened, (engine.name, count, path))


def opened(name: str, count: int, path: Path) -> tuple[float, float, float]:
    """Milliseconds to open until the documents are counted, and of one confirmed change (median); megabytes they left."""
    engine = next(each for each in ENGINES if each.name == name)
    gc.collect()
    before = _resident()
    begin = time.perf_counter()
    with engine.opened(path) as put:
        opening = time.perf_counter() - begin
        spent = []
        for change in range(CHANGES):
            number = change * (count // CHANGES) + 1
            begin = time.perf_counter()
            put(number, document(number) | {"note": f"changed {change}"})
            spent.append(time.perf_counter() - begin)
        grown = _resident() - before
    return opening * 1000, median(spent) * 1000, grown / 1e6


def _resident() -> int:
    """Bytes of this process that lie in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", type=sizes, default=(1_000, 10_000, 100_000))
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    print("| engine | documents | open, ms | one confirmed change, ms | memory, MB |\n| --- | ---: | ---: | ---: | ---: |")
    with TemporaryDirectory(prefix="dunnage-", dir=given.folder) as folder:
        for count in given.sizes:
            for engine in ENGINES:
                opening, change, memory = measured(engine, count, Path(folder))
                print(f"| {engine.name} | {count:,} | {opening:,.1f} | {change:,.2f} | {memory:,.1f} |", flush=True)


if __name__ == "__main__":
    main()
