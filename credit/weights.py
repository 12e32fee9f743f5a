"""Averages of days, weighed by amounts of several currencies.

Amounts of one currency weigh what they are. Where there are several, each weighs what it is worth in the base currency at the
day's rates; a currency without a rate is left out and named, never counted as if it were another.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from credit.money import Money

__all__ = ["Average", "Worth", "average", "weights"]

Worth = Callable[[str], Decimal | None]
"""Minor units of the base currency for one minor unit of a currency; `None` where no rate was published by the day."""

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Average:
    """Sum of amount x days / sum of amounts, and what it was made of."""

    days: Decimal | None
    """`None` where nothing weighs anything."""
    weights: Mapping[str, Decimal]
    """What a minor unit of each currency weighed: 1 where all is of one currency."""
    unweighed: tuple[str, ...]
    """Currencies left out for want of a rate."""


def weights(currencies: Iterable[str], worth: Worth) -> tuple[Mapping[str, Decimal], tuple[str, ...]]:
    """What a minor unit of each of these currencies weighs, and those of unknown worth.

    Where none has a rate they cannot be compared: the most used speaks, and the others are left out by name.
    """
    named = [*currencies]
    codes = sorted({*named})
    if len(codes) < 2:  # nearly every buyer
        return dict.fromkeys(codes, ONE), ()
    told = {code: worth(code) for code in codes}
    known = {code: factor for code, factor in told.items() if factor is not None}
    known = known or {max(told, key=Counter(named).__getitem__): ONE}
    return known, tuple(code for code in told if code not in known)


def average(told: Sequence[tuple[Money, int]], worth: Worth) -> Average:
    """Days weighed by amount."""
    by_currency, unweighed = weights((money.currency for money, _ in told), worth)
    if len(by_currency) == 1 and not unweighed:
        weight, product = sum(money.minor for money, _ in told), sum(money.minor * days for money, days in told)
        return Average(Decimal(product) / weight if weight else None, by_currency, ())
    known = [(money.minor * by_currency[money.currency], days) for money, days in told if money.currency in by_currency]
    whole = sum((amount for amount, _ in known), Decimal(0))
    found = sum((amount * days for amount, days in known), Decimal(0)) / whole if whole else None
    return Average(found, by_currency, unweighed)
