"""Each hold rule on both sides of what it allows, and the policy that says what that is."""

from decimal import Decimal

import pytest

from credit.orders.hold_rules import Holding, RuleName
from credit.orders.verdict import Condition, Verdict
from credit.policy import DEFAULT_POLICY, Policy
from credit.problem import InvalidPolicy
from tests.credit.little_book import TODAY, day, money, published
from tests.credit.orders.asked import GOOD, asked, codes, looked

RICH = GOOD.replace("limit=10000USD", "limit=9000000USD")
"""No limit is near."""
HALF = "30% TT @order; 70% LC 60 @BL"


def ruled(**rules: dict[str, object]) -> Policy:
    return Policy.of({"holding": {"rules": rules}})


def test_rules_are_named_as_dynamics_names_them_and_each_has_its_row() -> None:
    """TRADE.md 1.3; a default that moves must move there, or in the note, first."""
    assert list(DEFAULT_POLICY.holding.rules) == list(RuleName)
    assert Holding().rules == DEFAULT_POLICY.holding.rules
    assert {(name.value, rule.enabled, int(rule.threshold), rule.verdict.value, rule.grace_days) for name, rule in (
        DEFAULT_POLICY.holding.rules.items()
    )} == {
        ("account_status", True, 0, "hold", 3),
        ("undecided_notice", True, 0, "conditions", 14),
        ("overdue_days", True, 7, "conditions", 14),
        ("overdue_amount", True, 100_000, "hold", 7),
        ("family_debt", True, 7, "conditions", 14),
        ("no_limit", True, 0, "conditions", 30),
        ("limit_used_percent", True, 100, "conditions", 14),
        ("group_limit", True, 100, "conditions", 14),
        ("limit_expired", True, 0, "conditions", 30),
        ("country_cap", True, 100, "conditions", 14),
        ("own_risk", True, 100, "go", 14),
        ("uninsured", True, 0, "conditions", 14),
        ("terms", True, 0, "conditions", 14),
        ("order_amount", False, 250_000, "conditions", 14),
        ("no_record", True, 0, "conditions", 14),
        ("report_age", True, 90, "conditions", 14),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("differing", "key"),
    [
        ({"rules": {"overdue_day": {"threshold": 3}}}, "holding.rules.overdue_day"),
        ({"rules": {"overdue_days": {"grace_days": 366}}}, "holding.rules.overdue_days.grace_days"),
        ({"rules": {"overdue_days": {"verdict": "maybe"}}}, "holding.rules.overdue_days.verdict"),
        ({"grade_days": {"F": 3}}, "holding.grade_days.F"),
    ],
)
def test_a_policy_file_that_is_wrong_is_refused_by_its_key(differing: dict[str, object], key: str) -> None:
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of({"holding": differing})
    assert raised.value.facts["key"] == key


@pytest.mark.parametrize(
    ("dpd", "verdict"), [(-10, Verdict.GO), (-11, Verdict.CONDITIONS), (-90, Verdict.CONDITIONS), (-91, Verdict.HOLD)]
)
def test_days_overdue(dpd: int, verdict: Verdict) -> None:
    found = asked(GOOD + f"invoice C1 I2 {dpd} 900USD", policy=ruled(overdue_days={"threshold": 10}))
    assert found.verdict is verdict
    look = looked(found, RuleName.OVERDUE_DAYS)
    assert (look.value, look.threshold, look.fired) == (-dpd, 10, verdict is not Verdict.GO)


def test_from_which_class_overdue_debt_holds_is_the_policys() -> None:
    late = GOOD + "invoice C1 I2 -91 900USD"
    assert asked(late).verdict is Verdict.HOLD
    assert asked(late, policy=Policy.of({"holding": {"overdue_class": "bad"}})).verdict is Verdict.CONDITIONS


