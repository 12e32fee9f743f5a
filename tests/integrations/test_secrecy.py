"""What nobody may see: a key, and what an answer says, in every text that people, logs and crash reports get."""

import json
import logging
import traceback

import pytest

from integrations.auth import NO_AUTH, Auth, AuthPlan, auth_by, auth_of
from integrations.exchange import Call
from integrations.secrets import Secret
from integrations.signing import Signing
from integrations.terms import Terms
from integrations.transport import Transport
from tests.integrations.asking import CANARY, Held, bureau, cut_short, failure, reset_midway
from tests.integrations.loopback import Loopback, Play, reply


def test_the_log_holds_names_and_numbers(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with bureau(reply(status=503), reply(b'{"a": 1}'), clock=Held().clock) as (_server, transport):
        transport.ask(Call("report", "/companies/{id}", {"id": "99000001"}))
    lines = [(record.name, record.getMessage()) for record in caplog.records if record.name == "dunnage.transport"]
    took = len(reply(b'{"a": 1}'))
    assert lines == [
        ("dunnage.transport", f"bureau report 503 server_error 0 ms {len(reply(status=503))} bytes"),
        ("dunnage.transport", f"bureau report 200 0 ms {took} bytes"),
    ]


SIGNED = Signing("md5", "{user}{unix}{password}", headers=(("Token", "{signature}"),), query=(("key", "{user}"),))
AUTHS = [
    auth_of("apikey", Secret(CANARY)),
    auth_of("basic_user", Secret(CANARY)),
    auth_by(AuthPlan("signed", "env:KEY", signing=SIGNED), lambda _reference: Secret(f"{CANARY}:{CANARY}", "env:KEY")),
    auth_of("bearer", Secret(CANARY)),
    auth_of("header", Secret(CANARY), "X-API-Key"),
    auth_of("basic", Secret(f"{CANARY}:")),
]
WAYS_TO_FAIL: dict[str, Play] = {
    "401": reply(status=401),
    "403": reply(status=403),
    "404": reply(b"{}", 404),
    "429": reply(b"", 429, "", "Retry-After: 86400"),
    "500": reply(status=500),
    "html": reply(b"<html>", 200, "text/html"),
    "short": cut_short,
    "reset": reset_midway,
    "json": reply(b'{"a": NaN, "b": "%s"}' % CANARY.encode()),
    "twice": reply(json.dumps({CANARY: 1}).encode()[:-1] + b', "%s": 2}' % CANARY.encode()),
    "redirect": reply(b"", 302, "", f"Location: http://u:{CANARY}@127.0.0.1:1/?k={CANARY}"),
    "bad redirect": reply(b"", 302, "", f"Location: http://[{CANARY}"),
    "not http": f"SSH {CANARY}\r\n".encode(),
    "nothing": b"",
    "brotli": reply(b"zzz", 200, "application/json", f"Content-Encoding: {CANARY}"),
    "cookie": reply(b"", 200, "application/json", f"Set-Cookie: k={CANARY}"),
}


@pytest.mark.parametrize("play", WAYS_TO_FAIL.values(), ids=WAYS_TO_FAIL)
@pytest.mark.parametrize("auth", [*AUTHS, NO_AUTH], ids=lambda auth: auth.kind)
def test_rule_2_no_failure_tells_the_key(caplog: pytest.LogCaptureFixture, play: Play, auth: Auth) -> None:
    """The key is in a header, in the query, in an id, and in what the server says; it is in nothing people or logs see."""
    caplog.set_level(logging.DEBUG)
    with bureau(play, auth=auth, clock=Held().clock) as (server, transport):
        met = failure(transport, "/companies/{id}", ids={"id": CANARY}, params={"api_token": CANARY})
        sent = server.requests[0]
    assert CANARY in sent.target
    assert auth is NO_AUTH or CANARY in repr(sent.headers) or {"authorization", "token"} & set(sent.headers)
    chain: list[BaseException] = []
    links: list[BaseException] = [met]
    while links:
        link = links.pop()
        chain.append(link)
        links += [linked for linked in (link.__cause__, link.__context__) if isinstance(linked, BaseException)]
    told = [repr(link) + str(link) + "".join(traceback.format_exception(link)) for link in chain]
    told += [repr(met.facts), repr(transport), caplog.text, *(record.getMessage() for record in caplog.records)]
    assert not [text for text in told if CANARY in text]
    assert chain == [met]


def test_a_call_and_an_answer_print_without_their_contents() -> None:
    call = Call("report", f"/{CANARY}", {"id": CANARY}, {"k": CANARY})
    with bureau(reply(json.dumps([CANARY]).encode(), 200, "", f"X-Key: {CANARY}")) as (_server, transport):
        answer = transport.ask(Call("report", "/x"))
    assert CANARY not in repr(call) + repr(answer)


def test_a_link_that_is_its_own_permission_is_told_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """Also where the storage service fails: its link grants what it leads to."""
    caplog.set_level(logging.DEBUG)
    with Loopback([reply(b"{", 200)]) as store, Loopback([b""]) as server:
        server.plays[0] = reply(b"", 302, "", f"Location: {store.url}/stored?X-Amz-Signature={CANARY}")
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",))
        with Transport("bureau", server.url, terms=terms) as transport:
            met = failure(transport, billable=True)
    assert CANARY in store.requests[0].target
    assert CANARY not in caplog.text + repr(met) + repr(met.facts) + "".join(traceback.format_exception(met))
