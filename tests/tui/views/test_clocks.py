"""The clocks of a buyer's page and record: all that run, each with its calendar and doubt, and what of limitation is unsure."""

from typing import Any

from tests.tui.views.looks import look
from tests.tui.views.test_records import plain
from tui.views.clocks import clock_lines, distant_lines
from tui.views.customer_record import customer_record

OWED = """
    buyer    C1  country={}  law={}
    invoice  C1  I1  -40  1000USD  refund=130USD
    invoice  C1  I2  -20   500USD
    promise  C1  P1   -4   500USD  by=+2    for=I2
    dispute  C1  D1   -4  quality  settle_by=+9
    email    C1  M1  -30
"""


def record(country: str = "FR", law: str = "CN") -> Any:
    return plain(customer_record(look(OWED.format(country, law)), "C1"))


def test_the_record_tells_every_clock_of_the_buyer_the_earliest_first() -> None:
    found = record()["clocks"]
    assert [(clock["kind"], clock["subject"]) for clock in found] == [
        ("promise", "P1"), ("dispute", "D1"), ("tax_refund", "I1"), ("limitation", "I1")
    ]  # fmt: skip
    assert found[-1] == {
        "kind": "limitation", "since": "2024-05-03", "due_on": "2028-05-03", "calendar": "calendar_days", "slack_days": 1421,
        "working_slack": found[-1]["working_slack"], "working_in": "CN", "subject": "I1",
        "stake": {"amount": "1500.00", "currency": "USD"}, "source": "PRC Civil Code art. 594, 189, 195", "doubt": "",
        "text": found[-1]["text"],
    }  # fmt: skip
    assert found[-1]["text"].startswith("I1 is time-barred after 2028-05-03, ")


def test_an_item_has_its_own_clocks_and_those_that_mean_it() -> None:
    items = {item["number"]: item for item in record()["open_items"]}
    assert [clock["kind"] for clock in items["I1"]["clocks"]] == ["dispute", "tax_refund", "limitation"]
    assert [clock["kind"] for clock in items["I2"]["clocks"]] == ["promise", "dispute", "tax_refund", "limitation"]
    assert items["I2"]["clocks"][2]["stake"] is None  # nobody wrote down a refund of this one
    assert items["I2"]["clocks"][2]["doubt"] == "rate_unknown"


def test_limitation_is_told_law_by_law_with_what_could_be_proven() -> None:
    (period,) = record()["open_items"][0]["limitation"]
    assert period == {
        "law": "CN", "last_day": "2028-05-03", "since": "2024-05-03", "since_fact": "I1",
        "source": "PRC Civil Code art. 594, 189, 195", "doubt": "", "stopped_on": None, "restarts_if_proven": "M1",
    }  # fmt: skip
    assert "last_day" not in record()["missing"]


def test_a_law_that_gives_no_date_is_named_as_missing() -> None:
    found = record(law="ES")
    assert found["open_items"][0]["limitation"][0]["doubt"] == "sources_contradict"
    assert "last_day" in found["missing"]


def test_deferred_receipts_are_listed_for_the_report() -> None:
    text = "buyer C1 country=FR \n invoice C1 I1 +90 1000USD issued=-20 shipped_on=-10 \n note C1 K1 -1 safe_reported for=I1"
    assert plain(customer_record(look(text), "C1"))["safe_reports"] == [
        {
            "number": "I1", "amount": {"amount": "1000.00", "currency": "USD"}, "exported_on": "2024-06-02",
            "expected_on": "2024-09-10", "deferred_days": 100, "report_by": "2024-07-02", "reported_on": "2024-06-11",
        }
    ]  # fmt: skip
    assert record()["safe_reports"] == []


def test_a_suit_is_no_missing_date() -> None:
    found = plain(customer_record(look(OWED.format("FR", "DE") + "note C1 K1 -1 sued"), "C1"))
    assert found["open_items"][0]["limitation"][0]["stopped_on"] == "2024-06-11"
    assert "last_day" not in found["missing"]


def lines(text: str) -> list[tuple[str, str]]:
    shown = look(text)
    entry = shown.assessed.of("C1")
    return [(value, tone) for _label, value, tone in (*clock_lines(entry), *distant_lines(entry))]


def test_the_page_says_what_of_limitation_is_unsure() -> None:
    told = lines(OWED.format("FR", "CN"))
    assert ("the demand of 2024-05-13 would begin limitation of I1 anew, if its arrival can be proven", "muted") in told
    unknown = lines(OWED.format("FR", "FR"))
    assert ("limitation of I1 under the law of FR: no date, law not known", "muted") in unknown
    assert not [value for value, _ in lines(OWED.format("FR", "DE") + "note C1 K1 -1 sued") if "limitation" in value]


def test_a_clock_that_was_missed_is_a_warning() -> None:
    told = lines(
        "buyer C1 law=FR \n invoice C1 I1 -9 5USD \n dispute C1 D1 -9 price settle_by=-1 \n dispute C1 D2 -9 price settle_by=0"
    )
    assert [tone for value, tone in told if "answer" in value] == ["warning", ""]


def test_what_leaves_two_months_stands_below() -> None:
    shown = look(
        "buyer C1 law=FR \n invoice C1 I1 -9 5USD \n dispute C1 D1 -9 price settle_by=+60 \n dispute C1 D2 -9 price settle_by=+61"
    )
    entry = shown.assessed.of("C1")
    (near,), (far, _law) = clock_lines(entry), distant_lines(entry)
    assert "60 days" in near[1]
    assert "61 days" in far[1]
