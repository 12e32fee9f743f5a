"""A rate is what was published by the day asked for, and an unknown rate gives no figure."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from credit.money import Money
from credit.rates import NO_RATES, Converted, Rates, Series

MON, TUE, FRI = date(2024, 6, 3), date(2024, 6, 4), date(2024, 6, 7)
SAT, SUN = date(2024, 6, 8), date(2024, 6, 9)

RATES = Rates(
    series={
        "USD": Series((MON, FRI), (Decimal("1.25"), Decimal("1.60"))),
        "JPY": Series((TUE,), (Decimal(160),)),
    }
)
"""Units for one euro."""


@pytest.mark.parametrize(
    ("on", "rate"),
    [(date(2024, 6, 2), None), (MON, "1.25"), (date(2024, 6, 6), "1.25"), (FRI, "1.60"), (SUN, "1.60")],
)
def test_a_series_answers_with_the_last_rate_published_by_the_day(on: date, rate: str | None) -> None:
    found = RATES.series["USD"].at(on)
    assert (found[0] if found else None) == (Decimal(rate) if rate else None)


@pytest.mark.parametrize(("on", "known"), [(date(2022, 6, 1), True), (date(2022, 6, 2), False), (date(2026, 1, 1), False)])
def test_a_currency_that_is_quoted_no_more_has_no_rate_a_quarter_later(on: date, known: bool) -> None:
    """1 March 2022 and 92 days are 1 June; the dollar is quoted every day."""
    days = tuple(date(2022, 3, 1) + timedelta(n) for n in range(200))
    rates = Rates(series={"RUB": Series(days[:1], (Decimal("117.2"),)), "USD": Series(days, (Decimal(1),) * 200)})
    assert (rates.factor("RUB", "EUR", on) is not None) is known
    assert rates.factor("USD", "EUR", on) is not None, "a table that is old as a whole is old, and no currency of it has ended"


def test_money_is_converted_through_the_pivot_and_names_the_older_rate() -> None:
    # 100 USD / 1.60 = 62.50 EUR; 62.50 x 160 = 10,000 JPY, which has no minor unit
    assert RATES.convert(Money.of(100, "USD"), "JPY", SAT) == Converted(Money.of(10_000, "JPY"), TUE)


def test_money_is_converted_to_and_from_the_pivot() -> None:
    assert RATES.convert(Money.of(125, "USD"), "EUR", MON) == Converted(Money.of(100, "EUR"), MON)
    assert RATES.convert(Money.of(100, "EUR"), "USD", TUE) == Converted(Money.of(125, "USD"), MON)


def test_a_converted_amount_is_rounded_to_its_currency() -> None:
    # 0.01 USD / 1.25 = 0.008 EUR, nearest cent 0.01
    assert RATES.convert(Money.of("0.01", "USD"), "EUR", MON) == Converted(Money.of("0.01", "EUR"), MON)


def test_the_same_currency_needs_no_rate() -> None:
    assert NO_RATES.convert(Money.of(7, "XAU"), "XAU", MON) == Converted(Money.of(7, "XAU"), MON)


@pytest.mark.parametrize(("currency", "to"), [("USD", "GBP"), ("GBP", "USD"), ("GBP", "EUR"), ("JPY", "USD")])
def test_without_a_rate_there_is_no_figure(currency: str, to: str) -> None:
    assert RATES.convert(Money.of(1, currency), to, MON) is None  # the yen's first rate is Tuesday's
