"""A report of Creditsafe Connect, as bytes: whose it is, and what a table of places cannot say of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from credit.calendar import months_before
from credit.company_number import written
from credit.customer import Customer
from credit.identity import Candidate
from credit.report import EventKind, FailedSection, Finding
from integrations.bounded import Json, strict_json
from integrations.provider import ResultReason, Warned
from integrations.providers.bureau_reading import BureauReport, day_of, read_body
from integrations.providers.completeness import parts_of
from integrations.providers.findings import clean
from integrations.providers.mapping import Place
from integrations.providers.notices import Dated, same_company

__all__ = ["candidates", "parse"]

_REGISTERED = "report.companySummary.companyRegistrationNumber"
_LEFT = "report.directors.previousDirectors"
_ON_FILE, _LATE = "paymentsOnFile", ("paymentsPaidLate", "paymentsStillOwingLate")
_JUDGMENTS = "report.negativeInformation.countyCourtJudgements.registered.exact"
"""Judgments of which the bureau is sure that they are the company's; `possible` are somebody's of a like name."""


def parse(raw: bytes, connect_id: str, customer: Customer) -> BureauReport | ResultReason:
    """The report in these bytes, or why it is none of this buyer."""
    body = strict_json(raw)
    if not isinstance(body, dict):
        return ResultReason.NOTHING_KNOWN
    if against := _about_another(body, connect_id, customer):
        return against
    body, twice = _one_of_a_day(body)
    judged, missed = _judgments(body)
    failed = body.get("failedSections")
    found = read_body("creditsafe", body, tuple(_failed(failed if isinstance(failed, list) else [])))
    ordered, reference, language = day_of(body.get("dateOfOrder"), "creditsafe"), body.get("correlationId"), body.get("language")
    report, parts = body.get("report"), parts_of("creditsafe", "report")
    lacking = {part.section.casefold() for part in found.failed}
    came = tuple(name for name in parts if isinstance(report, dict) and name in report and name.casefold() not in lacking)
    return replace(
        found,
        findings=(*found.findings, *_resigned(body, ordered), *_late_share(body)),
        as_of=ordered,
        reference=clean(reference, 80) if isinstance(reference, str) else "",
        product="report",
        warnings=(*((Warned.ACCOUNTS_TWICE,) if twice else ()), *((Warned.PUBLISHED_UNREADABLE,) if missed else ())),
        requested=parts,
        came=came,
        language=clean(language, 20) if isinstance(language, str) else "",
        events=judged,
    )


def candidates(raw: bytes, provider: str) -> tuple[list[Candidate], int | None]:
    """The companies of a search, and how many there are in all."""
    body = strict_json(raw)
    rows, total = (body.get("companies"), body.get("totalSize")) if isinstance(body, dict) else (None, None)
    found = [_candidate(row, provider) for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict)]
    return [each for each in found if each.number], total if isinstance(total, int) and not isinstance(total, bool) else None


def _about_another(body: Json, connect_id: str, customer: Customer) -> ResultReason | None:
    """Its own number must be the one that was asked for; the register's, where both sides hold it, must agree too."""
    told = [found for path in ("companyId", "report.companyId") if isinstance(found := Place.of(path).find(body), str)]
    if not told:
        return ResultReason.SUBJECT_MISSING
    registered, ours = Place.of(_REGISTERED).find(body), customer.registration("company_number")
    agree = all(same_company(each, connect_id) for each in told)
    if ours and isinstance(registered, str) and registered:
        country = customer.country or connect_id[:2]
        agree = agree and written(registered, country) == written(ours, country)
    return None if agree else ResultReason.WRONG_COMPANY


