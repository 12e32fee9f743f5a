"""One buyer for scripts: every key of the headless contract, what is null named as missing, clocks with their items."""

import pytest

from credit.calendar import days_after
from credit.problem import UnknownBuyer
from tests.tui.views.looks import SHOP, look
from tests.tui.views.test_records import nulls, plain
from tui.views.customer import items
from tui.views.customer_record import customer_record
from tui.views.forecast import buyer_forecast_lines
from tui.views.snapshot import snapshot

OWN = {"report_as_of", "as_of", "cost", "stake", "amount", "limit", "current", "insured", "headroom", "habit"} | {
    "withdrawn_on", "remark", "closed_on", "justified", "raised_late", "ended_on", "acknowledged_by", "acknowledged_on",
    "provisional_due", "season_now", "stopped_on", "restarts_if_proven",
    "leniency", "aim_on", "deadline_on", "due_on",
    "period", "since", "until", "language", "parser_version", "cost_reason",
    "override", "dossier", "exported_on", "reported_on", "arrived_on", "can_stop", "paid_otherwise", "missing",
}  # fmt: skip
"""Null because it is so: no limit was set, nothing was taken back, closed or ended, nothing is amiss, a report has no day and no
language, a clock loses no money, nothing can be stopped, nothing came in another currency, money falls short of nothing, a
buyer has no habit, nor leniency, nobody saw an alert."""
NOT_NEEDED = {"held", "until", "over", "expires_on", "rate_on", "group"}
"""Null without a limit, where nothing was converted, and for a buyer that stands alone."""


def test_every_key_of_the_contract_is_there() -> None:
    record = plain(customer_record(look(), "C1"))
    assert set(record) >= {
        "id", "name", "grade", "debt_class", "dimensions", "ability", "willingness", "limit", "payment_record", "open_items",
        "alerts", "clocks", "reports", "timeline",
    }  # fmt: skip
    assert set(record["debt_class"]) >= {"value", "reasons"}
    assert set(record["limit"]) >= {"current", "recommended", "binding_constraint", "insured"}
    assert set(record["payment_record"]) >= {"dbt", "paydex_equivalent", "trend", "invoices"}
    for item in record["open_items"]:
        assert set(item) >= {"number", "due", "dpd", "amount", "open", "debt_class", "promise", "dispute", "clocks"}


def test_the_grade_stands_with_its_reasons_and_every_move() -> None:
    """Birch has no record of its own: unrated until the petition of 2024-06-03."""
    record = plain(customer_record(look(), "C2"))
    (reason,) = record["grade_reasons"]
    assert (record["grade"], record["grade_points"], record["grade_for_a_person"]) == ("E", None, False)
    assert (reason["code"], reason["facts"]["on"], reason["facts"]["source"]) == ("grade_petition", "2024-06-03", "gazette")
    (move,) = record["grade_history"]
    assert (move["on"], move["before"], move["after"], move["reason"]["code"]) == ("2024-06-03", "unrated", "E", "grade_petition")
    assert "grade_points" in record["missing"]


@pytest.mark.parametrize("id", ["C1", "C2", "C3", "C4", "C5"])
def test_what_is_null_is_named(id: str) -> None:
    record = plain(customer_record(look(), id))
    assert nulls(record) - OWN - NOT_NEEDED <= set(record["missing"])
    assert set(record["missing"]) <= nulls(record)


def test_a_figure_that_is_there_is_not_missing() -> None:
    """Nothing of Cedar's was ever paid or overdue, so there are no days beyond terms."""
    assert "dbt" in customer_record(look(), "C3")["missing"]
    assert "dbt" not in customer_record(look(), "C1")["missing"]


def test_amounts_of_alder() -> None:
    record = plain(customer_record(look(), "C1"))
    usd = {name: money["amount"] for name, money in record["exposure"].items() if isinstance(money, dict)}
    assert usd == {
        "total": "2200.00", "receivable": "1500.00", "not_due": "0.00", "overdue": "1500.00", "ordered": "700.00",
        "shipped": "0.00", "in_production": "700.00", "deposits": "0.00", "unapplied": "0.00",
        "secured": "0.00", "insured": "1980.00", "own_risk": "220.00",  # 90 % of min(3,000, 2,200)
        "counted": "2200.00", "over": "0.00", "headroom": "2800.00",
    }  # fmt: skip
    assert {name: record["exposure"][name] for name in ("rate_on", "rates", "no_rate")} == {
        "rate_on": None, "rates": [], "no_rate": [],
    }  # fmt: skip
    assert record["limit"]["current"] == {"amount": "5000.00", "currency": "USD"}


