"""May this order be shipped? Each verdict with the reason that binds."""

from decimal import Decimal

import pytest

from credit.order_check import Condition, OrderCheck, Verdict, check_order, check_unknown
from credit.policy import DEFAULT_POLICY
from credit.problem import RefusedChange
from credit.rates import NO_RATES, Rates
from credit.terms import parse
from tests.credit.little_book import assessed, day, money, published

GOOD = """
    buyer    C1                 limit=10000USD
    invoice  C1  H1  -90  900USD
    receipt  C1  R1  -88  900USD  for=H1
    report   C1  B1  -20  bureau  as_of=-25
    invoice  C1  I1  +20 4000USD
"""
"""A buyer with a record, a fresh report and 6,000 of room."""
DISMISSED = "event C1 E1 -90 winding_up_petition \n event C1 E2 -9 winding_up_petition_dismissed"


def check(text: str, order: str = "1000USD", rates: Rates = NO_RATES) -> OrderCheck:
    return check_order(assessed(text, rates=rates), money(order), DEFAULT_POLICY, rates)


@pytest.mark.parametrize(
    ("lines", "order", "verdict", "reason"),
    [
        ("", "1000USD", Verdict.GO, "order_nothing_against"),
        ("", "6000USD", Verdict.GO, "order_nothing_against"),  # to the last dollar of room
        ("", "6000.01USD", Verdict.CONDITIONS, "order_over_limit"),
        ("invoice C1 I2 +9 5999.99USD", "0.02USD", Verdict.CONDITIONS, "order_over_limit"),  # a cent of room
        ("invoice C1 I2 +9 6000USD", "0.01USD", Verdict.HOLD, "order_limit_used_up"),
        ("event C1 E1 -1 winding_up_order", "1USD", Verdict.HOLD, "order_dead"),
        ("event C1 E1 -1 winding_up_petition", "1USD", Verdict.HOLD, "order_petition"),
        (DISMISSED, "1USD", Verdict.HOLD, "order_petition"),
        ("event C1 E1 -1 winding_up_petition match=possible", "1USD", Verdict.GO, "order_nothing_against"),
        ("invoice C1 I2 -7 500USD", "1USD", Verdict.GO, "order_nothing_against"),  # grace
        ("invoice C1 I2 -8 500USD", "1USD", Verdict.CONDITIONS, "order_overdue"),
        ("invoice C1 I2 -91 500USD", "1USD", Verdict.HOLD, "order_overdue"),  # doubtful
        ("invoice C1 I2 -181 500USD", "1USD", Verdict.HOLD, "order_bad"),
        ("invoice C1 I2 -1096 500USD", "1USD", Verdict.HOLD, "order_dead"),
        ("invoice C1 I2 -30 500USD \n dispute C1 D1 -9 quality for=I2", "1USD", Verdict.GO, "order_nothing_against"),
    ],
)
def test_the_binding_reason_of_each_verdict(lines: str, order: str, verdict: Verdict, reason: str) -> None:
    found = check(GOOD + lines, order)
    assert (found.verdict, found.reasons[0].code) == (verdict, reason)


def test_what_is_paid_at_the_order_is_no_risk() -> None:
    """6,000 of room: 8,000 is too much, but with a quarter paid at the order 6,000 is left to be weighed."""
    quarter = parse("25% TT @order; 75% OA 60 @BL")
    found = check_order(assessed(GOOD), money("8000USD"), DEFAULT_POLICY, NO_RATES, quarter)
    assert check(GOOD, "8000USD").verdict is Verdict.CONDITIONS
    assert found.verdict is Verdict.GO
    assert found.exposure_after == money("10000USD")
    assert [reason.code for reason in found.reasons] == ["order_nothing_against", "order_deposit"]
    assert found.reasons[1].facts == {"deposit": money("2000USD"), "rest": money("6000USD")}


@pytest.mark.parametrize("event", ["sanctions_hit", "moratorium", "cva"])
def test_another_event_as_grave_holds_the_order(event: str) -> None:
    """Events said as loudly as a petition: each is critical."""
    assert check(GOOD + f"event C1 E1 -1 {event}").verdict is Verdict.HOLD


@pytest.mark.parametrize(
    ("replaced", "by", "order", "reason", "conditions"),
    [
        ("limit=10000USD", "", "1USD", "order_no_limit", (Condition("set_limit", ""),)),
        ("I1  +20", "I1  -20", "1USD", "order_overdue", (Condition("pay_overdue_first", money("4000USD")),)),
        ("report   C1  B1  -20  bureau  as_of=-25", "", "3000USD", "order_report_missing", (Condition("fresh_report", ""),)),
        ("as_of=-25", "as_of=-91", "3000USD", "order_report_stale", (Condition("fresh_report", ""),)),
    ],
)
def test_what_would_make_the_order_acceptable(
    replaced: str, by: str, order: str, reason: str, conditions: tuple[Condition, ...]
) -> None:
    found = check(GOOD.replace(replaced, by), order)
    assert (found.verdict, found.reasons[0].code) == (Verdict.CONDITIONS, reason)
    assert found.conditions[: len(conditions)] == conditions


def test_over_the_limit_either_a_smaller_order_or_a_deposit() -> None:
    found = check(GOOD, "7500USD")
    assert found.reasons[0].facts == {"limit": money("10000USD"), "headroom": money("6000USD"), "over": money("1500USD")}
    assert found.conditions == (Condition("smaller_amount", money("6000USD")), Condition("deposit", money("1500USD")))
    assert (found.headroom, found.exposure_after) == (money("6000USD"), money("11500USD"))


