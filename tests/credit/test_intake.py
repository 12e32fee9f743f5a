"""What rows from elsewhere do to a book.

The little book: buyer B1 owes invoice N1 of 100.00 USD, issued 2020-01-10, due 2020-02-09. Rows come in on 2020-05-01.
"""

from dataclasses import replace
from datetime import date

import pytest

from credit.book import EMPTY_BOOK, Book
from credit.change import Change, Drop
from credit.customer import Customer
from credit.intake import Entry, Intake, intake, same_content
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.receipt import Receipt

ON = date(2020, 5, 1)
ISSUED, DUE, PAID = date(2020, 1, 10), date(2020, 2, 9), date(2020, 2, 20)
N1 = Invoice("N1", "B1", Money(10000, "USD"), ISSUED, DUE, ISSUED)
DEARER = replace(N1, amount=Money(12000, "USD"))
SETTLED = Receipt("paid:N1", "B1", Money(10000, "USD"), PAID, PAID, ("N1",))
OPEN_AGAIN = Receipt("paid:N1", "B1", Money(0, "USD"), ISSUED, ISSUED, ("N1",))
BOOK = EMPTY_BOOK.after(Change("import", (N1,)))


def taken(book: Book, *entries: Entry, on: date = ON) -> tuple[Intake, Book]:
    result = intake(book, entries, on)
    return result, book.after(result.change)


def counts(result: Intake) -> tuple[int, int, int]:
    return result.added, result.changed, result.unchanged


def test_a_new_fact_keeps_the_day_it_was_learnt() -> None:
    result, book = taken(EMPTY_BOOK, Entry((N1,)))
    assert result.change == Change("import", (N1,))
    assert counts(result) == (1, 0, 0)
    assert book.accounts["B1"].invoices == (N1,)


def test_what_is_known_is_not_put_again_whenever_it_was_learnt() -> None:
    result, book = taken(BOOK, Entry((replace(N1, learnt_on=ON),)))
    assert not result.change
    assert counts(result) == (0, 0, 1)
    assert book == BOOK


def test_a_correction_is_learnt_on_the_day_of_the_intake_and_the_past_stays_true() -> None:
    result, book = taken(BOOK, Entry((DEARER,)))
    assert counts(result) == (0, 1, 0)
    assert book.accounts["B1"].invoices == (replace(DEARER, learnt_on=ON),)
    assert book.as_known_on(date(2020, 4, 30)) == BOOK


def test_a_correction_never_stands_before_what_it_corrects() -> None:
    _, book = taken(BOOK, Entry((DEARER,)), on=date(2019, 12, 1))
    assert book.accounts["B1"].invoices[0].amount == Money(12000, "USD")
    again, _ = taken(book, Entry((DEARER,)), on=date(2019, 12, 1))
    assert counts(again) == (0, 0, 1)


@pytest.mark.parametrize("entries", [(Entry((N1,)),), (Entry((DEARER,)),), (Entry((N1, SETTLED)), Entry((DEARER,)))])
def test_the_same_rows_twice_give_the_same_book(entries: tuple[Entry, ...]) -> None:
    _, once = taken(BOOK, *entries)
    result, twice = taken(once, *entries[-1:])
    assert twice == once
    assert counts(result) == (0, 0, 1)


def test_equal_rows_of_one_batch_are_one_fact_and_of_two_that_differ_the_later_stands() -> None:
    equal, _ = taken(EMPTY_BOOK, Entry((N1,)), Entry((N1,)))
    assert (equal.change.put, counts(equal)) == ((N1,), (1, 0, 1))
    differing, _ = taken(EMPTY_BOOK, Entry((N1,)), Entry((DEARER,)))
    assert (differing.change.put, counts(differing)) == ((DEARER,), (1, 1, 0))
    back, _ = taken(BOOK, Entry((DEARER,)), Entry((N1,)))
    assert back.change.put == ()


def test_a_row_is_changed_when_what_comes_with_its_fact_is_new() -> None:
    result, book = taken(BOOK, Entry((N1, SETTLED)))
    assert counts(result) == (0, 1, 0)
    assert result.change.put == (SETTLED,)
    assert book.accounts["B1"].receipts == (SETTLED,)


def test_an_item_that_is_open_again_takes_its_receipt_back_and_one_never_settled_has_none() -> None:
    never, _ = taken(BOOK, Entry((N1,), recalls=(OPEN_AGAIN,)))
    assert counts(never) == (0, 0, 1)
    _, settled = taken(BOOK, Entry((N1, SETTLED)))
    result, book = taken(settled, Entry((N1,), recalls=(OPEN_AGAIN,)))
    assert counts(result) == (0, 1, 0)
    assert [receipt.amount for receipt in book.accounts["B1"].receipts] == [Money(0, "USD")]
    assert book.as_known_on(date(2020, 4, 30)).accounts["B1"].receipts == (SETTLED,)


