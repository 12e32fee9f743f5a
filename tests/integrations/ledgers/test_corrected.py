"""What an import corrects of known invoices, before and after.

R-1 of Birch: 1,000.00 EUR due on 20 February, then 900.00 due on 28 February; R-2 stays, R-3 is new.
"""

from collections.abc import Callable
from datetime import date

from credit.book import EMPTY_BOOK
from credit.money import Money
from integrations.ledgers.importer import FileRead, plan

Read = Callable[..., FileRead]

HEADING = "number,customer_id,issue_date,due_date,amount,currency\n"
FIRST = HEADING + "R-1,Birch,2026-01-20,2026-02-20,1000.00,EUR\nR-2,Birch,2026-01-21,2026-02-21,5.00,EUR\n"
LATER = FIRST.replace("2026-02-20,1000.00", "2026-02-28,900.00") + "R-3,Birch,2026-01-22,2026-02-22,7.00,EUR\n"


def test_only_what_differs_is_told_field_by_field(read: Read) -> None:
    first = plan(EMPTY_BOOK, [read(FIRST)], date(2026, 3, 1))
    assert first.corrected == ()
    later = plan(first.book, [read(LATER)], date(2026, 3, 2))
    assert [(one.customer_id, one.invoice, one.field, one.before, one.after) for one in later.corrected] == [
        ("Birch", "R-1", "amount", Money(100000, "EUR"), Money(90000, "EUR")),
        ("Birch", "R-1", "due_on", date(2026, 2, 20), date(2026, 2, 28)),
    ]
