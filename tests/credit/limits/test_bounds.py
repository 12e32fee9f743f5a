"""What each bound of a recommended limit rests on: its figures, the day they were known and who said them (TRADE.md 3.6)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.limits.bounds import Bound, bounds
from credit.rates import NO_RATES
from credit.reason import Reason, ReasonFact
from tests.credit.limits.test_recommendation import GOLDEN, OECD, PUBLISHED, advised, bound, entry_of
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
    found = bounds(*entry_of(text, policy={"own_equity": 50000}, countries=OECD))
    assert {each.rate_on for each in found} == {None}  # all of it is in the currency of the limit
    assert [each.reason for each in found] == [
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


def test_the_insurers_part_is_its_share_of_what_it_covers_in_whole_cents() -> None:
    """90 % of 10,001.01 are 9,000.909; of a limit below nothing it bears nothing."""
    insured = GOLDEN.replace("limit=40000USD", "limit=40000USD insured={}")
    assert advised(insured.format("10001.01USD")).insured == money("9000.90USD")
    assert advised(insured.format("-9USD insured_percent=100")).insured == money("0USD")


def test_the_insurers_part_is_of_what_left_while_its_cover_held() -> None:
    """Ended thirty days ago: the first thousand alone; stopped on 28 May, two months after I1 was due: its ten thousand."""
    ended = """
        buyer    C1             limit=9USD  insured=5000USD  insured_until=-30
        invoice  C1  I1  +20  1000USD  issued=-40
        invoice  C1  I2  +20  1000USD  issued=-20
    """
    assert advised(ended).insured == money("900USD")
    stopped = """
        buyer    C1                    limit=9USD  insured=80000USD
        invoice  C1  I1  2024-03-28  10000USD  issued=2024-01-28
        invoice  C1  I2         +50  20000USD  issued=-14
    """
    assert advised(stopped).insured == money("9000USD")


def test_a_recommendation_tells_its_factor_and_that_the_limit_is_over() -> None:
    factor: dict[str, ReasonFact] = {"grade": "B", "factor": Decimal("0.8")}
    over: dict[str, ReasonFact] = {"on": day("2024-06-01"), "decided_on": day("2023-06-01"), "buyer": "C1", "source": "desk"}
    found = advised(GOLDEN.replace("limit=40000USD", "limit=40000USD limit_on=2023-06-01"))
    assert found.reasons == (Reason("limit_grade_factor", factor | HOUSE), Reason("limit_expired", over, money("40000USD")))
    assert advised(GOLDEN, "unrated").reasons == (Reason("limit_unrated", OWN),)


def test_where_nothing_was_sold_nobody_says_what_is_short() -> None:
    text = "buyer C1 limit=9USD \n report C1 B1 -20 bureau financial_strength.turnover:1000USD"
    found = advised(text)
    assert (found.whole, found.short) == (money("40USD"), None)  # 5 % of 1,000 x 0.8
