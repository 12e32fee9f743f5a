"""`add` and `correct`: one fact by hand, checked where it is an order, and taken back by `undo`."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

ON = ("--as-of", "2024-06-12")


def test_a_buyer_an_invoice_and_its_receipt(dunnage: Dunnage, home: Path) -> None:
    """1,000 USD on open account of 30 days from 1 June: due on 1 July, and 400 of it paid."""
    buyer = (
        "add",
        "customer",
        "C9",
        "--name",
        "Nordic Pumps",
        "--country",
        "se",
        "--register",
        "vat",
        "SE55",
        "--terms",
        "OA 30",
    )
    assert dunnage(*buyer, *ON).out == "Entered: C9.\n"
    assert dunnage("add", "invoice", "C9", "I-1", "1,000.00", "usd", "--issued", "2024-06-01", *ON).code == 0
    receipt = ("add", "receipt", "C9", "400", "USD", "--number", "R-1", "--invoice", "I-1", "--date", "2024-06-11", *ON, "--json")
    (fact,) = dunnage(*receipt).json["recorded"]
    assert (fact["id"], fact["on"], fact["learnt_on"], fact["invoices"]) == ("R-1", "2024-06-11", "2024-06-12", ["I-1"])
    record = dunnage("customer", "C9", "--json", *ON).json
    (item,) = record["open_items"]
    assert (item["number"], item["due"], item["open"]) == ("I-1", "2024-07-01", {"amount": "600.00", "currency": "USD"})
    assert record["name"] == "Nordic Pumps"


def test_an_order_is_checked_as_it_is_entered(dunnage: Dunnage, book: Path) -> None:
    asked = dunnage("check", "C1", "1000", "USD", "--no-refresh", "--json", *ON).json
    entered = dunnage("add", "order", "C1", "O-1", "1000", "USD", *ON, "--json").json
    assert entered["check"]["verdict"] == asked["verdict"]
    assert entered["check"]["exposure_after"] == asked["exposure_after"]
    assert [fact["id"] for fact in entered["recorded"]] == ["O-1"]
    told = dunnage("add", "order", "C1", "O-2", "1000", "USD", "--terms", "LC sight", *ON).out
    assert told.startswith("Entered: O-2.\nVerdict ")


def test_what_was_corrected_is_taken_back_by_undo(dunnage: Dunnage, book: Path) -> None:
    def due() -> str:
        (item,) = dunnage("customer", "C1", "--json", *ON).json["open_items"]
        return str(item["due"])

    before = due()
    assert dunnage("correct", "invoice", "C1", "I1", "--due", "2024-06-30", *ON).code == 0
    assert due() == "2024-06-30"
    assert dunnage("undo").code == 0
    assert due() == before
    assert dunnage("correct", "invoice", "C1", "I1", "--amount", "0", "USD", *ON).code == 0
    assert dunnage("customer", "C1", "--json", *ON).json["open_items"] == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("add", "order", "C8", "O1", "5", "USD"), 2, "No buyer C8 is in the book. Check the number."),
        (("add", "order", "C1", "O1", "0", "USD"), 5, "An amount other than zero is owed. Enter it with its currency."),
        (("add", "order", "C1", "O1", "five", "USD"), 5, '"five" USD is no amount of money. Write it like 1234.56 USD.'),
        (("add", "invoice", "C1", "I1", "5", "USD"), 5, "I1 is in the book already. Change it with: dunnage correct."),
        (
            ("correct", "receipt", "C1", "R9", "--amount", "5", "USD"),
            5,
            "C1 has no R9 of this kind. Check the number, or enter it with: dunnage add.",
        ),
        (
            ("add", "customer", "C7", "--name", "X", "--register", "iban", "1"),
            5,
            '"iban" is no kind of number. Choose one of: company_number, vat, lei, duns, tax_id, cik, connect_id, coface_id.',
        ),
        (
            ("add", "invoice", "C1", "I7", "5", "USD", "--terms", "OA soon"),
            5,
            'The payment terms cannot be read at "soon". There it could say: 60, @invoice, @BL, @BL_copy, @delivery, EOM, ;.',
        ),
    ],
)
def test_what_is_refused_says_what_to_do(dunnage: Dunnage, book: Path, words: tuple[str, ...], code: int, sentence: str) -> None:
    ended = dunnage(*words, *ON)
    assert (ended.code, ended.sentence) == (code, sentence)


def test_a_first_buyer_makes_the_book_unless_it_is_refused(dunnage: Dunnage, home: Path) -> None:
    book = home / "data" / "dunnage" / "book.dunnage"
    assert dunnage("add", "customer", "C1", "--name", "X", "--country", "GBR").code == 5
    assert not book.exists()
    assert dunnage("add", "order", "C1", "O1", "5", "USD").code == 2
    assert not book.exists()
    assert dunnage("add", "customer", "C1", "--name", "X", "--country", "GB").code == 0
    assert book.exists()


def test_a_kind_is_owed(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("add", *ON)
    assert ended.code == 2
    assert "customer|order|invoice|receipt" in ended.err
