"""The buyer's page: facts, items and the latest report."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from credit.change import Change
from credit.customer import Customer
from credit.money import Money
from credit.problem import UnknownBuyer
from credit.report import CreditReport, Finding, FindingStatus
from tests.credit.little_book import LONG_AGO, TODAY, published
from tests.tui.views.looks import SHOP, look, words
from tui.views.customer import facts, items
from tui.views.customer_record import customer_record
from tui.views.reports import reports
from tui.views.snapshot import snapshot
from wording.report_terms import finding as finding_name

BUYER = Customer(
    "C1",
    "Alder \x1b[31m[b]Ltd",
    LONG_AGO,
    "桤木",
    "GB",
    (("company_number", "0099"),),
    terms="OA 60",
    limit=Money.of("5000", "USD"),
    insured_limit=Money.of("3000", "USD"),
)


def test_the_page_says_who_what_class_and_what_is_owed() -> None:
    """Of 5,000 are used 1,500 open and 700 ordered, 44 %, and 2,800 is left."""
    before = look()
    shown = snapshot(before.book.after(Change("import", (BUYER,))), TODAY, before)
    lines = {label: value for label, value, _ in facts(shown, "C1")}
    assert lines["C1"].startswith("Alder ")
    assert lines["C1"].endswith("[b]Ltd 桤木")
    assert lines["C1"].isprintable()
    assert lines["Who"] == "GB, company no. 0099, OA 60"
    assert lines["Class"] == "in collection: I1 is 45 days past due, 1,000.00 USD open."
    assert lines["Flags"] == "PI"
    assert lines["Open"] == "1,500.00 USD, overdue 1,500.00 USD"
    assert lines["Ordered"] == "700.00 USD"
    assert lines["Limit"] == "5,000.00 USD, used 44 %, room 2,800.00 USD, insured 3,000.00 USD"
    assert lines["!"] == "Order O9 over 700.00 USD was taken while I1 was 42 days overdue."


def test_what_is_not_known_is_said_and_never_zero() -> None:
    lines = {label: value for label, value, _ in facts(look(), "C3")}
    assert lines["Limit"] == "none was ever set"
    assert lines["Pays"] == "no record yet"
    assert lines["Who"] == "nothing written down"


def test_what_nobody_paid_is_not_told_as_paid_late() -> None:
    overdue = "buyer C1\ninvoice C1 I1 -90 9USD\ninvoice C1 I2 -62 9USD"
    told = {label: value for label, value, _ in facts(look(overdue), "C1")}
    assert told["Pays"] == "no invoice paid up within a year; overdue 76.0 days on average"
    told = {label: value for label, value, _ in facts(look(overdue + "\nreceipt C1 R1 0 9USD for=I1"), "C1")}
    assert told["Pays"].startswith("76.0 days beyond terms over the last year")


def test_notices_that_nobody_decided_on_stand_right_below_who_it_is() -> None:
    shown = look(
        "buyer C1 \n event C1 E1 -9 winding_up_petition match=possible title=ALDER \n event C1 E2 -3 judgment match=refused"
    )
    told = list(facts(shown, "C1"))
    assert told[2:4] == [
        ("Whose?", "winding-up petition of 2024-06-03 may be about somebody else: ALDER", "warning"),
        ("-", "say whose it is: i, or dunnage identify C1", "muted"),
    ]
    assert [label for label, _, _ in told].count("Whose?") == 1


def test_a_missing_rate_is_said() -> None:
    shown = look("buyer C1 limit=5000USD\ninvoice C1 I1 -45 1000EUR")
    assert "Open|no rate of exchange for a part of it" in words(facts(shown, "C1"))
    assert "used -, room -" in words(facts(shown, "C1"))


def test_an_alert_that_was_seen_says_so_and_is_muted() -> None:
    shown = look(SHOP + "seen C2 winding_up_petition:C2:E1 -1")
    (line,) = (line for line in facts(shown, "C2") if line[0] == "!!")
    assert line[1].endswith("(seen)")
    assert line[2] == "muted"


def test_clocks_tell_what_is_left() -> None:
    """The insurer hears of I1 within 60 days of 2024-04-28; the promise for Friday the 14th has three bank days of grace.

    From Thursday 13 to Thursday 27 June China works 11 days; where the buyer works nobody wrote down: 13, 14, 17, 18, 19 June.
    """
    told = words(facts(look(), "C1"))
    assert "Clock|notice to the insurer 2024-06-27 (11 working days CN, 15 days); see your own policy" in told
    assert "Clock|promise 2024-06-19 (5 weekdays, 7 days)" in told


def test_items_come_oldest_first_with_their_state() -> None:
    table = items(look(), "C1")
    assert [row.cells for row in table] == [
        ("I1", "2024-04-28", "45", "1,000.00 USD", "collect", "", "1,000.00 USD"),
        ("I2", "2024-05-23", "20", "500.00 USD", "collect", "promised", "500.00 USD"),
    ]
    (disputed,) = items(look(), "C4")
    assert disputed.cells[5] == "disputed"
    assert len(items(look("buyer C1"), "C1")) == 0


def test_an_item_paid_in_another_currency_says_so() -> None:
    shown = look("invoice C1 I1 -45 1000USD \n receipt C1 R1 -30 800EUR for=I1", published(USD="1.25"))
    (row,) = items(shown, "C1")
    assert row.cells[5] == "paid EUR"
    (item,) = customer_record(shown, "C1")["open_items"]
    assert item["paid_otherwise"] == {"on": date(2024, 5, 13), "receipt": "R1", "currency": "EUR"}
    told = "R1 paid I1 on 2024-05-13 in another currency: it counts as paid until somebody says what it pays of it."
    assert f"Class|current: {told}" in words(facts(shown, "C1"))
    (other,) = customer_record(look("invoice C1 I1 -45 1000USD"), "C1")["open_items"]
    assert other["paid_otherwise"] is None


def test_a_buyer_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(UnknownBuyer):
        facts(look(), "C9")


FINDINGS = (
    (Finding("a.score", Decimal(38), unit="points"), "38 points"),
    (Finding("a.limit", Money.of("1500", "EUR")), "1,500.00 EUR"),
    (Finding("a.active", True), "yes"),
    (Finding("a.insolvent", False), "no"),
    (Finding("a.filed_on", date(2024, 1, 31)), "2024-01-31"),
    (Finding("a.name", "[b]Alder\x1b"), "[b]Alder"),
    (Finding("a.paydex", None, FindingStatus.NOT_PUBLISHED, original="n/a"), "not published (n/a)"),
    (Finding("a.equity", None, FindingStatus.UNAVAILABLE_NOW), "not available now"),
    (Finding("a.debt", None, FindingStatus.AMBIGUOUS), "ambiguous"),
)


def test_a_report_is_read_finding_by_finding() -> None:
    report = CreditReport(
        "b:1", "C1", "bureau", datetime(2024, 6, 1, 9, tzinfo=UTC), TODAY, date(2024, 5, 30), tuple(f for f, _ in FINDINGS)
    )
    before = look()
    shown = snapshot(before.book.after(Change("accept_report", (report,))), TODAY, before)
    head, *lines = reports(shown, "C1")
    assert head[1] == "bureau, as of 2024-05-30, fetched 2024-06-01"
    for (label, value, tone), (finding, told) in zip(lines, FINDINGS, strict=True):
        assert (label, value.partition(": ")[0]) == ("-", finding_name(finding.key))
        assert value.partition(": ")[2].startswith(told)
        assert value.isprintable()
        assert (tone == "muted") is (finding.value is None)
    undated = snapshot(before.book.after(Change("accept_report", (replace(report, as_of=None),))), TODAY, before)
    assert "undated" in reports(undated, "C1")[0][1]


def test_without_a_report_it_is_said_how_to_get_one() -> None:
    assert words(reports(look(), "C1")) == "Report|none yet; r asks the provider"


def test_the_latest_report_is_shown() -> None:
    shown = look(SHOP + "report C2 B2 -1 other")
    assert reports(shown, "C2")[0][1].startswith("other, undated")
