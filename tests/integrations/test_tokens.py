"""Rows 2 and 3: tokens that die, and keys that are no good. Real sockets; the log of the server is what counts."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from integrations.auth import Auth, AuthPlan, auth_by
from integrations.bounded import Json
from integrations.endings import Ending, ProviderFailure, Reason
from integrations.exchange import Call
from integrations.secrets import Secret
from integrations.terms import Terms
from integrations.tokens import TokenPlan
from integrations.transport import Transport
from tests.integrations.asking import CANARY, Held, failure
from tests.integrations.loopback import Loopback, Play, Visit, reply, routed
from tests.shared import SHARED, needs_shared

PLAN = AuthPlan(
    "token_post",
    "env:BUREAU",
    token=TokenPlan(fields=(("username", "{user}"), ("password", "{password}")), token="token"),  # a field's name
)


def secret(_reference: str) -> Secret:
    return Secret(f"clerk:{CANARY}", "env:BUREAU")


def token(value: str, **more: object) -> bytes:
    return reply(json.dumps({"token": value, **more}).encode())


@contextmanager
def bureau(
    logins: list[Play], answers: list[Play], plan: AuthPlan = PLAN, held: Held | None = None, **options: Any
) -> Iterator[tuple[Loopback, Transport]]:
    """A provider that hands out tokens at `/login` and answers at `/x`."""
    with Loopback([routed({"/login": logins, "/x": answers})]) as server:
        auth = auth_by(replace(plan, token=replace(plan.token, url=f"{server.url}/login")), secret)
        clock = (held or Held()).clock
        with Transport("bureau", server.url, auth=auth, clock=clock, **options) as transport:
            yield server, transport


def asked(server: Loopback) -> list[str]:
    return [request.target for request in server.requests]


def shown(server: Loopback) -> list[str]:
    return [request.headers["authorization"] for request in server.requests if request.target == "/x"]


def test_a_token_is_fetched_once_and_shown_with_each_question() -> None:
    with bureau([token("T1")], [reply()]) as (server, transport):
        transport.ask(Call("report", "/x"))
        transport.ask(Call("report", "/x"))
    assert asked(server) == ["/login", "/x", "/x"]
    assert shown(server) == ["Bearer T1", "Bearer T1"]
    assert json.loads(server.requests[0].body) == {"username": "clerk", "password": CANARY}
    assert "authorization" not in server.requests[0].headers


def test_row_2_a_token_that_expired_is_fetched_anew_and_the_question_put_again() -> None:
    with bureau([token("T1"), token("T2")], [reply(), reply(status=401), reply(b"[2]")]) as (server, transport):
        transport.ask(Call("report", "/x"))
        assert transport.ask(Call("report", "/x", billable=True)).value == [2]
    assert asked(server) == ["/login", "/x", "/x", "/login", "/x"]
    assert shown(server) == ["Bearer T1", "Bearer T1", "Bearer T2"]


def test_row_2_ten_calls_at_once_fetch_one_token_and_are_each_put_again_once() -> None:
    """All ten are refused with the old token before the first of them may log in."""
    together = threading.Barrier(10)

    def old_or_new(visit: Visit) -> None:
        if visit.request.headers["authorization"] == "Bearer T2":
            visit.send(reply())
            return
        if len(server.requests) > 2:
            together.wait(5)
        visit.send(reply(status=401) if len(server.requests) > 2 else reply())

    with bureau([token("T1"), token("T2")], [old_or_new]) as (server, transport):
        transport.ask(Call("report", "/x"))
        before = len(server.requests)
        answers: list[int] = []
        callers = [threading.Thread(target=lambda: answers.append(transport.ask(Call("report", "/x")).status)) for _ in range(10)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
    assert answers == [200] * 10
    assert asked(server)[before:].count("/login") == 1
    assert asked(server)[before:].count("/x") == 20


def test_row_2_ten_calls_at_the_start_share_one_login() -> None:
    def slowly(visit: Visit) -> None:
        visit.over.wait(0.05)
        visit.send(token("T1"))

    with bureau([slowly], [reply()]) as (server, transport):
        callers = [threading.Thread(target=transport.ask, args=(Call("report", "/x"),)) for _ in range(10)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
    assert asked(server).count("/login") == 1
    assert len(asked(server)) == 11


@pytest.mark.parametrize("held_before", [False, True])
def test_row_3_a_key_that_is_refused_for_ever_ends_after_two_requests_and_one_login(held_before: bool) -> None:
    answers: list[Play] = [reply(), reply(status=401)] if held_before else [reply(status=401)]
    with bureau([token("T1"), token("T2"), token("T3")], answers) as (server, transport):
        if held_before:
            transport.ask(Call("report", "/x"))
        before = len(server.requests)
        first = failure(transport)
        seen = asked(server)[before:]
        second = failure(transport)
        assert asked(server)[before:] == seen
    assert (seen.count("/x"), seen.count("/login")) == (2, 1)
    assert (first.ending, first.reason, first.secret) == (Ending.AUTH_FAILED, Reason.UNAUTHORISED, "env:BUREAU")
    assert (second.ending, second.reason) == (Ending.AUTH_FAILED, Reason.PAUSED)


def test_row_3_a_login_that_is_refused_is_not_tried_again_by_those_who_waited() -> None:
    together = threading.Event()

    def refusing(visit: Visit) -> None:
        together.wait(5)
        visit.send(reply(b'{"message": "Invalid login"}', 401))

    met: list[ProviderFailure] = []
    with bureau([refusing], [reply()]) as (server, transport):
        callers = [threading.Thread(target=lambda: met.append(failure(transport))) for _ in range(5)]
        for caller in callers:
            caller.start()
        together.set()
        for caller in callers:
            caller.join()
    assert asked(server) == ["/login"]
    assert {failed.ending for failed in met} == {Ending.AUTH_FAILED}
    assert sorted(failed.reason for failed in met) == [Reason.PAUSED] * 4 + [Reason.UNAUTHORISED]


@pytest.mark.parametrize(
    ("status", "body", "reason", "again"),
    [
        (400, b'{"error": "invalid_client"}', Reason.UNAUTHORISED, 1),
        (400, b'{"error": "invalid_grant"}', Reason.UNAUTHORISED, 1),
        (403, b"<html>", Reason.UNAUTHORISED, 1),
        (400, b'{"error": "invalid_request"}', Reason.UNEXPECTED_STATUS, 2),
        (400, b'{"error": ["invalid_client"]}', Reason.UNEXPECTED_STATUS, 2),
    ],
)
def test_row_3_a_login_is_refused_in_other_words_as_well(status: int, body: bytes, reason: Reason, again: int) -> None:
    """RFC 6749 section 5.2: a key that is no good rests; a question that was put wrongly is another matter."""
    with bureau([reply(body, status)], [reply()]) as (server, transport):
        assert failure(transport).reason is reason
        failure(transport)
    assert asked(server) == ["/login"] * again


def test_row_3_asking_goes_on_once_the_secret_is_another_one() -> None:
    keys = [f"clerk:{CANARY}"]
    plays: list[Play] = [reply(status=401), reply()]
    with Loopback([routed({"/x": plays})]) as server:

        def look() -> Auth:
            return auth_by(AuthPlan("basic", "env:BUREAU"), lambda _reference: Secret(keys[0], "env:BUREAU"))

        with Transport("bureau", server.url, auth=look(), renewed=look, clock=Held().clock) as transport:
            assert failure(transport).reason is Reason.UNAUTHORISED
            assert failure(transport).reason is Reason.PAUSED
            assert len(server.requests) == 1
            keys[0] = "clerk:new"
            assert transport.ask(Call("report", "/x")).status == 200
    assert server.requests[1].headers["authorization"] == "Basic " + base64.b64encode(b"clerk:new").decode()


@needs_shared
def test_row_2_and_4_one_status_and_two_meanings() -> None:
    """Dun & Bradstreet: 00040 is a token that expired, 00004 a right that is missing."""
    folder = SHARED / "providers" / "synthetic"

    def refusal(body: Json, _status: int) -> Reason | None:
        error = body.get("error") if isinstance(body, dict) else None
        return Reason.FORBIDDEN if isinstance(error, dict) and error.get("errorCode") == "00004" else None

    expired, denied = (reply((folder / f"dnb_error_401_{name}.json").read_bytes(), 401) for name in ("expired", "not_entitled"))
    login = reply((folder / "dnb_token_200.json").read_bytes())
    plan = AuthPlan("client_credentials", "env:BUREAU", token=TokenPlan(form=True))
    with bureau([login, login], [expired, reply(b"[1]"), denied], plan, terms=Terms(refusal=refusal)) as (server, transport):
        assert transport.ask(Call("blocks", "/x")).value == [1]
        before = len(server.requests)
        met = failure(transport)
        assert (met.ending, met.reason, len(server.requests) - before) == (Ending.NOT_ENTITLED, Reason.FORBIDDEN, 1)
    first = server.requests[0]
    assert first.body == b"grant_type=client_credentials"
    assert first.headers["authorization"] == "Basic " + base64.b64encode(f"clerk:{CANARY}".encode()).decode()


def test_a_password_grant_has_its_second_key_beside_it() -> None:
    """Coface: user and password as JSON with the word for the grant, and an API key at the login and with each question."""
    plan = AuthPlan(
        "token_post",
        "env:BUREAU",
        beside=(("x-api-key", "env:KEY"),),
        prefix="",
        token=TokenPlan(fields=(("username", "{user}"), ("password", "{password}"), ("grantType", "password"))),
    )
    with bureau([reply(b'{"access_token": "T1"}')], [reply()], plan) as (server, transport):
        transport.ask(Call("report", "/x"))
    login, question = server.requests
    assert json.loads(login.body)["grantType"] == "password"
    assert login.headers["x-api-key"] == question.headers["x-api-key"] == f"clerk:{CANARY}"
    assert question.headers["authorization"] == "T1"


def test_a_token_is_not_begun_with_at_the_end_of_its_life() -> None:
    """An hour, less a minute; without a word of the provider an hour is what the plan says."""
    held = Held()
    with bureau([token("T1", expires_in=7200), token("T2")], [reply()], held=held) as (server, transport):
        for seconds in (0, 7139, 1, 3539, 1):
            held.passed += seconds
            transport.ask(Call("report", "/x"))
    assert asked(server) == ["/login", "/x", "/x", "/login", "/x", "/x", "/login", "/x"]


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b'{"token": ""}', b'{"token": 7}', b'{"token": "a\\nb"}', b'{"token": "\xc3\xbc"}']
)
def test_an_answer_without_a_token_is_none(body: bytes) -> None:
    with bureau([reply(body)], [reply()]) as (server, transport):
        met = failure(transport, billable=True)
    assert (met.ending, met.reason, asked(server)) == (Ending.BAD_RESPONSE, Reason.TOKEN_MISSING, ["/login"])


def test_row_13_a_login_that_is_lost_is_no_order() -> None:
    with bureau([b""], [reply()]) as (server, transport):
        met = failure(transport, billable=True)
    assert (met.ending, met.reason, asked(server)) == (Ending.UNAVAILABLE, Reason.BROKEN, ["/login"])


def test_a_login_that_stumbles_is_tried_again() -> None:
    with bureau([reply(status=503), token("T1")], [reply()]) as (server, transport):
        assert transport.ask(Call("report", "/x")).status == 200
    assert asked(server) == ["/login", "/login", "/x"]


def test_no_failure_tells_the_token_or_the_password(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with bureau([token("TOKEN-CANARY")], [reply(status=500)]) as (_server, transport):
        met = failure(transport)
    told = caplog.text + repr(met) + repr(met.facts) + repr(transport)
    assert "CANARY" not in told
    assert "bureau token 200" in caplog.text