@pytest.mark.parametrize(
    ("open_", "verdict"), [("1000USD", Verdict.CONDITIONS), ("1000.01USD", Verdict.HOLD), ("800.01EUR", Verdict.HOLD)]
)
def test_overdue_amount(open_: str, verdict: Verdict) -> None:
    """In base currency: 800 EUR are 1,000 USD."""
    policy = ruled(overdue_amount={"threshold": 1000})
    found = asked(RICH + f"invoice C1 I2 -9 {open_}", "1USD", policy=policy, rates=published(USD="1.25"))
    assert found.verdict is verdict
    if verdict is Verdict.HOLD:
        assert codes(found)[0] == "order_overdue_amount"
        facts = found.reasons[0].facts
        assert (facts["overdue"], facts["limit"], facts["count"]) == (money("1000.01USD"), money("1000USD"), 1)
        assert (facts["invoice"], facts["on"], facts["source"]) == ("I2", day("-9"), "own_ledger")


def test_overdue_in_grace_or_contested_is_not_counted_and_a_rate_that_is_missing_is_said() -> None:
    policy = ruled(overdue_amount={"threshold": 10, "verdict": "conditions"})
    assert asked(RICH + "invoice C1 I2 -7 900USD", policy=policy).verdict is Verdict.GO
    assert asked(RICH + "invoice C1 I2 -9 900USD \n dispute C1 D1 -1 quality for=I2", policy=policy).verdict is Verdict.GO
    late = asked(RICH + "invoice C1 I2 -9 900USD", policy=policy)
    assert {c.rule for c in late.conditions if c.kind == "pay_overdue_first"} == {"overdue_days", "overdue_amount"}
    unknown = asked(RICH.replace("limit=9000000USD", "") + "invoice C1 I2 -9 900CHF", policy=policy)
    assert looked(unknown, RuleName.OVERDUE_AMOUNT).value is None
    assert "no_rate" in codes(unknown)


@pytest.mark.parametrize(
    ("order", "percent", "verdict", "used"),
    [
        ("1000USD", 50, Verdict.GO, "50.0"),
        ("1000.01USD", 50, Verdict.CONDITIONS, "50.0"),
        ("8000USD", 120, Verdict.GO, "120.0"),
        ("8000.01USD", 120, Verdict.CONDITIONS, "120.0"),
    ],
)
def test_limit_used(order: str, percent: int, verdict: Verdict, used: str) -> None:
    """4,000 of 10,000 in use."""
    found = asked(GOOD, order, policy=ruled(limit_used_percent={"threshold": percent}))
    assert found.verdict is verdict
    look = looked(found, RuleName.LIMIT_USED_PERCENT)
    assert (look.value, look.threshold) == (Decimal(used), Decimal(percent))


def test_a_limit_of_nothing_has_no_share_in_use() -> None:
    found = looked(asked(GOOD.replace("limit=10000USD", "limit=0USD")), RuleName.LIMIT_USED_PERCENT)
    assert (found.fired, found.value) == (True, None)


def test_no_limit_asks_for_one_as_large_as_needed_or_for_none_where_nothing_is_at_risk() -> None:
    none = GOOD.replace("limit=10000USD", "since=2020-01-01")
    found = asked(none, "2000USD")
    assert found.conditions == (Condition("set_limit", money("6000USD"), "no_limit"),)
    assert (found.reasons[0].facts["source"], found.reasons[0].facts["on"]) == ("desk", day("-5000"))
    assert asked(none, "2000USD", "TT @order").verdict is Verdict.GO
    unknown = asked(none + "invoice C1 I2 +9 5CHF", "2000USD")
    assert (unknown.verdict, unknown.conditions) == (Verdict.CONDITIONS, ())


