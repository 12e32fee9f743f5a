"""How the next order should be paid: the decision table, row by row."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.country import Countries, CountryRisk, CountryStatus
from credit.money import Money
from credit.orders.payment_method import Advice, Advising, CountryBand, PaymentMethod, advise, band_of
from credit.policy import Policy
from credit.problem import InvalidPolicy
from credit.rating.letter import Grade
from credit.reason import Reason, ReasonFact
from tests.credit.little_book import TODAY, day, money


def told(grade: str, band: str, amount: str = "1000USD") -> tuple[str, int, int]:
    found = advise(Grade(grade), CountryBand(band), money(amount), TODAY, Advising())
    return found.method.value, found.deposit_percent, found.days


def test_what_chinese_exporters_know_as_the_norm() -> None:
    """Fumasoft (TRADE.md 1.8): low risk O/A 30; high risk at least half T/T; a good score L/C 60; a poor one all T/T. 3.6: E."""
    assert told("B", "low") == told("C", "low") == ("OA", 0, 30)
    assert told("A", "medium") == ("LC", 0, 60)
    assert told("D", "high") == told("D", "unknown") == ("TT", 100, 0)
    for grade in "ABC":
        for band in ("high", "unknown"):
            assert told(grade, band)[1] == 50
    for band in CountryBand:
        assert told("E", band) == ("TT", 100, 0)
        confirmed = band in (CountryBand.HIGH, CountryBand.UNKNOWN)
        assert told("E", band, "50000USD") == ("LC_confirmed" if confirmed else "LC", 0, 0)


def ways(grade: str, band: str, amount: str = "1000USD", policy: Advising | None = None) -> list[tuple[str, int, int]]:
    found = advise(Grade(grade), CountryBand(band), money(amount), TODAY, policy or Advising())
    return [(way.method.value, way.deposit_percent, way.days) for way in found.ways]


ADVANCE, CONFIRMED, CREDIT = ("TT", 100, 0), ("LC_confirmed", 0, 0), ("LC", 0, 0)


@pytest.mark.parametrize(
    ("grade", "band", "amount", "asked"),
    [
        # E is cash or letter of credit only (TRADE.md 3.6), and a bank in a risky country is no better than its country
        ("E", "low", "1000USD", [ADVANCE, CREDIT]),
        ("E", "medium", "1000USD", [ADVANCE, CONFIRMED, CREDIT]),
        ("E", "high", "1000USD", [ADVANCE, CONFIRMED]),
        ("E", "unknown", "1000USD", [ADVANCE, CONFIRMED]),
        ("E", "low", "50000USD", [ADVANCE, CREDIT]),
        ("E", "medium", "50000USD", [ADVANCE, CONFIRMED, CREDIT]),
        ("E", "high", "50000USD", [ADVANCE, CONFIRMED]),
        # D, down to its row
        ("D", "low", "1000USD", [ADVANCE, ("LC", 30, 0), ("DP", 30, 0)]),
        ("D", "medium", "1000USD", [ADVANCE, ("LC_confirmed", 30, 0), ("LC", 30, 0)]),
        ("D", "high", "1000USD", [ADVANCE]),
        # with the others nobody bargains down from cash
        ("C", "medium", "1000USD", [("DP", 30, 0)]),
        ("A", "low", "1000USD", [("OA", 0, 60)]),
    ],
)
def test_a_poor_grade_is_walked_down_the_ladder_of_security(
    grade: str, band: str, amount: str, asked: list[tuple[str, int, int]]
) -> None:
    """Prepayment > confirmed L/C > L/C > D/P > D/A > O/A (TRADE.md 5), no further than the last that is accepted."""
    assert ways(grade, band, amount) == asked


def test_the_days_of_a_credit_are_the_bank_s_and_a_collection_above_is_at_sight() -> None:
    rows = {
        "d_medium": {"method": "LC", "deposit_percent": 0, "days": 60},
        "d_low": {"method": "OA", "deposit_percent": 20, "days": 30},
        "d_risky": {"method": "TT", "deposit_percent": 40, "least": "DP"},
    }
    policy = Policy.of({"advising": {"rows": rows}}).advising
    assert ways("D", "medium", policy=policy) == [ADVANCE, ("LC_confirmed", 0, 60), ("LC", 0, 60)]
    assert ways("D", "low", policy=policy) == [ADVANCE, ("LC", 20, 0), ("DP", 20, 0), ("DA", 20, 0), ("OA", 20, 30)]
    assert ways("D", "high", policy=policy) == [("TT", 40, 0), ("LC_confirmed", 40, 0), ("LC", 40, 0), ("DP", 40, 0)]


def test_a_confirmed_credit_that_a_row_names_is_told_in_any_country() -> None:
    named = Policy.of({"advising": {"rows": {"d_low": {"method": "LC_confirmed"}, "e": {"least": "LC_confirmed"}}}}).advising
    assert ways("D", "low", policy=named) == [ADVANCE, ("LC_confirmed", 30, 0)]
    assert ways("E", "low", policy=named) == [ADVANCE, CONFIRMED]


def test_whom_the_ladder_is_walked_with_is_the_policy_s() -> None:
    policy = Policy.of({"advising": {"ladder_grades": ["C"]}}).advising
    assert ways("C", "low", policy=policy)[-1] == ("OA", 0, 30)
    assert ways("D", "low", policy=policy) == [("DP", 30, 0)]


@pytest.mark.parametrize(
    ("grade", "band", "advice"),
    [
        ("A", "low", ("OA", 0, 60)),
        ("A", "high", ("LC", 50, 60)),
        ("B", "medium", ("DA", 20, 30)),
        ("B", "high", ("LC", 50, 0)),
        ("C", "medium", ("DP", 30, 0)),
        ("C", "high", ("LC", 50, 0)),
        ("D", "low", ("DP", 30, 0)),
        ("D", "medium", ("LC", 30, 0)),
        ("unrated", "low", ("DP", 30, 0)),
        ("unrated", "medium", ("LC", 30, 0)),
        ("unrated", "high", ("LC", 50, 0)),
        ("unrated", "unknown", ("LC", 50, 0)),
    ],
)
def test_every_other_row(grade: str, band: str, advice: tuple[str, int, int]) -> None:
    assert told(grade, band) == advice


@pytest.mark.parametrize(
    ("grade", "amount", "row"),
    [
        ("C", "49999.99USD", "c_low"),
        ("C", "50000USD", "c_low_large"),
        ("B", "199999.99USD", "b_low"),
        ("B", "200000USD", "b_low_large"),
        ("E", "49999.99USD", "e"),
        ("E", "50000USD", "e_large"),
    ],
)
def test_the_first_row_that_fits_wins(grade: str, amount: str, row: str) -> None:
    found = advise(Grade(grade), CountryBand.LOW, money(amount), TODAY, Advising())
    assert found.row == row
    assert found.reason.code == "advice_row"
    assert found.reason.facts == {
        "grade": grade, "band": "low", "row": row, "on": TODAY, "source": "policy", "amount": money(amount),
    }  # fmt: skip


def test_rows_have_the_names_and_the_places_a_policy_file_knows_them_by() -> None:
    """Ten apart by grade, the poorest first; within one, the large orders before the others."""
    assert {name: row.place for name, row in Advising().rows.items()} == {
        "e_large": 10, "e_large_risky": 11, "e": 12, "e_risky": 13,
        "d_low": 20, "d_medium": 21, "d_risky": 22,
        "c_low_large": 30, "c_low": 31, "c_medium": 32, "c_risky": 33,
        "b_low_large": 40, "b_low": 41, "b_medium": 42, "b_risky": 43,
        "a_low": 50, "a_medium": 51, "a_risky": 52,
        "new_low": 60, "new_medium": 61, "new_risky": 62,
    }  # fmt: skip
    assert told("B", "low", "200000USD") == ("OA", 20, 30)


def test_an_amount_that_is_not_known_is_taken_for_a_large_one() -> None:
    found = advise(Grade.C, CountryBand.LOW, None, TODAY, Advising())
    facts: dict[str, ReasonFact] = {"grade": "C", "band": "low", "row": "c_low_large", "on": TODAY, "source": "policy"}
    assert (found.row, found.reason) == ("c_low_large", Reason("advice_any_amount", facts))
    assert (found.method, found.deposit_percent, found.days) == (PaymentMethod.DA, 30, 30)


@pytest.mark.parametrize(
    ("grade", "band", "walked", "to_confirm"), [("D", "high", True, True), ("D", "low", True, False), ("A", "high", False, True)]
)
def test_the_ladder_holds_for_a_grade_that_no_row_fits_too(grade: str, band: str, walked: bool, to_confirm: bool) -> None:
    """Ability and willingness may yet put another way in place of the advance."""
    found = advise(Grade(grade), CountryBand(band), money("500USD"), TODAY, replace(Advising(), rows={}))
    assert (found.row, found.walked, found.to_confirm) == ("", walked, to_confirm)


def test_no_row_advises_all_in_advance() -> None:
    empty = Policy.of({"advising": {"rows": {"a_low": {"from_amount": 500}}}}).advising
    found = advise(Grade.A, CountryBand.LOW, money("499.99USD"), TODAY, empty)
    assert (found.method, found.deposit_percent, found.days, found.row) == (PaymentMethod.TT, 100, 0, "")
    assert found.reason == Reason("advice_no_row", {"grade": "A", "band": "low", "row": "", "on": TODAY, "source": "policy"})
    assert advise(Grade.A, CountryBand.LOW, money("500USD"), TODAY, empty).row == "a_low"


def test_a_row_of_the_houses_own_stands_at_its_place() -> None:
    row = {"place": 5, "grades": ["A"], "countries": ["low"], "method": "DP", "deposit_percent": 10, "days": 0, "from_amount": 0}
    own = Policy.of({"advising": {"rows": {"ours": row}}}).advising
    found = advise(Grade.A, CountryBand.LOW, Money(1, "USD"), TODAY, own)
    assert (found.row, found.method, found.deposit_percent) == ("ours", PaymentMethod.DP, 10)
    later = Policy.of({"advising": {"rows": {"ours": {**row, "place": 51}}}}).advising
    assert advise(Grade.A, CountryBand.LOW, Money(1, "USD"), TODAY, later).row == "a_low"


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"method": "barter"}, "advising.rows.a_low.method"),
        ({"deposit_percent": 101}, "advising.rows.a_low.deposit_percent"),
        ({"grades": ["Z"]}, "advising.rows.a_low.grades"),
        ({"days": 361}, "advising.rows.a_low.days"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_its_key(row: dict[str, object], key: str) -> None:
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of({"advising": {"rows": {"a_low": row}}})
    assert raised.value.facts["key"] == key


def risk(value: int | None, status: CountryStatus = CountryStatus.CLASSIFIED, on: str = "-30") -> Countries:
    return Countries({"XX": (CountryRisk(day(on), value, status),)})


@pytest.mark.parametrize(
    ("countries", "band"),
    [
        (risk(0), "low"),
        (risk(2), "low"),
        (risk(3), "medium"),
        (risk(5), "medium"),
        (risk(6), "high"),
        (risk(7), "high"),
        (risk(None, CountryStatus.HIGH_INCOME_OECD), "low"),
        (risk(None, CountryStatus.HIGH_INCOME_EURO_AREA), "low"),
        (risk(None, CountryStatus.EURO_MICROSTATE), "low"),
        (risk(None, CountryStatus.NOT_REVIEWED), "unknown"),  # no class is not class 0
        (risk(0, on="+1"), "unknown"),  # published tomorrow
        (Countries(), "unknown"),
    ],
)
def test_the_band_of_a_country(countries: Countries, band: str) -> None:
    assert band_of("XX", countries, TODAY, Advising()) == band


def test_every_grade_and_band_has_a_row_for_every_amount() -> None:
    for grade in Grade:
        for band in CountryBand:
            assert advise(grade, band, Money.of(Decimal("0.01"), "USD"), TODAY, Advising()).row


def test_a_walk_to_open_account_passes_every_way_that_is_more_secure() -> None:
    """TRADE.md 5: prepayment, confirmed L/C, L/C, D/P, D/A, O/A."""
    why = Reason("advice_row", {"on": TODAY, "source": "policy"})
    found = Advice(PaymentMethod.DP, 0, 0, "own", why, least=PaymentMethod.OA, walked=True, to_confirm=True)
    assert [way.method.value for way in found.ways] == ["TT", "LC_confirmed", "LC", "DP", "DA", "OA"]
