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
    assert record["held"] == [{"customer_id": "C1", "name": "C1", "reason": "promise_running", "why": "", "until": "2024-06-20"}]
    later = dunnage("queue", "--json", "--as-of", "2024-06-20").json
    assert [item["customer_id"] for item in later["items"]] == ["C1", "C2"], "a broken promise is an event"


def test_a_dispute_and_its_release(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("dispute", "C1", "--reason", "quality", "--invoice", "I1", *ON).code == 0
    (item,) = dunnage("customer", "C1", "--json", *ON).json["open_items"]
    assert item["dispute"] is True
    assert dunnage("release", "C1", "--as-of", "2024-06-13").code == 0
    (item,) = dunnage("customer", "C1", "--json", "--as-of", "2024-06-13").json["open_items"]
    assert item["dispute"] is False


def test_a_hold_and_its_release(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("snooze", "C1", "--until", "2024-06-17", "--reason", "stocktaking", *ON).code == 0
    assert dunnage("queue", "--json", *ON).json["held"][0]["reason"] == "snoozed"
    assert dunnage("release", "C1", *ON).code == 0
    assert dunnage("queue", "--json", *ON).json["held"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
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
