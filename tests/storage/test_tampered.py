"""An encrypted book that somebody changed who can make checksums and has no passphrase: nothing of it is taken for true."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from credit.invoice import Invoice
from storage.faults import BookDamaged, Damage, PassphraseWrong
from storage.opening import Beside
from storage.passphrase import Passphrase
from storage.sealed import sealed, unsealed
from storage.store import open_store
from tests.storage.by_hand import lay_out
from tests.storage.canaries import add, told

Makes = Callable[..., Invoice]


def refused(path: Path, passphrase: Passphrase) -> str:
    """How a book that somebody changed is refused; the test fails where it opens and can be read."""
    try:
        told(path, passphrase)
    except BookDamaged as fault:
        return str(fault.facts["reason"])
    except PassphraseWrong:
        return "passphrase"
    raise AssertionError("it opened")


def retold(path: Path, number: int, change: Callable[[Any], object]) -> None:
    """Have a line of a file say something else, with its checksum right."""
    lines = path.read_bytes().splitlines(keepends=True)
    said = unsealed(lines[number])
    change(said)
    lines[number] = sealed(said)
    path.write_bytes(b"".join(lines))


@pytest.mark.parametrize(
    "change",
    [
        {"commit": 3}, {"commit": 0}, {"pages": 1}, {"pages": 0}, {"alone": True}, {"created": "1999"}, {"schema": 1},
        {"book": "b"}, {"mark": ""}, {"mark": None}, {"mark": "AAAA"}, {"cipher": None}, {"cipher": []}, {"cipher": "none"},
    ],
    ids=str,
)  # fmt: skip
def test_a_head_that_somebody_changed_is_refused(locked_book: Path, passphrase: Passphrase, change: dict[str, Any]) -> None:
    retold(locked_book, 0, lambda head: head.update(change))
    assert refused(locked_book, passphrase) == Damage.SNAPSHOT


def test_a_head_that_says_it_is_not_encrypted_is_refused(locked_book: Path, passphrase: Passphrase) -> None:
    retold(locked_book, 0, lambda head: head.update(cipher={}))
    for words in (passphrase, None):
        with pytest.raises(BookDamaged):
            told(locked_book, words)


@pytest.mark.parametrize(
    ("change", "how"),
    [
        ({"salt": "00" * 16}, "passphrase"), ({"check": "00" * 16}, "passphrase"), ({"n": 4}, "passphrase"),
        ({"p": 2}, "passphrase"), ({"n": 1 << 40}, "snapshot"), ({"r": 1 << 30}, "snapshot"), ({"p": 1 << 30}, "snapshot"),
        ({"n": 3}, "snapshot"), ({"n": 0}, "snapshot"), ({"n": "2"}, "snapshot"), ({"n": True}, "snapshot"),
        ({"salt": "zz"}, "snapshot"), ({"salt": 5}, "snapshot"), ({"kdf": "none"}, "snapshot"), ({"cipher": "ROT13"}, "snapshot"),
        ({"file": "0" * 32}, "snapshot"), ({"file": None}, "snapshot"), ({"more": 1}, "snapshot"),
    ],
    ids=str,
)  # fmt: skip
def test_another_way_to_the_key_is_refused(locked_book: Path, passphrase: Passphrase, change: dict[str, Any], how: str) -> None:
    """Never with more memory than a book of ours asks for; a salt that was changed cannot be told from a wrong passphrase."""
    retold(locked_book, 0, lambda head: head["cipher"].update(change))
    assert refused(locked_book, passphrase) == how
    assert refused(locked_book, Passphrase(passphrase._ask)) == how


@pytest.mark.parametrize("change", [{"after": 0}, {"after": 2}, {"journal": "b"}, {"file": "0" * 32}, {"mark": None}], ids=str)
def test_a_head_of_a_journal_that_somebody_changed_is_refused(
    locked_book: Path, passphrase: Passphrase, change: dict[str, Any]
) -> None:
    retold(Beside(locked_book).journal, 0, lambda head: head.update(change))
    assert refused(locked_book, passphrase) == Damage.JOURNAL


def pages(path: Path) -> Iterator[bytes]:
    """The head of a snapshot, and each page with the line before it."""
    lines = path.read_bytes().splitlines(keepends=True)
    yield lines[0]
    yield from (lines[at] + lines[at + 1] for at in range(1, len(lines), 2))


def test_pages_that_changed_places_are_refused(
    locked_book: Path, passphrase: Passphrase, invoice: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.snapshot.PAGE", 1)
    lay_out(locked_book, passphrase)
    head, *parts = pages(locked_book)
    older = list(pages(locked_book))[1:]
    assert len(parts) == 4 + 3, "a buyer, three invoices, three commits"
    for first, second in ((0, 1), (1, 3), (2, 6)):
        changed = list(parts)
        changed[first], changed[second] = parts[second], parts[first]
        locked_book.write_bytes(head + b"".join(changed))
        assert refused(locked_book, passphrase) == Damage.SNAPSHOT
    locked_book.write_bytes(head + b"".join(parts))
    told(locked_book, passphrase)

    lay_out(locked_book, passphrase)
    head, *parts = pages(locked_book)
    for at in range(len(parts)):
        locked_book.write_bytes(head + b"".join([*parts[:at], older[at], *parts[at + 1 :]]))
        assert refused(locked_book, passphrase) == Damage.SNAPSHOT, "a page of the snapshot before, in its own place"


def test_records_that_changed_places_are_not_taken(locked_book: Path, passphrase: Passphrase, invoice: Makes) -> None:
    journal = Beside(locked_book).journal
    add(locked_book, passphrase, invoice(4))
    whole = journal.read_bytes()
    head, second, third, fourth = whole.splitlines(keepends=True)

    def numbered(line: bytes, number: int) -> bytes:
        return sealed([number, *unsealed(line)[1:]])

    again = numbered(second, 3)
    for lines in ([numbered(third, 2), second, fourth], [numbered(third, 2), again, fourth], [second, again, fourth]):
        journal.write_bytes(head + b"".join(lines))
        assert refused(locked_book, passphrase) == Damage.MIDDLE
    for last in (numbered(second, 4), numbered(third, 4), sealed([4, True, [["facts", 7, None]]]), sealed([4, True, 0, "AAAA"])):
        journal.write_bytes(head + second + third + last)
        with open_store(locked_book, create=False, passphrase=passphrase) as store:
            assert len(store.history()) == 3
            assert [note.code for note in store.notes] == ["put_aside_bad"]


def test_a_record_of_another_copys_journal_is_not_taken(
    locked_book: Path, passphrase: Passphrase, invoice: Makes, tmp_path: Path
) -> None:
    """Both copies have the key, the book's number and a commit of this number; the journals are two."""
    with open_store(locked_book, create=False, passphrase=passphrase) as store:
        (tmp_path / "other").mkdir()
        store.backup(tmp_path / "other" / "book.json")
    add(locked_book, passphrase, invoice(4))
    add(tmp_path / "other" / "book.json", passphrase, invoice(4))
    for path, number in ((locked_book, 5), (tmp_path / "other" / "book.json", 6)):
        add(path, passphrase, invoice(number))
    mine, other = Beside(locked_book).journal, Beside(tmp_path / "other" / "book.json").journal
    theirs = other.read_bytes().splitlines(keepends=True)[-1]
    assert unsealed(theirs)[:3] == [5, True, 0]
    mine.write_bytes(b"".join([*mine.read_bytes().splitlines(keepends=True)[:-1], theirs]))
    with open_store(locked_book, create=False, passphrase=passphrase) as store:
        assert len(store.history()) == 4
        assert [note.code for note in store.notes] == ["put_aside_bad"]
    lines = mine.read_bytes().splitlines(keepends=True)
    mine.write_bytes(other.read_bytes().splitlines(keepends=True)[0] + b"".join(lines[1:]))
    assert refused(locked_book, passphrase) == Damage.JOURNAL, "nor under the other's head"


def test_lines_of_one_record_that_changed_places_are_not_taken(
    locked_book: Path, passphrase: Passphrase, invoice: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.journal.LINE", 1)
    add(locked_book, passphrase, invoice(4), invoice(5))
    journal = Beside(locked_book).journal
    *before, first, second, third = journal.read_bytes().splitlines(keepends=True)
    assert [unsealed(line)[:3] for line in (first, second, third)] == [[4, False, 0], [4, False, 1], [4, True, 2]]
    for lines in ([second, first, third], [first, first, third], [first, third]):
        journal.write_bytes(b"".join([*before, *lines]))
        with open_store(locked_book, create=False, passphrase=passphrase) as store:
            assert len(store.history()) == 3
