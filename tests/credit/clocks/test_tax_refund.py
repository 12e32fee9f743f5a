"""The export tax refund hangs on receipt before April's filing of the year after export, or the contract's own last day."""

from datetime import date
from typing import Any

import pytest

from credit.clocks.clock import Clock, ClockKind, Doubt
from credit.clocks.tax_refund import tax_refund_clock
from tests.credit.clocks.watching import lasting, watch
from tests.credit.little_book import money

ON = date(2025, 4, 10)
SOLD = "buyer C1 country={} learnt=2010-01-01 \n invoice C1 I1 2024-12-31 1000USD issued=2024-10-01 {} \n"


def clock(pairs: str = "", more: str = "", country: str = "FR", on: date = ON, **differing: Any) -> Clock | None:
    seen = watch(SOLD.format(country, pairs) + more, on, **differing)
    return tax_refund_clock(seen, seen.items[0])


@pytest.mark.parametrize(
    ("pairs", "since", "due_on"),
    [
        ("shipped_on=2024-10-15", date(2024, 10, 15), date(2025, 4, 15)),
        ("", date(2024, 10, 1), date(2025, 4, 15)),  # without a bill of lading, from the invoice
        ("shipped_on=2025-01-01", date(2025, 1, 1), date(2026, 4, 15)),  # exported in the next year
    ],
)
def test_the_day_is_that_of_the_year_after_export(pairs: str, since: date, due_on: date) -> None:
    found = clock(f"{pairs} refund=130USD")
    assert lasting(found) == (due_on, (due_on - ON).days, "I1", money("130USD"))
    assert found is not None
    assert (found.kind, found.since, found.doubt, found.working_in) == (ClockKind.TAX_REFUND, since, Doubt.UNVERIFIED_LAW, "CN")


def test_the_contracts_own_last_day_counts_where_it_is_later() -> None:
    long = SOLD.replace("2024-12-31", "2025-04-16").format("FR", "refund=130USD")
    seen = watch(long, ON)
    found = tax_refund_clock(seen, seen.items[0])
    assert found is not None
    assert found.due_on == date(2025, 4, 16)
    seen = watch(long.replace("2025-04-16", "2025-04-14"), ON)
    found = tax_refund_clock(seen, seen.items[0])
    assert found is not None
    assert found.due_on == date(2025, 4, 15)


def test_another_filing_day_is_the_policys() -> None:
    found = clock("refund=130USD", refund_month=5, refund_day=28)
    assert found is not None
    assert found.due_on == date(2025, 5, 28)


def test_the_refund_of_what_was_paid_is_safe() -> None:
    found = clock("refund=130USD", "receipt C1 R1 2025-01-05 400USD for=I1")
    assert found is not None
    assert found.stake == money("78USD")  # 130 x 600 / 1,000


def test_a_refund_is_told_to_the_cent_below_with_the_page_it_is_from() -> None:
    """100.01 of a refund for 1,000, a third paid: 66.6766 are left; 13 % of 666.67 are 86.6671."""
    paid = "receipt C1 R1 2025-01-05 333.33USD for=I1"
    for found, stake in ((clock("refund=100.01USD", paid), "66.67USD"), (clock("", paid, refund_percent=13), "86.66USD")):
        assert found is not None
        assert (found.stake, found.source) == (money(stake), "[K] STA announcement 2022 no. 9")


def test_a_refund_nobody_knows_is_no_money() -> None:
    found = clock()
    assert found is not None
    assert (found.stake, found.doubt) == (None, Doubt.RATE_UNKNOWN)
    share = clock(refund_percent=13)
    assert share is not None
    assert (share.stake, share.doubt) == (money("130USD"), Doubt.UNVERIFIED_LAW)


@pytest.mark.parametrize(
    ("country", "pairs", "home", "runs"),
    [
        ("FR", "", "CN", True),
        ("CN", "", "CN", False),  # sold at home
        ("", "", "CN", False),  # nobody wrote down where it went
        ("", "refund=130USD", "CN", True),  # the refund says that it was exported
        ("FR", "refund=0USD", "CN", False),  # it is written down that nothing is refunded
        ("FR", "refund=130USD", "DE", False),  # a house elsewhere has another tax
    ],
)
def test_what_was_exported_from_china(country: str, pairs: str, home: str, runs: bool) -> None:
    assert (clock(pairs, country=country, home=home) is not None) is runs


@pytest.mark.parametrize(
    ("settled", "runs"),
    [
        ("2025-01-05", False),
        ("2025-01-05 for=I1", False),
        ("2025-01-05 for=I2", True),
        ("2024-09-30", True),
        ("2024-10-01", False),
    ],
)
def test_reasons_filed_or_a_refund_repaid_stop_it(settled: str, runs: bool) -> None:
    on, _, pairs = settled.partition(" ")
    assert (clock("refund=130USD", f"note C1 K1 {on} refund_settled {pairs}") is not None) is runs


def test_the_last_year_there_is() -> None:
    seen = watch("invoice C1 I1 9999-02-01 10USD refund=1USD issued=9999-01-01", date(9999, 3, 1))
    assert lasting(tax_refund_clock(seen, seen.items[0])) == (date.max, 305, "I1", money("1USD"))
