"""Limits besides the buyer's own: of its family, its country, for own risk; and one that was decided too long ago."""

from decimal import Decimal

import pytest

from credit.country import Countries, CountryRisk, CountryStatus
from credit.money import Money
from credit.orders.check import OrderCheck
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Verdict
from credit.policy import Policy
from tests.credit.little_book import TODAY, day, money, published
from tests.credit.orders.asked import GOOD, asked, codes, looked

FAMILY = GOOD.replace("limit=10000USD", "limit=10000USD parent=P") + "buyer P group_limit=9000USD \n invoice P P1 +9 2000USD"
"""4,000 with the buyer and 2,000 with its parent: 3,000 of room in the family, 6,000 under the buyer's own limit."""
RISKY = Countries(
    {"NG": (CountryRisk(day("-30"), 6),), "DE": (CountryRisk(day("-30"), None, CountryStatus.HIGH_INCOME_OECD),)}, "oecd"
)


def capped(cap: int, percent: int = 100) -> Policy:
    rules = {"country_cap": {"threshold": percent}}
    return Policy.of({"limits": {"country_cap": {"6": cap}}, "holding": {"rules": rules}})


@pytest.mark.parametrize(("order", "verdict"), [("3000USD", Verdict.GO), ("3000.01USD", Verdict.CONDITIONS)])
def test_the_family_has_a_limit_of_its_own(order: str, verdict: Verdict) -> None:
    found = asked(FAMILY.replace("as_of=-25", "as_of=0"), order)
    assert found.verdict is verdict
    if verdict is Verdict.CONDITIONS:
        assert codes(found)[0] == "order_group_limit"
        assert found.reasons[0].facts == {
            "at": "P", "limit": money("9000USD"), "headroom": money("3000USD"), "over": money("0.01USD"), "on": TODAY,
            "source": "own_ledger",
        }  # fmt: skip
        assert [(c.kind, c.value) for c in found.conditions if c.rule == "group_limit"] == [
            ("smaller_amount", money("3000USD")), ("deposit", money("0.01USD")), ("letter_of_credit", ""),
        ]  # fmt: skip
    look = looked(found, RuleName.GROUP_LIMIT)
    assert (look.value, look.threshold) == (money("9000USD" if verdict is Verdict.GO else "9000.01USD"), money("9000USD"))


def test_a_family_without_room_offers_no_smaller_order_and_a_prepaid_one_needs_none() -> None:
    full = FAMILY + "\n invoice P P2 +9 3000USD"
    found = asked(full, "1USD")
    wider = [(c.kind, c.value) for c in found.conditions if c.rule == "group_limit"]
    assert (found.verdict, wider) == (Verdict.CONDITIONS, [("raise_group_limit", money("9001USD"))])
    assert codes(found)[0] == "order_group_limit_used_up"
    assert asked(full.replace("group_limit=9000USD", "group_limit=9001USD"), "1USD").verdict is Verdict.GO
    assert asked(full, "1USD", "TT @order").verdict is Verdict.GO


def test_a_family_may_use_more_of_its_limit_where_the_policy_says_so_and_what_has_no_rate_is_not_held() -> None:
    more = Policy.of({"holding": {"rules": {"group_limit": {"threshold": 120}}}})
    assert asked(FAMILY, "2999.99USD", policy=more).verdict is Verdict.GO
    assert looked(asked(FAMILY, "4800USD", policy=more), RuleName.GROUP_LIMIT).fired is False  # 10,800 are 120 %
    assert looked(asked(FAMILY, "4800.01USD", policy=more), RuleName.GROUP_LIMIT).fired is True
    unknown = looked(asked(FAMILY + "\n invoice P P2 +9 3CHF", "1USD"), RuleName.GROUP_LIMIT)
    assert (unknown.value, unknown.threshold, unknown.fired) == (None, None, False)


def test_the_limit_a_family_would_need_is_rounded_up_to_the_cent() -> None:
    """6,002 would be in use, of which the house allows 60 %: of 10,003.33 they are a fifth of a cent too much."""
    less = Policy.of({"holding": {"rules": {"group_limit": {"threshold": 60}}}})
    found = asked(FAMILY, "2USD", policy=less)
    assert [c.value for c in found.conditions if c.kind == "raise_group_limit"] == [money("10003.34USD")]
    assert found.reasons[0].facts == {
        "at": "P", "limit": money("9000USD"), "headroom": money("-600USD"), "exceeded": money("600USD"), "over": money("602USD"),
        "on": TODAY, "source": "own_ledger",
    }  # fmt: skip
    look = looked(found, RuleName.GROUP_LIMIT)
    assert (look.value, look.threshold) == (money("6002USD"), money("9000USD"))


