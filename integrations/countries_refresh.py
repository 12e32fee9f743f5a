"""A later publication of country risk, taken in from a file: judged against the one before, then kept beside it.

The OECD publishes a PDF, so whoever has a table of it has somebody's extract. Two mistakes of such extracts are known: countries
nobody reviewed came out as class 0, the best there is, and the column of the previous class was taken for the present one. So
a country without a class never becomes class 0 by a file's word alone, and one that moves by more than two classes at once is
refused by its name; the OECD moves countries by one, rarely by two.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

from credit.country import Countries, CountryRisk, CountryStatus
from credit.problem import Fault, Problem
from integrations.countries import TABLE
from integrations.kept_table import write_table

__all__ = ["CountriesRefused", "CountriesTrouble", "Publication", "Refusal", "Taken", "parse_publication", "take"]

FARTHEST = 2
"""Classes a country may move by at once."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "country": ("iso2", "alpha2", "country"), "iso3": ("iso3", "alpha3"), "class": ("class", "crc"), "status": ("status",),
    "published_on": ("published_on", "valid_from"),
}  # fmt: skip
"""Headings a column may have; the previous class has none of them, so it is never read."""


class CountriesTrouble(StrEnum):
    """Why a publication is not taken."""

    UNREADABLE = "unreadable"
    NOT_A_TABLE = "not_a_table"
    NO_DAY = "no_day"
    """Neither the file nor the command says of which day it is."""
    TWO_DAYS = "two_days"
    AHEAD = "ahead"
    OLDER = "older"
    MOSTLY_OFF = "mostly_off"


class CountriesRefused(Fault):
    """A publication that is not taken (`reason`, `detail`)."""

    code: ClassVar[str] = "countries_refused"

    def __init__(self, reason: CountriesTrouble, detail: object = "") -> None:
        """Keep why, and what it is about."""
        super().__init__(reason=reason, detail=str(detail)[:40])
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Publication:
    """What one file says."""

    published_on: date
    risks: Mapping[str, CountryRisk]
    problems: tuple[Problem, ...] = ()
    """Rows that cannot be read."""


class Refusal(StrEnum):
    """Why one country is left as it was."""

    ZERO_FROM_NOTHING = "zero_from_nothing"
    """It had no class, and the file gives it the best one."""
    FAR_MOVE = "far_move"
    CLASS_LOST = "class_lost"
    """It had a class, and the file says neither which nor why it has none."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a publication."""

    published_on: date
    before: date
    changed: tuple[tuple[str, CountryRisk, CountryRisk], ...]
    """Countries that read differently, with how they read before and now."""
    refused: tuple[tuple[str, Refusal], ...]
    problems: tuple[Problem, ...]
    path: Path | None
    """Where it was written."""


def parse_publication(raw: bytes, path: str, published: date | None, known: Countries) -> Publication:
    """One file's classes; `published` is its day where the file itself does not say."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CountriesRefused(CountriesTrouble.UNREADABLE, "UTF-8") from None
    lines = [(place, line) for place, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    fields, table = _table(line for _, line in lines)
    names = {name.strip().lower(): name for name in fields}
    column = {key: next((names[each] for each in called if each in names), "") for key, called in COLUMNS.items()}
    if not column["class"] or not (column["iso3"] or column["country"]):
        raise CountriesRefused(CountriesTrouble.NOT_A_TABLE, ",".join(names))
    rows = [
        (place, {key: (row.get(name) or "").strip() for key, name in column.items()})
        for (place, _), row in zip(lines[1:], table, strict=False)
    ]
    on = _day({cells["published_on"] for _, cells in rows if cells["published_on"]}, published)
    risks: dict[str, CountryRisk] = {}
    problems = []
    codes = _codes()
    for place, cells in rows:
        country = codes.get(cells["iso3"].upper(), "") or (cells["country"].upper() if len(cells["country"]) == 2 else "")
        wrong = _wrong(country, cells)
        if wrong:
            problems.append(Problem(wrong[0], wrong[1][:40], path, place, column[wrong[2]] or wrong[2]))
        else:
            risks[country] = _risk(on, cells, known.at(country, on))
    return Publication(on, risks, tuple(problems))


def _table(lines: Iterable[str]) -> tuple[Sequence[str], list[dict[str, str]]]:
    """The names of the columns and the rows; a cell of more than a hundred thousand characters makes it no table."""
    reader = csv.DictReader(lines)
    try:
        return reader.fieldnames or (), list(reader)
    except csv.Error:
        raise CountriesRefused(CountriesTrouble.NOT_A_TABLE) from None


def _day(said: Collection[str], published: date | None) -> date:
    if len(said) > 1:
        raise CountriesRefused(CountriesTrouble.TWO_DAYS, ", ".join(sorted(said)))
    try:
        found = [date.fromisoformat(day) for day in said]
    except ValueError:
        raise CountriesRefused(CountriesTrouble.NO_DAY) from None
    if not found and published is None:
        raise CountriesRefused(CountriesTrouble.NO_DAY)
    return found[0] if found else published or date.min


def _codes() -> dict[str, str]:
    """Two letters by three, as the program's own table has them."""
    text = files("integrations").joinpath(*TABLE).read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["iso3"]: row["country"] for row in rows}


