"""The distress models by their published formulas, with what public pages get wrong."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.distress import DistressPolicy, Firm, ModelResult, Statements, WhyNot, Zone, distress_models
from tests.credit.any_facts import calm

SOUND = Statements(
    "USD",
    total_assets=Decimal(1000),
    current_assets=Decimal(400),
    current_liabilities=Decimal(200),
    total_liabilities=Decimal(500),
    retained_earnings=Decimal(200),
    ebit=Decimal(100),
    sales=Decimal(1500),
    market_equity=Decimal(600),
    book_equity=Decimal(500),
    net_income=Decimal(50),
    net_income_before=Decimal(40),
    funds_from_operations=Decimal(80),
    price_index=Decimal(100),
)
"""X1 = (400 - 200) / 1000 = .2, X2 = 200 / 1000 = .2, X3 = 100 / 1000 = .1."""
MODELS = ("altman_z", "altman_z_private", "altman_z_double", "altman_z_emerging", "zmijewski", "ohlson")
NOBODY = Firm()


def by_name(told: Statements = SOUND, firm: Firm = NOBODY) -> dict[str, ModelResult]:
    return {result.name: result for result in distress_models(told, firm)}


@pytest.mark.parametrize(
    ("name", "value", "zone"),
    [
        ("altman_z", "3.07", Zone.SAFE),  # 1.2 x .2 + 1.4 x .2 + 3.3 x .1 + 0.6 x 600/500 + 1500/1000
        ("altman_z_private", "2.5405", Zone.GREY),  # .717 x .2 + .847 x .2 + 3.107 x .1 + .42 x 500/500 + .998 x 1.5
        ("altman_z_double", "3.686", Zone.SAFE),  # 6.56 x .2 + 3.26 x .2 + 6.72 x .1 + 1.05 x 500/500
        ("altman_z_emerging", "6.936", Zone.SAFE),  # 3.25 + 3.686
        ("zmijewski", "-1.7142", Zone.SAFE),  # -4.336 - 4.513 x .05 + 5.679 x .5 + .004 x 2 = -1.71415
        # -1.32 - .407 x ln 10 + 6.03 x .5 - 1.43 x .2 + .0757 x .5 - 2.37 x .05 - 1.83 x .16 - .521 x 10/90
        # = -1.32 - .93715 + 3.015 - .286 + .03785 - .1185 - .2928 - .05789
        ("ohlson", "0.0405", Zone.DISTRESS),
    ],
)
def test_each_model_by_its_formula(name: str, value: str, zone: Zone) -> None:
    found = by_name()[name]
    assert found.value is not None
    assert (round(found.value, 4), found.zone) == (Decimal(value), zone)
    assert (found.missing, found.applicable, found.why_not) == ((), True, WhyNot.NONE)


def test_probabilities_come_of_the_normal_and_the_logistic_distribution() -> None:
    # table of the normal distribution: Phi(-1.71) = .04363, less .00415 x its density there, .0921, is .04325
    assert by_name()["zmijewski"].probability == Decimal("0.0433")
    assert by_name()["ohlson"].probability == Decimal("0.5101")  # 1 / (1 + e^-0.0405) = 1 / 1.9603
    assert by_name()["altman_z"].probability is None


def figured(double: Decimal) -> Statements:
    """Statements whose Z'' is the given figure: nothing but book equity counts, 1.05 x equity / 1.05."""
    nothing = Decimal(0)
    return replace(
        SOUND,
        current_assets=nothing,
        current_liabilities=nothing,
        retained_earnings=nothing,
        ebit=nothing,
        total_liabilities=Decimal("1.05"),
        book_equity=double,
    )


@pytest.mark.parametrize(
    ("double", "zone"),
    [("1.09", Zone.DISTRESS), ("1.10", Zone.GREY), ("2.60", Zone.GREY), ("2.61", Zone.SAFE)],
)
def test_golden_emerging_market_zones_are_shifted_with_the_score(double: str, zone: Zone) -> None:
    """TRADE.md appendix C, no. 11: 4.35 and 5.85. With the unshifted 1.1 and 2.6 each of these would be called safe."""
    found = by_name(figured(Decimal(double)))
    assert found["altman_z_emerging"].value == Decimal(double) + Decimal("3.25")
    assert found["altman_z_emerging"].zone == found["altman_z_double"].zone == zone


@calm
@given(st.decimals(-20, 20, places=3))
def test_the_shift_moves_no_firm_from_one_zone_to_another(double: Decimal) -> None:
    found = by_name(figured(double))
    assert found["altman_z_emerging"].zone == found["altman_z_double"].zone


@pytest.mark.parametrize(
    ("equity", "z", "private"),
    # market or book equity over liabilities alone makes the score: 0.6 x equity/TL and 0.420 x equity/TL, TL = 1
    [
        ("3.0", Zone.DISTRESS, Zone.GREY),  # 1.8; 1.26
        ("4.9", Zone.GREY, Zone.GREY),  # 2.94; 2.058
        ("5.0", Zone.SAFE, Zone.GREY),  # 3.0; 2.1
        ("2.9", Zone.DISTRESS, Zone.DISTRESS),  # 1.74; 1.218
        ("7.0", Zone.SAFE, Zone.SAFE),  # 4.2; 2.94
    ],
)
def test_zones_of_z_and_of_private_firms(equity: str, z: Zone, private: Zone) -> None:
    told = replace(figured(Decimal(equity)), total_liabilities=Decimal(1), market_equity=Decimal(equity), sales=Decimal(0))
    assert (by_name(told)["altman_z"].zone, by_name(told)["altman_z_private"].zone) == (z, private)


def test_golden_a_higher_zmijewski_score_is_worse() -> None:
    """TRADE.md appendix C, no. 12: more debt and a loss raise the score, and the zone is distress above P = 0.5."""
    worse = replace(SOUND, total_liabilities=Decimal(950), net_income=Decimal(-100))
    before, after = by_name()["zmijewski"], by_name(worse)["zmijewski"]
    assert before.value is not None
    assert after.value is not None
    assert before.value < after.value
    assert (before.zone, after.zone) == (Zone.SAFE, Zone.DISTRESS)  # -4.336 + .4513 + 5.395 + .008 = 1.518


def test_ohlson_counts_two_losses_and_more_debts_than_assets() -> None:
    # against SOUND: debts 1.1 of assets, incomes -50 after -40
    told = replace(SOUND, total_liabilities=Decimal(1100), net_income=Decimal(-50), net_income_before=Decimal(-40))
    # -1.32 - .93715 + 6.633 - .286 + .03785 - 1.72 + .1185 - 1.83 x 80/1100 + .285 + .521 x 10/90
    found = by_name(told)["ohlson"]
    assert found.value is not None
    assert round(found.value, 3) == Decimal("2.736")
    assert found.probability == Decimal("0.9391")  # 1 / (1 + e^-2.736) = 1 / 1.0648


def test_two_years_without_income_are_no_change_of_income() -> None:
    none = replace(SOUND, net_income=Decimal(0), net_income_before=Decimal(0))
    found = by_name(none)["ohlson"]
    assert found.value is not None
    assert round(found.value, 3) == Decimal("0.217")  # 0.0405 + .1185 + .0579


def test_the_safest_ohlson_score_is_a_small_probability() -> None:
    rich = replace(SOUND, total_assets=Decimal(10) ** 12, price_index=Decimal(1), net_income=Decimal(10) ** 12)
    found = by_name(rich)["ohlson"]
    assert (found.probability, found.zone) == (Decimal(0), Zone.SAFE)


def test_what_is_missing_is_named_and_gives_no_score() -> None:
    found = by_name(Statements("USD", total_assets=Decimal(10)))
    assert all(result.value is None and result.zone is Zone.UNKNOWN for result in found.values())
    double = found["altman_z_double"]
    assert double.missing == (
        "current_assets",
        "current_liabilities",
        "retained_earnings",
        "ebit",
        "book_equity",
        "total_liabilities",
    )
    assert (double.applicable, double.why_not) == (True, WhyNot.MISSING)


@pytest.mark.parametrize("bad", ["NaN", "Infinity"])
def test_a_figure_that_is_no_number_is_missing(bad: str) -> None:
    assert by_name(replace(SOUND, ebit=Decimal(bad)))["altman_z"].missing == ("ebit",)


@pytest.mark.parametrize("figure", ["0", "-5"])
def test_nothing_is_divided_by_nothing(figure: str) -> None:
    found = by_name(replace(SOUND, total_liabilities=Decimal(figure)))["altman_z_double"]
    assert (found.value, found.why_not, found.missing) == (None, WhyNot.NO_DENOMINATOR, ("total_liabilities",))
    assert by_name(replace(SOUND, total_assets=Decimal(figure)))["zmijewski"].missing == ("total_assets",)
    assert by_name(replace(SOUND, price_index=Decimal(figure)))["ohlson"].missing == ("price_index",)


@pytest.mark.parametrize(
    ("firm", "why", "silent"),
    [
        (Firm(financial=True), WhyNot.FINANCIAL_FIRM, MODELS),
        (Firm(listed=False), WhyNot.NOT_LISTED, ("altman_z",)),
        (Firm(listed=True), WhyNot.LISTED, ("altman_z_private",)),
        (Firm(manufacturer=False), WhyNot.NOT_MANUFACTURER, ("altman_z", "altman_z_private")),
        (Firm(emerging=False), WhyNot.NOT_EMERGING, ("altman_z_emerging",)),
        (Firm(listed=True, manufacturer=True, emerging=True, financial=False), WhyNot.LISTED, ("altman_z_private",)),
        (NOBODY, WhyNot.NONE, ()),
    ],
)
def test_a_model_is_silent_about_a_firm_it_was_not_made_for(firm: Firm, why: WhyNot, silent: tuple[str, ...]) -> None:
    found = by_name(firm=firm)
    assert {name for name, result in found.items() if not result.applicable} == set(silent)
    assert {found[name].why_not for name in silent} <= {why}
    assert all(found[name].value is None for name in silent)


def test_ohlsons_size_is_counted_in_us_dollars() -> None:
    found = by_name(replace(SOUND, currency="JPY"))
    assert (found["ohlson"].applicable, found["ohlson"].why_not) == (False, WhyNot.NOT_US_DOLLARS)
    assert found["altman_z_double"].value == Decimal("3.686")  # ratios have no currency


def test_zones_are_policy() -> None:
    strict = DistressPolicy(z_double=(Decimal(4), Decimal(5)))
    found = {result.name: result.zone for result in distress_models(SOUND, NOBODY, strict)}
    assert found["altman_z_double"] == found["altman_z_emerging"] == Zone.DISTRESS


def test_every_figure_of_the_statements_is_read_by_a_model() -> None:
    """No figure, no score: without any one of them some model falls silent and names it."""
    known = {figure.name: getattr(SOUND, figure.name) for figure in fields(Statements)}
    for name in set(known) - {"currency"}:
        lacking = by_name(Statements(**{**known, name: None})).values()
        assert any(result.missing == (name,) for result in lacking), name
