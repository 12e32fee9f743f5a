"""What each rule tells of what it saw: what it measured and against what, whether it fires or not."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.limits.group import GroupRoom
from credit.money import Money
from credit.orders.case import case_of
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Look, Measure
from credit.orders.weighing import Documents
from credit.orders.wider_limits import group_limit
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES, Rates
from credit.terms import NO_TERMS
from tests.credit.little_book import TODAY, day, little_book, money, published
from tests.credit.orders.asked import GOOD, asked, codes, looked
from tests.credit.orders.test_wider_limits import FAMILY, RISKY, STEADY, capped, recommended_own_risk

OLD = GOOD.replace("as_of=-25", "as_of=-91")
NO_LIMIT = GOOD.replace("limit=10000USD", "")
POOR = GOOD + "".join(f"invoice C1 L{n} -{300 + n} 900USD \n receipt C1 S{n} -{100 + n} 900USD for=L{n} \n" for n in range(5))
"""Grade E: cash or a letter of credit only."""
ABROAD = GOOD.replace("limit=10000USD", "limit=10000USD country=NG")


def decided(on: str) -> str:
    return GOOD.replace("limit=10000USD", f"limit=10000USD limit_on={on}")


def ruled(**rules: dict[str, object]) -> Policy:
    return Policy.of({"holding": {"rules": rules}})


@dataclass(frozen=True, slots=True)
class Seen:
    """An order asked for, and what one rule tells of it."""

    rule: RuleName
    text: str
    value: Measure | None
    threshold: Measure | None
    fired: bool
    order: str = "1000USD"
    terms: str = ""
    policy: Policy = DEFAULT_POLICY


THOUSAND = ruled(overdue_amount={"threshold": 1000}, order_amount={"enabled": True, "threshold": 1000})
SEEN = [
    Seen(RuleName.ACCOUNT_STATUS, GOOD + "invoice C1 I2 -181 900USD", "bad", "bad", True),
    Seen(RuleName.ACCOUNT_STATUS, GOOD + "email C1 K1 -3 bank_changed", "bank_details_changed", "bad", True),
    Seen(RuleName.OVERDUE_AMOUNT, GOOD + "invoice C1 I2 -9 1001USD", money("1001USD"), money("1000USD"), True, policy=THOUSAND),
    Seen(RuleName.OVERDUE_AMOUNT, GOOD + "invoice C1 I2 -9 1001CHF", None, money("1000USD"), True, policy=THOUSAND),
    Seen(RuleName.NO_LIMIT, NO_LIMIT, None, None, True),
    Seen(RuleName.LIMIT_USED_PERCENT, NO_LIMIT, None, Decimal(100), False),
    Seen(RuleName.LIMIT_USED_PERCENT, GOOD, Decimal(40), Decimal(100), False, terms="TT @order"),  # 4,000 of 10,000
    Seen(RuleName.LIMIT_USED_PERCENT, GOOD, Decimal("73.3"), Decimal(100), False, "3333USD"),  # 73.33
    Seen(RuleName.LIMIT_USED_PERCENT, GOOD, None, Decimal(100), True, "1CHF"),
    Seen(RuleName.GROUP_LIMIT, FAMILY, money("6000USD"), money("9000USD"), False, terms="TT @order"),
    Seen(RuleName.LIMIT_EXPIRED, decided("2024-03-13"), TODAY, date(2024, 6, 13), False),  # unrated: three months
    Seen(RuleName.LIMIT_EXPIRED, decided("2024-03-12"), TODAY, TODAY, True),
    Seen(RuleName.LIMIT_EXPIRED, decided("2024-03-12"), None, TODAY, False, terms="TT @order"),
    Seen(RuleName.LIMIT_EXPIRED, NO_LIMIT.replace("buyer    C1", "buyer C1 limit_on=2024-03-12"), None, None, False),
    Seen(RuleName.COUNTRY_CAP, ABROAD, money("5000USD"), money("5000USD"), False, policy=capped(5000)),
    Seen(RuleName.COUNTRY_CAP, ABROAD, money("5000USD"), money("4999USD"), True, policy=capped(4999)),
    Seen(RuleName.COUNTRY_CAP, ABROAD, money("4000USD"), money("5000USD"), False, terms="TT @order", policy=capped(5000)),
    Seen(RuleName.COUNTRY_CAP, ABROAD, None, money("5000USD"), False, "1CHF", policy=capped(5000)),
    Seen(RuleName.TERMS, POOR, 30, 0, True, terms="OA 30 @BL"),
    Seen(RuleName.ORDER_AMOUNT, GOOD, money("1001USD"), money("1000USD"), True, "1001USD", policy=THOUSAND),
    Seen(RuleName.ORDER_AMOUNT, GOOD, None, money("1000USD"), True, "1CHF", policy=THOUSAND),
    Seen(RuleName.REPORT_AGE, "buyer C1 limit=9000USD", None, 90, True, "3000USD"),
    Seen(RuleName.REPORT_AGE, OLD, 91, 90, True, "3000USD"),
]


@pytest.mark.parametrize("seen", SEEN)
def test_what_a_rule_measured_and_against_what(seen: Seen) -> None:
    look = looked(asked(seen.text, seen.order, seen.terms, seen.policy, countries=RISKY), seen.rule)
    assert (look.value, look.threshold, look.fired) == (seen.value, seen.threshold, seen.fired)


def test_own_risk_is_told_beside_the_whole_limit_recommended() -> None:
    most = money(f"{recommended_own_risk()}USD")
    cent = Money(1, "USD")
    for order, terms, value, fired in (
        (most, "", most, False), (most + cent, "", most + cent, True), (most, "TT @order", Money.zero("USD"), False),
    ):  # fmt: skip
        look = looked(asked(STEADY, f"{order.amount}USD", terms), RuleName.OWN_RISK)
        assert (look.value, look.threshold, look.fired) == (value, most, fired)


@pytest.mark.parametrize(
    ("room", "seen"),
    [
        (GroupRoom("P", money("9000USD"), None), Look(None, money("9000USD"))),  # what counts against it is not known
        (GroupRoom("P", money("9000CHF"), money("1CHF")), Look(None, None)),  # nor what it is worth
        (None, Look(None, None)),
    ],
)
def test_a_limit_of_the_family_that_cannot_be_measured_holds_nothing(room: GroupRoom | None, seen: Look) -> None:
    book = little_book(GOOD)
    case = case_of(assess_book(book, TODAY).of("C1"), money("1000USD"), book, NO_TERMS, group=room)
    assert group_limit(case) == seen


def test_a_cent_of_room_is_offered() -> None:
    """Of the family's 9,000 there are 8,999.99 in use, of the country's 4,000.01 4,000."""
    family = asked(FAMILY + "\n invoice P P2 +9 2999.99USD", "1USD")
    country = asked(ABROAD, "1USD", policy=Policy.of({"limits": {"country_cap": {"6": "4000.01"}}}), countries=RISKY)
    for found, rule in ((family, "group_limit"), (country, "country_cap")):
        assert Condition("smaller_amount", money("0.01USD"), rule) in found.conditions


@pytest.mark.parametrize(
    ("text", "order", "named"),
    [
        (NO_LIMIT, "1CHF", "CHF"),
        (GOOD.replace("USD", "CHF"), "1CHF", "USD"),  # all is in francs, and what a franc is worth nobody knows
        (GOOD + "invoice C1 I2 -9 1001CHF", "1USD", "CHF"),
        (GOOD.replace("USD", "CHF") + "invoice C1 I2 -9 1001CHF", "1CHF", "USD"),
    ],
)
def test_an_amount_without_a_rate_names_the_currency_that_has_none(text: str, order: str, named: str) -> None:
    told = [reason.facts["currency"] for reason in asked(text, order, policy=THOUSAND).reasons if reason.code == "no_rate"]
    assert set(told) == {named}


def test_where_the_limit_itself_is_in_a_currency_without_a_rate_that_one_is_named() -> None:
    """The dollar is quoted; the franc, in which the limit is, by nobody."""
    for order in ("1USD", "1CHF"):
        text = GOOD.replace("USD", "CHF") + "invoice C1 I2 -9 1001CHF"
        found = asked(text, order, policy=THOUSAND, rates=published(USD="1.25"))
        told = [reason.facts["currency"] for reason in found.reasons if reason.code == "no_rate"]
        assert set(told) == {"CHF"}


@pytest.mark.parametrize(
    ("documents", "incoterm", "smaller"),
    [
        (Documents.BANK, "", "12000.01USD"),  # at half they fill the 6,000 that are left; half a cent is rounded away
        (Documents.BANK, "CIF", "12000.01USD"),
        (Documents.AIR, "", "6000USD"),  # at all of it
        (Documents.BANK, "FOB", "6000USD"),
    ],
)
def test_what_would_fit_is_weighed_by_the_documents_of_the_order(documents: Documents, incoterm: str, smaller: str) -> None:
    found = asked(GOOD, "20000USD", "DP sight", documents=documents, incoterm=incoterm)
    assert Condition("smaller_amount", money(smaller), "limit_used_percent") in found.conditions
    assert found.exposure_after == money("24000USD" if smaller == "6000USD" else "14000USD")


def test_the_insurer_s_limit_in_another_currency_bears_by_its_rate() -> None:
    """5,000 at stake after the order; 2,400 EUR are 3,000 USD, and 90 % of them 2,700."""
    insured = GOOD.replace("limit=10000USD", "limit=10000USD insured=2400EUR")
    assert asked(insured, rates=published(USD="1.25")).own_risk_after == money("2300USD")


def weighed_own_risk(text: str, order: Money, rates: Rates = NO_RATES) -> tuple[Condition, ...]:
    rules = {"own_risk": {"verdict": "conditions"}, "report_age": {"enabled": False}}
    return asked(text, f"{order.amount}USD", policy=Policy.of({"holding": {"rules": rules}}), rates=rates).conditions


def test_cover_is_asked_for_as_if_there_were_none_and_up_to_the_whole() -> None:
    """Of ten times the most nine tenths must be borne, which is what the insurer bears of a limit as large as the order."""
    most = money(f"{recommended_own_risk()}USD")
    insured = STEADY.replace("limit=90000USD", "limit=90000USD insured=100USD")
    assert weighed_own_risk(insured, most.times(2)) == weighed_own_risk(STEADY, most.times(2)) != ()
    assert Condition("insured_share", most.times(10), "own_risk") in weighed_own_risk(STEADY, most.times(10))


def test_own_risk_that_cannot_be_told_holds_nothing_and_one_that_can_names_what_binds_it() -> None:
    unknown = STEADY.replace("limit=90000USD", "limit=90000USD insured=5CHF")
    look = looked(asked(unknown, "9000USD"), RuleName.OWN_RISK)
    assert (look.value, look.fired) == (None, False)
    poor = STEADY.replace("bureau", "bureau financial_strength.equity:1000USD")
    told = next(reason for reason in asked(poor, "600USD").reasons if reason.code == "order_own_risk")
    assert told.facts["report"] == "B1"


def test_of_two_bounds_as_narrow_the_grade_is_told() -> None:
    found = asked(GOOD.replace("limit=10000USD", "limit=10000USD terms=OA60@BL"), "10USD", "OA 61 @BL")
    assert codes(found)[0] == "order_terms_grade"


def test_terms_that_were_agreed_are_told_as_they_read() -> None:
    found = asked(GOOD.replace("limit=10000USD", "limit=10000USD terms=OA45@BL"), "10USD", "OA 46 @BL")
    assert found.reasons[0].facts["terms"] == "OA 45 @BL"


@pytest.mark.parametrize(("deposit", "fired"), [("300", False), ("299.99", True)])
def test_a_deposit_stands_for_a_record_from_its_percent_to_the_cent(deposit: str, fired: bool) -> None:
    found = asked("buyer C1 limit=90000USD", "1000USD", f"USD {deposit} TT @order; rest OA 30 @BL")
    assert looked(found, RuleName.NO_RECORD).fired is fired


@pytest.mark.parametrize(
    ("text", "order", "facts"),
    [
        (GOOD, "1USD", {"on": TODAY, "source": "policy"}),
        ("buyer C1 limit=90000USD", "1USD", {"on": TODAY, "source": "own_ledger"}),
        (GOOD + "event C1 E1 -9 cvl", "1USD", {"event": "cvl", "on": day("-9"), "notice": "E1", "source": "gazette"}),
        (GOOD + "letter C1 K1 -1 written_off for=I1", "1USD", {"invoice": "I1", "contact": "K1", "on": day("-1")}),
        (GOOD + "invoice C1 I2 +9 6000USD", "1USD", {"limit": money("10000USD"), "headroom": money("0USD")}),
        (GOOD + "invoice C1 I0 -3 900USD \n call C1 K1 -70 no_answer \n email C1 K2 -60 bounced \n call C1 K3 -50 no_answer",
         "1USD", {"debt_class": "bad", "invoice": "I0", "tries": 3}),
    ],
)  # fmt: skip
def test_the_binding_reason_names_its_facts(text: str, order: str, facts: dict[str, object]) -> None:
    """Of a buyer that is silent the oldest item is named, because silence names none."""
    assert facts.items() <= asked(text, order).reasons[0].facts.items()


def test_a_report_that_is_missing_is_told_on_the_day_itself() -> None:
    told = next(r for r in asked("buyer C1 limit=9000USD", "3000USD").reasons if r.code == "order_report_missing")
    assert told.facts == {"on": TODAY, "source": "own_ledger"}


def test_the_check_says_by_whom_it_was_reported_and_how_to_have_the_order_paid() -> None:
    assert asked("buyer C1 limit=90000USD").report_provider == ""
    assert asked(GOOD, "1234USD").advice.reason.facts["amount"] == money("1234USD")
    assert asked(GOOD, "1234USD").advice.reason.facts["on"] == TODAY


def test_documents_that_hold_nothing_back_are_told_with_their_part() -> None:
    found = asked(GOOD, "1000USD", "DP sight", documents=Documents.AIR).reasons[1]
    assert (found.code, found.facts["open"], found.facts["percent"]) == ("order_documents_loose", money("1000USD"), Decimal(100))
