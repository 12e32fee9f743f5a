"""What a call sends beside its address: method, body, form and headers of its own, and what it may not touch."""

import pytest

from integrations.address import RequestRefused, RequestTrouble
from integrations.auth import auth_of
from integrations.endings import Ending, Reason
from integrations.exchange import Call
from integrations.secrets import Secret
from tests.integrations.asking import CANARY, bureau, failed
from tests.integrations.loopback import free_port, reply


def test_a_question_may_be_posted_as_json() -> None:
    with bureau(reply(b"[1]")) as (server, transport):
        call = Call("match", "/match", method="POST", body={"q": ["Müller", 1, None]}, headers={"X-Version": "2"}, safe=True)
        assert transport.ask(call).value == [1]
    (request,) = server.requests
    assert (request.method, request.body) == ("POST", '{"q":["Müller",1,null]}'.encode())
    assert request.headers["content-type"] == "application/json"
    assert request.headers["x-version"] == "2"


def test_a_question_may_be_posted_as_a_form() -> None:
    with bureau(reply()) as (server, transport):
        transport.ask(Call("token", "/token", method="POST", form={"grant_type": "client_credentials", "s": "a b&c"}, safe=True))
    assert server.requests[0].body == b"grant_type=client_credentials&s=a+b%26c"
    assert server.requests[0].headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_call_may_say_what_it_accepts_or_say_nothing() -> None:
    """The Gazette may answer with an error where `Accept` stands beside `.json`."""
    with bureau(reply()) as (server, transport):
        transport.ask(Call("feed", "/data.json"))
        transport.ask(Call("feed", "/data.json", headers={"Accept": "application/vnd.api+json"}))
        transport.ask(Call("feed", "/data.json", headers={"Accept": ""}))
    assert [request.headers.get("accept") for request in server.requests] == [
        "application/json",
        "application/vnd.api+json",
        None,
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "elsewhere.example"},
        {"content-length": "0"},
        {"Transfer-Encoding": "chunked"},
        {"Cookie": "a=b"},
        {"Connection": "keep-alive"},
        {"Accept-Encoding": "br"},
        {"X-A": "1\r\nX-B: 2"},
        {"X-A\r\nX-B": "1"},
        {"X-A": "ü"},
    ],
)
def test_a_header_of_the_line_or_with_a_second_line_is_refused(headers: dict[str, str]) -> None:
    with bureau(reply()) as (server, transport), pytest.raises(RequestRefused) as caught:
        transport.ask(Call("report", "/x", headers=headers))
    assert (caught.value.reason, server.requests) == (RequestTrouble.HEADER, [])


def test_a_call_cannot_take_the_place_of_the_key() -> None:
    with bureau(reply(), auth=auth_of("bearer", Secret(CANARY))) as (server, transport):
        transport.ask(Call("report", "/x", headers={"authorization": "Bearer other"}))
    assert server.requests[0].headers["authorization"] == f"Bearer {CANARY}"


def test_another_base_is_asked_on_a_listed_host_only() -> None:
    with bureau(reply(), path="/v1") as (server, transport):
        transport.ask(Call("token", "/token", base=f"{server.url}/authentication/v1"))
        with pytest.raises(RequestRefused) as caught:
            transport.ask(Call("token", "/token", base=f"http://127.0.0.1:{free_port()}"))
    assert [request.target for request in server.requests] == ["/authentication/v1/token"]
    assert caught.value.reason is RequestTrouble.HOST


@pytest.mark.parametrize(("safe", "asked"), [(True, 3), (False, 1)])
def test_row_11_a_post_is_repeated_only_where_it_only_asks(safe: bool, asked: int) -> None:
    play = reply(status=503)
    assert failed(play, method="POST", body={}, safe=safe) == (Ending.UNAVAILABLE, Reason.SERVER_ERROR, asked)


def test_row_7_a_status_that_is_an_answer_is_one() -> None:
    """A company that is on the list already, and a list that does not exist."""
    with bureau(reply(b"", 409, ""), reply(b'{"errors": []}', 404)) as (_server, transport):
        put = Call("portfolio", "/companies", method="POST", body={"id": "GB-0"}, also_ok=frozenset({409}))
        answer = transport.ask(put)
        assert (answer.status, answer.value) == (409, None)
        answer = transport.ask(Call("insolvency", "/insolvency", also_ok=frozenset({404})))
        assert (answer.status, answer.value) == (404, {"errors": []})


def test_row_6_a_page_is_no_answer_even_where_its_status_is_one() -> None:
    play = reply(b"<html>Not here</html>", 404, "text/html")
    assert failed(play, also_ok=frozenset({404})) == (Ending.BAD_RESPONSE, Reason.LOGIN_PAGE, 1)


def test_a_table_of_rates_is_taken_as_it_is() -> None:
    with bureau(reply(b"KEY,FREQ\r\n", 200, "text/csv")) as (_server, transport):
        answer = transport.ask(Call("rates", "/x", as_json=False))
    assert (answer.raw, answer.value) == (b"KEY,FREQ\r\n", None)
