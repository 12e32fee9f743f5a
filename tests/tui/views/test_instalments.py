"""Provisional dates are marked and explained, deposits are told, and scripts get both dates of every item."""

import pytest

from credit.assess import assess_book
from tests.credit.little_book import TODAY, little_book
from tests.tui.views.looks import look, words
from tests.tui.views.test_records import plain
from tui.views.customer import facts, items
from tui.views.customer_record import customer_record
from tui.views.instalments import due_record, instalment_lines

SALE = "buyer C1 country=GB \n sale C1 I1 -20 1000USD terms=30%TT@order;70%OA60@BL order=O1 @order=-30 etd=-18"


def test_a_provisional_date_is_marked_in_the_table_and_explained_beside_it() -> None:
    shown = look(SALE)
    (row,) = items(shown, "C1").rows
    assert row.cells[:2] == ("I1/2", "~2024-07-24")  # 42 days ahead: 60 after the ETD of 18 days ago
    told = words(facts(shown, "C1"))
    assert "Terms|1 due date waits for its event (~) and makes nothing overdue; dunnage event records it" in told
    assert "Deposit|300.00 USD of I1/1 not paid, due 2024-05-13: nothing is made before it comes" in told


def test_a_final_date_has_no_mark_and_a_buyer_on_given_dates_no_line() -> None:
    shown = look(f"{SALE} @BL=-15 \n receipt C1 R1 -12 300USD for=I1/1")
    assert [row.cells[1] for row in items(shown, "C1").rows] == ["2024-07-27"]
    assert list(instalment_lines(shown.assessed.of("C1"))) == []


@pytest.mark.parametrize(("ordered", "tone"), [("-30", "warning"), ("0", "")])
def test_a_deposit_that_is_due_is_a_warning(ordered: str, tone: str) -> None:
    shown = look(SALE.replace("@order=-30", f"@order={ordered}"))
    assert next(line[2] for line in instalment_lines(shown.assessed.of("C1"))) == tone


def test_scripts_get_both_dates_the_whole_and_the_terms() -> None:
    (item,) = plain(customer_record(look(f"{SALE} @BL=-15 \n receipt C1 R1 -12 300USD for=I1/1"), "C1"))["open_items"]
    assert {name: item[name] for name in ("due", "provisional", "provisional_due", "instalment_of", "terms")} == {
        "due": "2024-07-27",
        "provisional": False,
        "provisional_due": "2024-07-24",
        "instalment_of": "I1",
        "terms": "30% TT @order; 70% OA 60 @BL",
    }


def test_scripts_get_deposits_that_are_awaited() -> None:
    assert plain(customer_record(look(SALE), "C1"))["deposits"] == [
        {
            "subject": "I1/1",
            "order": "O1",
            "amount": {"amount": "300.00", "currency": "USD"},
            "due": "2024-05-13",
            "blocks_production": True,
        }
    ]


@pytest.mark.parametrize(
    ("payer", "home", "payable"),
    [
        ("", "", "2024-10-01"),  # a Tuesday
        ("GB", "", "2024-10-01"),
        ("GB", "CN", "2024-10-08"),  # the National Day holiday of 1 to 7 October 2024
        ("", "CN", "2024-10-08"),
    ],
)
def test_money_can_be_paid_when_banks_of_payer_and_payee_work(payer: str, home: str, payable: str) -> None:
    text = f"buyer C1 country={payer} \n invoice C1 I1 2024-10-01 9USD issued=-5"
    entry = assess_book(little_book(text, home=home), TODAY).of("C1")
    assert due_record(entry.ledger.open[0].invoice, entry)["payable_on"].isoformat() == payable
