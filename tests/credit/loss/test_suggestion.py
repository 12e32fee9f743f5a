"""Unapplied money finds its items by the legal order, a suggestion a currency."""

from credit.assess import assess_book
from credit.loss.application import Application, Rule
from credit.loss.suggestion import suggested_applications
from tests.credit.little_book import TODAY, little_book, money


def suggested(text: str) -> tuple[Application, ...]:
    return suggested_applications(assess_book(little_book(text), TODAY).of("C1"))


def test_due_before_undue_and_the_oldest_first() -> None:
    (found,) = suggested("""
        invoice C1 I1 +10 100USD
        invoice C1 I2 -10 100USD
        invoice C1 I3 -20  50USD
        receipt C1 R1  -1 120USD
    """)
    assert found.rule is Rule.LEGAL_ORDER
    assert [(part.debt, part.amount) for part in found.parts] == [("I3", money("50USD")), ("I2", money("70USD"))]


def test_each_currency_by_itself_and_contested_items_left_alone() -> None:
    euro, dollar = suggested("""
        invoice C1 I1 -10 100USD
        invoice C1 I2 -20 100USD
        dispute C1 D1  -3 quality for=I2
        receipt C1 R1  -1 100USD
        receipt C1 R2  -1  30EUR
    """)
    assert (euro.rule, euro.left) == (Rule.NOTHING, money("30EUR"))
    assert (dollar.rule, [part.debt for part in dollar.parts]) == (Rule.EXACT, ["I1"])


def test_the_deposit_of_an_order_is_left_with_it() -> None:
    (found,) = suggested(
        "invoice C1 I1 -10 100USD\norder C1 O2 -5 900USD\nreceipt C1 R1 -1 90USD order_id=O2\nreceipt C1 R2 -1 40USD"
    )
    assert [(part.debt, part.amount) for part in found.parts] == [("I1", money("40USD"))]


def test_without_unapplied_money_there_is_nothing_to_suggest() -> None:
    assert suggested("invoice C1 I1 -10 100USD\nreceipt C1 R1 -1 -5USD") == ()
