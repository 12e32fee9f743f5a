"""Rates of exchange by day, and money seen in another currency with the day of its rate.

A rate is what was published on or before the day asked for, never after. Where there is no rate the answer is `None`:
an amount that cannot be converted is shown in its own currency, never counted as zero. A currency that is quoted no more has
none once others have been quoted a quarter longer: the rouble of March 2022 is no rate of today.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from credit.money import Money, exponent

__all__ = ["NO_RATES", "Converted", "Rates", "Series"]


PAUSE = 92
"""Days for which a currency may be quoted by nobody while others are."""


@dataclass(frozen=True, slots=True)
class Series:
    """Units of one currency for one unit of the pivot, by day of publication, oldest first."""

    days: tuple[date, ...]
    values: tuple[Decimal, ...]

    def at(self, on: date) -> tuple[Decimal, date] | None:
        """Last rate published on or before `on`, with its day."""
        place = bisect_right(self.days, on)
        return (self.values[place - 1], self.days[place - 1]) if place else None


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in another currency, and the day its rate was published."""

    money: Money
    rate_on: date


@dataclass(frozen=True, slots=True)
class Rates:
    """Published rates against one pivot currency."""

    pivot: str = "EUR"
    series: Mapping[str, Series] = field(default_factory=dict)
    source: str = ""

    def factor(self, currency: str, to: str, on: date) -> tuple[Decimal, date] | None:
        """What one unit of `currency` is worth in `to` on that day, with the older of the two rates' days; `None` if unknown."""
        if currency == to:
            return Decimal(1), on
        left, right = self._against_pivot(currency, on), self._against_pivot(to, on)
        if left is None or right is None:
            return None
        return right[0] / left[0], min(left[1], right[1])

    def convert(self, money: Money, to: str, on: date) -> Converted | None:
        """`money` in the currency `to` at the last rate published by `on`; `None` where no such rate is known."""
        known = self.factor(money.currency, to, on)
        if known is None:
            return None
        scaled = known[0].scaleb(exponent(to) - exponent(money.currency))
        return Converted(Money(money.times(scaled).minor, to), known[1])

    def _against_pivot(self, currency: str, on: date) -> tuple[Decimal, date] | None:
        if currency == self.pivot:
            return Decimal(1), on
        series = self.series.get(currency)
        found = series.at(on) if series else None
        return None if found is None or self._ended(found[1], on) else found

    def _ended(self, last: date, on: date) -> bool:
        """Whether a series that stopped on `last` is over on `on`: another one went on longer than it may have paused."""
        if (on - last).days <= PAUSE:
            return False
        return any((other := series.at(on)) is not None and (other[1] - last).days > PAUSE for series in self.series.values())


NO_RATES = Rates()
