"""Distress models over what a report tells: the latest statements, one currency, nothing stood in for."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.country import NO_COUNTRIES, Countries, CountryRisk, CountryStatus
from credit.distress import Firm, WhyNot, Zone
from credit.money import Money
from credit.rating.dimensions import dimensions
from credit.rating.statements import DEFAULT_MODEL, Distress, distress, firm_of, statements_of
from tests.credit.little_book import LONG_AGO, TODAY, little_book

F, E = "financial_strength.", "enterprise_quality."
TELLS = (
    f"{F}total_assets:1000USD {F}current_assets:500USD {F}current_liabilities:300USD {F}total_liabilities:600USD"
    f" {F}retained_earnings:200USD {F}ebit:100USD {F}equity:400USD"
)
"""X1 = .2, X2 = .2, X3 = .1, X4 = 400/600: Z'' = 1.312 + .652 + .672 + .7 = 3.336, safe above 2.6."""


def found(findings: str, countries: Countries = NO_COUNTRIES, more: str = "") -> Distress | None:
    book = replace(little_book(f"buyer C1 country=VN \n report C1 B1 -9 bureau {findings} \n {more}"), countries=countries)
    return distress(assess_book(book, TODAY).of("C1"), book)


def test_z_double_is_the_default_and_the_models_stand_beside_one_another() -> None:
    told = found(TELLS)
    assert told is not None
    result = told.of(DEFAULT_MODEL)
    assert (round(result.value or 0, 3), result.zone) == (Decimal("3.336"), Zone.SAFE)
    assert len(told.results) == 6
    assert told.of("altman_z").missing == ("market_equity", "sales")
    assert told.of("altman_z_private").missing == ("sales",)
    assert told.of("zmijewski").missing == ("net_income",)


def test_what_is_not_told_is_named_and_profit_before_tax_is_no_ebit() -> None:
    told = found(TELLS.replace(f"{F}ebit:", f"{F}pretax_profit:"))
    assert told is not None
    result = told.of(DEFAULT_MODEL)
    assert (result.value, result.why_not, result.missing) == (None, WhyNot.MISSING, ("ebit",))


def test_liabilities_that_are_not_told_are_assets_less_equity() -> None:
    told = found(TELLS.replace(f"{F}total_liabilities:600USD", ""))
    assert told is not None
    assert round(told.of(DEFAULT_MODEL).value or 0, 3) == Decimal("3.336")
    assert statements_of({F + "total_assets": Money(9_00, "USD")}).total_liabilities is None


def test_amounts_of_another_currency_are_not_known_and_yen_have_no_cents() -> None:
    told = statements_of({F + "total_assets": Money(1000, "JPY"), F + "ebit": Money(100, "USD"), F + "price_index": Decimal(7)})
    assert (told.currency, told.total_assets, told.ebit, told.price_index) == ("JPY", Decimal(1000), None, Decimal(7))
    assert statements_of({F + "total_assets": Money(1, "USD"), F + "price_index": "high"}).price_index is None


def test_without_total_assets_there_is_no_model_and_the_latest_that_tells_them_speaks() -> None:
    assert found(f"{F}ebit:100USD") is None
    told = found(TELLS, more=f"report C1 B2 -1 bureau {F}rating_provider:9")
    assert told is not None
    assert (told.report.id, told.dated) == ("B1", told.report.spoken_on)
    dated = found(TELLS + f" {F}accounts_date:2023-12-31")
    assert dated is not None
    assert dated.dated == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("risk", "emerging"),
    [
        (CountryRisk(LONG_AGO, 5), True),
        (CountryRisk(LONG_AGO, None, CountryStatus.HIGH_INCOME_OECD), False),
        (CountryRisk(LONG_AGO, None, CountryStatus.NOT_REVIEWED), None),
        (None, None),
    ],
)
def test_an_emerging_market_is_one_the_oecd_classes(risk: CountryRisk | None, emerging: bool | None) -> None:
    book = replace(little_book("buyer C1 country=VN"), countries=Countries({"VN": (risk,)} if risk else {}, "oecd"))
    entry = assess_book(book, TODAY).of("C1")
    assert firm_of({}, entry, book) == Firm(emerging=emerging)
    assert firm_of({E + "listed": False, E + "manufacturer": "maker"}, entry, book) == Firm(listed=False, emerging=emerging)


def test_a_buyer_of_no_country_may_be_seated_anywhere() -> None:
    book = little_book("buyer C1")
    assert firm_of({}, assess_book(book, TODAY).of("C1"), book) == Firm()


@pytest.mark.parametrize(
    ("earned", "zone", "points"), [("200USD", "safe", 100), ("-100USD", "grey", 50), ("-700USD", "distress", 10)]
)
def test_its_zone_is_one_input_of_financial_strength_with_its_points(earned: str, zone: str, points: int) -> None:
    """Retained earnings of -100 take .978 off (3.26 x .3): 2.358, grey; of -700 2.934: .402, distress."""
    text = "buyer C1 \n report C1 B1 -9 bureau " + TELLS.replace(f"{F}retained_earnings:200USD", f"{F}retained_earnings:{earned}")
    book = little_book(text)
    financial = dimensions(assess_book(book, TODAY).of("C1"), book)[0]
    (evidence,) = [reason for reason in financial.evidence if reason.facts["finding"] == F + "z_double"]
    assert (evidence.facts["value"], evidence.facts["points"], evidence.facts["made_of"]) == (zone, points, DEFAULT_MODEL)


def test_a_model_without_a_score_is_a_missing_input() -> None:
    book = little_book(f"buyer C1 \n report C1 B1 -9 bureau {F}total_assets:9USD")
    assert F + "z_double" in dimensions(assess_book(book, TODAY).of("C1"), book)[0].missing
