"""Row numbers are those of the failure matrix in the design of the providers; each test asks over a real socket."""

import hashlib
import threading
import traceback
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from integrations.address import Address, RequestRefused, RequestTrouble, Target
from integrations.auth import auth_of
from integrations.endings import Ending, Reason
from integrations.exchange import Call
from integrations.outgoing import silence_of
from integrations.retry import Clock
from integrations.secrets import Secret
from integrations.terms import DEADLINE, Terms
from integrations.transport import Transport
from tests.integrations.asking import CANARY, HURRIED, NOON, OPEN_END, Held, bureau, failed, failure
from tests.integrations.loopback import Loopback, Play, Visit, drip, free_port, reply


def test_an_answer_is_exact_and_hashed() -> None:
    body = b'{"rate": 1.10, "note": "\xe2\x82\xac"}'
    with Loopback([reply(body, 200, "application/vnd.api+json", "X-Page: 1", "Set-Cookie: a=b")]) as server:
        transport = Transport("bureau", server.url + "/v1", clock=Held().clock, terms=Terms(agent="dunnage/0.1"))
        answer = transport.ask(Call("report", "/companies/{id}", {"id": "GB/1"}, {"q": "a b&c"}))
        transport.close()
    assert answer.value == {"rate": Decimal("1.10"), "note": "€"}
    assert (answer.status, answer.raw, answer.fetched_at) == (200, body, NOON)
    assert answer.sha256 == hashlib.sha256(body).hexdigest()
    assert answer.headers["x-page"] == "1"
    assert "set-cookie" not in answer.headers
    (request,) = server.requests
    assert request.target == "/v1/companies/GB%2F1?q=a+b%26c"
    assert {name: request.headers[name] for name in ("accept-encoding", "user-agent")} == {
        "accept-encoding": "gzip",
        "user-agent": "dunnage/0.1",
    }


def test_row_1_a_refused_key_is_not_tried_again() -> None:
    """Row 1: no retry, and the provider rests until it gets another key; the failure names where the key lies."""
    auth = auth_of("bearer", Secret(CANARY, "env:BUREAU_KEY"))
    with bureau(reply(status=401), auth=auth) as (server, transport):
        first, second = failure(transport), failure(transport)
        assert len(server.requests) == 1
    assert first.facts == {
        "provider": "bureau",
        "endpoint": "report",
        "ending": Ending.AUTH_FAILED,
        "reason": Reason.UNAUTHORISED,
        "status": 401,
        "until": None,
        "secret": "env:BUREAU_KEY",
    }
    assert (second.ending, second.reason) == (Ending.AUTH_FAILED, Reason.PAUSED)


@pytest.mark.parametrize(("status", "ending"), [(403, Ending.NOT_ENTITLED), (402, Ending.QUOTA)])
def test_row_4_a_right_that_is_missing_is_told_apart_from_a_key(status: int, ending: Ending) -> None:
    """Row 4, the part that the status tells."""
    assert failed(reply(status=status))[::2] == (ending, 1)


def silence(visit: Visit) -> None:
    """Take the request and say nothing."""
    visit.over.wait(30)


@pytest.mark.parametrize(("billable", "ending"), [(True, Ending.UNKNOWN_CHARGE), (False, Ending.UNAVAILABLE)])
def test_row_13_silence_after_an_order_leaves_the_charge_unknown(billable: bool, ending: Ending) -> None:
    """Row 13: no retry."""
    assert failed(silence, clock=HURRIED, deadline=6000, billable=billable) == (ending, Reason.SILENT, 1)


def slowly(visit: Visit) -> None:
    """Say nothing for forty seconds of the hurried clock, then answer."""
    visit.over.wait(0.4)
    visit.send(reply(b"{}"))


def test_a_server_that_is_asked_about_many_buyers_at_once_may_think_for_longer() -> None:
    """Fifteen seconds for one buyer, 0.3 more for each further one: a thousand and one have 315."""
    assert failed(slowly, clock=HURRIED, deadline=6000)[:2] == (Ending.UNAVAILABLE, Reason.SILENT)
    with bureau(slowly, clock=HURRIED) as (_server, transport):
        assert transport.ask(Call("match", "/match", about=1001), deadline=6000).value == {}


def test_a_hundred_at_once_end_within_the_exchange() -> None:
    assert [silence_of(1), silence_of(2), silence_of(100)] == pytest.approx([15.0, 15.3, 44.7])
    assert silence_of(100) < DEADLINE


def endless(first: bytes = b"") -> Iterator[bytes]:
    yield first
    while True:
        yield b"1\r\n \r\n" if first else b"H"


@pytest.mark.parametrize("first", [OPEN_END, b""], ids=["body", "headers"])
def test_row_14_a_drip_ends_at_the_deadline(first: bytes) -> None:
    """Row 14: each byte comes long before the read timeout, and they never end."""
    play = drip(endless(first), every=0.01)
    assert failed(play, clock=Clock(), deadline=0.3)[:2] == (Ending.UNAVAILABLE, Reason.DEADLINE)


