"""Every figure tells its formula, what went into it, its source and its day; and the inputs give the figure."""

from datetime import date
from decimal import Decimal

import pytest

from credit.money import Money
from tests.credit.little_book import TODAY, little_book, money, published
from tests.tui.views.looks import look, words
from tests.wording.speaking import speaking
from tui.views.customer import facts
from tui.views.customer_record import customer_record
from tui.views.explained import Explained, explained_buyer, explained_house, explained_lines, explained_record
from tui.views.snapshot import snapshot
from wording.citations import ECB
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


STATEMENTS = """
buyer   C1
invoice C1  I1  2024-05-10  3000USD  issued=2024-04-10
report  C1  B1  -9  bureau  FIN.total_assets:1000USD  FIN.current_assets:500USD  FIN.current_liabilities:300USD  \
FIN.retained_earnings:200USD  FIN.equity:400USD  FIN.ebit:100USD  FIN.turnover:70000USD
""".replace("\\\n", "").replace("FIN.", "financial_strength.")


def risk(text: str) -> dict[str, Explained]:
    return {one.figure: one for one in explained_buyer(look(text), "C1")}


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
    parts = [value.minor for _name, value in told.inputs if isinstance(value, Money)]
    assert Money(sum(parts), "USD") == told.value
    assert inputs(told)["response"] == Decimal("0.50")


def test_the_house_s_dso_is_its_inputs_by_the_formula() -> None:
    """10,300 owed over 10,300 sold in the 31 + 30 + 31 days to 12 June."""
    told = house()["dso"]
    given = inputs(told)
    assert (given["end"], given["sales"], given["days"]) == (money("10300USD"), money("10300USD"), 92)
    assert told.value == Decimal(92)
    assert house()["add"].value == Decimal(92) - Decimal(7300) * 92 / 10300


def test_every_figure_has_a_formula_a_source_and_a_day() -> None:
    for one in (*buyer().values(), *house().values()):
        formula = FORMULAS[one.figure.partition(":")[0]]
        assert formula.title
        assert formula.formula
        assert one.source
        assert one.on <= TODAY


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
    assert explained_lines([add])[0][1] == "26.8"  # 92 - 65.2038...
    assert explained_record([add], TODAY)["explained"][0]["value"] == add.value


def test_what_is_open_is_weighed_by_its_buckets_and_the_grade_names_its_prior() -> None:
    """900 are 20 days late and 300 not due: 900 x 15 / 1,200 = 11.25 days. Of grade A 1.1 % were delinquent in a year (D&B)."""
    paid = "".join(f"invoice C1 P{n} -{40 + n} 900USD \n receipt C1 R{n} -{40 + n} 900USD for=P{n} \n" for n in range(9))
    told = {
        each.figure: each for each in explained_buyer(look(paid + "invoice C1 I1 -20 900USD \n invoice C1 I2 +9 300USD"), "C1")
    }
    assert told["bucket_dbt"].value == Decimal("11.25")
    assert dict(told["bucket_dbt"].inputs) == {
        "not due": money("300USD"), "1-30": money("900USD"), "31-60": money("0USD"), "61-90": money("0USD"), ">90": money("0USD"),
    }  # fmt: skip
    assert dict(told["grade"].inputs)["prior"] == "1.1 %"
    unrated = {each.figure: each for each in explained_buyer(look("buyer C1"), "C1")}
    assert "prior" not in dict(unrated["grade"].inputs)


def test_what_cannot_be_told_is_missing() -> None:
    told = explained_record(explained_buyer(look("buyer C1"), "C1"), TODAY)
    assert {"dbt", "paydex_equivalent", "late_share", "kept_rate", "ability"} <= set(told["missing"])
    assert "headroom" not in {row["figure"] for row in told["explained"]}, "no limit was ever set"


def test_a_model_tells_its_figures_its_zones_and_its_zone() -> None:
    """6.56 x 200/1000 + 3.26 x 200/1000 + 6.72 x 100/1000 + 1.05 x 400/600 = 1.312 + 0.652 + 0.672 + 0.7."""
    told = risk(STATEMENTS)["altman_z_double"]
    assert isinstance(told.value, Decimal)
    assert round(told.value, 6) == Decimal("3.336")
    assert (told.source, told.on.isoformat()) == ("bureau", "2024-06-03")
    assert dict(told.inputs) == {
        "total assets": money("1000USD"), "current assets": money("500USD"), "current liabilities": money("300USD"),
        "retained earnings": money("200USD"), "EBIT": money("100USD"), "book equity": money("400USD"),
        "total liabilities": money("600USD"), "distress_below": Decimal("1.1"), "safe_above": Decimal("2.6"), "zone": "safe",
    }  # fmt: skip


def test_a_model_without_a_figure_says_which() -> None:
    """Ohlson asks for income, which no bureau told, and divides by what it has."""
    told = risk(STATEMENTS)["ohlson"]
    assert told.value is None
    assert ("distress_above", Decimal("0.5")) in told.inputs
    assert {value for name, value in told.inputs if name == "missing"} >= {"net income", "funds from operations"}
    assert ("why", "figures missing") in told.inputs


