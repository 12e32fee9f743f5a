"""Commands that write one fact: it stands in the book afterwards, with its two dates and who wrote it."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

ON = ("--as-of", "2024-06-12")


def test_a_contact(dunnage: Dunnage, book: Path) -> None:
    words = ("log", "C1", "call", "--outcome", "spoke", "--text", "Will ask [her] boss", "--invoice", "I1", *ON)
    (fact,) = dunnage(*words, "--json").json["recorded"]
    assert {name: fact[name] for name in ("kind", "customer_id", "on", "learnt_on", "channel", "outcome", "invoices", "who")} == {
        "kind": "contact", "customer_id": "C1", "on": "2024-06-12", "learnt_on": "2024-06-12", "channel": "call",
        "outcome": "spoke", "invoices": ["I1"], "who": "mara",
    }  # fmt: skip
    assert "Will ask [her] boss" in dunnage("customer", "C1", *ON).out
    assert dunnage("customer", "C1", "--as-of", "2024-06-11", "--json").json["timeline"] == [
        {"on": "2024-05-25", "text": "received 500.00 USD"}
    ], "learnt a day later"


def test_a_promise_holds_the_buyer_until_it_is_judged(dunnage: Dunnage, book: Path) -> None:
    """Friday the 14th and three bank days are Wednesday the 19th; the buyer is back on the 20th."""
    ended = dunnage("promise", "C1", "1,000.00", "usd", "2024-06-14", *ON)
    assert (ended.code, ended.out, ended.err) == (0, "Recorded for C1.\n", "")
    record = dunnage("queue", "--json", *ON).json
    assert [item["customer_id"] for item in record["items"]] == ["C2"]
    assert record["held"] == [
        {"customer_id": "C1", "name": "C1", "reason": "promise_running", "why": "", "until": "2024-06-20", "times": 0}
    ]
    later = dunnage("queue", "--json", "--as-of", "2024-06-20").json
    assert [item["customer_id"] for item in later["items"]] == ["C1", "C2"], "a broken promise is an event"


def test_a_dispute_and_its_release(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("dispute", "C1", "--reason", "quality", "--invoice", "I1", *ON).code == 0
    (item,) = dunnage("customer", "C1", "--json", *ON).json["open_items"]
    assert item["dispute"] is True
    assert dunnage("release", "C1", "--as-of", "2024-06-13").code == 0
    (item,) = dunnage("customer", "C1", "--json", "--as-of", "2024-06-13").json["open_items"]
    assert item["dispute"] is False


def test_a_pin_moves_a_buyer_to_the_head_and_off_again(dunnage: Dunnage, book: Path) -> None:
    def order() -> list[str]:
        return [item["customer_id"] for item in dunnage("queue", "--json", *ON).json["items"]]

    assert order() == ["C2", "C1"]
    assert dunnage("pin", "C1", "--until", "2024-06-14", "--reason", "the boss asked", *ON).code == 0
    first = dunnage("queue", "--json", *ON).json["items"][0]
    assert (first["customer_id"], first["pin"]) == (
        "C1", {"until": "2024-06-14", "reason": "the boss asked", "last": False, "who": "mara"}
    )  # fmt: skip
    assert dunnage("pin", "C1", "--end", *ON).code == 0
    assert order() == ["C2", "C1"]


def test_a_pin_without_a_day_or_a_reason_says_what_is_owed(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("pin", "C2", "--reason", "x", *ON)
    assert (ended.code, ended.err) == (2, "dunnage: Say until when: --until DATE.\n")
    assert dunnage("pin", "C2", "--until", "2024-06-14", *ON).code == 5


def test_a_hold_and_its_release(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("snooze", "C1", "--until", "2024-06-17", "--reason", "stocktaking", *ON).code == 0
    assert dunnage("queue", "--json", *ON).json["held"][0]["reason"] == "snoozed"
    assert dunnage("release", "C1", *ON).code == 0
    assert dunnage("queue", "--json", *ON).json["held"] == []


def test_a_part_of_an_invoice_is_contested_answered_and_closed(dunnage: Dunnage, book: Path) -> None:
    words = ("dispute", "C1", "--reason", "quality", "--invoice", "I1", "--amount", "300.00", "usd", "--owner", "Li")
    assert dunnage(*words, "--settle-by", "2024-06-20", *ON).code == 0
    record = dunnage("customer", "C1", "--json", *ON).json
    (item,) = record["open_items"]
    assert (item["dispute"], item["disputed"]) == (True, {"amount": "300.00", "currency": "USD"})
    (told,) = record["disputes"]
    assert {name: told[name] for name in ("reason", "open", "answer_by", "answer_late", "owner", "justified")} == {
        "reason": "quality", "open": True, "answer_by": "2024-06-20", "answer_late": False, "owner": "Li", "justified": None,
    }  # fmt: skip
    assert told["contested"] == [{"invoice": "I1", "amount": {"amount": "300.00", "currency": "USD"}}]
    late = dunnage("customer", "C1", "--json", "--as-of", "2024-06-21").json["disputes"][0]
    assert late["answer_late"] is True
    assert dunnage("dispute", "C1", "--close", "--justified", "no", "--as-of", "2024-06-22").code == 0
    record = dunnage("customer", "C1", "--json", "--as-of", "2024-06-22").json
    (told,) = record["disputes"]
    assert (told["open"], told["closed_on"], told["justified"], told["contested"]) == (False, "2024-06-22", False, [])
    assert "dispute closed: quality, not justified, signed mara" in [line["text"] for line in record["timeline"]]


def test_papers_of_a_dispute_are_written_down_and_those_missing_told(dunnage: Dunnage, book: Path) -> None:
    """Not received asks for contract, transport document and proof of delivery; the book shows none of them for I1."""
    words = ("dispute", "C1", "--reason", "not_received", "--invoice", "I1", "--evidence", "contract", "survey")
    assert dunnage(*words, *ON).code == 0
    (told,) = dunnage("customer", "C1", "--json", *ON).json["disputes"]
    assert told["evidence"] == {"held": ["contract", "survey"], "missing": ["transport", "delivery"]}
    added = dunnage("dispute", "C1", "--evidence", "delivery", "--json", *ON)
    assert (added.code, added.json["recorded"][0]["evidence"]) == (0, ["contract", "survey", "delivery"])
    page = dunnage("customer", "C1", *ON).out
    assert "at hand contract or confirmed order, signed proof of delivery, survey report or photographs" in page
    assert "missing transport document" in page


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "Say what of the dispute: --reason R, --evidence PAPER or --close."),
        (("--close", "--evidence", "contract"), 2, "--evidence and --close are two commands."),
        (("--evidence", "contract"), 5, "C1 has no dispute that papers could prove or refute. Open it first."),
    ],
)
def test_papers_without_a_dispute_and_a_dispute_without_a_word_write_nothing(
    dunnage: Dunnage, book: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    ended = dunnage("dispute", "C1", *words, *ON)
    assert (ended.code, told in ended.err) == (code, True)
    assert dunnage("customer", "C1", "--json", *ON).json["disputes"] == []


def test_a_promise_is_replaced_and_taken_back(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("promise", "C1", "1000", "USD", "2024-06-14", "--invoice", "I1", *ON).code == 0
    told = ("--person", "Ms Berg", "--method", "T/T")
    assert dunnage("promise", "C1", "900", "USD", "2024-06-18", "--invoice", "I1", *told, *ON).code == 0
    later = ("--as-of", "2024-06-13")
    assert dunnage("withdraw", "C1", "--reason", "wrong buyer", *later).code == 0
    record = dunnage("customer", "C1", "--json", *later).json
    assert sorted((p["amount"]["amount"], p["state"], p["level"], p["withdrawn_why"]) for p in record["promises"]) == [
        ("1000.00", "withdrawn", 1, ""), ("900.00", "withdrawn", 2, "wrong buyer"),
    ]  # fmt: skip
    assert [p["follow_up"] for p in record["promises"] if p["level"] == 2] == ["2024-06-21"]  # three bank days later
    assert ("Ms Berg", "T/T") in [(p["person"], p["method"]) for p in record["promises"]]
    assert "promise of 900.00 USD for 2024-06-18: withdrawn, promise no. 2 on this debt (Ms Berg, T/T)" in [
        line["text"] for line in record["timeline"]
    ]


def test_a_hold_of_the_house(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("hold", "C1", "--until", "2024-08-30", "--reason", "inspection", *ON).code == 0
    assert dunnage("release", "C1", "--as-of", "2024-06-14").code == 0
    assert dunnage("snooze", "C1", "--until", "2024-06-20", "--reason", "talks", "--as-of", "2024-06-15").code == 0
    held = next(row for row in dunnage("queue", "--json", "--as-of", "2024-06-15").json["held"] if row["customer_id"] == "C1")
    assert (held["why"], held["times"]) == ("talks", 2)
    assert "put aside, 2 times in a year: talks" in dunnage("queue", "--held", "--as-of", "2024-06-15").out
    record = dunnage("customer", "C1", "--json", "--as-of", "2024-06-15").json
    assert [(h["until"], h["ended_on"], h["reason"], h["runs"]) for h in record["holds"]] == [
        ("2024-08-30", "2024-06-14", "inspection", False), ("2024-06-20", None, "talks", True),
    ]  # fmt: skip
    assert "hold ended before its day, 2024-08-30, signed mara" in [line["text"] for line in record["timeline"]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("promise", "C1", "999999", "USD", "2024-06-14"), "was promised. Correct the amount."),
        (("promise", "C1", "10", "EUR", "2024-06-14", "--invoice", "I1"), "10.00 EUR would not pay it"),
        (("withdraw", "C1", "--reason", "x"), "C1 has no such promise that runs"),
        (("dispute", "C1", "--close"), "C1 has no such dispute that is open"),
        (("dispute", "C1", "--reason", "price", "--amount", "0", "USD"), "A dispute needs an amount above zero"),
        (("dispute", "C1", "--reason", "price", "--settle-by", "2024-06-11"), "2024-06-11 lies before 2024-06-12"),
        (("hold", "C1", "--until", "2024-12-12", "--reason", "x"), "at most 90 days"),
        (("promise", "C1", "0", "USD", "2024-06-14"), "above zero"),
        (("promise", "C1", "-5", "USD", "2024-06-14"), "above zero"),
        (("promise", "C1", "ten", "USD", "2024-06-14"), "no amount of money"),
        (("promise", "C1", "10", "DOLLAR", "2024-06-14"), "no amount of money"),
        (("promise", "C1", "10", "USD", "2024-06-11"), "lies before 2024-06-12"),
        (("log", "C1", "call", "--invoice", "X9"), "C1 has no invoice X9"),
        (("snooze", "C1", "--until", "2024-06-12", "--reason", "x"), "from tomorrow on"),
        (("snooze", "C1", "--until", "2024-06-14", "--reason", " "), "A reason is owed"),
        (("release", "C1"), "Nothing holds C1"),
        (("alerts", "--ack", "nonsense"), "No alert nonsense stands. Copy its id from: dunnage alerts --json."),
    ],
)
def test_what_the_trade_does_not_allow_is_refused_and_not_written(
    dunnage: Dunnage, book: Path, words: tuple[str, ...], told: str
) -> None:
    before = book.read_bytes()
    ended = dunnage(*words, *ON)
    assert (ended.code, ended.out) == (5, "")
    assert told in ended.sentence
    assert book.read_bytes() == before


def test_alerts_and_their_acknowledgement(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "alerts", "--json")
    assert ended.code == 10
    critical = [alert for alert in ended.json["alerts"] if alert["severity"] == "critical" and not alert["acknowledged"]]
    assert critical
    assert "critical" in ended.sentence
    seen = dunnage("--demo", "alerts", "--json", "--ack", *[alert["id"] for alert in critical])
    assert (seen.code, seen.err) == (0, "")
    assert all(alert["acknowledged"] for alert in seen.json["alerts"] if alert["severity"] == "critical")


def test_alerts_by_severity_and_day(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "alerts", "--severity", "warning", "--json")
    assert {alert["severity"] for alert in ended.json["alerts"]} == {"warning"}
    assert ended.code == 10, "the critical one stands, whatever is looked at"
    late = dunnage("--demo", "alerts", "--since", "2026-03-31", "--json").json["alerts"]
    assert all(alert["learnt_on"] == "2026-03-31" for alert in late)


def test_no_alert_is_said(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("alerts", "--as-of", "2024-03-02")
    assert (ended.code, ended.out) == (0, "No alert stands.\n")


SALES = (
    "number,customer_id,issue_date,amount,currency,terms,bl_date\nS1,C1,2024-05-01,1000.00,USD,30% TT @order; 70% OA 60 @BL,\n"
)


def test_an_event_makes_the_dates_it_is_counted_from_final(dunnage: Dunnage, book: Path, home: Path) -> None:
    """Issued 1 May, no ETD: 30 June until the bill of lading of 10 May makes it 9 July."""
    sales = home / "sales.csv"
    sales.write_text(SALES, encoding="utf-8")
    assert dunnage("import", sales).code == 0

    def items(on: str) -> dict[str, tuple[str, bool, str | None]]:
        record = dunnage("customer", "C1", "--json", "--as-of", on).json
        return {
            i["number"]: (i["due"], i["provisional"], i["provisional_due"]) for i in record["open_items"] if i["instalment_of"]
        }

    assert items("2024-06-12") == {"S1/2": ("2024-06-30", True, "2024-06-30")}
    ended = dunnage("event", "C1", "S1", "BL", "2024-05-10", *ON)
    assert (ended.code, ended.out) == (0, "Recorded for C1.\n")
    assert items("2024-06-12")["S1/2"] == ("2024-07-09", False, "2024-06-30")
    assert items("2024-06-11") == {"S1/2": ("2024-06-30", True, "2024-06-30")}
    again = dunnage("event", "C1", "S1", "BL", "2024-05-10", *ON)
    assert (again.code, again.sentence) == (
        5, "It is known already that this happened to S1 on 2024-05-10. There is nothing to record."
    )  # fmt: skip


def test_the_arrival_of_a_contact_is_proven_later(dunnage: Dunnage, book: Path) -> None:
    (logged,) = dunnage("log", "C1", "email", "--as-of", "2024-06-10", "--json").json["recorded"]
    ended = dunnage("arrived", "C1", logged["id"], "2024-06-11", "--proof", "DHL 123", *ON, "--json")
    (fact,) = ended.json["recorded"]
    assert (fact["id"], fact["on"], fact["arrived_on"], fact["proof"], fact["learnt_on"]) == (
        logged["id"], "2024-06-10", "2024-06-11", "DHL 123", "2024-06-12"
    )  # fmt: skip
    (contact,) = dunnage("customer", "C1", "--json", *ON).json["contacts"]
    assert (contact["id"], contact["channel"], contact["arrived_on"], contact["proof"]) == (
        logged["id"], "email", "2024-06-11", "DHL 123"
    )  # fmt: skip
    refused = dunnage("arrived", "C1", logged["id"], "2024-06-09", *ON)
    assert (refused.code, "2024-06-09 is no day of arrival" in refused.err) == (5, True)


def test_a_security_is_written_down_shown_and_corrected(dunnage: Dunnage, book: Path) -> None:
    words = ("secure", "C1", "bank_guarantee", "1,000", "usd", "--number", "LG-7")
    (fact,) = dunnage(*words, "--until", "2024-07-31", *ON, "--json").json["recorded"]
    assert (fact["kind"], fact["id"], fact["amount"]) == ("security", "LG-7", {"amount": "1000.00", "currency": "USD"})
    assert dunnage(*words, "--until", "2024-08-31", "--text", "extended", *ON).code == 0
    assert dunnage("customer", "C1", *ON, "--json").json["securities"] == [
        {
            "id": "LG-7", "form": "bank_guarantee", "amount": {"amount": "1000.00", "currency": "USD"}, "from": "2024-06-12",
            "until": "2024-08-31", "ship_by": None, "stands": True, "text": "extended", "who": "mara",
        }
    ]  # fmt: skip
    ended = dunnage(*words, "--until", "2024-06-11", *ON)
    assert (ended.code, ended.sentence) == (
        5, "The security would end on 2024-06-11, before it begins on 2024-06-12. Check both dates."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "currency", "told"),
    [
        ("600", "USD", "Recorded for C1. At own risk now: 430.00 USD.\n"),  # 1,000 open less 95 percent of 600
        ("2,000", "USD", "Recorded for C1. At own risk now: 0.00 USD.\n"),  # never below nothing
        ("600", "KES", "Recorded for C1. No rate of exchange: what is in KES secures nothing yet.\n"),
    ],
)
def test_what_a_security_leaves_at_own_risk_is_said(dunnage: Dunnage, book: Path, amount: str, currency: str, told: str) -> None:
    ended = dunnage("secure", "C1", "bank_guarantee", amount, currency, *ON)
    assert (ended.code, ended.out, ended.err) == (0, told, "")


def test_a_notice_read_in_the_gazette_is_a_fact_of_the_desk(dunnage: Dunnage, book: Path) -> None:
    words = ("notice", "C1", "cvl", "2024-06-10", "--claim-by", "2024-07-15", "--where", "London Gazette 4421877", *ON)
    (fact,) = dunnage(*words, "--json").json["recorded"]
    assert {name: fact[name] for name in ("kind", "event", "published_on", "learnt_on", "provider", "title", "deadline")} == {
        "kind": "event", "event": "cvl", "published_on": "2024-06-10", "learnt_on": "2024-06-12", "provider": "desk",
        "title": "London Gazette 4421877", "deadline": "2024-07-15",
    }  # fmt: skip
    record = dunnage("customer", "C1", "--json", *ON).json
    assert [clock["due_on"] for clock in record["clocks"] if clock["kind"] == "insolvency_claim"] == ["2024-07-15"]
    assert dunnage("check", "C1", "1", "USD", "--no-refresh", *ON).code == 4
    ended = dunnage(*words)
    assert ended.code == 5
    assert "There is nothing to record" in ended.sentence
    assert dunnage("notice", "C1", "moonfall", "2024-06-10", *ON).code == 2


def test_cover_ends_and_has_a_share_of_its_own(dunnage: Dunnage, book: Path) -> None:
    words = ("limit", "C1", "5000", "USD", "--insured", "3000", "--reason", "renewed", *ON)
    (fact,) = dunnage(*words, "--insured-until", "2024-12-31", "--insured-percent", "95", "--json").json["recorded"]
    assert (fact["insured_until"], fact["insured_percent"]) == ("2024-12-31", 95)
    assert dunnage(*words, "--insured-until", "2024-06-11").code == 5


def test_a_day_still_to_come_is_refused_in_one_sentence(dunnage: Dunnage, book: Path) -> None:
    before = book.read_bytes()
    ended = dunnage("log", "C1", "call", "--as-of", "2099-01-01")
    assert ended.code == 5
    assert ended.sentence.startswith("2099-01-01 is still to come: nothing can be recorded on it. Give --as-of a day by ")
    assert book.read_bytes() == before
    assert dunnage("queue", "--as-of", "2099-01-01").code == 0
