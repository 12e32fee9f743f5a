"""What scripts read: the keys of the headless contract, and that what is null is named as missing."""

import json
from typing import Any

from tests.credit.little_book import TODAY
from tests.tui.views.looks import SHOP, look, words
from tests.tui.views.test_house import TWO
from tui.plain import json_text
from tui.views.customer import facts
from tui.views.customer_record import customer_record
from tui.views.portfolio import portfolio
from tui.views.records import alerts_record, portfolio_record
from tui.views.snapshot import RowMemory

USD = "USD"


def plain(record: dict[str, Any]) -> dict[str, Any]:
    """The record as a script reads it."""
    read: dict[str, Any] = json.loads(json_text(record))
    return read


def nulls(value: object, key: str = "") -> set[str]:
    """Names of the fields that are null, at any depth."""
    if isinstance(value, dict):
        return set().union(*(nulls(entry, name) for name, entry in value.items()))
    if isinstance(value, list):
        return set().union(*(nulls(entry, key) for entry in value))
    return {key} if value is None else set()


def test_the_portfolio_has_every_key_of_the_contract() -> None:
    record = plain(portfolio_record(look()))
    assert {"as_of", "totals", "aging", "customers", "missing"} <= set(record)
    assert set(record["totals"]) >= {
        "receivable", "overdue", "dso", "best_possible_dso", "add", "cei", "expected_credit_loss", "by_currency",
    }  # fmt: skip
    assert set(record["totals"]["by_currency"][0]) >= {"receivable", "overdue"}
    assert all(set(bucket) >= {"bucket", "amount", "invoices"} for bucket in record["aging"])
    assert set(record["customers"][0]) >= {
        "id", "name", "grade", "debt_class", "exposure", "overdue", "worst_dpd", "limit", "limit_used_percent",
        "days_late_trend", "flags", "next_step",
    }  # fmt: skip


def test_what_is_null_in_the_portfolio_is_named() -> None:
    """Nothing else is: a limit that was never set is a fact about the buyer, and so is a share of none."""
    for text in (SHOP, TWO):
        record = plain(portfolio_record(look(text)))
        own = {"limit", "limit_used_percent", "rate_on", "aging"}
        assert nulls(record) - own == set(record["missing"]) - own
    nothing = plain(portfolio_record(look(NO_RATE)))
    assert {"receivable", "overdue", "aging", "rate_on"} <= set(nothing["missing"])
    assert nothing["partial"] == []
    assert {"limit", "limit_used_percent", "rate_on", "aging"}.isdisjoint(plain(portfolio_record(look()))["missing"])


def test_a_buyer_something_of_whom_has_no_rate_is_told_in_part() -> None:
    """Of a limit in dollars: 300 dollars are overdue, and so are some euros."""
    text = "buyer C1 limit=900USD insured=200USD \n invoice C1 I1 -45 300USD \n invoice C1 I2 -20 700EUR"
    shown = look(text)
    (row,) = plain(portfolio_record(shown))["customers"]
    usd = [{"amount": amount, "currency": "USD"} for amount in ("300.00", "120.00")]  # 90 % of 200 are insured
    assert row["in_part"] == {
        "exposure": usd[0], "receivable": usd[0], "overdue": usd[0], "own_risk": usd[1], "left_out": ["EUR"]
    }  # fmt: skip
    assert (row["exposure"], row["own_risk"]) == (None, None)
    owed = plain(customer_record(shown, "C1"))["exposure"]
    assert (owed["headroom"], owed["in_part"]["headroom"]) == (None, {"amount": "600.00", "currency": "USD"})
    assert "Open|300.00 USD, overdue 300.00 USD in part" in words(facts(shown, "C1"))
    (cells,) = [each.cells for each in portfolio(shown, RowMemory())]
    assert [cell for cell in cells if cell.endswith("+")] == ["300 USD+", "300 USD+"]
    assert "in_part" not in plain(portfolio_record(look()))["customers"][0]


