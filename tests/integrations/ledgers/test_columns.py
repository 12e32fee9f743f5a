"""Cells by the names of their fields: which heading is which, and what an empty, a strange or a missing cell says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from credit.money import Money
from integrations.ledgers.columns import Columns, Given
from integrations.ledgers.dates import date_format
from integrations.ledgers.faults import AmbiguousDates, BadCell, MissingColumn
from integrations.ledgers.mapping import LedgerMapping
from integrations.ledgers.mapping_file import parse_mapping
from integrations.ledgers.tables import sheet

ON = date(2021, 6, 1)
MAPPING = parse_mapping(
    "own",
    """
kind = "invoices"
recognise = ["Konto"]
empty = ["-"]
currency = "EUR"
number_from = ["Konto", "Datum"]
join = "/"
constant = { document = "Rechnung" }
skip = { Storno = ["X"] }
currencies = { "Euro" = "EUR" }

[columns]
customer = "Konto"
number = "Beleg"
amount = "Betrag"
issued_on = "Datum"
due_on = "Ziel"
order = ["A", "B"]
currency = "Wrg"
""",
)
EITHER_WAY = replace(MAPPING, dates=(date_format("D/M/YYYY"), date_format("M/D/YYYY")))
HEAD = "Konto,*Beleg,BETRAG,Datum,Ziel,A,B,Wrg,Storno\n"
ROW = ("7", "1", "10.50", "2020-03-01", "2020-03-31", "x", "y", "Euro", "")


def over(text: str = HEAD + ",".join(ROW) + "\n", mapping: LedgerMapping = MAPPING, given: Given = Given(ON)) -> Columns:  # noqa: B008 - frozen
    return Columns.over(sheet("own.csv", text), mapping, given)


def with_cell(place: int, text: str) -> Sequence[str]:
    return (*ROW[:place], text, *ROW[place + 1 :])


def test_a_heading_is_found_without_its_case_and_stars_and_named_as_the_file_writes_it() -> None:
    columns = over()
    assert [columns.text(field, ROW) for field in ("customer", "number", "amount")] == ["7", "1", "10.50"]
    assert [columns.name(field) for field in ("number", "amount", "shipped_on")] == ["*Beleg", "BETRAG", "shipped_on"]


def test_a_constant_stands_for_a_column_and_an_absent_field_is_silent() -> None:
    columns = over()
    assert (columns.text("document", ROW), columns.text("shipped_on", ROW)) == ("Rechnung", "")
    assert (columns.says("document"), columns.says("order"), columns.says("shipped_on")) == (True, True, False)
    assert columns.silent == ("shipped_on", "terms", "refund")


@pytest.mark.parametrize(
    ("cell", "text"), [("  1 ", "1"), ("-", ""), ("two\n lines\there", "two lines here"), ("a\u00a0b", "a b"), ("", "")]
)
def test_a_cell_is_one_line_and_a_word_for_nothing_is_nothing(cell: str, text: str) -> None:
    assert over().text("number", with_cell(1, cell)) == text


def test_headings_read_together_are_joined_and_a_number_is_made_of_them() -> None:
    columns = over()
    assert (columns.text("order", ROW), columns.number(ROW)) == ("x/y", "7/2020-03-01")


def test_a_field_that_is_needed_and_empty_is_named_by_its_heading() -> None:
    with pytest.raises(BadCell) as caught:
        over().need("number", with_cell(1, "-"))
    assert (caught.value.cell_code, caught.value.facts["column"]) == ("missing_value", "*Beleg")
    with pytest.raises(BadCell):
        over().need_day("due_on", with_cell(4, ""))


def test_a_date_is_read_as_its_whole_column_is() -> None:
    text = HEAD + "7,1,1,3/4/2020,13/4/2020,x,y,Euro,\n7,2,1,4/4/2020,14/4/2020,x,y,Euro,\n"
    columns = over(text, EITHER_WAY)
    assert columns.days["due_on"]["13/4/2020"] == columns.day("due_on", with_cell(4, "13/4/2020")) == date(2020, 4, 13)
    assert columns.day("issued_on", with_cell(3, "3/4/2020")) == date(2020, 4, 3)
    assert columns.day("issued_on", with_cell(3, "")) is None
    with pytest.raises(BadCell):
        columns.day("issued_on", with_cell(3, "soon"))


def test_a_column_in_doubt_through_the_whole_file_is_refused() -> None:
    with pytest.raises(AmbiguousDates):
        over(HEAD + "7,1,1,3/4/2020,5/4/2020,x,y,Euro,\n", EITHER_WAY)


@pytest.mark.parametrize(
    ("word", "given", "currency", "code"),
    [
        ("Euro", Given(ON), "EUR", "EUR"),
        ("usd", Given(ON), "EUR", "USD"),
        ("", Given(ON), "EUR", "EUR"),
        ("", Given(ON, currency="CNY"), "EUR", "CNY"),
        ("", Given(ON, base="GBP"), "", "GBP"),
        ("", Given(ON), "", "USD"),
    ],
)
def test_a_row_without_a_currency_takes_the_persons_the_mappings_or_the_base(
    word: str, given: Given, currency: str, code: str
) -> None:
    columns = over(mapping=replace(MAPPING, currency=currency), given=given)
    assert columns.currency(with_cell(7, word)) == code


@pytest.mark.parametrize("word", ["US$", "Dollar", "eu"])
def test_a_word_that_is_no_currency_is_named(word: str) -> None:
    with pytest.raises(BadCell) as caught:
        over().currency(with_cell(7, word))
    assert (caught.value.cell_code, caught.value.facts) == ("bad_currency", {"column": "Wrg", "detail": word})


def test_an_absent_amount_is_none_and_zero_is_zero() -> None:
    columns = over()
    assert columns.money_or_none("amount", with_cell(2, "-"), "EUR") is None
    assert columns.money_or_none("amount", with_cell(2, "0"), "EUR") == Money(0, "EUR")
    assert columns.money("amount", ROW, "EUR") == Money(1050, "EUR")


def test_words_of_one_cell_are_parted_by_semicolons_each_once() -> None:
    assert over().several("number", with_cell(1, "N2; N1;;N2 ")) == ("N2", "N1")


def test_a_row_marked_to_be_left_out_is() -> None:
    columns = over()
    assert [columns.skipped(with_cell(8, word)) for word in ("X", " X ", "", "x")] == [True, True, False, False]


def test_what_the_person_says_of_the_whole_file_goes_before_the_fact_and_behind_the_row() -> None:
    happened = date(2020, 3, 1)
    assert over().learnt(ROW, happened) == (happened, False)
    assert over(given=Given(ON, learnt=ON)).learnt(ROW, happened) == (ON, False)
    dated = replace(MAPPING, columns={**MAPPING.columns, "learnt_on": ("Ziel",)})
    assert over(mapping=dated, given=Given(ON, learnt=ON)).learnt(ROW, happened) == (date(2020, 3, 31), True)


@pytest.mark.parametrize(
    ("head", "column", "detail"),
    [
        (HEAD.replace("BETRAG", "Summe"), "Betrag", ""),
        (HEAD.replace("Wrg", "Beleg"), "Beleg", "twice"),
        (HEAD.replace("Storno", "S"), "Storno", ""),
        (HEAD.replace("Konto", "K"), "Konto", ""),
    ],
)
def test_a_heading_that_is_needed_and_missing_or_there_twice_is_named(head: str, column: str, detail: str) -> None:
    with pytest.raises(MissingColumn) as caught:
        over(head)
    assert caught.value.facts == {"column": column, "detail": detail}


def test_a_heading_that_is_not_needed_may_be_missing() -> None:
    columns = over(HEAD.replace(",A,B", ",A,C"))
    assert (columns.says("order"), columns.silent) == (False, ("order_id", "shipped_on", "terms", "refund"))
