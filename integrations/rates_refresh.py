"""Newer rates beside the table that came with the program: judged against what is known, kept in the user's data.

A source is not believed for its name. A rate that lies more than a fifth from the last one known is refused by its
currency's name until somebody says it is so; where most of a source is off it is no table against the euro at all, and
nothing of it is taken. What is kept is only ever added to: a source that is behind takes nothing away.
"""

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from credit.problem import Fault
from credit.rates import Rates, Series
from integrations.rates_reading import Published

__all__ = ["FARTHEST", "Judged", "OffRate", "RatesOff", "joined", "judged", "table_text"]

FARTHEST = Decimal("0.2")
"""How far a rate may lie from the last one known, as a part of it. The lira lost less in most weeks of 2018 and 2021."""


@dataclass(frozen=True, slots=True)
class OffRate:
    """A rate nobody believes by itself."""

    currency: str
    day: date
    rate: Decimal
    known: Decimal
    known_on: date


class RatesOff(Fault):
    """A source most of whose rates are far from what is known (`off` of `of`; `currency`, `rate`, `known` of one)."""

    code: ClassVar[str] = "rates_off"


@dataclass(frozen=True, slots=True)
class Judged:
    """What of a source is taken."""

    added: Mapping[str, Mapping[date, Decimal]] = field(default_factory=dict)
    off: tuple[OffRate, ...] = ()
    """The first rate of each currency that was refused; of such a currency nothing is taken."""
    unchecked: tuple[str, ...] = ()
    """Currencies nothing was known of, so that nothing could be compared."""
    ahead: int = 0
    """Rates of days still to come, left out."""

    @property
    def last(self) -> date | None:
        """The latest day among what is taken."""
        return max((day for days in self.added.values() for day in days), default=None)


def judged(told: Published, known: Rates, since: date, on: date, accepted: Collection[str] = ()) -> Judged:
    """What of `told` is new: days after `since`, when the program's own table ends, through `on`.

    Raises `RatesOff` where more than half of the currencies that can be compared are far off.
    """
    added: dict[str, dict[date, Decimal]] = {}
    off: list[OffRate] = []
    unchecked, ahead = [], 0
    for currency in sorted(told.rates):
        days = told.rates[currency]
        ahead += sum(day > on for day in days)
        series = known.series.get(currency)
        wrong = None if currency in accepted else _first_off(currency, days, series, on)
        fresh = {day: days[day] for day in sorted(days) if since < day <= on and not _knows(series, day)}
        if wrong is not None:
            off.append(wrong)
        elif fresh:
            added[currency] = fresh
            unchecked += [] if series else [currency]
    compared = sum(currency in known.series for currency in told.rates)
    if len(off) * 2 > compared:
        first = off[0]
        raise RatesOff(off=len(off), of=compared, currency=first.currency, rate=first.rate, known=first.known)
    return Judged(added, tuple(off), tuple(unchecked), ahead)


def _first_off(currency: str, days: Mapping[date, Decimal], series: Series | None, on: date) -> OffRate | None:
    """The first day whose rate lies too far from the one known then, or from the one before it in the same source."""
    before: tuple[Decimal, date] | None = None
    for day in sorted(day for day in days if day <= on):
        at = series.at(day) if series else None
        against = max((each for each in (at, before) if each), key=lambda each: each[1], default=None)
        if against is not None and abs(days[day] / against[0] - 1) > FARTHEST:
            return OffRate(currency, day, days[day], *against)
        before = (days[day], day)
    return None


def _knows(series: Series | None, day: date) -> bool:
    found = series.at(day) if series else None
    return found is not None and found[1] == day


def joined(rates: Rates, more: Iterable[Mapping[str, Mapping[date, Decimal]]]) -> Rates:
    """`rates` with further days; of a day both know, what stood there first stands."""
    series = dict(rates.series)
    for each in more:
        for currency, days in each.items():
            old = series.get(currency)
            both = {**days, **(dict(zip(old.days, old.values, strict=True)) if old else {})}
            order = sorted(both)
            series[currency] = Series(tuple(order), tuple(both[day] for day in order))
    return Rates(rates.pivot, series, rates.source)


def table_text(rates: Mapping[str, Mapping[date, Decimal]], heading: Iterable[str]) -> str:
    """The rates as a table of the form that comes with the program; `heading` are remarks above it."""
    names = sorted(rates)
    days = sorted({day for of in rates.values() for day in of})
    out = io.StringIO()
    out.writelines(f"# {line}\n" for line in heading)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Date", *names])
    writer.writerows([day.isoformat(), *(str(rates[name].get(day, "")) for name in names)] for day in days)
    return out.getvalue()
