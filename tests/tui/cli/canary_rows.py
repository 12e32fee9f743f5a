"""What a provider does in each row of the failure matrix, as the command line meets it, and the word its run ends in."""

import gzip
import json
from dataclasses import dataclass
from typing import Any

from tests.integrations.asking import OPEN_END, cut_short
from tests.integrations.loopback import Play, Visit, drip, head, reply

__all__ = ["ROWS", "Row", "text_of"]

ANSWER: dict[str, Any] = {"number": "0099", "score": "38", "limit": "2500.00", "as_of": "2024-06-10", "founded": "2001-02-03"}
FILE = """
kind = "generic"
base_url = "{url}"
auth = {{ kind = "header", name = "X-Key", secret = "env:BUREAU_KEY" }}
limits = {{ seconds = 2, wire_mib = 1, decoded_mib = 1 }}
{extra}
[[request]]
name = "report"
path = "/companies/{{id}}"
{asked}
[subject]
company_number = "number"
[fields]
as_of = {{ path = "as_of", type = "date" }}
"financial_strength.rating_provider" = {{ path = "score", type = "decimal", unit = "points" }}
"financial_strength.credit_limit" = {{ path = "limit", type = "money", currency = "GBP" }}
"enterprise_quality.incorporated_on" = {{ path = "founded", type = "date" }}
"enterprise_quality.legal_form" = {{ path = "form", type = "text" }}
"""
BILLED = 'billable = true\ncost = { amount = "2.00", currency = "EUR" }'
NOTICES = """
[[request]]
name = "notices"
path = "/companies/{id}/notices"
paging = { kind = "page", items = "items", param = "page", size = 1 }
[[events]]
request = "notices"
items = "items"
id = "id"
published = { path = "published", type = "date" }
kind = { path = "code", map = { "2450" = "winding_up_petition" } }
"""
TOKEN = """auth.kind = "token_post"
auth.secret = "env:BUREAU_PAIR"
auth.token = { url = "%s/token", fields = { u = "{user}", p = "{password}" } }"""


@dataclass(frozen=True)
class Row:
    """One row: what the server gives in turn, how the run ends, and what stands in the provider's file for it."""

    status: str
    plays: tuple[Play, ...]
    extra: str = ""
    asked: str = ""
    further: str = ""
    """At the end of the file."""
    words: tuple[str, ...] = ()
    """Further words of the command."""
    login: bool = False
    """The key is changed for a token first."""


def said(**parts: Any) -> bytes:
    """The ordinary answer with some parts replaced."""
    return reply(json.dumps({**ANSWER, **parts}).encode())


def refused(status: int, *headers: str) -> Row:
    """A server that gives this status for ever, at once or for the third time."""
    return Row("unavailable" if status >= 500 else "rate_limited", (reply(b"", status, "", *headers),))


def packed(body: bytes) -> bytes:
    return reply(gzip.compress(body), 200, "application/json", "Content-Encoding: gzip")


def endless(visit: Visit) -> None:
    """A body that never ends, a chunk of a blank at a time."""
    drip([OPEN_END, *[b"1\r\n \r\n"] * 10_000], every=0.01)(visit)


def lost(visit: Visit) -> None:
    """Take the question, and break off."""
    visit.reset()


NOTICE = reply(b'{"items": [{"id": "1", "code": "2450", "published": "2024-06-01"}]}')
OK = reply(json.dumps(ANSWER).encode())
GIVEN = reply(b'{"access_token": "T-1"}')
ROWS: dict[int, Row] = {
    1: Row("auth_failed", (reply(status=401),)),
    2: Row("ok", (GIVEN, reply(status=401), OK, GIVEN, OK), login=True),
    3: Row("auth_failed", (GIVEN, reply(status=401)), login=True),
    4: Row("not_entitled", (reply(status=403),)),
    5: Row("not_found", (reply(b'{"errors": [{"error": "company-profile-not-found"}]}', 404),)),
    6: Row("bad_response", (reply(b"<html>", 404, "text/html"),)),
    7: Row("bad_response", (reply(b"{}", 409),)),
    8: Row("ok", (reply(b"", 429, "", "Retry-After: 1"), OK)),
    9: refused(429, "Retry-After: 86400"),
    10: Row("quota", (reply(b'{"code": "9"}', 429),), 'ok = { error_path = "code", meanings = { "9" = "quota" } }'),
    11: Row("ok", (reply(status=503), OK)),
    12: Row("unavailable", ()),
    13: Row("unknown_charge", (lost,), asked=BILLED, words=("--budget", "200", "EUR")),
    14: Row("unavailable", (endless,)),
    15: Row("bad_response", (cut_short,)),
    16: Row("bad_response", (reply(b"<html>Log in</html>", 200, "text/html"),)),
    17: Row("unavailable", (said(down="yes"),), 'ok = { error_path = "down" }'),
    18: Row("bad_response", (packed(b" " * 3_000_000),)),
    19: Row("bad_response", (reply(b"", 302, "", "Location: http://127.0.0.1:1/elsewhere"),)),
    20: Row("tls_failed", (OK,)),
    21: Row("ok", (said(score=[1], limit={"a": 1}),)),
    22: Row("bad_response", (reply(b'{"score": "E", "score": "A"}'),)),
    23: Row("bad_response", (reply(b'{"score": NaN}'),)),
    24: Row("ok", (said(limit="1.234,56"),)),
    25: Row("ok", (said(founded="10/02/2025"),)),
    26: Row("ok", (said(form=[]),)),
    27: Row("partial", (OK, NOTICE), further=NOTICES),
    28: Row("ok", (reply(json.dumps(ANSWER).encode(), 200, "application/json", 'ETag: "v1"'), head("HTTP/1.1 304 Not Modified"))),
    29: Row("bad_response", (said(number="0098"),)),
    30: Row("partial", (OK, reply(status=403)), further=NOTICES),
    31: Row("ok", (said(form="\x1b[2J[@click=app.quit]x[/]\u202e=cmd|'/c calc'!A1"),)),
    32: Row("ok", (reply(json.dumps(ANSWER).encode(), 200, "application/json", "Date: Sat, 22 Nov 2014 12:00:00 GMT"),)),
    33: Row("ok", (OK,)),
    34: Row("ok", (OK, said(as_of="2024-05-01"))),
    35: Row("ok", (OK,)),
    36: Row("ok", (OK,)),
}


def text_of(row: Row, url: str) -> str:
    """The provider's file for a row."""
    text = FILE.format(url=url, extra=row.extra, asked=row.asked) + row.further
    if row.login:
        kept = [line for line in text.splitlines() if not line.startswith("auth")]
        text = "\n".join([*kept[:3], TOKEN % url, *kept[3:]])
    return text
