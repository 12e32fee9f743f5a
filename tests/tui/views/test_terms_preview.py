"""Terms as they are typed: amounts that sum, days from their events, and the word that is wrong."""

from datetime import date

import pytest

from credit.money import Money
from credit.term_words import Baseline
from tui.views.terms_preview import terms_preview

THOUSAND = Money.of("1000", "USD")
ISSUED = {Baseline.INVOICE: date(2024, 6, 1)}


def test_each_instalment_with_its_amount_and_its_day() -> None:
    """30 % of 1,000 is 300; the order was on 1 May. 60 days from the bill of lading of 10 June are 9 August."""
    events = {Baseline.ORDER: date(2024, 5, 1), Baseline.BL: date(2024, 6, 10)}
    assert terms_preview("30% TT @order; 70% OA 60 @BL", THOUSAND, events) == (
        "300.00 USD  2024-05-01  TT @order",
        "700.00 USD  2024-08-09  OA 60 @BL",
    )


def test_a_day_whose_event_is_still_to_come_is_marked() -> None:
    """Nobody knows the bill of lading: 30 days from the invoice of 1 June stand in, 1 July."""
    assert terms_preview("OA 30 @BL", THOUSAND, ISSUED) == ("1,000.00 USD  ~2024-07-01  OA 30 @BL",)


def test_where_nothing_happened_there_is_no_day_yet() -> None:
    assert terms_preview("OA 30 @BL", THOUSAND, {}) == ("1,000.00 USD  no day yet  OA 30 @BL",)


@pytest.mark.parametrize("amount", [None, Money.of("0", "USD"), Money.of("-5", "USD")])
def test_without_an_amount_the_clauses_alone(amount: Money | None) -> None:
    assert terms_preview("30 % T/T @order; rest net 60", amount, ISSUED) == ("30% TT @order", "rest OA 60 @invoice")


def test_the_wrong_word_is_named_and_what_would_be_right() -> None:
    (told,) = terms_preview("OA 60 @moon", THOUSAND, ISSUED)
    assert 'cannot be read at "moon"' in told
    assert "invoice" in told


def test_an_amount_in_another_currency_is_a_sentence_too() -> None:
    (told,) = terms_preview("EUR 5 TT @order; rest OA 60", THOUSAND, ISSUED)
    assert "EUR" in told
