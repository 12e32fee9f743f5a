"""TinyDB's own tests, against its tables over a book: what is documented of TinyDB holds of ours.

They are not kept here: name the folder `tests` of a checkout of https://github.com/msiemens/tinydb (MIT) in
`DUNNAGE_TINYDB_TESTS`, as `.ci/run` does; without one the test is skipped, which fails a run in CI
unless the index there has no source of TinyDB. In them a database in
memory or in the fixture's file becomes one over a book in a file.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NO_SOURCE

FILES = ("test_tables.py", "test_tinydb.py", "test_operations.py")
THEIRS = os.environ.get("DUNNAGE_TINYDB_TESTS", "")
APART = {
    "test_table_repr": "the class of the storage is told, and it is another",
    "test_access_storage": "the same",
    "test_storage_access": "the same",
    "test_persist_table": "a table in which nothing stands is no part of a book",
}
"""Tests that cannot hold, and why."""
PASSED = 135
"""Of the 141 in these files of the pinned release; six are runs of those set apart."""
OVER_A_BOOK = 65
"""Of all, those that write to a book in a file: the rest are runs in memory, and what needs the JSON file of TinyDB itself."""

CONFTEST = """
import pytest, tempfile
from pathlib import Path
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage
from storage.book_file import BookFile
from storage.delta_table import Database, DeltaTable
from storage.shelves import InMemory
from storage.store import open_store


BEGAN, WRITTEN = [], []  # the test that runs; those of them in which one of our tables was written, to a book


def pytest_runtest_setup(item):
    BEGAN.append(item.nodeid)


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(f"{{len(set(WRITTEN))}} over a book")


def update(table, updater, really=DeltaTable._update_table):
    if isinstance(table._storage, BookFile):
        WRITTEN.append(BEGAN[-1])
    really(table, updater)


DeltaTable._update_table = update


def over_a_book():
    path = Path(tempfile.mkdtemp(dir={folder!r})) / "book.json"
    open_store(path, create=True).close()
    return Database(storage=lambda: BookFile(path))


class Ours(TinyDB):
    def __new__(cls, *given, **named):
        if named.get("storage") is MemoryStorage and cls is Ours:
            return over_a_book()
        return TinyDB(*given, **named) if cls is Ours else super().__new__(cls)


@pytest.fixture(autouse=True)
def ours(request, monkeypatch):
    monkeypatch.setattr(request.module, "TinyDB", Ours, raising=False)


@pytest.fixture(params=["memory", "file"])
def db(request):
    made = over_a_book() if request.param == "file" else Database(storage=InMemory)
    made.drop_tables()
    made.insert_multiple({{"int": 1, "char": char}} for char in "abc")
    yield made


@pytest.fixture
def storage():
    return CachingMiddleware(MemoryStorage)()
"""


def test_tinydbs_own_tests_hold_over_a_book(tmp_path: Path) -> None:
    if THEIRS == "none":
        pytest.skip(NO_SOURCE)
    if not THEIRS:
        pytest.skip("DUNNAGE_TINYDB_TESTS names no folder of TinyDB's own tests, which are not kept here")
    for name in FILES:
        shutil.copy(Path(THEIRS) / name, tmp_path / name)
    (tmp_path / "conftest.py").write_text(CONFTEST.format(folder=str(tmp_path)))
    root = Path(__file__).parents[2]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        "--rootdir",
        ".",
        "--tb=short",
        ".",
    ]

    ended = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
    )

    failed = set(re.findall(r"^FAILED \S+::(\w+)", ended.stdout, re.MULTILINE))
    passed, over = (
        int(found[1]) if (found := re.search(rf"(\d+) {what}", ended.stdout)) else 0 for what in ("passed", "over a book")
    )
    assert passed >= PASSED, ended.stdout + ended.stderr
    assert over >= OVER_A_BOOK, ended.stdout
    assert failed <= APART.keys(), ended.stdout
    assert "error" not in ended.stdout.splitlines()[-1]
