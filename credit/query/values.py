"""What a field can be compared with: text, words of a list, numbers, amounts, days; and what each comparison says.

The answer to a comparison with what is absent is neither yes nor no: an unrated buyer is not below C, and not at C or above.
"""

import operator
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from credit.money import Money
from credit.query.tokens import Token, fail

__all__ = ["ABSENT", "AMOUNT", "DAY", "NUMBER", "TEXT", "Amounts", "Kind", "Truth", "choice", "names"]

Truth = bool | None
"""Yes, no, or nobody knows."""
Compare = Callable[[Any], Truth]
"""What is true of a field's value."""

ABSENT = "none"
"""The word for what is not there."""
ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
NUMBERS = re.compile(r"(?P<number>[+-]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?P<unit>%|k|m|万|亿)?(?P<currency>[a-z]{3})?")
UNITS = {"": Decimal(1), "%": Decimal(1), "k": Decimal(1000), "m": Decimal(10**6), "万": Decimal(10**4), "亿": Decimal(10**8)}
TODAY = re.compile(r"today(?P<days>[+-][0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value: the signs it is compared by, examples of it, and how a comparison is made."""

    signs: tuple[str, ...]
    examples: tuple[str, ...]
    compare: Callable[[str, Token, date], Compare | None]
    """By sign, value as typed and day; `None` where the value is none of this kind."""

    def test(self, field: str, sign: Token, value: Token, on: date) -> Compare:
        """What `sign` and `value` ask of the `field`; raises `InvalidQuery` naming what is wrong."""
        if value.text.lower() == ABSENT and value.kind == "word" and sign.text in ("=", "!="):
            return _absent if sign.text == "=" else _there
        if sign.text not in self.signs:
            fail(sign, "sign", self.signs, field)
        if value.kind not in ("word", "quoted"):
            fail(value, "value" if value.text else "missing", self.examples, field)
        test = self.compare(sign.text, value, on)
        if test is None:
            fail(value, "value", self.examples, field)
        return test


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a buyer has of something: the sum in the base currency, and what there is in each currency alone."""

    in_base: Money | None
    own: Mapping[str, int] = field(default_factory=dict)
    """Minor units by currency."""


def _absent(value: Any) -> Truth:
    return value is None or value == ()


def _there(value: Any) -> Truth:
    return not _absent(value)


def _ordered(sign: str, wanted: Any) -> Compare:
    compare = ORDERED[sign]
    return lambda value: None if value is None else compare(value, wanted)


def _number(sign: str, token: Token, _on: date) -> Compare | None:
    found = NUMBERS.fullmatch(token.text.lower())
    return None if found is None or found["currency"] else _ordered(sign, _size(found))


def _size(found: re.Match[str]) -> Decimal:
    return Decimal(found["number"].replace(",", "")) * UNITS[found["unit"] or ""]


def _amount(sign: str, token: Token, _on: date) -> Compare | None:
    """An amount in the base currency, or with its own: then it is about what there is in that currency alone."""
    found = NUMBERS.fullmatch(token.text.lower())
    if found is None or found["unit"] == "%":
        return None
    compare = _ordered(sign, _size(found))
    if not found["currency"]:
        return lambda amounts: compare(None if amounts is None or amounts.in_base is None else amounts.in_base.amount)
    currency = found["currency"].upper()
    return lambda amounts: None if amounts is None else compare(Money(amounts.own.get(currency, 0), currency).amount)


def _day(sign: str, token: Token, on: date) -> Compare | None:
    text = token.text.lower()
    if (found := TODAY.fullmatch(text)) is not None:
        return _ordered(sign, on + timedelta(days=int(found["days"] or 0)))
    try:
        return _ordered(sign, date.fromisoformat(text))
    except ValueError:
        return None


def _text(sign: str, token: Token, _on: date) -> Compare:
    """Of a field that has several texts, such as a name in two scripts, one must hold it, or be it."""
    wanted, negated = token.text.lower(), sign.startswith("!")
    if sign.endswith("~"):
        return lambda texts: any(wanted in text for text in texts) != negated if texts else None
    return lambda texts: (wanted in texts) != negated if texts else None


TEXT = Kind(("~", "=", "!=", "!~"), ("nord", '"nord sea"'), _text)
NUMBER = Kind(tuple(ORDERED), ("30",), _number)
AMOUNT = Kind(tuple(ORDERED), ("50000", "50k", "1.2m", "5000eur"), _amount)
DAY = Kind(tuple(ORDERED), ("2026-03-31", "today", "today-30"), _day)


def choice(words: Collection[str], better: bool = False, aliases: Mapping[str, str] | None = None) -> Kind:
    """Words of a list in their order, the last the greatest, or with `better` the first; the field's value is one of them."""
    ranks = {word.lower(): -place if better else place for place, word in enumerate(words)}
    known = {**ranks, **{alias: ranks[word.lower()] for alias, word in (aliases or {}).items()}}

    def compare(sign: str, token: Token, _on: date) -> Compare | None:
        if (wanted := known.get(token.text.lower())) is None:
            return None
        test = _ordered(sign, wanted)
        return lambda word: None if word is None else test(ranks[word.lower()])

    return Kind(tuple(ORDERED), tuple(words), compare)


def names(words: Mapping[str, str]) -> Kind:
    """Words of which a field has several, such as its flags: `words` gives each word that can be typed the one it stands for."""

    def compare(sign: str, token: Token, _on: date) -> Compare | None:
        wanted = words.get(token.text.lower())
        return None if wanted is None else lambda held: (wanted in held) != (sign == "!=")

    return Kind(("=", "!="), tuple(words), compare)
