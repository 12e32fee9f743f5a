"""What an answer is worth: its status, its type and its body, against what was asked for.

A status alone proves nothing: proxies answer for registries, and login pages come as 200. So a "not found" counts only when
it is said in JSON, and a page for people is never a report.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from integrations.bounded import Caps, read_bounded, strict_json
from integrations.endings import ENDING_OF, Ending, Reason, Setback
from integrations.exchange import Answer
from integrations.retry import retry_after

__all__ = ["charge_ending", "read_answer"]

_REASONS = {
    401: Reason.UNAUTHORISED,
    402: Reason.PAYMENT_REQUIRED,
    403: Reason.FORBIDDEN,
    404: Reason.NO_SUCH_RECORD,
    410: Reason.NO_SUCH_RECORD,
    429: Reason.TOO_MANY_REQUESTS,
    204: Reason.EMPTY_BODY,
    205: Reason.EMPTY_BODY,
}
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_LOST_BEHIND_A_GATEWAY = frozenset({502, 504})
"""A gateway gave up waiting; what stands behind it may have done, and billed, what was asked."""


def read_answer(
    status: int, fields: Iterable[tuple[str, str]], chunks: Iterable[bytes], caps: Caps, now: Callable[[], datetime]
) -> Answer:
    """Read one response to its end, or say in a Setback why it is none; only a body that matters is read."""
    headers = {name.lower(): value for name, value in fields if name.lower() != "set-cookie"}
    against = _reason_of_status(status)
    if against not in (None, Reason.NO_SUCH_RECORD):
        told = retry_after(headers.get("retry-after", ""), now=now(), server=headers.get("date", ""))
        raise Setback(against, status, told)
    try:
        raw = _body(headers, chunks, caps)
        value = strict_json(raw)
    except Setback as setback:
        raise Setback(setback.reason, status) from None
    if against is not None:
        raise Setback(against, status)
    return Answer(status, MappingProxyType(headers), value, raw, hashlib.sha256(raw).hexdigest(), now())


def _reason_of_status(status: int) -> Reason | None:
    """Say what speaks against an answer by its status, or nothing for a 2xx."""
    if status in _REASONS:
        return _REASONS[status]
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return Reason.REDIRECT_REFUSED
    return Reason.SERVER_ERROR if status >= 500 else Reason.UNEXPECTED_STATUS


def _body(headers: Mapping[str, str], chunks: Iterable[bytes], caps: Caps) -> bytes:
    """Take the body of what may be JSON: a page for people is left unread, any other type, or a wrong one, may hold it."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() in _PAGES:
        raise Setback(Reason.LOGIN_PAGE)
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > caps.wire:
        raise Setback(Reason.TOO_LARGE)
    return read_bounded(chunks, headers.get("content-encoding", ""), caps)


def charge_ending(reason: Reason, status: int, *, sent: bool, billable: bool) -> Ending:
    """Give the ending of a reason; an order that may have been carried out without its report leaves the charge unknown."""
    lost = status == 0 or 200 <= status < 400 or status in _LOST_BEHIND_A_GATEWAY
    if billable and sent and lost:
        return Ending.UNKNOWN_CHARGE
    return ENDING_OF[reason]
