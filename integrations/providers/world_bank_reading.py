"""Governance indicators of a country as the World Bank publishes them, with their year.

An error comes as HTTP 200 with a list that holds a message. The newest year may stand there without a value: then the
newest one that has a value speaks, and says of which year it is.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from integrations.bounded import Json, strict_json
from integrations.endings import Reason
from integrations.provider import ResultReason

__all__ = ["BOUND", "Governance", "parse", "refusal"]

BOUND = Decimal("3.5")
"""Estimates run from about -2.5 to 2.5; what lies beyond is another thing than an estimate."""


@dataclass(frozen=True, slots=True)
class Governance:
    """One estimate of one country."""

    value: Decimal
    year: int
    published_on: date | None
    """When the series was last brought up to date."""


def refusal(body: Json, _status: int) -> Reason | None:
    """Whether the body is the bank's way to say that it will not answer."""
    first = body[0] if isinstance(body, list) and body else None
    return Reason.ERROR_INSIDE if isinstance(first, dict) and "message" in first else None


def parse(raw: bytes, indicator: str, country: str) -> Governance | ResultReason:
    """The newest estimate of `indicator` (such as RL.EST) for `country` (ISO 3166-1 alpha-2), or why there is none."""
    body = strict_json(raw)
    if not isinstance(body, list) or len(body) != 2 or not isinstance(body[0], dict):
        return ResultReason.NOTHING_KNOWN
    rows = [row for row in body[1] if isinstance(row, dict)] if isinstance(body[1], list) else []
    if any(_id(row, "country") != country or _id(row, "indicator") != indicator for row in rows):
        return ResultReason.WRONG_COMPANY
    known = [(year, value) for row in rows if (year := _year(row)) is not None and (value := _value(row)) is not None]
    if not known:
        return ResultReason.NOTHING_KNOWN
    year, value = max(known)
    return Governance(value, year, _day(body[0].get("lastupdated")))


def _id(row: dict[str, Json], name: str) -> Json:
    inside = row.get(name)
    return inside.get("id") if isinstance(inside, dict) else None


def _year(row: dict[str, Json]) -> int | None:
    text = row.get("date")
    return int(text) if isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) == 4 else None


def _value(row: dict[str, Json]) -> Decimal | None:
    value = row.get("value")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    estimate = Decimal(value)
    return estimate if abs(estimate) <= BOUND else None


def _day(value: Json) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
