"""What stands in a column, whatever it is called: dates, amounts, codes, numbers that are unique, and a few samples to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from integrations.ledgers.amounts import AmountFormat
from integrations.ledgers.country_codes import COUNTRY_CODES, MEANT
from integrations.ledgers.currency_words import CODES, MONIES
from integrations.ledgers.dates import DateFormat, date_format

__all__ = ["DATE_NAMES", "MARKS", "NOTHING", "Profile", "amount_marks", "profile"]

DATE_NAMES = (
    *(
        "YYYY-MM-DD",
        "YYYY-MM-DD hh:mm:ss",
        "YYYY/M/D",
        "YYYYMMDD",
        "YYYY年M月D日",
        "D.M.YYYY",
        "D/M/YYYY",
        "M/D/YYYY",
        "D-M-YYYY",
    ),
    *("M-D-YYYY", "D-MMM-YYYY", "D-MMM-YY", "D MMM YYYY", "MMM D, YYYY", "D.M.YY", "D/M/YY", "M/D/YY", "YY/M/D", "YYYY.M.D"),
    *("MMMM D, YYYY", "D MMMM YYYY", "YYYY-MM-DDThh:mm:ss", "YYYY-MM-DDThh:mm:ssZ", "YYYY-MM-DD hh:mm", "YYYY/M/D h:mm:ss"),
    *("D.M.YYYY h:mm:ss", "D/M/YYYY h:mm:ss", "M/D/YYYY h:mm:ss", "M/D/YYYY h:mm:ss AM", "D/M/YYYY h:mm", "M/D/YYYY h:mm"),
)
"""Formats of dates tried where no mapping says one; which it is, the whole column decides."""
MARKS = ((".", ","), (",", "."), (",", " "), (".", " "), (".", "'"))
"""Decimal mark and mark between groups, as amounts are written; the usual ones first."""

NOTHING = frozenset({"n/a", "#n/a", "null", "none", "nil", "-", "--"})
"""Words that stand in an empty cell, in small letters."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One column: how many of its cells are filled, and which share of those is what."""

    texts: tuple[str, ...]
    """What stands in it, row by row, empty cells too."""
    filled: float
    dates: float
    amounts: float
    fractions: float
    """Amounts with a part behind the decimal mark."""
    moneys: float
    countries: float
    addresses: float
    worded: float
    """Cells with letters in them."""
    unique: float

    @property
    def samples(self) -> tuple[str, ...]:
        """The first three that differ."""
        return tuple(dict.fromkeys(text for text in self.texts if _says(text)))[:3]


@cache
def _formats() -> tuple[DateFormat, ...]:
    return tuple(map(date_format, DATE_NAMES))


@cache
def _written() -> tuple[AmountFormat, ...]:
    return tuple(AmountFormat(*marks) for marks in MARKS)


def _says(text: str) -> bool:
    """Whether a cell holds anything."""
    return text != "" and text.casefold() not in NOTHING


def profile(texts: Sequence[str]) -> Profile:
    """What these cells of one column are."""
    told = [text.strip() for text in texts]
    some = [text for text in told if _says(text)]
    each = set(some)
    dates = {text for text in each if any(form.read(text) for form in _formats())}
    numbers = {text: next((number for form in _written() if (number := form.number(text))), "") for text in each}

    def share(kept: frozenset[str] | set[str]) -> float:
        return sum(text in kept for text in some) / len(some) if some else 0.0

    return Profile(
        tuple(told),
        len(some) / len(told) if told else 0.0,
        share(dates),
        share({text for text, number in numbers.items() if number}),
        share({text for text, number in numbers.items() if "." in number}),
        share({text for text in each if text in MONIES or text.upper() in CODES}),
        share({text for text in each if text.upper() in COUNTRY_CODES or text.upper() in MEANT}),
        share({text for text in each if "@" in text}),
        share({text for text in each if any(map(str.isalpha, text))}),
        len(each) / len(some) if some else 0.0,
    )


def amount_marks(columns: Sequence[Profile]) -> tuple[str, str]:
    """The marks by which most amounts of these columns can be read; three digits behind a mark are a group of thousands."""
    texts = {text for column in columns for text in column.texts if text}

    def read(marks: tuple[str, str]) -> tuple[int, int, int]:
        numbers = [AmountFormat(*marks).number(text) for text in texts]
        odd = sum(len(number.partition(".")[2]) > 2 for number in numbers)
        return sum(map(bool, numbers)), -odd, -MARKS.index(marks)

    return max(MARKS, key=read)
