"""What stands in a column, whatever it is called: dates, amounts, codes, numbers that are unique, and a few samples to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from integrations.ledgers.amounts import AmountFormat
from integrations.ledgers.country_codes import COUNTRY_CODES, MEANT
from integrations.ledgers.dates import DateFormat, date_format

__all__ = ["DATE_NAMES", "MARKS", "MONIES", "Profile", "amount_marks", "profile"]

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
)
"""Formats of dates tried where no mapping says one; which it is, the whole column decides."""
MARKS = ((".", ","), (",", "."), (",", " "), (".", " "), (".", "'"))
"""Decimal mark and mark between groups, as amounts are written; the usual ones first."""
MONIES = {
    **dict.fromkeys(("人民币", "人民币元", "RMB", "CNH", "人民元"), "CNY"),
    **dict.fromkeys(("港币", "港元", "香港ドル"), "HKD"),
    **dict.fromkeys(("美元", "US$", "米ドル"), "USD"),
    **dict.fromkeys(("欧元", "€", "ユーロ"), "EUR"),
    **dict.fromkeys(("英镑", "£", "英ポンド"), "GBP"),
    **dict.fromkeys(("日元", "円", "日本円"), "JPY"),
    **dict.fromkeys(("澳元", "豪ドル"), "AUD"),
    **dict.fromkeys(("加元",), "CAD"),
    **dict.fromkeys(("新加坡元",), "SGD"),
}
"""Words for a currency that are no code."""
_NAMED = """
USD EUR GBP CNY JPY HKD AUD CAD CHF SEK NOK DKK PLN CZK HUF RON TRY RUB INR SGD MYR THB IDR PHP VND KRW TWD NZD ZAR BRL MXN
AED SAR QAR KWD BHD OMR JOD EGP ILS NGN KES GHS MAD TND DZD CLP COP PEN ARS UYU BDT PKR LKR UAH KZT GEL BGN ISK
"""
_CODES = frozenset(_NAMED.split())


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
        return tuple(dict.fromkeys(filter(None, self.texts)))[:3]


@cache
def _formats() -> tuple[DateFormat, ...]:
    return tuple(map(date_format, DATE_NAMES))


@cache
def _written() -> tuple[AmountFormat, ...]:
    return tuple(AmountFormat(*marks) for marks in MARKS)


def profile(texts: Sequence[str]) -> Profile:
    """What these cells of one column are."""
    told = [text.strip() for text in texts]
    some = [text for text in told if text]
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
        share({text for text in each if text in MONIES or text.upper() in _CODES}),
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
