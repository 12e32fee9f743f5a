"""A disk that is full, and one that is mounted read-only: the system's own, with nothing put in the place of its calls.

Both want the right to mount. Where the system keeps it back there is nothing to test: what stands in for a disk is tested in
`tests/storage/test_failing_disk.py`.
"""

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from storage.opening import Beside
from storage.store import open_store
from tests.conftest import NO_MOUNT
from tests.tui.cli.conftest import SMALL, Dunnage

PAID = "C3,P1,2024-03-01,2024-04-30,700.00,2024-05-02,USD\n"
VERBS = ["log", "import", "backup", "restore", "export", "report", "move", "purge"]
NO_CHANGE = ("backup", "export", "report")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    if not _mounted("-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)):
        pytest.skip(NO_MOUNT)
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def there(dunnage: Dunnage, home: Path, disk: Path) -> Path:
    """A book on that disk, in which C3 owes nothing; a backup of it, from before a call to C1, lies elsewhere."""
    ledger, book = home / "ledger.csv", disk / "book.dunnage"
    ledger.write_text(SMALL + PAID, encoding="utf-8")
    assert dunnage("--book", book, "import", ledger).code == 0
    assert dunnage("--book", book, "backup", home / "copy.dunnage").code == 0
    assert dunnage("--book", book, "log", "C1", "call").code == 0
    return book


def _mounted(*words: str) -> bool:
    try:
        return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _words(verb: str, book: Path, home: Path) -> list[str | Path]:
    """The command that does it, so that something is to be written to the disk the book lies on."""
    more = home / "more.csv"
    rows = "".join(f"N{n},M{n},2024-03-01,2024-04-30,{n}.00,,USD\n" for n in range(1, 40))
    more.write_text(SMALL.splitlines()[0] + "\n" + rows, encoding="utf-8")
    words: dict[str, list[str | Path]] = {
        "log": ["log", "C1", "call"],
        "import": ["import", more],
        "backup": ["backup", book.with_name("new.dunnage")],
        "restore": ["restore", home / "copy.dunnage"],
        "export": ["export", book.with_name("exported")],
        "report": ["report", "board", "--out", book.with_name("board.html")],
        "move": ["move", book, book.with_name("moved.dunnage")],
        "purge": ["purge", "C3", "--yes"],
    }
    return ["--book", book, *words[verb]]


def _fill(disk: Path) -> None:
    """Write until nothing more can be written, also into what a page of a file has left."""
    with (disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
        while filler.write(b"x" * 512):
            pass


def _held(book: Path) -> object:
    """All that is in the book, as it is read from its files, and those files."""
    with open_store(book, create=False) as store:
        loaded, problems = store.load()
        assert problems == ()
        return loaded, store.history(), book.read_bytes(), Beside(book).journal.read_bytes()


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_is_told_in_one_sentence_and_costs_nothing(
    dunnage: Dunnage, home: Path, disk: Path, there: Path, verb: str
) -> None:
    words, calls = _words(verb, there, home), 1
    _fill(disk)
    before, names = _held(there), {*disk.iterdir()}
    ended = dunnage(*words)
    while verb == "log" and ended.code == 0 and calls < 50:  # the last page of the journal has room for a few
        calls, before = calls + 1, _held(there)
        ended = dunnage(*words)

    assert ended.code == 6, ended
    assert ended.out == ""
    assert "disk is full" in ended.sentence
    assert ("the change was not saved" in ended.sentence) is (verb not in NO_CHANGE), "a copy is no change to the book"
    assert _held(there) == before
    assert {*disk.iterdir()} - names <= {disk / "exported"}, "nothing half written is left"
    assert not (disk / "exported").exists() or not any((disk / "exported").iterdir())
    with open_store(there, create=False) as store:
        assert len(store.load()[0].account("C1").contacts) == calls

    (disk / "filler").unlink()
    assert dunnage(*words).code == 0, "and with room it is done"


@pytest.mark.parametrize("verb", VERBS)
def test_a_read_only_disk_is_told_in_one_sentence_and_the_book_is_read(
    dunnage: Dunnage, home: Path, disk: Path, there: Path, verb: str
) -> None:
    words = _words(verb, there, home)
    before = _held(there)
    if not _mounted("-o", "remount,ro", str(disk)):
        pytest.skip(NO_MOUNT)

    ended = dunnage(*words)

    assert (ended.code, ended.out) == (6, ""), ended
    assert ended.sentence
    assert _held(there) == before
    assert dunnage("--book", there, "portfolio").code == 0
    assert _mounted("-o", "remount,rw", str(disk))
    assert dunnage(*words).code == 0
