"""Keeping the book: put back, written out, moved, and a buyer's data purged."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from credit.change import Change
from storage.store import open_store
from tests.integrations.loopback import Loopback, reply
from tests.tui.cli.bureaus import configured
from tests.tui.cli.conftest import Dunnage
from wording.words import activate


def facts(book: Path) -> object:
    """What the book holds."""
    with open_store(book, create=False) as store:
        return store.load()[0].accounts


def holding(book: Path, text: str) -> list[str]:
    return [path.name for path in sorted(book.parent.iterdir()) if text.encode() in path.read_bytes()]


def test_a_script_reads_where_the_copy_is_and_whether_it_is_encrypted(dunnage: Dunnage, book: Path, home: Path) -> None:
    """`--json` of a backup."""
    copy = home / "copy.dunnage"
    assert dunnage("backup", copy, "--json").json == {"copy": str(copy), "encrypted": False}


def test_a_backup_is_put_back_and_says_what_it_holds(dunnage: Dunnage, book: Path, home: Path) -> None:
    copy, then = home / "copy.dunnage", facts(book)
    assert dunnage("backup", copy).code == 0
    assert dunnage("log", "C1", "call").code == 0
    ended = dunnage("restore", copy, "--json")
    assert (ended.code, ended.err) == (0, "")
    assert facts(book) == then
    record = ended.json
    assert (record["buyers"], record["facts"], record["commits"]) == (2, 4, 1), "three invoices and what was paid of one"
    assert record["last_commit"]["who"] == "mara"
    assert record["last_commit"]["at"][:10] == datetime.now(UTC).date().isoformat()
    assert record["kept"] == [str(book) + ".replaced-1", str(book) + ".replaced-1.journal"]
    told = dunnage("restore", copy).out
    assert "2 buyers, 4 facts, 1 commit\n" in told
    assert "mara" in told
    assert str(book) + ".replaced-2" in told


def test_a_copy_that_is_not_whole_is_one_sentence(dunnage: Dunnage, book: Path, home: Path) -> None:
    copy, before = home / "copy.dunnage", book.read_bytes()
    assert dunnage("backup", copy).code == 0
    copy.write_bytes(copy.read_bytes().replace(b"1000.00", b"9000.00"))
    ended = dunnage("restore", copy)
    assert (ended.code, ended.out) == (7, "")
    assert "Nothing was changed. Restore another copy." in ended.sentence
    assert book.read_bytes() == before
    ended = dunnage("restore", home / "nowhere")
    assert ended.code == 2
    assert str(home / "nowhere") in ended.sentence


def test_a_lost_book_comes_back_although_the_settings_are_broken(dunnage: Dunnage, book: Path, home: Path) -> None:
    copy, then = home / "copy.dunnage", facts(book)
    assert dunnage("backup", copy).code == 0
    book.unlink()
    config = home / "config" / "dunnage" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("= 3", encoding="utf-8")
    assert dunnage("restore", copy).code == 0
    assert facts(book) == then


def test_everything_is_written_out_and_comes_back(dunnage: Dunnage, story: Path, home: Path) -> None:
    folder, then = home / "all", facts(story)
    ended = dunnage("export", folder, "--json")
    assert ended.code == 0
    rows = {sheet["file"]: sheet["rows"] for sheet in ended.json["sheets"]}
    assert rows["invoice.csv"] == 1988
    assert {path.name for path in folder.iterdir()} == {*rows, "book.json", "export.json"}
    again = home / "again.dunnage"
    assert dunnage("--book", again, "restore", folder).code == 0
    assert facts(again) == then
    ended = dunnage("export", folder)
    assert ended.code == 6
    assert "there already" in ended.sentence
    sheet = folder / "invoice.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8-sig"), encoding="utf-8")
    ended = dunnage("restore", folder)
    assert ended.code == 7
    assert "invoice.csv" in ended.sentence


def test_a_book_is_moved_by_a_copy_that_was_compared(dunnage: Dunnage, book: Path, home: Path) -> None:
    target = home / "new.dunnage"
    ended = dunnage("move", book, target, "--json")
    assert (ended.code, ended.json["facts"]) == (0, 4)
    assert "the old one stays" in ended.sentence
    assert facts(target) == facts(book)
    ended = dunnage("move", book, target)
    assert ended.code == 6
    assert "there already" in ended.sentence
    assert dunnage("move", book, home / "no" / "folder").code == 6
    assert dunnage("move", home / "nowhere", home / "other").code == 2


SETTLED = """\
customer,invoice,invoice_date,due_date,amount,paid_date,currency
C9,K1,2024-03-01,2024-04-30,777.00,2024-05-02,USD
"""
PERSON = "id,name,country,company_number,since\nC9,Rosalind Quayle,GB,0099,2024-01-01\n"


@pytest.fixture
def settled(dunnage: Dunnage, book: Path, home: Path) -> Path:
    """The small book with a third buyer, a person, who paid, and whose name was corrected."""
    for name, text in {"more.csv": SETTLED, "person.csv": PERSON, "anew.csv": PERSON.replace("Quayle", "Quail")}.items():
        (home / name).write_text(text, encoding="utf-8")
        assert dunnage("import", home / name).code == 0
    return book


def test_a_purge_says_first_what_would_go(dunnage: Dunnage, settled: Path) -> None:
    before = settled.read_bytes()
    ended = dunnage("purge", "C9", "--json")
    assert ended.code == 2
    assert "--yes" in ended.sentence
    assert ended.json["facts"] >= 3
    assert settled.read_bytes() == before
    assert "Would go" in dunnage("purge", "C9").out


def test_rule_11_a_purged_buyer_is_in_no_file_of_the_book(dunnage: Dunnage, settled: Path) -> None:
    assert holding(settled, "Rosalind")
    would = dunnage("purge", "C9", "--json").json
    ended = dunnage("purge", "C9", "--yes", "--json")
    assert (ended.code, ended.err) == (0, "")
    assert {key: ended.json[key] for key in would} == would
    assert holding(settled, "Rosalind") == []
    assert holding(settled, "777.00") == []
    with open_store(settled, create=False) as store:
        assert set(store.load()[0].accounts) == {"C1", "C2"}
        last = store.history()[-1]
    assert (last.what, last.who) == ("purge", "mara")
    assert dunnage("doctor").code == 0
    ended = dunnage("purge", "C9", "--yes")
    assert ended.code == 2
    assert "No buyer C9" in ended.sentence


def test_what_may_still_hold_the_data_is_named(dunnage: Dunnage, settled: Path, home: Path) -> None:
    copy = home / "copy.dunnage"
    assert dunnage("backup", copy).code == 0
    assert dunnage("restore", copy).code == 0
    ended = dunnage("purge", "C9", "--yes")
    assert ended.code == 0
    assert "book.dunnage.replaced-1" in ended.err
    assert "your backups" in ended.err


def test_nothing_is_purged_while_something_is_open(dunnage: Dunnage, book: Path) -> None:
    before = book.read_bytes()
    assert dunnage("purge", "C2", "--yes", "--as-of", "2024-01-01").code == 2, "no day before the debt is looked at"
    for words in (("purge", "C2"), ("purge", "C2", "--yes")):
        ended = dunnage(*words)
        assert (ended.code, ended.out) == (5, "")
        assert ended.sentence == "C2 still owes J1. Settle what is open, then purge."
    assert book.read_bytes() == before


@pytest.mark.parametrize("words", [("restore", "x"), ("export", "x"), ("purge", "C1")])
def test_a_demonstration_has_no_files(dunnage: Dunnage, book: Path, words: tuple[str, ...]) -> None:
    before = book.read_bytes()
    ended = dunnage("--demo", *words)
    assert ended.code == 2
    assert "Leave --demo out" in ended.sentence
    assert book.read_bytes() == before


@pytest.mark.parametrize("words", [("restore", "x"), ("export", "x"), ("purge", "C1"), ("move", "mysql://me:secret@db/x", "y")])
def test_a_server_of_another_kind_is_not_known_and_its_address_not_repeated(dunnage: Dunnage, words: tuple[str, ...]) -> None:
    ended = dunnage("--book", "mysql://me:secret@db/x", *words)
    assert ended.code == 2
    assert "secret" not in ended.err
    assert "mysql" in ended.sentence


def checks(dunnage: Dunnage) -> dict[str, dict[str, object]]:
    return {check["check"]: check for check in dunnage("doctor", "--json").json["checks"]}


def test_the_doctor_finds_a_record_that_was_changed_behind_the_programs_back(dunnage: Dunnage, book: Path, home: Path) -> None:
    plain = home / "plain.json"
    with open_store(book, create=False) as store:
        store.export(plain)
    tree = json.loads(plain.read_text(encoding="utf-8"))
    for doc in tree["facts"].values():
        if doc["id"] == "J1" and doc["kind"] == "invoice":
            doc["amount"] = ["1.00", "USD"]
    plain.write_text(json.dumps(tree), encoding="utf-8")
    plain.chmod(0o600)
    ended = dunnage("--book", plain, "doctor", "--json")
    history = next(check for check in ended.json["checks"] if check["check"] == "history")
    assert (ended.code, history["ok"]) == (7, False)
    assert "C2 invoice J1" in history["detail"]


def test_the_doctor_tells_what_lies_beside_the_book(dunnage: Dunnage, book: Path) -> None:
    torn, bad = (book.with_name(f"{book.name}.{what}-2") for what in ("torn", "bad"))
    torn.touch(mode=0o600)
    found = checks(dunnage)["leftovers"]
    assert (found["ok"], "torn-2" in str(found["detail"])) == (True, True)
    bad.touch(mode=0o600)
    assert checks(dunnage)["leftovers"]["ok"] is False
    assert dunnage("doctor").code == 7
    bad.unlink()
    assert dunnage("doctor").code == 0


def test_the_doctor_looks_at_permissions_and_locks(dunnage: Dunnage, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book.chmod(0o644)
    book.parent.chmod(0o777)
    found = checks(dunnage)["permissions"]
    assert found["ok"] is False
    assert "book.dunnage: chmod 600" in str(found["detail"])
    assert "chmod go-w" in str(found["detail"])
    assert dunnage("doctor").code == 2
    book.chmod(0o600)
    book.parent.chmod(0o700)
    monkeypatch.setattr("tui.cli.health.network_kind", lambda _: "nfs4")
    found = checks(dunnage)["lock"]
    assert (found["ok"], "nfs4" in str(found["detail"])) == (True, True)
    monkeypatch.setattr("fcntl.flock", lambda *_: None)
    assert checks(dunnage)["lock"]["ok"] is False
    assert dunnage("doctor").code == 6


def test_a_desk_in_chinese(dunnage: Dunnage, settled: Path) -> None:
    try:
        assert "仍欠" in dunnage("--lang", "zh", "purge", "C2").err
        assert "将删除" in dunnage("--lang", "zh", "purge", "C9").out
        assert "链接均完好" in dunnage("--lang", "zh", "doctor").out
    finally:
        activate("en")


def test_what_another_desk_added_meanwhile_stops_a_purge(
    dunnage: Dunnage, settled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is judged once nobody else can write: an order that came in after the question was asked is seen."""
    from credit.invoice import Order
    from credit.money import Money
    from storage import purging

    really = purging.purge

    def later(*facts: object) -> object:
        day = datetime.now(UTC).date()
        with open_store(settled, create=False) as store:
            store.commit(Change("add", (Order("S1", "C9", Money.of("5", "USD"), day, day),)), datetime.now(UTC))
        return really(*facts)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(purging, "purge", later)
    ended = dunnage("purge", "C9", "--yes")
    assert ended.code == 5
    assert "S1" in ended.sentence
    assert holding(settled, "Rosalind")


