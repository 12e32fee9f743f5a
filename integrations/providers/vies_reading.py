"""What VIES and HMRC answer about one VAT number: registered, not registered, or not known now.

VIES passes each question on to a member state, and a member state that is down comes back as HTTP 200 with an error inside.
That is no answer about the buyer, and never becomes "not registered". Germany and Spain do not tell names and write "---".
"""

from dataclasses import dataclass, field
from datetime import date

from integrations.bounded import Json, strict_json
from integrations.endings import Reason
from integrations.provider import ResultReason
from integrations.providers.builtin_file import facts_of
from integrations.providers.completeness import NO_DRIFT, Drift, drift_of
from integrations.providers.findings import clean
from integrations.providers.moments import day_at
from integrations.providers.notices import same_company
from integrations.vat_number import VatNumber

__all__ = ["VatWord", "parse_hmrc", "parse_status", "parse_vies", "vies_refusal"]

UNTOLD = "---"
_BUSY = frozenset(
    {"MS_MAX_CONCURRENT_REQ", "GLOBAL_MAX_CONCURRENT_REQ", "MS_MAX_CONCURRENT_REQ_TIME", "GLOBAL_MAX_CONCURRENT_REQ_TIME"}
)
_BARRED = frozenset({"VAT_BLOCKED", "IP_BLOCKED"})
_NO_NUMBER = frozenset({"INVALID_INPUT"})


@dataclass(frozen=True, slots=True)
class VatWord:
    """What a register says of one number."""

    registered: bool
    name: str = ""
    """As the register has it; empty where it does not tell."""
    address: str = ""
    said_on: date | None = None
    drift: Drift = field(default=NO_DRIFT)
    """How the answer differs from what the register describes."""


def vies_refusal(body: Json, status: int) -> Reason | None:
    """What a body of VIES says against itself: `actionSucceed` false, whatever the status."""
    if not isinstance(body, dict) or body.get("actionSucceed") is not False:
        return None
    wrappers = body.get("errorWrappers")
    told = {str(each.get("error")) for each in wrappers if isinstance(each, dict)} if isinstance(wrappers, list) else set()
    if told & _NO_NUMBER:
        return Reason.NO_SUCH_RECORD
    if told & _BUSY:
        return Reason.TOO_MANY_REQUESTS
    return Reason.FORBIDDEN if told & _BARRED else Reason.ERROR_INSIDE


def parse_vies(raw: bytes, asked: VatNumber) -> VatWord | ResultReason:
    """The answer to `asked`, or why it is none; an answer that says neither yes nor no says nothing."""
    body = strict_json(raw)
    if not isinstance(body, dict) or not isinstance(body.get("valid"), bool):
        return ResultReason.NOTHING_KNOWN
    if not _same(body.get("countryCode"), asked.register) or not _same(body.get("vatNumber"), asked.number):
        return ResultReason.WRONG_COMPANY
    name, address, on = _told(body.get("name")), _told(body.get("address")), _day(body.get("requestDate"), "vies")
    return VatWord(bool(body["valid"]), name, address, on, drift_of("vies", body))


def parse_status(raw: bytes, register: str) -> str:
    """What VIES says of itself or of one member state, in its own words: `DE: Unavailable`; empty where it says nothing."""
    body = strict_json(raw)
    vow, countries = (body.get("vow"), body.get("countries")) if isinstance(body, dict) else (None, None)
    if isinstance(vow, dict) and vow.get("available") is False:
        return "VIES: available = false"
    for row in countries if isinstance(countries, list) else []:
        if isinstance(row, dict) and row.get("countryCode") == register and (word := _told(row.get("availability"))):
            return clean(f"{register}: {word}", 80)
    return ""


def parse_hmrc(raw: bytes, status: int, asked: VatNumber) -> VatWord | ResultReason:
    """HMRC's answer: a `target` with the number, or 404 with the code NOT_FOUND, which is its word for "not registered"."""
    body = strict_json(raw) if raw.strip() else None
    if not isinstance(body, dict):
        return ResultReason.NOTHING_KNOWN
    if status == 404:
        return VatWord(registered=False) if body.get("code") == "NOT_FOUND" else ResultReason.NOTHING_KNOWN
    target = body.get("target")
    if not isinstance(target, dict) or target.get("vatNumber") is None:
        return ResultReason.NOTHING_KNOWN
    if not _same(target["vatNumber"], asked.number):
        return ResultReason.WRONG_COMPANY
    lines = target.get("address")
    parts = [_told(line) for line in lines.values()] if isinstance(lines, dict) else []
    on = _day(body.get("processingDate"), "hmrc")
    return VatWord(True, _told(target.get("name")), ", ".join(filter(None, parts)), on, drift_of("hmrc", body))


def _same(said: Json, ours: str) -> bool:
    """Whether the answer repeats what was asked; a field that is not there is not repeated."""
    return isinstance(said, str | int) and not isinstance(said, bool) and same_company(str(said), ours)


def _told(value: Json) -> str:
    text = clean(value) if isinstance(value, str) else ""
    return "" if text == UNTOLD else text


def _day(value: Json, kind: str) -> date | None:
    """The day of a moment where the register is."""
    return day_at(value, str(facts_of(kind)["zone"])) or day_at(value[:10]) if isinstance(value, str) else None
