"""The order that a provider watch a buyer: its price is told first, and nothing leaves without a budget that holds it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integrations.asking import cut_short
from tests.integrations.loopback import Loopback, reply, routed
from tests.integrations.providers.test_coface_monitoring import LIST, NOBODY, ORDER, TOKEN
from tests.tui.cli.conftest import Dunnage

ASK = ("providers", "watch", "coface", "--buyer", "C1")
PRICE = 'monitoring_cost = { amount = "5.00", currency = "EUR" }'
ON, BUDGET = 'monitoring = "on"', ("--budget", "5", "EUR")
Made = Callable[..., None]


@pytest.fixture
def bureau(dunnage: Dunnage, home: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """One buyer Coface knows, and the file of a Coface with further lines; where no address is given nobody answers."""
    monkeypatch.setenv("COFACE_LOGIN", "clerk:lock")
    monkeypatch.setenv("COFACE_KEY", "door-key")
    (home / "customers.csv").write_text("id,name,coface_id\nC1,Alder Ltd,F-1\n", encoding="utf-8")
    assert dunnage("import", home / "customers.csv").code == 0

    def made(*lines: str, url: str = "http://127.0.0.1:1") -> None:
        folder = home / "config" / "dunnage" / "providers"
        folder.mkdir(parents=True, exist_ok=True)
        auth = 'auth = { secret = "env:COFACE_LOGIN", x-api-key = "env:COFACE_KEY" }'
        where = (f'base_url = "{url}/v1"', f'token_url = "{url}/auth/token"')
        (folder / "coface.toml").write_text("\n".join(('kind = "coface"', *where, auth, *lines)), encoding="utf-8")

    return made


@pytest.mark.parametrize(
    ("lines", "words", "said"),
    [
        ((PRICE, ON), ASK[:3], "Say who is to be watched: --buyer ID."),
        ((PRICE,), ASK, "coface takes no order to watch a buyer, or `monitoring` does not stand in its file."),
        ((ON,), ASK, "not written down: `monitoring_cost` in the file of coface says it."),
    ],
)
def test_what_is_missing_is_said(
    dunnage: Dunnage, bureau: Made, lines: tuple[str, ...], words: tuple[str, ...], said: str
) -> None:
    bureau(*lines)
    ended = dunnage(*words, *BUDGET)
    assert (ended.code, ended.sentence.endswith(said)) == (2, True)


@pytest.mark.parametrize("budget", [(), ("--budget", "4.99", "EUR"), ("--budget", "50", "USD")])
def test_its_price_is_told_and_nothing_leaves_without_a_budget_for_it(
    dunnage: Dunnage, bureau: Made, budget: tuple[str, ...]
) -> None:
    with Loopback([reply()]) as server:
        bureau(PRICE, ON, url=server.url)
        ended = dunnage(*ASK, *budget)
        assert server.requests == []
    assert ended.code == 9
    assert "To have Alder Ltd watched by coface costs 5.00 EUR." in ended.err
    assert "Nothing was ordered" in ended.err


def test_it_is_ordered_once(dunnage: Dunnage, bureau: Made) -> None:
    with Loopback([routed({"/auth/token": [TOKEN], LIST: [NOBODY], ORDER: [reply(b'{"id": "m-1"}', 201)]})]) as server:
        bureau(PRICE, ON, url=server.url)
        told, again = dunnage(*ASK, *BUDGET), dunnage(*ASK, *BUDGET)
        assert sum(request.target == ORDER for request in server.requests) == 1
    assert (told.code, "ordered: what changes is read by each refresh" in told.out) == (0, True)
    assert (again.code, "was not ordered again" in again.out) == (0, True)
    (row,) = dunnage("providers", "--json").json["providers"]
    assert (row["calls_charged"], row["calls_in_doubt"]) == (1, 0)


def test_one_whose_answer_was_lost_waits_for_a_person(dunnage: Dunnage, bureau: Made) -> None:
    with Loopback([routed({"/auth/token": [TOKEN], LIST: [NOBODY], ORDER: [cut_short]})]) as server:
        bureau(PRICE, ON, url=server.url)
        lost = dunnage(*ASK, *BUDGET, "--json")
    assert (lost.code, lost.json["status"], lost.json["cost"]) == (8, "unknown_charge", {"amount": "5.00", "currency": "EUR"})
    (call,) = dunnage("providers", "settle", "--json").json["calls"]
    assert (call["customer_id"], call["endpoint"]) == ("C1", "monitoring")
    assert dunnage("providers", "settle", "coface", "C1", "not-charged").code == 0


def test_the_budget_of_the_month_holds_it_back(dunnage: Dunnage, bureau: Made) -> None:
    with Loopback([routed({"/auth/token": [TOKEN], LIST: [NOBODY]})]) as server:
        bureau(PRICE, ON, 'budget = { amount = "4", currency = "EUR", per = "month" }', url=server.url)
        assert dunnage(*ASK, *BUDGET).code == 9