@pytest.mark.parametrize(
    ("order", "verdict"), [("1000USD", Verdict.GO), ("1000.01USD", Verdict.CONDITIONS), ("800.01EUR", Verdict.CONDITIONS)]
)
def test_order_amount(order: str, verdict: Verdict) -> None:
    policy = ruled(order_amount={"enabled": True, "threshold": 1000})
    found = asked(GOOD, order, policy=policy, rates=published(USD="1.25"))
    assert found.verdict is verdict
    if verdict is Verdict.CONDITIONS:
        most = money("800EUR" if order.endswith("EUR") else "1000USD")
        assert found.conditions == (Condition("smaller_amount", most, "order_amount"),)
        assert found.reasons[0].code == "order_large"
        assert found.reasons[0].facts == {
            "amount": money("1000.01USD"), "limit": money("1000USD"), "on": TODAY, "source": "policy",
        }  # fmt: skip


def test_an_order_of_any_size_can_be_looked_at_and_one_without_a_rate_is_said() -> None:
    policy = ruled(order_amount={"enabled": True, "threshold": 0})
    assert asked(GOOD, "1USD", policy=policy).conditions == ()
    unknown = asked(GOOD, "1CHF", policy=policy)
    assert looked(unknown, RuleName.ORDER_AMOUNT).value is None
    assert codes(unknown).count("no_rate") == 1  # two rules miss it, it is told once


@pytest.mark.parametrize(
    ("own", "terms", "days", "allowed", "code"),
    [
        ("", "OA 60 @BL", 60, 60, None),
        ("", "OA 61 @BL", 61, 60, "order_terms_grade"),
        ("OA45@BL", "OA 45 @BL", 45, 45, None),
        ("OA45@BL", "OA 46 @BL", 46, 45, "order_terms_agreed"),
        ("OA45@BL", "30% TT @order; 70% OA 46 @BL", 46, 45, "order_terms_agreed"),
        ("OA45@BL", "DP sight", 0, 45, None),
        ("OA90@BL", "OA 61 @BL", 61, 60, "order_terms_grade"),
        ("OA45@BL", "LC 180 @BL", 0, 45, None),  # the bank's days
        ("OA45@BL", "TT @order+10", 0, 45, None),
        ("OA45@BL", "OA 1 months EOM", 60, 45, "order_terms_agreed"),
    ],
)
def test_terms(own: str, terms: str, days: int, allowed: int, code: str | None) -> None:
    """An unrated buyer may have 60 days."""
    found = asked(GOOD.replace("limit=10000USD", f"limit=10000USD terms={own}") if own else GOOD, "10USD", terms)
    look = looked(found, RuleName.TERMS)
    assert (look.value, look.threshold, look.fired) == (days, allowed, code is not None)
    assert codes(found)[0] == (code or "order_nothing_against")
    if code:
        assert found.conditions == (Condition("shorter_terms", Decimal(allowed), "terms"),)
        facts = found.reasons[0].facts
        assert (facts["days"], facts["allowed"], facts["grade"]) == (days, allowed, "unrated")
        agreed = code == "order_terms_agreed"
        assert (facts["source"], facts["on"]) == (("desk", day("-5000")) if agreed else ("policy", TODAY))
        assert facts.get("buyer") == ("C1" if agreed else None)


def test_days_that_are_tolerated_beyond_the_terms() -> None:
    policy = ruled(terms={"threshold": 5})
    assert asked(GOOD, "10USD", "OA 65 @BL", policy=policy).verdict is Verdict.GO
    found = asked(GOOD, "10USD", "OA 66 @BL", policy=policy)
    assert found.conditions == (Condition("shorter_terms", Decimal(65), "terms"),)


def test_the_insurers_longest_terms_bind_where_it_covers_anything() -> None:
    policy = Policy.of({"holding": {"insurer_terms_days": 40}})
    assert asked(GOOD, "10USD", "OA 41 @BL", policy=policy).verdict is Verdict.GO
    insured = GOOD.replace("limit=10000USD", "limit=10000USD insured=5000USD")
    assert asked(insured, "10USD", "OA 40 @BL", policy=policy).verdict is Verdict.GO
    found = asked(insured, "10USD", "OA 41 @BL", policy=policy)
    facts = {"days": 41, "allowed": 40, "grade": "unrated", "buyer": "C1", "on": TODAY, "source": "policy"}
    assert (codes(found)[0], found.reasons[0].facts) == ("order_terms_insurer", facts)


