"""Debts as Civil Code art. 560 orders them: what a letter of credit secures, and what weighs on the buyer."""

from decimal import Decimal

import pytest

from credit.cash.suggesting import suggestions
from credit.loss.debts import debts_of
from credit.rates import NO_RATES, Rates
from tests.credit.little_book import assessed, money, published

OWED = """
    invoice  C1  L1  -40  1000USD  terms=LC@sight
    invoice  C1  L2  -30  1000USD  terms=LC@sight
    invoice  C1  O1  -20  1000USD  terms=OA30@BL
"""
CREDIT = "security C1 S1 -200 {} form=letter_of_credit until=+90 \n"


def secured(text: str, rates: Rates = NO_RATES) -> list[str]:
    entry = assessed(text, rates=rates)
    return [str(debt.secured) for debt in debts_of(entry, entry.ledger.open)]


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("", ["0.00 USD", "0.00 USD", "0.00 USD"]),
        (CREDIT.format("1500USD"), ["1000.00 USD", "500.00 USD", "0.00 USD"]),  # the oldest first
        (CREDIT.format("1000USD"), ["1000.00 USD", "0.00 USD", "0.00 USD"]),
        (CREDIT.format("1500USD").replace("+90", "-1"), ["0.00 USD", "0.00 USD", "0.00 USD"]),  # nothing can be drawn any more
        (CREDIT.format("1500USD").replace("letter_of_credit", "bank_guarantee"), ["0.00 USD", "0.00 USD", "0.00 USD"]),
    ],
)
def test_a_letter_of_credit_secures_what_it_was_opened_for(credit: str, expected: list[str]) -> None:
    assert secured(OWED + credit) == expected


def test_where_no_terms_are_written_down_the_credit_stands_behind_what_left_before_its_end() -> None:
    text = "invoice C1 I1 -40 1000USD \n invoice C1 I2 -20 1000USD \n" + CREDIT.format("1500USD")
    assert secured(text) == ["1000.00 USD", "500.00 USD"]


def test_a_credit_in_another_currency_counts_by_its_rate_and_not_without_one() -> None:
    """1,000 EUR at 1.25 are 1,250 USD: 1,000 for the first, 250 for the second."""
    text = OWED + CREDIT.format("1000EUR")
    assert secured(text, published(USD="1.25")) == ["1000.00 USD", "250.00 USD", "0.00 USD"]
    assert secured(text) == ["0.00 USD", "0.00 USD", "0.00 USD"]


def test_neither_costs_nor_interest_is_known_and_what_is_late_weighs_by_its_rate() -> None:
    entry = assessed("buyer C1 interest_percent=10 \n invoice C1 I1 -40 1000USD \n invoice C1 I2 +9 1000USD")
    late, ahead = debts_of(entry, entry.ledger.open)
    assert (late.costs, late.interest, late.burden, ahead.burden) == (None, None, Decimal(10), Decimal(0))
    assert late.owed == money("1000USD")


def test_money_goes_to_the_debt_without_security_first_though_it_is_the_youngest() -> None:
    """1,300 fit nothing: O1 is not secured, L2 by half, L1 whole."""
    text = OWED + CREDIT.format("1500USD") + "receipt C1 R1 -1 1300USD"
    (same,) = suggestions(assessed(text))
    assert [(part.invoice, part.amount) for part in same.parts] == [("O1", money("1000USD")), ("L2", money("300USD"))]
    (without,) = suggestions(assessed(OWED + "receipt C1 R1 -1 1300USD"))
    assert [part.invoice for part in without.parts] == ["L1", "L2"]


def test_of_debts_alike_in_security_the_heavier_burden_goes_first_though_it_is_younger() -> None:
    """1998 Act: Bank Rate before the half-year + 8 points, 3.5 + 8 for what fell due in March 2023, 5.25 + 8 in March 2024."""
    text = """
        buyer    C1  law=GB  country=GB
        invoice  C1  OLD    2023-03-01   900USD
        invoice  C1  YOUNG  2024-03-01  1000USD
        receipt  C1  R1     -1           700USD
    """
    entry = assessed(text)
    burdens = {debt.id: debt.burden for debt in debts_of(entry, entry.ledger.open)}
    assert burdens == {"OLD": Decimal("11.5"), "YOUNG": Decimal("13.25")}
    (found,) = suggestions(entry)
    assert [part.invoice for part in found.parts] == ["YOUNG"]


def test_nothing_free_asks_for_no_debts() -> None:
    entry = assessed(OWED)
    assert list(suggestions(entry)) == []
