"""The assessments of Coface iCON, as bytes: each is a list with its history, of which one is the opinion that counts.

Days come in three orders within one document, so only a day in the order of ISO 8601 is believed; where no release can be
dated and none calls itself current, it is not known which of several counts, and none is taken.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from integrations.bounded import Json, strict_json
from integrations.endings import Reason
from integrations.keeping.orders import Polled, Progress
from integrations.provider import ResultReason
from integrations.providers.bureau_reading import BureauReport, day_of, read_body
from integrations.providers.findings import clean
from integrations.providers.mapping import Place
from integrations.providers.notices import same_company

__all__ = ["ORDERED", "SLUGS", "number_in", "parse", "progress_in", "refusal"]

SLUGS: Mapping[str, str] = {
    "credit-opinion": "opinion",
    "debtor-risk-assessment": "risk",
    "debtor-risk-assessment-package": "risk",
    "late-payment-index": "late",
}
"""The assessments that are read, and the part of the report each one is."""
ORDERED = ("credit-opinion", "debtor-risk-assessment", "late-payment-index")
"""The assessments that are ordered."""
_READY = frozenset({"available", "completed", "delivered", "done", "published"})
_REFUSED = frozenset({"canceled", "cancelled", "refused", "rejected"})
_NEGATIVE = "negative"


def refusal(body: Json, status: int) -> Reason | None:
    """A 400 may say that the points of the subscription are used up."""
    error = body.get("error") if isinstance(body, dict) else None
    return Reason.NO_CREDIT if status == 400 and error == "error-subscription" else None


def parse(raw: bytes, company_id: str) -> BureauReport | ResultReason:
    """The assessments in these bytes, or why they are none of this buyer."""
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
    return replace(
        read_body("coface", {**others, **chosen}),
        as_of=min(days, default=None),
        product=", ".join(sorted(chosen)),
        requested=ORDERED,
        came=tuple(slug for slug in ORDERED if SLUGS[slug] in chosen),
    )


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
