"""Money, dates and percentages as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.money import Money
from tests.wording.speaking import speaking
from wording import figures

moneys = st.builds(Money, st.integers(-(10**18), 10**18), st.sampled_from(["USD", "JPY", "KWD"]))


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(123456, "USD"), "1,234.56 USD"),
        (Money(-5, "USD"), "-0.05 USD"),
        (Money(0, "EUR"), "0.00 EUR"),
        (Money(1234567, "JPY"), "1,234,567 JPY"),  # the yen has no cents
        (Money(1234567, "KWD"), "1,234.567 KWD"),  # the dinar has a thousand fils
        (None, "-"),
    ],
)
def test_money_to_the_last_cent(money: Money | None, text: str) -> None:
    assert figures.money(money) == text


@given(moneys)
def test_no_digit_of_money_is_lost(money: Money) -> None:
    text, currency = figures.money(money).split()
    assert Money.of(text.replace(",", ""), currency) == money
    assert figures.amount(money) == text


@pytest.mark.parametrize(
    ("minor", "text"), [(123456, "1,235"), (123450, "1,234"), (123550, "1,236"), (-40, "0"), (-123456, "-1,235"), (0, "0")]
)
def test_whole_units_are_rounded_half_to_even(minor: int, text: str) -> None:
    assert figures.rounded(Money(minor, "USD")) == text


@given(moneys)
def test_rounding_moves_an_amount_by_half_a_unit_at_most(money: Money) -> None:
    assert abs(Decimal(figures.rounded(money).replace(",", "")) - money.amount) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("units", "english", "chinese"),
    [
        (1_234_000, "1.2 M USD", "123 万 USD"),
        (845_000, "845 k USD", "84.5 万 USD"),
        (12_300, "12.3 k USD", "1.2 万 USD"),  # 1.23 is nearer to 1.2
        (999, "999 USD", "999 USD"),
        (8_450, "8.4 k USD", "8,450 USD"),  # 8.45 to the even digit
        (999_500, "1.0 M USD", "100 万 USD"),
        (999_499, "999 k USD", "99.9 万 USD"),
        (2_500_000_000, "2.5 bn USD", "25.0 亿 USD"),
        (-1_234_000, "-1.2 M USD", "-123 万 USD"),
        (0, "0 USD", "0 USD"),
    ],
)
def test_a_short_amount_has_about_three_digits(units: int, english: str, chinese: str) -> None:
    money = Money(units * 100, "USD")
    assert figures.short(money) == english
    with speaking("zh"):
        assert figures.short(money) == chinese


@given(moneys, st.sampled_from(["en", "zh"]))
def test_a_short_amount_is_within_four_percent_and_a_half_unit(money: Money, lang: str) -> None:
    unit = {"k": 10**3, "M": 10**6, "bn": 10**9, "万": 10**4, "亿": 10**8}
    with speaking(lang):
        number, *name, _currency = figures.short(money).split()
    told = Decimal(number.replace(",", "")) * (unit[name[0]] if name else 1)
    # One digit after the point of a number from 1 on is off by 0.05 at most: five in a hundred of the smallest.
    assert abs(told - money.amount) <= max(abs(money.amount) * Decimal("0.05"), Decimal("0.5"))


@pytest.mark.parametrize(("value", "text"), [("43", "43 %"), ("42.5", "42 %"), ("-0.4", "0 %"), ("1250", "1,250 %")])
def test_percent_are_whole(value: str, text: str) -> None:
    assert figures.percent(Decimal(value)) == text


def test_a_day_is_written_as_iso_8601_does() -> None:
    assert figures.day(date(2026, 3, 1)) == "2026-03-01"
    assert figures.day(datetime(2026, 3, 1, 23, 59, tzinfo=UTC)) == "2026-03-01"


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(Decimal("1234.25"), 1, "1,234.2"), (Decimal("-0.04"), 1, "0.0"), (Decimal("2.5"), 0, "2"), (12345, 1, "12,345")],
)
def test_a_plain_number(value: Decimal | int, digits: int, text: str) -> None:
    assert figures.number(value, digits) == text


@pytest.mark.parametrize(("value", "text"), [("0.0830", "0.083"), ("1200", "1,200"), ("2.50", "2.5"), ("1E+3", "1,000")])
def test_a_factor_is_told_to_its_last_digit(value: str, text: str) -> None:
    assert figures.exact(Decimal(value)) == text


def test_what_is_not_known_is_a_dash_and_zero_is_not() -> None:
    unknown = [write(None) for write in (figures.money, figures.amount, figures.rounded, figures.short)]
    unknown += [figures.percent(None), figures.day(None), figures.days(None), figures.number(None)]
    assert set(unknown) == {"-"}
    zero = [figures.amount(Money(0, "USD")), figures.percent(Decimal(0)), figures.days(0), figures.number(0)]
    assert zero == ["0.00", "0 %", "0", "0"]
