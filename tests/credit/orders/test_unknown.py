"""An order of somebody who is not in the book."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.book import EMPTY_BOOK
from credit.country import Countries, CountryRisk, CountryStatus
from credit.orders.check import OrderCheck
from credit.orders.unknown import check_unknown
from credit.orders.verdict import Condition, Verdict
from credit.problem import RefusedChange
from credit.terms import NO_TERMS, parse
from tests.credit.little_book import TODAY, money, published

BOOK = replace(EMPTY_BOOK, countries=Countries({"DE": (CountryRisk(TODAY, None, CountryStatus.HIGH_INCOME_OECD),)}))


def stranger(amount: str = "1000USD", country: str = "DE", number: str = "HRB 7", terms: str = "") -> OrderCheck:
    return check_unknown(money(amount), BOOK, TODAY, parse(terms) if terms else NO_TERMS, country, number)


def test_an_unknown_buyer_is_not_a_safe_one() -> None:
    found = stranger()
    assert (found.verdict, [reason.code for reason in found.reasons]) == (Verdict.CONDITIONS, ["order_no_record"])
    assert found.conditions == (Condition("deposit_percent", Decimal(30)), Condition("letter_of_credit"))
    assert (found.headroom, found.exposure_after, found.own_risk_after) == (None, money("1000USD"), money("1000USD"))
    assert (found.advice.row, found.rules) == ("new_low", ())


def test_a_country_nobody_classed_asks_for_half_in_advance() -> None:
    assert stranger(country="fr").conditions[0] == Condition("deposit_percent", Decimal(50))
    assert stranger(country="de").conditions[0] == Condition("deposit_percent", Decimal(30))


@pytest.mark.parametrize(("country", "number"), [("", "HRB 7"), ("DE", ""), ("", "")])
def test_nobody_can_look_up_a_buyer_without_country_or_number_and_a_large_order_of_it_waits(country: str, number: str) -> None:
    """Above 200,000 in base currency."""
    small, large = stranger("200000USD", country, number), stranger("200000.01USD", country, number)
    assert (small.verdict, [r.code for r in small.reasons]) == (Verdict.CONDITIONS, ["order_no_record", "order_unidentified"])
    assert (large.verdict, [r.code for r in large.reasons]) == (Verdict.HOLD, ["order_unidentified", "order_no_record"])
    assert large.conditions == ()
    assert stranger("1CHF", country, number).verdict is Verdict.HOLD


def test_what_is_not_said_of_a_stranger_is_not_known() -> None:
    large = money("200000.01USD")
    assert check_unknown(large, BOOK, TODAY, country="DE").verdict is Verdict.HOLD
    assert check_unknown(large, BOOK, TODAY, company_number="HRB 7").verdict is Verdict.HOLD


def test_a_buyer_that_can_be_looked_up_gets_conditions_at_any_size() -> None:
    assert stranger("200000.01USD").verdict is Verdict.CONDITIONS
    assert stranger("1CHF").verdict is Verdict.CONDITIONS


def test_terms_are_weighed_for_a_stranger_too() -> None:
    assert stranger(terms="50% TT @order; 50% LC sight").exposure_after == money("100USD")


@pytest.mark.parametrize("amount", ["0USD", "-0.01USD"])
def test_an_order_of_nothing_or_less_is_refused(amount: str) -> None:
    with pytest.raises(RefusedChange) as raised:
        stranger(amount)
    assert raised.value.facts == {"reason": "order_amount"}


def test_what_is_told_of_a_stranger_names_its_day_and_its_source() -> None:
    found = stranger(country="")
    assert [dict(reason.facts) for reason in found.reasons] == [
        {"on": TODAY, "source": "own_ledger"}, {"on": TODAY, "source": "policy"},
    ]  # fmt: skip
    assert found.terms == NO_TERMS
    assert str(stranger(terms="LC sight").terms) == str(parse("LC sight"))


def test_the_order_of_a_stranger_is_seen_in_base_currency_on_its_day() -> None:
    """At 1.25 dollars to the euro 160,000 EUR are 200,000 USD."""
    book = replace(BOOK, rates=published(USD="1.25"))
    small, large = (check_unknown(money(amount), book, TODAY) for amount in ("160000EUR", "160000.01EUR"))
    assert (small.verdict, large.verdict) == (Verdict.CONDITIONS, Verdict.HOLD)
    assert small.advice.reason.facts["amount"] == money("200000USD")
    assert small.advice.reason.facts["on"] == TODAY
