"""Amounts as systems write them: decimal mark, thousands mark, a minus in front or behind, brackets or a triangle for a credit.

The marks come from the mapping. An amount that breaks them is refused, for `1.234` is a thousand in one country and one and
a bit in the next.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import normalize

from credit.money import Money, exponent
from credit.problem import InvalidMoney
from integrations.ledgers.currency_marks import marked, meant
from integrations.ledgers.faults import BadCell

__all__ = ["AmountFormat"]

_USUAL = 12
"""Digits before the point, sign included, up to which an amount can be no typing error."""
_MINUS = ("-", "−", "▲", "△")
"""A triangle is how Japanese books write what is owed back."""
_SIDE = re.compile(r"([0-9].*?)\s*([CcDd])[Rr]\.?")
"""An amount of an account that says on which side it stands."""
_SPACES = "[ \u00a0\u2009\u202f]"


def _plain(text: str) -> str:
    """An amount in plain letters, without the mark of a currency, and with a minus for what is marked as a credit."""
    bare = marked(normalize("NFKC", text))[0].strip()
    if found := _SIDE.fullmatch(bare):
        return f"-{found[1]}" if found[2].lower() == "c" else found[1]
    return bare


def _is_usual(whole: str, part: str, currency: str) -> bool:
    """Whether these digits are an amount as nearly all are, which needs no detour over a pattern or over `Decimal`."""
    return len(whole) <= _USUAL and len(part) == exponent(currency)


@dataclass(frozen=True, slots=True)
class AmountFormat:
    """How the amounts of one file are written."""

    decimal: str = "."
    thousands: str = ","
    """Mark between groups of three; empty where the file has none; a space stands for every kind of space."""
    rounding: bool = False
    """Amounts finer than their currency are rounded half to even; otherwise refused."""
    pattern: re.Pattern[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        group = _SPACES if self.thousands == " " else re.escape(self.thousands)
        lakhs = "|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}" if self.thousands == "," else ""  # as India writes them: 12,34,567
        whole = rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}})+{lakhs}|[0-9]+" if self.thousands else "[0-9]+"
        part = rf"{re.escape(self.decimal)}([0-9]*)"
        plain = rf"({whole})(?:{part})?|{part}"
        object.__setattr__(self, "pattern", re.compile(rf"([-+−▲△]?)(?:{plain})(-?)|\((?:{plain})\)"))

    def mark(self, text: str) -> str:
        """The sign or the code of a currency that stands beside an amount; empty where none does."""
        return "" if self.pattern.fullmatch(text) else marked(normalize("NFKC", text))[1]

    def number(self, text: str) -> str:
        """`text` as a plain decimal number, sign in front; empty where it is no number of this format."""
        found = self.pattern.fullmatch(text) or self.pattern.fullmatch(_plain(text))
        if found is None:
            return ""
        sign, whole, cents, only, behind, whole_credit, cents_credit, only_credit = found.groups()
        digits = "".join(filter("0123456789".__contains__, whole or whole_credit or "0"))
        fraction = cents or only or cents_credit or only_credit or ""
        if not (whole or whole_credit or fraction) or (sign and behind):
            return ""
        minus = sign in _MINUS or behind or (whole_credit or cents_credit or only_credit)
        return f"{'-' if minus else ''}{digits}.{fraction}" if fraction else f"{'-' if minus else ''}{digits}"

    def money(self, text: str, currency: str, column: str) -> Money:
        """The money that `text` is in `currency`; raises `BadCell` naming `column`."""
        whole, _mark, part = text.partition(self.decimal)
        if text.isascii() and whole.isdigit() and part.isdigit() and _is_usual(whole, part, currency):
            return Money(int(whole + part), currency)
        number = self.number(text)
        if not number:
            raise BadCell("bad_amount", column, text)
        if (mark := self.mark(text)) and currency not in meant(mark):
            raise BadCell("currency_differs", column, text, expected=currency)
        return self.exact(number, currency, column)

    def exact(self, number: str, currency: str, column: str) -> Money:
        """The money of a plain number in `currency`, rounded where the mapping says so; raises `BadCell` naming `column`."""
        whole, _point, part = number.partition(".")
        if _is_usual(whole, part, currency):
            return Money(int(whole + part), currency)
        try:
            return (Money.rounded if self.rounding else Money.of)(number, currency)
        except InvalidMoney:
            self.rounded(Decimal(number), currency, column)
            raise BadCell("amount_too_fine", column, number) from None

    def rounded(self, number: Decimal, currency: str, column: str) -> Money:
        """The money of a computed number, rounded half to even; raises `BadCell` where it is out of all bounds."""
        try:
            return Money.rounded(number, currency)
        except InvalidMoney:
            raise BadCell("bad_amount", column, str(number)) from None
