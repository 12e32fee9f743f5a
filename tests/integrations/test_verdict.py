"""Row numbers are those of the failure matrix in the design of the providers; each test asks over a real socket."""

import gzip

import pytest

from integrations.bounded import Caps
from integrations.endings import ENDING_OF, Ending, Reason, Setback
from integrations.exchange import Call
from integrations.verdict import charge_ending
from tests.integrations.asking import OPEN_END, bureau, cut_short, failed, failure, reset_midway
from tests.integrations.loopback import Play, Visit, chunk, head, reply
from tests.shared import SHARED, needs_shared


def test_row_5_no_such_company() -> None:
    """Row 5, first half."""
    body = b'{"errors": [{"error": "company-profile-not-found", "type": "ch:service"}]}'
    assert failed(reply(body, 404)) == (Ending.NOT_FOUND, Reason.NO_SUCH_RECORD, 1)


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (reply(b"<html>Not here</html>", 404, "text/html"), Reason.LOGIN_PAGE),
        (reply(b"Not here", 404, "text/plain"), Reason.NOT_JSON),
        (reply(b"", 404), Reason.EMPTY_BODY),
    ],
)
def test_row_6_a_proxy_cannot_say_that_a_company_does_not_exist(play: bytes, reason: Reason) -> None:
    """Row 6."""
    assert failed(play) == (Ending.BAD_RESPONSE, reason, 1)


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (cut_short, Reason.TRUNCATED),
        (reset_midway, Reason.TRUNCATED),
        (OPEN_END + chunk(b'{"a": 1}'), Reason.TRUNCATED),
        (reply(b'{"a": [1, 2'), Reason.NOT_JSON),
        (b"SSH-2.0-OpenSSH_9.6\r\n", Reason.NOT_HTTP),
    ],
    ids=["short", "reset", "chunked", "json", "not http"],
)
def test_row_15_half_an_answer_is_none(play: Play, reason: Reason) -> None:
    """Row 15."""
    assert failed(play) == (Ending.BAD_RESPONSE, reason, 1)


def test_no_answer_at_all_is_unavailable() -> None:
    assert failed(b"") == (Ending.UNAVAILABLE, Reason.BROKEN, 1)


def test_row_13_and_15_half_a_report_that_was_ordered_may_have_been_charged() -> None:
    """Rows 13 and 15 together."""
    assert failed(cut_short, billable=True) == (Ending.UNKNOWN_CHARGE, Reason.TRUNCATED, 1)


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (reply(b"<html>Log in</html>", 200, "text/html; charset=utf-8"), Reason.LOGIN_PAGE),
        (reply(b"{}", 200, "text/html"), Reason.LOGIN_PAGE),
        (head("HTTP/1.1 204 No Content"), Reason.EMPTY_BODY),
        (reply(b""), Reason.EMPTY_BODY),
    ],
)
def test_row_16_a_page_or_nothing_is_no_report(play: bytes, reason: Reason) -> None:
    """Row 16, the first three."""
    assert failed(play) == (Ending.BAD_RESPONSE, reason, 1)


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", ""])
def test_row_16_json_under_another_name_is_accepted(kind: str) -> None:
    """Row 16, the last: lenient about the type, strict about the content."""
    with bureau(reply(b'{"a": 1}', 200, kind)) as (_server, transport):
        assert transport.ask(Call("report", "/x")).value == {"a": 1}


def test_a_packed_answer_is_unpacked() -> None:
    body = gzip.compress(b'{"a": 1}')
    with bureau(reply(body, 200, "application/json", "Content-Encoding: gzip")) as (_server, transport):
        assert transport.ask(Call("report", "/x")).raw == b'{"a": 1}'


