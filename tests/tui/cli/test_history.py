"""The history of a book on the command line, and a change taken back by it."""

from pathlib import Path
from typing import Any

from storage.store import open_store
from tests.tui.cli.conftest import Dunnage


def facts(book: Path) -> object:
    with open_store(book, create=False) as store:
        return store.load()[0].accounts


def commits(dunnage: Dunnage, *words: str) -> list[Any]:
    found: list[Any] = dunnage("history", *words, "--json").json["commits"]
    return found


def test_who_did_what_is_told_the_newest_first(dunnage: Dunnage, book: Path) -> None:
    dunnage("log", "C1", "call", "--text", "said next week")
    told = commits(dunnage)
    assert [(each["number"], each["who"], each["what"]) for each in told] == [(2, "mara", "log_contact"), (1, "mara", "import")]
    assert told[0]["customers"] == ["C1"]
    assert [each["number"] for each in commits(dunnage, "--top", "1")] == [2]
    lines = dunnage("history").out.splitlines()
    assert lines[1].split()[0] == "2"
    assert "contact logged" in lines[1]
    assert lines[2].split()[0] == "1"


def test_what_stood_before_and_after_is_told(dunnage: Dunnage, book: Path) -> None:
    """Two limits decided on one day are one fact: the second replaced the first."""
    dunnage("limit", "C1", "1000", "USD", "--reason", "first")
    dunnage("limit", "C1", "2500", "USD", "--reason", "second")
    second, first, _import = commits(dunnage, "C1")
    (was,), (now,) = first["facts"], second["facts"]
    assert was["before"] is None
    assert now["before"] == was["after"] != now["after"]
    limits = [fact["after"]["limit"] for fact in (was, now)]
    assert limits == [{"amount": "1000.00", "currency": "USD"}, {"amount": "2500.00", "currency": "USD"}]


def test_of_one_buyer_only_its_own_part_is_told(dunnage: Dunnage, book: Path) -> None:
    dunnage("log", "C2", "call")
    assert [each["number"] for each in commits(dunnage, "C1")] == [1]
    assert {fact["customer_id"] for fact in commits(dunnage, "C1")[0]["facts"]} == {"C1"}
    ended = dunnage("history", "C9")
    assert ended.code == 2
    assert "C9" in ended.sentence


def test_as_of_a_day_only_what_was_done_by_then(dunnage: Dunnage, book: Path) -> None:
    assert commits(dunnage, "--as-of", "2020-01-01") == []
    assert "Nothing was done" in dunnage("history", "--as-of", "2020-01-01").out


def test_the_last_change_is_taken_back_and_that_is_a_change_too(dunnage: Dunnage, book: Path) -> None:
    then = facts(book)
    dunnage("log", "C1", "call")
    ended = dunnage("undo")
    assert (ended.code, facts(book)) == (0, then)
    assert "change 2" in ended.out
    assert [(each["number"], each["undoes"]) for each in commits(dunnage)] == [(3, True), (2, False), (1, False)]
    assert dunnage("undo", "3").code == 0, "what was taken back is put again by its number"
    assert facts(book) != then


def test_an_import_of_the_wrong_file_is_taken_back(dunnage: Dunnage, book: Path, home: Path) -> None:
    then = facts(book)
    wrong = home / "wrong.csv"
    wrong.write_text(
        "customer,invoice,invoice_date,due_date,amount,paid_date\nC7,X1,2020-01-01,2020-02-01,10.00,\n", encoding="utf-8"
    )
    assert dunnage("import", wrong).code == 0
    assert facts(book) != then
    assert dunnage("undo", "2").code == 0
    assert facts(book) == then


def test_a_change_of_an_older_version_is_put_back_as_it_stood(dunnage: Dunnage, book: Path) -> None:
    dunnage("limit", "C1", "1000", "USD", "--reason", "first")
    then = facts(book)
    dunnage("limit", "C1", "2500", "USD", "--reason", "second")
    assert dunnage("undo").code == 0
    assert facts(book) == then


def test_what_was_changed_again_since_is_not_laid_over(dunnage: Dunnage, book: Path) -> None:
    dunnage("limit", "C1", "1000", "USD", "--reason", "first")
    dunnage("limit", "C1", "2500", "USD", "--reason", "second")
    now = facts(book)
    ended = dunnage("undo", "2")
    assert (ended.code, facts(book)) == (5, now)
    assert "C1" in ended.sentence


def test_what_cannot_be_taken_back_is_one_sentence(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("undo", "9").sentence.startswith("The history has no change 9.")
    assert dunnage("undo", "9").code == 5
    assert dunnage("undo", "--as-of", "2020-01-01").code == 2
    assert dunnage("purge", "C2", "--yes", "--as-of", "2020-01-01").code == 2


def test_what_another_person_did_is_taken_back_only_by_its_number(dunnage: Dunnage, book: Path, home: Path) -> None:
    dunnage("log", "C1", "call")
    config = home / "config" / "dunnage" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text('who = "li"\n', encoding="utf-8")
    ended = dunnage("undo")
    assert ended.code == 5
    assert "Nothing of yours" in ended.sentence
    assert dunnage("undo", "2").code == 0


def test_a_purge_is_not_taken_back(dunnage: Dunnage, book: Path, home: Path) -> None:
    buyers = home / "customers.csv"
    buyers.write_text("id,name,country,since\nC5,Elder Ltd,GB,2024-01-01\n", encoding="utf-8")
    assert dunnage("import", buyers).code == 0
    assert dunnage("purge", "C5", "--yes").code == 0
    ended = dunnage("undo", "3")
    assert ended.code == 5
    assert "cannot be taken back" in ended.sentence
    assert [each["what"] for each in commits(dunnage, "C5")] == ["purge", "import"], "its history still names the keys"