def _wrong(country: str, cells: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The problem of a row, what stands there, and its column."""
    if not country:
        return "bad_country", cells["iso3"] or cells["country"], "iso3" if cells["iso3"] else "country"
    if cells["class"] not in ("", *"01234567"):
        return "bad_risk_class", cells["class"], "class"
    status = cells["status"]
    if status and (status not in [*CountryStatus] or (status == CountryStatus.CLASSIFIED) is not bool(cells["class"])):
        return "bad_risk_status", status, "status"
    return None


def _risk(on: date, cells: Mapping[str, str], before: CountryRisk | None) -> CountryRisk:
    """What a row says; without a word why there is no class, a country that needed none still needs none."""
    if cells["class"]:
        return CountryRisk(on, int(cells["class"]), CountryStatus.CLASSIFIED)
    if cells["status"]:
        return CountryRisk(on, None, CountryStatus(cells["status"]))
    kept = before.status if before is not None and before.well_off else CountryStatus.NOT_REVIEWED
    return CountryRisk(on, None, kept)


def take(told: Publication, known: Countries, folder: Path, on: date, accepted: Collection[str] = ()) -> Taken:
    """Judge a publication and write what stands of it into `folder`; nothing is written where nothing is new."""
    before = max(risk.published_on for risks in known.risks.values() for risk in risks)
    if told.published_on > on:
        raise CountriesRefused(CountriesTrouble.AHEAD, told.published_on)
    if told.published_on < before:
        raise CountriesRefused(CountriesTrouble.OLDER, before)
    refused = tuple(_refused(told, known, {code.upper() for code in accepted}))
    if refused and len(refused) * 3 > len(told.risks):
        raise CountriesRefused(CountriesTrouble.MOSTLY_OFF, ", ".join(country for country, _ in refused[:8]))
    against = {country for country, _ in refused}
    kept = {country: risk for country, risk in sorted(told.risks.items()) if country not in against}
    changed = tuple(_changed(kept, known, told.published_on))
    new = told.published_on > before or changed
    path = folder / f"oecd-{told.published_on.isoformat()}.csv" if kept and new else None
    if path is not None:
        write_table(path, _text(kept))
    return Taken(told.published_on, before, changed, refused, told.problems, path)


def _refused(told: Publication, known: Countries, accepted: Collection[str]) -> Iterator[tuple[str, Refusal]]:
    for country, risk in sorted(told.risks.items()):
        before = known.at(country, told.published_on)
        if before is None or country in accepted:
            continue
        if before.risk_class is None:
            if risk.risk_class == 0:
                yield country, Refusal.ZERO_FROM_NOTHING
        elif risk.risk_class is None:
            if not risk.well_off:
                yield country, Refusal.CLASS_LOST
        elif abs(risk.risk_class - before.risk_class) > FARTHEST:
            yield country, Refusal.FAR_MOVE


def _changed(risks: Mapping[str, CountryRisk], known: Countries, on: date) -> Iterator[tuple[str, CountryRisk, CountryRisk]]:
    for country, risk in risks.items():
        before = known.at(country, on)
        if before is not None and (before.risk_class, before.status) != (risk.risk_class, risk.status):
            yield country, before, risk


def _text(risks: Mapping[str, CountryRisk]) -> str:
    """The classes as a table of the form that comes with the program."""
    out = io.StringIO()
    out.write("# Country risk classes taken in by: dunnage countries refresh.\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["published_on", "country", "class", "status"])
    writer.writerows(_cells(risks.items()))
    return out.getvalue()


def _cells(risks: Iterable[tuple[str, CountryRisk]]) -> Iterator[list[str]]:
    for country, risk in risks:
        yield [risk.published_on.isoformat(), country, "" if risk.risk_class is None else str(risk.risk_class), risk.status]
