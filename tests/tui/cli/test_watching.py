"""A round of a provider that watches buyers, from the command line to the alert that goes out."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.loopback import Loopback, Play, reply, routed
from tests.integrations.providers.generic_files import payload
from tests.tui.cli.conftest import Dunnage

TODAY = datetime.now(UTC).date()
NUMBER = "GB-0-99000001"
BUYERS = f"id,name,country,company_number,connect_id,since\nC9,Haldon & Pike,GB,99000001,{NUMBER},2024-01-01\n"
LOGIN, PUT = "/v1/authenticate", "/v1/monitoring/portfolios/4711/companies"
EVENTS = "/v1/monitoring/portfolios/4711/notificationEvents"


def event(number: int, rule: str, days: int = 1, **more: Any) -> dict[str, Any]:
    """An event of so many days ago."""
    day = (TODAY - timedelta(days=days)).isoformat()
    return {"company": {"id": NUMBER}, "eventId": number, "eventDate": f"{day} 08:23:37", "ruleName": rule, **more}


def page(*events: dict[str, Any]) -> bytes:
    return reply(json.dumps({"totalCount": len(events), "data": events}).encode())


def service(*events: Play, reports: Sequence[Play] = ()) -> Callable[..., None]:
    """Gives these pages of events in turn, and these reports."""
    login, there = reply(b'{"token": "SYNTHETIC"}'), reply(b"{}", 409)
    return routed({LOGIN: [login], PUT: [there], EVENTS: events, f"/v1/companies/{NUMBER}": reports})


PETITION = event(2, "Winding Up Petition", days=2)
LIMIT = event(1, "Credit Limit Change", days=3, oldValue="62000", newValue="500")


@pytest.fixture
def numbered(dunnage: Dunnage, book: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small book with a buyer Creditsafe knows."""
    (home / "customers.csv").write_text(BUYERS, encoding="utf-8")
    assert dunnage("import", home / "customers.csv").code == 0
    monkeypatch.setenv("CREDITSAFE_LOGIN", "clerk:lock")
    return book


def configured(home: Path, url: str, more: str = "") -> None:
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    text = f'kind = "creditsafe"\nbase_url = "{url}/v1"\nportfolio = "4711"\nauth = {{ secret = "env:CREDITSAFE_LOGIN" }}\n'
    text += 'cost = { amount = "4.00", currency = "EUR" }\n' + more
    (folder / "creditsafe.toml").write_text(text, encoding="utf-8")


def events_of(dunnage: Dunnage) -> list[tuple[str, str]]:
    alerts = dunnage("alerts", "--json").json["alerts"]
    return sorted((alert["kind"], alert["learnt_on"]) for alert in alerts if alert["evidence"].get("provider") == "creditsafe")


