"""Expected credit loss: roll rates, their product, the matrix; priors and floors said aloud."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Account
from credit.aging import ledger
from credit.loss.expected_loss import (
    BucketBalances,
    Gone,
    LossPolicy,
    LossRate,
    RollRate,
    bucket_balances,
    loss_rates,
    provision,
    roll_rates,
)
from tests.credit.any_facts import calm
from tests.credit.little_book import TODAY, little_book

GOLDEN = tuple(Decimal(rate) for rate in (".20", ".35", ".50", ".60", ".70"))


def own(*rates: Decimal) -> list[RollRate]:
    return [RollRate(rate, 12) for rate in rates]


def test_golden_losses_are_the_products_of_roll_rates_to_the_write_off() -> None:
    """TRADE.md appendix C, no. 4: .70, x .60, x .50, x .35, x .20."""
    found = loss_rates(own(*GOLDEN))
    assert [entry.rate for entry in found] == [Decimal(rate) for rate in ("0.0147", "0.0735", "0.21", "0.42", "0.70")]
    assert not any(entry.floored or entry.prior for entry in found)


def test_golden_provision_matrix() -> None:
    """TRADE.md appendix C, no. 5: 7.0m x 1.5% + 4.0m x 3.4% + 2.5m x 7.1% + 1.0m x 10.8%."""
    rates = [LossRate(Decimal(rate), False, False) for rate in ("0.015", "0.034", "0.071", "0.108")]
    found = provision((7_000_000, 4_000_000, 2_500_000, 1_000_000), rates)
    assert [row.loss for row in found.rows] == [105_000, 136_000, 177_500, 108_000]
    assert found.total == 526_500
    assert not found.floored
    assert not found.prior


def test_roll_rates_are_the_mean_share_that_stands_in_the_next_bucket_a_month_later() -> None:
    """Of 100 not due 20 are a bucket on, then 40 of 100, then there was nothing. Of 80 that came last 20 are lost."""
    history = [(100, 50), (100, 20), (0, 40), (70, 30)]
    policy = LossPolicy(prior=(Decimal(".9"), Decimal(".9")), floor=(Decimal(0), Decimal(0)), least_months=2)
    assert roll_rates(history, Gone(80, 20, 2), policy) == (
        RollRate(Decimal("0.3"), 2),  # (20/100 + 40/100) / 2; the month that began with nothing says nothing
        RollRate(Decimal("0.25"), 2),
    )


@pytest.mark.parametrize(("after", "rate"), [(130, 1), (-5, 0)])
def test_a_roll_rate_lies_between_nothing_and_all(after: int, rate: int) -> None:
    policy = LossPolicy(prior=(Decimal(".5"),) * 2, floor=(Decimal(0),) * 2, least_months=1)
    assert roll_rates([(100, 0), (0, after)], Gone(), policy)[0] == RollRate(Decimal(rate), 1)


@pytest.mark.parametrize("history", [[], [(100, 50)], [(100, 50), (100, 20)]])
def test_a_thin_ledger_takes_the_prior_and_says_so(history: list[tuple[int, int]]) -> None:
    policy = LossPolicy(prior=(Decimal(".9"), Decimal(".8")), floor=(Decimal(0), Decimal(0)), least_months=2)
    found = roll_rates(history, Gone(80, 20, 1), policy)
    assert [(roll.rate, roll.thin) for roll in found] == [(Decimal(".9"), True), (Decimal(".8"), True)]
    losses = loss_rates(found, policy)
    assert [entry.rate for entry in losses] == [Decimal(".72"), Decimal(".8")]
    assert provision((1, 1), losses).prior


def test_a_thin_segment_takes_the_rates_of_the_whole_book_and_says_so() -> None:
    """One month of its own where two are asked for; the last bucket of the book is thin too and holds its prior."""
    policy = LossPolicy(prior=(Decimal(".9"), Decimal(".8")), floor=(Decimal(0), Decimal(0)), least_months=2)
    book = (RollRate(Decimal(".3"), 12), RollRate(Decimal(".8"), 1, thin=True))
    found = roll_rates([(100, 50), (100, 20)], Gone(80, 20, 1), policy, book)
    assert found == (RollRate(Decimal(".3"), 12, of_book=True), RollRate(Decimal(".8"), 1, thin=True, of_book=True))


def test_a_segment_with_months_of_its_own_keeps_them() -> None:
    policy = LossPolicy(prior=(Decimal(".9"), Decimal(".8")), floor=(Decimal(0), Decimal(0)), least_months=1)
    book = (RollRate(Decimal(".3"), 12), RollRate(Decimal(".8"), 12))
    found = roll_rates([(100, 50), (100, 20)], Gone(80, 20, 1), policy, book)
    assert found == (RollRate(Decimal(".2"), 1), RollRate(Decimal(".25"), 1))


def test_a_prior_marks_the_buckets_it_is_a_factor_of() -> None:
    rolls = [RollRate(Decimal(".5"), 12), RollRate(Decimal(".5"), 1, thin=True), RollRate(Decimal(".5"), 12)]
    policy = LossPolicy(floor=(Decimal(0),) * 3)
    assert [entry.prior for entry in loss_rates(rolls, policy)] == [True, True, False]


def test_without_write_offs_the_floor_stands_and_is_said_aloud() -> None:
    """The product of any rates with a write-off rate of zero is zero; a book without a loss so far is not a book without risk."""
    found = loss_rates(own(*GOLDEN[:-1], Decimal(0)))
    assert [entry.rate for entry in found] == list(LossPolicy().floor)
    assert all(entry.floored for entry in found)
    assert provision((1000,) * 5, found).floored


def test_outlook_and_recoveries_scale_the_loss_up_to_everything() -> None:
    # .70 x 1.1 x 0.5 = .385; .7 x 2 is more than all
    half = LossPolicy(floor=(Decimal(0),), outlook=Decimal("0.1"), loss_given_default=Decimal("0.5"))
    assert loss_rates(own(Decimal(".70")), half) == (LossRate(Decimal("0.385"), False, False),)
    double = LossPolicy(floor=(Decimal(0),), outlook=Decimal(1))
    assert loss_rates(own(Decimal(".70")), double) == (LossRate(Decimal(1), False, False),)


@calm
@given(st.lists(st.decimals(0, 1, places=3), min_size=5, max_size=5))
def test_an_older_bucket_never_loses_less(rates: list[Decimal]) -> None:
    found = [entry.rate for entry in loss_rates(own(*rates))]
    assert found == sorted(found)


BOOK = """
    invoice  C1  I1   +5  100USD
    invoice  C1  I2    0   10USD     # due today: not past due
    invoice  C1  I3  -30   20USD
    invoice  C1  I4  -31   40USD
    invoice  C2  I5  -91  300USD     # of a buyer assessed by itself
    invoice  C3  I6  -91    2EUR
    invoice  C3  I7  -91    9JPY
"""


def test_balances_by_bucket_with_the_individually_assessed_apart() -> None:
    book = little_book(BOOK)
    ledgers = [ledger(account, TODAY) for account in book.accounts.values()]
    factors = {"USD": Decimal(1), "EUR": Decimal("1.25")}
    found = bucket_balances(ledgers, (0, 30, 60, 90), factors, lambda item: item.invoice.customer_id == "C2")
    assert found == BucketBalances((11_000, 2_000, 4_000, 0, 250), 30_000, ("JPY",))


def test_no_ledger_has_no_balance() -> None:
    assert bucket_balances([ledger(Account("C1"), TODAY)], (0, 30), {}, lambda item: False) == BucketBalances((0, 0, 0), 0, ())
