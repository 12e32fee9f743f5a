"""An encrypted book: no file holds anything of a customer in clear, and nothing opens without the passphrase."""

import builtins
import re
from base64 import b64decode
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

import storage.passphrase
from credit.change import Change, Drop
from credit.invoice import Invoice
from storage.book_file import BookFile
from storage.checking import checked
from storage.faults import BookDamaged, BookEncrypted, BookReplaced, NoCipher, NotMoved, NotRestored, PassphraseWrong
from storage.opening import Beside
from storage.passphrase import Passphrase
from storage.purging import purge
from storage.restoring import move, restore
from storage.sealed import sealed, unsealed
from storage.sources import looked_at
from storage.store import open_store
from storage.tree import FACTS, HISTORY
from tests.storage.by_hand import copied, lay_out
from tests.storage.canaries import MOMENT, OTHER, add, files, in_clear, told
from tests.storage.conftest import PASSPHRASE

Makes = Callable[..., Invoice]


def test_the_canaries_sing_in_a_book_that_is_not_encrypted(filled: Path) -> None:
    assert {canary for _, canary in in_clear(filled.parent)} >= {
        "Brightwater",
        "亮水贸易",
        '"K-1"',
        "INV-",
        "2020-03-10",
        "facts",
    }


def test_no_file_holds_anything_in_clear(
    locked_book: Path, passphrase: Passphrase, invoice: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Working, a backup, a torn end, a damaged record, a snapshot cut off, a restore, a purge: all of it lies in the folder."""
    journal = Beside(locked_book).journal
    whole = journal.read_bytes()
    with open_store(locked_book, create=False, passphrase=passphrase) as store:
        store.backup(locked_book.with_name("copy.dunnage"))
    journal.write_bytes(whole[:-30])
    told(locked_book, passphrase)
    add(locked_book, passphrase, invoice(4, "777.77"))
    journal.write_bytes(journal.read_bytes()[:-20] + b"?" + journal.read_bytes()[-19:])
    told(locked_book, passphrase)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        patch.setattr(Path, "unlink", lambda _path: None)
        with pytest.raises(KeyboardInterrupt):
            lay_out(locked_book, passphrase)
    assert locked_book.with_name(".book.json.tmp").stat().st_size > 1000
    restore(locked_book.with_name("copy.dunnage"), locked_book, passphrase, passphrase)
    add(locked_book, passphrase, *(invoice(number, "777.77") for number in range(5, 300)))
    names = {path.name for path in locked_book.parent.iterdir()}
    assert names >= {
        "book.json.torn-3",
        "book.json.bad-3",
        "book.json.replaced-1",
        "book.json.replaced-1.journal",
        "copy.dunnage",
    }

    assert in_clear(locked_book.parent) == []

    purge(locked_book, "K-1", drop_all, MOMENT, passphrase)
    assert in_clear(locked_book.parent) == []
    with looked_at(locked_book, passphrase) as shelves:
        assert checked(shelves, "").traces.well


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def drop_all(found: Any) -> Change:
    facts = [fact for account in found.accounts.values() for fact in account.versions]
    return Change("purge", drop=tuple(Drop(fact.customer_id, fact.kind, fact.id, fact.learnt_on) for fact in facts))


def test_a_book_opens_with_its_passphrase_alone_and_nothing_is_written_otherwise(locked_book: Path) -> None:
    before = files(locked_book.parent)
    for passphrase, fault in ((None, BookEncrypted), (OTHER, PassphraseWrong), (Passphrase(lambda: ""), PassphraseWrong)):
        for opens in (open_store, lambda path, create, passphrase: restore(path, path, passphrase, passphrase)):
            with pytest.raises(fault) as caught:
                opens(locked_book, create=True, passphrase=passphrase)
            assert caught.value.facts == {"path": str(locked_book)}
        with pytest.raises(fault):
            move(locked_book, locked_book.with_name("new"), passphrase, OTHER)
        with pytest.raises(fault):
            purge(locked_book, "K-1", drop_all, MOMENT, passphrase)
    assert files(locked_book.parent) == before


def test_letters_that_can_be_written_in_two_ways_are_one(tmp_path: Path, passphrase: Passphrase) -> None:
    words = "Bücher über Häfen"
    assert normalize("NFC", words) != normalize("NFD", words)
    open_store(tmp_path / "b", create=True, passphrase=Passphrase(lambda: normalize("NFC", words))).close()
    open_store(tmp_path / "b", create=False, passphrase=Passphrase(lambda: normalize("NFD", words))).close()


@pytest.mark.parametrize("what", ["new", "encrypted", "plain JSON"])
def test_without_the_library_it_is_said_and_nothing_is_written(
    what: str, locked_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def imported(name: str, *given: Any, **named: Any) -> Any:
        if name.startswith("cryptography"):
            raise ImportError(name)
        return real(name, *given, **named)

    path = {"new": tmp_path / "new" / "book", "encrypted": locked_book, "plain JSON": tmp_path / "plain"}[what]
    if what == "plain JSON":
        path.write_text('{"meta": {"1": {"schema": 1, "book": "b", "commit": 0}}}')
    before = path.read_bytes() if path.exists() else None
    monkeypatch.setattr(builtins, "__import__", imported)
    with pytest.raises(NoCipher):
        open_store(path, create=True, passphrase=Passphrase(lambda: PASSPHRASE))
    assert (path.read_bytes() if path.exists() else None) == before
    assert not Beside(path).journal.exists() or what == "encrypted"
    assert not list(path.parent.glob("*.before*"))


# -- there and back -----------------------------------------------------------------------------------------------------


def test_a_book_is_encrypted_gets_another_passphrase_and_is_laid_in_clear_again(
    filled: Path, passphrase: Passphrase, invoice: Makes, tmp_path: Path
) -> None:
    then, before = told(filled, None), files(filled.parent)
    safe, safer, plain = (tmp_path / "out" / name for name in ("safe", "safer", "plain"))
    safe.parent.mkdir()
    other = Passphrase(lambda: "another horse")
    move(filled, safe, None, passphrase)
    assert {name: data for name, data in files(filled.parent).items() if name in before} == before
    assert in_clear(safe.parent) == []
    assert told(safe, passphrase) == then

    move(safe, safer, passphrase, other)
    with pytest.raises(PassphraseWrong):
        told(safer, passphrase)
    assert told(safer, other) == told(safe, passphrase) == then
    add(safer, other, invoice(2))
    assert in_clear(safe.parent) == []
    then = told(safer, other)

    move(safer, plain, other, None)
    assert told(plain, None) == then
    add(plain, None, invoice(3))


def test_a_backup_put_back_is_encrypted_where_it_stands(filled: Path, passphrase: Passphrase) -> None:
    then = told(filled, None)
    with open_store(filled, create=False) as store:
        store.backup(filled.with_name("copy"))
    restore(filled.with_name("copy"), filled, None, passphrase)
    assert told(filled, passphrase) == then
    with pytest.raises(BookEncrypted):
        told(filled, None)
    assert told(filled.with_name("book.json.replaced-1"), None) == then, "what stood there is kept, and is in clear"


def test_a_plain_json_book_is_encrypted_when_it_is_opened_with_a_passphrase(
    filled: Path, passphrase: Passphrase, tmp_path: Path
) -> None:
    old = tmp_path / "old" / "book.json"
    old.parent.mkdir()
    with open_store(filled, create=False) as store:
        store.export(old)
    assert told(old, passphrase) == told(filled, None)
    assert {name for name, _ in in_clear(old.parent)} == {"book.before.json"}


@pytest.mark.parametrize("now", ["in clear", "another passphrase", "encrypted"])
def test_a_desk_is_told_when_the_book_is_exchanged_for_one_that_is_locked_otherwise(
    now: str, filled: Path, passphrase: Passphrase, invoice: Makes, tmp_path: Path
) -> None:
    """A copy with the same number and the same commits; nothing of the desk is written into it."""
    mine, others = {"in clear": (passphrase, None), "another passphrase": (passphrase, OTHER), "encrypted": (None, passphrase)}[
        now
    ]
    path, copy = tmp_path / "mine" / "book", tmp_path / "copy"
    path.parent.mkdir()
    move(filled, path, None, mine)
    add(path, mine, invoice(2))
    move(path, copy, mine, others)
    with open_store(path, create=False, passphrase=mine) as store:
        copy.replace(path)
        then = path.read_bytes()
        for _ in range(2):
            with pytest.raises(BookReplaced):
                store.commit(Change("add", (invoice(3),)), MOMENT)
    assert path.read_bytes() == then


def test_a_damaged_book_is_neither_moved_nor_restored(locked_book: Path, passphrase: Passphrase, tmp_path: Path) -> None:
    spoilt = copied(locked_book, tmp_path / "spoilt")
    data = spoilt.read_bytes()
    spoilt.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
    before = files(tmp_path / "spoilt")
    with pytest.raises(NotMoved):
        move(spoilt, tmp_path / "new", passphrase, None)
    with pytest.raises(NotRestored):
        restore(spoilt, locked_book, passphrase, None)
    assert files(tmp_path / "spoilt") == before
    assert not (tmp_path / "new").exists()


def test_the_passphrase_shows_itself_nowhere(locked_book: Path, passphrase: Passphrase) -> None:
    """Neither it nor the key stands in what a traceback or a log would print of these objects."""
    words = passphrase._ask()
    with closing(BookFile(locked_book, passphrase=passphrase)) as shelves:
        assert shelves.key is not None
        shown = "".join(map(repr, (passphrase, shelves.key, shelves._files.cipher, shelves.head, shelves._files.pages)))
    assert words not in shown
    assert not hasattr(shelves.key, "__dict__")


def test_a_nonce_is_never_used_twice(locked_book: Path, passphrase: Passphrase) -> None:
    nonces: list[bytes] = []
    for path in (locked_book, Beside(locked_book).journal):
        runs = re.findall(rb"[A-Za-z0-9+/]{36,}=*", path.read_bytes())
        nonces += [b64decode(run)[:12] for run in runs if not re.fullmatch(rb"[0-9a-f]+", run)]
    assert len(nonces) >= 8
    assert len(nonces) == len(set(nonces))


def test_the_cost_of_a_guess_is_what_owasp_asks_for() -> None:
    """OWASP, Password Storage: scrypt with N = 2^17, r = 8, p = 1."""
    text = (Path(storage.passphrase.__file__)).read_text(encoding="utf-8")
    assert 'COST = {"n": 1 << 17, "r": 8, "p": 1}' in text


def test_the_history_is_linked_as_in_any_book(locked_book: Path, passphrase: Passphrase) -> None:
    with looked_at(locked_book, passphrase) as shelves:
        found = checked(shelves, str(locked_book))
        assert (found.traces.entries, found.traces.linked, found.traces.well) == (3, 3, True)
        assert len(shelves.shelf(FACTS)) == 4
        assert len(shelves.shelf(HISTORY)) == 3
    assert date(2020, 3, 10) in {inv.due_on for inv in found.book.account("K-1").invoices}


@pytest.mark.parametrize("cost", [{"n": 1 << 17, "r": 1}, {"n": 2, "r": 1 << 20, "p": 16}])
def test_a_cost_the_library_does_not_take_opens_nothing(locked_book: Path, passphrase: Passphrase, cost: dict[str, int]) -> None:
    lines = locked_book.read_bytes().splitlines(keepends=True)
    head = unsealed(lines[0])
    head["cipher"].update(cost)
    locked_book.write_bytes(b"".join([sealed(head), *lines[1:]]))
    with pytest.raises((PassphraseWrong, BookDamaged)):
        open_store(locked_book, create=False, passphrase=passphrase)


def test_nothing_of_the_book_in_clear_stays_under_the_name_of_the_encrypted_one(filled: Path, passphrase: Passphrase) -> None:
    copy = filled.with_name("copy")
    with open_store(filled, create=False) as store:
        store.backup(copy)
    restore(copy, filled, None, passphrase)
    assert b"K-1" not in filled.read_bytes() + Beside(filled).journal.read_bytes()
    with open_store(filled, create=False, passphrase=passphrase) as store:
        assert list(store.load()[0].accounts) == ["K-1"]
