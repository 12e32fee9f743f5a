"""Care of the book: imports, whole or not at all; where things are; whether all is well; a copy."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from credit.activity import Channel, Contact
from credit.change import Change
from storage.migrations import SCHEMA
from storage.opening import Beside
from storage.store import open_store
from tests.storage.by_hand import change_by_hand
from tests.tui.cli.bureaus import configured
from tests.tui.cli.conftest import ROOT, SMALL, STORY, Dunnage, spawned, undue


def facts(book: Path) -> object:
    """What the book holds, whatever was done in which order."""
    with open_store(book, create=False) as store:
        return store.load()[0].accounts


def test_the_story_comes_in_and_its_queue_is_told(dunnage: Dunnage, story: Path) -> None:
    """`story/README.md`: the old friend's tails stood open in the summer of 2020."""
    ended = dunnage("queue", "--json", "--as-of", "2020-07-31")  # a Friday: on the Saturday nobody is called
    assert ended.code == 0
    assert "C001" in {item["customer_id"] for item in ended.json["items"]}
    rows = [row for row in dunnage("portfolio", "--json", "--as-of", "2020-08-01").json["customers"] if row["id"] == "C001"]
    assert [float(row["overdue"]["amount"]) > 0 for row in rows] == [True]
    assert story.is_file()


def test_twice_is_once(dunnage: Dunnage, story: Path) -> None:
    before = story.read_bytes()
    ended = dunnage("import", *sorted(STORY.glob("*.csv")), "--json")
    assert ended.code == 0
    assert {(file["added"], file["changed"], file["refused"]) for file in ended.json["files"]} == {(0, 0, 0)}
    assert story.read_bytes() == before


def test_the_order_of_the_files_does_not_matter(dunnage: Dunnage, home: Path) -> None:
    for name, text in {
        "customers.csv": "id,name,country\nC1,Alder Ltd,GB\n",
        "invoices.csv": "number,customer_id,issue_date,due_date,currency,amount\nI1,C1,2024-03-01,2024-04-30,USD,1000\n",
        "receipts.csv": "id,customer_id,date,currency,amount,invoices\nR1,C1,2024-05-25,USD,400,I1\n",
    }.items():
        (home / name).write_text(text, encoding="utf-8")
    told = set()
    for place, order in enumerate(permutations(("customers", "invoices", "receipts"))):
        book = home / f"book{place}.json"
        assert dunnage("--book", book, "import", *[home / f"{name}.csv" for name in order]).code == 0
        told.add(dunnage("--book", book, "customer", "C1", "--json", "--as-of", "2024-06-12").out)
    assert len(told) == 1


def test_a_broken_row_is_named_and_nothing_of_its_file_comes_in(dunnage: Dunnage, home: Path) -> None:
    good, bad = home / "good.csv", home / "bad.csv"
    good.write_text(SMALL, encoding="utf-8")
    bad.write_text(SMALL.replace("C", "D").replace("2024-05-31", "31.31.2024"), encoding="utf-8")
    ended = dunnage("import", good, bad)
    assert ended.code == 5
    assert f"{bad}, line 4" in ended.sentence.replace(":4", ", line 4")
    assert "due_date" in ended.sentence
    assert [buyer["id"] for buyer in dunnage("portfolio", "--json", "--as-of", "2024-06-12").json["customers"]] == ["C2", "C1"]
    record = dunnage("import", bad, "--json").json
    assert [(problem["path"], problem["line"]) for problem in record["problems"]] == [(str(bad), 4)]


def test_bad_rows_may_be_left_out(dunnage: Dunnage, home: Path) -> None:
    bad = home / "bad.csv"
    bad.write_text(SMALL.replace("2024-05-31", "31.31.2024"), encoding="utf-8")
    assert dunnage("import", bad, "--skip-bad").code == 0
    assert [buyer["id"] for buyer in dunnage("portfolio", "--json", "--as-of", "2024-06-12").json["customers"]] == ["C1"]


def test_where_every_row_is_bad_nothing_is_left_to_come_in(dunnage: Dunnage, home: Path) -> None:
    bad = home / "bad.csv"
    bad.write_text(SMALL.replace("2024-", "soon-"), encoding="utf-8")
    assert dunnage("import", bad, "--skip-bad").code == 5


def test_a_rehearsal_writes_nothing(dunnage: Dunnage, home: Path) -> None:
    ledger = home / "ledger.csv"
    ledger.write_text(SMALL, encoding="utf-8")
    ended = dunnage("import", ledger, "--dry-run", "--json")
    assert ended.code == 0
    assert ended.json["files"][0]["added"] > 0
    assert not (home / "data").exists()