@pytest.mark.parametrize(
    ("terms", "passes"),
    [
        ("", False),
        ("OA 30 @BL", False),
        ("DP sight", False),
        ("LC sight", True),
        ("TT @order", True),
        ("30% TT @order; 70% LC 60 @BL", True),
    ],
)
def test_the_poorest_grade_gets_cash_or_a_letter_of_credit_only(terms: str, passes: bool) -> None:
    """Grade E by a buyer's every invoice paid 200 days late (TRADE.md 3.6)."""
    late = "".join(f"invoice C1 L{n} -{300 + n} 900USD \n receipt C1 S{n} -{100 + n} 900USD for=L{n} \n" for n in range(5))
    found = asked(GOOD + late, "10USD", terms)
    assert (looked(found, RuleName.TERMS).fired, found.verdict) == (not passes, Verdict.GO if passes else Verdict.CONDITIONS)
    if not passes:
        assert found.reasons[0].code == "order_cash_only"
        assert found.reasons[0].facts == {"grade": "E", "invoice": "H1", "on": TODAY, "source": "policy"}  # H1 was settled last
        assert found.conditions == (
            Condition("letter_of_credit", "", "terms"), Condition("deposit", money("10USD"), "terms"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "fired"),
    [
        ("OA 30 @BL", True),
        ("LC sight", False),
        ("29% TT @order; 71% OA 30 @BL", True),
        ("30% TT @order; 70% OA 30 @BL", False),
        ("10% TT @order; 90% LC sight", False),
    ],
)
def test_no_record(terms: str, fired: bool) -> None:
    found = asked("buyer C1 limit=90000USD", "1000USD", terms)
    look = looked(found, RuleName.NO_RECORD)
    assert (look.fired, look.value, look.threshold) == (fired, 0, 0)


@pytest.mark.parametrize(("order", "fired"), [("1000USD", False), ("1000.01USD", True)])
def test_a_large_exposure_wants_a_fresh_report_however_small_the_order(order: str, fired: bool) -> None:
    """4,000 open: 5,000 after the order is the most of this policy; its report is 91 days old."""
    policy = Policy.of({"holding": {"report_exposure": 5000}})
    found = asked(RICH.replace("as_of=-25", "as_of=-91"), order, policy=policy)
    assert looked(found, RuleName.REPORT_AGE).fired is fired
    assert looked(asked(RICH, order, policy=policy), RuleName.REPORT_AGE).fired is False
    if fired:
        assert found.reasons[0].facts == {"days": 91, "on": day("-91"), "source": "bureau", "report": "B1"}


def test_exposure_is_held_against_the_most_in_base_currency() -> None:
    """4,000 USD open, and 801 EUR more are 5,001.25 USD."""
    policy, rates = Policy.of({"holding": {"report_exposure": 5000}}), published(USD="1.25")
    old = RICH.replace("as_of=-25", "as_of=-91")
    assert looked(asked(old, "800EUR", policy=policy, rates=rates), RuleName.REPORT_AGE).fired is False
    assert looked(asked(old, "801EUR", policy=policy, rates=rates), RuleName.REPORT_AGE).fired is True


def test_an_order_that_is_no_risk_wants_no_report() -> None:
    assert asked(GOOD.replace("as_of=-25", "as_of=-91"), "9000USD", "TT @order").verdict is Verdict.GO


def test_from_which_class_the_account_itself_holds_is_the_policys() -> None:
    late = GOOD + "invoice C1 I2 -91 900USD"
    strict = Policy.of({"holding": {"status_class": "doubtful", "rules": {"overdue_days": {"enabled": False}}}})
    found = asked(late, policy=strict)
    assert (found.verdict, codes(found)[0]) == (Verdict.HOLD, "order_class")
    facts = found.reasons[0].facts
    assert (facts["debt_class"], facts["invoice"], facts["on"]) == ("doubtful", "I2", day("+0")), "the first day of its class"


