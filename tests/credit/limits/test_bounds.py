"""What each bound of a recommended limit rests on: its figures, the day they were known and who said them (TRADE.md 3.6)."""

from dataclasses import replace

import pytest

from credit.limits.bounds import Bound, bounds
from credit.rates import NO_RATES
from credit.reason import Reason, ReasonFact
from tests.credit.limits.test_recommendation import GOLDEN, OECD, PUBLISHED, bound, entry_of
from tests.credit.little_book import TODAY, day, money, published

TOLD: dict[str, ReasonFact] = {"report": "B1", "on": day("-20"), "source": "bureau"}
OWN: dict[str, ReasonFact] = {"on": TODAY, "source": "own_ledger"}
HOUSE: dict[str, ReasonFact] = {"on": TODAY, "source": "policy"}


def why(code: str, figures: dict[str, ReasonFact], known: dict[str, ReasonFact], amount: str) -> Reason:
    return Reason(code, figures | known, money(amount))


def test_every_bound_tells_what_it_was_reckoned_from() -> None:
    """Golden 6: 60 days of terms, 10 late and 30 on the way; 35 % of the worth, 5 % of the turnover, 8 % of our own equity."""
    text = GOLDEN.replace("limit=40000USD", "limit=40000USD country=VN")
    sold: dict[str, ReasonFact] = {"sold": money("182500USD"), "terms_days": 60, "transit_days": 30, "late_days": 10}
    assert [each.reason for each in bounds(*entry_of(text, policy={"own_equity": 50000}, countries=OECD))] == [
        Reason("limit_need", sold | {"invoice": "I1"} | OWN, money("50000USD")),
        why("limit_net_worth", {"worth": money("80000USD"), "percent": 35}, TOLD, "28000USD"),
        why("limit_turnover", {"turnover": money("700000USD"), "percent": 5}, TOLD, "35000USD"),
        why("limit_own_equity", {"equity": money("50000USD"), "percent": 8}, HOUSE, "4000USD"),
        Reason("limit_country", {"country": "VN", "risk_class": 4, "on": PUBLISHED, "source": "OECD"}, money("800000USD")),
    ]


def test_what_bounds_nothing_tells_who_could_have_said_more() -> None:
    assert [each.reason for each in bounds(*entry_of("buyer C1"))] == [
        Reason("limit_never_sold", OWN),
        Reason("limit_worth_unknown", HOUSE),
        Reason("limit_turnover_unknown", HOUSE),
        Reason("limit_own_equity_unset", HOUSE),
        Reason("limit_country_unwritten", OWN),
    ]


def test_a_buyer_without_a_grade_has_no_share_of_anything() -> None:
    found = bounds(*entry_of(GOLDEN, "unrated", policy={"own_equity": 50000}))
    assert [(each.bound, each.reason) for each in found[1:4]] == [
        (which, Reason("limit_no_grade", OWN)) for which in (Bound.NET_WORTH, Bound.TURNOVER, Bound.OWN_EQUITY)
    ]


def test_a_need_without_a_record_or_a_rate_tells_its_invoice() -> None:
    """30 days of terms and 30 on the way of 100 a day."""
    unpaid: dict[str, ReasonFact] = {"sold": money("36500USD"), "terms_days": 30, "transit_days": 30, "invoice": "I1"}
    assert bound(Bound.NEED, "invoice C1 I1 +9 36500USD issued=-21").reason == Reason(
        "limit_need_no_record", unpaid | OWN, money("6000USD")
    )
    unrated = bound(Bound.NEED, "buyer C1 limit=9USD \n invoice C1 I1 +9 365EUR").reason
    assert unrated == Reason("limit_need_no_rate", {"invoice": "I1"} | OWN)


@pytest.mark.parametrize(("percent", "part"), [(35, "350USD"), (100, "1000USD")])
def test_equity_alone_is_told_as_that(percent: int, part: str) -> None:
    text = "buyer C1 \n report C1 B1 -20 bureau financial_strength.equity:{}USD"
    policy = {"worth_percent": {"B": percent}}
    found = bound(Bound.NET_WORTH, text.format(1000), policy=policy)
    assert found.reason == why("limit_equity", {"worth": money("1000USD"), "percent": percent}, TOLD, part)
    assert bound(Bound.NET_WORTH, text.format(-500), policy=policy).amount == money("0USD")  # owed more than owned


@pytest.mark.parametrize(
    ("country", "code", "told"),
    [
        ("AU", "limit_country_high_income", {"status": "high_income_oecd", "on": PUBLISHED}),
        ("BB", "limit_country_unclassified", {"status": "not_reviewed", "on": PUBLISHED}),
        ("QQ", "limit_country_unpublished", {"on": TODAY}),
    ],
)
def test_a_country_that_caps_nothing_says_why(country: str, code: str, told: dict[str, ReasonFact]) -> None:
    reason = bound(Bound.COUNTRY, f"buyer C1 country={country}", countries=OECD).reason
    assert reason == Reason(code, {"country": country, "source": "OECD"} | told)


def test_a_bound_without_a_rate_names_its_currency_and_who_publishes_rates() -> None:
    text = "buyer C1 limit=9USD \n report C1 B1 -20 bureau financial_strength.turnover:1000AED"
    told: dict[str, ReasonFact] = {"currency": "AED", "on": TODAY}
    assert bound(Bound.TURNOVER, text, rates=NO_RATES).reason == Reason("no_rate", told | {"source": "policy"})
    rates = replace(published(USD="1.25"), source="ecb")
    assert bound(Bound.TURNOVER, text, rates=rates).reason == Reason("no_rate", told | {"source": "ecb"})
    unlisted = bound(Bound.COUNTRY, "buyer C1 country=QQ").reason
    assert unlisted == Reason("limit_country_unpublished", {"country": "QQ"} | HOUSE)
