"""The price of face to the cent: what a further contact in a week costs is rounded half to even, and nothing is added to it."""

import pytest

from credit.rates import NO_RATES
from credit.waiting import waiting
from tests.credit.little_book import assessed, money
from tests.credit.test_waiting import PLAIN

CALLS = "\n call C1 K1 -1 spoke \n call C1 K2 -2 spoke \n call C1 K3 -3 spoke"


@pytest.mark.parametrize(
    ("sold", "expected"),
    [
        ("35USD", None),  # the fourth contact is two too many: 0.05 % of 35 twice over seven days is half a cent
        ("35.01USD", "-0.01USD"),
        ("105USD", "-0.02USD"),  # a cent and a half
    ],
)
def test_face_is_rounded_to_the_cent_half_to_even(sold: str, expected: str | None) -> None:
    reasons = waiting(assessed(f"invoice C1 I1 -21 {sold}{CALLS}", PLAIN), "call", PLAIN, NO_RATES).reasons
    found = [reason.amount for reason in reasons if reason.code == "face_cost"]
    assert found == ([money(expected)] if expected else [])
