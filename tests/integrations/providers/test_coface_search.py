"""The search of Coface over a line. Nothing public says what it answers: every body here is ours, to be read leniently."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from integrations.endings import Ending, Reason
from integrations.provider import Identifies, IdentityQuery, ResultReason
from integrations.registry import make
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.builtins import file_of

TOKEN = reply(b'{"access_token": "SYNTHETIC", "token_type": "Bearer", "expires_in": 3600}')
HALDON = IdentityQuery("Haldon & Pike", "GB", (("company_number", "99000001"),))
ROW = {
    "companyId": "c-1",
    "companyName": "HALDON & PIKE LTD",
    "address": {"address1": "1 Mill Lane", "city": "Exeter", "countryCode": "GB"},
    "externalIds": [{"repositorySlug": "registration-number", "id": "99000001"}, {"repositorySlug": "other", "id": "7"}, 7],
}


def body(value: Any, status: int = 200) -> bytes:
    return reply(json.dumps(value).encode(), status, "application/json", "X-Total-Count: 1")


@contextmanager
def coface(folder: Path, monkeypatch: pytest.MonkeyPatch, *plays: Play) -> Iterator[tuple[Identifies, Loopback]]:
    monkeypatch.setenv("COFACE_LOGIN", "clerk:lock")
    monkeypatch.setenv("COFACE_KEY", "door-key")
    auth = 'auth = { secret = "env:COFACE_LOGIN", x-api-key = "env:COFACE_KEY" }'
    with Loopback([TOKEN, *plays]) as server:
        path = file_of(folder, "coface", f'base_url = "{server.url}/v1"', f'token_url = "{server.url}/t"', auth, name="coface")
        made = make("coface", path)
        assert isinstance(made, Identifies)
        yield made, server


def test_a_known_number_is_asked_for_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with coface(tmp_path, monkeypatch, body([ROW])) as (provider, server):
        found = provider.identify(HALDON)
    (target,) = (request.target for request in server.requests[1:])
    assert "countryCode=GB&externalId=registration-number%2399000001" in target
    (candidate,) = found.candidates
    assert (found.ending, found.total, candidate.kind, candidate.number) == (Ending.OK, 1, "coface_id", "c-1")
    assert (candidate.name, candidate.country, candidate.place) == ("HALDON & PIKE LTD", "GB", "1 Mill Lane, Exeter")
    assert candidate.registrations == (("company_number", "99000001"),)


@pytest.mark.parametrize("nobody", [body([]), body({"companies": []}), body({"error": "resource_not_found"}, 404)])
def test_where_it_finds_nobody_the_name_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nobody: bytes) -> None:
    with coface(tmp_path, monkeypatch, nobody, body({"companies": [{"companyId": 7, "name": "Haldon"}]})) as (provider, server):
        found = provider.identify(HALDON)
        assert "companyName=Haldon" in server.requests[2].target
    assert [(each.number, each.name, each.country, each.registrations) for each in found.candidates] == [("7", "Haldon", "", ())]


def test_without_a_country_a_number_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with coface(tmp_path, monkeypatch, body([])) as (provider, server):
        found = provider.identify(IdentityQuery("Haldon & Pike", "", HALDON.registrations))
        assert ("externalId" in server.requests[1].target, len(server.requests)) == (False, 2)
    assert (found.ending, found.candidates) == (Ending.OK, ())


@pytest.mark.parametrize("answered", [body({"text": "?"}), body("?"), body([{"name": "Haldon"}]), body({"error": "?"}, 404)])
def test_what_cannot_be_read_is_never_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answered: bytes) -> None:
    with coface(tmp_path, monkeypatch, answered) as (provider, _):
        found = provider.identify(HALDON)
    assert (found.ending, found.reason, found.candidates) == (Ending.BAD_RESPONSE, ResultReason.NOTHING_KNOWN, ())


def test_a_search_that_is_not_in_the_contract_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with coface(tmp_path, monkeypatch, body({"error": "forbiden"}, 403)) as (provider, _):
        found = provider.identify(HALDON)
    assert (found.ending, found.reason) == (Ending.NOT_ENTITLED, Reason.FORBIDDEN)
