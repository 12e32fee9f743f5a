"""Row numbers are those of the failure matrix in the design of the providers; each test asks over a real socket."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from integrations.endings import Ending, Reason
from integrations.exchange import Call
from integrations.transport import Transport
from tests.integrations.asking import NOON, Held, bureau, failed, failure
from tests.integrations.loopback import Loopback, free_port, reply


def test_row_8_a_server_is_left_alone_as_long_as_it_asks() -> None:
    """Row 8: two seconds and a quarter of one as jitter."""
    held = Held()
    with bureau(reply(b"", 429, "", "Retry-After: 2"), reply(), clock=held.clock) as (server, transport):
        assert transport.ask(Call("report", "/x")).value == {}
    assert held.passed == pytest.approx(2.25)
    assert held.passed >= 2
    assert len(server.requests) == 2


def test_row_8_all_calls_of_a_provider_wait_for_what_one_was_told() -> None:
    """Row 8: an order that ran into the limit is not repeated, yet the next call waits."""
    held = Held()
    with bureau(reply(b"", 429, "", "Retry-After: 2"), reply(), clock=held.clock) as (server, transport):
        assert failure(transport, billable=True).ending is Ending.RATE_LIMITED
        assert (held.passed, len(server.requests)) == (0, 1)
        transport.ask(Call("search", "/y"))
    assert held.passed >= 2


@pytest.mark.parametrize("told", ["86400", "Mon, 23 Nov 2026 12:00:00 GMT"], ids=["a day of seconds", "a date tomorrow"])
def test_row_9_a_wait_beyond_the_deadline_ends_with_the_time_to_come_back(told: str) -> None:
    """Row 9: over the cap nothing is waited for, and the next call does not even ask."""
    held = Held()
    with bureau(reply(b"", 429, "", f"Retry-After: {told}"), clock=held.clock) as (server, transport):
        first, second = failure(transport), failure(transport)
    assert (first.ending, first.until) == (Ending.RATE_LIMITED, NOON + timedelta(days=1))
    assert second.ending is Ending.RATE_LIMITED
    assert second.until is not None
    assert second.until >= NOON + timedelta(days=1)
    assert (held.passed, len(server.requests)) == (0, 1)


@pytest.mark.parametrize("told", ["999999999", "9" * 30, "Fri, 31 Dec 9999 23:59:59 GMT"], ids=["decades", "aeons", "year 9999"])
def test_row_9_no_server_shuts_its_door_for_longer_than_a_month(told: str) -> None:
    """Row 9: 32 days, the longest month and a day; the clock goes on while the answer is read."""
    held, ticking = Held(), Held()

    def now() -> datetime:
        ticking.passed += 1
        return NOON + timedelta(seconds=ticking.passed)

    with bureau(reply(b"", 429, "", f"Retry-After: {told}"), clock=replace(held.clock, now=now)) as (server, transport):
        met = failure(transport)
    assert (met.ending, held.passed, len(server.requests)) == (Ending.RATE_LIMITED, 0, 1)
    assert met.until is not None
    assert timedelta(days=32) <= met.until - NOON < timedelta(days=32, minutes=1)


def test_row_9_and_32_a_date_that_is_none_costs_no_answer() -> None:
    """Rows 9 and 32: a clock at the end of time, written twelve hours west of it."""
    odd = reply(b"{}", 200, "application/json", "Date: Fri, 31 Dec 9999 23:59:59 -1200")
    with bureau(odd, clock=Held().clock) as (_server, transport):
        assert transport.ask(Call("report", "/x")).skew == 0


@pytest.mark.parametrize("header", ["Retry-After: soon", "Retry-After: -5", "Retry-After: Sat, 21 Nov 2026 12:00:00 GMT", "X: 1"])
def test_row_9_without_a_usable_word_the_wait_is_ours(header: str) -> None:
    """Row 9: a second at least, then up to three tries: 1.25 s, 1.5 s, and the third time 1 + 4/4 s until the next call."""
    held = Held()
    with bureau(reply(b"", 429, "", header), clock=held.clock) as (server, transport):
        met = failure(transport)
    assert (met.ending, met.reason, len(server.requests)) == (Ending.RATE_LIMITED, Reason.TOO_MANY_REQUESTS, 3)
    assert held.passed == pytest.approx(2.75)
    assert met.until is not None
    assert (met.until - NOON).total_seconds() == pytest.approx(2.75 + 2)


@pytest.mark.parametrize(("headers", "least"), [(("X-Ratelimit-Reset: 7",), 7), (("Retry-After: 2", "X-Ratelimit-Reset: 7"), 2)])
def test_row_10_the_end_of_the_window_counts_where_no_other_wait_is_told(headers: tuple[str, ...], least: int) -> None:
    """Row 10: Retry-After is a standard and goes before it."""
    held = Held()
    with bureau(reply(b"", 429, "", *headers), reply(), clock=held.clock) as (_server, transport):
        transport.ask(Call("report", "/x"))
    assert least <= held.passed < least + 1


def test_row_9_and_32_a_date_is_read_on_the_clock_of_the_server() -> None:
    """Rows 9 and 32: the server's clock is a year behind, its thirty seconds are thirty seconds."""
    held = Held()
    late = reply(b"", 429, "", "Date: Sat, 22 Nov 2025 12:00:00 GMT", "Retry-After: Sat, 22 Nov 2025 12:00:30 GMT")
    with bureau(late, reply(), clock=held.clock) as (_server, transport):
        transport.ask(Call("report", "/x"))
    assert 30 <= held.passed < 31.5


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_row_11_a_stumble_is_forgiven(status: int) -> None:
    """Row 11: two stumbles, then the answer."""
    stumble = reply(b"<html>", status, "text/html")
    with bureau(stumble, stumble, reply(b"[1]"), clock=Held().clock) as (server, transport):
        assert transport.ask(Call("report", "/x")).value == [1]
    assert len(server.requests) == 3


