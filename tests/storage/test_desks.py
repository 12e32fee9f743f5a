"""Several desks on one book: no commit is lost, each learns what the others did, a book put in its place is not written over."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from credit.change import BuyerMoved, Change
from credit.invoice import Invoice
from storage.faults import BookDamaged, BookReplaced, BookWriteFailed, Damage
from storage.opening import Beside
from storage.store import open_store
from tests.credit.little_book import drops
from tests.storage.by_hand import copied
from tests.storage.conftest import PASSPHRASE

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MakeInvoice = Callable[..., Invoice]


def test_what_a_colleague_did_is_handed_over_before_the_own_change(filled: Path, invoice: MakeInvoice, moment: datetime) -> None:
    with open_store(filled, create=False) as mei, open_store(filled, create=False) as jan:
        book, _ = mei.load()
        theirs = [
            Change("import", (invoice(2), invoice(3)), who="Jan"),
            Change("correct", (invoice(2, "7.00"),), drops([invoice(3)]), who="Jan"),
            Change("import", (invoice(3, "8.00"),), drops([invoice(2)]), who="Jan"),
        ]
        for change in theirs:
            assert jan.commit(change, moment) == ()
        own = Change("import", (invoice(4),), who="Mei")

        news = mei.commit(own, moment)

        assert news == tuple(theirs)
        for change in (*news, own):
            book = book.after(change)
        assert book == mei.load()[0]
        assert jan.commit(Change("look"), moment) == (own,)
        assert jan.commit(Change("look"), moment) == ()


def test_the_history_shows_a_colleagues_work_and_still_hands_it_over(
    filled: Path, invoice: MakeInvoice, moment: datetime
) -> None:
    with open_store(filled, create=False) as mei, open_store(filled, create=False) as jan:
        theirs = Change("import", (invoice(2),), who="Jan")
        jan.commit(theirs, moment)

        assert [entry.who for entry in mei.history()] == ["Mei", "Jan"]
        assert mei.commit(Change("look"), moment) == (theirs,)


DESK = """
import sys
from datetime import UTC, date, datetime
from credit.change import Change
from credit.customer import Customer
from storage.passphrase import Passphrase
from storage.store import open_store

path, desk, *words = sys.argv[1:]
passphrase = Passphrase(lambda: words[0]) if words else None
with open_store(path, create=False, passphrase=passphrase) as store:
    store.load()
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(50):
        name = f"{desk}-{number}"
        store.commit(Change("import", (Customer(name, name, date(2020, 1, 2)),), who=desk), datetime.now(UTC))
"""


def test_two_desks_of_fifty_commits_lose_none(filled: Path, in_clear_or_encrypted: bool) -> None:
    words = [PASSPHRASE] * in_clear_or_encrypted
    with _desk(filled, "mei", *words) as mei, _desk(filled, "jan", *words) as jan:
        assert (_line(mei), _line(jan)) == ("ready", "ready")
        for desk in (mei, jan):  # both are loaded by now, so their commits fall between each other's
            assert desk.stdin is not None
            desk.stdin.write("go\n")
            desk.stdin.flush()
        assert (mei.wait(120), jan.wait(120)) == (0, 0)

    with open_store(filled, create=False) as opened:
        book, problems = opened.load()
        history = opened.history()

    assert problems == ()
    assert set(book.accounts) == {"K-1"} | {f"{desk}-{number}" for desk in ("mei", "jan") for number in range(50)}
    assert [entry.number for entry in history] == list(range(1, 102))


def _desk(book: Path, name: str, *words: str) -> "subprocess.Popen[str]":
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", DESK, str(book), name, *words]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)


def _line(desk: "subprocess.Popen[str]") -> str:
    assert desk.stdout is not None
    return desk.stdout.readline().strip()


@pytest.mark.parametrize("how", ["older", "other", "older backup"])
@pytest.mark.parametrize("way", ["copied over", "moved there"])
def test_a_book_that_was_exchanged_is_not_written_over(
    filled: Path, invoice: MakeInvoice, moment: datetime, tmp_path: Path, how: str, way: str
) -> None:
    """Neither a copy of it from before, nor another book, nor a backup that stands alone; be the file the same or not."""
    (elsewhere := tmp_path / "elsewhere").mkdir()
    other = elsewhere / "book.json"
    if how == "older":
        copied(filled, elsewhere)
    elif how == "older backup":
        with open_store(filled, create=False) as opened:
            opened.backup(other)
    else:
        with open_store(other, create=True) as opened:
            opened.commit(Change("import", (invoice(8),)), moment)
            opened.commit(Change("import", (invoice(9),)), moment)
    with open_store(filled, create=False) as opened:
        opened.commit(Change("import", (invoice(2),)), moment)
        for source, place in ((other, filled), (Beside(other).journal, Beside(filled).journal)):
            if source.exists() and way == "copied over":
                place.write_bytes(source.read_bytes())
            elif source.exists():
                source.replace(place)
        exchanged = (filled.read_bytes(), Beside(filled).journal.read_bytes())

        for _ in range(3):
            with pytest.raises(BookReplaced):
                opened.commit(Change("import", (invoice(3),)), moment)
            with pytest.raises(BookReplaced):
                opened.load()

    assert (filled.read_bytes(), Beside(filled).journal.read_bytes()) == exchanged


def test_a_book_that_was_taken_away_is_not_made_again(filled: Path, invoice: MakeInvoice, moment: datetime) -> None:
    with open_store(filled, create=False) as opened:
        filled.unlink()
        with pytest.raises(BookDamaged) as caught:
            opened.commit(Change("import", (invoice(2),)), moment)
    assert caught.value.facts["reason"] is Damage.MISSING

    assert not filled.exists()


def test_what_others_did_is_still_handed_over_after_a_commit_that_failed(
    filled: Path, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk between a colleague's change and mine: the next look tells of it, and mine is not laid over it."""
    with open_store(filled, create=False) as mei, open_store(filled, create=False) as jan:
        mei.load()
        theirs = Change("import", (invoice(2),), who="Jan")
        jan.commit(theirs, moment)
        own = Change("correct", (invoice(2, "7.00"),), who="Mei")
        with monkeypatch.context() as full:
            full.setattr("os.fdatasync", lambda _handle: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
            with pytest.raises(BookWriteFailed):
                mei.commit(own, moment)
        with pytest.raises(BuyerMoved) as moved:
            mei.commit(own, moment, unless=own.touched)
        assert moved.value.news == (theirs,)
        assert mei.commit(Change("look"), moment) == (), "once handed over it is no news"


def test_a_look_of_another_thread_takes_no_news_away(filled: Path, invoice: MakeInvoice, moment: datetime) -> None:
    """Whatever another thread of this desk reads while a commit is being made, the commit after it hands over what is new."""
    with open_store(filled, create=False) as mei, open_store(filled, create=False) as jan:
        mei.load()
        stop = threading.Event()
        seen: list[Change] = []

        def reading() -> None:
            while not stop.is_set():
                mei.history()

        reader = threading.Thread(target=reading)
        reader.start()
        try:
            for number in range(2, 42):
                jan.commit(Change("import", (invoice(number),), who="Jan"), moment)
                seen += mei.commit(Change("import", (invoice(number + 100),), who="Mei"), moment)
        finally:
            stop.set()
            reader.join()
        assert [change.put[0].id for change in seen] == [invoice(number).id for number in range(2, 42)]
