"""Opening items of whom the invoices come in later: both are owed until a person says that the invoices are all of it.

Birch owes 1,000.00 EUR of 31 to 60 days by the table of 31 March 2026, and then its invoice R-1 of 1,000.00 comes in.
"""

from collections.abc import Callable
from datetime import date

from credit.aging import ledger
from credit.book import EMPTY_BOOK, Book
from integrations.ledgers.columns import Given
from integrations.ledgers.importer import FileRead, ImportPlan, plan
from integrations.ledgers.openings import openings, replaced

Read = Callable[..., FileRead]

ON = date(2026, 4, 2)
TABLE = "As of 31 March 2026\nCustomer,Currency,Current,1-30,31-60\nBirch,EUR,,,1000.00\nCedar,EUR,,20.00,\n"
INVOICES = "number,customer_id,issue_date,due_date,amount,currency\nR-1,Birch,2026-01-20,2026-02-20,1000.00,EUR\n"


def taken(read: Read) -> ImportPlan:
    before = plan(EMPTY_BOOK, [read(TABLE)], ON)
    assert before.openings == ()
    return plan(before.book, [read(INVOICES)], ON)


def open_of(book: Book, buyer: str) -> dict[str, int]:
    account = book.accounts[buyer].as_known_on(ON)
    return {item.invoice.id: item.open.minor for item in ledger(account, ON, book.policy.short_pays, book.home).open}


def test_they_are_told_of_the_buyers_whose_invoices_came_in(read: Read) -> None:
    planned = taken(read)
    assert [(one.customer_id, one.invoice, one.open.minor) for one in planned.openings] == [
        ("Birch", "opening:EUR:31-60", 100000)
    ]
    assert open_of(planned.book, "Birch") == {"opening:EUR:31-60": 100000, "R-1": 100000}


def test_the_invoices_take_their_place_once_somebody_says_so(read: Read) -> None:
    planned = taken(read)
    book = planned.book.after(replaced(planned.book, planned.openings, ON))
    assert open_of(book, "Birch") == {"R-1": 100000}
    assert open_of(book, "Cedar") == {"opening:EUR:1-30": 2000}
    assert openings(book, {"Birch", "Cedar", "nobody"}, ON) == ()


def test_a_list_of_invoices_does_not_take_them_for_vanished(read: Read) -> None:
    before = plan(EMPTY_BOOK, [read(TABLE)], ON)
    planned = plan(before.book, [read(INVOICES, Given(ON, open_items=True))], ON)
    assert planned.vanished == ()