def test_rows_of_one_entry_are_counted_as_rows() -> None:
    result, _ = taken(EMPTY_BOOK, Entry((N1,), rows=3), Entry((Order("O1", "B1", N1.amount, ISSUED, ISSUED),)))
    assert counts(result) == (4, 0, 0)


def test_a_field_the_source_has_no_column_for_stays_as_it_is_known() -> None:
    known = Customer("B1", "Birch", ISSUED, country="NO", limit=Money(5000000, "USD"))
    book = EMPTY_BOOK.after(Change("import", (known,)))
    result, after = taken(book, Entry((Customer("B1", "Birch AS", ON),), silent=("country", "limit")))
    assert counts(result) == (0, 1, 0)
    assert after.accounts["B1"].customer == replace(known, name="Birch AS", learnt_on=ON)
    emptied, _ = taken(book, Entry((Customer("B1", "Birch", ON, country="NO"),)))
    assert emptied.change.put == (Customer("B1", "Birch", ON, country="NO"),)


@pytest.mark.parametrize(
    ("said", "silent", "stands"),
    [
        ((("lei", "L2"), ("coface_id", "F")), ("registrations:duns",), (("duns", "D"), ("lei", "L2"), ("coface_id", "F"))),
        ((("lei", "L"),), (), (("lei", "L"),)),
        ((), ("registrations:lei",), (("lei", "L"),)),
        ((), ("registrations", "registrations:duns", "registrations:lei"), (("duns", "D"), ("lei", "L"))),
    ],
    ids=["a kind without a column stays", "an empty cell says there is none", "one of each", "no column at all"],
)
def test_a_number_of_a_kind_the_source_has_no_column_for_stays(
    said: tuple[tuple[str, str], ...], silent: tuple[str, ...], stands: tuple[tuple[str, str], ...]
) -> None:
    """The book knows a D-U-N-S number D and an LEI L."""
    _, book = taken(Book(), Entry((Customer("B1", "Birch AS", ON, registrations=(("duns", "D"), ("lei", "L"))),)))
    _, after = taken(book, Entry((Customer("B1", "Birch AS", ON, registrations=said),), silent=silent))
    assert after.account("B1").customer.registrations == stands


def test_rows_that_say_when_they_were_learnt_make_a_history_in_any_order() -> None:
    first, later = Entry((N1,), dated=True), Entry((replace(DEARER, learnt_on=DUE),), dated=True)
    result, book = taken(EMPTY_BOOK, first, later)
    assert counts(result) == (1, 1, 0)
    assert book.accounts["B1"].versions == (N1, replace(DEARER, learnt_on=DUE))
    assert taken(EMPTY_BOOK, later, first)[1] == book
    assert counts(taken(book, first, later)[0]) == (0, 0, 2)


def test_a_dated_row_replaces_what_was_said_of_the_same_day() -> None:
    result, book = taken(BOOK, Entry((DEARER,), dated=True))
    assert counts(result) == (0, 1, 0)
    assert book.accounts["B1"].versions == (DEARER,)


def test_a_dated_open_row_takes_back_only_what_was_known_by_its_day() -> None:
    _, settled = taken(BOOK, Entry((N1, SETTLED)))
    old = Entry((N1,), (replace(OPEN_AGAIN, learnt_on=DUE),), dated=True)
    assert counts(taken(settled, old)[0]) == (0, 0, 1)
    new = Entry((N1,), (replace(OPEN_AGAIN, learnt_on=ON),), dated=True)
    assert counts(taken(settled, new)[0]) == (0, 1, 0)


def test_versions_say_the_same_when_only_the_day_of_learning_differs() -> None:
    assert same_content(N1, replace(N1, learnt_on=ON))
    assert not same_content(N1, DEARER)
    assert not same_content(N1, SETTLED)


def test_the_change_of_an_intake_can_be_taken_back() -> None:
    result, after = taken(BOOK, Entry((DEARER, SETTLED)))
    assert after.after(BOOK.inverse(result.change)) == BOOK


TYPED = replace(N1, issued_on=date(2099, 1, 10), due_on=date(2099, 2, 9), learnt_on=date(2099, 1, 10))


def test_what_corrects_a_date_that_has_not_come_takes_its_place() -> None:
    """Learnt "not before what it corrects" would let it wait until 2099."""
    wrong = EMPTY_BOOK.after(Change("import", (TYPED,)))
    result = intake(wrong, [Entry((N1,))], ON, today=ON)
    assert counts(result) == (0, 1, 0)
    assert result.change.drop == (Drop("B1", "invoice", "N1", date(2099, 1, 10)),)
    assert wrong.after(result.change) == BOOK
    assert wrong.after(result.change).after(wrong.inverse(result.change)) == wrong


