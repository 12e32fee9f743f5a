"""Writers killed at random moments, one after the other: `python -m tests.storage.kill_rounds 1000`.

With `encrypted` behind the number the books are encrypted.

Each round a process commits into a book, several facts at a time and now and then so many that they are a snapshot of their own,
tells each commit that was confirmed, and is killed with signal 9, now and then while it opens or makes the book. Then the book
must open, with every commit that was told, at most one that was not, each of them whole, in their order, and nothing else.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import storage.book_file
import storage.journal
import storage.passphrase
from credit.book import Book
from credit.change import Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from storage.chain import broken_link
from storage.passphrase import Passphrase
from storage.store import Store, open_store
from tests.storage.by_hand import beside, tree_of

__all__ = ["rounds"]

SAME_BOOK = 25
"""Rounds before a new book is begun."""


def change_of(number: int) -> Change:
    """What commit `number` does: a buyer with invoices, another invoice corrected, one of an older buyer dropped."""
    invoices = [_invoice(number, part, "10.00") for part in range(60 if number % 17 == 0 else number % 5)]
    corrected = [_invoice(number - 1, 0, "11.00")] if (number - 1) % 5 > 0 else []
    dropped = [Drop(f"K-{number - 2}", "invoice", f"I-{number - 2}-0", date(2020, 1, 10))] if (number - 2) % 5 > 0 else []
    buyer = Customer(f"K-{number}", "亮水 Brightwater " * (number % 40), date(2020, 1, 2))
    return Change(str(number), (buyer, *invoices, *corrected), tuple(dropped))


def _invoice(number: int, part: int, amount: str) -> Invoice:
    day = date(2020, 1, 10)
    return Invoice(f"I-{number}-{part}", f"K-{number}", Money.of(amount, "USD"), day, date(2020, 3, 10), day)


def rounds(number: int, folder: Path, passphrase: Passphrase | None, seed: int = 20) -> Counter[str]:
    """So many rounds; gives what was counted, and raises where a book is not what it must be."""
    chance, counted = random.Random(seed), Counter[str]()
    path, standing = folder / "book.json", 0
    for each in range(number):
        if each % SAME_BOOK == 0:
            path, standing = folder / f"book-{each}" / "book.json", 0
        opening = chance.random() < 0.2
        told = _killed_while_writing(path, passphrase, standing + 1, chance.uniform(0.0, 0.005 if opening else 0.06), opening)
        standing = _checked(path, passphrase, max([standing, *told]), counted)
        counted += Counter({"rounds": 1, "confirmed": len(told), "killed while opening": int(opening)})
    return counted


def _killed_while_writing(path: Path, passphrase: Passphrase | None, first: int, seconds: float, opening: bool) -> list[int]:
    """Commits a writer told as confirmed before it was killed: so long after it was open, or after it began to open."""
    read, write = os.pipe()
    writer = os.fork()
    if not writer:
        _write_until_killed(path, passphrase, first, write)
    os.close(write)
    with os.fdopen(read) as out:
        if not opening:
            assert out.readline() == "ready\n"
        time.sleep(seconds)
        os.kill(writer, signal.SIGKILL)
        told = [int(line) for line in out if line.endswith("\n") and line != "ready\n"]
    os.waitpid(writer, 0)
    return told


def _write_until_killed(path: Path, passphrase: Passphrase | None, first: int, out: int) -> None:
    try:
        with open_store(path, create=True, passphrase=passphrase) as store:
            os.write(out, b"ready\n")
            for number in count(first):
                _commit(store, number)
                os.write(out, b"%d\n" % number)
    finally:
        os._exit(1)


def _commit(store: Store, number: int) -> None:
    store.commit(change_of(number), datetime(2020, 4, 1, tzinfo=UTC))


def _checked(path: Path, passphrase: Passphrase | None, confirmed: int, counted: Counter[str]) -> int:
    """How many commits stand; each of them whole. Where the writer was killed before it had made the book, one is made."""
    with open_store(path, create=True, passphrase=passphrase) as store:
        book, problems = store.load()
        history = store.history()
        counted.update(note.code for note in store.notes)
    assert problems == ()
    assert [entry.what for entry in history] == [str(number) for number in range(1, len(history) + 1)]
    assert len(history) - confirmed in (0, 1), (len(history), confirmed)
    expected = Book()
    for number in range(1, len(history) + 1):
        expected = expected.after(change_of(number))
    assert book == expected
    assert broken_link(tree_of(path, passphrase)["history"].values()) is None
    counted["unconfirmed and whole"] += len(history) - confirmed
    assert not any(name.endswith(".tmp") for name in beside(path)), "half a file was left where nobody writes"
    return len(history)


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
