"""The reports on the page: a column for each provider, both sides of a disagreement, what did not come, what was searched."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from credit.account import Fact
from credit.change import Change
from credit.check import Caveat, Check, Searched
from credit.money import Money
from credit.report import Costless, CreditReport, DriftNote, FailedSection, Finding, FindingStatus
from tests.credit.little_book import TODAY
from tests.tui.views.looks import look, words
from tests.tui.views.test_records import plain
from tui.views.customer_record import customer_record
from tui.views.reports import reports
from tui.views.snapshot import Snapshot, snapshot
from wording.cells import width

EQUITY, DBT = "financial_strength.equity", "operating_capability.dbt_days"
AT = datetime(2024, 6, 1, 9, tzinfo=UTC)
CREDIT = CreditReport(
    "creditsafe:2024-06-01", "C1", "creditsafe", AT, TODAY, date(2024, 6, 1),
    (Finding(EQUITY, Money(8_600_000, "GBP")), Finding(DBT, Decimal(9), unit="days"), Finding("x.note", None)),
    product="full", licence="By contract.", requested=("score", "payment"), came=("score",), language="EN", parser="creditsafe/1",
    cost=Money(400, "EUR"),
)  # fmt: skip
OTHER = CreditReport(
    "dnb:2024-05-20", "C1", "dnb", AT, TODAY, date(2024, 5, 20),
    (Finding(EQUITY, Money(4_000_000, "GBP")), Finding(DBT, None, FindingStatus.NOT_PUBLISHED)),
)  # fmt: skip
SEARCH = Check(
    "gazette:insolvency_notices", "C1", "gazette", Searched.INSOLVENCY_NOTICES, TODAY, TODAY, "00990099",
    date(2021, 6, 12), TODAY, caveats=(Caveat.PRIVATE_PETITIONS,),
)  # fmt: skip


def page(*facts: Fact) -> Snapshot:
    before = look()
    return snapshot(before.book.after(Change("accept_report", facts)), TODAY, before)


def test_every_provider_has_a_column_and_both_sides_of_a_disagreement_stand() -> None:
    """86,000 and 40,000 are more than 5 percent apart; no mean of the two stands anywhere."""
    lines = reports(page(CREDIT, OTHER), "C1")
    assert [text for label, text, _ in lines if label == "Report"] == [
        "creditsafe, as of 2024-06-01, fetched 2024-06-01, full",
        "dnb, as of 2024-05-20, fetched 2024-06-01",
    ]
    assert ("-", "equity, on which they disagree: creditsafe says 86,000.00 GBP, dnb says 40,000.00 GBP", "warning") in lines
    table = {label: (text, tone) for label, text, tone in lines}
    assert table["Finding"] == ("creditsafe     dnb", "")
    assert table["equity"] == ("86,000.00 GBP  40,000.00 GBP", "warning")
    assert table["days beyond terms"] == ("9 days         not published", "")
    assert table["note"] == ("-              -", "muted")
    assert "63,000" not in words(lines)
    assert table["Source"] == ("creditsafe: By contract.", "muted")


def test_a_long_value_leaves_room_for_the_other_provider() -> None:
    long = replace(CREDIT, findings=(Finding("x.vat_address", "1 Example Wharf, Hull, Yorkshire, United Kingdom"),), licence="")
    (row,) = [text for label, text, _ in reports(page(long, OTHER), "C1") if label == "address in the VAT register"]
    assert width(row) <= 24 + 2 + len("40,000.00 GBP")


def test_row_30_what_did_not_come_is_named_and_what_was_known_stands_with_its_day() -> None:
    before = replace(CREDIT, id="creditsafe:2024-03-01", as_of=date(2024, 3, 1), learnt_on=date(2024, 3, 1))
    failed, drift = (FailedSection("payment", "server_error"),), (DriftNote("a.b", "text", "list"),)
    latest = replace(CREDIT, findings=CREDIT.findings[:1], failed=failed, drift=drift)
    told = words(reports(page(before, latest), "C1"))
    assert "-|days beyond terms: 9 days (of 2024-03-01)" in told
    assert "-|creditsafe: payment did not come (it has a fault of its own); what was known of it stands" in told
    assert "-|creditsafe: another form than it describes in 1 place: a.b" in told


def test_what_reads_otherwise_than_in_the_report_before_is_told_field_by_field() -> None:
    """Of the provider's own report before, whatever another one says; one finding is new, one is gone, one differs."""
    terms, trend = "operating_capability.dbt_days", "operating_capability.payment_trend"
    old = (
        Finding(terms, Decimal(9), unit="days"),
        Finding(trend, "stable"),
        Finding("management_factors.directors_active", Decimal(3)),
    )
    new = (Finding(terms, Decimal(41), unit="days"), Finding(trend, "stable"), Finding(EQUITY, Money(4_000_000, "GBP")))
    before = replace(CREDIT, id="creditsafe:2024-03-01", as_of=date(2024, 3, 1), learnt_on=date(2024, 3, 1), findings=old)
    latest = replace(CREDIT, findings=new, failed=())
    told = words(reports(page(before, latest, OTHER), "C1")).split("\n")
    at = told.index("Changed|creditsafe, since what it said as of 2024-03-01")
    assert told[at + 1 : at + 4] == [
        "-|days beyond terms 41 days, was 9 days", "-|equity 40,000.00 GBP, was -", "-|directors -, was 3",
    ]  # fmt: skip
    assert sum(line.startswith("Changed|") for line in told) == 1, "a first report is no change"
    in_part = replace(latest, failed=(FailedSection("directors", "server_error"),))
    assert "-|directors -, was 3" not in words(reports(page(before, in_part), "C1")), "it did not come"
    record = plain(customer_record(page(before, latest), "C1"))["reports"]
    assert [each["key"] for each in record[0]["changed"]] == [terms, EQUITY, "management_factors.directors_active"]
    assert (record[0]["changed"][0]["before"]["value"], record[0]["changed"][0]["after"]["value"]) == ("9", "41")
    assert record[1]["changed"] == []


