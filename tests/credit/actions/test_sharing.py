"""Money divided by hand: what each invoice receives is kept, and figures that do not fit are refused."""

import pytest

from credit.actions import Hand, match_money
from credit.aging import Ledger, ledger
from credit.book import Book
from credit.problem import RefusedChange
from credit.receipt import Receipt
from tests.credit.little_book import TODAY, little_book, money

HAND = Hand("wang", TODAY, "m1")


def after(book: Book, customer: str = "C1") -> Ledger:
    return ledger(book.account(customer), TODAY)


SHARED = """
    invoice  C1  I1  -40  1000USD
    invoice  C1  I2  -10  2000USD
    invoice  C1  N1   -5  -300USD
    receipt  C1  R1   -3  1500USD
    receipt  C1  R2   -2  5000USD
"""


def open_of(book: Book, customer: str = "C1") -> dict[str, str]:
    return {item.invoice.id: str(item.open.amount) for item in after(book, customer).open}


def test_money_is_divided_by_hand() -> None:
    """Of 1,500 I1 receives 400 and I2 receives 600: 600 and 1,400 are open then, and 500 stay free."""
    book = little_book(SHARED)
    change = match_money(book, HAND, "C1", "R1", ["I1", "I2"], [money("400USD"), money("600USD")])
    (told,) = change.put
    assert isinstance(told, Receipt)
    assert (told.invoices, told.shares) == (("I1", "I2"), (("I1", money("400USD")), ("I2", money("600USD"))))
    book = book.after(change)
    assert open_of(book) == {"I1": "600.00", "I2": "1400.00"}
    assert after(book).loose == {"R1": 50000, "R2": 500000}
    again = match_money(book, HAND, "C1", "R1", ["I1"], [money("100USD")])
    assert open_of(book.after(again)) == {"I1": "500.00", "I2": "1400.00"}, "a second share comes to the first"
    rest = match_money(book, HAND, "C1", "R1", ["I2"])
    assert open_of(book.after(rest)) == {"I1": "600.00", "I2": "900.00"}, "without an amount it takes all that is left"


def test_amounts_that_fill_one_invoice_after_the_other_need_not_be_kept() -> None:
    book = little_book(SHARED)
    (told,) = match_money(book, HAND, "C1", "R1", ["I1", "I2"], [money("1000USD"), money("500USD")]).put
    assert isinstance(told, Receipt)
    assert (told.invoices, told.shares) == (("I1", "I2"), ())


def test_an_overpayment_stays_unapplied() -> None:
    book = little_book(SHARED)
    book = book.after(match_money(book, HAND, "C1", "R2", ["I1", "I2"]))
    assert (open_of(book), after(book).loose) == ({}, {"R1": 150000, "R2": 200000})


def test_one_payment_of_the_exact_amount_may_be_divided_too() -> None:
    """The receipt is as large as I1 and names it alone, but a person gave it 300."""
    book = little_book("invoice C1 I1 -9 1000USD\ninvoice C1 I2 -8 900USD\nreceipt C1 R1 -3 1000USD")
    book = book.after(match_money(book, HAND, "C1", "R1", ["I1"], [money("300USD")]))
    assert (open_of(book), after(book).loose) == ({"I1": "700.00", "I2": "900.00"}, {"R1": 70000})


def test_a_credit_note_is_divided_too() -> None:
    book = little_book(SHARED)
    change = match_money(book, HAND, "C1", "N1", ["I1", "I2"], [money("50USD"), money("150USD")])
    book = book.after(change)
    assert open_of(book) == {"I1": "950.00", "I2": "1850.00"}
    assert [(note.id, left) for note, left in after(book).credits] == [("N1", money("100USD"))]


def test_a_share_of_a_whole_is_for_its_instalments() -> None:
    """S1 of 1,000 is 300 and 700; of 350 it receives 320: the first instalment takes 300 of them."""
    book = little_book("receipt C2 R1 -2 350USD\nsale C2 S1 -20 1000USD terms=30%OA10;70%OA20")
    book = book.after(match_money(book, HAND, "C2", "R1", ["S1"], [money("320USD")]))
    assert open_of(book, "C2") == {"S1/2": "680.00"}
    assert after(book, "C2").loose == {"R1": 3000}


@pytest.mark.parametrize(
    ("amounts", "facts"),
    [
        (["5EUR", "1USD"], {"reason": "share_currency", "invoice": "I1", "given": "EUR", "currency": "USD"}),
        (["0USD", "1USD"], {"reason": "share_amount", "invoice": "I1"}),
        (
            ["1000.01USD", "1USD"],
            {"reason": "share_over_open", "invoice": "I1", "amount": money("1000.01USD"), "open": money("1000USD")},
        ),
        (
            ["800USD", "701USD"],
            {"reason": "share_over_free", "number": "R1", "amount": money("1501USD"), "free": money("1500USD")},
        ),
    ],
)
def test_amounts_that_do_not_fit_are_refused_with_the_figures(amounts: list[str], facts: dict[str, object]) -> None:
    with pytest.raises(RefusedChange) as refused:
        match_money(little_book(SHARED), HAND, "C1", "R1", ["I1", "I2"], [money(each) for each in amounts])
    assert refused.value.facts == facts
