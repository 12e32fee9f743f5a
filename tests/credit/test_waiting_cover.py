"""What the insurer bears of what waits once its policy has ended: what had left by its last day, and nothing sold since."""

from credit.money import Money
from credit.rates import NO_RATES, Rates
from credit.reason import Reason
from credit.waiting import waiting
from tests.credit.little_book import assessed, money, published
from tests.credit.test_waiting import PLAIN

BOOK = """
    buyer    C1            insured=5000USD  insured_until=-30
    invoice  C1  I1   -21  {0}              issued=-81
    invoice  C1  I2   -20  8000USD          issued=-25
"""


def told(text: str, rates: Rates = NO_RATES) -> tuple[Money | None, Reason]:
    found = waiting(assessed(text, PLAIN, rates), "call", PLAIN, rates)
    return found.per_day, next(reason for reason in found.reasons if reason.code == "waiting_covered")


def test_only_what_had_left_by_the_last_day_of_the_policy_is_insured() -> None:
    """2,000 of the 5,000 at nine tenths: 200 of I1 and all of I2 are at risk, 0.46 + 18.40 a day at 0.23 %."""
    per_day, covered = told(BOOK.format("2000USD"))
    assert per_day == money("18.86USD")
    assert covered.facts["insured"] == money("1800USD")


def test_an_older_item_that_left_without_cover_takes_nothing_of_the_limit() -> None:
    """I0 left after the last day and is due first: the 5,000 are still whole for I1, nine tenths of them."""
    text = BOOK.format("6000USD") + "invoice  C1  I0   -22  100USD  issued=-29"
    assert told(text)[1].facts["insured"] == money("4500USD")


def test_it_counts_in_the_currency_of_the_limit_at_the_days_rate() -> None:
    """1,600 EUR are the same 2,000 USD."""
    per_day, covered = told(BOOK.format("1600EUR"), published(USD="1.25"))
    assert per_day == money("18.86USD")
    assert covered.facts["insured"] == money("1800USD")
