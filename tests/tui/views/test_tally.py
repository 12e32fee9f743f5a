"""Sums that follow a book are the sums of the book as it stands, whatever way it came there."""

from credit.change import Change
from credit.money import Money
from tests.credit.little_book import TODAY, drops, facts, little_book
from tui.views.house import house
from tui.views.snapshot import snapshot
from tui.views.tally import Tally

BOOK = """
    buyer    C1
    invoice  C1  I1  -45  1000USD
    invoice  C1  I2  +10   400USD
    buyer    C2
    invoice  C2  J1  -10   700EUR
"""


def test_a_payment_a_new_buyer_and_a_buyer_that_left() -> None:
    """1,000 + 400 USD; then 300 paid and 50 from a new buyer; then the only buyer in euro is gone, and the euro with it."""
    tally = Tally()
    book = little_book(BOOK)
    first = snapshot(book, TODAY)
    assert [(t.receivable, t.overdue) for t in house(first, tally).by_currency] == [
        (Money(700_00, "EUR"), Money(700_00, "EUR")),
        (Money(1400_00, "USD"), Money(1000_00, "USD")),
    ]
    paid = Change("import", tuple(facts("receipt C1 R1 -1 300USD for=I1\nbuyer C3\ninvoice C3 K1 +5 50USD")))
    book = book.after(paid)
    second = snapshot(book, TODAY, first)
    assert [(t.receivable, t.overdue) for t in house(second, tally).by_currency] == [
        (Money(700_00, "EUR"), Money(700_00, "EUR")),
        (Money(1150_00, "USD"), Money(700_00, "USD")),
    ]
    book = book.after(Change("import", drop=drops(book.accounts["C2"].versions)))
    third = snapshot(book, TODAY, second)
    last = house(third, tally)
    assert [t.receivable for t in last.by_currency] == [Money(1150_00, "USD")]
    assert last.receivable == Money(1150_00, "USD")
    assert [(b.name, b.amount.minor, b.invoices) for b in last.aging if b.invoices] == [
        ("not_due", 450_00, 2),
        ("31-60", 700_00, 1),
    ]
    assert last == house(third)
