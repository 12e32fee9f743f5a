"""What an answer is worth: its status, its type and its body, against what was asked for.

A status alone proves nothing: proxies answer for registries, and login pages come as 200. So a "not found" counts only when
it is said in JSON, and a page for people is never a report.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from integrations.bounded import Caps, Json, read_bounded, strict_json
from integrations.endings import ENDING_OF, Ending, Reason, Setback
from integrations.exchange import Answer, Call, Refusal, accept_all
from integrations.redirects import REDIRECTS, Elsewhere
from integrations.retry import reset_after, retry_after, skew

__all__ = ["Arrival", "charge_ending", "read_answer"]

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
_COMPLAINT = Caps(wire=64 << 10, decoded=256 << 10)
"""The most that is read of a body that only says why there is no answer."""
_NOT_ITS_WORD = frozenset({Reason.PART_MISSING, Reason.WORD_UNKNOWN})
"""What speaks against an answer by our rules of it: a provider that has changed its form sends the report, and bills it."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


_NOT_BEGUN = frozenset({501, 503})
"""Statuses by which a server says that it did not begin (RFC 9110); what else broke may have broken after the bill."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A response whose body is still on the line."""

    status: int
    fields: Iterable[tuple[str, str]]
    """Names in lower case."""
    chunks: Iterable[bytes]


def read_answer(arrival: Arrival, *, call: Call, caps: Caps, refusal: Refusal, now: Callable[[], datetime]) -> Answer:
    """Read one response to its end, or say in a Setback why it is none; only a body that matters is read."""
    headers = {name: value for name, value in arrival.fields if name != "set-cookie"}
    status = arrival.status
    if status in REDIRECTS and status not in call.also_ok:
        raise Elsewhere(status, headers.get("location", ""))
    against = None if status in call.also_ok else _reason_of_status(status)
    if against not in (None, Reason.NO_SUCH_RECORD):
        told = retry_after(headers.get("retry-after", ""), now=now(), server=headers.get("date", ""))
        said = None if refusal is accept_all else refusal(_complaint(headers, arrival.chunks), status)
        if told is None and (said or against) is Reason.TOO_MANY_REQUESTS:
            told = reset_after(headers.get("x-ratelimit-reset", ""), now=now(), server=headers.get("date", ""))
        raise Setback(said or against, status, told, said=said is not None)
    try:
        raw = _body(headers, arrival.chunks, caps)
        value = _value(raw, call, status)
    except Setback as setback:
        raise Setback(setback.reason, status) from None
    said = refusal(value, status)
    verdict = said or against
    if verdict is not None:
        raise Setback(verdict, status, said=said is not None and said not in _NOT_ITS_WORD)
    at = now()
    sha256, ahead = hashlib.sha256(raw).hexdigest(), skew(headers.get("date", ""), now=at)
    return Answer(status, MappingProxyType(headers), value, raw, sha256, at, skew=ahead)


def _value(raw: bytes, call: Call, status: int) -> Json:
    """Parse a body; one that was asked for as bytes, or is empty where the status alone is the answer, has no value."""
    if not call.as_json or (status in call.also_ok and not raw.strip()):
        return None
    return strict_json(raw)


def _complaint(headers: Mapping[str, str], chunks: Iterable[bytes]) -> Json:
    """Read what a refusal says of itself; a long, broken or foreign body says nothing."""
    try:
        return strict_json(_body(headers, chunks, _COMPLAINT))
    except Setback as setback:
        if setback.reason in (Reason.CANCELLED, Reason.DEADLINE):
            raise
        return None


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


def charge_ending(met: Setback, *, sent: bool, billable: bool) -> Ending:
    """Give the ending of what was met; an order that may have been carried out without its report leaves the charge unknown.

    A provider that says itself why it gives no report has given none.
    """
    status = met.status
    lost = status == 0 or 200 <= status < 400 or (status >= 500 and status not in _NOT_BEGUN)
    if billable and sent and lost and not met.said:
        return Ending.UNKNOWN_CHARGE
    return ENDING_OF[met.reason]