def test_a_correction_with_a_slip_in_it_gives_way_to_the_next() -> None:
    """100.00 known from January, 120.00 with a slip in its year: the third telling is learnt on its own import."""
    wrong = BOOK.after(Change("import", (replace(TYPED, amount=DEARER.amount),)))
    result = intake(wrong, [Entry((DEARER,))], ON, today=ON)
    assert wrong.after(result.change).accounts["B1"].versions == (N1, replace(DEARER, learnt_on=ON))


def test_the_same_slip_again_changes_nothing() -> None:
    wrong = EMPTY_BOOK.after(Change("import", (TYPED,)))
    assert not intake(wrong, [Entry((TYPED,))], ON, today=ON).change


def test_what_is_later_than_a_day_looked_back_to_is_no_slip() -> None:
    """A run as of 2019 knows that later versions may stand in the book."""
    result = intake(BOOK, [Entry((DEARER,))], date(2019, 12, 1), today=ON)
    assert result.change.drop == ()


O1 = Order("O1", "B1", Money(25000, "USD"), ISSUED, ISSUED, DUE, "30% TT @order; 70% TT @BL+0")
"""What its own row says: 250.00 ordered."""
OF_N1 = Order("O1", "B1", Money(10000, "USD"), ISSUED, ISSUED, from_invoices=True)
"""What the invoice N1 of 100.00 says of it."""
BESIDE_N1 = Entry((replace(N1, order_id="O1"), OF_N1))


def orders(book: Book, on: date = ON) -> tuple[Order, ...]:
    return book.as_known_on(on).accounts["B1"].orders


def test_what_an_order_itself_told_stands_against_what_its_invoices_sum_to() -> None:
    """Else 150.00 that are ordered and not invoiced would fall out of the exposure with the first invoice."""
    _, book = taken(EMPTY_BOOK, Entry((O1,)))
    result, after = taken(book, BESIDE_N1)
    assert counts(result) == (1, 0, 0)
    assert orders(after) == (O1,)
    again, same = taken(after, Entry((O1,)), BESIDE_N1, on=date(2020, 6, 1))
    assert (counts(again), same) == ((0, 0, 2), after)


def test_an_order_known_by_its_invoices_alone_is_corrected_by_its_own_row() -> None:
    _, book = taken(EMPTY_BOOK, BESIDE_N1)
    result, after = taken(book, Entry((O1,)))
    assert counts(result) == (0, 1, 0)
    assert orders(after, date(2020, 4, 30)) == (OF_N1,)
    assert orders(after) == (replace(O1, learnt_on=ON),)
    assert not intake(after, [BESIDE_N1], date(2020, 6, 1)).change


def test_an_order_known_by_its_invoices_alone_follows_them() -> None:
    _, book = taken(EMPTY_BOOK, BESIDE_N1)
    dearer = Entry((replace(DEARER, order_id="O1"), replace(OF_N1, amount=DEARER.amount)))
    assert [order.amount for order in orders(taken(book, dearer)[1])] == [DEARER.amount]


def test_rows_with_days_of_their_own_tell_what_was_known_of_an_order_on_each() -> None:
    """The invoice is learnt in January and again in April; the order's own row in March."""
    march, april = date(2020, 3, 1), date(2020, 4, 1)
    own = Entry((replace(O1, learnt_on=march),), dated=True)
    late = Entry((replace(N1, order_id="O1", learnt_on=april), replace(OF_N1, learnt_on=april)), dated=True)
    book = taken(EMPTY_BOOK, own, replace(BESIDE_N1, dated=True), late)[1]
    assert orders(book, date(2020, 2, 29)) == (OF_N1,)
    assert orders(book) == (replace(O1, learnt_on=march),)


def test_a_file_read_again_undoes_nothing_that_money_was_set_against_here() -> None:
    """R1 came in naming nothing, was divided here, and stands in tomorrow's file of the bank as it did in today's."""
    came = Receipt("R1", "B1", Money(9000, "USD"), PAID, PAID)
    shared = replace(came, invoices=("N1",), shares=(("N1", Money(4000, "USD")),), learnt_on=date(2020, 3, 1))
    book = BOOK.after(Change("import", (came, shared)))
    result, _book = taken(book, Entry((came,)))
    assert (counts(result), bool(result.change)) == ((0, 0, 1), False)
    other, after = taken(book, Entry((replace(came, invoices=("N2",)),)))
    assert counts(other) == (0, 1, 0), "what the source names otherwise is a correction"
    assert [(fact.invoices, fact.shares) for fact in after.accounts["B1"].receipts] == [(("N2",), ())]
    dearer, after = taken(book, Entry((replace(came, amount=Money(9500, "USD")),)))
    assert counts(dearer) == (0, 1, 0)
    assert [(fact.amount.minor, fact.shares) for fact in after.accounts["B1"].receipts] == [(9500, shared.shares)]