def test_the_familys_limit_in_another_currency() -> None:
    """7,200 EUR are 9,000 USD."""
    text = FAMILY.replace("group_limit=9000USD", "group_limit=7200EUR")
    assert looked(asked(text, "3000USD", rates=published(USD="1.25")), RuleName.GROUP_LIMIT).fired is False
    assert looked(asked(text, "3000.01USD", rates=published(USD="1.25")), RuleName.GROUP_LIMIT).fired is True


@pytest.mark.parametrize(("order", "fired"), [("1000USD", False), ("1000.01USD", True)])
def test_a_country_allows_so_much_with_one_buyer(order: str, fired: bool) -> None:
    """4,000 stand already; class 6 allows 5,000 by this policy."""
    text = GOOD.replace("limit=10000USD", "limit=10000USD country=NG")
    found = asked(text, order, policy=capped(5000), countries=RISKY)
    look = looked(found, RuleName.COUNTRY_CAP)
    assert (look.fired, look.threshold) == (fired, money("5000USD"))
    if fired:
        assert found.reasons[0].code == "order_country_cap"
        assert found.reasons[0].facts == {
            "exposure": money("5000.01USD"), "limit": money("5000USD"), "country": "NG", "risk_class": 6, "on": day("-30"),
            "source": "oecd",
        }  # fmt: skip
        assert found.conditions[0] == Condition("smaller_amount", money("1000USD"), "country_cap")


@pytest.mark.parametrize(("order", "fired"), [("1500USD", False), ("1500.01USD", True)])
def test_a_share_of_the_cap(order: str, fired: bool) -> None:
    text = GOOD.replace("limit=10000USD", "limit=10000USD country=NG")
    assert looked(asked(text, order, policy=capped(5000, 110), countries=RISKY), RuleName.COUNTRY_CAP).fired is fired


def test_no_class_is_no_cap_of_zero_and_what_is_no_risk_needs_none() -> None:
    for country in ("DE", "FR"):
        text = GOOD.replace("limit=10000USD", f"limit=10000USD country={country}")
        look = looked(asked(text, policy=capped(1), countries=RISKY), RuleName.COUNTRY_CAP)
        assert (look.fired, look.threshold) == (False, None)
    text = GOOD.replace("limit=10000USD", "limit=10000USD country=NG")
    assert asked(text, "900USD", "TT @order", policy=capped(1), countries=RISKY).verdict is Verdict.GO
    full = asked(text, policy=capped(4000), countries=RISKY)
    assert (codes(full)[0], [c for c in full.conditions if c.rule == "country_cap"]) == ("order_country_cap", [])


PAID = "".join(f"invoice C1 L{n} -{90 + 20 * n} 900USD \n receipt C1 S{n} -{90 + 20 * n} 900USD for=L{n} \n" for n in range(6))
STEADY = "buyer C1 limit=90000USD \n report C1 B1 -20 bureau as_of=-25 \n" + PAID
"""Grade A, so that a limit is recommended: what it needs."""


def recommended_own_risk() -> Decimal:
    threshold = looked(asked(STEADY, "1USD"), RuleName.OWN_RISK).threshold
    assert threshold is not None
    return threshold.amount  # type: ignore[union-attr]  # an amount, as the rule measures


def test_own_risk_above_the_recommended_is_told_without_weight_until_the_house_gives_it_one() -> None:
    """The recommended limit is another room's figure, and its need binds: of six equal invoices the last number is named."""
    most = recommended_own_risk()
    fits, over = asked(STEADY, f"{most}USD"), asked(STEADY, f"{most + Decimal('0.01')}USD")
    assert (fits.verdict, codes(fits)) == (Verdict.GO, ["order_nothing_against"])
    assert (over.verdict, codes(over), over.conditions) == (Verdict.GO, ["order_own_risk"], ())
    assert over.reasons[0].facts == {
        "exposure": money(f"{most + Decimal('0.01')}USD"), "limit": money(f"{most}USD"), "invoice": "L5",
        "on": TODAY, "source": "policy",
    }  # fmt: skip


def weighed(order: str, text: str = STEADY, **more: int) -> OrderCheck:
    rules = {"own_risk": {"verdict": "conditions", **more}, "report_age": {"enabled": False}}
    return asked(text, order, policy=Policy.of({"holding": {"rules": rules}}))


