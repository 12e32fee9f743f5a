"""What reports give: printed figures before reckoned ones, ratings by their scale, changes between two accounts."""

from datetime import date
from decimal import Decimal

import pytest

from credit.policy import DEFAULT_POLICY
from credit.rating.derived import years_since
from credit.rating.dimension import Input
from credit.rating.report_inputs import report_inputs, spoken_reports
from tests.credit.little_book import TODAY, day, little_book

F, P, E = "financial_strength.", "operating_capability.", "enterprise_quality."


def inputs(text: str) -> dict[str, tuple[Input, ...]]:
    return dict(report_inputs(little_book(text).accounts["C1"], TODAY, DEFAULT_POLICY.scales))


def value(findings: str, key: str) -> Decimal | str | None:
    found = inputs(f"report C1 B1 -9 bureau {findings}").get(key)
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("findings", "key", "expected"),
    [
        (f"{F}current_assets:300USD {F}current_liabilities:200USD", F + "current_ratio", "1.5"),
        (f"{F}cash:50USD {F}current_liabilities:200USD", F + "cash_ratio", "0.25"),
        (f"{F}total_liabilities:300USD {F}equity:200USD", F + "gearing", "1.5"),
        (f"{F}net_income:-20USD {F}total_assets:400USD", F + "return_on_assets", "-5"),
        (f"{F}pretax_profit:30USD {F}turnover:400USD", P + "pretax_margin", "7.5"),
        (f"{F}equity:100USD {F}total_assets:400USD", F + "equity_percent", "25"),
        (f"{F}equity:100USD {F}total_assets:400USD {F}intangible_assets:40USD", F + "equity_percent", "15"),  # 25 - 10
        (f"{F}equity:100USD {F}total_assets:400USD {F}intangible_assets:40EUR", F + "equity_percent", "25"),
        (f"{F}current_ratio:1.2 {F}current_assets:300USD {F}current_liabilities:200USD", F + "current_ratio", "1.2"),  # printed
        (f"{F}gearing:150%", F + "gearing", "1.5"),
        (f"{F}pd:3%", F + "pd", "3"),  # no ratio: a percentage stays one
        (f"{E}incorporated_on:2014-06-12", E + "age_years", "10"),
        (f"{E}incorporated_on:2014-06-13", E + "age_years", "9"),
    ],
)
def test_a_figure_is_printed_or_reckoned(findings: str, key: str, expected: str) -> None:
    assert value(findings, key) == Decimal(expected)


@pytest.mark.parametrize(
    ("findings", "key"),
    [
        (f"{F}current_assets:300USD", F + "current_ratio"),
        (f"{F}current_assets:300USD {F}current_liabilities:200EUR", F + "current_ratio"),  # two currencies
        (f"{F}current_assets:300USD {F}current_liabilities:0USD", F + "current_ratio"),
        (f"{F}total_liabilities:300USD {F}equity:-200USD", F + "gearing"),  # owes more than it owns: the equity says it
        (f"{E}incorporated_on:2030-01-01", E + "age_years"),
        (f"{F}turnover:400USD", F + "turnover"),  # an amount alone gives no points
        (f"{F}current_assets:many {F}current_liabilities:200USD", F + "current_ratio"),
    ],
)
def test_what_cannot_be_reckoned_is_not_known(findings: str, key: str) -> None:
    assert value(findings, key) is None


def test_yes_and_no_are_words_and_a_reckoned_figure_names_what_it_is_made_of() -> None:
    assert value(f"{E}filings_overdue:true", E + "filings_overdue") == "true"
    assert value(f"{E}filings_overdue:false", E + "filings_overdue") == "false"
    (ratio,) = inputs(f"report C1 B1 -9 bureau {F}current_assets:300USD {F}current_liabilities:200USD")[F + "current_ratio"]
    assert ratio == Input(
        F + "current_ratio", Decimal("1.5"), day("-9"), "bureau", ("report", "B1"), None,
        (F + "current_assets", F + "current_liabilities"),
    )  # fmt: skip


def test_a_rating_is_read_by_its_providers_scale_and_one_that_means_none_gives_nothing() -> None:
    text = f"report C1 B1 -9 coface {F}rating_provider:7 \n report C1 B2 -8 creditsafe {F}rating_provider:7"
    assert [(told.source, told.value) for told in inputs(text)[F + "rating"]] == [("creditsafe", "E"), ("coface", "B")]
    assert F + "rating" not in inputs(f"report C1 B1 -9 bureau {F}rating_common:E")


def test_the_paydex_is_no_rating_of_financial_strength() -> None:
    assert F + "rating" not in inputs(f"report C1 B1 -9 dnb {P}paydex:90")


TWO = """
report C1 B1 -400 bureau {F}turnover:{before} {F}accounts_date:2022-12-31
report C1 B2   -9 {by}   {F}turnover:{after}  {F}accounts_date:{on}
"""


@pytest.mark.parametrize(
    ("before", "after", "by", "on", "expected"),
    [
        ("200USD", "150USD", "bureau", "2023-12-31", "-25"),
        ("200USD", "250USD", "bureau", "2023-12-31", "25"),
        ("200USD", "150EUR", "bureau", "2023-12-31", None),
        ("200USD", "150USD", "other", "2023-12-31", None),  # two providers may count differently
        ("200USD", "150USD", "bureau", "2022-12-31", None),  # the same accounts twice
        ("0USD", "150USD", "bureau", "2023-12-31", None),
    ],
)
def test_turnover_moves_between_two_accounts_of_one_provider(
    before: str, after: str, by: str, on: str, expected: str | None
) -> None:
    found = inputs(TWO.format(F=F, before=before, after=after, by=by, on=on)).get(P + "turnover_change")
    assert (found[0].value if found else None) == (Decimal(expected) if expected else None)
    if found:
        assert (found[0].dated, found[0].bearer) == (date(2023, 12, 31), ("report", "B2"))


def test_an_opinion_of_a_day_to_come_does_not_speak() -> None:
    account = little_book("report C1 B1 -9 bureau as_of=+1 \n report C1 B2 -9 bureau as_of=0").accounts["C1"]
    assert [report.id for report in spoken_reports(account, TODAY)] == ["B2"]


def test_accounts_of_a_day_to_come_date_nothing() -> None:
    (told,) = inputs(f"report C1 B1 -9 bureau {F}current_ratio:1 {F}accounts_date:2025-01-01")[F + "current_ratio"]
    assert told.dated is None


@pytest.mark.parametrize(("begun", "years"), [(date(2020, 6, 12), 4), (date(2020, 6, 13), 3), (TODAY, 0)])
def test_years_are_whole(begun: date, years: int) -> None:
    assert years_since(begun, TODAY) == years
