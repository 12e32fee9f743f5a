"""An encrypted book on the command line: its passphrase named where it is kept, each mistake one sentence and a code."""

from pathlib import Path

import pytest

import storage.passphrase
from tests.storage.canaries import files
from tests.tui.cli.conftest import Dunnage
from tests.tui.cli.test_keeping import holding
from wording.words import activate

NAME = "Alder"
"""The buyer of the little book, whom no file may name."""
WORDS = "correct horse battery"


@pytest.fixture(autouse=True)
def places(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three passphrases by their places, and a scrypt that takes no time."""
    monkeypatch.setattr(storage.passphrase, "COST", {"n": 2, "r": 1, "p": 1})
    monkeypatch.setenv("BOOK_WORDS", WORDS)
    monkeypatch.setenv("OTHER_WORDS", "another horse")
    (home / "words").write_text(WORDS + "\n", encoding="utf-8")
    (home / "words").chmod(0o600)


@pytest.fixture
def safe(dunnage: Dunnage, known: Path, home: Path) -> Path:
    """The little book, encrypted, in a folder of its own."""
    path = home / "safe" / "book.dunnage"
    path.parent.mkdir()
    assert dunnage("--passphrase", "env:BOOK_WORDS", "move", known, path).code == 0
    return path


def settings(home: Path, text: str) -> None:
    path = home / "config" / "dunnage" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_book_is_encrypted_and_what_lies_there_in_clear_is_named(dunnage: Dunnage, known: Path, home: Path) -> None:
    safe = home / "safe.dunnage"
    before = files(known.parent)
    ended = dunnage("--passphrase", "env:BOOK_WORDS", "move", known, safe)
    assert ended.code == 0
    assert "Encrypted" in ended.out
    assert f"Still there in clear: {known}. Remove it once" in ended.err
    assert files(known.parent) == before
    assert holding(known, NAME)
    assert NAME.encode() not in safe.read_bytes()
    told = dunnage("--book", safe, "--passphrase", f"file:{home / 'words'}", "portfolio", "--json").json
    assert [row["name"] for row in told["customers"]] == [row["name"] for row in dunnage("portfolio", "--json").json["customers"]]


def test_the_settings_name_the_place_once_for_all_commands(dunnage: Dunnage, safe: Path, home: Path) -> None:
    settings(home, f'book = "{safe}"\npassphrase = "env:BOOK_WORDS"\n')
    assert dunnage("log", "C1", "call", "--text", "swordfish rang").code == 0
    assert dunnage("backup", safe.with_name("copy.dunnage")).code == 0
    assert dunnage("restore", safe.with_name("copy.dunnage")).code == 0
    assert dunnage("log", "C1", "call", "--text", "swordfish rang").code == 0
    assert (holding(safe, NAME), holding(safe, "swordfish")) == ([], [])
    checks = {each["check"]: each for each in dunnage("doctor", "--json").json["checks"]}
    assert checks["encryption"]["ok"]
    assert checks["encryption"]["detail"] == "AES-256-GCM, the key by scrypt from the passphrase at env:BOOK_WORDS"
    assert checks["book"]["ok"]
    assert checks["history"]["ok"]
    ended = dunnage("export", home / "all")
    assert (ended.code, f"whoever can read {home / 'all'} can read everything" in ended.err) == (0, True)
    assert dunnage("purge", "C1").code == 5, "it owes, and the book could be read"


def test_a_new_book_is_encrypted_where_a_passphrase_is_named(dunnage: Dunnage, known: Path, home: Path) -> None:
    assert dunnage("export", home / "all").code == 0
    settings(home, 'passphrase = "env:BOOK_WORDS"\n')
    new = home / "new" / "book.dunnage"
    assert dunnage("--book", new, "import", home / "customers.csv").code == 0
    assert holding(new, NAME) == []
    again = home / "again" / "book.dunnage"
    assert dunnage("--book", again, "restore", home / "all", "--json").json["encrypted"] is True
    assert holding(again, NAME) == []
    assert dunnage("--book", again, "restore", home / "all", "--decrypt", "--json").json["encrypted"] is False
    ended = dunnage("--book", again, "doctor", "--json")
    found = {each["check"]: each for each in ended.json["checks"]}["encryption"]
    assert (ended.code, found["ok"]) == (2, False)
    assert "not encrypted, although a passphrase is named" in found["detail"]


def test_a_restore_over_a_book_in_clear_says_what_is_kept_in_clear(dunnage: Dunnage, known: Path, home: Path) -> None:
    assert dunnage("backup", home / "copy").code == 0
    ended = dunnage("--passphrase", "env:BOOK_WORDS", "restore", home / "copy")
    assert ended.code == 0
    assert f"Still there in clear: {home / 'copy'}, {known}.replaced-1, {known}.replaced-1.journal. Remove them once" in ended.err
    ended = dunnage("--passphrase", "env:BOOK_WORDS", "doctor", "--json")
    found = {each["check"]: each for each in ended.json["checks"]}["encryption"]
    assert (ended.code, found["ok"]) == (2, False)
    assert f"beside it in clear: {known.name}.replaced-1, {known.name}.replaced-1.journal." in found["detail"]


def test_a_book_gets_another_passphrase_and_is_laid_in_clear_again(dunnage: Dunnage, safe: Path, home: Path) -> None:
    safer, plain = home / "safer.dunnage", home / "plain.dunnage"
    assert (
        dunnage("move", safe, safer, "--passphrase", "env:BOOK_WORDS", "--encrypt", "env:OTHER_WORDS").err.count("in clear") == 0
    )
    ended = dunnage("--book", safer, "--passphrase", "env:BOOK_WORDS", "portfolio")
    assert (ended.code, ended.out) == (6, "")
    assert f"does not open the book {safer}" in ended.sentence
    assert dunnage("--book", safer, "--passphrase", "env:OTHER_WORDS", "portfolio").code == 0
    assert dunnage("move", safer, plain, "--passphrase", "env:OTHER_WORDS", "--decrypt").code == 0
    assert NAME.encode() in plain.read_bytes()
    assert dunnage("--book", plain, "portfolio").code == 0


@pytest.mark.parametrize(
    ("reference", "code", "says"),
    [
        ("", 2, "is encrypted. Name where its passphrase is kept"),
        ("env:OTHER_WORDS", 6, "The passphrase does not open the book"),
        ("env:NO_WORDS", 2, "The key or passphrase env:NO_WORDS was not found. Put it there."),
        ("file:/no/where", 2, "file:/no/where was not found"),
        ("keyring:dunnage/mei", 2, "keyring:dunnage/mei"),
        ("swordfish", 2, "A passphrase is not written in the settings or on the command line"),
        ("file:swordfish", 2, "Write the whole path: file:/..."),
        ("env:swordfish", 2, "A passphrase is not written in the settings or on the command line"),
    ],
)
@pytest.mark.parametrize("way", ["said", "set"])
def test_a_passphrase_that_does_not_open_it_is_one_sentence(
    dunnage: Dunnage, safe: Path, home: Path, reference: str, code: int, says: str, way: str
) -> None:
    before = files(safe.parent)
    said = ("--passphrase", reference) if way == "said" and reference else ()
    settings(home, f'passphrase = "{reference}"\n' if way == "set" else "")
    new = home / "new.dunnage"
    for words in (["portfolio"], ["log", "C1", "call"], ["backup", new], ["export", home / "all"], ["purge", "C1", "--yes"]):
        ended = dunnage("--book", safe, *said, *words)
        assert (ended.code, ended.out) == (code, ""), words
        assert says in ended.sentence
        assert "swordfish" not in ended.err
    for words in (["move", safe, new], ["--book", new, "restore", safe]):
        assert dunnage(*said, *words).code == code, words
    assert dunnage("--book", safe, *said, "doctor").code == code
    assert files(safe.parent) == before
    assert not new.exists()
    assert not (home / "all").exists()


def test_a_file_that_others_can_read_is_no_place_for_a_passphrase(dunnage: Dunnage, safe: Path, home: Path) -> None:
    (home / "words").chmod(0o644)
    ended = dunnage("--book", safe, "--passphrase", f"file:{home / 'words'}", "portfolio")
    assert (ended.code, "can be read by others (mode 0644)" in ended.sentence) == (2, True)


def test_a_head_that_was_changed_is_damage(dunnage: Dunnage, safe: Path) -> None:
    safe.write_bytes(safe.read_bytes().replace(b'"alone":true', b'"alone":null'))
    ended = dunnage("--book", safe, "--passphrase", "env:BOOK_WORDS", "portfolio")
    assert (ended.code, "The book is damaged" in ended.sentence) == (7, True)


def test_the_demonstration_asks_for_no_passphrase(dunnage: Dunnage, home: Path) -> None:
    settings(home, 'passphrase = "env:NO_WORDS"\n')
    assert dunnage("--demo", "queue", "--json").code == 0


def test_a_book_in_clear_says_so_where_a_passphrase_is_named(dunnage: Dunnage, known: Path, home: Path) -> None:
    settings(home, 'passphrase = "env:BOOK_WORDS"\n')
    ended = dunnage("portfolio", "--json")
    assert ended.code == 0
    assert "the book is not encrypted. Encrypt it: dunnage move" in ended.err


def test_a_missing_passphrase_is_said_in_chinese(dunnage: Dunnage, safe: Path) -> None:
    ended = dunnage("--lang", "zh", "--book", safe, "portfolio")
    assert (ended.code, f"账簿 {safe} 已加密" in ended.err) == (2, True)
    activate("en")
