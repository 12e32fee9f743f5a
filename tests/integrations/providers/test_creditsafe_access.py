"""What a subscription of Creditsafe holds, looked at before a report is ordered; its form is of public client code alone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from integrations.endings import Ending, Reason
from integrations.exchange import Call
from integrations.keeping.agreed import all_granted, nothing_granted
from integrations.keeping.records import Records
from integrations.provider import Provider
from integrations.providers.creditsafe_access import AccessDoor, countries_in
from integrations.providers.sampled import SampleDoor
from integrations.registry import make
from tests.integrations.loopback import Loopback, Play, reply, routed
from tests.integrations.providers.builtins import TODAY, file_of
from tests.integrations.providers.generic_files import payload
from tests.integrations.providers.test_creditsafe import HALDON, NUMBER, TOKEN

LOGIN, ACCESS, REPORT = "/v1/authenticate", "/v1/access", f"/v1/companies/{NUMBER}"
WHOLE = reply(payload("creditsafe_report_gb"))
REFUSED = reply(b'{"error": "no"}', 401)


def held(*codes: Any) -> bytes:
    rows = [{"countryIso2": code, "paid": 100, "used": 7} for code in codes]
    return json.dumps({"countryAccess": {"creditsafeConnectOnlineReports": rows}}).encode()


@contextmanager
def creditsafe(folder: Path, monkeypatch: pytest.MonkeyPatch, access: Play) -> Iterator[tuple[Provider, Loopback]]:
    monkeypatch.setenv("CREDITSAFE_LOGIN", "clerk:lock")
    with Loopback([routed({LOGIN: [TOKEN], ACCESS: [access], REPORT: [WHOLE]})]) as server:
        auth = 'auth = { secret = "env:CREDITSAFE_LOGIN" }'
        lines = (f'base_url = "{server.url}/v1"', auth, 'access = "ask"', 'cost = { amount = "9", currency = "EUR" }')
        yield make("creditsafe", file_of(folder, "creditsafe", *lines), records=Records(folder / "records")), server


def asked(server: Loopback, path: str) -> int:
    return sum(request.target.partition("?")[0] == path for request in server.requests)


def test_a_country_that_is_not_held_is_not_ordered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with creditsafe(tmp_path, monkeypatch, reply(held("DE", "fr"))) as (provider, server):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
        assert (asked(server, ACCESS), asked(server, REPORT)) == (1, 0)
        assert provider.charged_on(HALDON) is None
    assert (result.ending, result.reason, result.cost) == (Ending.NOT_ENTITLED, Reason.NOT_SUBSCRIBED, None)


@pytest.mark.parametrize("access", [reply(held("de", "gb")), reply(held("UK")), reply(held()), reply(b"{}", 404), reply(b"[]")])
def test_a_country_that_is_held_or_of_which_nothing_is_known_is_ordered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, access: bytes
) -> None:
    with creditsafe(tmp_path, monkeypatch, access) as (provider, server):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).answered
        assert (asked(server, ACCESS), asked(server, REPORT)) == (1, 1)


def test_where_nothing_may_be_ordered_nobody_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with creditsafe(tmp_path, monkeypatch, reply(held("DE"))) as (provider, server):
        assert provider.fetch(HALDON, TODAY, granted=nothing_granted).reason == Reason.NOT_GRANTED
        assert server.requests == []


def test_row_3_a_login_that_is_refused_is_not_tried_again_by_the_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with creditsafe(tmp_path, monkeypatch, REFUSED) as (provider, server):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).ending is Ending.AUTH_FAILED
        assert (asked(server, ACCESS), asked(server, REPORT)) == (2, 0)


@pytest.mark.parametrize(
    ("body", "countries"),
    [
        (json.loads(held("gb", " De ")), {"GB", "DE"}),
        (json.loads(held("GB", 7)), None),
        (json.loads(held("GBR")), None),
        ({"countryAccess": {"creditsafeConnectOnlineReports": [7]}}, None),
        ({"countryAccess": []}, None),
        ([], None),
    ],
)
def test_a_list_counts_where_it_was_read_whole(body: Any, countries: set[str] | None) -> None:
    assert countries_in(body) == countries


def test_it_is_asked_once_a_day_and_only_before_what_bills() -> None:
    """Held on the first day, and not on the second."""
    inner, days = (
        SampleDoor("bureau", {"access": held("GB"), "report": b"{}", "search": b"{}"}),
        [datetime(2026, 1, 1, tzinfo=UTC)],
    )
    door = AccessDoor(inner, "bureau", lambda: days[-1])
    order = Call("report", "/companies/{connect_id}", {"connect_id": NUMBER}, billable=True)
    door.ask(replace(order, endpoint="search", billable=False), cancelled=bool)
    for _ in range(2):
        door.ask(order, cancelled=bool)
    assert inner.asked == ["search", "access", "report", "report"]
    days.append(days[0] + timedelta(days=1))
    door.ask(order, cancelled=bool)
    assert inner.asked[4:] == ["access", "report"]
