"""The power goes: what the disk was not asked to keep is there, is not, or is there in part, block by block, in any order.

A layer keeps for each file what the last `fsync` or `fdatasync` brought to the disk, and for the folder the names it had when
it was synced last. After every call a 'power loss' makes a folder of what a disk may hold then: of each write since, any of its
blocks of 512 bytes; of the file's size, any; of the new names, those before or after. A book that stands there must open, with
every commit that was confirmed.
"""

import os
import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import storage.book_file
import storage.journal
from credit.change import Change
from credit.customer import Customer
from storage.store import open_store

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

BLOCK = 512
WAYS = 8
"""Outcomes of each power loss that are tried, beside nothing and everything kept."""


class Unsure:
    """A folder on a disk that keeps only what it was asked to keep."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, seen: Callable[[], None]) -> None:
        """Call `seen` before each call that brings something to the disk, and after each that changes it."""
        self.folder = folder
        self._kept: dict[int, bytes] = {}
        """By file (inode): what is on the disk for sure."""
        self._names: list[dict[str, int]] = [{}]
        """The folder as it was synced, and after each change of a name since."""
        self._look, self._looking = seen, False
        for path in folder.iterdir():
            self._kept[path.stat().st_ino] = path.read_bytes()
        self._names = [self._now()]
        for name in ("fsync", "fdatasync", "pwrite", "ftruncate", "replace"):
            patch.setattr(os, name, getattr(self, f"_{name}")(getattr(os, name)))

    def look(self) -> None:
        """Look at what may be left; what the looking itself does to disks is not counted."""
        self._looking = True
        try:
            self._look()
        finally:
            self._looking = False

    def _now(self) -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in self.folder.iterdir() if not path.name.endswith(".tmp")}

    def _fsync(self, _: object) -> Callable[[int], None]:
        def call(handle: int) -> None:
            if self._looking:
                return
            self.look()
            found = os.fstat(handle)
            if os.path.samestat(found, self.folder.stat()):
                self._names = [self._now()]
            else:
                self._kept[found.st_ino] = _content(handle)
            self.look()

        return call

    _fdatasync = _fsync

    def _pwrite(self, real: Callable[[int, bytes, int], int]) -> Callable[[int, bytes, int], int]:
        return self._changing(real)

    def _ftruncate(self, real: Callable[[int, int], None]) -> Callable[[int, int], None]:
        return self._changing(real)

    def _replace(self, real: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
        def call(source: Any, target: Any) -> None:
            real(source, target)
            if not self._looking:
                self._names.append(self._now())
                self.look()

        return call

    def _changing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            done = real(*given)
            if not self._looking:
                self.look()
            return done

        return call

    def after_power_loss(self, target: Path, chance: random.Random | None, *, all_kept: bool = False) -> None:
        """Lay down in `target` what the disk may hold now: by chance, or nothing unsure, or all of it."""
        names = self._names[-1] if all_kept else chance.choice(self._names) if chance else self._names[0]
        now = {path.stat().st_ino: path.read_bytes() for path in self.folder.iterdir()}
        for name, file in names.items():
            kept, wanted = self._kept.get(file, b""), now.get(file, self._kept.get(file, b""))
            (target / name).write_bytes(wanted if all_kept else _mixed(kept, wanted, chance) if chance else kept)


def _content(handle: int) -> bytes:
    with Path(f"/dev/fd/{handle}").open("rb") as file:
        return file.read()


def _mixed(kept: bytes, wanted: bytes, chance: random.Random) -> bytes:
    """Some blocks of what was kept and some of what was written since, zeros where a file grew and its block did not come."""
    if kept == wanted:
        return kept
    size = chance.choice([len(kept), len(wanted), chance.randint(*sorted((len(kept), len(wanted))))])
    old, new = kept.ljust(size, b"\0"), wanted.ljust(size, b"\0")
    blocks = [chance.choice((old, new))[at : at + BLOCK] for at in range(0, size, BLOCK)]
    return b"".join(blocks)[:size]


@pytest.mark.parametrize("seed", range(3))
def test_every_confirmed_commit_outlives_the_power(
    tmp_path: Path, moment: datetime, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Fifteen commits, of a line, of several, and as large as the book, over snapshots that are made in between."""
    monkeypatch.setattr(storage.journal, "LINE", 2)
    monkeypatch.setattr(storage.book_file, "GROWN", 6000)
    monkeypatch.setattr(storage.book_file, "LARGE", 12)
    chance, confirmed, tried = random.Random(seed), [0], [0]
    folder = tmp_path / "book"
    folder.mkdir()
    path = folder / "book.json"
    open_store(path, create=True).close()

    def seen() -> None:
        for way in range(WAYS + 2):
            tried[0] += 1
            lost = tmp_path / f"lost-{tried[0]}"
            lost.mkdir()
            disk.after_power_loss(lost, chance if way < WAYS else None, all_kept=way == WAYS)
            _stands(lost / "book.json", confirmed[0])

    with pytest.MonkeyPatch.context() as patch:
        disk = Unsure(folder, patch, seen)
        with open_store(path, create=False) as opened:
            for number in range(1, 16):
                size = chance.choice((0, 20, 120))
                facts = [_buyer(f"{number}-{part}", size) for part in range(chance.choice((1, 1, 4, 15)))]
                opened.commit(Change("import", tuple(facts)), moment)
                confirmed[0] = number
                disk.look()
    assert tried[0] > 500


def _buyer(id: str, size: int) -> Customer:
    return Customer(f"K-{id}", "Harbour " * (size + 1), date(2020, 1, 2))


def _stands(path: Path, confirmed: int) -> None:
    """The book opens with every confirmed commit and at most the one that was being made, whole."""
    with open_store(path, create=False) as opened:
        book, problems = opened.load()
        history = opened.history()
        assert problems == ()
        assert [entry.number for entry in history] == list(range(1, len(history) + 1))
        assert len(history) in (confirmed, confirmed + 1)
        assert {key[0] for entry in history for key in entry.put} == set(book.accounts)
        assert {note.code for note in opened.notes} <= {"put_aside_torn", "put_aside_bad"}
