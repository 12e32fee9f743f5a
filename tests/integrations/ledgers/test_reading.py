"""One file read to its end, every bad row by name."""

from collections.abc import Callable

import pytest

from credit.invoice import Order
from integrations.countries import load_countries
from integrations.ledgers.columns import Given
from integrations.ledgers.country_codes import COUNTRY_CODES, MEANT
from integrations.ledgers.importer import FileRead
from tests.integrations.ledgers.conftest import ON

Read = Callable[..., FileRead]

INVOICES = "number,customer_id,order_no,order_date,issue_date,bl_date,due_date,currency,amount\n"
GOOD = "N0,C1,,,2020-02-02,,2020-04-04,EUR,1\n"


@pytest.mark.parametrize(
    ("row", "code", "column", "detail"),
    [
        ("N1,C1,,,02.02.2020,,2020-04-04,EUR,1", "bad_date", "issue_date", "02.02.2020"),
        ("N1,C1,,,2020-02-30,,2020-04-04,EUR,1", "bad_date", "issue_date", "2020-02-30"),
        (",C1,,,2020-02-02,,2020-04-04,EUR,1", "missing_value", "number", ""),
        ("N1, ,,,2020-02-02,,2020-04-04,EUR,1", "missing_value", "customer_id", ""),
        ("N1,C1,,,2020-02-02,,2020-04-04,EUR,", "missing_value", "amount", ""),
        ("N1,C1,,,2020-02-02,,2020-04-04,EUR,1.2.3", "bad_amount", "amount", "1.2.3"),
        ("N1,C1,,,2020-02-02,,2020-04-04,EUR,1.005", "amount_too_fine", "amount", "1.005"),
        ("N1,C1,,,2020-02-02,,2020-04-04,US$,1", "bad_currency", "currency", "US$"),
        ("N1,C1,,,2020-02-02", "too_few_cells", "", "5 / 9"),
        ("N1,C1,,,2020-02-02,,2020-04-04,EUR,1,234", "too_many_cells", "", "10 / 9"),
        ('N1,C1,,,2020-02-02,,2020-04-04,EUR,"1"2', "broken_row", "", ""),
        (f"N1,C1,,,{'x' * 60},,2020-04-04,EUR,1", "bad_date", "issue_date", "x" * 39 + "…"),
    ],
)
def test_a_bad_row_is_named_by_line_column_and_reason(read: Read, row: str, code: str, column: str, detail: str) -> None:
    found = read(INVOICES + GOOD + row + "\n")
    assert [(bad.code, bad.line, bad.column, bad.detail) for bad in found.problems] == [(code, 3, column, detail)]
    assert found.problems[0].path == found.path
    assert (found.read, found.refused, len(found.entries)) == (2, 1, 1)


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("date,customer_id,kind\n2020-03-01,C1,phone\n", "unknown_kind", "kind"),
        ("date,customer_id,kind,outcome\n2020-03-01,C1,call,maybe\n", "unknown_outcome", "outcome"),
        ("date,customer_id,kind,outcome\n2020-03-01,C1,dispute,mood\n", "unknown_reason", "outcome"),
        ("date,customer_id,kind,reason\n2020-03-01,C1,dispute,\n", "missing_value", "outcome"),
        ("date,customer_id,kind,amount\n2020-03-01,C1,promise,5\n", "missing_value", "promised_for"),
        ("date,customer_id,kind,until\n2020-03-01,C1,hold,2020-04-01\n", "missing_value", "reason"),
        ("id,name,country\nC1,Birch,Norway\n", "bad_country", "country"),
    ],
)
def test_words_nobody_knows_are_not_guessed_at(read: Read, text: str, code: str, column: str) -> None:
    assert [(bad.code, bad.line, bad.column) for bad in read(text).problems] == [(code, 2, column)]


def test_every_bad_row_is_counted_and_a_thousand_are_named(read: Read) -> None:
    found = read(INVOICES + "N1,C1,,,soon,,2020-04-04,EUR,1\n" * 1200 + GOOD)
    assert (found.refused, len(found.problems), found.read) == (1200, 1000, 1201)