def test_sums_of_a_part_are_named_with_what_they_leave_out() -> None:
    """250 dollars are known, and 1,000 euros have no rate."""
    record = plain(portfolio_record(look(TWO)))
    losses = ["expected_credit_loss", "expected_credit_loss_after_cover"]  # C2's alone
    speed = ["countback_unexplained", "true_dso", "cei", "receivable_turnover"]  # of dollars alone; no month has sales for a DSO
    assert record["partial"] == ["aging", "overdue", "receivable", *speed, *losses]
    assert record["totals"]["receivable"] == {"amount": "250.00", "currency": "USD"}
    owed = {"amount": "1000.00", "currency": "EUR"}
    assert record["totals"]["left_out"] == [{"currency": "EUR", "receivable": owed, "overdue": owed}]
    whole = plain(portfolio_record(look()))
    assert (whole["partial"], whole["totals"]["left_out"]) == ([], [])


NO_RATE = """
buyer    C1              limit=5000USD name=Alder
invoice  C1  I1  -45  1000GBP
"""


def test_a_buyers_figures_that_have_no_rate_are_missing() -> None:
    """The limit is set, in dollars, and the debt in pounds: what of it is used cannot be told."""
    record = plain(portfolio_record(look(NO_RATE)))
    (buyer,) = record["customers"]
    unknown = {"exposure", "receivable", "overdue", "limit_used_percent"}
    assert {name for name in unknown if buyer[name] is None} == unknown
    assert unknown <= set(record["missing"])
    assert "limit" not in record["missing"]
    page = plain(customer_record(look(NO_RATE), "C1"))
    assert {name for name, value in page["exposure"].items() if value is None} <= set(page["missing"])
    assert {"total", "headroom"} <= set(page["missing"])


LATER = "buyer C1 name=Alder" + "".join(
    f"\ninvoice C1 I{n} {due} 100USD\nreceipt C1 R{n} {due + (0 if n < 14 else 40)} 100USD for=I{n}"
    for n, due in enumerate(range(-500, -80, 20))
)


def test_whether_a_buyer_pays_later_than_it_used_to_stands_in_its_row() -> None:
    """Fourteen invoices paid to the day, then seven forty days late."""
    (buyer,) = plain(portfolio_record(look(LATER)))["customers"]
    assert buyer["days_late_trend"]["direction"] == "worse"
    assert buyer["days_late_trend"] == plain(customer_record(look(LATER), "C1"))["payment_record"]["trend"]
    assert {row["days_late_trend"] for row in plain(portfolio_record(look()))["customers"]} == {None}, "too few invoices"


def test_money_is_a_decimal_string_with_its_currency() -> None:
    record = plain(portfolio_record(look()))
    assert record["totals"]["receivable"] == {"amount": "6350.00", "currency": "USD"}
    assert [buyer["overdue"] for buyer in record["customers"]][:2] == [
        {"amount": "2600.00", "currency": "USD"},
        {"amount": "1500.00", "currency": "USD"},
    ]
    assert record["customers"][1]["limit_used_percent"] == "44"
    assert record["as_of"] == "2024-06-12"


def test_the_portfolio_is_ordered_and_filtered_as_the_screen_is() -> None:
    assert [buyer["id"] for buyer in plain(portfolio_record(look(), "id", "c"))["customers"]] == ["C1", "C2", "C3", "C4", "C5"]
    assert [buyer["id"] for buyer in plain(portfolio_record(look(), "name", "in_collection"))["customers"]] == ["C1", "C4", "C5"]


def test_alerts_have_every_key_of_the_contract() -> None:
    record = plain(alerts_record(look()))
    assert [alert["kind"] for alert in record["alerts"]] == ["winding_up_petition", "order_while_overdue", "late_dispute"]
    assert set(record["alerts"][0]) >= {
        "id", "customer_id", "kind", "severity", "on", "learnt_on", "text", "evidence", "acknowledged", "acknowledged_by",
        "acknowledged_on",
    }  # fmt: skip
    assert [alert["customer_id"] for alert in plain(alerts_record(look(), severity="warning"))["alerts"]] == ["C1", "C4"]
    assert plain(alerts_record(look(), since=TODAY))["alerts"] == []
