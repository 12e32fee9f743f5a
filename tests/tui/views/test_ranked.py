"""Rows kept in order from one snapshot to the next are the rows of the book as it stands, and only what moved is made anew."""

from credit.book import Book
from credit.change import Change
from tests.credit.little_book import TODAY, drops, facts, little_book
from tui.views.portfolio import portfolio
from tui.views.ranked import FEW
from tui.views.snapshot import RowMemory, Snapshot, snapshot

BOOK = """
    buyer    C1
    invoice  C1  I1  -45  1000USD
    buyer    C2
    invoice  C2  J1  -10   700USD
    buyer    C3
    invoice  C3  K1   -5   400USD
"""


def keys(shown: Snapshot, memory: RowMemory, sort: str = "overdue") -> list[str]:
    return [row.key for row in portfolio(shown, memory, sort)]


def after(book: Book, table: str) -> Book:
    return book.after(Change("import", tuple(facts(table))))


def test_a_buyer_that_paid_moves_and_the_others_are_the_same_rows() -> None:
    """C1 owes 1,000 and pays 800: 200 is less than 400 and 700."""
    memory, book = RowMemory(), little_book(BOOK)
    first = snapshot(book, TODAY)
    assert keys(first, memory) == ["C1", "C2", "C3"]
    before = {row.key: row for row in portfolio(first, memory)}
    second = snapshot(after(book, "receipt C1 R1 -1 800USD for=I1"), TODAY, first)
    rows = portfolio(second, memory)
    assert [row.key for row in rows] == ["C2", "C3", "C1"]
    assert [row is before[row.key] for row in rows] == [True, True, False]
    assert rows == portfolio(second, RowMemory())


def test_a_buyer_that_comes_and_one_that_goes() -> None:
    memory, book = RowMemory(), little_book(BOOK)
    first = snapshot(book, TODAY)
    keys(first, memory)
    book = after(book, "buyer C4\ninvoice C4 L1 -8 500USD")
    second = snapshot(book, TODAY, first)
    assert keys(second, memory) == ["C1", "C2", "C4", "C3"]
    third = snapshot(book.after(Change("import", drop=drops(book.accounts["C2"].versions))), TODAY, second)
    assert keys(third, memory) == ["C1", "C4", "C3"]


def test_another_order_is_another_order() -> None:
    memory, shown = RowMemory(), snapshot(little_book(BOOK), TODAY)
    assert keys(shown, memory, "overdue") == ["C1", "C2", "C3"]
    assert keys(shown, memory, "exposure") == ["C1", "C2", "C3"]
    paid = snapshot(after(shown.book, "receipt C2 R1 -1 700USD for=J1"), TODAY, shown)
    assert keys(paid, memory, "id") == ["C1", "C2", "C3"]
    assert keys(paid, memory, "overdue") == ["C1", "C3", "C2"]


def test_more_than_a_few_at_once_are_sorted_together() -> None:
    """Buyer n of the new ones owes n dollars, all less than the 400 of the last one there was."""
    memory, book = RowMemory(), little_book(BOOK)
    first = snapshot(book, TODAY)
    keys(first, memory)
    many = "\n".join(f"buyer N{n:03d}\ninvoice N{n:03d} M1 -8 {n}USD" for n in range(1, FEW + 2))
    second = snapshot(after(book, many), TODAY, first)
    assert keys(second, memory) == ["C1", "C2", "C3", *(f"N{n:03d}" for n in range(FEW + 1, 0, -1))]
