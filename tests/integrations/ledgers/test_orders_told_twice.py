"""An order told by the file of orders, and again by invoices that carry its number and its day: counted once, and whole.

Order S1 of 2020-01-05 is over 10,000.00; 4,000.00 of it are invoiced as N1 on 2020-02-02 and 3,500.00 as N2 on 2020-03-02.
"""

from collections.abc import Callable
from datetime import date
from itertools import permutations

import pytest

from credit.assess import assess_book
from credit.book import EMPTY_BOOK, Book
from credit.money import Money
from integrations.ledgers.importer import FileRead, plan

Read = Callable[..., FileRead]

ON = date(2020, 3, 15)
ORDERED = "order_no,customer_id,order_date,order_amount,currency\nS1,C1,2020-01-05,10000,USD\n"
HEAD = "number,customer_id,order_no,order_date,issue_date,due_date,currency,amount\n"
N1 = "N1,C1,S1,2020-01-05,2020-02-02,2020-04-02,USD,4000\n"
N2 = "N2,C1,S1,2020-01-05,2020-03-02,2020-05-02,USD,3500\n"


def at_stake(book: Book, on: date = ON) -> tuple[Money | None, Money | None]:
    """What is invoiced and what is ordered besides, as known on a day."""
    found = assess_book(book, on).of("C1").exposure
    assert found.at_stake is not None
    assert found.receivable is not None
    assert found.at_stake - found.receivable == found.ordered
    return found.receivable, found.ordered


def usd(whole: int) -> Money:
    return Money(whole * 100, "USD")


@pytest.mark.parametrize("places", list(permutations(range(3))))
def test_files_of_one_import_tell_the_same_in_any_order(read: Read, places: tuple[int, ...]) -> None:
    told = [read(ORDERED, name="a.csv"), read(HEAD + N1, name="b.csv"), read(HEAD + N2, name="c.csv")]
    book = plan(EMPTY_BOOK, [told[place] for place in places], ON).book
    assert at_stake(book) == (usd(7500), usd(2500))
    assert at_stake(book, date(2020, 2, 2)) == (usd(4000), usd(6000))
    assert at_stake(book, date(2020, 1, 5)) == (usd(0), usd(10000))


@pytest.mark.parametrize("places", list(permutations(range(3))))
def test_files_of_several_imports_tell_the_same_in_the_end(read: Read, places: tuple[int, ...]) -> None:
    told = [read(ORDERED, name="a.csv"), read(HEAD + N1, name="b.csv"), read(HEAD + N2, name="c.csv")]
    book = EMPTY_BOOK
    for place in places:
        book = plan(book, [told[place]], ON).book
    assert at_stake(book) == (usd(7500), usd(2500))
    assert not plan(book, told, ON).changes


def test_without_a_row_of_its_own_an_order_is_what_is_invoiced(read: Read) -> None:
    book = plan(EMPTY_BOOK, [read(HEAD + N1 + N2)], ON).book
    assert at_stake(book) == (usd(7500), usd(0))
    assert at_stake(book, date(2020, 2, 2)) == (usd(4000), usd(3500))  # the rest was ordered with it on 2020-01-05


def test_invoices_beyond_what_was_ordered_count_as_they_are(read: Read) -> None:
    more = N2.replace("3500", "7000")
    book = plan(EMPTY_BOOK, [read(ORDERED, name="a.csv"), read(HEAD + N1 + more, name="b.csv")], ON).book
    assert at_stake(book) == (usd(11000), usd(0))


def test_an_invoice_that_names_the_order_without_its_day_counts_against_it(read: Read) -> None:
    bare = (HEAD + N1).replace("order_date,", "").replace("S1,2020-01-05", "S1")
    book = plan(EMPTY_BOOK, [read(bare, name="b.csv"), read(ORDERED, name="a.csv")], ON).book
    assert at_stake(book) == (usd(4000), usd(6000))


def test_an_invoice_on_terms_counts_against_its_order_whole(read: Read) -> None:
    """30 % are 1,200.00, asked for at the order and not paid: no receivable before the goods leave, and no open order either."""
    split = (HEAD + N1).replace("due_date", "terms").replace("2020-04-02", "30% TT @order; 70% TT @BL")
    book = plan(EMPTY_BOOK, [read(ORDERED, name="a.csv"), read(split, name="b.csv")], ON).book
    assert at_stake(book) == (usd(2800), usd(6000))