@pytest.mark.parametrize(
    "play", [silence, drip(endless(OPEN_END), every=0.01), drip(endless(), every=0.01)], ids=["silence", "body", "headers"]
)
@pytest.mark.parametrize(("billable", "ending"), [(True, Ending.UNKNOWN_CHARGE), (False, Ending.CANCELLED)])
def test_row_14_calling_off_is_heard_while_the_line_is_slow(play: Play, billable: bool, ending: Ending) -> None:
    """Row 14: the first look that finds the exchange called off is the last; a line that drips is looked at all the time."""
    looks: list[bool] = []
    with bureau(play) as (server, transport):

        def called_off() -> bool:
            looks.append(bool(server.requests) and len(looks) > 10)
            return looks[-1]

        met = failure(transport, cancelled=called_off, billable=billable)
    assert (met.ending, met.reason, len(server.requests)) == (ending, Reason.CANCELLED, 1)
    assert looks.count(True) == 1


def test_what_is_called_off_before_it_is_sent_never_leaves() -> None:
    assert failed(reply(), cancelled=lambda: True, billable=True) == (Ending.CANCELLED, Reason.CANCELLED, 0)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 304])
@pytest.mark.parametrize("where", ["{other}/x", "{same}/loop", "/loop", "https://127.0.0.1/", "file:///x", "http://[", "\x80"])
def test_row_19_a_redirect_is_refused(status: int, where: str) -> None:
    """Row 19: another host, another port, another scheme, a loop and no address at all; nobody is asked a second time."""
    with Loopback([reply()]) as other, Loopback([b""]) as server:
        location = where.format(other=other.url, same=server.url)
        server.plays[0] = reply(b"", status, "", f"Location: {location}")
        with Transport("bureau", server.url, auth=auth_of("header", Secret(CANARY), "X-API-Key")) as transport:
            met = failure(transport)
        assert (met.ending, met.reason) == (Ending.BAD_RESPONSE, Reason.REDIRECT_REFUSED)
        assert (len(server.requests), other.requests) == (1, [])


def test_row_20_a_server_without_tls_is_not_trusted() -> None:
    """Row 20, the part that needs no certificate: it answers the greeting in clear, and never sees the request."""
    with (
        Loopback([b"HTTP/1.1 400 Bad Request\r\n\r\n"], listens=False) as server,
        Transport("bureau", f"https://127.0.0.1:{server.port}") as transport,
    ):
        met = failure(transport, billable=True)
        assert b"HTTP" not in b"".join(request.body for request in server.requests)
    assert (met.ending, met.reason) == (Ending.TLS_FAILED, Reason.UNTRUSTED)


def test_row_36_and_rule_7_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Row 36: proxies, .netrc and certificate variables are ignored."""
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login clerk password {CANARY}\n", encoding="utf-8")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    with bureau(reply()) as (server, transport):
        assert transport.ask(Call("report", "/x")).status == 200
    assert "authorization" not in server.requests[0].headers
    with (
        Loopback([b"HTTP/1.1 400 Bad Request\r\n\r\n"], listens=False) as server,
        Transport("bureau", f"https://127.0.0.1:{server.port}") as transport,
    ):
        assert failure(transport).reason is Reason.UNTRUSTED


def test_cookies_are_not_kept() -> None:
    with bureau(reply(b"{}", 200, "", "Set-Cookie: session=1; Path=/")) as (server, transport):
        transport.ask(Call("report", "/x"))
        transport.ask(Call("report", "/x"))
    assert ["cookie" in request.headers for request in server.requests] == [False, False]


def test_each_order_has_a_line_of_its_own() -> None:
    """The server would keep the line open; a second order dials again all the same, from any thread."""
    with bureau(reply()) as (server, transport):
        callers = [
            threading.Thread(target=transport.ask, args=(Call("report", f"/{name}", billable=True),)) for name in "abcdefgh"
        ]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
    assert sorted(request.target for request in server.requests) == [f"/{name}" for name in "abcdefgh"]
    assert {request.headers["connection"] for request in server.requests} == {"close"}


def test_a_request_no_server_reads_is_not_sent() -> None:
    with Transport("bureau", "http://127.0.0.1:9") as transport, pytest.raises(RequestRefused) as caught:
        transport.ask(Call("report", "/x", params={"q": CANARY * 10_000}))
    assert CANARY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("built", "reason"),
    [
        (Target("http://127.0.0.1:9/x", 1), RequestTrouble.HOST),
        (Target("http://127.0.0.2/x", 1), RequestTrouble.HOST),
        (Target("https://127.0.0.1/x", 1), RequestTrouble.HOST),
        (Target(f"http://{CANARY}@127.0.0.1/x", 1), RequestTrouble.HOST),
        (Target("http://127.0.0.1/a/../x", 3), RequestTrouble.PATH),
    ],
)
def test_rules_4_and_6_the_final_url_is_checked(monkeypatch: pytest.MonkeyPatch, built: Target, reason: RequestTrouble) -> None:
    """Rules 4 and 6 of the security rules: whatever was built before, and whatever the client made of it."""
    monkeypatch.setattr(Address, "target", lambda *_parts: built)
    with Transport("bureau", "http://127.0.0.1") as transport, pytest.raises(RequestRefused) as caught:
        transport.ask(Call("report", "/x"))
    assert caught.value.facts == {"reason": reason, "part": ""}