def test_the_day_everything_was_learnt_may_be_said(dunnage: Dunnage, home: Path) -> None:
    ledger = home / "ledger.csv"
    ledger.write_text(SMALL, encoding="utf-8")
    assert dunnage("import", ledger, "--learnt", "2024-06-10").code == 0
    assert dunnage("portfolio", "--json", "--as-of", "2024-06-09").json["customers"] == []
    assert len(dunnage("portfolio", "--json", "--as-of", "2024-06-10").json["customers"]) == 2


def test_today_is_the_day_the_book_is_looked_at(dunnage: Dunnage, home: Path) -> None:
    ledger = home / "ledger.csv"
    ledger.write_text(SMALL, encoding="utf-8")
    assert dunnage("import", ledger, "--learnt", "today", "--as-of", "2024-06-10").code == 0
    assert dunnage("portfolio", "--json", "--as-of", "2024-06-09").json["customers"] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("none.csv", None), ("empty.csv", b""), ("noise.csv", b"\x00\x01\x02\xff" * 64), ("words.csv", b"hello\nworld\n")],
)
def test_a_file_that_is_no_ledger_makes_no_book(dunnage: Dunnage, home: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (home / name).write_bytes(content)
    ended = dunnage("import", home / name)
    assert ended.code == 5
    assert name in ended.err
    assert len(ended.err.splitlines()) == 1
    assert not (home / "data").exists()


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (("portfolio",), None),
        (("queue", "--json"), None),
        (("log", "C1", "call"), None),
        (("backup", "copy.json"), None),
    ],
)
def test_no_book_is_one_sentence_that_offers_import_and_demo(
    dunnage: Dunnage, home: Path, words: tuple[str, ...], made: None
) -> None:
    ended = dunnage(*words)
    assert (ended.code, ended.out) == (2, "")
    assert "import" in ended.sentence
    assert "--demo" in ended.sentence
    assert not (home / "data").exists()


DAMAGED = {
    "empty": (b"", 7),
    "torn": (b'{"facts": {', 7),
    "noise": (b"\xff\xfe\x00", 7),
    "another": (b'{"hello": 1}', 7),
}


