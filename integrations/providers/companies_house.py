"""Companies House: what the register of companies of the United Kingdom says of a buyer today.

It files no petition, so it calls a company active whose winding-up is before the court: what it says never clears what The
Gazette printed. That a company has no page of insolvency is no error, it is "none found", with its day.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from credit.check import Check, Searched
from credit.company_number import british as company_number
from credit.customer import Customer
from credit.identity import Candidate
from credit.report import FailedSection, Finding, RiskEvent
from integrations.bounded import Json
from integrations.exchange import Answer, Call
from integrations.provider import IdentityQuery, ResultReason
from integrations.providers.builtin import Ask
from integrations.providers.companies_house_reading import (
    PAGE,
    Part,
    parse_charges,
    parse_filings,
    parse_insolvency,
    parse_officers,
    parse_profile,
)
from integrations.providers.findings import clean
from integrations.providers.notices import Asking, Notices, dated_events
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.told import told

__all__ = ["CompaniesHouse"]

_NONE = frozenset({404})
_NOT_FOUND = "-not-found"
"""How the register's names of such errors end; another, such as `access-denied`, says nothing of the company."""
_NO_COMPANY = "company-profile-not-found"
"""The register's word for a company it does not know."""
_TOLD_BY_LINK = frozenset({"charges", "insolvency"})
"""Pages the profile leads to only where there is something on them, which was told by `has_charges` and the like before."""
_LISTS: dict[str, tuple[str, dict[str, str], Searched | None]] = {
    "officers": ("/company/{number}/officers", {"items_per_page": str(PAGE)}, None),
    "charges": ("/company/{number}/charges", {"items_per_page": str(PAGE)}, Searched.CHARGES),
    "insolvency": ("/company/{number}/insolvency", {}, Searched.INSOLVENCY_CASES),
    "filings": ("/company/{number}/filing-history", {"category": "gazette,address", "items_per_page": str(PAGE)}, None),
}
"""What is asked beside the profile, and what a page of it counts as a search for."""


class CompaniesHouse:
    """Asks Companies House."""

    today_only = True

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's company number in eight characters."""
        if customer.country not in ("", "GB"):
            return ResultReason.NOT_ITS_COUNTRY
        written = customer.registration("company_number")
        if not written.strip():
            return ResultReason.NO_ID
        return company_number(written) or ResultReason.UNUSABLE_ID

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """The profile first; without it nothing else is asked."""
        answer = ask(Call("profile", "/company/{number}", {"number": number}))
        if answer is None:
            return NOTHING_READ
        profile = parse_profile(answer.raw, number)
        if isinstance(profile, ResultReason):
            return Reading(against=profile)
        parts, failed, checks = [(answer, "profile", profile)], [], []
        for endpoint, (path, params, searched) in _LISTS.items():
            found = ask(Call(endpoint, path, {"number": number}, params, also_ok=_NONE))
            if found is None or not _is_its_own(found) or (found.status in _NONE and _linked(answer, endpoint)):
                failed.append(FailedSection(endpoint, "unavailable_now"))
                continue
            part = Part() if found.status in _NONE else _parsed(endpoint, found, asking)
            parts.append((found, endpoint, part))
            if not part.whole:
                failed.append(FailedSection(endpoint, "unavailable_now"))
            elif searched is not None:
                checks.append(_check(asking, searched, number, part.found, found.told_on(asking.on)))
        return _reading(asking, parts, tuple(failed), tuple(checks))

    def search(self, ask: Ask, query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
        """Companies of that name; `None` where the answer did not come."""
        answer = ask(Call("search", "/search/companies", params={"q": query.name, "items_per_page": str(query.most)}))
        if answer is None or not isinstance(answer.value, dict):
            return None
        items, total = answer.value.get("items"), answer.value.get("total_results")
        found = [_candidate(item, provider) for item in (items if isinstance(items, list) else []) if isinstance(item, dict)]
        return [each for each in found if each.number], total if isinstance(total, int) else None


def _is_its_own(answer: Answer) -> bool:
    """Whether the register says it: that there is no such list it says by an error of its own, and no proxy does.

    That it does not know a company whose profile it gave a moment ago is no word about the list.
    """
    if not isinstance(answer.value, dict) or answer.status not in _NONE:
        return isinstance(answer.value, dict)
    errors = answer.value.get("errors")
    told = [each.get("error") for each in (errors if isinstance(errors, list) else []) if isinstance(each, dict)]
    return any(isinstance(word, str) and word.endswith(_NOT_FOUND) and word != _NO_COMPANY for word in told)


def _linked(profile: Answer, endpoint: str) -> bool:
    """Whether the profile leads to this list: then that it is not there says nothing of the company."""
    links = profile.value.get("links") if isinstance(profile.value, dict) else None
    return isinstance(links, dict) and endpoint in _TOLD_BY_LINK and bool(links.get(endpoint))


def _parsed(endpoint: str, answer: Answer, asking: Asking) -> Part:
    read: dict[str, Callable[[], Part]] = {
        "officers": lambda: parse_officers(answer.raw, asking.on),
        "charges": lambda: parse_charges(answer.raw, asking.on),
        "insolvency": lambda: parse_insolvency(answer.raw),
        "filings": lambda: parse_filings(answer.raw),
    }
    return read[endpoint]()


def _reading(
    asking: Asking, parts: Iterable[tuple[Answer, str, Part]], failed: tuple[FailedSection, ...], checks: tuple[Check, ...]
) -> Reading:
    """One report of all parts, each finding with the answer it stood in."""
    parts = list(parts)
    answer, endpoint, _ = parts[0]
    findings = [
        replace(finding, endpoint=name, raw_sha256=one.sha256) if name != endpoint else finding
        for one, name, part in parts
        for finding in part.findings
    ]
    events = [event for _, _, part in parts for event in dated_events(asking, part.events)]
    drift = tuple(note for _, _, part in parts for note in part.drift)
    day, notices = answer.told_on(asking.on), _notices(events)
    reading = told(asking, answer, endpoint, _once(findings), day, notices=notices, drift=drift)
    if reading.report is not None:
        reading = replace(reading, report=replace(reading.report, failed=failed))
    return replace(reading, checks=checks)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    return list({finding.key: finding for finding in findings}.values())


def _notices(events: Iterable[RiskEvent]) -> Notices:
    return Notices(tuple(sorted(events, key=lambda event: (event.published_on, event.id))))


def _check(asking: Asking, searched: Searched, number: str, found: int, on: date) -> Check:
    return Check(f"{asking.provider}:{searched}", asking.customer.id, asking.provider, searched, on, on, number, found=found)


def _candidate(item: dict[str, Json], provider: str) -> Candidate:
    number, name = item.get("company_number"), item.get("title")
    status, place = item.get("company_status"), item.get("address_snippet")
    return Candidate(
        provider,
        "company_number",
        company_number(str(number or "")),
        clean(name) if isinstance(name, str) else "",
        country="GB",
        status=clean(status, 40) if isinstance(status, str) else "",
        place=clean(place, 120) if isinstance(place, str) else "",
    )
