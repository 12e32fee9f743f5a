"""The headers and the body of a request: ours, the key's, and what a call brings of its own.

A call may say what it accepts or name a version, but never whom the line leads to, how long the body is or who is asking:
those would let a settings file say two things at once to two servers.
"""

import json
from collections.abc import Mapping

from integrations.address import RequestRefused, RequestTrouble
from integrations.auth import HEADER_NAME, HEADER_VALUE
from integrations.bounded import Json
from integrations.exchange import Call

__all__ = ["check_header", "json_bytes", "outgoing"]

_OURS = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "cookie",
        "expect",
        "host",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""What belongs to the line, not to a question."""


def outgoing(call: Call, key: Mapping[str, str], agent: str, *, keeps: bool = False) -> dict[str, str]:
    """Put the headers of one request together; those of the key win over those of the call. Names come in lower case."""
    for name, value in call.headers.items():
        check_header(name, value)
    headers = {"accept": "application/json", "accept-encoding": "gzip", "user-agent": agent}
    if call.body is not None:
        headers["content-type"] = "application/json"
    headers |= {name.lower(): value for name, value in (*call.headers.items(), *key.items())}
    if not headers["accept"]:
        del headers["accept"]
    return {**headers, "connection": "keep-alive" if keeps else "close"}


def check_header(name: str, value: str) -> None:
    """Refuse a header that is the line's own, or that could start another one."""
    if name.lower() in _OURS or not (HEADER_NAME.fullmatch(name) and HEADER_VALUE.fullmatch(value)):
        raise RequestRefused(RequestTrouble.HEADER, name if HEADER_NAME.fullmatch(name) else "")


def json_bytes(body: Json) -> bytes | None:
    """Write a body; None where there is none to send."""
    return None if body is None else json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
