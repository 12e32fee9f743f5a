"""The only place where money, dates and percentages become text.

One reader compares figures of many places, so they are written alike everywhere: an ISO day, a point before the cents, a
comma between thousands, the currency behind. What is not known is a dash and never a zero.
"""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from credit.money import Money
from wording.cells import fit, pad, safe, width
from wording.words import language

__all__ = [
    "ABSENT",
    "amount",
    "day",
    "days",
    "exact",
    "fit",
    "money",
    "number",
    "pad",
    "percent",
    "rounded",
    "safe",
    "short",
    "width",
]

ABSENT = "-"
"""What stands for a figure that is not known."""

_UNITS = {
    "en": ((Decimal(10**9), "bn"), (Decimal(10**6), "M"), (Decimal(10**3), "k")),
    "zh": ((Decimal(10**8), "亿"), (Decimal(10**4), "万")),
}
"""Units a large amount is told in, largest first, by language."""
_NEARLY = Decimal("0.9995")
"""Share of a unit from which three digits round to one whole unit: 999,500 is 1.0 M, not 1,000 k."""


def money(value: Money | None) -> str:
    """The amount to the last cent with its currency: `1,234.56 USD`."""
    return ABSENT if value is None else f"{value.amount:,f} {value.currency}"


def amount(value: Money | None) -> str:
    """The amount to the last cent, for a column whose heading names the currency: `1,234.56`."""
    return ABSENT if value is None else f"{value.amount:,f}"


def rounded(value: Money | None) -> str:
    """The amount in whole units, rounded half to even, for a column whose heading names the currency: `1,235`."""
    return ABSENT if value is None else _grouped(value.amount, 0)


def short(value: Money | None) -> str:
    """The amount in about three digits with its currency: `1.2 M USD`, `845 k USD`; in Chinese by 万 and 亿."""
    if value is None:
        return ABSENT
    for unit, name in _UNITS[language()]:
        share = value.amount / unit
        if abs(share) >= _NEARLY:
            return f"{_grouped(share, 0 if abs(share) >= Decimal('99.95') else 1)} {name} {value.currency}"
    return f"{_grouped(value.amount, 0)} {value.currency}"


def percent(value: Decimal | None) -> str:
    """A percentage in whole percent, rounded half to even: `43 %`."""
    return ABSENT if value is None else f"{_grouped(value, 0)} %"


def day(value: date | None) -> str:
    """The day as ISO 8601 writes it: `2026-03-31`."""
    return ABSENT if value is None else value.isoformat()[:10]


def days(n: int | None) -> str:
    """A number of days for a column whose heading says so: `47`."""
    return ABSENT if n is None else str(n)


def number(value: Decimal | int | None, digits: int = 1) -> str:
    """A plain number with its thousands marked: a decimal with `digits` after the point, a whole number with none."""
    if value is None:
        return ABSENT
    return f"{value:,d}" if isinstance(value, int) else _grouped(value, digits)


def exact(value: Decimal) -> str:
    """A decimal to its last digit, without zeros behind: `0.083`."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(value: Decimal, digits: int) -> str:
    """`value` rounded half to even to so many digits; a rest that rounds to nothing loses its minus."""
    text = f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN):,f}"
    return text.removeprefix("-") if not text.strip("-0.,") else text
