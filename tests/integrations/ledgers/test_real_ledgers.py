"""Ledgers of real systems, counted here by the csv module alone and compared with what stands in the book."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from credit.book import EMPTY_BOOK, Book
from integrations.ledgers.columns import Given
from integrations.ledgers.importer import FileRead, plan, read_file
from integrations.ledgers.mapping_file import load_mappings
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

ON = date(2021, 6, 1)
DATA = SHARED / "data"
Rows = list[dict[str, str]]


def rows_of(name: str, separator: str = ",") -> Rows:
    with Path(DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def distinct(rows: Rows) -> Rows:
    return [dict(pairs) for pairs in dict.fromkeys(tuple(row.items()) for row in rows)]


@cache
def read(name: str) -> FileRead:
    return read_file(DATA / name, load_mappings(), Given(ON))


def sums(book: Book) -> dict[str, Decimal]:
    found: Counter[str] = Counter()
    for account in book.accounts.values():
        for invoice in account.invoices:
            found[invoice.amount.currency] += invoice.amount.minor
    return {currency: Decimal(minor) / 100 for currency, minor in found.items()}


def summed(rows: Rows, amount: str, currency: Callable[[dict[str, str]], str]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in rows:
        found[currency(row)] = found.get(currency(row), Decimal(0)) + Decimal(row[amount])
    return found


def open_items(book: Book) -> int:
    return sum(
        f"paid:{invoice.id}" not in {receipt.id for receipt in account.receipts}
        for account in book.accounts.values()
        for invoice in account.invoices
    )


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*_book.csv")))
def test_a_flat_ledger_has_every_invoice_every_open_item_and_its_sum(name: str) -> None:
    rows = rows_of(name)
    found = read(name)
    done = plan(EMPTY_BOOK, [found], ON)
    assert (found.mapping, found.problems) == ("flat", ())
    assert (done.files[0].read, done.files[0].added) == (len(rows), len(rows))
    assert sums(done.book) == summed(rows, "amount", lambda _: "USD")
    assert len(done.book.accounts) == len({row["customer"] for row in rows})
    # an invoice of nothing that is settled owes nothing, so nothing came in for it
    unsettled = [row for row in rows if not row["paid_date"] or not Decimal(row["amount"])]
    assert open_items(done.book) == len(unsettled)


def test_the_sap_dump_in_three_encodings_of_dates_with_credits_and_copies() -> None:
    every = rows_of("sap_DK_IE_NO.csv")
    rows = distinct(every)
    done = plan(EMPTY_BOOK, [read("sap_DK_IE_NO.csv")], ON)
    (file,) = done.files
    assert (file.mapping, file.read, file.added, file.refused) == ("sap_fields", len(every), len(rows), 0)
    assert file.unchanged == len(every) - len(rows)
    for row in rows:
        if row["TBSLT_LTEXT"] in ("Credit memo", "Reverse invoice"):
            row["VALUE_EUR"] = "-" + row["VALUE_EUR"]
    assert sums(done.book) == summed(rows, "VALUE_EUR", lambda _: "EUR")
    invoices = [invoice for account in done.book.accounts.values() for invoice in account.invoices]
    assert Counter(invoice.due_on.isoformat() for invoice in invoices) == Counter(row["DUE_DATE"] for row in rows)
    assert all(invoice.issued_on == invoice.due_on - timedelta(days=30) for invoice in invoices)
    words = Counter(row["TBSLT_LTEXT"] for row in rows if row["TBSLT_LTEXT"] != "Invoice")
    assert Counter(invoice.document for invoice in invoices if invoice.document) == words
    paid = Counter(r.on.strftime("%Y%m%d") for account in done.book.accounts.values() for r in account.receipts)
    assert paid == Counter(row["PAYMENT_DATE"] for row in rows if Decimal(row["VALUE_EUR"]))


def test_the_distributors_closed_items_without_the_copies_it_marked() -> None:
    every = rows_of("hr_to_2019-10.csv")
    rows = distinct([row for row in every if row["is_dup"] == "False"])
    done = plan(EMPTY_BOOK, [read("hr_to_2019-10.csv")], ON)
    (file,) = done.files
    assert (file.mapping, file.read, file.added, file.unchanged) == ("hr", len(every), len(rows), len(every) - len(rows))
    assert sums(done.book) == summed(rows, "amount", lambda row: row["currency"] or "USD")


def test_the_brazilian_book_is_refused_for_its_missing_amounts_and_taken_without_them() -> None:
    every = rows_of("datarisk_to_2020-06.csv", ";")
    rows = distinct([row for row in every if row["VALOR_A_PAGAR"]])
    missing = [line for line, row in enumerate(every, 2) if not row["VALOR_A_PAGAR"]]
    found = read("datarisk_to_2020-06.csv")
    assert [(bad.code, bad.line, bad.column) for bad in found.problems] == [
        ("missing_value", line, "VALOR_A_PAGAR") for line in missing
    ]
    assert plan(EMPTY_BOOK, [found], ON).changes == ()
    done = plan(EMPTY_BOOK, [found], ON, skip_bad=True)
    (file,) = done.files
    assert (file.read, file.added, file.refused) == (len(every), len(rows), len(missing))
    assert sums(done.book) == summed(rows, "VALOR_A_PAGAR", lambda _: "BRL")
    assert set(done.book.accounts) == {row["ID_CLIENTE"] for row in rows}
    assert {"due_before_issue", "due_far_off"} <= {note.code for note in found.notes}


def test_the_brazilian_register_keeps_nineteen_digits() -> None:
    rows = rows_of("datarisk_base_cadastral.csv", ";")
    done = plan(EMPTY_BOOK, [read("datarisk_base_cadastral.csv")], ON)
    assert done.files[0].added == len(rows)
    since = {id: account.customer.since for id, account in done.book.accounts.items()}
    assert since == {row["ID_CLIENTE"]: date.fromisoformat(row["DATA_CADASTRO"]) for row in rows}
    assert {account.customer.country for account in done.book.accounts.values()} == {"BR"}


@pytest.mark.parametrize("name", ["ibm_synthetic.csv", "ibm_synthetic_with_missing.csv"])
def test_american_dates_and_numbers_that_keep_their_zeros(name: str) -> None:
    rows = rows_of(name)
    done = plan(EMPTY_BOOK, [read(name)], ON)
    assert (done.files[0].mapping, done.files[0].added) == ("ibm", len(rows))
    assert sums(done.book) == summed(rows, "InvoiceAmount", lambda _: "USD")
    issued = {i.id: i.issued_on for account in done.book.accounts.values() for i in account.invoices}
    for row in rows:
        month, day, year = map(int, row["InvoiceDate"].split("/"))
        assert issued[row["invoiceNumber"]] == date(year, month, day)


def test_line_items_are_one_invoice_for_each_buyer_and_number() -> None:
    rows = rows_of("xero_SalesInvoiceTemplate.csv")
    found = read("xero_SalesInvoiceTemplate.csv")
    done = plan(EMPTY_BOOK, [found], ON)
    invoices = [invoice for account in done.book.accounts.values() for invoice in account.invoices]
    assert len(invoices) == len({(row["*ContactName"], row["*InvoiceNumber"]) for row in rows})
    assert done.files[0].added == len(rows)
    wanted = sum((Decimal(row["*Quantity"]) * Decimal(row["*UnitAmount"]) for row in rows), Decimal(0))
    assert sums(done.book) == {"USD": wanted}
    day, month, year = map(int, rows[0]["*InvoiceDate"].split("/"))
    first = done.book.account(rows[0]["*ContactName"]).invoices
    assert date(year, month, day) in {invoice.issued_on for invoice in first}


TWICE = ("sap_DK_IE_NO.csv", "hr_to_2019-10.csv", "xero_SalesInvoiceTemplate.csv", "ibm_2013-06-05_book.csv")


@pytest.mark.parametrize("name", TWICE)
def test_a_real_ledger_twice_gives_the_same_book(name: str) -> None:
    found = read(name)
    once = plan(EMPTY_BOOK, [found], ON)
    twice = plan(once.book, [found], ON + timedelta(days=1))
    assert (twice.changes, twice.files[0].unchanged) == ((), found.read)


def test_a_later_snapshot_of_a_ledger_adds_and_settles_and_takes_nothing_away() -> None:
    early, late = "sapNO_2018-11-27_book.csv", "sapNO_2019-01-15_book.csv"
    before = plan(EMPTY_BOOK, [read(early)], ON)
    after = plan(before.book, [read(late)], ON)
    (file,) = after.files
    known = {(row["customer"], row["invoice"]): row for row in rows_of(early)}
    rows = rows_of(late)
    new = [row for row in rows if (row["customer"], row["invoice"]) not in known]
    assert file.added == len(new)
    later = [row for row in rows if row != known.get((row["customer"], row["invoice"]), row) and Decimal(row["amount"])]
    assert (file.changed, file.refused) == (len(later), 0)
    assert open_items(after.book) >= sum(not row["paid_date"] for row in rows)