@pytest.mark.parametrize(("content", "code"), DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize("words", [("portfolio",), ("log", "C1", "call"), ("doctor",)])
def test_a_damaged_book_is_one_sentence_and_left_alone(
    dunnage: Dunnage, home: Path, content: bytes, code: int, words: tuple[str, ...]
) -> None:
    path = home / "book.json"
    path.write_bytes(content)
    ended = dunnage("--book", path, *words)
    assert ended.code == code
    assert "Nothing was changed" in (ended.out if words == ("doctor",) else ended.sentence)
    assert path.read_bytes() == content


def test_a_book_of_a_later_version_is_left_alone(dunnage: Dunnage, book: Path) -> None:
    change_by_hand(book, lambda tree: tree["meta"]["1"].update(schema=SCHEMA + 1))
    before, beside = book.read_bytes(), set(book.parent.iterdir())
    ended = dunnage("log", "C1", "call")
    assert ended.code == 7
    assert "later version" in ended.sentence
    assert book.read_bytes() == before
    assert set(book.parent.iterdir()) == beside, "and no journal was begun"


def test_a_read_only_book_is_read_and_not_written(dunnage: Dunnage, book: Path) -> None:
    book.chmod(0o400)
    assert dunnage("portfolio").code == 0
    ended = dunnage("log", "C1", "call")
    assert (ended.code, ended.out) == (6, "")
    assert "read-only" in ended.sentence
    assert "read-only" in dunnage("doctor").out


def test_a_folder_in_the_place_of_the_book(dunnage: Dunnage, home: Path) -> None:
    ended = dunnage("--book", home, "portfolio")
    assert ended.code == 7
    assert "not a file" in ended.sentence


def test_a_server_of_another_kind_is_not_known_and_its_address_not_repeated(dunnage: Dunnage) -> None:
    ended = dunnage("--book", "mysql://mara:secret@db/book", "portfolio")
    assert ended.code == 2
    assert "secret" not in ended.err
    assert "mysql" in ended.sentence


FULL = """
import resource, sys
from tui.cli import main
size = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
sys.exit(main())
"""


def held(dunnage: Dunnage, book: Path) -> object:
    """Both files of a book, and what is told of a buyer out of them."""
    told = dunnage("customer", "C1", "--json", "--as-of", "2024-06-12")
    assert told.code == 0
    return book.read_bytes(), Beside(book).journal.read_bytes(), told.out


def test_a_file_that_cannot_grow_keeps_what_it_held(dunnage: Dunnage, book: Path) -> None:
    """A limit on the size of files, as a quota sets it: the system refuses to write on."""
    before, beside = held(dunnage, book), set(book.parent.iterdir())
    ended = spawned(str(Beside(book).journal.stat().st_size + 20), "log", "C1", "call", code=FULL)
    assert (ended.code, ended.out) == (6, "")
    assert "holds what it held before" in ended.sentence
    assert held(dunnage, book) == before
    assert set(book.parent.iterdir()) == beside, "nothing half written is left beside it"
    assert dunnage("log", "C1", "call").code == 0
    assert held(dunnage, book) != before


def test_a_full_disk_says_so(dunnage: Dunnage, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(dunnage, book)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        disk.setattr("os.fdatasync", full)
        ended = dunnage("log", "C1", "call")
    assert ended.code == 6
    assert "The disk is full" in ended.sentence
    assert held(dunnage, book) == before


def test_a_copy_of_the_book(dunnage: Dunnage, book: Path, home: Path) -> None:
    copy = home / "copy.json"
    assert dunnage("backup", copy).code == 0
    assert facts(copy) == facts(book)
    ended = dunnage("backup", copy)
    assert ended.code == 6
    assert "there already" in ended.sentence
    assert dunnage("--book", copy, "portfolio", "--json", "--as-of", "2024-06-12").out == (
        dunnage("portfolio", "--json", "--as-of", "2024-06-12").out
    )


def test_paths(dunnage: Dunnage, home: Path) -> None:
    found = dunnage("paths", "--json").json["paths"]
    assert found["book"] == str(home / "data" / "dunnage" / "book.dunnage")
    assert set(found) >= {"book", "config", "policy", "providers", "mappings", "state"}
    assert all(path in dunnage("paths").out for path in found.values())


def test_all_is_well(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("doctor", "--json")
    assert ended.code == 0
    assert [(check["check"], check["ok"]) for check in ended.json["checks"]] == [
        ("book", True), ("history", True), ("encryption", True), ("leftovers", True), ("lock", True),
        ("permissions", True), ("config", True), ("policy", True), ("providers", True), ("channels", True),
        ("mail", True), ("records", True), ("tables", True), ("mappings", True), ("clock", True), ("data", True),
    ]  # fmt: skip
    assert "2 buyers" in ended.json["checks"][0]["detail"]
    assert "2 buyers" in dunnage("doctor").out
    assert book.is_file()
    told = dunnage("doctor", "--lang", "zh").out
    assert not [line for line in told.splitlines() if line[0].isascii()], "what is looked at is named in the reader's language"


def test_the_doctor_reads_the_mail_server(dunnage: Dunnage, book: Path, home: Path) -> None:
    mail = home / "config" / "dunnage" / "mail.toml"
    mail.parent.mkdir(parents=True, exist_ok=True)
    mail.write_text("host = 3\n", encoding="utf-8")
    ended = dunnage("doctor", "--json")
    assert ended.code == 2
    (found,) = (check for check in ended.json["checks"] if check["check"] == "mail")
    assert not found["ok"]
    assert "mail.toml" in found["detail"]


def test_an_import_says_which_currency_has_no_rate(dunnage: Dunnage, home: Path) -> None:
    """A dry run without a book knows the program's rates too."""
    ledger = home / "more.csv"
    ledger.write_text(
        "customer,invoice,invoice_date,due_date,amount,paid_date,currency\n"
        "C1,I1,2024-03-01,2024-04-01,10.00,,EUR\nC1,I2,2024-03-01,2024-04-01,10.00,,KES\n",
        encoding="utf-8",
    )
    told = (
        f"{ledger}, line 3: There is no rate of exchange from KES to USD: what is in KES was taken in"
        " and stands in no sum in USD. The rates there are: dunnage rates."
    )
    assert dunnage("import", ledger, "--dry-run").sentence == told
    ended = dunnage("import", ledger, "--json")
    assert (ended.code, ended.json["notes"], ended.json["files"][0]["added"]) == (0, [told], 2)


def test_what_is_wrong_with_the_data_is_told_and_is_no_damage(dunnage: Dunnage, book: Path, home: Path) -> None:
    ledger = home / "more.csv"
    ledger.write_text(
        "customer,invoice,invoice_date,due_date,amount,paid_date,currency\n"
        "C2,I1,2024-03-01,2024-02-01,10.00,,USD\nC3,K1,1950-01-01,2099-01-01,0.00,,AED\n",
        encoding="utf-8",
    )
    assert dunnage("import", ledger).code == 0
    ended = dunnage("doctor", "--json", "--as-of", "2024-06-12")
    assert ended.code == 0
    (data,) = [check for check in ended.json["checks"] if check["check"] == "data"]
    assert data["ok"]
    told = {(each["customer_id"], each["code"], each["detail"]) for each in ended.json["problems"]}
    assert told >= {
        ("C1", "not_described", "I1"),
        ("C2", "due_before_issue", "I1"),
        ("C2", "number_of_two_buyers", "I1"),
        ("C3", "zero_amount", "K1"),
        ("C3", "date_out_of_range", "K1"),
    }
    text = dunnage("doctor", "--as-of", "2024-06-12").out
    assert f"{len(ended.json['problems'])} problems of the data" in text
    assert "C2: invoice I1 is due before it was issued. Check both dates." in text


def test_what_is_dated_after_today_is_told_by_import_and_doctor_and_mended_by_the_corrected_file(
    dunnage: Dunnage, book: Path, home: Path
) -> None:
    money = home / "money.csv"
    money.write_text(
        "id,customer_id,date,amount,invoices\nR1,C2,2099-05-31,3000.00,J1\nR2,C2,0001-01-01,1.00,\n", encoding="utf-8"
    )
    ended = dunnage("import", money)
    assert ended.code == 0
    assert "line 2: The row is dated 2099-05-31, a day that has not come" in ended.err
    assert "line 3: The row is dated 0001-01-01, which nobody remembers" in ended.err

    def told(*words: str) -> set[tuple[str, str]]:
        return {(each["code"], each["detail"]) for each in dunnage("doctor", "--json", *words).json["problems"]}

    assert {("dated_ahead", "R1"), ("date_out_of_range", "R2")} <= told()
    assert ("dated_ahead", "R1") in told("--as-of", "2024-06-12"), "whatever day is looked at"
    assert ("dated_ahead", "J1") not in told("--as-of", "2024-01-01"), "what came after a day looked back to is no slip"
    money.write_text("id,customer_id,date,amount,invoices\nR1,C2,2024-05-31,3000.00,J1\n", encoding="utf-8")
    assert "1 changed" in dunnage("import", money).out
    assert ("dated_ahead", "R1") not in told()
    record = dunnage("customer", "C2", "--json", "--as-of", "2024-06-12").json
    assert record["open_items"] == []


def test_more_problems_than_can_be_read_are_counted(dunnage: Dunnage, home: Path, book: Path) -> None:
    rows = "".join(f"Z{n},N{n},2024-03-01,2024-04-01,1.00,,USD\n" for n in range(19))
    many = home / "many.csv"
    many.write_text(f"customer,invoice,invoice_date,due_date,amount,paid_date,currency\n{rows}", encoding="utf-8")
    assert dunnage("import", many).code == 0
    assert "And 1 more; --json lists all." in dunnage("doctor", "--as-of", "2024-06-12").out  # 21 buyers without a country


def test_the_country_of_the_house_counts_for_the_day_money_can_be_paid(dunnage: Dunnage, home: Path, book: Path) -> None:
    """1 May 2024 is a holiday in China and none in the United States; the setting wins over the policy's."""

    def payable() -> str:
        record = dunnage("customer", "C2", "--json", "--as-of", "2024-06-12").json
        return str(record["open_items"][0]["payable_on"])

    ledger = home / "may.csv"
    ledger.write_text(
        "customer,invoice,invoice_date,due_date,amount,paid_date,currency\nC2,M1,2024-03-01,2024-05-01,10.00,,USD\n",
        encoding="utf-8",
    )
    assert dunnage("import", ledger).code == 0
    assert payable() == "2024-05-06"  # the policy's China: holidays until the 5th
    settings = home / "config" / "dunnage" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('country = "us"\n', encoding="utf-8")
    assert payable() == "2024-05-01"


def test_what_is_not_well_is_named_and_the_other_checks_go_on(dunnage: Dunnage, home: Path) -> None:
    ended = dunnage("doctor", "--json")
    assert ended.code == 2
    assert [check["ok"] for check in ended.json["checks"]] == [False, True, True, True, True, True, True, True, True]
    assert "NOT OK" in dunnage("doctor").out


def test_a_provider_file_that_cannot_be_used_is_not_well(dunnage: Dunnage, book: Path, home: Path) -> None:
    path = configured(home, 1)
    path.write_text(path.read_text(encoding="utf-8").replace("[fields]", "colour = 3\n[fields]"), encoding="utf-8")
    ended = dunnage("doctor", "--json")
    checks = {check["check"]: check for check in ended.json["checks"]}
    assert [name for name, check in checks.items() if not check["ok"]] == ["providers"]
    assert "bureau.toml" in checks["providers"]["detail"]
    assert ended.code == 2


def test_a_record_of_the_book_that_cannot_be_read_is_not_well(dunnage: Dunnage, book: Path) -> None:
    change_by_hand(book, undue)
    ended = dunnage("doctor", "--json")
    checks = {check["check"]: check for check in ended.json["checks"]}
    assert [name for name, check in checks.items() if not check["ok"]] == ["book", "history"]
    assert "J1" in checks["book"]["detail"]
    assert ended.code == 7


@pytest.mark.parametrize(
    ("settings", "named"), [("langage = 3", "langage"), ('[keys]\ncontract = "x"', "keys.contract"), ("= 3", "config.toml")]
)
def test_broken_settings_are_found_by_the_doctor(dunnage: Dunnage, book: Path, home: Path, settings: str, named: str) -> None:
    config = home / "config" / "dunnage" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(settings, encoding="utf-8")
    ended = dunnage("doctor", "--json")
    checks = {check["check"]: check for check in ended.json["checks"]}
    assert [name for name, check in checks.items() if not check["ok"]] == ["config"]
    assert named in checks["config"]["detail"]
    assert ended.code == 2
    assert dunnage("paths").code == 0, "where the settings stand is told all the same"


@pytest.mark.parametrize("words", [("portfolio",), ("import", "ledger.csv"), ("doctor",)])
def test_a_name_no_file_can_have_is_a_sentence(dunnage: Dunnage, home: Path, words: tuple[str, ...]) -> None:
    ended = dunnage("--book", "x" * 300, *words)
    assert ended.code == 6
    assert "Something went wrong" not in ended.err


def test_headings_without_a_row_are_said(dunnage: Dunnage, home: Path) -> None:
    ledger = home / "ledger.csv"
    ledger.write_text(SMALL.split("\n")[0] + "\n", encoding="utf-8")
    ended = dunnage("import", ledger)
    assert ended.code == 5
    assert "no row below" in ended.sentence
    assert not (home / "data").exists()


def test_a_kind_that_is_named_keeps_out_files_of_another(dunnage: Dunnage, home: Path) -> None:
    buyers, ledger = home / "customers.csv", home / "ledger.csv"
    buyers.write_text("id,name,country\nC1,Alder Ltd,GB\n", encoding="utf-8")
    ledger.write_text(SMALL, encoding="utf-8")
    ended = dunnage("import", "--kind", "ledger", buyers)
    assert ended.code == 5
    assert "No mapping knows these headings" in ended.sentence
    assert dunnage("import", "--kind", "ledger", ledger).code == 0


def test_doctor_of_the_demo(dunnage: Dunnage) -> None:
    assert dunnage("--demo", "doctor").code == 0


def test_the_repository_holds_the_story() -> None:
    assert (ROOT / "tests" / "story" / "README.md").is_file()


@pytest.mark.parametrize(("ahead", "told"), [(1, "stays today"), (30, "are not shown")])
def test_a_clock_that_was_set_back_is_said_once_by_every_command_and_by_the_doctor(
    dunnage: Dunnage, book: Path, ahead: int, told: str
) -> None:
    """A contact confirmed tomorrow, by this machine's clock of now: within a week it is shown, beyond it is told of."""
    later = datetime.now().astimezone().date() + timedelta(days=ahead)
    contact = Contact(f"{later:%Y%m%d}-120000000000-abcdef", "C1", later, later, Channel.CALL, text="said then")
    with open_store(book, create=False) as store:
        store.commit(Change("log_contact", (contact,)), datetime.now(UTC))
    ended = dunnage("customer", "C1", "--json")
    assert ended.code == 0
    assert told in ended.sentence
    assert ("said then" in ended.out) is (ahead == 1)
    assert "said then" in dunnage("customer", "C1", "--json", "--as-of", later.isoformat()).out
    doctor = dunnage("doctor", "--json")
    assert doctor.code == 2
    (clock,) = (check for check in doctor.json["checks"] if check["check"] == "clock")
    assert (clock["ok"], told in clock["detail"]) == (False, True)
