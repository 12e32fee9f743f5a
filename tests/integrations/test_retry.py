from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from integrations.endings import Reason, Setback
from integrations.retry import backoff, may_repeat, reset_after, retry_after

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0.0),
        ("Sun, 22 Nov 2026 08:01:00 GMT", 60.0),
        ("Sunday, 22-Nov-26 08:01:00 GMT", 60.0),
        ("Sun Nov 22 08:01:00 2026", 60.0),
        ("86400", 86_400.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("2764800", 2_764_800.0),  # 32 days of 86,400 seconds
        ("2764801", 2_764_800.0),
        ("9" * 400, 2_764_800.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 2_764_800.0),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),  # no moment there is
    ],
)
def test_row_9_a_server_says_when_to_come_back(header: str, seconds: float | None) -> None:
    """Row 9: seconds, the three forms of a date in RFC 9110, and what is none of them."""
    assert retry_after(header, now=NOW) == seconds


@pytest.mark.parametrize(
    ("told", "ahead", "seconds"),
    [
        ("120", 0, 120.0),
        (str(int(NOW.timestamp()) + 90), 0, 90.0),
        (str(int(NOW.timestamp()) + 90), 3600, None),  # an hour ahead of us, its ninety seconds of our clock are past
        (str(int(NOW.timestamp()) + 3690), 3600, 90.0),
        (str(int(NOW.timestamp()) - 5), 0, None),
        ("99999999999", 0, 2_764_800.0),
        ("1700000000000", 0, None),  # milliseconds, or nonsense
        ("0", 0, None),
        ("soon", 0, None),
        ("", 0, None),
    ],
)
def test_row_10_the_end_of_a_window_is_read_as_seconds_or_as_a_moment(told: str, ahead: int, seconds: float | None) -> None:
    """Row 10: no standard says which; a moment is meant on the clock that wrote it."""
    server = format_datetime(NOW + timedelta(seconds=ahead), usegmt=True)
    assert reset_after(told, now=NOW, server=server) == seconds


@pytest.mark.parametrize(("ahead", "seconds"), [(3600, 30.0), (-3600, 30.0), (59, 89.0), (-59, -29.0)])
def test_row_9_and_32_a_date_is_meant_on_the_clock_that_wrote_it(ahead: int, seconds: float) -> None:
    """Rows 9 and 32: thirty seconds after the server's own date; clocks within a minute are taken as equal."""
    theirs = NOW + timedelta(seconds=ahead)
    header = format_datetime(theirs + timedelta(seconds=30), usegmt=True)
    assert retry_after(header, now=NOW, server=format_datetime(theirs, usegmt=True)) == max(0.0, seconds)


@pytest.mark.parametrize(
    ("failed", "told", "limited", "least", "most"),
    [
        (1, None, False, 0.0, 1.0),
        (2, None, False, 0.0, 2.0),
        (9, None, False, 0.0, 8.0),
        (1, 2.0, True, 2.0, 3.0),
        (1, 2.0, False, 2.0, 3.0),
        (1, None, True, 1.0, 2.0),
        (2, 0.0, True, 1.0, 3.0),
    ],
)
def test_row_8_and_9_and_11_a_wait_is_drawn_and_never_shorter_than_told(
    failed: int, told: float | None, limited: bool, least: float, most: float
) -> None:
    """Rows 8, 9 and 11; the draw goes from 0 up to 1."""
    assert backoff(failed, lambda: 0.0, told=told, limited=limited) == least
    assert backoff(failed, lambda: 1.0, told=told, limited=limited) == most


@pytest.mark.parametrize(
    ("met", "sent", "once", "again"),
    [
        (Setback(Reason.UNREACHABLE), False, True, True),
        (Setback(Reason.UNREACHABLE), True, False, True),
        (Setback(Reason.UNREACHABLE), True, True, False),
        (Setback(Reason.SERVER_ERROR, 503), True, False, True),
        (Setback(Reason.SERVER_ERROR, 503), True, True, False),
        (Setback(Reason.SERVER_ERROR, 501), True, False, False),
        (Setback(Reason.TOO_MANY_REQUESTS, 429), True, False, True),
        (Setback(Reason.TOO_MANY_REQUESTS, 429), True, True, False),
        (Setback(Reason.TOO_MANY_REQUESTS), False, False, False),
        (Setback(Reason.SILENT), True, False, False),
        (Setback(Reason.UNAUTHORISED, 401), True, False, False),
        (Setback(Reason.CANCELLED), False, False, False),
    ],
)
def test_row_1_and_11_and_12_and_13_only_a_harmless_call_is_repeated(met: Setback, sent: bool, once: bool, again: bool) -> None:
    """Rows 1, 11, 12 and 13."""
    assert may_repeat(met, sent=sent, once=once) is again
