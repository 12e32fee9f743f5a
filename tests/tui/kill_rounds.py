"""A desk killed at random moments while somebody works at it: `python -m tests.tui.kill_rounds 1000`.

With `encrypted` behind the number the books are encrypted.

Each round a process opens the book at a desk and does one verb after the other, as chance has it: it logs contacts, takes
promises, holds, sets limits, takes back, imports, backs the book up and purges a buyer. What it is about to do and what was
confirmed it writes down beside the book, and it is killed with signal 9, now and then while it opens. Then the book must open
with everything that was confirmed, and nothing else but the one change that was under way, whole; and so must each backup.
"""

import base64
import os
import pickle
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import storage.book_file
import storage.journal
import storage.passphrase
from credit.actions import hold, log_contact, set_limit, take_promise
from credit.activity import Channel
from credit.book import Book
from credit.change import Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from credit.problem import Fault
from storage.chain import broken_link
from storage.passphrase import Passphrase
from storage.purging import purge
from storage.store import Store, open_store
from tests.storage.by_hand import beside, tree_of
from tui.desk import Desk

__all__ = ["VERBS", "rounds"]

VERBS = ("log_contact", "take_promise", "hold", "set_limit", "undo", "import", "backup", "purge")
"""What must have been confirmed at least once; while one was not, more rounds are run."""
LINES = 40
"""Lines a desk may have written when it is killed: counted, not timed, so a slow machine does as much in a round."""
PATIENCE = 10.0
"""Seconds after which it is killed anyway: a desk whose every verb is refused writes nothing."""
SAME_BOOK = 25
"""Rounds before a new book is begun."""
TODAY = date(2024, 6, 12)
BUYERS = ("K-1", "K-2", "K-3", "K-4")


class Told:
    """What a process wrote down: a line before each thing it does, and one when that was confirmed."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def line(self, sign: bytes, said: object = None) -> None:
        os.write(self._file, sign + base64.b64encode(pickle.dumps(said)) + b"\n")


class Telling:
    """A store that writes down what is committed."""

    def __init__(self, store: Store, told: Told) -> None:
        self.store, self.told = store, told
        self.place, self.read_only = store.place, store.read_only
        self.in_part = store.in_part

    def commit(self, change: Change, at: datetime, unless: Collection[str] = ()) -> Sequence[Change]:
        if not change:
            return self.store.commit(change, at, unless)
        self.told.line(b"?", change)
        news = self.store.commit(change, at, unless)
        self.told.line(b"!")
        return news

    def keep_first_page(self, name: str, told: Mapping[str, Any]) -> None:
        self.store.keep_first_page(name, told)

    def close(self) -> None:
        self.store.close()


class Worker:
    """Somebody who works at a desk as chance has it."""

    def __init__(self, path: Path, passphrase: Passphrase | None, told: Told, chance: random.Random) -> None:
        self.path, self.passphrase, self.told, self.chance = path, passphrase, told, chance
        self.store = open_store(path, create=True, passphrase=passphrase)
        self.desk = Desk(self.store.load()[0], Telling(self.store, told), (), TODAY, "mara")

    def work(self) -> None:
        """One verb; what the trade refuses is refused, and the next is done."""
        verbs: list[Callable[[str], object]] = [self.log, self.promise, self.hold, self.limit, self.undo, self.take_in]
        with suppress(Fault):
            self.chance.choices([*verbs, self.backup, self.purge], [6, 4, 3, 3, 4, 3, 2, 1])[0](self.chance.choice(BUYERS))

    def log(self, id: str) -> None:
        self.desk.do(log_contact, id, self.chance.choice(list(Channel)), text="亮水 " * self.chance.randrange(60))

    def promise(self, id: str) -> None:
        self.desk.do(take_promise, id, Money.of("1.00", "USD"), TODAY + timedelta(days=self.chance.randrange(1, 20)))

    def hold(self, id: str) -> None:
        self.desk.do(hold, id, TODAY + timedelta(days=self.chance.randrange(1, 10)), "a reason")

    def limit(self, id: str) -> None:
        self.desk.do(set_limit, id, Money.of(f"{self.chance.randrange(1, 10**5)}.00", "USD"), "a reason")

    def undo(self, _: str) -> None:
        self.desk.undo()

    def take_in(self, id: str) -> None:
        """A few invoices, or so many that they are a snapshot of their own."""
        issued = date(2024, 3, 1)
        numbers = self.chance.sample(range(100), self.chance.choice([1, 3, 60]))
        invoices = [
            Invoice(f"{id}-{n}", id, Money.of(f"{n + 1}.00", "USD"), issued, date(2024, 4, 30), issued) for n in sorted(numbers)
        ]
        self.desk.take_in([Change("import", (Customer(id, f"Buyer {id}", issued), *invoices), who="mara")])

    def backup(self, _: str) -> None:
        path = self.path.with_name(f"copy-{time.monotonic_ns()}.dunnage")
        self.told.line(b"?", path)
        self.store.backup(path)
        self.told.line(b"!")

    def purge(self, id: str) -> None:
        """All that stands of a buyer, be it owed or not: what is open is the trade's to refuse."""

        def decide(book: Book) -> Change:
            versions = book.account(id).versions
            change = Change("purge", drop=tuple(Drop(id, fact.kind, fact.id, fact.learnt_on) for fact in versions), who="mara")
            self.told.line(b"?", change)
            return change

        purge(self.path, id, decide, datetime.now(UTC), self.passphrase)
        self.told.line(b"!")
        self.desk.news()


