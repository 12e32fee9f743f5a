"""Makes `integrations/data/ecb_rates.csv` anew from the ECB's own history file.

    python -m benchmarks.remake_rates eurofxref-hist.zip

The bank publishes that file under "euro foreign exchange reference rates". Kept are the first day of publication in each
month since 2005 and the table's last day, so that the data stays small beside the program; a rate is never moved to
another day, and what was not published is left blank.
"""

import csv
import io
import sys
import zipfile
from pathlib import Path

FIRST_YEAR = "2005"
ABSENT = ("", "N/A")
TARGET = Path(__file__).parents[1] / "integrations" / "data" / "ecb_rates.csv"
HEADING = """\
# Source: European Central Bank, euro foreign exchange reference rates: units of each currency for one euro.
# Taken: the first day of publication in each month since {first} and the last day, {last}; blank where none was published.
"""

Table = tuple[list[str], list[list[str]]]
"""Heading, and rows with their day first."""


def published(archive: Path) -> Table:
    """The bank's table since `FIRST_YEAR`, oldest day first, as it stands in the archive."""
    with zipfile.ZipFile(archive) as files:
        text = files.read(files.namelist()[0]).decode("ascii")
    heading, *rows = csv.reader(io.StringIO(text))
    return heading, sorted(row for row in rows if row and row[0] >= FIRST_YEAR)


def monthly(table: Table) -> Table:
    """The first day of each month and the last day of all, with the currencies that were published on one of them."""
    heading, rows = table
    firsts: dict[str, list[str]] = {}
    for row in rows:
        firsts.setdefault(row[0][:7], row)
    kept = list(firsts.values()) + ([rows[-1]] if rows[-1] not in firsts.values() else [])
    columns = [c for c, name in enumerate(heading) if name.strip() and any(row[c].strip() not in ABSENT for row in kept)]
    return [heading[c] for c in columns], [[_filled(row[c]) for c in columns] for row in kept]


def _filled(value: str) -> str:
    return "" if value.strip() in ABSENT else value.strip()


def main(archive: Path, target: Path = TARGET) -> None:
    """Write the table that `archive` gives."""
    heading, rows = monthly(published(archive))
    with target.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADING.format(first=rows[0][0], last=rows[-1][0]))
        csv.writer(file, lineterminator="\n").writerows([heading, *rows])
    print(f"{len(rows)} days, {len(heading) - 1} currencies")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