def test_row_11_a_server_that_stays_down_is_asked_three_times() -> None:
    """Row 11."""
    assert failed(reply(status=503)) == (Ending.UNAVAILABLE, Reason.SERVER_ERROR, 3)


@pytest.mark.parametrize(
    ("status", "ending"), [(503, Ending.UNAVAILABLE), (500, Ending.UNKNOWN_CHARGE), (504, Ending.UNKNOWN_CHARGE)]
)
def test_row_11_an_order_is_never_sent_twice(status: int, ending: Ending) -> None:
    """Row 11: billable, no retry; only who says that it did not begin surely charged nothing."""
    assert failed(reply(status=status), billable=True) == (ending, Reason.SERVER_ERROR, 1)


def test_row_11_a_statement_is_not_a_stumble() -> None:
    """Row 11: 501 says that it will never do this, and other 4xx that the question was wrong."""
    assert failed(reply(status=501)) == (Ending.UNAVAILABLE, Reason.SERVER_ERROR, 1)
    assert failed(reply(status=422)) == (Ending.BAD_RESPONSE, Reason.UNEXPECTED_STATUS, 1)


def test_row_12_a_closed_door_is_knocked_at_three_times() -> None:
    """Row 12: nothing was sent, so nothing can have been charged."""
    held = Held()
    with Transport("bureau", f"http://127.0.0.1:{free_port()}", clock=held.clock) as transport:
        met = failure(transport, billable=True)
    assert (met.ending, met.reason) == (Ending.UNAVAILABLE, Reason.UNREACHABLE)
    assert held.passed == pytest.approx(0.25 + 0.5)


def test_row_12_an_order_that_never_left_is_sent_when_the_door_opens() -> None:
    """Row 12: retry allowed, also for billable."""
    server = Loopback([reply()], at=free_port())
    entered: list[Loopback] = []

    def open_once() -> None:
        if not entered:
            entered.append(server.__enter__())

    held = Held(on_sleep=open_once)
    try:
        with Transport("bureau", f"http://127.0.0.1:{server.at}", clock=held.clock) as transport:
            assert transport.ask(Call("report", "/x", billable=True)).status == 200
    finally:
        if entered:
            server.__exit__(None, None, None)
    assert len(server.requests) == 1


def test_row_14_calling_off_is_heard_while_waiting() -> None:
    """Row 14: also between two tries."""
    called_off = threading.Event()
    held = Held(on_sleep=called_off.set)
    play = reply(b"", 503, "", "Retry-After: 30")
    assert failed(play, clock=held.clock, cancelled=called_off.is_set) == (Ending.CANCELLED, Reason.CANCELLED, 1)
    assert held.passed < 1