@pytest.mark.parametrize(
    ("lines", "code", "value"),
    [
        ("event C1 E1 -1 winding_up_petition \n event C1 E2 -3 winding_up_order", "order_insolvent", "winding_up_order"),
        ("event C1 E1 -1 winding_up_petition \n event C1 E2 -3 moratorium", "order_petition", "winding_up_petition"),
        ("event C1 E1 0 moratorium", "order_event", "moratorium"),
        ("event C1 E1 -1 judgment", "order_nothing_against", "not_due"),
        ("event C1 E1 -1 moratorium match=possible", "order_undecided_notice", "not_due"),
        ("event C1 E1 +1 moratorium learnt=-1", "order_nothing_against", "not_due"),
        ("event C1 E1 2022-06-12 winding_up_petition", "order_petition", "winding_up_petition"),  # 24 months to the day
        ("event C1 E1 2022-06-11 winding_up_petition", "order_nothing_against", "not_due"),
    ],
)
def test_account_status(lines: str, code: str, value: str) -> None:
    """The gravest event: insolvency, then a petition in force, then another critical one."""
    found = asked(GOOD + lines, "1USD", "LC sight")
    look = looked(found, RuleName.ACCOUNT_STATUS)
    assert (codes(found)[0], look.value, look.threshold) == (code, value, "bad")
    lighter = {"order_nothing_against": Verdict.GO, "order_undecided_notice": Verdict.CONDITIONS}
    assert found.verdict is lighter.get(code, Verdict.HOLD)


def test_what_was_published_is_told_with_its_notice_day_and_source() -> None:
    found = asked(GOOD + "event C1 E1 -9 winding_up_petition")
    assert found.reasons[0].facts == {
        "event": "winding_up_petition", "on": day("-9"), "provider": "gazette", "notice": "E1", "source": "gazette",
    }  # fmt: skip


def test_a_class_without_an_open_item_is_told_on_the_day_itself() -> None:
    """Every reason names its day and its source."""
    for text in (GOOD, GOOD + "invoice C1 I2 -181 900USD", "buyer C1", GOOD + "event C1 E1 -1 cva"):
        for reason in asked(text, "90000USD", "30% TT @order; 20% DP sight; 50% OA 90 @BL").reasons:
            assert {"on", "source"} <= set(reason.facts), reason


def test_a_house_may_hold_every_account_and_then_the_day_itself_is_told() -> None:
    found = asked("buyer C1 limit=90USD", "1USD", "LC sight", policy=Policy.of({"holding": {"status_class": "not_due"}}))
    assert (found.verdict, codes(found)[0]) == (Verdict.HOLD, "order_class")
    assert (found.reasons[0].facts["on"], found.reasons[0].facts["source"]) == (TODAY, "own_ledger")


def test_changed_bank_details_hold_the_order_until_somebody_has_seen_to_it() -> None:
    """Money sent to somebody else is gone: no release and no exclusion lets that pass."""
    changed = GOOD.replace("limit=10000USD", "limit=10000USD tags=no_order_check") + "email C1 K1 -3 bank_changed"
    release = "\n release C1 T1 0 account_status until=+2 reason=boss"
    found = asked(changed + release, "1USD")
    assert (found.verdict, codes(found)[0]) == (Verdict.HOLD, "order_alert")
    assert found.reasons[0].facts == {
        "event": "bank_details_changed", "on": day("-3"), "alert": "bank_details_changed:C1:K1", "contact": "K1",
        "source": "desk",
    }  # fmt: skip
    assert looked(found, RuleName.ACCOUNT_STATUS).value == "bank_details_changed"
    assert asked(changed + "\n seen C1 bank_details_changed:C1:K1 0", "1USD").verdict is Verdict.GO
