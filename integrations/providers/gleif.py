"""GLEIF: who a buyer is world-wide by its LEI, whether it still stands, and who owns it in the end. Open to all, no key.

A lapsed registration is a fee that was not paid: a weak sign, and no insolvency.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from credit.check import Check, Searched
from credit.customer import Customer
from credit.identity import Candidate
from credit.report import DriftNote, EventKind, Finding, FindingStatus, RiskEvent
from integrations.bounded import Json, strict_json
from integrations.exchange import Answer, Call
from integrations.provider import IdentityQuery, ResultReason
from integrations.providers.builtin import Ask
from integrations.providers.completeness import NOTHING, drift_of, unavailable
from integrations.providers.findings import clean
from integrations.providers.notices import Asking, Notices, same_company
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.told import told

__all__ = ["Gleif", "candidates", "parse", "resembling"]

ENT = "enterprise_quality."
_JSON_API = {"Accept": "application/vnd.api+json"}
_NONE = frozenset({404})
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_PARENT = "data.attributes.entity.legalName.name"
_STATUS = {"ACTIVE": "active", "INACTIVE": "dissolved"}
_REGISTRATION = {"ISSUED": "issued", "LAPSED": "lapsed", "RETIRED": "retired", "MERGED": "retired"}


class Gleif:
    """Asks GLEIF."""

    today_only = True

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's LEI; one whose check digits do not agree is not asked about."""
        from stdnum import lei as check_digits  # 10 ms that a start without this provider need not wait for

        written = customer.registration("lei")
        if not written.strip():
            return ResultReason.NO_ID
        bare = check_digits.compact(written)
        return bare if check_digits.is_valid(bare) else ResultReason.UNUSABLE_ID

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """The record, and the parent at the top of its group."""
        answer = ask(Call("record", "/lei-records/{lei}", {"lei": number}, headers=_JSON_API))
        if answer is None:
            return NOTHING_READ
        found = parse(answer.raw, number)
        if isinstance(found, ResultReason):
            return Reading(against=found)
        parent = ask(Call("parent", "/lei-records/{lei}/ultimate-parent", {"lei": number}, also_ok=_NONE, headers=_JSON_API))
        unlike, above = drift_of("gleif", dict(found)), list(_parent(parent))
        findings, notices = [*unavailable(_findings(found), unlike.gone), *above], Notices(tuple(_lapsed(found, asking)))
        none_told = parent is not None and _says_none(parent)
        nameless = parent is not None and not above and not none_told
        drift = (*unlike.notes, *((DriftNote(f"parent: {_PARENT}", "text", NOTHING),) if nameless else ()))
        reading = told(asking, answer, "record", findings, answer.told_on(asking.on), notices=notices, drift=drift)
        searched = parent is not None and (none_told or bool(above))
        checks = (_check(asking, number, bool(above), parent.told_on(asking.on)),) if parent is not None and searched else ()
        return Reading(reading.report, reading.notices, reading.warnings, reading.against, checks)

    def search(self, ask: Ask, query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
        """Companies of the buyer's number in its own country's register; else of its name; else of a name that resembles it.

        `None` where no answer came.
        """
        country = {"filter[entity.legalAddress.country]": query.country} if query.country else {}
        number = query.number("company_number") if country else ""
        for by in ({"filter[entity.registeredAs]": number}, {"filter[entity.legalName]": query.name}):
            found = _found(ask, {**by, **country}, query, provider) if all(by.values()) else ([], 0)
            if found is None or found[0]:
                return found
        params = {"field": "entity.legalName", "q": query.name}
        answer = ask(Call("resembling", "/fuzzycompletions", params=params, headers=_JSON_API, also_ok=_NONE))
        return None if answer is None else (resembling(answer.raw, provider), None)


def _found(ask: Ask, by: Mapping[str, str], query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
    answer = ask(Call("search", "/lei-records", params={**by, "page[size]": str(query.most)}, headers=_JSON_API))
    return None if answer is None else candidates(answer.raw, provider)


def parse(raw: bytes, number: str) -> Mapping[str, Json] | ResultReason:
    """The attributes of one record, or why they are none of this company."""
    attributes = _at(strict_json(raw), "data", "attributes")
    if not isinstance(attributes, dict) or not isinstance(attributes.get("entity"), dict):
        return ResultReason.NOTHING_KNOWN
    said = attributes.get("lei")
    return attributes if isinstance(said, str) and same_company(said, number) else ResultReason.WRONG_COMPANY


def candidates(raw: bytes, provider: str) -> tuple[list[Candidate], int | None]:
    """The companies of a search, and how many there are in all."""
    body = strict_json(raw)
    rows, total = _at(body, "data"), _at(body, "meta", "pagination", "total")
    found = [_candidate(_at(row, "attributes"), provider) for row in (rows if isinstance(rows, list) else [])]
    return [each for each in found if each.number], total if isinstance(total, int) and not isinstance(total, bool) else None


def resembling(raw: bytes, provider: str) -> list[Candidate]:
    """The companies of a completion: a name and its LEI, and no word of a country or a number."""
    rows = _at(strict_json(raw), "data") if raw.strip() else None
    found: dict[str, Candidate] = {}
    for row in rows if isinstance(rows, list) else []:
        lei = _word(_at(row, "relationships", "lei-records", "data", "id"))
        if _LEI.fullmatch(lei):
            found.setdefault(lei, Candidate(provider, "lei", lei, _word(_at(row, "attributes", "value"))))
    return list(found.values())


def _findings(found: Mapping[str, Json]) -> Iterator[Finding]:
    yield _worded(ENT + "legal_status", _at(found, "entity", "status"), _STATUS, "entity.status")
    yield _worded(ENT + "lei_status", _at(found, "registration", "status"), _REGISTRATION, "registration.status")
    begun = _at(found, "entity", "creationDate")
    day = _day(begun)
    status = FindingStatus.NOT_PUBLISHED if day is None else FindingStatus.KNOWN
    yield Finding(ENT + "incorporated_on", day, status, path="entity.creationDate", original=_word(begun))
    name = _word(_at(found, "entity", "legalName", "name"))
    yield Finding(ENT + "register_name", name or None, *_status(name), path="entity.legalName.name", original=name[:80])


def _worded(key: str, said: Json, words: Mapping[str, str], path: str) -> Finding:
    """Our word for the register's; a word nobody knows is kept as it was and has no value."""
    word = _word(said)
    value = words.get(word)
    status = FindingStatus.KNOWN if value else FindingStatus.AMBIGUOUS if word else FindingStatus.NOT_PUBLISHED
    return Finding(key, value, status, path=path, original=word)


def _parent(answer: Answer | None) -> Iterator[Finding]:
    """Who stands at the top of the group; that none is told says nothing of whether there is one."""
    if answer is None or answer.status in _NONE:
        return
    name = _word(_at(answer.value, "data", "attributes", "entity", "legalName", "name"))
    lei = _word(_at(answer.value, "data", "attributes", "lei"))
    if name:
        said = f"{name[:60]} {lei}"
        yield Finding(ENT + "ultimate_parent", name, path=_PARENT, original=said, endpoint="parent", raw_sha256=answer.sha256)


def _says_none(answer: Answer) -> bool:
    """Whether the register itself says that it knows of no parent: by errors of its own, and no proxy does."""
    return answer.status in _NONE and isinstance(answer.value, dict) and "errors" in answer.value


def _lapsed(found: Mapping[str, Json], asking: Asking) -> Iterator[RiskEvent]:
    due = _day(_at(found, "registration", "nextRenewalDate"))
    if _at(found, "registration", "status") == "LAPSED" and due is not None and due <= asking.on:
        known = asking.known.get(id := f"{asking.provider}:lapsed:{due}")
        yield known or RiskEvent(id, asking.customer.id, EventKind.LEI_LAPSED, due, asking.on, asking.provider)


def _check(asking: Asking, number: str, found: bool, on: date) -> Check:
    what = Searched.PARENTS
    return Check(f"{asking.provider}:{what}", asking.customer.id, asking.provider, what, on, on, number, found=int(found))


def _candidate(attributes: Json, provider: str) -> Candidate:
    others = _at(attributes, "entity", "otherNames")
    names = [_word(_at(other, "name")) for other in (others if isinstance(others, list) else [])]
    registered = _word(_at(attributes, "entity", "registeredAs"))
    country = _word(_at(attributes, "entity", "legalAddress", "country"))
    return Candidate(
        provider,
        "lei",
        _word(_at(attributes, "lei")),
        _word(_at(attributes, "entity", "legalName", "name")),
        tuple(filter(None, names)),
        country if len(country) == 2 else "",
        (("company_number", registered),) if registered else (),
        _word(_at(attributes, "entity", "status")),
        _word(_at(attributes, "entity", "legalAddress", "city")),
    )


def _at(value: "Json | Mapping[str, Json]", *names: str) -> Json:
    """What stands there, or nothing."""
    found: Json | Mapping[str, Json] = value
    for name in names:
        found = found.get(name) if isinstance(found, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else found


def _word(value: Json) -> str:
    return clean(value, 120) if isinstance(value, str) else ""


def _status(text: str) -> tuple[FindingStatus]:
    return (FindingStatus.KNOWN if text else FindingStatus.NOT_PUBLISHED,)


def _day(value: Json) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
