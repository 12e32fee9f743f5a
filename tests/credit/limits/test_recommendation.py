"""The recommended limit is the smallest of named bounds, and each bound says its amount or why it has none."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from credit.assess import assess_book
from credit.assessment import Assessment
from credit.book import Book
from credit.country import NO_COUNTRIES, Countries, CountryRisk, CountryStatus
from credit.limits.bounds import Bound, Constraint, bounds
from credit.limits.recommendation import Recommendation, recommended
from credit.policy import Policy
from credit.rates import NO_RATES
from credit.rating.grade import Graded
from credit.rating.letter import Grade
from tests.credit.little_book import TODAY, day, little_book, money, published

PUBLISHED = day("-30")
OECD = Countries(
    {
        "VN": (CountryRisk(PUBLISHED, 4),),
        "ZW": (CountryRisk(PUBLISHED, 7),),
        "AU": (CountryRisk(PUBLISHED, None, CountryStatus.HIGH_INCOME_OECD),),
        "BB": (CountryRisk(PUBLISHED, None, CountryStatus.NOT_REVIEWED),),
    },
    "OECD",
)
GOLDEN = """
    buyer    C1  limit=40000USD
    report   C1  B1  -20  bureau  financial_strength.equity:80000USD  financial_strength.intangible_assets:0USD
             financial_strength.turnover:700000USD
    invoice  C1  I1  -289  182500USD  issued=-349
    receipt  C1  R1  -279  182500USD  for=I1
""".replace("\n             ", "  ")
"""My DSO Manager's example (TRADE.md 3.6, golden 6): 182,500 / 365 x (60 + 10 + 30) = 50,000 needed."""


def entry_of(text: str, grade: str = "B", **how: Any) -> tuple[Assessment, Book]:
    countries: Countries = how.get("countries", NO_COUNTRIES)
    policy, rates = Policy.of({"limits": how.get("policy", {})}), how.get("rates", NO_RATES)
    book = replace(little_book(text, policy, rates), countries=countries)
    entry = assess_book(book, how.get("on", TODAY)).by_id["C1"]
    return entry.supposing(graded=Graded(Grade(grade), ())), book


def advised(text: str, grade: str = "B", **how: Any) -> Recommendation:
    return recommended(*entry_of(text, grade, **how))


def bound(which: Bound, text: str, grade: str = "B", **how: Any) -> Constraint:
    return next(each for each in bounds(*entry_of(text, grade, **how)) if each.bound is which)


def test_golden_6_the_net_worth_binds_at_28000_where_50000_are_needed() -> None:
    found = advised(GOLDEN)
    assert {each.bound: each.amount for each in found.constraints} == {
        Bound.NEED: money("50000USD"),
        Bound.NET_WORTH: money("28000USD"),  # 35 % of 80,000
        Bound.TURNOVER: money("35000USD"),  # 5 % of 700,000
        Bound.OWN_EQUITY: None,
        Bound.COUNTRY: None,
    }
    assert found.binding is not None
    assert found.binding.bound is Bound.NET_WORTH
    assert found.short == money("22000USD")  # for shorter terms or a guarantee
    assert found.whole == money("22400USD")  # x 0.8 for grade B
    plain = advised(GOLDEN, policy={"grade_factor": {"B": "1"}})
    assert (plain.whole, plain.own_risk) == (money("28000USD"), money("28000USD"))


@pytest.mark.parametrize(
    ("grade", "whole"),
    [("A", "36000USD"), ("B", "22400USD"), ("C", "10000USD"), ("D", "1400USD"), ("E", "0USD")],
)
def test_each_grade_has_its_shares_and_its_factor(grade: str, whole: str) -> None:
    """A: 45 % of 80,000; B: 35 % x 0.8; C: 25 % x 0.5; D: 1 % of 700,000 x 0.2; E: cash or letter of credit."""
    found = advised(GOLDEN, grade)
    assert found.whole == money(whole)
    assert found.reasons[0].code == ("limit_cash_only" if grade == "E" else "limit_grade_factor")


def test_an_unrated_buyer_gets_no_recommendation_but_its_need_is_told() -> None:
    found = advised(GOLDEN, "unrated")
    assert (found.whole, found.own_risk) == (None, None)
    assert found.binding is not None
    assert (found.binding.bound, found.binding.amount) == (Bound.NEED, money("50000USD"))
    assert [each.reason.code for each in found.constraints[1:3]] == ["limit_no_grade", "limit_no_grade"]
    assert found.reasons[0].code == "limit_unrated"
    equity = bound(Bound.OWN_EQUITY, GOLDEN, "unrated", policy={"own_equity": 1000})
    assert (equity.amount, equity.reason.code) == (None, "limit_no_grade")


