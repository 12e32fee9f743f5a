"""`match`: what money pays that is set against nothing. C1 owes I1 of 1,000 USD, C2 owes J1 of 3,000 USD."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

LAW = "In the order of the law (what is due, then the less secured, the heavier burden, the oldest): J1."
ON = ("--as-of", "2024-06-12")


@pytest.fixture
def loose(dunnage: Dunnage, book: Path) -> Path:
    """1,000 USD of C1 that fit its invoice, and 800 USD of C2 that fit nothing."""
    assert dunnage("add", "receipt", "C1", "1000", "USD", "--number", "R1", *ON).code == 0
    assert dunnage("add", "receipt", "C2", "800", "USD", "--number", "R2", *ON).code == 0
    return book


def open_of(dunnage: Dunnage, buyer: str) -> dict[str, str]:
    items = dunnage("customer", buyer, "--json", *ON).json["open_items"]
    return {item["number"]: item["open"]["amount"] for item in items}


def test_each_amount_has_a_suggestion_with_its_ground(dunnage: Dunnage, loose: Path) -> None:
    record = dunnage("match", "--json", *ON).json
    assert [(s["receipt"], s["ground"], s["certain"], s["parts"], s["text"]) for s in record["suggestions"]] == [
        (
            "R1", "exact", True, [{"invoice": "I1", "amount": {"amount": "1000.00", "currency": "USD"}}],
            "It is exactly the open amount of I1: 1,000.00 USD.",
        ),
        (
            "R2", "legal_order", False, [{"invoice": "J1", "amount": {"amount": "800.00", "currency": "USD"}}],
            LAW,
        ),
    ]  # fmt: skip
    assert (record["applied"], len(record["unapplied"])) == ([], 2)
    assert dunnage("match", *ON).out == (
        "C1  R1  1,000.00 USD of 2024-06-12 > I1 1,000.00\n"
        "        It is exactly the open amount of I1: 1,000.00 USD.\n"
        "C2  R2  800.00 USD of 2024-06-12 > J1 800.00\n"
        f"        {LAW}\n"
    )


def test_a_deposit_is_told_with_the_order_it_waits_for(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("add", "receipt", "C1", "400", "USD", "--number", "D1", "--order", "O7", *ON).code == 0
    told = {"amount": "400.00", "currency": "USD"}
    sentence = "The deposit of order O7: it waits for its invoice."
    assert dunnage("match", "--json", *ON).json["deposits"] == [
        {"customer_id": "C1", "receipt": "D1", "on": "2024-06-12", "order": "O7", "amount": told, "text": sentence}
    ]
    assert dunnage("match", *ON).out == f"C1  D1  400.00 USD of 2024-06-12\n        {sentence}\n"
    assert dunnage("match", "--customer", "C2", "--json", *ON).json["deposits"] == []


def test_of_all_of_them_only_what_leaves_no_choice_is_done(dunnage: Dunnage, loose: Path) -> None:
    record = dunnage("match", "--apply", "--json", *ON).json
    assert record["applied"] == [{"customer_id": "C1", "receipt": "R1", "invoices": ["I1"]}]
    assert [(rest["customer_id"], rest["receipt"]) for rest in record["unapplied"]] == [("C2", "R2")]
    assert (open_of(dunnage, "C1"), open_of(dunnage, "C2")) == ({}, {"J1": "3000.00"})
    assert dunnage("undo").code == 0
    assert open_of(dunnage, "C1") == {"I1": "1000.00"}


def test_one_is_done_as_suggested_or_by_hand(dunnage: Dunnage, loose: Path) -> None:
    assert dunnage("match", "R2", "--apply", *ON).out.startswith("1 amount set against invoices.\nR2 > J1\n")
    assert open_of(dunnage, "C2") == {"J1": "2200.00"}
    assert dunnage("match", "R1", "--invoice", "I1", *ON).out == (
        "1 amount set against invoices.\nR1 > I1\nAll of R1 is set against invoices.\n"
    )
    assert dunnage("match", *ON).out == "No money is set against nothing.\n"


def test_who_asks_about_one_amount_is_told_of_no_other(dunnage: Dunnage, loose: Path) -> None:
    assert [each["receipt"] for each in dunnage("match", "--json", *ON).json["unapplied"]] == ["R1", "R2"]
    told = dunnage("match", "R2", *ON).out
    assert "R2" in told
    assert "R1" not in told
    assert [each["receipt"] for each in dunnage("match", "R2", "--json", *ON).json["unapplied"]] == ["R2"]


def test_what_is_refused_says_what_to_do(dunnage: Dunnage, loose: Path) -> None:
    ended = dunnage("match", "R9", "--apply", *ON)
    assert (ended.code, ended.sentence) == (
        5,
        "Nothing is left of R9 to set against invoices, or no money has that number. See: dunnage match.",
    )
    ended = dunnage("match", "--invoice", "I1", *ON)
    assert (ended.code, ended.sentence) == (2, "Say which receipt pays them: dunnage match RECEIPT --invoice N.")
    assert dunnage("add", "receipt", "C2", "5", "USD", "--number", "R1", *ON).code == 0
    ended = dunnage("match", "R1", "--apply", *ON)
    assert (ended.code, ended.sentence) == (5, "Several buyers have money of number R1: C1, C2. Say whose: --customer ID.")
    assert dunnage("match", "R1", "--apply", "--customer", "C1", *ON).code == 0
    assert dunnage("match", "--customer", "C8", *ON).code == 2


def test_money_is_divided_by_hand(dunnage: Dunnage, loose: Path) -> None:
    """Of 800 C2's J1 receives 300.50; 499.50 stay free. A second time it receives 100 more."""
    record = dunnage("match", "R2", "--to", "J1=300.50", "--json", *ON).json
    assert record["applied"] == [
        {
            "customer_id": "C2", "receipt": "R2", "invoices": ["J1"], "amounts": [{"amount": "300.50", "currency": "USD"}],
        }
    ]  # fmt: skip
    assert open_of(dunnage, "C2") == {"J1": "2699.50"}
    assert [rest["amount"]["amount"] for rest in record["unapplied"] if rest["receipt"] == "R2"] == ["499.50"]
    assert dunnage("match", "R2", "--to", "J1=100 USD", *ON).code == 0
    assert open_of(dunnage, "C2") == {"J1": "2599.50"}


def test_what_cannot_be_divided_says_why(dunnage: Dunnage, loose: Path) -> None:
    for typed in ("J1", "J1=", "=5", "J1=much"):
        ended = dunnage("match", "R2", "--to", typed, *ON)
        assert (ended.code, ended.sentence.startswith(f'"{typed}" divides nothing.')) == (2, True)
    assert dunnage("match", "R2", "--to", "J1=1", "J1=2", *ON).code == 2
    ended = dunnage("match", "R2", "--to", "J1=900", *ON)
    assert ended.code == 5
    assert ended.sentence == "900.00 USD were given to invoices, and of R2 only 800.00 USD are free. Give less."
    ended = dunnage("match", "R2", "--to", "J1=900 EUR", *ON)
    assert ended.sentence == "J1 was given an amount in EUR, the money is in USD. Give it in USD."
    assert open_of(dunnage, "C2") == {"J1": "3000.00"}
