"""Country risk that comes with the program: the OECD's classes, by the day they were published.

The OECD publishes them for export credits and endorses no other use. A class counts from its day of publication: the book as
known before that day has none, because what stood before it came without a day. A later publication is more rows in the table.
"""

import csv
from collections import defaultdict
from datetime import date
from importlib.resources import files

from credit.country import Countries, CountryRisk, CountryStatus

__all__ = ["SOURCE", "load_countries"]

SOURCE = "OECD country risk classification"
TABLE = ("data", "oecd_country_risk.csv")


def load_countries() -> Countries:
    """Every publication of the table by country, oldest first."""
    text = files("integrations").joinpath(*TABLE).read_text(encoding="utf-8")
    risks: defaultdict[str, list[CountryRisk]] = defaultdict(list)
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        told = int(row["class"]) if row["class"] else None
        risks[row["country"]].append(CountryRisk(date.fromisoformat(row["published_on"]), told, CountryStatus(row["status"])))
    by_day = {country: tuple(sorted(said, key=lambda risk: risk.published_on)) for country, said in risks.items()}
    return Countries(by_day, SOURCE)