class Account:
    """What must stand in a book, by what was told."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done: list[Change] = []
        self.book = Book()
        self.copies: dict[Path, Book] = {}
        self.doubted: Path | None = None
        self.under_way: Change | None = None

    def take_in(self, told: bytes, counted: Counter[str]) -> None:
        """Read what a killed process wrote down; a line that was cut off was about nothing that had begun."""
        asked: object = None
        for line in told.splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            if line[:1] == b"?":
                asked = pickle.loads(base64.b64decode(line[1:]))
            else:
                self._confirmed(asked, counted)
                asked = None
        self.under_way = asked if isinstance(asked, Change) else None
        self.doubted = asked if isinstance(asked, Path) else None

    def _confirmed(self, asked: object, counted: Counter[str]) -> None:
        if isinstance(asked, Path):
            self.copies[asked] = self.book
            counted["backup"] += 1
        elif isinstance(asked, Change):
            self.stands(asked)
            counted["undo" if asked.undoes else asked.what] += 1

    def stands(self, change: Change) -> None:
        self.done.append(change)
        self.book = self.book.after(change)

    def check(self, passphrase: Passphrase | None, counted: Counter[str]) -> None:
        """Open the book and every backup, and hold them to it."""
        with open_store(self.path, create=True, passphrase=passphrase) as store:
            found, problems = store.load()
            history = store.history()
        if len(history) > len(self.done) and self.under_way is not None:
            self.stands(self.under_way)
            counted["unconfirmed and whole"] += 1
        assert problems == ()
        assert [(entry.what, entry.undoes) for entry in history] == [(change.what, change.undoes) for change in self.done]
        assert found == self.book
        assert broken_link(tree_of(self.path, passphrase)["history"].values()) is None
        assert not [name for name in beside(self.path) if name.startswith(".book")], "half a file was left where nobody writes"
        if self.doubted is not None and self.doubted.exists():
            self.copies[self.doubted] = self.book
        for path, then in self.copies.items():
            with open_store(path, create=False, passphrase=passphrase) as store:
                assert store.load() == (then, ())
            path.unlink()
        self.copies.clear()


def rounds(number: int, folder: Path, passphrase: Passphrase | None, seed: int = 20) -> Counter[str]:
    """So many rounds, and up to thrice more while a verb was never confirmed; gives what was counted.

    Raises where a book is not what it must be.
    """
    chance, counted = random.Random(seed), Counter[str]()
    account = Account(folder)
    for each in range(4 * number):
        if each >= number and all(counted[verb] for verb in VERBS):
            break
        if each % SAME_BOOK == 0:
            (place := folder / f"book-{each}").mkdir()
            account = Account(place / "book.dunnage")
        opening = chance.random() < 0.2
        lines = None if opening else chance.randrange(LINES)
        told = _killed(account.path, passphrase, chance.random(), chance.uniform(0.0, 0.02), lines)
        account.take_in(told, counted)
        account.check(passphrase, counted)
        counted += Counter({"rounds": 1, "killed while opening": int(opening)})
    return counted


def _killed(path: Path, passphrase: Passphrase | None, seed: float, seconds: float, lines: int | None) -> bytes:
    """What a desk wrote down before it was killed: so long after it had written so many lines, or with none began to open."""
    told = path.with_suffix(".told")
    told.unlink(missing_ok=True)
    read, write = os.pipe()
    desk = os.fork()
    if not desk:
        try:
            worker = Worker(path, passphrase, Told(told), random.Random(seed))
            os.write(write, b"ready")
            while True:
                worker.work()
        finally:
            os._exit(1)
    os.close(write)
    if lines is not None:
        assert os.read(read, 5) == b"ready"
        patience = time.monotonic() + PATIENCE
        while told.read_bytes().count(b"\n") < lines and time.monotonic() < patience:
            time.sleep(0.001)
    time.sleep(seconds)
    os.kill(desk, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(desk, 0)[1]) == -signal.SIGKILL, "it ended by itself"
    os.close(read)
    return told.read_bytes() if told.exists() else b""


def main(number: int, encrypted: bool) -> None:
    """Run so many rounds and print what was counted."""
    storage.book_file.GROWN, storage.book_file.LARGE, storage.journal.LINE = 20_000, 50, 3
    storage.passphrase.COST = {"n": 2, "r": 1, "p": 1}
    passphrase = Passphrase(lambda: "correct horse") if encrypted else None
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        counted = rounds(number, Path(folder), passphrase)
    counted["seconds"] = round(time.monotonic() - began)
    sys.stdout.write(", ".join(f"{name} {many}" for name, many in sorted(counted.items())) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), "encrypted" in sys.argv[2:])
