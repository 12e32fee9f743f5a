"""What is at stake and who bears it, on the page of one buyer."""

import pytest

from tests.credit.little_book import assessed, published
from tests.wording.speaking import speaking
from tui.views.exposure import bar, exposure_lines

FULL = """
    buyer     C1                limit=5000USD  insured=800USD
    invoice   C1  I1  -5  2000USD
    order     C1  O1  -9   700USD  shipped_on=-3
    order     C1  O2  -9   300USD
    receipt   C1  R1  -8   100USD  order_id=O2
    security  C1  S1  -9   500USD  form=confirmed_lc
"""


def told(text: str, **rates: str) -> dict[str, str]:
    return {label: value for label, value, _tone in exposure_lines(assessed(text, rates=published(**rates)).exposure)}


def test_every_line_that_holds_something_is_told() -> None:
    # 2,000 + 1,000 - 100 = 2,900: 500 secured, 90 % of min(800, 2,400) = 720 insured, 1,680 left
    assert told(FULL) == {
        "Open": "1,900.00 USD with unapplied money taken off; overdue 2,000.00 USD before that",
        "Ordered": "1,000.00 USD, of it shipped 700.00 USD",
        "Deposits": "100.00 USD",
        # 1,680 / 2,900 x 20 = 11.6; 2,400 / 2,900 x 20 = 16.6
        "Borne by": "own risk 1,680.00 USD, insured 720.00 USD, secured 500.00 USD  ############+++++===",
    }


def test_what_is_all_own_risk_is_not_told_twice() -> None:
    assert told("buyer C1 limit=5USD \n order C1 O1 -9 300USD") == {
        "Open": "0.00 USD, overdue 0.00 USD", "Ordered": "300.00 USD",
    }  # fmt: skip


def test_rates_are_named_with_their_day_and_their_absence() -> None:
    text = "buyer C1 limit=5000USD insured=800USD \n invoice C1 I1 +5 80EUR"
    assert told(text, USD="1.25")["Rates of"] == "2010-10-04"  # 5,000 days before 2024-06-12
    assert told(text) == {"Open": "no rate of exchange for a part of it", "No rate": "EUR"}
    assert told("buyer C1 limit=5000USD \n security C1 S1 -9 500USD form=confirmed_lc \n invoice C1 I1 +5 80USD")[
        "Borne by"
    ].startswith("own risk 0.00 USD, secured 80.00 USD")


def test_it_is_said_in_chinese() -> None:
    with speaking("zh"):
        assert "自担" in told(FULL)["承担方"]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("buyer C1", ""),
        ("buyer C1 limit=9USD \n invoice C1 I1 +5 80EUR", ""),
        ("buyer C1 \n invoice C1 I1 +5 80USD", "#" * 20),
        ("buyer C1 insured=100USD \n invoice C1 I1 +5 200USD", "#" * 11 + "+" * 9),  # 110 own, 90 insured
    ],
)
def test_the_bar_has_twenty_cells_by_share(text: str, drawn: str) -> None:
    assert bar(assessed(text).exposure) == drawn