def test_a_search_that_found_nothing_is_told_with_day_window_and_caveat() -> None:
    (_, line) = reports(page(SEARCH), "C1")
    assert line[0] == "Searched"
    assert line[1].startswith("gazette: insolvency notices checked, none found, of 2021-06-12 to ")
    assert "could stay private" in line[1]
    assert line[1].endswith(f"on {TODAY}")
    assert line[2] == "warning"


def test_a_report_of_a_day_to_come_does_not_speak_yet() -> None:
    assert words(reports(page(replace(CREDIT, as_of=date(2024, 12, 1))), "C1")).startswith("Report|none yet")


def test_scripts_get_every_value_with_its_source() -> None:
    record = plain(customer_record(page(CREDIT, OTHER, SEARCH), "C1"))
    (first, _) = record["reports"]
    assert (first["licence"], first["product"], first["failed"], first["drift"]) == ("By contract.", "full", [], [])
    assert (first["requested"], first["ok"], first["language"], first["parser_version"]) == (
        ["score", "payment"], ["score"], "EN", "creditsafe/1",
    )  # fmt: skip
    assert (first["cost"]["amount"], first["cost_reason"]) == ("4.00", None)
    free = plain(customer_record(page(replace(OTHER, costless=Costless.FREE)), "C1"))["reports"][0]
    assert (free["cost"], free["cost_reason"], free["language"], free["parser_version"]) == (None, "free", None, None)
    assert set(first["findings"][0]) == {
        "key", "value", "status", "unit", "as_of", "period", "endpoint", "path", "raw_sha256", "original",
    }  # fmt: skip
    (equity,) = [row for row in record["side_by_side"] if row["key"] == EQUITY]
    assert equity["conflict"]
    assert [(told["provider"], told["value"]["amount"]) for told in equity["told"]] == [
        ("creditsafe", "86000.00"), ("dnb", "40000.00"),
    ]  # fmt: skip
    (check,) = record["checks"]
    assert (check["none_found"], check["on"], check["since"], check["number"]) == (True, str(TODAY), "2021-06-12", "00990099")
    assert check["caveats"] == ["private_petitions"]
