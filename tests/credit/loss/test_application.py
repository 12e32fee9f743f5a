"""Where money goes: designation, what fits, the order of Civil Code 560 and 561; nothing is made and nothing is lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.loss.application import (
    Application,
    AppliedPart,
    Debt,
    OrderOfDebts,
    Remittance,
    Rule,
    ShortPay,
    ShortPayPolicy,
    ShortPayReason,
    apply_receipt,
    short_pay,
)
from credit.money import Money
from credit.problem import CurrencyMismatch
from tests.credit.any_facts import calm
from tests.credit.little_book import TODAY, money

PERCENT_ONLY = ShortPayPolicy(absolute={})


def debt(
    id: str, due: int, principal: str, *, interest: str = "0", costs: str = "0", secured: str = "0", burden: int = 0
) -> Debt:
    """A debt due so many days from today, in USD."""
    owed, grown, spent, safe = (Money.of(part, "USD") for part in (principal, interest, costs, secured))
    return Debt(id, TODAY + timedelta(days=due), owed, grown, spent, safe, Decimal(burden))


def came(amount: str, *designated: str) -> Remittance:
    return Remittance(Money.of(amount, "USD"), TODAY, designated)


def filled(found: Application) -> list[tuple[str, str]]:
    return [(part.debt, str(part.amount.amount).removesuffix(".00")) for part in found.parts]


def test_what_the_payer_named_is_paid_in_the_payers_order_and_the_rest_stays_unapplied() -> None:
    debts = [debt("A", -90, "100"), debt("B", -10, "60"), debt("C", 5, "50")]
    found = apply_receipt(came("120", "C", "B", "C", "GONE"), debts)
    assert (found.rule, filled(found)) == (Rule.DESIGNATED, [("C", "50"), ("B", "60")])
    assert (found.left, found.short) == (money("10USD"), None)


def test_a_designation_of_what_is_not_owed_is_none() -> None:
    assert apply_receipt(came("100", "GONE"), [debt("A", -90, "100")]).rule is Rule.EXACT


def test_money_for_exactly_one_debt_pays_that_debt() -> None:
    debts = [debt("A", -90, "100"), debt("B", -10, "55", interest="5"), debt("C", -5, "60")]
    found = apply_receipt(came("60"), debts)
    assert (found.rule, filled(found)) == (Rule.EXACT, [("B", "60")])  # of two that fit the older one


def test_golden_a_shortfall_of_33_on_4800_is_a_banks_charge() -> None:
    """TRADE.md appendix C, no. 10: 4,800 - 4,766.66 = 33.34, 0.69 % and below 50 (frappe/erpnext issue 38333)."""
    found = apply_receipt(came("4766.66"), [debt("A", -90, "900"), debt("B", -10, "4800")])
    assert (found.rule, filled(found)) == (Rule.WITHIN_TOLERANCE, [("B", "4766.66")])
    assert found.short == ShortPay(money("33.34USD"), ShortPayReason.BANK_CHARGE, True)
    assert found.left == money("0USD")


def test_without_an_absolute_tolerance_the_percentage_counts() -> None:
    # 0.2 % of 4,800 is 9.60
    owed = [debt("B", -10, "4800")]
    assert short_pay(came("4790.40"), owed, PERCENT_ONLY) == ShortPay(money("9.60USD"), ShortPayReason.BANK_CHARGE, True)
    assert short_pay(came("4790.39"), owed, PERCENT_ONLY) == ShortPay(money("9.61USD"), ShortPayReason.UNKNOWN, False)


def test_the_larger_of_amount_and_percentage_counts_up_to_a_tenth_of_the_debt() -> None:
    large, small = [debt("L", -1, "100000")], [debt("S", -1, "60")]
    assert short_pay(came("99800"), large) == ShortPay(money("200USD"), ShortPayReason.BANK_CHARGE, True)  # 0.2 %
    assert short_pay(came("54"), small) == ShortPay(money("6USD"), ShortPayReason.BANK_CHARGE, True)
    assert short_pay(came("53.99"), small) == ShortPay(money("6.01USD"), ShortPayReason.UNKNOWN, False)


def test_another_currency_has_no_tolerance_in_dollars() -> None:
    owed = [Debt("A", TODAY, money("48000JPY"))]
    found = short_pay(Remittance(money("47960JPY"), TODAY), owed)  # 40 yen of 96 allowed
    assert found == ShortPay(money("40JPY"), ShortPayReason.FX_ROUNDING, True)
    assert short_pay(Remittance(money("47900JPY"), TODAY), owed) == ShortPay(money("100JPY"), ShortPayReason.UNKNOWN, False)


@pytest.mark.parametrize(("amount", "reason"), [("999", ShortPayReason.FX_ROUNDING), ("998.99", ShortPayReason.BANK_CHARGE)])
def test_one_dollar_is_rounding(amount: str, reason: ShortPayReason) -> None:
    found = short_pay(came(amount), [debt("A", -1, "1000")])
    assert found is not None
    assert (found.reason, found.closes) == (reason, True)


def test_a_discount_and_a_claim_explain_a_shortfall_before_a_banks_charge_does() -> None:
    owed = [debt("A", -1, "1000")]
    discount = Remittance(money("980USD"), TODAY, discount=money("20USD"), claimed=money("500USD"))
    assert short_pay(discount, owed) == ShortPay(money("20USD"), ShortPayReason.DISCOUNT, True)
    claim = Remittance(money("979USD"), TODAY, discount=money("20USD"), claimed=money("500USD"))
    assert short_pay(claim, owed) == ShortPay(money("21USD"), ShortPayReason.QUALITY_CLAIM, False)
    neither = Remittance(money("979USD"), TODAY, discount=money("20USD"), claimed=money("9USD"))
    assert short_pay(neither, owed) == ShortPay(money("21USD"), ShortPayReason.BANK_CHARGE, True)


@pytest.mark.parametrize(("closed", "closes"), [("469.99", True), ("470", True), ("470.01", False)])
def test_a_buyer_whose_cap_for_the_year_is_used_up_gets_nothing_closed(closed: str, closes: bool) -> None:
    """30 short, and 500 a year."""
    owed = [debt("A", -1, "1000")]
    paid = Remittance(money("970USD"), TODAY, closed_this_year=money(closed + "USD"))
    assert short_pay(paid, owed) == ShortPay(money("30USD"), ShortPayReason.BANK_CHARGE, closes)
    assert apply_receipt(paid, owed).rule is (Rule.WITHIN_TOLERANCE if closes else Rule.LEGAL_ORDER)


def test_who_pays_enough_is_not_short() -> None:
    assert short_pay(came("100"), [debt("A", -1, "100")]) is None
    assert short_pay(came("101"), [debt("A", -1, "100")]) is None


def test_a_designated_debt_that_is_not_paid_in_full_says_so() -> None:
    found = apply_receipt(came("150", "A", "B"), [debt("A", -1, "100"), debt("B", -1, "100")])
    assert filled(found) == [("A", "100"), ("B", "50")]
    assert found.short == ShortPay(money("50USD"), ShortPayReason.UNKNOWN, False)  # a quarter of what was meant


UNDUE = debt("undue", 1, "100")
SECURED = debt("secured", -90, "100", secured="80", burden=9)
LIGHT = debt("light", -90, "100", secured="10", burden=1)
HEAVY_YOUNG = debt("heavy young", -10, "100", secured="10", burden=5)
HEAVY_OLD = debt("heavy old", -20, "100", secured="10", burden=5)


@pytest.mark.parametrize(
    ("pair", "first"),
    [
        ([UNDUE, SECURED], "secured"),  # due before undue, whatever else
        ([SECURED, LIGHT], "light"),  # the least secured, though the other weighs more
        ([LIGHT, HEAVY_YOUNG], "heavy young"),  # the heaviest burden, though the other is older
        ([HEAVY_YOUNG, HEAVY_OLD], "heavy old"),  # the oldest
    ],
)
def test_the_order_of_article_560(pair: list[Debt], first: str) -> None:
    for debts in (pair, pair[::-1]):
        found = apply_receipt(came("30"), debts)
        assert (found.rule, filled(found)) == (Rule.LEGAL_ORDER, [(first, "30")])


def test_a_debt_due_today_is_due() -> None:
    assert filled(apply_receipt(came("30"), [debt("tomorrow", 1, "100"), debt("today", 0, "100", secured="100")])) == [
        ("today", "30")
    ]


def test_security_counts_by_the_share_it_covers() -> None:
    large = debt("large", -9, "1000", secured="200")  # a fifth
    small = debt("small", -9, "100", secured="100")  # all of it
    assert filled(apply_receipt(came("30"), [small, large])) == [("large", "30")]


def test_debts_that_are_alike_are_paid_in_proportion_to_the_last_cent() -> None:
    """100 over three debts of 201: 33.33 each, and the cent that is left to the first."""
    found = apply_receipt(came("100"), [debt(name, -9, "201") for name in "BAC"])
    assert filled(found) == [("A", "33.34"), ("B", "33.33"), ("C", "33.33")]
    # 1 cent over 2 and 1: the larger fraction takes it
    assert filled(apply_receipt(came("0.01"), [debt("A", -9, "1"), debt("B", -9, "2")])) == [("B", "0.01")]


def test_costs_come_before_interest_and_interest_before_principal() -> None:
    """Civil Code art. 561."""
    owed = [debt("A", -9, "100", interest="20", costs="5")]
    for amount, parts in (("3", ("3", "0", "0")), ("15", ("5", "10", "0")), ("60", ("5", "20", "35"))):
        (part,) = apply_receipt(came(amount), owed).parts
        assert part == AppliedPart("A", *(Money.of(each, "USD") for each in parts))


def test_what_is_not_known_of_a_debt_is_named_and_is_no_zero() -> None:
    """Of A nobody says what it cost to collect; of B neither that nor the interest."""
    a, b = Debt("A", TODAY, money("100USD"), money("20USD")), Debt("B", TODAY + timedelta(days=9), money("50USD"))
    one, both = apply_receipt(came("30"), [a]), apply_receipt(came("130"), [a, b])
    assert one.parts == (AppliedPart("A", None, money("20USD"), money("10USD")),)
    assert (one.missing, both.missing) == (("costs",), ("costs", "interest"))
    assert apply_receipt(came("5"), [debt("C", -1, "9", interest="1", costs="1")]).missing == ()


def test_oldest_first_pays_by_due_date_alone() -> None:
    debts = [UNDUE, HEAVY_YOUNG, debt("tied", -90, "100"), SECURED]
    found = apply_receipt(came("250"), debts, OrderOfDebts.OLDEST_FIRST)
    assert (found.rule, filled(found)) == (Rule.OLDEST_FIRST, [("secured", "100"), ("tied", "100"), ("heavy young", "50")])


def test_more_than_everything_is_left_over() -> None:
    found = apply_receipt(came("350"), [UNDUE, LIGHT])
    assert filled(found) == [("light", "100"), ("undue", "100")]
    assert found.left == money("150USD")


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_no_money_is_not_applied(amount: str) -> None:
    assert apply_receipt(came(amount, "undue"), [UNDUE]) == Application(Rule.NOTHING, (), Money.of(amount, "USD"))


def test_without_a_debt_everything_is_left() -> None:
    credit_note = debt("note", -9, "-20")
    assert apply_receipt(came("5"), [credit_note, debt("paid", -9, "0")]) == Application(Rule.NOTHING, (), money("5USD"))


def test_two_currencies_do_not_meet() -> None:
    with pytest.raises(CurrencyMismatch):
        apply_receipt(came("5"), [Debt("A", date(2024, 6, 1), money("5EUR"))])


AMOUNTS = st.integers(0, 5_000).map(lambda minor: Money(minor, "USD"))
DEBTS = st.lists(
    st.builds(
        Debt,
        st.sampled_from("ABCDEF"),
        st.sampled_from([TODAY - timedelta(days=40), TODAY, TODAY + timedelta(days=3)]),
        AMOUNTS,
        st.none() | AMOUNTS,
        st.none() | AMOUNTS,
        st.sampled_from([Money(0, "USD"), Money(100, "USD")]),
        st.sampled_from([Decimal(0), Decimal(5)]),
    ),
    max_size=6,
    unique_by=lambda owed: owed.id,
)


@calm
@given(DEBTS, st.integers(-100, 60_000), st.lists(st.sampled_from("ABCDEFX"), max_size=4), st.sampled_from(OrderOfDebts))
def test_money_is_neither_made_nor_lost(debts: list[Debt], minor: int, named: list[str], order: OrderOfDebts) -> None:
    amount = Money(minor, "USD")
    found = apply_receipt(Remittance(amount, TODAY, tuple(named)), debts, order)
    assert sum((part.amount for part in found.parts), found.left) == amount
    owed = {entry.id: entry for entry in debts}
    for part in found.parts:
        whole = owed[part.debt]
        assert part.amount <= whole.owed
        known = ((part.costs, whole.costs), (part.interest, whole.interest))
        assert all((paid is None) is (due is None) for paid, due in known), "what is not known takes nothing, and is no zero"
        assert all(paid <= due for paid, due in known if paid is not None and due is not None)
        assert not part.principal or all(paid == due for paid, due in known)
    assert len({part.debt for part in found.parts}) == len(found.parts)
    if found.left.minor > 0 and found.rule in (Rule.LEGAL_ORDER, Rule.OLDEST_FIRST):
        assert sum(part.amount.minor for part in found.parts) == sum(entry.owed.minor for entry in debts)