def endless_chunks(visit: Visit) -> None:
    visit.send(OPEN_END)
    while visit.send(chunk(b" " * 65_536)):
        pass


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (reply(gzip.compress(b" " * 5000), 200, "application/json", "Content-Encoding: gzip"), Reason.TOO_LARGE),
        (reply(b" " * 1001), Reason.TOO_LARGE),
        (head("HTTP/1.1 200 OK", "Content-Length: 9999999999"), Reason.TOO_LARGE),
        (endless_chunks, Reason.TOO_LARGE),
        (reply(b"zzz", 200, "application/json", "Content-Encoding: br"), Reason.UNASKED_ENCODING),
        (reply(b"zzz", 200, "application/json", "Content-Encoding: gzip"), Reason.CORRUPT_GZIP),
    ],
    ids=["bomb", "identity", "announced", "endless", "brotli", "corrupt"],
)
def test_row_18_and_rule_8_a_heavy_or_odd_body_is_refused(play: Play, reason: Reason) -> None:
    """Row 18, with caps of a thousand bytes on the wire and four thousand decoded; the flat memory is in test_bounded."""
    with bureau(play, caps=Caps(wire=1000, decoded=4000)) as (server, transport):
        met = failure(transport)
    assert (met.ending, met.reason, len(server.requests)) == (Ending.BAD_RESPONSE, reason, 1)


def test_rule_8_the_caps_are_those_of_the_design() -> None:
    """Rule 8 of the security rules: wire 8 MiB, decoded 32 MiB; nine million bytes are too many."""
    assert (Caps().wire, Caps().decoded) == (8 * 1024**2, 32 * 1024**2)
    assert failed(reply(b" " * 9_000_000)) == (Ending.BAD_RESPONSE, Reason.TOO_LARGE, 1)


def test_the_second_of_two_equal_keys_does_not_win() -> None:
    """Row 22: an "A" must not overwrite an "E"."""
    body = b'{"currentCreditRating": {"commonValue": "E", "commonValue": "A"}}'
    assert failed(reply(body)) == (Ending.BAD_RESPONSE, Reason.DUPLICATE_KEY, 1)


@needs_shared
@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("nan_infinity.json", Reason.NUMBER_OUT_OF_RANGE),
        ("overflow_1e999.json", Reason.NUMBER_OUT_OF_RANGE),
        ("int_5000_digits.json", Reason.NUMBER_OUT_OF_RANGE),
        ("deep_20000.json", Reason.TOO_DEEP),
        ("latin1.json", Reason.NOT_UTF8),
        ("two_documents.json", Reason.NOT_JSON),
    ],
)
def test_row_23_hostile_json_is_refused(file: str, reason: Reason) -> None:
    """Row 23."""
    body = (SHARED / "providers" / "synthetic" / "hostile" / file).read_bytes()
    assert failed(reply(body)) == (Ending.BAD_RESPONSE, reason, 1)


@pytest.mark.parametrize(
    ("reason", "status", "ending"),
    [
        (Reason.SILENT, 0, Ending.UNKNOWN_CHARGE),
        (Reason.CANCELLED, 0, Ending.UNKNOWN_CHARGE),
        (Reason.TRUNCATED, 200, Ending.UNKNOWN_CHARGE),
        (Reason.REDIRECT_REFUSED, 302, Ending.UNKNOWN_CHARGE),
        (Reason.SERVER_ERROR, 504, Ending.UNKNOWN_CHARGE),
        (Reason.SERVER_ERROR, 500, Ending.UNKNOWN_CHARGE),
        (Reason.SERVER_ERROR, 520, Ending.UNKNOWN_CHARGE),
        (Reason.SERVER_ERROR, 503, Ending.UNAVAILABLE),
        (Reason.FORBIDDEN, 403, Ending.NOT_ENTITLED),
        (Reason.TOO_MANY_REQUESTS, 429, Ending.RATE_LIMITED),
    ],
)
def test_row_13_an_order_that_may_have_been_carried_out_leaves_the_charge_unknown(
    reason: Reason, status: int, ending: Ending
) -> None:
    """Row 13, and what else takes an order without giving its report."""
    assert charge_ending(Setback(reason, status), sent=True, billable=True) is ending


@pytest.mark.parametrize(("sent", "billable"), [(False, True), (True, False)])
@pytest.mark.parametrize("reason", list(Reason))
def test_what_was_not_sent_or_is_free_is_never_charged(reason: Reason, sent: bool, billable: bool) -> None:
    assert charge_ending(Setback(reason), sent=sent, billable=billable) is ENDING_OF[reason]
