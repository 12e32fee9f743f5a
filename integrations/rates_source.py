"""Fetching rates: a Frankfurter service is asked for the bank's figures, or a file of the bank's is read; then they are kept.

The service is anybody's who runs it; it is asked for the European Central Bank's own rates and not for its blend of many.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from credit.rates import Rates
from integrations.exchange import Call
from integrations.kept_table import write_table
from integrations.provider import never
from integrations.rates import load_rates
from integrations.rates_reading import Published, parse_answer, parse_file
from integrations.rates_refresh import Judged, judged, table_text
from integrations.table_source import table_bytes
from integrations.transport import Transport

__all__ = ["SERVICE", "Refreshed", "asked", "last_day", "read", "take"]

SERVICE = "https://api.frankfurter.dev/v2"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the table."""

    before: date
    """Its last day before."""
    last: date
    """Its last day now; never earlier."""
    told: date
    """The source's own last day."""
    judged: Judged
    saved: bool = True
    """Whether the file was written; it is not where nothing is new."""


def last_day(rates: Rates) -> date:
    """The latest day any rate is of."""
    return max(series.days[-1] for series in rates.series.values())


def asked(known: Rates, on: date, base_url: str = SERVICE, cancelled: Callable[[], bool] = never) -> Published:
    """What a Frankfurter service says since the last day known, that day included, so that both can be compared."""
    params = {"base": known.pivot, "providers": "ECB", "from": last_day(known).isoformat(), "to": on.isoformat()}
    with Transport("frankfurter", base_url) as transport:
        return parse_answer(transport.ask(Call("rates", "/rates", params=params), cancelled=cancelled).raw)


def read(place: str) -> Published:
    """What a table of the bank's says, in a file or at an address."""
    return parse_file(table_bytes(place))


def take(told: Published, known: Rates, kept: Path, on: date, accepted: Collection[str] = ()) -> Refreshed:
    """Judge `told` against `known`, which holds the file `kept` already, and write that file anew with what is added."""
    shipped = last_day(load_rates())
    new = judged(told, known, shipped, on, accepted)
    before = last_day(known)
    if new.added:
        write_table(kept, table_text(_since(known, shipped, new.added), _heading(told)))
    return Refreshed(before, max(before, new.last or before), told.last, new, bool(new.added))


def _since(known: Rates, shipped: date, added: Mapping[str, Mapping[date, Decimal]]) -> Mapping[str, Mapping[date, Decimal]]:
    """Every rate after the program's own table ends: those known, and those added."""
    found: dict[str, dict[date, Decimal]] = {}
    for currency, series in known.series.items():
        later = {day: rate for day, rate in zip(series.days, series.values, strict=True) if day > shipped}
        if later:
            found[currency] = later
    for currency, days in added.items():
        found[currency] = {**found.get(currency, {}), **days}
    return found


def _heading(told: Published) -> tuple[str, str]:
    return (
        "Units of each currency for one euro, of days after the table that comes with the program; blank: not published.",
        f"Last fetched from: {told.source}. Written by: dunnage rates refresh.",
    )
