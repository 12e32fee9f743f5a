"""The order check for scripts and for people: the keys of the contract, and that what is null is named."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from credit.book import EMPTY_BOOK
from credit.money import Money
from credit.orders.check import check_order
from credit.orders.payment_method import Advice, PaymentMethod
from credit.orders.unknown import check_unknown
from credit.reason import Reason
from credit.terms import parse
from tests.credit.little_book import TODAY
from tests.tui.views.looks import look, words
from tui.plain import json_text
from tui.views.customer import facts
from tui.views.customer_record import customer_record
from tui.views.order_check import advice_line, advice_record, check_lines, check_record
from tui.views.timeline import timeline

USD = "USD"


def plain(record: dict[str, Any]) -> dict[str, Any]:
    """The record as a script reads it."""
    read: dict[str, Any] = json.loads(json_text(record))
    return read


@pytest.mark.parametrize(("id", "verdict"), [("C2", "hold"), ("C1", "conditions"), ("C3", "conditions")])
def test_a_check_has_every_key_of_the_contract(id: str, verdict: str) -> None:
    shown = look()
    answer = check_order(shown.assessed.of(id), Money.of("100", USD), shown.book)
    record = plain(check_record(id, answer, shown.on, refreshed=False, failure={}))
    assert record["verdict"] == verdict
    assert set(record) >= {
        "verdict", "reasons", "conditions", "headroom", "exposure_after", "own_risk_after", "report", "rules", "advice",
    }  # fmt: skip
    assert all(set(reason) >= {"code", "text"} for reason in record["reasons"])
    assert all(set(condition) >= {"kind", "value", "text"} for condition in record["conditions"])
    assert set(record["report"]) >= {"provider", "as_of", "age_days", "refreshed"}
    assert {name for name in ("headroom", "exposure_after", "own_risk_after") if record[name] is None} == set(record["missing"])


def test_a_check_of_a_stranger_has_no_room_and_says_so() -> None:
    record = plain(check_record("C9", check_unknown(Money.of("100", USD), EMPTY_BOOK, TODAY), TODAY, refreshed=False, failure={}))
    assert record["missing"] == ["headroom"]
    assert record["exposure_after"] == {"amount": "100.00", "currency": "USD"}


def test_a_provider_that_failed_stands_in_the_report() -> None:
    answer = check_unknown(Money.of("100", USD), EMPTY_BOOK, TODAY)
    failure = {"failed": "unavailable", "failure_reason": "silent"}
    record = plain(check_record("C9", answer, TODAY, refreshed=False, failure=failure))
    assert record["report"] == {"provider": None, "as_of": None, "age_days": None, "refreshed": False, **failure}


SHIPPED = """
buyer    C1  limit=9000USD
invoice  C1  I1  -30  500USD
release  C1  T1  -5   overdue_days no_record  until=+5  reason=boss  who=wang
"""


def test_each_rule_tells_what_it_saw_and_what_was_let_pass() -> None:
    shown = look(SHIPPED)
    answer = check_order(shown.assessed.of("C1"), Money.of("100", USD), shown.book)
    record = plain(check_record("C1", answer, shown.on, refreshed=False, failure={}))
    rules = {rule["name"]: rule for rule in record["rules"]}
    assert rules["overdue_days"] == {
        "name": "overdue_days", "applies": True, "fired": True, "threshold": 7, "value": 30, "released_until": "2024-06-17",
    }  # fmt: skip
    assert rules["no_limit"]["released_until"] is None
    assert rules["overdue_amount"]["threshold"] == {"amount": "100000.00", "currency": "USD"}
    assert record["terms"] is None


def test_a_condition_names_the_rule_it_answers() -> None:
    shown = look("buyer C1 limit=9000USD")
    answer = check_order(shown.assessed.of("C1"), Money.of("100", USD), shown.book, parse("OA 30 @BL"))
    record = plain(check_record("C1", answer, shown.on, refreshed=False, failure={}))
    assert [(c["kind"], c["rule"], c["value"]) for c in record["conditions"]] == [
        ("letter_of_credit", "no_record", None), ("deposit_percent", "no_record", "30"),
    ]  # fmt: skip
    assert record["terms"] == "OA 30 @BL"


def test_the_advice_is_the_same_for_scripts_and_for_people() -> None:
    shown = look("buyer C1 limit=9000USD")
    record = plain(customer_record(shown, "C1"))["advice"]
    assert {name: record[name] for name in ("method", "deposit_percent", "days", "row")} == {
        "method": "LC", "deposit_percent": 50, "days": 0, "row": "new_risky",
    }  # fmt: skip
    told = "by the policy's table for grade unrated, country risk not known; the amount is not known, taken for large"
    assert record["reason"] == told
    assert f"Payment|50 % T/T at the order, then L/C at sight: {told}" in words(facts(shown, "C1"))


@pytest.mark.parametrize(
    ("method", "deposit", "days", "told"),
    [
        ("TT", 100, 0, "all of it by T/T in advance"),
        ("TT", 99, 0, "99 % T/T at the order"),
        ("OA", 0, 60, "O/A 60 days"),
        ("DA", 20, 30, "20 % T/T at the order, then D/A 30 days"),
        ("DP", 0, 0, "D/P at sight"),
    ],
)
def test_how_an_advice_reads(method: str, deposit: int, days: int, told: str) -> None:
    reason = Reason("advice_no_row", {"grade": "A", "band": "low"})
    line = advice_line(Advice(PaymentMethod(method), deposit, days, "", reason))
    assert line == f"{told}: no row of the table fits grade A, country low risk"


def test_the_ladder_is_told_rung_by_rung_for_scripts_and_for_people() -> None:
    reason = Reason("advice_no_row", {"grade": "E", "band": "medium"})
    advice = Advice(PaymentMethod.TT, 100, 0, "e", reason, None, PaymentMethod.LC, walked=True, to_confirm=True)
    assert advice_line(advice).endswith(
        "; to be asked for in turn: all of it by T/T in advance / confirmed L/C at sight / L/C at sight; nothing less secure"
    )
    assert plain(advice_record(advice))["ways"] == [
        {"method": "TT", "deposit_percent": 100, "days": 0},
        {"method": "LC_confirmed", "deposit_percent": 0, "days": 0},
        {"method": "LC", "deposit_percent": 0, "days": 0},
    ]
    alone = replace(advice, walked=False)
    assert "in turn" not in advice_line(alone)
    assert len(plain(advice_record(alone))["ways"]) == 1


def test_what_ability_and_willingness_changed_is_said_behind_the_row() -> None:
    row = Reason("advice_no_row", {"grade": "A", "band": "low"})
    square = Reason("advice_square", {"square": "lenient", "ability": 3, "willingness": 98, "method": "OA"})
    advice = Advice(PaymentMethod.DP, 0, 0, "", row, square)
    assert advice_line(advice) == (
        "D/P at sight: no row of the table fits grade A, country low risk; "
        "plan and security, for its ability is 3 and its willingness 98"
    )
    (changed,) = plain(advice_record(advice))["changed_by"]
    assert (changed["code"], changed["facts"]["method"]) == ("advice_square", "OA")
    assert advice_record(replace(advice, square=None))["changed_by"] == []


def test_the_release_log_keeps_what_has_ended() -> None:
    shown = look(SHIPPED + "\n release C1 T2 -9 terms until=-1 reason=fair who=li")
    assert plain(customer_record(shown, "C1"))["releases"] == [
        {"id": "T1", "on": "2024-06-07", "rules": ["overdue_days", "no_record"], "until": "2024-06-17", "reason": "boss",
         "who": "wang", "runs": True},
        {"id": "T2", "on": "2024-06-03", "rules": ["terms"], "until": "2024-06-11", "reason": "fair", "who": "li", "runs": False},
    ]  # fmt: skip
    page = words(facts(shown, "C1"))
    assert "Let pass|days overdue, no record until 2024-06-17, wang: boss" in page
    assert "fair" not in page
    told = [text for _, text, _ in timeline(shown, "C1")]
    assert "orders let pass: terms of payment until 2024-06-11, li: fair" in told


def test_the_answer_for_people_begins_with_the_verdict_and_ends_with_the_advice() -> None:
    shown = look("buyer C1 limit=9000USD")
    lines = check_lines(check_order(shown.assessed.of("C1"), Money.of("100", USD), shown.book))
    assert [label for label, _, _ in lines] == [
        "Verdict", "Because", "If", "", "Room before", "Exposure after", "Own risk after", "Payment",
    ]  # fmt: skip
    assert [text for label, text, _ in lines if label in ("Room before", "Exposure after", "Own risk after")] == [
        "9,000.00 USD = limit 9,000.00 USD - counted 0.00 USD",
        "100.00 USD = 0.00 USD before + 100.00 USD of the order at risk",
        "100.00 USD = exposure after - secured 0.00 USD - insured 0.00 USD",
    ]
    assert lines[1][1] == "No record: this buyer has not settled an invoice yet."


def test_the_instalments_of_an_order_are_told_with_days_that_are_all_provisional() -> None:
    """30 % of 1,000 at the order are 300 today, Wednesday 12 June; sixty days from then are 11 August."""
    shown = look()
    answer = check_order(shown.assessed.of("C1"), Money.of("1000", USD), shown.book, parse("30% TT @order; 70% OA 60 @BL"))
    assert plain(check_record("C1", answer, shown.on, refreshed=False, failure={}))["instalments"] == [
        {
            "terms": "30% TT @order", "amount": {"amount": "300.00", "currency": USD}, "event": "order", "due": "2024-06-12",
            "provisional": True,
        },
        {
            "terms": "70% OA 60 @BL", "amount": {"amount": "700.00", "currency": USD}, "event": "BL", "due": "2024-08-11",
            "provisional": True,
        },
    ]  # fmt: skip
    told = [(label, text) for label, text, _tone in check_lines(answer)]
    place = told.index(("Instalments", "300.00 USD  ~2024-06-12  TT @order"))
    assert told[place + 1] == ("", "700.00 USD  ~2024-08-11  OA 60 @BL")


def test_a_stranger_s_order_has_its_instalments_and_one_without_terms_none() -> None:
    asked = check_unknown(Money.of("100", USD), EMPTY_BOOK, TODAY, parse("OA 30 @invoice"))
    assert [(each.due_on, each.provisional) for each in asked.instalments] == [(TODAY + timedelta(30), True)]
    assert check_unknown(Money.of("100", USD), EMPTY_BOOK, TODAY).instalments == ()