@pytest.mark.parametrize(
    ("insured", "own"),
    [("0USD", "22400USD"), ("10000USD", "13400USD"), ("30000USD", "0USD"), ("-9USD", "22400USD")],
)
def test_own_risk_is_what_the_insurer_does_not_cover(insured: str, own: str) -> None:
    """90 % of the insured limit: 22,400 - 9,000 = 13,400; never below zero."""
    assert advised(GOLDEN.replace("limit=40000USD", f"limit=40000USD insured={insured}")).own_risk == money(own)


def test_a_cover_without_a_rate_leaves_the_own_part_unknown() -> None:
    found = advised(GOLDEN.replace("limit=40000USD", "limit=40000USD insured=9EUR"))
    assert (found.whole, found.insured, found.own_risk) == (money("22400USD"), None, None)


def test_without_any_bound_there_is_no_recommendation() -> None:
    found = advised("buyer C1")
    assert (found.binding, found.whole, found.own_risk, found.short, found.expires_on) == (None, None, None, None, None)
    assert [each.reason.code for each in found.constraints] == [
        "limit_never_sold", "limit_worth_unknown", "limit_turnover_unknown", "limit_own_equity_unset", "limit_country_unwritten",
    ]  # fmt: skip


def test_of_equal_bounds_the_first_binds() -> None:
    found = advised(GOLDEN.replace("turnover:700000USD", "turnover:560000USD"))  # 5 % is 28,000 too
    assert found.binding is not None
    assert found.binding.bound is Bound.NET_WORTH


def test_the_need_says_whether_a_record_stands_behind_it() -> None:
    assert bound(Bound.NEED, GOLDEN).reason.facts["late_days"] == 10
    unpaid = bound(Bound.NEED, "invoice C1 I1 +9 36500USD issued=-21")
    assert (unpaid.reason.code, unpaid.amount) == ("limit_need_no_record", money("6000USD"))
    unrated = bound(Bound.NEED, "buyer C1 limit=9USD \n invoice C1 I1 +9 365EUR")
    assert (unrated.reason.code, unrated.amount) == ("limit_need_no_rate", None)


REPORTS = "buyer C1 limit=9USD \n report C1 B1 -20 bureau as_of=-25 {0} \n report C1 B2 -40 other as_of=-45 {1}"


@pytest.mark.parametrize(
    ("newer", "older", "code", "amount", "report"),
    [
        ("financial_strength.equity:1000USD", "", "limit_equity", "350USD", "B1"),
        ("financial_strength.equity:1000USD financial_strength.intangible_assets:400USD", "", "limit_net_worth", "210USD", "B1"),
        ("financial_strength.equity:1000USD financial_strength.intangible_assets:4EUR", "", "limit_equity", "350USD", "B1"),
        ("financial_strength.equity:-500USD", "", "limit_equity", "0USD", "B1"),
        ("", "financial_strength.equity:1000USD", "limit_equity", "350USD", "B2"),  # the newest that has it
        ("financial_strength.equity:n/a", "financial_strength.equity:1000USD", "limit_equity", "350USD", "B2"),
        ("financial_strength.equity:2000USD", "financial_strength.equity:1000USD", "limit_equity", "700USD", "B1"),
    ],
)
def test_net_worth_is_the_newest_told_less_what_cannot_be_touched(
    newer: str, older: str, code: str, amount: str, report: str
) -> None:
    found = bound(Bound.NET_WORTH, REPORTS.format(newer, older))
    assert (found.reason.code, found.amount, found.reason.facts["report"]) == (code, money(amount), report)
    assert (found.reason.facts["source"], found.reason.facts["on"]) == (
        ("bureau", day("-25")) if report == "B1" else ("other", day("-45"))
    )


def test_an_opinion_of_tomorrow_does_not_count() -> None:
    text = "buyer C1 \n report C1 B1 -20 bureau as_of=+1 financial_strength.turnover:1000USD"
    assert bound(Bound.TURNOVER, text).reason.code == "limit_turnover_unknown"
    assert bound(Bound.TURNOVER, text.replace("+1", "0")).amount == money("50USD")


def test_a_bound_in_another_currency_names_its_rates_day_and_without_a_rate_has_no_amount() -> None:
    text = "buyer C1 limit=9USD \n report C1 B1 -20 bureau financial_strength.turnover:1000EUR"
    rated, unrated = (bound(Bound.TURNOVER, text, rates=rates) for rates in (published(USD="1.25"), NO_RATES))
    assert (rated.amount, rated.reason.amount) == (money("62.50USD"), money("50EUR"))
    assert rated.rate_on == date(2010, 10, 4)  # 5,000 days before 2024-06-12
    assert (unrated.amount, unrated.reason.code, unrated.reason.facts["currency"]) == (None, "no_rate", "EUR")


