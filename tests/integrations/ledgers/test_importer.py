"""Files into a book: the founding stories in every order, twice, and broken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from credit.book import EMPTY_BOOK, Book
from integrations.ledgers.columns import Given
from integrations.ledgers.faults import UnknownMapping
from integrations.ledgers.importer import FileRead, PlannedFile, plan, read_file
from integrations.ledgers.mapping_file import load_mappings, parse_mapping
from integrations.rates import load_rates

Read = Callable[..., FileRead]

ON = date(2021, 6, 1)
STORY = Path(__file__).parents[2] / "story"
KINDS = ("customers", "invoices", "receipts", "activities")
ROWS = {"customers": 65, "invoices": 1988, "receipts": 1920, "activities": 10}  # lines of each file less its heading
FLAT = "customer,invoice,invoice_date,due_date,amount,paid_date\n"


@pytest.fixture(scope="module")
def story() -> dict[str, FileRead]:
    mappings = load_mappings()
    return {kind: read_file(STORY / f"{kind}.csv", mappings, Given(ON)) for kind in KINDS}


def imported(*reads: FileRead, book: Book = EMPTY_BOOK, on: date = ON) -> Book:
    """The book after one import for each file."""
    for read in reads:
        book = plan(book, [read], on).book
    return book


def test_the_story_is_recognised_read_and_counted(story: dict[str, FileRead]) -> None:
    done = plan(replace(EMPTY_BOOK, rates=load_rates()), story.values(), ON)
    assert done.files == tuple(
        PlannedFile(str(STORY / f"{kind}.csv"), kind, f"story_{kind}", ROWS[kind], ROWS[kind]) for kind in KINDS
    )
    assert (done.problems, done.notes) == ((), ())
    assert [change.what for change in done.changes] == ["import"] * 4
    assert len(done.book.accounts) == 65
    assert sum(len(account.orders) for account in done.book.accounts.values()) == 1988


def test_the_changes_make_the_book_that_is_planned(story: dict[str, FileRead]) -> None:
    done = plan(EMPTY_BOOK, story.values(), ON)
    book = EMPTY_BOOK
    for change in done.changes:
        book = book.after(change)
    assert book == done.book


@pytest.mark.parametrize("order", list(permutations(KINDS)))
def test_the_order_of_the_files_does_not_matter(story: dict[str, FileRead], order: tuple[str, ...]) -> None:
    book = plan(EMPTY_BOOK, story.values(), ON).book
    assert imported(*(story[kind] for kind in order)) == book
    assert plan(EMPTY_BOOK, [story[kind] for kind in order], ON).book == book


def test_the_same_files_again_on_a_later_day_change_nothing(story: dict[str, FileRead]) -> None:
    book = imported(*story.values())
    again = plan(book, story.values(), ON + timedelta(days=30))
    assert again.changes == ()
    assert again.book == book
    assert [(file.added, file.changed, file.unchanged) for file in again.files] == [(0, 0, ROWS[kind]) for kind in KINDS]


def test_the_book_as_known_on_a_day_holds_the_rows_of_that_day(story: dict[str, FileRead]) -> None:
    known = imported(*story.values()).as_known_on(date(2010, 3, 31)).accounts
    assert sorted(known) == ["C001"]
    assert [order.id for order in known["C001"].orders] == ["SO-00001"]  # taken on 2010-03-05, invoiced on 2010-04-02
    assert known["C001"].invoices == ()


def test_a_corrected_row_is_learnt_on_the_day_of_its_import(read: Read) -> None:
    row = "C1,1,2020-01-01,2020-01-31,10.00,\n"
    first = read(FLAT + row)
    second = read(FLAT + row.replace("10.00", "12.00"), name="later.csv")
    book = imported(first, second)
    assert [(str(v.amount), v.learnt_on) for v in book.accounts["C1"].invoices] == [("12.00 USD", ON)]
    assert [str(v.amount) for v in book.as_known_on(date(2020, 2, 1)).accounts["C1"].invoices] == ["10.00 USD"]
    assert plan(imported(first), [second], ON).files[0].changed == 1


def test_an_item_that_was_paid_and_is_open_again_owes_again(read: Read) -> None:
    row = "C1,1,2020-01-01,2020-01-31,10.00,2020-02-01\n"
    paid, reopened = read(FLAT + row), read(FLAT + row.replace("2020-02-01", ""))
    book = imported(paid, reopened)
    assert [receipt.amount.minor for receipt in book.accounts["C1"].receipts] == [0]
    repaid = imported(paid, book=book, on=ON + timedelta(days=1))
    assert [receipt.amount.minor for receipt in repaid.accounts["C1"].receipts] == [1000]


def test_a_file_with_a_bad_row_brings_nothing_and_the_other_file_all_of_its_own(read: Read) -> None:
    good = read(FLAT + "C1,1,2020-01-01,2020-01-31,10.00,\n", name="good.csv")
    bad = read(FLAT + "C2,1,2020-01-01,2020-01-31,10.00,\nC2,2,2020-01-01,soon,10.00,\n", name="bad.csv")
    done = plan(EMPTY_BOOK, [bad, good], ON)
    assert sorted(done.book.accounts) == ["C1"]
    assert [(file.read, file.added, file.refused) for file in done.files] == [(2, 0, 1), (1, 1, 0)]
    assert [(problem.line, problem.column, problem.detail) for problem in done.problems] == [(3, "due_date", "soon")]
    skipping = plan(EMPTY_BOOK, [bad, good], ON, skip_bad=True)
    assert sorted(skipping.book.accounts) == ["C1", "C2"]
    assert [(file.read, file.added, file.refused) for file in skipping.files] == [(2, 1, 1), (1, 1, 0)]


def test_rows_are_counted_once_each(read: Read) -> None:
    row = "C1,1,2020-01-01,2020-01-31,10.00,\n"
    known = imported(read(FLAT + row))
    mixed = read(FLAT + row + row + row.replace(",1,", ",2,") + row.replace(",1,", ",3,").replace("10.00", "x"))
    (file,) = plan(known, [mixed], ON, skip_bad=True).files
    assert (file.read, file.added, file.changed, file.unchanged, file.refused) == (4, 1, 0, 2, 1)


def test_a_file_with_no_good_row_left_is_counted_too(read: Read) -> None:
    mapping = parse_mapping(
        "own", 'kind="customers"\nrecognise=["id"]\ncolumns={id="id", name="firm"}\nskip={copy=["yes"]}\n', own=True
    )
    found = read("id,firm,copy\nC1,,no\nC1,Birch,yes\n", mappings={"own": mapping})
    (file,) = plan(EMPTY_BOOK, [found], ON, skip_bad=True).files
    assert (file.read, file.added, file.unchanged, file.refused) == (2, 0, 1, 1)


@pytest.mark.parametrize(
    ("content", "code", "detail"),
    [
        (b"", "file_empty", ""),
        (b"PK\x03\x04", "not_a_table", "workbook"),
        (b"id,name\nC1,\xff\xff\n", "bad_encoding", "utf-8, gb18030"),
        (b"foo,bar\n1,2\n", "not_recognised", "foo, bar"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(read: Read, content: bytes, code: str, detail: str) -> None:
    found = read(content)
    assert [(bad.code, bad.detail, bad.path) for bad in found.problems] == [(code, detail, found.path)]
    done = plan(EMPTY_BOOK, [found], ON, skip_bad=True)
    assert (done.changes, done.files[0].read, len(done.problems)) == ((), 0, 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('"Konto,Beleg,Betrag\nK1,B1,1\n', 1),
        ('Konto,Beleg,Betrag\nK1,"B1,1\nK2,B2,2\n', 2),
        ('Offene Posten\n\nKonto,Beleg,Betrag\nK1,B1,1\nK1,B2,"2\nK2,B3,3\n', 5),
    ],
)
def test_a_quote_that_stays_open_is_told_by_its_line_and_not_as_unknown_headings(read: Read, text: str, line: int) -> None:
    found = read(text)
    assert [(bad.code, bad.line) for bad in found.problems] == [("broken_row", line)]


def test_a_quote_that_closes_in_the_middle_of_a_cell_hides_no_other_row(read: Read) -> None:
    assert [bad.code for bad in read('foo,bar\n1,"2" x\n3,4\n').problems] == ["not_recognised"]


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    found = read_file(tmp_path / "none.csv", load_mappings(), Given(ON))
    assert [bad.code for bad in found.problems] == ["file_missing"]


def test_a_named_mapping_is_taken_and_needs_its_columns(read: Read) -> None:
    text = "customer,invoice,invoice_date,due_date,amount,paid_date\nC1,1,2020-01-01,2020-01-31,1,\n"
    assert read(text, mapping_name="flat").mapping == "flat"
    other = read(text, mapping_name="ibm")
    assert [(bad.code, bad.column) for bad in other.problems] == [("missing_column", "customerID")]
    with pytest.raises(UnknownMapping):
        read(text, mapping_name="flatt")


def test_a_column_that_stands_twice_is_refused(read: Read) -> None:
    found = read("id,name,name\nC1,Birch,Beech\n")
    assert [(bad.code, bad.column, bad.detail) for bad in found.problems] == [("missing_column", "name", "twice")]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("invoices", ""), ("ledger", ""), ("auto", ""), ("customers", "not_recognised"), ("receipts", "not_recognised")],
)
def test_a_kind_leaves_only_its_own_mappings(read: Read, kind: str, code: str) -> None:
    found = read(FLAT + "C1,1,2020-01-01,2020-01-31,1,\n", kind=kind)
    assert "".join(bad.code for bad in found.problems) == code


def test_buyers_are_no_ledger(read: Read) -> None:
    assert [bad.code for bad in read("id,name\nC1,Birch\n", kind="ledger").problems] == ["not_recognised"]


@pytest.mark.parametrize("below", ["", "\n \n", ",,,,,\n"])
def test_a_heading_without_rows_is_told_and_brings_nothing(read: Read, below: str) -> None:
    found = read(FLAT + below)
    assert [(bad.code, bad.path) for bad in found.problems] == [("no_rows", found.path)]
    assert (found.kind, found.mapping, found.read, found.refused) == ("ledger", "flat", 0, 0)
    for skip_bad in (False, True):
        done = plan(EMPTY_BOOK, [found], ON, skip_bad=skip_bad)
        assert (done.changes, done.files[0].read, [bad.code for bad in done.problems]) == ((), 0, ["no_rows"])


def test_a_mapping_may_name_an_encoding_that_nobody_may_guess(read: Read) -> None:
    own = parse_mapping(
        "own",
        'kind="customers"\nrecognise=["Nr","Firma"]\nencoding="cp1252"\nseparator=";"\ncolumns={id="Nr", name="Firma"}\n',
        own=True,
    )
    found = read("Nr;Firma\n1;Müller, Söhne\n".encode("cp1252"), mappings={**load_mappings(), "own": own})
    assert (found.mapping, found.problems, found.notes) == ("own", (), ())
    assert "Müller, Söhne" in repr(found.entries[0].facts[0])


TODAY = Given(ON, today=ON)


def test_a_row_dated_after_today_is_taken_in_and_noted(read: Read) -> None:
    rows = "C1,1,2099-01-05,2099-03-06,10.00,\nC1,2,2021-05-01,2021-05-31,10.00,2099-01-01\nC1,3,2021-06-01,2021-07-01,10.00,\n"
    found = read(FLAT + rows, TODAY)
    assert found.refused == 0
    assert [(note.code, note.detail, note.line) for note in found.notes] == [
        ("dated_ahead", "2099-01-05", 2),
        ("dated_ahead", "2099-01-01", 3),
    ]
    assert read(FLAT + rows).notes == (), "who does not say what day it is cannot be told of days to come"


def test_a_row_of_the_first_year_and_of_the_last_is_taken_in_and_noted(read: Read) -> None:
    """Day 0001-01-01 and 9999-12-31 are what systems write for "none" and "no end"."""
    found = read("id,customer_id,date,amount\nR1,C1,0001-01-01,10.00\nR2,C1,9999-12-31,10.00\n", TODAY)
    assert (found.refused, found.problems) == (0, ())
    assert [(note.code, note.detail, note.line) for note in found.notes] == [
        ("dated_far_back", "0001-01-01", 2),
        ("dated_ahead", "9999-12-31", 3),
    ]


def test_a_row_that_names_a_buyer_nobody_described_is_noted_once_with_the_nearest_number(read: Read) -> None:
    buyers = read("id,name\nB01,Alder\nB02,Birch\n", name="buyers.csv")
    money = read(
        "id,customer_id,date,amount\nR1,B02,2021-05-01,1\nR2,B022,2021-05-01,1\nR3,B022,2021-05-02,1\nR4,XYZ,2021-05-02,1\n"
    )
    notes = plan(EMPTY_BOOK, [money, buyers], ON).notes
    assert [(note.code, note.detail, note.line, note.expected) for note in notes] == [
        ("not_described_near", "B022", 3, "B02"),
        ("not_described", "XYZ", 5, ""),
    ]


def test_a_house_that_describes_no_buyers_is_not_told_so_row_by_row(read: Read) -> None:
    assert plan(EMPTY_BOOK, [read(FLAT + "C1,1,2021-05-01,2021-05-31,10.00,\n")], ON).notes == ()


def test_a_currency_without_a_rate_is_noted_once_in_an_import_with_its_first_row(read: Read) -> None:
    """Dollars and euros have rates; the first row in Kenyan shillings stands in line 3, and is told of no other file again."""
    rows = "C1,1,2021-05-01,2021-05-31,10.00,,EUR\nC1,2,2021-05-01,2021-05-31,10.00,,KES\nC1,3,2021-05-01,2021-05-31,10.00,,KES\n"
    sold = read("customer,invoice,invoice_date,due_date,amount,paid_date,currency\n" + rows)
    paid = read("id,customer_id,date,amount,currency\nR1,C1,2021-05-20,5.00,KES\n", name="receipts.csv")
    done = plan(replace(EMPTY_BOOK, rates=load_rates()), [sold, paid], ON)
    assert [(note.code, note.detail, note.line, note.expected) for note in done.notes] == [("no_rate", "KES", 3, "USD")]
    assert (sum(file.added for file in done.files), done.problems) == (4, ())


def test_a_base_currency_of_one_s_own_needs_a_rate_for_every_other(read: Read) -> None:
    row = "customer,invoice,invoice_date,due_date,amount,paid_date,currency\nC1,1,2021-05-01,2021-05-31,10.00,,{}\n"
    kenyan = replace(EMPTY_BOOK, base="KES", rates=load_rates())
    assert plan(kenyan, [read(row.format("KES"))], ON).notes == ()
    assert [note.detail for note in plan(kenyan, [read(row.format("USD"))], ON).notes] == ["USD"]


def test_of_a_file_that_is_refused_nothing_is_said_to_have_come_in(read: Read) -> None:
    """Its due date lies before the issue and its currency has no rate; a row without a number keeps all of it out."""
    book = replace(EMPTY_BOOK, rates=load_rates())
    odd, bad = "C1,I1,2021-03-01,2021-02-01,10.00,,KES\n", "C2,,2021-03-01,2021-04-01,10.00,,USD\n"
    whole = read(FLAT.replace("paid_date", "paid_date,currency") + odd, name="whole.csv")
    part = read(FLAT.replace("paid_date", "paid_date,currency") + odd + bad, name="part.csv")
    assert [note.code for note in plan(book, [whole], ON).notes] == ["due_before_issue", "no_rate"]
    done = plan(book, [part], ON)
    assert ([problem.code for problem in done.problems], done.notes) == (["missing_value"], ())
    assert [note.code for note in plan(book, [part], ON, skip_bad=True).notes] == ["due_before_issue", "no_rate"]
    assert [note.path for note in plan(book, [part, whole], ON).notes] == [whole.path] * 2
