"""Exports with one row a line item."""

from collections.abc import Callable
from datetime import date

from credit.invoice import Invoice
from credit.money import Money
from integrations.ledgers.columns import Given
from integrations.ledgers.importer import FileRead

Read = Callable[..., FileRead]

HEAD = "*ContactName,*InvoiceNumber,*InvoiceDate,*DueDate,Total,*Quantity,*UnitAmount,Discount,TaxAmount,Currency\n"


def amounts(found: FileRead) -> dict[str, Money]:
    assert found.problems == ()
    return {fact.id: fact.amount for entry in found.entries for fact in entry.facts if isinstance(fact, Invoice)}


def test_the_lines_of_one_invoice_are_one_amount(read: Read) -> None:
    found = read(
        HEAD
        + "Birch,1,13/4/2020,13/5/2020,,3,19.99,,,EUR\n"
        + "Aster,1,13/4/2020,13/5/2020,,1,5,,,EUR\n"
        + "Birch,1,13/4/2020,13/5/2020,,2,10.005,10,,EUR\n"
    )
    # Birch: 3 x 19.99 = 59.97, and 2 x 10.005 less 10 % = 18.009, on paper 18.01; together 77.98
    assert [(entry.facts[0].customer_id, entry.rows) for entry in found.entries] == [("Birch", 2), ("Aster", 1)]
    first, second = (entry.facts[0] for entry in found.entries)
    assert isinstance(first, Invoice)
    assert isinstance(second, Invoice)
    assert (first.amount, second.amount) == (Money(7798, "EUR"), Money(500, "EUR"))
    assert (first.issued_on, first.due_on) == (date(2020, 4, 13), date(2020, 5, 13))


def test_a_total_stands_for_its_lines_because_tax_is_in_it(read: Read) -> None:
    rows = "Birch,1,13/4/2020,13/5/2020,121.00,1,60,,12.6,EUR\nBirch,1,13/4/2020,13/5/2020,121.00,1,40,,8.4,EUR\n"
    assert amounts(read(HEAD + rows)) == {"1": Money(12100, "EUR")}


def test_lines_whose_total_cannot_be_known_are_refused(read: Read) -> None:
    tax = read(HEAD + "Birch,1,13/4/2020,13/5/2020,,1,60,,12.6,EUR\n")
    assert [(bad.code, bad.column, bad.line) for bad in tax.problems] == [("missing_value", "Total", 2)]
    row = "Birch,1,13/4/2020,13/5/2020,100,1,60,,,EUR\n"
    totals = read(HEAD + row + row.replace("100", "120"))
    assert [(bad.code, bad.column, bad.line) for bad in totals.problems] == [("duplicate_differs", "Total", 3)]
    row = "Birch,1,13/4/2020,13/5/2020,,1,60,,,EUR\n"
    currencies = read(HEAD + row + row.replace("EUR", "USD"))
    assert [(bad.code, bad.column) for bad in currencies.problems] == [("duplicate_differs", "Currency")]
    no_number = read(HEAD + row.replace("60", "sixty"))
    assert [(bad.code, bad.column, bad.detail) for bad in no_number.problems] == [("bad_amount", "*UnitAmount", "sixty")]


def test_the_first_line_gives_the_dates_and_a_later_one_that_differs_is_noted(read: Read) -> None:
    row = "Birch,1,13/4/2020,13/5/2020,,1,60,,,EUR\n"
    found = read(HEAD + row + row.replace("13/5", "14/5"))
    assert [(note.code, note.line, note.column) for note in found.notes] == [("lines_differ", 2, "*DueDate")]
    assert amounts(found) == {"1": Money(12000, "EUR")}


def test_an_invoice_whose_first_line_is_bad_is_refused_with_all_its_lines(read: Read) -> None:
    row = "Birch,1,13/4/2020,soon,,1,60,,,EUR\n"
    found = read(HEAD + row + row + "Aster,2,13/4/2020,14/5/2020,,1,60,,,EUR\n")
    assert [(bad.code, bad.line) for bad in found.problems] == [("bad_date", 2)]
    assert (found.read, found.refused, len(found.entries)) == (3, 2, 1)


def test_dates_in_doubt_through_the_whole_file_are_refused(read: Read) -> None:
    found = read(HEAD + "Birch,1,3/4/2020,5/4/2020,,1,60,,,EUR\n", Given(date(2021, 6, 1)))
    assert [(bad.code, bad.column, bad.detail) for bad in found.problems] == [("ambiguous_dates", "*InvoiceDate", "3/4/2020")]
