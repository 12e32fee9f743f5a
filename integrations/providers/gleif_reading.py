"""What GLEIF's answers say: a record by the LEI, the companies of a search, and names that resemble one. Nobody is asked here."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from credit.identity import Candidate
from credit.report import EventKind, Finding, FindingStatus, RiskEvent
from integrations.bounded import Json, strict_json
from integrations.provider import ResultReason
from integrations.providers.findings import clean
from integrations.providers.notices import Asking, same_company

__all__ = ["ENT", "at", "candidates", "findings", "lapsed", "parse", "resembling", "word", "worded"]

ENT = "enterprise_quality."
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_STATUS = {"ACTIVE": "active", "INACTIVE": "dissolved"}
_REGISTRATION = {"ISSUED": "issued", "LAPSED": "lapsed", "RETIRED": "retired", "MERGED": "retired"}


def parse(raw: bytes, number: str) -> Mapping[str, Json] | ResultReason:
    """The attributes of one record, or why they are none of this company."""
    attributes = at(strict_json(raw), "data", "attributes")
    if not isinstance(attributes, dict) or not isinstance(attributes.get("entity"), dict):
        return ResultReason.NOTHING_KNOWN
    said = attributes.get("lei")
    return attributes if isinstance(said, str) and same_company(said, number) else ResultReason.WRONG_COMPANY


def candidates(raw: bytes, provider: str) -> tuple[list[Candidate], int | None]:
    """The companies of a search, and how many there are in all."""
    body = strict_json(raw)
    rows, total = at(body, "data"), at(body, "meta", "pagination", "total")
    found = [_candidate(at(row, "attributes"), provider) for row in (rows if isinstance(rows, list) else [])]
    return [each for each in found if each.number], total if isinstance(total, int) and not isinstance(total, bool) else None


def resembling(raw: bytes, provider: str) -> list[Candidate]:
    """The companies of a completion: a name and its LEI, and no word of a country or a number."""
    rows = at(strict_json(raw), "data") if raw.strip() else None
    found: dict[str, Candidate] = {}
    for row in rows if isinstance(rows, list) else []:
        lei = word(at(row, "relationships", "lei-records", "data", "id"))
        if _LEI.fullmatch(lei):
            found.setdefault(lei, Candidate(provider, "lei", lei, word(at(row, "attributes", "value"))))
    return list(found.values())


def findings(found: Mapping[str, Json]) -> Iterator[Finding]:
    """Whether it stands, whether its LEI is kept up, since when it is there and what it is called."""
    yield worded(ENT + "legal_status", at(found, "entity", "status"), _STATUS, "entity.status")
    yield worded(ENT + "lei_status", at(found, "registration", "status"), _REGISTRATION, "registration.status")
    begun = at(found, "entity", "creationDate")
    day = _day(begun)
    status = FindingStatus.NOT_PUBLISHED if day is None else FindingStatus.KNOWN
    yield Finding(ENT + "incorporated_on", day, status, path="entity.creationDate", original=word(begun))
    name = word(at(found, "entity", "legalName", "name"))
    yield Finding(ENT + "register_name", name or None, *_status(name), path="entity.legalName.name", original=name[:80])


def worded(key: str, said: Json, words: Mapping[str, str], path: str) -> Finding:
    """Our word for the register's; a word nobody knows is kept as it was and has no value."""
    told = word(said)
    value = words.get(told)
    status = FindingStatus.KNOWN if value else FindingStatus.AMBIGUOUS if told else FindingStatus.NOT_PUBLISHED
    return Finding(key, value, status, path=path, original=told)


def lapsed(found: Mapping[str, Json], asking: Asking) -> Iterator[RiskEvent]:
    """That the LEI was not renewed when it was due."""
    due = _day(at(found, "registration", "nextRenewalDate"))
    if at(found, "registration", "status") == "LAPSED" and due is not None and due <= asking.on:
        known = asking.known.get(id := f"{asking.provider}:lapsed:{due}")
        yield known or RiskEvent(id, asking.customer.id, EventKind.LEI_LAPSED, due, asking.on, asking.provider)


def _candidate(attributes: Json, provider: str) -> Candidate:
    others = at(attributes, "entity", "otherNames")
    names = [word(at(other, "name")) for other in (others if isinstance(others, list) else [])]
    registered = word(at(attributes, "entity", "registeredAs"))
    country = word(at(attributes, "entity", "legalAddress", "country"))
    return Candidate(
        provider,
        "lei",
        word(at(attributes, "lei")),
        word(at(attributes, "entity", "legalName", "name")),
        tuple(filter(None, names)),
        country if len(country) == 2 else "",
        (("company_number", registered),) if registered else (),
        word(at(attributes, "entity", "status")),
        word(at(attributes, "entity", "legalAddress", "city")),
    )


def at(value: "Json | Mapping[str, Json]", *names: str) -> Json:
    """What stands there, or nothing."""
    found: Json | Mapping[str, Json] = value
    for name in names:
        found = found.get(name) if isinstance(found, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else found


def word(value: Json) -> str:
    """A text without what a terminal obeys; empty where none stands there."""
    return clean(value, 120) if isinstance(value, str) else ""


def _status(text: str) -> tuple[FindingStatus]:
    return (FindingStatus.KNOWN if text else FindingStatus.NOT_PUBLISHED,)


def _day(value: Json) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
