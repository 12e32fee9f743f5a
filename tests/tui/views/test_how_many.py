"""How many buyers, and what is open with them: one amount for each currency."""

from credit.assess import assess_book
from credit.money import Money
from tests.credit.little_book import TODAY, little_book
from tui.views.how_many import how_many, open_with

BOOK = """
invoice  C1  I1   -45  1000USD
invoice  C1  I2   -45   200EUR
invoice  C2  J1   -45  1500USD
"""


def test_amounts_are_summed_by_currency_and_never_across() -> None:
    """1,000 + 1,500 USD, and 200 EUR beside them."""
    entries = tuple(assess_book(little_book(BOOK), TODAY).by_id.values())
    assert open_with(entries) == (Money.of("200", "EUR"), Money.of("2500", "USD"))
    assert how_many(entries) == "2 buyers, 200 EUR, 2.5 k USD"
    assert how_many(entries[1:]) == "1 buyer, 1.5 k USD"
