"""Every figure tells its formula, what went into it, its source and its day; and the inputs give the figure."""

from decimal import Decimal

import pytest

from credit.money import Money
from tests.credit.little_book import TODAY, money
from tests.tui.views.looks import look
from tests.wording.speaking import speaking
from tui.views.explained import Explained, explained_buyer, explained_house, explained_lines, explained_record
from wording.formulas import FORMULAS

BOOK = """
buyer    C1  limit=10000USD insured=1000USD country=NO
invoice  C1  I1  2024-05-10  3000USD  issued=2024-04-10
invoice  C1  I2  2024-07-01  7300USD  issued=2024-05-20
order    C1  O1  -9  500USD
call     C1  K1  -9  spoke
"""


def buyer() -> dict[str, Explained]:
    return {one.figure: one for one in explained_buyer(look(BOOK), "C1")}


def house() -> dict[str, Explained]:
    return {one.figure: one for one in explained_house(look(BOOK))}


def inputs(one: Explained) -> dict[str, object]:
    return dict(one.inputs)


def amount(value: object) -> Money:
    assert isinstance(value, Money)
    return value


def test_lines_of_the_exposure_give_what_they_explain() -> None:
    told = buyer()
    given = {name: amount(value) for name, value in inputs(told["exposure"]).items()}
    assert given == {
        "not_due": money("7300USD"), "overdue": money("3000USD"), "shipped": money("0USD"), "in_production": money("500USD"),
        "deposits": money("0USD"), "unapplied": money("0USD"),
    }  # fmt: skip
    assert told["exposure"].value == money("10800USD")
    assert told["headroom"].value == money("-800USD")
    # 90 % of the insured 1,000 are the insurer's
    assert (told["own_risk"].value, inputs(told["own_risk"])["insured"]) == (money("9900USD"), money("900USD"))
    assert told["limit_used"].value == Decimal(108)


def test_the_parts_of_a_day_of_waiting_sum_to_it() -> None:
    told = buyer()["value_per_day"]
    parts = [amount(value).minor for name, value in told.inputs if name != "response"]
    assert Money(sum(parts), "USD") == told.value
    assert inputs(told)["response"] == Decimal("0.50")


def test_the_house_s_dso_is_its_inputs_by_the_formula() -> None:
    """10,300 owed over 10,300 sold in 73 days."""
    told = house()["dso"]
    given = inputs(told)
    assert (given["end"], given["sales"], given["days"]) == (money("10300USD"), money("10300USD"), 73)
    assert told.value == Decimal(73)
    assert house()["add"].value == Decimal(73) - Decimal(7300) * 73 / 10300


def test_every_figure_has_a_formula_a_source_and_a_day() -> None:
    for one in (*buyer().values(), *house().values()):
        formula = FORMULAS[one.figure.partition(":")[0]]
        assert formula.title
        assert formula.formula
        assert one.source
        assert one.on <= TODAY


def test_every_formula_explains_some_figure() -> None:
    used = {one.figure.partition(":")[0] for one in (*explained_buyer(look(BOOK), "C1"), *explained_house(look(BOOK)))}
    assert set(FORMULAS) == used


def test_a_class_names_the_rule_and_its_day() -> None:
    told = buyer()["debt_class"]
    assert told.value == "in collection"
    assert "I1 is 33 days past due" in str(told.inputs[0][1])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_lines_tell_value_formula_inputs_and_source(language: str) -> None:
    with speaking(language):
        lines = explained_lines([buyer()["headroom"]])
    assert lines[0][1:] == ("-800.00 USD", "heading")
    assert [line[0] for line in lines[1:]] == [" =", " -", " -", " @"]
    assert "10,000.00 USD" in lines[2][1]
    assert "2024-06-12" in lines[-1][1]


def test_figures_with_many_digits_are_shortened_for_people_and_whole_for_scripts() -> None:
    add = house()["add"]
    assert explained_lines([add])[0][1] == "21.26"  # 73 - 51.7378...
    assert explained_record([add], TODAY)["explained"][0]["value"] == add.value


def test_what_cannot_be_told_is_missing() -> None:
    told = explained_record(explained_buyer(look("buyer C1"), "C1"), TODAY)
    assert {"dbt", "paydex_equivalent", "late_share", "kept_rate", "ability"} <= set(told["missing"])
    assert "headroom" not in {row["figure"] for row in told["explained"]}, "no limit was ever set"