def test_a_limit_of_zero_holds_and_no_limit_asks_for_one() -> None:
    assert check(GOOD.replace("limit=10000USD", "limit=0USD")).reasons[0].code == "order_limit_used_up"
    assert check(GOOD.replace("limit=10000USD", "")).headroom is None


def test_a_buyer_that_never_paid_has_no_record() -> None:
    found = check("buyer C1 limit=10000USD")
    assert (found.verdict, found.reasons[0].code) == (Verdict.CONDITIONS, "order_no_record")
    assert found.conditions == (Condition("letter_of_credit", ""),)


@pytest.mark.parametrize(
    ("order", "as_of", "verdict"),
    [
        ("2999.99USD", "-400", Verdict.GO),  # below 30 % of the limit no report is asked for
        ("3000USD", "-90", Verdict.GO),
        ("3000USD", "-91", Verdict.CONDITIONS),
    ],
)
def test_a_large_order_wants_a_report_of_the_last_ninety_days(order: str, as_of: str, verdict: Verdict) -> None:
    assert check(GOOD.replace("as_of=-25", f"as_of={as_of}"), order).verdict is verdict


def test_a_report_is_as_old_as_its_opinion_and_as_its_fetching_only_where_it_does_not_say() -> None:
    dated, undated = check(GOOD), check(GOOD.replace("as_of=-25", ""))
    assert (dated.report_provider, dated.report_as_of, dated.report_age_days) == ("bureau", day("-25"), 25)
    assert (undated.report_as_of, undated.report_age_days) == (None, 20)
    assert check("buyer C1 limit=10000USD").report_age_days is None


def test_the_latest_report_speaks() -> None:
    assert check(GOOD + "report C1 B2 -2 other as_of=-3").report_provider == "other"


def test_overdue_debt_is_paid_first_in_each_of_its_currencies() -> None:
    text = GOOD + "invoice C1 I2 -30 500USD \n invoice C1 I3 -20 70USD \n invoice C1 I4 -9 800EUR \n invoice C1 I5 -3 9USD"
    found = check(text, rates=published(USD="1.25"))
    assert found.reasons[0].facts == {"invoice": "I2", "days": 30, "open": money("500USD"), "count": 3}
    assert found.conditions == (
        Condition("pay_overdue_first", money("800EUR")),
        Condition("pay_overdue_first", money("570USD")),  # what is in grace is not asked for
    )


def test_a_hold_offers_no_conditions_and_tells_every_other_reason() -> None:
    found = check(GOOD + "event C1 E1 -1 winding_up_petition \n invoice C1 I2 -30 500USD", "9000USD")
    assert found.conditions == ()
    assert [reason.code for reason in found.reasons] == ["order_petition", "order_overdue", "order_over_limit"]


def test_the_strongest_reason_binds_though_it_is_looked_at_later() -> None:
    found = check(GOOD + "invoice C1 I2 -30 500USD \n invoice C1 I3 +9 9000USD")
    assert [reason.code for reason in found.reasons] == ["order_limit_used_up", "order_overdue"]


def test_an_order_in_another_currency_is_seen_in_the_currency_of_the_limit() -> None:
    rates = published(USD="1.25")
    assert check(GOOD, "4800EUR", rates).verdict is Verdict.GO  # 6,000 USD
    assert check(GOOD, "4800.01EUR", rates).reasons[0].code == "order_over_limit"
    found = check(GOOD, "1JPY", rates)
    assert (found.verdict, found.reasons[0].code, found.exposure_after) == (Verdict.CONDITIONS, "no_rate", None)


def test_an_unknown_buyer_is_not_a_safe_one() -> None:
    found = check_unknown(money("1000USD"), DEFAULT_POLICY)
    assert (found.verdict, found.reasons[0].code) == (Verdict.CONDITIONS, "order_no_record")
    assert found.conditions == (Condition("deposit_percent", Decimal(30)), Condition("letter_of_credit", ""))
    assert (found.headroom, found.exposure_after) == (None, money("1000USD"))


def test_an_undated_report_is_as_old_as_the_day_it_was_learnt() -> None:
    fetched_for_an_earlier_day = GOOD.replace("-20  bureau  as_of=-25", "0  bureau  learnt=-95")
    found = check(fetched_for_an_earlier_day, "3000USD")
    assert (found.report_age_days, found.reasons[0].code) == (95, "order_report_stale")


@pytest.mark.parametrize("amount", ["0USD", "-0.01USD", "-80000USD"])
def test_an_order_of_nothing_or_less_is_refused(amount: str) -> None:
    with pytest.raises(RefusedChange) as raised:
        check(GOOD, amount)
    assert raised.value.facts == {"reason": "order_amount"}
    with pytest.raises(RefusedChange):
        check_unknown(money(amount), DEFAULT_POLICY)


@pytest.mark.parametrize(
    ("lines", "order", "named"),
    [
        ("", "1000CHF", "CHF"),  # the order's
        ("invoice C1 I2 +9 5CHF", "1USD", "CHF"),  # of what is open
        ("order C1 O2 -1 5CHF", "1USD", "CHF"),  # of what was ordered
    ],
)
def test_the_currency_without_a_rate_is_named(lines: str, order: str, named: str) -> None:
    reason = next(reason for reason in check(GOOD + lines, order, published(USD="1.25")).reasons if reason.code == "no_rate")
    assert reason.facts == {"currency": named}