def test_a_clock_stands_with_the_item_it_runs_for() -> None:
    """The insurer's notice is for the oldest item, the promise for I2 alone."""
    items = {item["number"]: item for item in plain(customer_record(look(), "C1"))["open_items"]}
    assert [clock["kind"] for clock in items["I1"]["clocks"]] == [
        "insurer_notice",
        "insurer_stop",
        "insurer_handover",
        "limitation",
    ]
    assert [clock["kind"] for clock in items["I2"]["clocks"]] == ["promise", "limitation"]
    assert (items["I1"]["promise"], items["I2"]["promise"]) == (False, True)


def test_a_promise_for_no_invoice_in_particular_runs_for_all() -> None:
    shown = look(SHOP.replace("by=+2  for=I2", "by=+2"))
    items = plain(customer_record(shown, "C1"))["open_items"]
    assert all("promise" in [clock["kind"] for clock in item["clocks"]] for item in items)


def test_promises_are_told_with_their_state() -> None:
    (promise,) = plain(customer_record(look(), "C1"))["promises"]
    assert {name: promise[name] for name in ("amount", "on", "promised_for", "state", "level", "invoices", "remark")} == {
        "amount": {"amount": "500.00", "currency": "USD"},
        "on": "2024-06-08",
        "promised_for": "2024-06-14",
        "state": "running",
        "level": 1,
        "invoices": ["I2"],
        "remark": None,
    }


def test_reports_are_told_in_full() -> None:
    (report,) = plain(customer_record(look(), "C2"))["reports"]
    assert (report["provider"], report["as_of"], report["fetched_at"]) == ("bureau", "2024-05-18", "2024-05-23T09:00:00+00:00")


def test_a_buyer_that_is_not_there_is_a_fault_that_names_the_nearest() -> None:
    with pytest.raises(UnknownBuyer) as caught:
        customer_record(look(), "C11")
    assert caught.value.facts["near"] == "C1"


def test_an_old_item_that_was_paid_on_has_the_class_its_buyer_has_by_it() -> None:
    """ "Dead" by age asks for no payment in that time (TRADE.md 4.3)."""
    shown = look("invoice C1 I1 -1200 500USD \n receipt C1 R1 -100 50USD for=I1")
    record = plain(customer_record(shown, "C1"))
    assert record["debt_class"]["value"] == record["open_items"][0]["debt_class"] == "bad"
    assert items(shown, "C1").rows[0].cells[4] == "bad"


def test_the_forecast_of_its_open_invoices_stands_beside_them() -> None:
    shown = look()
    record = plain(customer_record(shown, "C1"))
    assert {each["invoice"] for each in record["forecast"]} == {each["number"] for each in record["open_items"]}
    assert [each["expected_paid"] for each in record["forecast"]] == sorted(each["expected_paid"] for each in record["forecast"])
    first = record["forecast"][0]
    assert {"p_late", "p_late_30", "expected_paid", "low", "high", "rank_value", "reasons"} <= first.keys()
    lines = buyer_forecast_lines(shown, shown.assessed.of("C1"))
    assert [label for label, _text, _tone in lines if label != "-"] == [each["expected_paid"] for each in record["forecast"]]
    assert lines[0][1].startswith(f"{first['invoice']} expected, four in five from {first['low']} to {first['high']}; late ")
    assert lines[1] == ("-", first["reasons"][0]["text"], "")


def test_of_many_open_invoices_the_next_ten_are_told_and_the_others_counted() -> None:
    shown = look("".join(f"invoice C1 I{n} {n - 20:+} 500USD \n " for n in range(25)))
    lines = buyer_forecast_lines(shown, shown.assessed.of("C1"))
    assert len([text for _label, text, _tone in lines if " expected, four in five from " in text]) == 10
    assert lines[-1] == ("", "and 15 more; dunnage forecast lists all", "muted")


def test_what_the_book_taught_stands_for_the_day_while_few_buyers_change() -> None:
    shown = look()
    learnt = shown.learnt
    assert snapshot(shown.book, shown.on, shown).learnt is learnt
    assert snapshot(shown.book, days_after(shown.on, 1), shown).learnt is not learnt
