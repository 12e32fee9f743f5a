"""What of an order is at risk, by its place on the security ladder."""

import pytest

from credit.money import Money
from credit.orders.weighing import Documents, Weighing, days_of, given_days, largest, weigh
from credit.policy import DEFAULT_POLICY
from credit.problem import CurrencyMismatch
from credit.terms import NO_TERMS, parse
from tests.credit.little_book import money

LADDER = [
    ("TT @order", 0),
    ("TT @order+14", 0),
    ("TT @order+15", 1000),
    ("TT @invoice", 1000),
    ("LC sight", 200),
    ("LC 90 @BL", 200),
    ("DP sight", 500),
    ("CAD", 500),
    ("COD", 500),
    ("TT @BL_copy", 500),
    ("TT @BL_copy+1", 1000),
    ("TT @BL+0", 1000),
    ("DA 60 @sight", 900),
    ("OA 60 @BL", 1000),
    ("30% TT @order; 70% OA 30 @BL", 700),
    ("20% TT @order; 30% LC sight; 50% DP sight", 310),  # 60 + 250
]


@pytest.mark.parametrize(("terms", "risk"), LADDER)
def test_each_step_of_the_ladder(terms: str, risk: int) -> None:
    assert weigh(money("1000USD"), parse(terms), Weighing()).at_risk == Money(risk * 100, "USD")


@pytest.mark.parametrize(
    ("documents", "incoterm"),
    [(Documents.AIR, ""), (Documents.OWN, "CIF"), *((Documents.BANK, rule) for rule in ("EXW", "FCA", "FAS", "FOB", "fob"))],
)
@pytest.mark.parametrize(
    ("terms", "risk"), [("DP sight", 1000), ("DA 60 @sight", 1000), ("CAD", 1000), ("LC sight", 200), ("TT @order", 0)]
)
def test_documents_that_hold_nothing_back_make_a_collection_an_open_account(
    documents: Documents, incoterm: str, terms: str, risk: int
) -> None:
    """D/P with air waybill or own-sent B/L is O/A risk (Sinosure, TRADE.md 1.8); with the buyer's forwarder too (TRADE.md 5)."""
    weighed = weigh(money("1000USD"), parse(terms), Weighing(), documents, incoterm)
    assert weighed.at_risk == Money(risk * 100, "USD")
    assert weighed.parts[0].fallen is (risk == 1000)


@pytest.mark.parametrize("incoterm", ["", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"])
def test_where_the_seller_names_the_carrier_documents_secure(incoterm: str) -> None:
    weighed = weigh(money("1000USD"), parse("DP sight"), Weighing(), Documents.BANK, incoterm)
    assert (weighed.at_risk, weighed.parts[0].fallen) == (money("500USD"), False)


def test_an_order_of_which_nobody_says_how_it_is_paid_is_open() -> None:
    weighed = weigh(money("1000USD"), NO_TERMS, Weighing())
    assert (weighed.at_risk, weighed.deposit, weighed.days) == (money("1000USD"), money("0USD"), 0)


def test_deposit_days_and_the_heaviest_part() -> None:
    weighed = weigh(money("1000USD"), parse("20% TT @order; 30% LC 180 @BL; 50% DA 30 @sight"), Weighing())
    assert weighed.deposit == money("200USD")
    assert weighed.days == 30
    assert weighed.heaviest.instalment.method.value == "DA"
    assert [part.open for part in weighed.parts] == [False, False, True]


def test_a_credit_that_a_house_weighs_as_nothing_is_no_deposit() -> None:
    assert weigh(money("1000USD"), parse("LC sight"), Weighing(credit_percent=0)).deposit == money("0USD")


@pytest.mark.parametrize(
    ("terms", "days"), [("OA 45 @BL", 45), ("OA 2 months @BL", 60), ("OA 30 EOM", 60), ("OA 1 months EOM", 60), ("DP sight", 0)]
)
def test_days_of_an_instalment(terms: str, days: int) -> None:
    """A month counts thirty days, and so does the wait for the end of one."""
    assert days_of(parse(terms).instalments[0]) == days


def test_terms_that_leave_the_buyer_no_time_give_none() -> None:
    assert given_days(parse("30% TT @order; 70% LC 60 @BL"), Weighing()) == 0
    assert given_days(parse("30% TT @order; 70% OA 45 @BL"), Weighing()) == 45


def test_terms_that_name_another_currency_are_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        weigh(money("1000USD"), parse("EUR 100 TT @order; rest OA 30 @BL"), Weighing())


@pytest.mark.parametrize("most", [0, 1, 2, 499, 999])
def test_the_largest_that_fits_is_found_to_the_minor_unit(most: int) -> None:
    assert largest(Money(1000, "USD"), lambda part: part.minor <= most) == Money(most, "USD")


def test_the_weights_fall_from_step_to_step() -> None:
    policy = DEFAULT_POLICY.weighing
    steps = (policy.credit_percent, policy.collection_percent, policy.acceptance_percent, policy.open_percent)
    assert steps == (20, 50, 90, 100)