def _one_of_a_day(body: dict[str, Json]) -> tuple[dict[str, Json], bool]:
    """The body with one statement of the newest year's end, and whether there were several.

    The buyer owes, and not its group: the company's own accounts stand before consolidated ones. Of two alike the one that stands
    first is read: which of them corrects the other is told nowhere.
    """
    report = body.get("report")
    listed = report.get("financialStatements") if isinstance(report, dict) else None
    dated = [(day, row) for row in (listed if isinstance(listed, list) else []) if (day := _ends(row)) is not None]
    if not isinstance(report, dict) or not dated:
        return body, False
    newest = max(day for day, _ in dated)
    rows = [row for day, row in dated if day == newest]
    chosen = min(rows, key=lambda row: isinstance(row, dict) and row.get("consolidatedAccounts") is True)
    return {**body, "report": {**report, "financialStatements": [chosen]}}, len(rows) > 1


def _ends(statement: Json) -> date | None:
    """The last day of the year a statement is of."""
    return day_of(statement.get("yearEndDate"), "creditsafe") if isinstance(statement, dict) else None


def _failed(sections: list[Json]) -> Iterator[FailedSection]:
    for section in sections:
        if isinstance(section, str) and section:
            yield FailedSection(clean(section, 80), "unavailable_now")


def _resigned(body: Json, on: date | None) -> Iterator[Finding]:
    """How many directors left in the twelve months before the report; a day that cannot be read makes it unknown."""
    left = Place.of(_LEFT).find(body)
    days = [day_of(row.get("resignationDate")) for row in left if isinstance(row, dict)] if isinstance(left, list) else []
    if on is not None and days and None not in days:
        count = sum(day is not None and months_before(on, 12) < day <= on for day in days)
        yield Finding("management_factors.resignations_12m", Decimal(count), path=_LEFT, original=f"{len(days)}")


def _late_share(body: Json) -> Iterator[Finding]:
    """The share of the payments on file that were late or are: their sum by the bureau's own three counts, or nothing."""
    counts = [Place.of(f"report.paymentData.{name}").find(body) for name in (_ON_FILE, *_LATE)]
    on_file, paid, owing = (each if isinstance(each, int) and not isinstance(each, bool) else -1 for each in counts)
    if on_file > 0 and min(paid, owing) >= 0 and paid + owing <= on_file:
        share = round(Decimal(100 * (paid + owing)) / on_file, 1)
        place = f"report.paymentData.({' + '.join(_LATE)}) / {_ON_FILE}"
        told = f"({paid} + {owing}) / {on_file}"
        yield Finding("operating_capability.late_share", share, unit="percent", path=place, original=told)


def _judgments(body: Json) -> tuple[tuple[Dated, ...], bool]:
    """The judgments against the company by their case numbers, and whether one was left out that no day or no number told."""
    listed = Place.of(_JUDGMENTS).find(body)
    found, missed = dict[str, Dated](), False
    for row in listed if isinstance(listed, list) else [listed] if listed is not None else []:
        told = row if isinstance(row, dict) else {}
        day, number, court = day_of(told.get("ccjDate"), "creditsafe"), told.get("caseNumber"), _word(told.get("court"))
        case = _word(str(number) if isinstance(number, int) and not isinstance(number, bool) else number)
        if day is None or not case:
            missed = True
            continue
        mark = f"judgment:{case}:{day}"
        found[mark] = Dated(EventKind.JUDGMENT, day, mark, f"{court} {case}".strip())
    return tuple(found.values()), missed


def _candidate(row: dict[str, Json], provider: str) -> Candidate:
    address = row.get("address")
    vat = row.get("vatNo")
    numbers = [("company_number", row.get("regNo")), *(("vat", each) for each in (vat if isinstance(vat, list) else [vat]))]
    country = _word(row.get("country"))
    return Candidate(
        provider,
        "connect_id",
        _word(row.get("id")),
        _word(row.get("name")),
        country=country if len(country) == 2 else "",
        registrations=tuple((kind, word) for kind, number in numbers if (word := _word(number))),
        status=_word(row.get("status")),
        place=_word(address.get("simpleValue")) if isinstance(address, dict) else "",
    )


def _word(value: Json) -> str:
    return clean(value, 120) if isinstance(value, str) else ""
