"""What each currency weighed in an average of days is told beside it."""

from decimal import Decimal

from credit.weights import Average, average
from tests.credit.little_book import money


def test_amounts_of_one_currency_weigh_what_they_are() -> None:
    """(100 x 10 + 300 x 30) / 400 = 25 days, and a minor unit weighs 1 whatever the rates say."""
    found = average([(money("100EUR"), 10), (money("300EUR"), 30)], {"EUR": Decimal("1.16")}.get)
    assert found == Average(Decimal(25), {"EUR": Decimal(1)}, ())


def test_amounts_of_several_currencies_weigh_what_they_are_worth() -> None:
    """100 EUR are worth 150 USD: (150 x 10 + 50 x 30) / 200 = 15 days; the yen has no rate."""
    worth = {"EUR": Decimal("1.5"), "USD": Decimal(1)}
    found = average([(money("100EUR"), 10), (money("50USD"), 30), (money("900JPY"), 90)], worth.get)
    assert found == Average(Decimal(15), worth, ("JPY",))
