"""How often a slip is told where nobody worsens: a fabricated set of steady buyers, replayed week by week without looking ahead.

The bound is 1.4 false alarms per 100 buyer-years.
"""

import csv
from collections import defaultdict
from datetime import date, datetime, timedelta

from credit.account import Account, Fact
from credit.assess import assess_book
from credit.book import Book
from credit.invoice import Invoice
from credit.money import Money
from credit.receipt import Receipt
from tests.shared import SHARED, needs_shared

WEEK = timedelta(days=7)


def steady_buyers() -> Book:
    """A hundred buyers and 2,466 invoices, each with the day it was settled."""
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    with (SHARED / "data" / "ibm_synthetic.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            id, number, amount = row["customerID"], row["invoiceNumber"], Money.of(row["InvoiceAmount"], "USD")
            issued, due, paid = (_day(row[name]) for name in ("InvoiceDate", "DueDate", "SettledDate"))
            facts[id] += [
                Invoice(number, id, amount, issued, due, issued),
                Receipt(f"R{number}", id, amount, paid, paid, (number,)),
            ]
    return Book({id: Account.of(id, told) for id, told in facts.items()})


def _day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007  # a day has no zone


@needs_shared
def test_steady_buyers_are_seldom_called_worse() -> None:
    book = steady_buyers()
    first = min(account.invoices[0].issued_on for account in book.accounts.values())
    last = max(account.last_learnt for account in book.accounts.values())
    ringing: set[str] = set()
    looks = alarms = 0
    on = first
    while on <= last:
        found = assess_book(book, on).by_id
        now = {id for id, entry in found.items() if any(alert.kind == "paying_later" for alert in entry.alerts)}
        alarms += len(now - ringing)
        looks, ringing, on = looks + len(found), now, on + WEEK
    years = looks * WEEK.days / 365
    assert years > 190
    assert alarms * 100 <= 1.4 * years
