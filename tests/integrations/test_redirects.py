"""Row 19: where an answer may send us. The first host must not be able to make us show our key to a second one."""

import pytest

from integrations.auth import auth_of
from integrations.bounded import Caps
from integrations.endings import Ending, Reason
from integrations.exchange import Call
from integrations.secrets import Secret
from integrations.terms import Terms
from integrations.transport import Transport
from tests.integrations.asking import CANARY, Held, failure
from tests.integrations.loopback import Loopback, reply

KEY = auth_of("header", Secret(CANARY), "X-API-Key")


def away(server: Loopback, status: int = 302, path: str = "/stored?X-Amz-Signature=abc%2Fd") -> bytes:
    return reply(b"", status, "", f"Location: {server.url}{path}", "Set-Cookie: session=1; Path=/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_row_19_and_rule_5_a_listed_host_is_followed_without_anything_that_shows_who_asks(status: int) -> None:
    with Loopback([reply(b"[1]")]) as store, Loopback([away(store, status)]) as server:
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",))
        with Transport("bureau", server.url, auth=KEY, terms=terms) as transport:
            call = Call("report", "/x", params={"token": CANARY}, headers={"X-Customer": CANARY}, billable=True)
            assert transport.ask(call).value == [1]
    (hop,) = store.requests
    assert (hop.method, hop.target) == ("GET", "/stored?X-Amz-Signature=abc%2Fd")
    assert set(hop.headers) == {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert CANARY not in repr(hop)
    assert server.requests[0].headers["x-api-key"] == CANARY


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_row_19_what_is_not_a_get_is_never_sent_on(status: int, method: str) -> None:
    with Loopback([reply()]) as store, Loopback([away(store, status)]) as server:
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",))
        with Transport("bureau", server.url, terms=terms) as transport:
            met = failure(transport, method=method, safe=True)
    assert (met.reason, store.requests, len(server.requests)) == (Reason.REDIRECT_REFUSED, [], 1)


def test_row_19_and_rule_5_a_second_hop_is_refused() -> None:
    with Loopback([reply()]) as third, Loopback([away(third)]) as store, Loopback([away(store)]) as server:
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}", f"127.0.0.1:{third.port}"))
        with Transport("bureau", server.url, terms=terms) as transport:
            met = failure(transport)
    assert (met.ending, met.reason) == (Ending.BAD_RESPONSE, Reason.REDIRECT_REFUSED)
    assert (len(store.requests), third.requests) == (1, [])


@pytest.mark.parametrize(
    "where",
    [
        "http://127.0.0.1:{other}/x",
        "http://127.0.0.2:{listed}/x",
        "https://127.0.0.1:{listed}/x",
        "http://clerk@127.0.0.1:{listed}/x",
        "//127.0.0.1:{listed}/x",
        "/x",
        "http://127.0.0.1:{listed}\\@elsewhere.example/x",
        "http://127.0.0.1:99999/x",
        "http://[/x",
        "",
    ],
)
def test_row_19_and_rules_4_and_5_everything_else_is_refused_also_where_a_host_is_listed(where: str) -> None:
    """Another port, host, scheme, a user before the host, half an address, and signs that two readers read in two ways."""
    with Loopback([reply()]) as other, Loopback([reply()]) as store, Loopback([b""]) as server:
        location = where.format(other=other.port, listed=store.port)
        server.plays[0] = reply(b"", 302, "", f"Location: {location}")
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",))
        with Transport("bureau", server.url, terms=terms) as transport:
            met = failure(transport)
    assert (met.ending, met.reason) == (Ending.BAD_RESPONSE, Reason.REDIRECT_REFUSED)
    assert (other.requests, store.requests, len(server.requests)) == ([], [], 1)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_a_storage_service_thinks_of_its_link_is_not_about_our_key(status: int) -> None:
    with Loopback([reply(b"{}", status)]) as store, Loopback([away(store)]) as server:
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",))
        with Transport("bureau", server.url, auth=KEY, terms=terms) as transport:
            assert failure(transport).reason is Reason.REDIRECT_REFUSED
            assert failure(transport).reason is Reason.REDIRECT_REFUSED


def test_row_13_an_order_whose_report_cannot_be_fetched_may_have_been_charged() -> None:
    with Loopback([reply(status=503)]) as store, Loopback([away(store)]) as server:
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",))
        with Transport("bureau", server.url, terms=terms, clock=Held().clock) as transport:
            met = failure(transport, billable=True)
    assert met.ending is Ending.UNKNOWN_CHARGE
    assert (len(server.requests), len(store.requests)) == (1, 1)


def test_a_large_report_is_capped_there_as_well() -> None:
    with Loopback([reply(b" " * 2000)]) as store, Loopback([away(store)]) as server:
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",), caps=Caps(wire=1000))
        with Transport("bureau", server.url, terms=terms) as transport:
            assert failure(transport).reason is Reason.TOO_LARGE


def test_row_13_and_19_a_link_nobody_can_follow_does_not_undo_the_order_that_led_to_it() -> None:
    """The order left and was answered; what the answer points to is longer than any address that can be asked for."""
    with Loopback([reply(status=404)]) as store, Loopback([away(store, path="/stored?X=" + "a" * 70_000)]) as server:
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",))
        with Transport("bureau", server.url, terms=terms) as transport:
            met = failure(transport, billable=True)
    assert (met.ending, met.reason, len(server.requests)) == (Ending.UNKNOWN_CHARGE, Reason.REDIRECT_REFUSED, 1)
