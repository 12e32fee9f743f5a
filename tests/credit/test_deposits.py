"""Deposits that production waits for: of invoices in instalments, and of orders on terms of their own."""

import pytest

from credit.aging import ledger
from credit.deposits import awaited_deposits
from credit.money import Money
from tests.credit.little_book import TODAY, little_book

SALE = "sale C1 I1 -60 1000USD terms=30%TT@order;70%TT@BL order=O1 @order=-70"
ORDER = "order C1 O2 -5 2000USD terms=30%TT@order+7;70%TT@BL"


def awaited(text: str) -> list[tuple[str, str, Money, int]]:
    account = little_book(text).account("C1")
    found = awaited_deposits(account, ledger(account, TODAY))
    return [(each.subject, each.order, each.amount, (each.due_on - TODAY).days) for each in found]


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def test_a_deposit_instalment_and_an_order_that_asks_for_one() -> None:
    """30 percent of 1,000 was due at the order 70 days ago; 30 percent of 2,000 is due 7 days after the order of 5 days ago."""
    assert awaited(f"{SALE} \n {ORDER}") == [("I1/1", "O1", usd("300"), -70), ("O2", "O2", usd("600"), 2)]


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ("receipt C1 R1 -1 100USD order_id=O2", ["500"]),
        ("receipt C1 R1 -1 600USD order_id=O2", []),
        ("receipt C1 R1 +1 600USD order_id=O2 learnt=-1", ["600"]),  # has not come yet
        ("receipt C1 R1 -1 600EUR order_id=O2", ["600"]),
        ("receipt C1 R1 -1 600USD order_id=O3", ["600"]),
        ("invoice C1 I2 +30 500USD issued=-1 order=O2", []),  # invoiced in part: it is under way
        ("invoice C1 I2 +30 500USD issued=-1 order=O3", ["600"]),
    ],
)
def test_what_is_missing_of_an_orders_deposit(more: str, missing: list[str]) -> None:
    assert [amount for _, _, amount, _ in awaited(f"{ORDER} \n {more}")] == [usd(amount) for amount in missing]


@pytest.mark.parametrize(
    ("order", "asked"),
    [
        ("order C1 O2 -5 2000USD", False),
        ("buyer C1 terms=30%TT@order;70%TT@BL\norder C1 O2 -5 2000USD", True),  # it was taken on the buyer's own terms
        ("buyer C1 terms=30%TT@order;70%TT@BL\norder C1 O2 -5 2000USD terms=OA60@BL", False),
        ("order C1 O2 -5 2000USD terms=OA60@BL", False),
        ("order C1 O2 -5 2000USD terms=OA60@moon", False),
        ("order C1 O2 -5 2000USD terms=EUR500TT@order;restTT@BL", False),
        ("order C1 O2 -5 2000USD terms=30%TT@order;70%TT@BL shipped_on=0", False),
        ("order C1 O2 -5 2000USD terms=30%TT@order;70%TT@BL shipped_on=+1", True),
        ("order C1 O2 -5 2000USD terms=TT@order", True),
    ],
)
def test_which_orders_wait_for_a_deposit(order: str, asked: bool) -> None:
    assert bool(awaited(order)) is asked


def test_a_deposit_of_nothing_is_none() -> None:
    assert awaited("order C1 O2 -5 0.01USD terms=30%TT@order;70%TT@BL") == []  # 30 percent of a cent is no cent
