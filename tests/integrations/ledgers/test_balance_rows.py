"""Aged balances as opening items, on the day the table speaks of: 31 March 2026.

Birch  EUR  100.00 not due, 1,000.00 of 31 to 60 days, 5.00 of more than 90; together 1,105.00
Cedar  USD   20.00 of 1 to 30 days
"""

from collections.abc import Callable
from datetime import date

import pytest

from credit.book import EMPTY_BOOK, Book
from credit.invoice import Invoice
from integrations.ledgers.importer import FileRead, plan
from integrations.ledgers.vanished import settled_by

Read = Callable[..., FileRead]

ON = date(2026, 4, 2)
"""Day of the import."""
BALANCES = """\
Aged receivables summary
As of 31 March 2026

Customer,Currency,Current,1-30,31-60,61-90,>90,Total
Birch,EUR,100.00,0.00,"1,000.00",-,5.00,"1,105.00"
Cedar,USD,,20.00,,,,20.00
Total,,,,,,,
"""


def after(book: Book, *reads: FileRead, on: date = ON) -> Book:
    return plan(book, reads, on).book


def owed(book: Book) -> dict[str, str]:
    return {f.id: str(f.amount.amount) for account in book.accounts.values() for f in account.invoices}


def test_each_bucket_is_an_item_of_the_youngest_day_it_allows(read: Read) -> None:
    found = read(BALANCES)
    assert (found.kind, found.problems, found.read, found.repeated, found.not_taken) == ("balances", (), 3, 1, ())
    facts = [fact for entry in found.entries for fact in entry.facts]
    assert [(f.customer_id, f.id, f.amount.minor, f.due_on, f.provisional) for f in facts if isinstance(f, Invoice)] == [
        ("Birch", "opening:EUR:current", 10000, date(2026, 3, 31), True),
        ("Birch", "opening:EUR:31-60", 100000, date(2026, 2, 28), False),  # 31 March less 31 days
        ("Birch", "opening:EUR:>90", 500, date(2025, 12, 30), False),  # less 91
        ("Cedar", "opening:USD:1-30", 2000, date(2026, 3, 30), False),
    ]
    assert {f.learnt_on for f in facts} == {date(2026, 3, 31)}
    assert {f.document for f in facts if isinstance(f, Invoice)} == {"opening balance"}


def test_the_same_table_twice_is_the_same_book(read: Read) -> None:
    once = after(EMPTY_BOOK, read(BALANCES))
    again = plan(once, [read(BALANCES)], date(2026, 5, 1))
    assert (again.book, again.changes, again.files[0].unchanged) == (once, (), 3)


def test_a_later_table_stands_and_a_bucket_that_emptied_is_owed_at_nothing(read: Read) -> None:
    once = after(EMPTY_BOOK, read(BALANCES))
    later = BALANCES.replace("31 March", "30 April").replace(
        '100.00,0.00,"1,000.00",-,5.00,"1,105.00"', "0.00,70.00,,,5.00,75.00"
    )
    assert owed(after(once, read(later), on=date(2026, 5, 1))) == {
        "opening:EUR:current": "0.00",
        "opening:EUR:1-30": "70.00",
        "opening:EUR:31-60": "0.00",
        "opening:EUR:>90": "5.00",
        "opening:USD:1-30": "20.00",
    }


CEDAR = "Cedar,USD,,20.00,,,,20.00\n"
MAY = date(2026, 5, 1)
APRIL = BALANCES.replace("31 March", "30 April").replace(CEDAR, "")
"""A month later, and without Cedar."""


def test_a_buyer_that_a_later_table_leaves_out_is_told_and_keeps_what_it_owes(read: Read) -> None:
    planned = plan(after(EMPTY_BOOK, read(BALANCES)), [read(APRIL)], MAY)
    assert [(one.customer_id, one.invoice, str(one.open)) for one in planned.vanished] == [
        ("Cedar", "opening:USD:1-30", "20.00 USD")
    ]
    assert owed(planned.book)["opening:USD:1-30"] == "20.00"


def test_a_bucket_the_table_has_no_column_for_any_more_is_told_too(read: Read) -> None:
    """31-60 and 61-90 became one column: what stood in the former would count beside it."""
    merged = "Customer,Currency,Current,1-30,31-90,>90\nBirch,EUR,0.00,0.00,1000.00,5.00\nCedar,USD,,20.00,,\n"
    planned = plan(after(EMPTY_BOOK, read(BALANCES)), [read(f"As of 30 April 2026\n{merged}")], MAY)
    assert [(one.customer_id, one.invoice) for one in planned.vanished] == [("Birch", "opening:EUR:31-60")]


def test_a_table_older_than_what_is_known_tells_of_nobody(read: Read) -> None:
    february = APRIL.replace("30 April", "28 February")
    assert plan(after(EMPTY_BOOK, read(BALANCES)), [read(february)], MAY).vanished == ()


def test_who_was_taken_as_paid_and_is_named_again_owes_what_the_table_says_and_has_no_money_in_hand(read: Read) -> None:
    """In June Cedar is back with 50 in another bucket: the 20 it was said to have paid are taken back, not set against it."""
    book = after(EMPTY_BOOK, read(BALANCES))
    gone = plan(book, [read(APRIL)], MAY)
    book = gone.book.after(settled_by(gone.vanished, MAY))
    assert [str(receipt.amount) for receipt in book.account("Cedar").receipts] == ["20.00 USD"]
    june = BALANCES.replace("31 March", "31 May").replace(CEDAR, "Cedar,USD,,,50.00,,,50.00\n")
    back = plan(book, [read(june)], date(2026, 6, 1))
    cedar = back.book.account("Cedar")
    assert {f.id: str(f.amount.amount) for f in cedar.invoices} == {"opening:USD:1-30": "0.00", "opening:USD:31-60": "50.00"}
    assert [str(receipt.amount) for receipt in cedar.receipts] == ["0.00 USD"]
    assert back.vanished == ()


def test_without_a_day_of_its_own_it_speaks_of_the_day_of_the_import(read: Read) -> None:
    found = read("客户名称;币种;未到期;1-30天;30天以上\n宁波;美元;1.000,00;0,00;5,50\n")
    (entry,) = found.entries
    assert [(f.id, f.due_on) for f in entry.facts if isinstance(f, Invoice)] == [
        ("opening:USD:未到期", date(2021, 6, 1)),
        ("opening:USD:30以上", date(2021, 5, 1)),  # 1 June less 31 days
    ]


def test_a_total_that_the_buckets_do_not_come_to_refuses_the_row(read: Read) -> None:
    found = read(BALANCES.replace("1,105.00", "1,200.00"))
    assert [(bad.code, bad.line, bad.detail, bad.expected) for bad in found.problems] == [
        ("buckets_differ", 5, "1,200.00", "1105.00")
    ]


@pytest.mark.parametrize("amount", ["abc", "1.005"])
def test_a_cell_that_is_no_amount_is_named_by_its_bucket(read: Read, amount: str) -> None:
    (bad,) = read(BALANCES.replace("20.00,,,,20.00", f"{amount},,,,20.00")).problems
    assert (bad.column, bad.line) == ("1-30", 6)
