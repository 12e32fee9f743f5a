"""Sanctions lists over a line: candidates and not verdicts, a quota that no wait helps, and what a person decided."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from credit.money import Money
from credit.report import EventKind, FindingStatus, Match, RiskEvent
from integrations.endings import Ending, Reason
from integrations.exchange import Answer, Call
from integrations.keeping.agreed import all_granted
from integrations.keeping.records import Records
from integrations.keeping.spending import State
from integrations.provider import ResultReason, Warned
from integrations.providers.builtin import BuiltIn
from integrations.providers.builtin_file import settings_of
from integrations.providers.notices import Asking
from integrations.providers.opensanctions import OpenSanctions, refusal
from integrations.providers.strict_table import Source
from integrations.registry import make
from tests.integrations.asking import CANARY
from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.builtins import TODAY, asked, buyer, file_of
from tests.integrations.providers.generic_files import payload

ALDER = buyer(company_number="HRB 1")
CATALOGUE = reply(b'{"datasets": [{"name": "default", "version": "20261120-abc"}]}')
SANCTIONS = "management_factors.sanctions_hits"
COSTS = (
    'cost = { amount = "0.10", currency = "EUR" }',
    'budget = { amount = "0.20", currency = "EUR" }',
    "keep = { fresh_days = 0 }",
)


def matched(**changed: Any) -> bytes:
    body = json.loads(payload("opensanctions_match_response"))
    body["responses"]["q1"]["results"][0].update(changed)
    return json.dumps(body).encode()


def test_nobody_who_matches_is_a_known_zero_with_the_version_of_the_lists(tmp_path: Path) -> None:
    with asked(tmp_path, "opensanctions", reply(matched()), CATALOGUE) as (provider, server):
        result = provider.fetch(ALDER, TODAY, granted=all_granted)
    assert (result.ending, result.events, result.possible, result.warnings) == (Ending.OK, (), (), ())
    assert result.report is not None
    told = {found.key: found.value for found in result.report.findings}
    assert (told[SANCTIONS], told["management_factors.dataset_version"]) == (0, "20261120-abc")
    assert told["management_factors.screened_on"] == TODAY
    match, catalogue = server.requests
    assert (match.method, match.target, catalogue.target) == ("POST", "/match/default?limit=20", "/catalog")
    asked_for = json.loads(match.body)["queries"]["q1"]
    assert asked_for == {
        "schema": "Company",
        "properties": {"name": ["Alder GmbH"], "jurisdiction": ["de"], "registrationNumber": ["HRB 1"]},
    }


def test_a_match_is_possible_until_a_person_says_so(tmp_path: Path) -> None:
    with asked(tmp_path, "opensanctions", reply(matched(match=True, score=0.91)), CATALOGUE) as (provider, _):
        result = provider.fetch(ALDER, TODAY, granted=all_granted)
    assert (result.ending, result.events, result.warnings) == (Ending.OK, (), (Warned.HITS_WAIT,))
    (hit,) = result.possible
    assert (hit.id, hit.event, hit.match) == ("bureau:syn-1", "sanctions_hit", Match.POSSIBLE)
    assert "Haldon Pike Holdings" in hit.title
    assert result.report is not None
    found = result.report.finding(SANCTIONS)
    assert found is not None
    assert (found.value, found.status) == (None, FindingStatus.AMBIGUOUS)


@pytest.mark.parametrize(
    ("topics", "kind", "key"),
    [
        (["sanction"], EventKind.SANCTIONS_HIT, SANCTIONS),
        (["debarment"], EventKind.LIST_HIT, "management_factors.other_list_hits"),
        (["crime.fin", "role.pep"], EventKind.LIST_HIT, "management_factors.other_list_hits"),
        (["role.pep.natl"], EventKind.PEP_HIT, "management_factors.pep_hits"),
    ],
)
def test_a_hit_is_what_its_topics_say_before_and_after_a_person_decided(
    tmp_path: Path, topics: list[str], kind: EventKind, key: str
) -> None:
    play = reply(matched(match=True, score=0.91, properties={"topics": topics}))
    with asked(tmp_path, "opensanctions", play, CATALOGUE, play, CATALOGUE) as (provider, _):
        (waits,) = provider.fetch(ALDER, TODAY, granted=all_granted).possible
        again = provider.fetch(ALDER, TODAY, [replace(waits, match=Match.CONFIRMED)], granted=all_granted)
    assert (waits.event, waits.match) == (kind, Match.POSSIBLE)
    assert [(event.event, event.match) for event in again.events] == [(kind, Match.CONFIRMED)]
    assert again.report is not None
    hits = {name: again.report.finding(name) for name in (SANCTIONS, key)}
    assert {name: found.value for name, found in hits.items() if found} == {SANCTIONS: 0, key: 1}


def test_a_buyer_that_comes_onto_a_graver_list_is_learnt_of_that_day() -> None:
    """Confirmed as politically exposed on 1 March 2024; what stands there today is a sanction."""
    march = date(2024, 3, 1)
    held = RiskEvent("bureau:syn-1", ALDER.id, EventKind.PEP_HIT, march, march, "bureau", match=Match.CONFIRMED)

    def ask(call: Call) -> Answer | None:
        raw = matched(match=True, score=0.91)
        return Answer(200, {}, None, raw, "0" * 64, datetime.now(UTC)) if call.endpoint == "match" else None

    for known, learnt in ((held, TODAY), (replace(held, event=EventKind.SANCTIONS_HIT), march)):
        (event,) = (
            OpenSanctions("default").read(ask, "Alder GmbH", Asking("bureau", ALDER, TODAY, {held.id: known})).notices.events
        )
        assert (event.event, event.learnt_on) == (EventKind.SANCTIONS_HIT, learnt)


@pytest.mark.parametrize(("same", "events", "count"), [(True, ["bureau:syn-1"], 1), (False, [], 0)])
def test_what_a_person_decided_makes_it_an_event_or_nothing(same: bool, events: list[str], count: int) -> None:
    adapter, said = OpenSanctions("default"), Match.CONFIRMED if same else Match.REFUSED
    held = RiskEvent("bureau:syn-1", ALDER.id, EventKind.SANCTIONS_HIT, TODAY, TODAY, "bureau", match=said)

    def ask(call: Call) -> Answer | None:
        raw = matched(match=True, score=0.91)
        return Answer(200, {}, None, raw, "0" * 64, datetime.now(UTC)) if call.endpoint == "match" else None

    reading = adapter.read(ask, "Alder GmbH", Asking("bureau", ALDER, TODAY, {held.id: held}))
    assert [event.id for event in reading.notices.events] == events
    assert reading.notices.possible == ()
    assert reading.report is not None
    found = reading.report.finding(SANCTIONS)
    assert found is not None
    assert found.value == count


BUSY = reply(b'{"detail": "Monthly quota exceeded"}', 429)


def test_row_10_a_months_quota_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENSANCTIONS_KEY", CANARY)
    text = 'kind = "opensanctions"\nauth = { secret = "env:OPENSANCTIONS_KEY" }\n' + "\n".join(COSTS)
    hosted, records = settings_of("bureau", Source("bureau.toml", text), refusal), Records(tmp_path / "records")
    with Loopback([BUSY]) as server:
        settings = replace(hosted, base_url=server.url)
        provider = BuiltIn(settings, OpenSanctions("default"), records=records)
        results = [provider.fetch(ALDER, TODAY, granted=all_granted) for _ in range(2)]
        assert [(result.ending, result.reason) for result in results] == [(Ending.QUOTA, Reason.QUOTA_USED)] * 2
        assert len(server.requests) == 1
    assert hosted.base_url == "https://api.opensanctions.org"
    assert {result.cost for result in results} == {None}
    assert {entry.state for entry in records.spending.entries()} == {State.NOT_CHARGED}


def test_row_8_a_yente_of_ones_own_that_is_busy_is_asked_again(tmp_path: Path) -> None:
    busy = reply(b'{"detail": "Too many requests"}', 429, "application/json", "Retry-After: 1")
    records = Records(tmp_path / "records")
    with asked(tmp_path, "opensanctions", busy, reply(matched()), CATALOGUE, records=records) as (provider, server):
        begun = monotonic()
        result = provider.fetch(ALDER, TODAY, granted=all_granted)
        assert monotonic() - begun >= 1
        assert (result.ending, [request.target for request in server.requests]) == (
            Ending.OK, ["/match/default?limit=20", "/match/default?limit=20", "/catalog"],
        )  # fmt: skip
    assert (result.cost, list(records.spending.entries())) == (None, [])


def test_row_9_a_yente_that_is_busy_for_hours_is_told_with_the_time_and_not_with_a_quota(tmp_path: Path) -> None:
    busy = reply(b'{"detail": "Too many requests"}', 429, "application/json", "Retry-After: 7200")
    with asked(tmp_path, "opensanctions", busy) as (provider, server):
        result = provider.fetch(ALDER, TODAY, granted=all_granted)
        assert (result.ending, result.reason, len(server.requests)) == (Ending.RATE_LIMITED, Reason.TOO_MANY_REQUESTS, 1)
    assert result.until is not None
    assert timedelta(hours=1, minutes=59) < result.until - datetime.now(UTC) < timedelta(hours=2, minutes=1)


def test_a_yente_of_ones_own_that_bills_is_asked_once_and_what_it_refused_is_not_charged(tmp_path: Path) -> None:
    records = Records(tmp_path / "records")
    with asked(tmp_path, "opensanctions", BUSY, lines=COSTS, records=records) as (provider, server):
        result = provider.fetch(ALDER, TODAY, granted=all_granted)
        assert (result.ending, len(server.requests), result.cost) == (Ending.RATE_LIMITED, 1, None)
    assert [entry.state for entry in records.spending.entries()] == [State.NOT_CHARGED]


def test_row_1_a_key_that_is_refused_names_its_reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENSANCTIONS_KEY", "CANARY-7f3a")
    lines = ('auth = { secret = "env:OPENSANCTIONS_KEY" }',)
    with asked(tmp_path, "opensanctions", reply(b'{"detail": "No API key provided."}', 401), lines=lines) as (provider, server):
        result = provider.fetch(ALDER, TODAY, granted=all_granted)
        assert (result.ending, result.secret) == (Ending.AUTH_FAILED, "env:OPENSANCTIONS_KEY")
        assert server.requests[0].headers["authorization"] == "ApiKey CANARY-7f3a"
        assert "CANARY" not in repr(result)


def test_row_30_a_question_that_was_not_answered_is_no_clean_record(tmp_path: Path) -> None:
    with asked(tmp_path, "opensanctions", reply(b'{"responses": {"q1": {"status": 500}}, "limit": 5}')) as (provider, _):
        result = provider.fetch(ALDER, TODAY, granted=all_granted)
    assert (result.ending, result.reason, result.report) == (Ending.BAD_RESPONSE, ResultReason.NOTHING_KNOWN, None)


def test_a_catalogue_that_does_not_come_leaves_the_screening(tmp_path: Path) -> None:
    with asked(tmp_path, "opensanctions", reply(matched()), reply(b"[]", 404)) as (provider, _):
        result = provider.fetch(ALDER, TODAY, granted=all_granted)
    assert result.ending is Ending.PARTIAL
    assert result.report is not None
    assert result.report.finding(SANCTIONS) is not None


def test_each_question_that_costs_stands_in_the_ledger_and_counts_against_the_budget(tmp_path: Path) -> None:
    records = Records(tmp_path / "records")
    plays = (reply(matched()), reply(b'{"datasets": []}')) * 3
    with asked(tmp_path, "opensanctions", *plays, lines=COSTS, records=records) as (provider, server):
        results = [
            provider.fetch(replace(ALDER, id=f"C{n}", name=f"Alder {n} GmbH"), TODAY, granted=all_granted) for n in range(3)
        ]
    assert [result.ending for result in results] == [Ending.OK, Ending.OK, Ending.QUOTA]
    assert [str(result.cost) for result in results] == ["0.10 EUR", "0.10 EUR", "None"]
    assert [entry.state for entry in records.spending.entries()] == ["charged", "charged"]
    assert [request.method for request in server.requests].count("POST") == 2


def test_a_question_that_costs_is_asked_once_and_not_at_all_where_nothing_may_be_spent(tmp_path: Path) -> None:
    broken = reply(b"{}", 500)
    with asked(tmp_path, "opensanctions", broken, lines=COSTS, records=Records(tmp_path / "records")) as (provider, server):
        result = provider.fetch(ALDER, TODAY, granted=all_granted)
        assert (result.ending, len(server.requests)) == (Ending.UNKNOWN_CHARGE, 1)
    with asked(tmp_path, "opensanctions", lines=COSTS, records=Records(tmp_path / "others", spend=False)) as (provider, server):
        assert provider.fetch(ALDER, TODAY, granted=all_granted).reason == Reason.NOT_TO_SPEND
        assert server.requests == []


def test_the_hosted_service_is_billed_and_a_service_of_ones_own_is_not(tmp_path: Path) -> None:
    key, cost = 'auth = { secret = "env:X" }', 'cost = { amount = "0.10", currency = "EUR" }'
    hosted = make("os", file_of(tmp_path, "opensanctions", key, cost, name="os")).info
    assert (hosted.host, hosted.billable, hosted.cost) == ("api.opensanctions.org", True, Money.of("0.10", "EUR"))
    assert make("os", file_of(tmp_path, "opensanctions", key, name="os")).info.cost is None, "no price was written down"
    own = make("os", file_of(tmp_path, "opensanctions", 'base_url = "http://localhost:8000"', name="os")).info
    assert own.billable is False


@pytest.mark.parametrize(("count", "last", "known"), [(19, True, True), (20, False, True), (20, True, False)])
def test_a_full_page_of_namesakes_is_no_known_zero_although_a_person_refused_each(
    tmp_path: Path, count: int, last: bool, known: bool
) -> None:
    """Twenty are asked for. Where twenty match, a twenty-first may; where the twentieth does not, or is none, all were told."""
    hits = [
        {"id": f"n{n}", "score": 0.9, "match": n < count - 1 or last, "properties": {"topics": ["sanction"]}}
        for n in range(count)
    ]
    body = reply(json.dumps({"responses": {"q1": {"status": 200, "results": hits}}}).encode())
    refused = [
        RiskEvent(f"bureau:n{n}", ALDER.id, EventKind.SANCTIONS_HIT, TODAY, TODAY, "bureau", match=Match.REFUSED)
        for n in range(count)
    ]
    with asked(tmp_path, "opensanctions", body, CATALOGUE) as (provider, _):
        result = provider.fetch(ALDER, TODAY, refused)
    assert result.report is not None
    found = result.report.finding(SANCTIONS)
    assert found is not None
    assert (found.value, found.status) == ((0, FindingStatus.KNOWN) if known else (None, FindingStatus.AMBIGUOUS))
    assert result.warnings == (() if known else (Warned.HITS_LEFT,))
