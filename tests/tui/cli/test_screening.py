"""A nightly screening of the book from the command line, over a real line: one request, one line in the ledger for each buyer."""

from pathlib import Path

import pytest

from tests.integrations.asking import CANARY
from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.screening import KEY, Service
from tests.tui.cli.conftest import Dunnage

FIVE = "id,name,country,since\n" + "".join(f"S{n},Screened {n} Ltd,GB,2024-01-01\n" for n in range(1, 6))


@pytest.fixture
def service(dunnage: Dunnage, book: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A book that knows five buyers more, and a service that takes a key."""
    monkeypatch.setenv(KEY, CANARY)
    (home / "customers.csv").write_text(FIVE, encoding="utf-8")
    assert dunnage("import", home / "customers.csv").code == 0
    return Service()


def configured(home: Path, url: str) -> None:
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ('kind = "opensanctions"', f'base_url = "{url}"', f'auth = {{ secret = "env:{KEY}" }}')
    (folder / "lists.toml").write_text("\n".join((*lines, 'cost = { amount = "0.10", currency = "EUR" }')), encoding="utf-8")


BUYERS = ("S1", "S2", "S3", "S4", "S5")


def test_a_budget_for_three_of_five_is_one_request_about_three_and_code_9(dunnage: Dunnage, service: Service, home: Path) -> None:
    """0.30 EUR at 0.10 EUR each; the key stands in no file below the home."""
    with Loopback([service]) as server:
        configured(home, server.url)
        ended = dunnage("refresh", *BUYERS, "--budget", "0.30", "EUR", "--json")
        assert server.requests[0].headers["authorization"] == f"ApiKey {CANARY}"
    assert [len(names) for names in service.asked] == [3]
    assert (ended.code, ended.json["spent"]) == (9, [{"amount": "0.30", "currency": "EUR"}])
    assert [result["customer_id"] for result in ended.json["results"]] == ["S1", "S2", "S3"]
    assert [result["cost"] for result in ended.json["results"]] == [{"amount": "0.10", "currency": "EUR"}] * 3
    assert [(left["customer_id"], left["reason"]) for left in ended.json["left_out"]] == [("S4", "budget"), ("S5", "budget")]
    written = [path for path in home.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert (written, CANARY in ended.out + ended.err) == ([], False)


def test_the_next_run_asks_about_the_rest_and_one_after_that_about_nobody(dunnage: Dunnage, service: Service, home: Path) -> None:
    with Loopback([service]) as server:
        configured(home, server.url)
        words = ("refresh", *BUYERS, "--stale", "30", "--budget", "0.30", "EUR")
        assert [dunnage(*words).code for _ in range(3)] == [9, 0, 0]
    assert [len(names) for names in service.asked] == [3, 2]


def test_a_request_that_fails_is_a_line_for_each_buyer_and_code_8(dunnage: Dunnage, service: Service, home: Path) -> None:
    service.refuses = lambda _names: reply(b"<html>login</html>", 200, "text/html")
    with Loopback([service]) as server:
        configured(home, server.url)
        ended = dunnage("refresh", *BUYERS, "--budget", "5", "EUR", "--json")
    assert len(service.asked) == 1
    assert [result["status"] for result in ended.json["results"]] == ["unknown_charge"] * 5
    assert ended.json["spent"] == [{"amount": "0.50", "currency": "EUR"}], "it may have been"
    assert ended.code == 8
    assert len(dunnage("providers", "settle", "--json").json["calls"]) == 5


def test_a_lost_request_is_settled_for_all_its_buyers_at_once(dunnage: Dunnage, service: Service, home: Path) -> None:
    service.refuses = lambda _names: reply(b"<html>login</html>", 200, "text/html")
    with Loopback([service]) as server:
        configured(home, server.url)
        dunnage("refresh", *BUYERS, "--budget", "5", "EUR")
        assert dunnage("providers", "settle", "lists", "S1", "charged").code == 0
        ended = dunnage("providers", "settle", "lists", "all", "not-charged", "--json")
        assert (ended.code, len(ended.json["all"])) == (0, 4)
        assert {call["state"] for call in ended.json["all"]} == {"not_charged"}
        assert {call["customer_id"] for call in ended.json["all"]} == {"S2", "S3", "S4", "S5"}
        assert dunnage("providers", "settle", "--json").json["calls"] == []
        service.refuses = lambda _names: None
        assert dunnage("refresh", *BUYERS, "--budget", "5", "EUR").code == 0
