"""Money is exact, typed and never silently of another currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.money import Money, exponent, total
from credit.problem import CurrencyMismatch, InvalidMoney
from tests.credit.any_facts import calm

ANY_MINOR = st.integers(-(10**17), 10**17)
ANY_CURRENCY = st.sampled_from(["USD", "JPY", "KWD"])


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("123.45", "USD", 12345),
        ("123.4", "USD", 12340),
        ("12345", "JPY", 12345),  # ISO 4217: the yen has no minor unit
        ("1.234", "KWD", 1234),  # ISO 4217: the dinar has 1,000 fils
        ("-0.01", "EUR", -1),
        ("1e3", "CNY", 100_000),
    ],
)
def test_of_reads_an_amount_in_minor_units_of_its_currency(text: str, currency: str, minor: int) -> None:
    assert Money.of(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("0.001", "USD"),
        ("0.5", "JPY"),
        ("twelve", "USD"),
        ("", "USD"),
        ("1_000", "USD"),  # Python reads it, nobody writes money so
        ("NaN", "USD"),
        ("Infinity", "USD"),
        ("10000000000000000.01", "USD"),  # one cent above 10**18 minor units
    ],
)
def test_of_refuses_what_is_no_amount_of_the_currency(text: str, currency: str) -> None:
    with pytest.raises(InvalidMoney) as raised:
        Money.of(text, currency)
    assert raised.value.facts == {"text": text, "currency": currency}


@pytest.mark.parametrize("text", ["9e999999", "1e-1000030", "1.00000000000000000000000000001"])
def test_of_refuses_amounts_outside_the_range_of_decimal_arithmetic(text: str) -> None:
    with pytest.raises(InvalidMoney):
        Money.of(text, "USD")


@pytest.mark.parametrize("currency", ["", "US", "usd", "USDT", "U5D", "美元币"])
def test_a_currency_is_three_capital_letters(currency: str) -> None:
    with pytest.raises(InvalidMoney):
        exponent(currency)


@pytest.mark.parametrize(("text", "minor"), [("0.125", 12), ("0.135", 14), ("-0.125", -12), ("0.1251", 13)])
def test_rounded_goes_half_to_even(text: str, minor: int) -> None:
    assert Money.rounded(text, "USD") == Money(minor, "USD")


def test_times_rounds_half_to_even() -> None:
    assert Money(5, "USD").times(Decimal("0.5")) == Money(2, "USD")
    assert Money(7, "USD").times(Decimal("0.5")) == Money(4, "USD")
    assert Money(-5, "USD").times(3) == Money(-15, "USD")


@calm
@given(ANY_MINOR, ANY_CURRENCY)
def test_amount_and_of_are_each_others_inverse(minor: int, currency: str) -> None:
    assert Money.of(Money(minor, currency).amount, currency) == Money(minor, currency)


@calm
@given(st.lists(ANY_MINOR, max_size=20))
def test_a_total_is_exact_in_any_order(minors: list[int]) -> None:
    amounts = [Money(minor, "USD") for minor in minors]
    assert total(amounts, "USD") == total(reversed(amounts), "USD") == Money(sum(minors), "USD")


@calm
@given(ANY_MINOR, ANY_MINOR)
def test_subtraction_takes_addition_back(left: int, right: int) -> None:
    one, other = Money(left, "EUR"), Money(right, "EUR")
    assert one + other - other == one
    assert one - other == -(other - one)


def test_two_currencies_neither_add_nor_compare() -> None:
    dollar, euro = Money(100, "USD"), Money(100, "EUR")
    for meet in (
        lambda: dollar + euro,
        lambda: dollar - euro,
        lambda: dollar < euro,
        lambda: dollar <= euro,
        lambda: dollar > euro,
        lambda: dollar >= euro,
        lambda: total([dollar, euro], "USD"),
    ):
        with pytest.raises(CurrencyMismatch) as raised:
            meet()
        assert raised.value.facts == {"left": "USD", "right": "EUR"}
    assert dollar != euro


def test_money_of_one_currency_has_an_order() -> None:
    less, more = Money(-1, "USD"), Money(1, "USD")
    assert less < more
    assert more > less
    assert less <= less <= more
    assert more >= more >= less


def test_nothing_is_false_and_a_debt_is_not() -> None:
    assert not Money.zero("USD")
    assert Money(-1, "USD")


@pytest.mark.parametrize(
    ("money", "text"), [(Money(12340, "USD"), "123.40 USD"), (Money(5, "JPY"), "5 JPY"), (Money(-7, "KWD"), "-0.007 KWD")]
)
def test_text_shows_every_digit_of_the_currency(money: Money, text: str) -> None:
    assert str(money) == text