def test_our_own_equity_binds_once_it_is_written_down() -> None:
    found = bound(Bound.OWN_EQUITY, "buyer C1", policy={"own_equity": 50000})
    assert (found.amount, found.reason.code) == (money("4000USD"), "limit_own_equity")  # 8 % of 50,000


@pytest.mark.parametrize(
    ("country", "amount", "code"),
    [
        ("VN", "800000USD", "limit_country"),
        ("ZW", "50000USD", "limit_country"),
        ("AU", None, "limit_country_high_income"),
        ("BB", None, "limit_country_unclassified"),
        ("QQ", None, "limit_country_unpublished"),
    ],
)
def test_the_country_caps_by_its_class_and_no_class_is_no_cap_of_zero(country: str, amount: str | None, code: str) -> None:
    found = bound(Bound.COUNTRY, f"buyer C1 country={country}", countries=OECD)
    assert (found.amount, found.reason.code) == (money(amount) if amount else None, code)
    assert found.reason.facts["source"] == "OECD"


def test_before_the_class_was_published_there_is_none() -> None:
    for on, code in (("-31", "limit_country_unpublished"), ("-30", "limit_country")):
        assert bound(Bound.COUNTRY, "buyer C1 country=VN", countries=OECD, on=day(on)).reason.code == code


@pytest.mark.parametrize(
    ("grade", "ends"),
    [
        ("A", "2025-06-01"),
        ("B", "2025-06-01"),
        ("C", "2024-12-01"),
        ("D", "2024-09-01"),
        ("E", "2024-06-01"),
        ("unrated", "2024-09-01"),
    ],
)
def test_a_limit_stands_for_as_many_months_as_the_grade_is_good_for(grade: str, ends: str) -> None:
    found = advised("buyer C1 limit=9USD limit_on=2024-06-01", grade)
    assert found.expires_on == date.fromisoformat(ends)
    assert found.expired is (grade == "E")


@pytest.mark.parametrize(("decided", "expired"), [("2023-06-12", True), ("2023-06-13", False)])
def test_a_limit_is_expired_from_the_day_it_ends(decided: str, expired: bool) -> None:
    found = advised(f"buyer C1 limit=9USD limit_on={decided}")
    assert found.expired is expired
    told = [reason for reason in found.reasons if reason.code == "limit_expired"]
    assert [(r.facts["on"], r.facts["decided_on"], r.amount) for r in told] == (
        [(TODAY, date(2023, 6, 12), money("9USD"))] if expired else []
    )


def test_at_the_worst_grade_a_limit_stands_no_day() -> None:
    """What the policy gives no month is told as that, and not as a limit that ended; other grades are given some."""
    text = "buyer C1 limit=9USD limit_on=2024-06-01"
    assert [reason.code for reason in advised(text, "E").reasons] == ["limit_cash_only", "limit_no_day"]
    assert advised(text, "D").reasons[1:] == ()


def test_a_limit_whose_day_nobody_wrote_down_does_not_expire() -> None:
    found = advised("buyer C1 limit=9USD learnt=2010-06-01")
    assert (found.expires_on, found.expired) == (None, False)


@pytest.mark.parametrize("which", list(Bound))
def test_every_bound_says_on_which_day_and_by_whom(which: Bound) -> None:
    for text in (GOLDEN, "buyer C1", "buyer C1 country=VN"):
        reason = bound(which, text, countries=OECD).reason
        assert {"on", "source"} <= set(reason.facts)


@pytest.mark.parametrize(
    ("grade", "text", "binds"),
    [
        ("B", GOLDEN, "net_worth"),  # 22,400 are left
        ("E", GOLDEN, "net_worth"),  # of the net worth of an E nothing counts, so the bound itself is nothing
        ("E", "invoice C1 I1 +9 10USD", "grade"),  # its need of 2.47 x 0
        ("B", GOLDEN.replace("limit=40000USD", "limit=40000USD insured=50000USD"), "insurer"),  # 22,400 - 90 % of 50,000
        ("B", "buyer C1", ""),
    ],
)
def test_what_leaves_nothing_of_a_limit_is_what_binds_it(grade: str, text: str, binds: str) -> None:
    assert advised(text, grade).binds == binds


def test_a_grade_that_leaves_something_is_not_what_binds() -> None:
    found = advised(GOLDEN, "B")
    assert (found.binds, found.own_risk) == (Bound.NET_WORTH, money("22400USD"))