def test_the_same_row_twice_is_one_and_one_number_with_two_contents_is_named(read: Read) -> None:
    twice = read(INVOICES + GOOD + GOOD)
    assert (len(twice.entries), twice.repeated, twice.problems) == (1, 1, ())
    differing = read(INVOICES + GOOD + GOOD.replace("EUR,1", "EUR,2"))
    assert [(bad.code, bad.line, bad.detail) for bad in differing.problems] == [("duplicate_differs", 3, "N0")]
    assert (differing.refused, len(differing.entries)) == (1, 1)


def test_one_number_of_two_buyers_is_two_invoices(read: Read) -> None:
    assert len(read(INVOICES + GOOD + GOOD.replace("C1", "C2")).entries) == 2


def test_a_due_date_out_of_all_bounds_is_noted_and_taken(read: Read) -> None:
    before = GOOD.replace("2020-04-04", "2020-01-04")
    far = GOOD.replace("N0", "N1").replace("2020-04-04", "2027-04-04")
    found = read(INVOICES + before + far)
    assert [(note.code, note.line, note.detail) for note in found.notes] == [
        ("due_before_issue", 2, "2020-01-04"),
        ("due_far_off", 3, "2027-04-04"),
    ]
    assert (len(found.entries), found.problems) == (2, ())


def test_an_order_in_two_currencies_keeps_its_first_and_is_noted(read: Read) -> None:
    row = "N1,C1,S1,2020-01-05,2020-02-02,,2020-04-04,EUR,1\n"
    found = read(INVOICES + row + row.replace("N1", "N2").replace("EUR", "USD"))
    assert [(note.code, note.line, note.column, note.detail) for note in found.notes] == [
        ("order_currency_differs", 3, "order_no", "S1"),
    ]
    assert {str(fact.amount) for entry in found.entries for fact in entry.facts if isinstance(fact, Order)} == {"1.00 EUR"}


def test_text_from_a_file_is_one_line_without_control_characters(read: Read) -> None:
    found = read('id,name\nC1,"Birch\n\t AS\x1b[2J\u202e"\n')
    assert repr(found.entries[0].facts[0]).count("'Birch AS[2J'") == 1


def test_names_in_a_chinese_encoding_are_read_and_the_guess_is_noted(read: Read) -> None:
    found = read("id,name\nC1,哈尔登\n".encode("gb18030"))
    assert "哈尔登" in repr(found.entries[0].facts[0])
    assert [(note.code, note.detail) for note in found.notes] == [("encoding_guessed", "gb18030")]


def test_a_country_that_is_none_is_taken_in_and_noted(read: Read) -> None:
    """UK is reserved and not assigned, XX is nobody's; KY has no class at the OECD and a code all the same."""
    found = read("id,name,country\nC1,Alder,UK\nC2,Birch,xx\nC3,Cedar,KY\nC4,Date,\nC5,Elm,GB\n")
    assert [(note.code, note.detail, note.line, note.column, note.expected) for note in found.notes] == [
        ("unknown_country_near", "UK", 2, "country", "GB"),
        ("unknown_country", "XX", 3, "country", ""),
    ]
    assert (len(found.entries), found.problems) == (5, ())


def test_terms_of_a_buyer_that_cannot_be_read_are_noted(read: Read) -> None:
    found = read("id,name,terms\nC1,Alder,30 days net\nC2,Birch,OA 60 @moon\n")
    (note,) = found.notes
    assert (note.code, note.detail, note.line, note.column) == ("buyer_terms_unread", "moon", 3, "terms")
    assert "@invoice" in note.expected


def test_every_country_the_oecd_tells_of_has_a_code() -> None:
    assert set(load_countries().risks) <= COUNTRY_CODES
    assert len(COUNTRY_CODES) == 249 + 1, "ISO 3166-1 assigns 249; XK besides"
    assert not set(MEANT) & COUNTRY_CODES
    assert set(MEANT.values()) <= COUNTRY_CODES


def test_of_a_large_file_is_told_how_far_the_reading_is(read: Callable[..., FileRead]) -> None:
    told: list[int] = []
    rows = "".join(f"C{n},Buyer {n}\n" for n in range(10_001))
    read("id,name\n" + rows, Given(ON, told=told.append))
    assert told == [5000, 10_000]