def asked_about(dunnage: Dunnage, home: Path) -> Path:
    """The folder of kept answers, once one was asked for about C9."""
    with Loopback([reply(b'{"score": 61}')]) as server:
        configured(home, server.port)
        assert dunnage("refresh", "C9").code == 0
    return home / "data" / "dunnage" / "providers" / "answers"


def test_rule_11_a_purge_takes_what_providers_answered_about_the_buyer(dunnage: Dunnage, settled: Path, home: Path) -> None:
    """The answer was asked for by the number 0099; the number was corrected since, and the answer is found all the same."""
    kept = asked_about(dunnage, home)
    (home / "person.csv").write_text(PERSON.replace("0099", "0100"), encoding="utf-8")
    assert dunnage("import", home / "person.csv").code == 0
    assert len(list(kept.rglob("*.answer"))) == 1
    assert dunnage("purge", "C9", "--yes", "--json").json["answers"] == 1
    assert list(kept.rglob("*.answer")) == []


def test_a_purge_takes_what_a_provider_answered_that_is_configured_no_longer(dunnage: Dunnage, settled: Path, home: Path) -> None:
    kept = asked_about(dunnage, home)
    (home / "config" / "dunnage" / "providers" / "bureau.toml").unlink()
    assert dunnage("providers").code == 0
    assert len(list(kept.rglob("*.answer"))) == 1, "its time is not over"
    assert dunnage("purge", "C9", "--yes", "--json").json["answers"] == 1
    assert list(kept.rglob("*.answer")) == []


