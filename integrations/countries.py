"""Country risk by day of publication: the OECD's classes that come with the program, and later ones in files of the user.

The OECD publishes them for export credits, several times a year and as a PDF, and endorses no other use. A class counts from its
day of publication: the book as known before that day has none, because what stood before it came without a day. A later
publication is one more file in the folder `countries`, of the same columns; the earlier ones stay, so
a country that got worse rings.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

from credit.country import Countries, CountryRisk, CountryStatus
from credit.problem import Problem

__all__ = ["SOURCE", "load_countries", "read_countries"]

SOURCE = "OECD country risk classification"
TABLE = ("data", "oecd_country_risk.csv")
NEEDED = ("published_on", "country", "class")
Said = dict[str, dict[date, CountryRisk]]

RENEWED_DAYS = 366
"""Days after which a later publication is there: every country is looked at once a year at least."""


def load_countries() -> Countries:
    """Every publication of the program's own table by country, oldest first."""
    return _countries(_shipped())


def read_countries(folder: Path) -> tuple[Countries, tuple[Problem, ...]]:
    """The same with the files of a folder, and what is wrong with them; of one country and day the user's own stands.

    A row that cannot be read is left out and named; the others count.
    """
    said, problems = _shipped(), []
    for path in sorted(folder.glob("*.csv")):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem("bad_encoding", "UTF-8", str(path)))
            continue
        except OSError as wrong:
            problems.append(Problem("file_unreadable", str(wrong.strerror), str(path)))
            continue
        for told in _rows(text, str(path)):
            if isinstance(told, Problem):
                problems.append(told)
            else:
                country, risk = told
                said[country][risk.published_on] = risk
    return _countries(said), tuple(problems)


def _shipped() -> Said:
    said: Said = defaultdict(dict)
    text = files("integrations").joinpath(*TABLE).read_text(encoding="utf-8")
    for told in _rows(text, TABLE[-1]):
        if not isinstance(told, Problem):
            country, risk = told
            said[country][risk.published_on] = risk
    return said


def _countries(said: Said) -> Countries:
    return Countries({country: tuple(risks[day] for day in sorted(risks)) for country, risks in said.items()}, SOURCE)


def _rows(text: str, path: str) -> Iterator[tuple[str, CountryRisk] | Problem]:
    """What each row says, or what is wrong with it; a line that begins with `#` is a remark."""
    lines = [(place, line) for place, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    table = csv.DictReader(line for _, line in lines)
    try:
        missing = next((name for name in NEEDED if name not in (table.fieldnames or ())), "")
    except csv.Error:
        yield Problem("countries_file_damaged", "", path, lines[0][0])
        return
    if missing:
        yield Problem("missing_column", "", path, 0, missing)
        return
    for place, _ in lines[1:]:
        try:
            row = next(table, None)
        except csv.Error:  # a cell of more than a hundred thousand characters: nobody can say where the next row begins
            yield Problem("countries_file_damaged", "", path, place)
            return
        if row is None:
            return
        cells = {name: (row.get(name) or "").strip() for name in (*NEEDED, "status")}
        wrong = next(_wrong(cells), None)
        yield Problem(wrong[0], cells[wrong[1]][:40], path, place, wrong[1]) if wrong else _said(cells)


def _wrong(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The problem of a row and its column."""
    try:
        date.fromisoformat(cells["published_on"])
    except ValueError:
        yield "bad_date", "published_on"
    if not (len(cells["country"]) == 2 and cells["country"].isascii() and cells["country"].isalpha()):
        yield "bad_country", "country"
    if cells["class"] not in ("", *"01234567"):
        yield "bad_risk_class", "class"
    if cells["status"] and (
        cells["status"] not in [*CountryStatus] or (cells["status"] == CountryStatus.CLASSIFIED) is not bool(cells["class"])
    ):
        yield "bad_risk_status", "status"


def _said(cells: Mapping[str, str]) -> tuple[str, CountryRisk]:
    told = int(cells["class"]) if cells["class"] else None
    usual = CountryStatus.NOT_REVIEWED if told is None else CountryStatus.CLASSIFIED
    status = CountryStatus(cells["status"]) if cells["status"] else usual
    return cells["country"].upper(), CountryRisk(date.fromisoformat(cells["published_on"]), told, status)