def test_new_events_ring_and_go_out_though_no_report_may_be_paid_for(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    channels = home / "config" / "dunnage" / "channels"
    channels.mkdir(parents=True)
    (channels / "office.toml").write_text('kind = "jsonl"\n', encoding="utf-8")
    with Loopback([service(page(LIMIT, PETITION))]) as server:
        configured(home, server.url)
        dunnage("notify")
        ended = dunnage("refresh", "--stale", "30", "--no-spend", "--json")
        asked = [request.target.partition("?")[0] for request in server.requests]
    (told,) = ended.json["monitoring"]
    assert (ended.code, asked, ended.json["spent"]) == (0, [LOGIN, PUT, EVENTS], [])
    assert {left["reason"] for left in ended.json["left_out"]} == {"no_spend"}, "a report would bill"
    assert (told["status"], told["billed"], told["watched"], told["checked"], told["saved"]) == ("ok", False, 1, 1, True)
    assert told["since"] == (TODAY - timedelta(days=30)).isoformat()
    assert [(each["customer_id"], each["kind"], each["learnt_on"]) for each in told["events"]] == [
        ("C9", "limit_changed", TODAY.isoformat()), ("C9", "winding_up_petition", TODAY.isoformat()),
    ]  # fmt: skip
    assert events_of(dunnage) == [("limit_changed", TODAY.isoformat()), ("winding_up_petition", TODAY.isoformat())]
    sent = [json.loads(line)["kind"] for line in dunnage("notify").out.splitlines()]
    assert {"limit_changed", "winding_up_petition"} <= set(sent)
    assert dunnage("notify").out == ""


def test_a_second_round_adds_nothing_and_says_since_when_it_read(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    with Loopback([service(page(LIMIT, PETITION))]) as server:
        configured(home, server.url)
        first = dunnage("refresh", "--no-spend")
        before = numbered.read_bytes()
        second = dunnage("refresh", "--no-spend")
        told = dunnage("refresh", "--no-spend", "--json").json["monitoring"][0]
        assert [request.target for request in server.requests].count(PUT) == 1, "it stands on the portfolio"
    assert "free of charge" in first.out
    assert "1 buyer watched" in first.out
    assert "C9 winding-up petition" in first.out.lower().replace("c9", "C9")
    assert "no new event" in second.out
    assert (told["events"], told["checked"]) == ([], 0)
    assert numbered.read_bytes() == before
    (check,) = dunnage("customer", "C9", "--json").json["checks"]
    assert (check["searched"], check["found"], check["number"]) == ("monitored", 2, NUMBER)


def test_what_a_report_says_otherwise_is_still_told_field_by_field(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    """The limit of 500 that the sample's report gives becomes 300; the event of it is an event, and no report."""
    body = json.loads(payload("creditsafe_report_gb"))
    body["failedSections"], body["dateOfOrder"] = [], f"{TODAY}T08:00:00Z"
    first = json.dumps(body).encode()
    body["report"]["creditScore"]["currentCreditRating"]["creditLimit"]["value"] = "300"
    reports = [reply(first), reply(json.dumps(body).encode())]
    served = service(page(LIMIT), page(LIMIT, event(9, "Credit Limit Change", oldValue="500", newValue="300")), reports=reports)
    with Loopback([served]) as server:
        configured(home, server.url, "keep = { days = 30, fresh_days = 0 }")
        ended = [dunnage("refresh", "--budget", "20", "EUR", "--provider", "creditsafe", "C9", "--json").json for _ in range(2)]
    (told,) = ended[1]["results"]
    assert [(each["key"], each["before"]["value"], each["after"]["value"]) for each in told["changed"]] == [
        ("financial_strength.credit_limit", {"amount": "500.00", "currency": "GBP"}, {"amount": "300.00", "currency": "GBP"}),
    ]
    assert [[each["id"] for each in run["monitoring"][0]["events"]] for run in ended] == [["creditsafe:1"], ["creditsafe:9"]]


def test_what_was_learnt_today_was_not_known_yesterday(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    """The petition is of the day before yesterday; whoever looked yesterday did not know it."""
    with Loopback([service(page(PETITION))]) as server:
        configured(home, server.url)
        dunnage("refresh", "--no-spend")
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    kinds = [alert["kind"] for alert in dunnage("--as-of", yesterday, "alerts", "--json").json["alerts"]]
    assert "winding_up_petition" not in kinds
    assert "winding_up_petition" in [alert["kind"] for alert in dunnage("alerts", "--json").json["alerts"]]


def test_a_round_that_fails_keeps_the_book_and_ends_in_8(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    with Loopback([service(reply(b"", 503))]) as server:
        configured(home, server.url)
        before = numbered.read_bytes()
        ended = dunnage("refresh", "--no-spend")
        told = dunnage("refresh", "--no-spend", "--json").json["monitoring"][0]
    assert ended.code == 8
    assert "creditsafe" in ended.out
    assert (told["status"], told["reason"], told["saved"]) == ("unavailable", "server_error", False)
    assert numbered.read_bytes() == before


def test_words_of_rules_that_mean_nothing_here_are_named(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    with Loopback([service(page(event(5, "Company Status")))]) as server:
        configured(home, server.url)
        ended = dunnage("refresh", "--no-spend")
        told = dunnage("refresh", "--no-spend", "--json").json["monitoring"][0]
    assert ended.code == 0
    assert "Company Status" in ended.out
    assert told["unknown_rules"] == ["Company Status"]


def test_a_rehearsal_asks_for_no_events(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    with Loopback([service(page())]) as server:
        configured(home, server.url)
        told = dunnage("refresh", "--dry-run", "--json").json["monitoring"]
        assert server.requests == []
    assert [(each["provider"], each["status"], each["reason"]) for each in told] == [("creditsafe", "left_out", "dry_run")]


def test_a_buyer_nobody_numbered_leaves_nobody_to_be_watched(dunnage: Dunnage, book: Path, home: Path) -> None:
    with Loopback([service(page())]) as server:
        configured(home, server.url)
        ended = dunnage("refresh", "--no-spend", "--json")
        assert server.requests == []
    assert (ended.code, ended.json["monitoring"][0]["reason"]) == (0, "no_id")
