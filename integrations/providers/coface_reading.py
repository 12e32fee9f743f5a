"""The assessments of Coface iCON, as bytes: each is a list with its history, of which one is the opinion that counts.

Days come in three orders within one document, so only a day in the order of ISO 8601 is believed; where no release can be
dated and none calls itself current, it is not known which of several counts, and none is taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from credit.report import Finding, FindingStatus
from integrations.bounded import Json, strict_json
from integrations.endings import Reason
from integrations.keeping.orders import Polled, Progress
from integrations.provider import ResultReason
from integrations.providers.bureau_reading import BureauReport, day_of, read_body
from integrations.providers.findings import clean
from integrations.providers.mapping import Place
from integrations.providers.notices import same_company

__all__ = ["COUNTRY", "ORDERED", "SLUGS", "number_in", "parse", "progress_in", "refusal"]

SLUGS: Mapping[str, str] = {
    "credit-opinion": "opinion",
    "debtor-risk-assessment": "risk",
    "debtor-risk-assessment-package": "risk",
    "late-payment-index": "late",
}
"""The assessments that are read, and the part of the report each one is."""
ORDERED = ("credit-opinion", "debtor-risk-assessment", "late-payment-index")
"""The assessments that are ordered."""
COUNTRY = "country-risk-assessment"
"""An assessment of the buyer's country and not of the buyer, ordered where the user's file says so."""
_COUNTRY_GRADES = frozenset({"A1", "A2", "A3", "A4", "B", "C", "D", "E"})
_READY = frozenset({"available", "completed", "delivered", "done", "published"})
_REFUSED = frozenset({"canceled", "cancelled", "refused", "rejected"})
_NEGATIVE = "negative"


def refusal(body: Json, status: int) -> Reason | None:
    """A 400 may say that the points of the subscription are used up."""
    error = body.get("error") if isinstance(body, dict) else None
    return Reason.NO_CREDIT if status == 400 and error == "error-subscription" else None


def parse(raw: bytes, company_id: str, country: str = "", ordered: tuple[str, ...] = ORDERED) -> BureauReport | ResultReason:
    """The assessments in these bytes, of those that were `ordered`, or why they are none of this buyer in this `country`."""
    body = strict_json(raw)
    listed = body if isinstance(body, list) else Place.of("assessments || [@]").find(body)
    told = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    rows = [row for row in told if _slug(row) in SLUGS]
    if not rows:
        return ResultReason.NOTHING_KNOWN
    said = [row.get("companyId") for row in rows]
    if not all(isinstance(each, str) and each for each in said):
        return ResultReason.SUBJECT_MISSING
    if not all(same_company(str(each), company_id) for each in said):
        return ResultReason.WRONG_COMPANY
    parts: dict[str, list[dict[str, Json]]] = {}
    for row in rows:
        parts.setdefault(SLUGS[_slug(row)], []).append(row)
    chosen = {name: found for name, history in parts.items() if (found := _counts(history)) is not None}
    days = [day for row in chosen.values() if (day := day_of(row.get("releaseDate"), "coface")) is not None]
    others: dict[str, Json] = {slug: row for row in told if (slug := _slug(row)) and slug not in SLUGS}
    read = read_body("coface", {**others, **chosen})
    of_country = tuple(_of_country([row for row in told if _slug(row) == COUNTRY], country))
    came = {*(slug for slug, part in SLUGS.items() if part in chosen), *((COUNTRY,) if of_country else ())}
    return replace(
        read,
        findings=(*read.findings, *of_country),
        as_of=min(days, default=None),
        product=", ".join(sorted(chosen)),
        requested=ordered,
        came=tuple(slug for slug in ordered if slug in came),
    )


def _of_country(rows: list[dict[str, Json]], country: str) -> Iterator[Finding]:
    """The grade of the buyer's own country: the one that calls itself current, else that of the latest quarter."""
    own = [row for row in rows if country and row.get("countryCode") == country]
    current = [row for row in own if row.get("isCurrent") is True] or own
    newest = max(current, key=lambda row: (str(row.get("year")), str(row.get("yearPeriod"))), default=None)
    if newest is None:
        return
    said = newest.get("countryRiskValue")
    original = clean(f"{said} ({newest.get('year')} {newest.get('yearPeriod')})", 80)
    value = said if isinstance(said, str) and said in _COUNTRY_GRADES else None
    status = FindingStatus.AMBIGUOUS if value is None else FindingStatus.KNOWN
    path = f"{COUNTRY}.countryRiskValue"
    yield Finding("external_environment.country_rating_insurer", value, status, path=path, original=original)


def number_in(body: Json) -> str:
    """The number of an order in the answer to it."""
    found = Place.of("id || orderId || [0].id").find(body)
    return clean(str(found), 80) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def progress_in(body: Json) -> Polled:
    """How far an order is; a word nobody here knows means that it is still under way. A negative report is not charged.

    A list without any order in it knows nothing of ours.
    """
    if body == []:
        return Polled(Progress.GONE)
    found = Place.of("status || state || [0].status || [0].state").find(body)
    word = clean(found, 80) if isinstance(found, str) else ""
    said = word.lower()
    if said in _READY or said.startswith(_NEGATIVE):
        return Polled(Progress.READY, not said.startswith(_NEGATIVE), word)
    return Polled(Progress.REFUSED, False, word) if said in _REFUSED else Polled(Progress.PENDING, word=word)


def _slug(row: dict[str, Json]) -> str:
    """Which assessment it is."""
    slug = row.get("assessmentSlug")
    return slug if isinstance(slug, str) else ""


def _counts(history: list[dict[str, Json]]) -> dict[str, Json] | None:
    """The opinion that calls itself current, else the newest; of several that cannot be told apart none."""
    current = [row for row in history if row.get("isCurrent") is True]
    if len(current) == 1 or len(history) == 1:
        return (current or history)[0]
    dated: list[tuple[date, dict[str, Json]]] = []
    for row in current or history:
        day = day_of(row.get("releaseDate"), "coface")
        if day is None:
            return None
        dated.append((day, row))
    newest = max(day for day, _ in dated)
    found = [row for day, row in dated if day == newest]
    return found[0] if len(found) == 1 else None
