"""The rows to choose from, and what a division comes to. C1 owes I1 of 1,000 and I2 of 400 USD, which it contests."""

from dataclasses import replace
from decimal import Decimal

from credit.cash.splitting import begun
from credit.cash.suggesting import ways
from credit.loss.application import ShortPayPolicy
from credit.policy import DEFAULT_POLICY
from tests.credit.little_book import assessed
from tui.views.splitting import split_lines, split_table

OWED = """
    invoice  C1  I1  -40  1000USD
    invoice  C1  I2  -10   400USD
    invoice  C1  E1  -10   400EUR
    dispute  C1  D1   -5  quality  for=I2
    receipt  C1  R1   -1  {}
"""


def test_every_invoice_of_the_currency_is_a_row_and_what_is_contested_is_said() -> None:
    entry = assessed(OWED.format("600USD"))
    table = split_table(entry, begun(entry, ways(entry, "R1")[0]))
    assert [row.cells for row in table] == [
        ("I1", "2024-05-03", "40", "1,000.00", "600.00", ""),
        ("I2", "2024-06-02", "10", "400.00", "", "yes"),
    ]


def test_a_banks_charge_that_closes_is_told_with_the_sum_of_the_year() -> None:
    entry = assessed(OWED.format("975USD"))
    way = ways(entry, "R1")[0]
    assert split_lines(entry, way, begun(entry, way), "") == [
        "R1: 975.00 USD of 2024-06-11",
        "It is short of I1 by 25.00 USD, no more than a bank's charge.",
        "975.00 USD given, 0.00 USD stay free.",
        "25.00 USD missing close as a bank's charge",
    ]


def test_beyond_the_cap_it_stays_open_and_the_series_is_warned_of() -> None:
    policy = replace(DEFAULT_POLICY, short_pays=ShortPayPolicy(yearly={"USD": Decimal(20)}))
    entry = assessed(OWED.format("975USD"), policy=policy)
    way = ways(entry, "R1")[0]
    follows = split_lines(entry, way, begun(entry, way), "")[-1]
    assert follows.startswith("25.00 USD stay open on them; the cap of the year for bank charges is reached")


def test_an_overpayment_says_what_stays_free() -> None:
    entry = assessed(OWED.format("1700USD"))
    way = ways(entry, "R1")[0]
    assert split_lines(entry, way, begun(entry, way), "")[2] == "1,000.00 USD given, 700.00 USD stay free."