def test_no_statements_no_model() -> None:
    assert "altman_z_double" not in buyer()


def test_an_expected_loss_is_its_balances_at_the_rates_told() -> None:
    told = buyer()["expected_loss"]
    balances = [amount(value).minor for name, value in told.inputs if isinstance(value, Money) and name != "after_cover"]
    rates = [value for name, value in told.inputs if name == "loss_rate" and isinstance(value, Decimal)]
    assert balances == [730_000, 300_000]  # not due, and 33 days past due
    assert amount(told.value).minor == sum(round(b * r / 100) for b, r in zip(balances, rates, strict=True))
    assert any(name == "segment" for name, _value in told.inputs)
    assert any("the policy's priors stand in" in str(value) for name, value in told.inputs if name == "why"), "the prior is said"


def test_a_bad_buyers_loss_is_its_percent_of_what_is_open() -> None:
    told = {one.figure: one for one in explained_buyer(look("invoice C1 I1 -181 300USD"), "C1")}["expected_loss"]
    assert dict(told.inputs) == {
        "open": money("300USD"), "percent_lost": Decimal(50),
    }  # fmt: skip
    assert told.value == money("150USD")


def test_a_recommended_limit_tells_every_bound_the_one_that_binds_and_the_factor() -> None:
    """Grade A: all of the smallest bound. 7 % of a turnover of 70,000 are 4,900, 45 % of an equity of 400 are 180."""
    paid = "\n".join(line for line in STATEMENTS.splitlines() if not line.startswith("invoice"))
    told = risk(paid + "\n" + PAID)["recommended_limit"]
    given = inputs(told)
    assert (given["its turnover"], given["its net worth"]) == (money("4900USD"), money("180USD"))
    assert given["our own equity"] == "Our own equity is not written down in the policy (limits.own_equity)."
    assert (given["binding"], given["grade_factor"], given["insured"]) == ("its net worth", Decimal(1), money("0USD"))
    assert told.value == money("180USD")
    assert (told.source, told.on.isoformat()) == ("bureau", "2024-06-03")


def test_a_limit_nobody_can_recommend_says_why() -> None:
    told = buyer()["recommended_limit"]
    assert told.value is None
    assert ("why", "An unrated buyer gets no recommended limit: a person decides.") in told.inputs


PAID = "".join(
    f"invoice C1 P{n} {due} 900USD issued=-230\nreceipt C1 R{n} {due} 900USD for=P{n}\n"
    for n, due in enumerate((-200, -180, -160, -140))
)
"""Four invoices paid to the day."""


RECORD = """
buyer    C1  country=GB
invoice  C1  OLD  2022-05-10  9000USD
receipt  C1  R0   2022-06-10  9000USD  for=OLD
invoice  C1  I1   2024-05-06  1000EUR
receipt  C1  R1   2024-05-04  1000EUR  for=I1
invoice  C1  I2   2024-05-10  3000USD
invoice  C1  I3   2024-05-10  500JPY
"""
"""Paid long ago; paid on a Saturday before an English bank holiday, three days early; open for 33 days; one without a rate."""


def test_the_days_are_their_sums_and_the_page_tells_the_same() -> None:
    """At 1.25: (1,250 x -3 + 3,000 x 33) / 4,250 days signed, and 99,000 / 4,250 beyond terms."""
    shown = look(RECORD, published(USD="1.25"))
    told = {one.figure: one for one in explained_buyer(shown, "C1")}
    page = customer_record(shown, "C1")["payment_record"]
    for figure, product in (("signed_average", 95_250), ("dbt", 99_000)):
        given = inputs(told[figure])
        assert (given["weighed"], given["amount_days"]) == (money("4250USD"), product)
        assert told[figure].value == Decimal(product) / 4250 == page[figure]
        assert given["I2"] == "3,000.00 USD x 33 days"
        assert given["1 EUR"] == "1.25 USD of 2010-10-04"
        assert given["unweighed"] == "JPY"
        assert (given["settled"], given["open_overdue"]) == (1, 2)
    assert inputs(told["signed_average"])["I1"] == "1,000.00 EUR x -3 days"
    assert "I1" not in inputs(told["dbt"])
    assert inputs(told["dbt"])["counted_zero"] == 1, "paid early, so it is one of the settled and adds no days"
    assert "counted_zero" not in inputs(told["signed_average"])
    assert page["unweighed"] == ["JPY"]
    assert "Record|the days leave out JPY: no rate" in words(facts(shown, "C1"))


def test_what_is_paid_in_parts_is_told_by_its_parts() -> None:
    """Of 1,000 due on Thursday -34 600 came to the day, 300 a week late, 100 are open: 300 x 7 + 100 x 34 of 1,000."""
    text = "buyer C1 \n invoice C1 I1 -34 1000USD \n receipt C1 R1 -34 600USD for=I1 \n receipt C1 R2 -27 300USD for=I1"
    told = {one.figure: one for one in explained_buyer(look(text), "C1")}["dbt"]
    assert [value for name, value in told.inputs if name == "I1"] == ["100.00 USD x 34 days", "300.00 USD x 7 days"]
    given = inputs(told)
    assert (given["weighed"], given["amount_days"], given["counted_zero"]) == (money("1000USD"), 5_500, 1)
    assert (given["settled"], given["open_overdue"]) == (0, 1)
    assert told.value == Decimal("5.5")