def test_answers_of_a_provider_that_is_gone_are_let_go_of_in_their_time_and_by_name(
    dunnage: Dunnage, settled: Path, home: Path
) -> None:
    kept = asked_about(dunnage, home)
    file = home / "config" / "dunnage" / "providers" / "bureau.toml"
    file.rename(home / "bureau.toml")
    assert dunnage("providers", "purge", "--json").json == {"removed": {"bureau": 1}}
    (home / "bureau.toml").rename(file)
    assert len(list(asked_about(dunnage, home).rglob("*.answer"))) == 1
    file.unlink()
    assert dunnage("providers", "purge", "bureau", "--json").json == {"removed": {"bureau": 1}}
    assert list(kept.rglob("*.answer")) == []
    assert dunnage("providers", "purge", "nobody").code == 2


def test_a_purge_that_cannot_reach_kept_answers_says_so(dunnage: Dunnage, settled: Path, home: Path) -> None:
    (answer,) = asked_about(dunnage, home).rglob("*.answer")
    answer.unlink()
    (answer / "x").mkdir(parents=True)
    ended = dunnage("purge", "C9", "--yes")
    assert ended.code == 6
    assert str(home / "data" / "dunnage" / "providers") in ended.err


@pytest.mark.parametrize("words", [("restore", "nosuch"), ("move", "nosuch", "new.dunnage")])
def test_a_source_that_is_not_there_is_a_name_to_be_checked(
    dunnage: Dunnage, known: Path, home: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever restores has no use for an import: nothing stands under the name that was given."""
    monkeypatch.chdir(home)
    ended = dunnage(*words)
    assert ended.code == 2
    assert ended.sentence.startswith("There is nothing at ")
    assert ended.sentence.endswith("nosuch. Check the name.")


def test_a_link_that_leads_to_itself_is_no_matter_of_permissions(dunnage: Dunnage, home: Path) -> None:
    loop = home / "loop.dunnage"
    loop.symlink_to(loop)
    for words in (
        ("--book", loop, "portfolio"),
        ("restore", loop),
        ("--book", loop, "restore", home / "x"),
        ("move", loop, home / "new"),
    ):
        ended = dunnage(*words)
        assert ended.code == 6, words
        assert ended.sentence == f"{loop} is a link that leads to itself. Name another file.", words


def test_a_damaged_book_names_the_command_that_mends_it(dunnage: Dunnage, known: Path) -> None:
    known.write_bytes(b"")
    assert dunnage("portfolio").sentence.endswith("Put the latest backup in its place: dunnage restore FILE.")


def test_a_sheet_of_an_export_says_how_it_comes_back(dunnage: Dunnage, book: Path, home: Path) -> None:
    """It holds versions and commits, which no import of a ledger would keep."""
    assert dunnage("export", home / "sheets").code == 0
    for sheet in ("invoice.csv", "history.csv"):
        ended = dunnage("import", home / "sheets" / sheet)
        assert ended.code == 5
        assert ended.sentence.endswith("dunnage restore DIR, the folder it lies in.")


def test_what_stands_where_the_lock_should_is_named(dunnage: Dunnage, book: Path) -> None:
    lock = book.with_name(book.name + ".lock")
    lock.unlink()
    lock.mkdir()
    then = facts(book)
    ended = dunnage("log", "C1", "call")
    assert (ended.code, facts(book)) == (6, then)
    assert ended.sentence.startswith(f"{lock} is no plain file")
    lock.rmdir()
    assert dunnage("log", "C1", "call").code == 0