def test_cover_of_the_insurer_turns_the_verdict_and_a_cent_less_does_not() -> None:
    most = recommended_own_risk()
    order = f"{most * 2}USD"
    found = weighed(order)
    (condition,) = found.conditions
    assert (found.verdict, condition.kind, condition.rule) == (Verdict.CONDITIONS, "insured_share", "own_risk")
    minor = -(-int(most * 100) * 100 // 90)  # nine tenths of it bear the half that is too much, rounded up to a cent
    assert condition.value == Money(minor, "USD")
    for cover, verdict in ((minor, Verdict.GO), (minor - 1, Verdict.CONDITIONS)):
        insured = STEADY.replace("limit=90000USD", f"limit=90000USD insured={Money(cover, 'USD').amount}USD")
        assert weighed(order, insured).verdict is verdict


def test_where_the_insurers_share_is_too_small_no_cover_is_asked_for() -> None:
    most = recommended_own_risk()
    assert weighed(f"{most * 11}USD").conditions == ()  # a tenth of it would still be too much
    assert weighed(f"{most * 2}USD", threshold=50).verdict is Verdict.CONDITIONS
    none = Policy.of({"valuing": {"insured_percent": 0}, "holding": {"rules": {"own_risk": {"verdict": "conditions"}}}})
    assert [c for c in asked(STEADY, f"{most * 2}USD", policy=none).conditions if c.rule == "own_risk"] == []


@pytest.mark.parametrize(("limit_on", "fired"), [("2024-03-13", False), ("2024-03-12", True), ("", False)])
def test_a_limit_stands_so_many_months_after_it_was_decided(limit_on: str, fired: bool) -> None:
    """Unrated: three months; where nobody wrote down the day, nothing is told."""
    text = GOOD.replace("limit=10000USD", f"limit=10000USD limit_on={limit_on}" if limit_on else "limit=10000USD")
    found = asked(text)
    look = looked(found, RuleName.LIMIT_EXPIRED)
    assert (look.fired, found.verdict) == (fired, Verdict.CONDITIONS if fired else Verdict.GO)
    assert (look.threshold is None) is (limit_on == "")
    if fired:
        assert found.reasons[0].code == "order_limit_expired"
        assert found.reasons[0].facts == {
            "limit": money("10000USD"), "decided_on": day("2024-03-12"), "buyer": "C1", "on": TODAY, "source": "desk",
        }  # fmt: skip
        assert found.conditions == (Condition("renew_limit", money("10000USD"), "limit_expired"),)
        assert asked(text.replace("limit_on=2024-03-12", "limit_on=2024-06-12")).verdict is Verdict.GO


def test_an_expired_limit_does_not_hold_what_is_prepaid() -> None:
    text = GOOD.replace("limit=10000USD", "limit=10000USD limit_on=2020-01-01")
    assert asked(text, terms="TT @order").verdict is Verdict.GO


KIN = GOOD.replace("limit=10000USD", "limit=10000USD parent=P").replace("as_of=-25", "as_of=0") + "buyer P \n buyer S parent=P \n"
"""A daughter in order, its parent and its sister."""


@pytest.mark.parametrize(
    ("debt", "verdict", "code"),
    [
        ("invoice P P1 -7 900USD", Verdict.GO, "order_nothing_against"),  # within grace
        ("invoice P P1 -8 900USD", Verdict.CONDITIONS, "order_family_overdue"),
        ("invoice S S1 -8 900USD", Verdict.CONDITIONS, "order_family_overdue"),
        ("invoice S S1 -8 900USD \n dispute S D1 -1 price", Verdict.GO, "order_nothing_against"),
        ("invoice P P1 -91 900USD", Verdict.HOLD, "order_family_overdue"),  # doubtful
        ("invoice P P1 -238 100000USD", Verdict.HOLD, "order_family_class"),  # bad
        ("event P E1 -30 winding_up_petition", Verdict.HOLD, "order_family_class"),
        ("event S E1 -30 winding_up_order", Verdict.HOLD, "order_family_class"),
    ],
)
def test_debt_of_one_of_the_family_stops_the_next(debt: str, verdict: Verdict, code: str) -> None:
    """TRADE.md 2, pain 12: overdue at one subsidiary must stop the next; the relative is named."""
    found = asked(KIN + debt)
    assert (found.verdict, codes(found)[0]) == (verdict, code)
    if verdict is not Verdict.GO:
        assert found.reasons[0].facts["relative"] == debt.split()[1]
    if verdict is Verdict.CONDITIONS:
        assert [(c.kind, c.value) for c in found.conditions] == [("family_paid_first", money("900USD"))]


def test_a_prepaid_order_of_the_daughter_waits_for_nobody_and_a_person_may_let_the_others_pass() -> None:
    bad = KIN + "invoice P P1 -238 100000USD \n"
    assert asked(bad, "1000USD", "TT @order").verdict is Verdict.GO
    assert asked(bad + "release C1 T1 -1 family_debt until=+3 reason=boss").verdict is Verdict.GO
    mild = Policy.of({"holding": {"rules": {"family_debt": {"enabled": False}}}})
    assert asked(bad, policy=mild).verdict is Verdict.GO
    lender = Policy.of({"holding": {"rules": {"family_debt": {"threshold": 30, "verdict": "hold"}}}})
    assert asked(KIN + "invoice P P1 -30 900USD", policy=lender).verdict is Verdict.GO
    assert asked(KIN + "invoice P P1 -31 900USD", policy=lender).verdict is Verdict.HOLD
