"""Governance indicators of a country as the World Bank publishes them, with their year.

An error comes as HTTP 200 with a list that holds a message. The newest year may stand there without a value: then the
newest one that has a value speaks, and says of which year it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.report import DriftNote
from integrations.bounded import Json, strict_json
from integrations.endings import Reason
from integrations.provider import ResultReason
from integrations.providers.completeness import drift_of, form_of

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
    drift: tuple[DriftNote, ...] = ()
    """Where its rows are of another form than the bank describes."""


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
    return Governance(value, year, _day(body[0].get("lastupdated")), tuple(_drift(rows)))


def _drift(rows: list[dict[str, Json]]) -> Iterator[DriftNote]:
    """What of the rows is not as described; a row that cannot be read may have been the newest word."""
    yield from drift_of("world_bank", rows[0]).notes
    odd = [(name, form, row.get(name)) for row in rows for name, form in (("date", "year"), ("value", "number")) if name in row]
    for name, form, value in odd:
        if value is not None and (_year({name: value}) if name == "date" else _value({name: value})) is None:
            yield DriftNote(f"[1][].{name}", form, form_of(value))
            return


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