def test_of_many_items_the_heaviest_are_told_and_the_rest_is_summed() -> None:
    text = "buyer C1 \n" + "".join(f"invoice C1 I{n:02} -30 {n + 1}USD \n" for n in range(23))
    told = {one.figure: one for one in explained_buyer(look(text), "C1")}["dbt"]
    given = inputs(told)
    assert given["I22"] == "23.00 USD x 30 days"
    assert given["others"] == "3 invoices, amount x days 180.0"  # (1 + 2 + 3) x 30
    assert "I02" not in given
    assert (given["weighed"], given["amount_days"]) == (money("276USD"), 276 * 30)


def test_countback_and_true_dso_tell_the_months_they_are_made_of() -> None:
    """10,400 owed on 30 June: 100 sold in June, 7,300 in May, 3,000 in April; they are 27, 41 and 81 days old."""
    book = little_book(BOOK + "invoice  C1  I3  2024-08-01  100USD  issued=2024-06-03")
    told = {one.figure: one for one in explained_house(snapshot(book, date(2024, 6, 30)))}
    used, aged = inputs(told["countback_dso"]), inputs(told["true_dso"])
    assert used["2024-06-30"] == "100.00 USD of 100.00 USD sold in 30 days"
    assert used["2024-05-31"] == "7,300.00 USD of 7,300.00 USD sold in 31 days"
    assert used["2024-04-30"] == "3,000.00 USD of 3,000.00 USD sold in 30 days"
    assert told["countback_dso"].value == 30 + 31 + 30
    assert aged["2024-06-30"] == "amount x age 2,700.0, sold 100.00 USD"
    assert aged["2024-05-31"] == "amount x age 299,300.0, sold 7,300.00 USD"
    assert aged["2024-04-30"] == "amount x age 243,000.0, sold 3,000.00 USD"
    assert told["true_dso"].value == Decimal(27) + 41 + 81


FAMILY = """
buyer    P   group_limit=9000USD
buyer    C1  parent=P
invoice  C1  I1  -20  1000USD
invoice  C1  I2  -9    200USD
invoice  P   I3  +9    500USD
shipment C1  M1  -3    400USD  papers=at_bank
shipment C1  M2  -3    100USD  papers=telex_released
""" + "".join(f"invoice C1 H{n} {-99 + n} 10USD \n receipt C1 R{n} {-96 + n} 10USD for=H{n} \n" for n in range(5))
"""Five invoices paid three days late, old enough to have come 90 days past due: none did."""


def test_what_is_late_under_way_and_owed_by_the_family_is_told_with_what_it_is_made_of() -> None:
    found = risk(FAMILY)
    assert (found["overdue"].value, inputs(found["overdue"])) == (
        money("1200USD"),
        {"I1": money("1000USD"), "I2": money("200USD")},
    )
    assert (found["worst_dpd"].value, inputs(found["worst_dpd"])["invoice"]) == (20, "I1")
    assert (found["habit"].value, inputs(found["habit"])["usual"]) == (3, 3)
    assert (found["at_risk_rate"].value, inputs(found["at_risk_rate"])) == (Decimal(0), {"late": 0, "of": 5, "days": 90})
    assert (found["can_stop"].value, inputs(found["can_stop"])) == (money("400USD"), {"M1": money("400USD")})
    assert found["group_exposure"].value == money("1700USD")
    assert inputs(found["group_exposure"]) == {"P": money("500USD"), "C1": money("1200USD")}
    assert (found["group_headroom:P"].value, found["group_headroom:P"].about) == (money("7300USD"), "P")


def test_of_many_overdue_items_twenty_are_told_and_the_others_summed() -> None:
    told = inputs(risk("".join(f"invoice C1 I{n:02} {-99 + n} 10USD \n" for n in range(23)))["overdue"])
    assert len(told) == 21
    assert told["others"] == money("30USD")


def test_each_currency_tells_its_rate_or_has_none() -> None:
    text = "invoice C1 I1 -9 100USD \n invoice C1 I2 -9 80EUR \n invoice C1 I3 +9 70CHF"
    found = {one.figure: one for one in explained_house(look(text, published(USD="1.25")))}
    euro = inputs(found["by_currency:EUR"])
    assert (euro["rate"], euro["rate_source"]) == (Decimal("1.25"), ECB)
    assert (inputs(found["receivable"])["rate_source"], "rate_source" in inputs(found["by_currency:USD"])) == (ECB, False)
    assert (found["by_currency:EUR"].value, found["by_currency:EUR"].source) == (money("80EUR"), "rates")
    assert (found["by_currency:CHF"].value, inputs(found["by_currency:CHF"])) == (
        money("70CHF"), {"not_due": money("70CHF"), "overdue": money("0CHF"), "unapplied": money("0CHF")},
    )  # fmt: skip
