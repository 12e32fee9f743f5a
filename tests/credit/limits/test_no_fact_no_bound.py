"""Every bound of a limit, and the advice of ability and willingness, rest on facts: without them there is another, or none.

A bound the policy alone gives goes with the policy; one that says what is missing goes once it is there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.country import Countries, CountryRisk, CountryStatus
from credit.limits.bounds import Bound, bounds
from credit.policy import Policy
from credit.reason import Reason
from credit.square import Square
from tests.credit.limits.test_no_fact_no_limit import NEEDS
from tests.credit.little_book import TODAY, day, little_book
from tests.credit.rating.test_grade import GOOD
from tests.credit.test_square import SHORT, TOLD
from tests.credit.without_fact import Sample, codes_given, of, stands_and_falls, without

EQUITY = "report C1 B1 -9 bureau financial_strength.equity:900USD"
SOLD = "report C1 B1 -9 bureau financial_strength.turnover:9000USD"
TANGIBLE = EQUITY + " financial_strength.intangible_assets:100USD"
OWN = Policy.of({"limits": {"own_equity": 50000}})


def of_country(risk: CountryRisk | None) -> Book:
    countries = Countries({"VN": (risk,)} if risk is not None else {"US": (CountryRisk(day("-99"), 0),)}, "oecd")
    return replace(little_book("buyer C1 country=VN \n" + GOOD), countries=countries)


def well(status: CountryStatus) -> Book:
    return of_country(CountryRisk(day("-99"), None, status))


BOUNDS: Mapping[str, tuple[Bound, Sample]] = {
    "limit_never_sold": (Bound.NEED, of("", missing="invoice C1 I1 -9 900USD issued=-40")),
    "limit_net_worth": (Bound.NET_WORTH, of(GOOD + TANGIBLE)),
    "limit_equity": (Bound.NET_WORTH, of(GOOD + EQUITY)),
    "limit_worth_unknown": (Bound.NET_WORTH, of(GOOD, missing=EQUITY)),
    "limit_turnover": (Bound.TURNOVER, of(GOOD + SOLD)),
    "limit_turnover_unknown": (Bound.TURNOVER, of(GOOD, missing=SOLD)),
    "limit_no_grade": (Bound.NET_WORTH, of(EQUITY, missing=GOOD)),
    "limit_own_equity": (Bound.OWN_EQUITY, Sample(little_book(GOOD, OWN), little_book(GOOD))),
    "limit_own_equity_unset": (Bound.OWN_EQUITY, Sample(little_book(GOOD), little_book(GOOD, OWN))),
    "limit_country": (Bound.COUNTRY, Sample(of_country(CountryRisk(day("-99"), 4)))),
    "limit_country_unwritten": (
        Bound.COUNTRY,
        Sample(little_book("buyer C1 \n" + GOOD), of_country(CountryRisk(day("-99"), 4))),
    ),
    "limit_country_high_income": (Bound.COUNTRY, Sample(well(CountryStatus.HIGH_INCOME_OECD), weighs=False)),
    "limit_country_unclassified": (Bound.COUNTRY, Sample(well(CountryStatus.NOT_REVIEWED), weighs=False)),
}
UNPUBLISHED = "limit_country_unpublished"
"""Rests on what nobody published; once it is, the cap is told."""


def of_bound(which: Bound) -> Callable[[Book], tuple[Sequence[Reason], object]]:
    def look(book: Book) -> tuple[Sequence[Reason], object]:
        found = next(each for each in bounds(assess_book(book, TODAY).of("C1"), book) if each.bound is which)
        return (found.reason,), found.amount

    return look


def test_every_reason_of_a_bound_has_its_little_book() -> None:
    assert {*NEEDS, *BOUNDS, UNPUBLISHED} == codes_given("credit/limits/bounds.py") - {"no_rate"}


@pytest.mark.parametrize("code", BOUNDS)
def test_without_its_fact_the_bound_is_another(code: str) -> None:
    which, sample = BOUNDS[code]
    stands_and_falls(code, sample, of_bound(which))


def test_what_is_published_of_a_country_takes_the_place_of_nothing() -> None:
    look = of_bound(Bound.COUNTRY)
    (before,), _ = look(of_country(None))
    (after,), amount = look(of_country(CountryRisk(day("-99"), 4)))
    assert (before.code, after.code) == (UNPUBLISHED, "limit_country")
    assert amount is not None


@pytest.mark.parametrize(
    ("square", "code"),
    [
        (Square.KEEP, "advice_keep"), (Square.PRESS, "advice_press"), (Square.LENIENT, "advice_lenient"),
        (Square.CASH, "advice_cash"),
    ],
)  # fmt: skip
def test_without_the_report_neither_ability_nor_willingness_is_told(square: Square, code: str) -> None:
    told = TOLD[square]
    for short, room in SHORT.items():
        told = told.replace(short, room)
    book = little_book(f"buyer C1 \n invoice C1 I1 -20 500USD \n report C1 B1 -9 bureau {told}")
    before = assess_book(book, TODAY).of("C1").verdict
    after = assess_book(without(book, "C1", Reason("report", {"report": "B1"})), TODAY).of("C1").verdict
    assert (before.advice.code, after.advice.code) == (code, "advice_unknown")
    assert (before.ability.score, before.willingness.score) != (after.ability.score, after.willingness.score)


def test_every_advice_has_its_square() -> None:
    squares = {"advice_keep", "advice_press", "advice_lenient", "advice_cash", "advice_unknown"}
    assert codes_given("credit/rating/verdict.py") == squares
