"""Every row of the failure matrix as it is met: the server gives what the row says, and the desk does what the row demands.

What is demanded is read off the matrix (PROVIDERS.md section 6), not off the program: how often a server is asked by two runs,
one after the other, in which word and for which reason the first ends, and what of the answer stands in the book.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from integrations.endings import Ending
from tests.integrations.loopback import Loopback, free_port
from tests.integrations.providers import test_creditsafe_monitoring as monitoring
from tests.tui.cli.canary_rows import ROWS, text_of
from tests.tui.cli.conftest import Dunnage
from tests.tui.cli.test_canary import DAY, file_of, met

LIMIT, FOUNDED, FORM = "financial_strength.credit_limit", "enterprise_quality.incorporated_on", "enterprise_quality.legal_form"
SCORE = "financial_strength.rating_provider"
KEPT = "HTTP/1.1 200"
"""Rows whose server answers in full, and something beside the answer is amiss."""


@dataclass(frozen=True)
class Ran:
    """What two runs over a row came to."""

    server: Loopback
    first: dict[str, Any]
    second: dict[str, Any]
    reports: list[dict[str, Any]]

    def value(self, key: str) -> Any:
        return next(found["value"] for found in self.reports[0]["findings"] if found["key"] == key)

    def status(self, key: str) -> str:
        return str(next(found["status"] for found in self.reports[0]["findings"] if found["key"] == key))


@dataclass(frozen=True)
class Demand:
    """What a row demands."""

    asked: tuple[int, int]
    """Requests of the first run, and of the second one."""
    status: str
    reason: str = ""
    given: str = KEPT
    """What the server gives, as it stands on the line; empty where that is more than bytes."""
    more: Callable[[Ran], bool] = lambda ran: not ran.reports
    """What else holds: of what brings no answer, that nothing of it is in the book."""


def whole(ran: Ran) -> bool:
    """Whether the answer stands in the book."""
    return str(ran.value(SCORE)) == "38"


def confirmed(ran: Ran) -> bool:
    """Whether the second run only asked if the answer still stands."""
    return ran.server.requests[1].headers.get("if-none-match") == '"v1"'


DEMANDS: dict[int, Demand] = {
    1: Demand((1, 0), "auth_failed", "unauthorised", "HTTP/1.1 401"),  # no retry, and paused until the secret changes
    2: Demand((3, 2), "ok", "", "HTTP/1.1 401", whole),  # one login, and the question once more
    3: Demand((3, 0), "auth_failed", "unauthorised", "HTTP/1.1 401"),  # two questions and one login, then stop
    4: Demand((1, 1), "not_entitled", "forbidden", "HTTP/1.1 403"),
    5: Demand((1, 1), "not_found", "no_such_record", "HTTP/1.1 404"),
    6: Demand((1, 1), "bad_response", "login_page", "<html>"),
    8: Demand((2, 1), "ok", "", "Retry-After: 1", whole),
    9: Demand((1, 0), "rate_limited", "too_many_requests", "Retry-After: 86400"),  # over the cap, and the next run knows it
    10: Demand((1, 0), "quota", "quota_used", "HTTP/1.1 429"),
    11: Demand((2, 1), "ok", "", "HTTP/1.1 503", whole),
    12: Demand((0, 0), "unavailable", "unreachable", ""),
    13: Demand((1, 0), "unknown_charge", "broken", ""),  # no retry, and nothing is ordered while a charge is in doubt
    14: Demand((1, 1), "unavailable", "deadline", ""),
    15: Demand((1, 1), "bad_response", "truncated", ""),
    16: Demand((1, 1), "bad_response", "login_page", "<html>"),
    17: Demand((1, 1), "unavailable", "error_inside"),
    18: Demand((1, 1), "bad_response", "too_large", "Content-Encoding: gzip"),
    19: Demand((1, 1), "bad_response", "redirect_refused", "HTTP/1.1 302"),
    20: Demand((0, 0), "tls_failed", "untrusted"),  # nothing is sent
    21: Demand((1, 1), "ok", "", KEPT, lambda ran: ran.value(SCORE) is None and "drifted" in ran.first["warnings"]),
    22: Demand((1, 1), "bad_response", "duplicate_key"),
    23: Demand((1, 1), "bad_response", "number_out_of_range", "NaN"),
    24: Demand((1, 1), "ok", "", "1.234,56", lambda ran: (ran.value(LIMIT), ran.status(LIMIT)) == (None, "ambiguous")),
    25: Demand((1, 1), "ok", "", "10/02/2025", lambda ran: (ran.value(FOUNDED), ran.status(FOUNDED)) == (None, "ambiguous")),
    26: Demand((1, 1), "ok", "", "[]", lambda ran: ran.status(FORM) == "not_published"),
    27: Demand((3, 3), "partial", "pages_repeat", KEPT, lambda ran: len(ran.first["events"]) == 1),  # every item once
    28: Demand(
        (1, 1), "ok", "", "ETag", lambda ran: ran.server.requests[1].headers.get("if-none-match") == '"v1"' and whole(ran)
    ),
    29: Demand((1, 1), "bad_response", "wrong_company"),
    30: Demand((2, 2), "partial", "forbidden", "HTTP/1.1 403", whole),
    31: Demand((1, 1), "ok", "", "", lambda ran: not re.search(r"[\x00-\x1f\u202e]", str(ran.value(FORM)))),
    32: Demand((1, 1), "ok", "", "Date: Sat, 22 Nov 2014", lambda ran: "clock_skewed" in ran.first["warnings"]),
    33: Demand((1, 1), "ok", "", KEPT, whole),
    34: Demand((1, 1), "ok", "", KEPT, lambda ran: ran.second["regressed_from"] == ran.reports[0]["as_of"] == "2024-06-10"),
    35: Demand((1, 1), "ok", "", KEPT, lambda ran: "not_kept" in ran.first["warnings"] and whole(ran)),
    36: Demand((1, 1), "ok", "", KEPT, whole),
}


def test_every_row_is_driven_here() -> None:
    """Row 7 has no report: it is driven below, at a portfolio."""
    assert set(DEMANDS) | {7} == set(ROWS) == set(range(1, 37))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("number", DEMANDS)
def test_a_row_is_met_as_the_matrix_demands(
    number: int, dunnage: Dunnage, known: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUREAU_KEY", "kestrel")
    monkeypatch.setenv("BUREAU_PAIR", "clerk:kestrel")
    row, demand = ROWS[number], DEMANDS[number]
    given = "".join(play.decode("latin-1") for play in row.plays if isinstance(play, bytes))
    assert demand.given in given, "the server gives what the row is about"
    words = ("refresh", "C1", *DAY, *row.words, "--json")
    with met(number, home, monkeypatch) as server:
        file_of(home, text_of(row, server.url if row.plays else f"http://127.0.0.1:{free_port()}"))
        (first,) = dunnage(*words).json["results"]
        asked = len(server.requests)
        (second,) = dunnage(*words).json["results"]
    assert (first["status"], first["reason"]) == (demand.status, demand.reason)
    assert (asked, len(server.requests) - asked) == demand.asked
    assert demand.more(Ran(server, first, second, dunnage("customer", "C1", *DAY, "--json").json["reports"]))


def test_row_7_is_met_at_a_portfolio_where_the_buyer_is_already(tmp_path: Path) -> None:
    with monitoring.watching(tmp_path) as (provider, server):
        answer = provider.events([monitoring.HALDON], monitoring.BEGUN, monitoring.TODAY, monitoring.NEW)
    assert monitoring.THERE.startswith(b"HTTP/1.1 409")
    assert (answer.ending, len(monitoring.asked(server, monitoring.PUT))) == (Ending.OK, 1)
