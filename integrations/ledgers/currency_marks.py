"""The sign or the code of a currency that stands beside an amount: `$1,234.50`, `1.234,50 €`, `USD 12.00`.

It is taken off the amount, and held against the currency of the row: an amount in dollars is no amount in euros. Where the row
names no currency a mark that means one alone says it; `$` and `¥` mean several, and say nothing by themselves.
"""

import re
from collections.abc import Mapping

from integrations.ledgers.currency_words import CODES

__all__ = ["marked", "meant"]

_SIGNS: Mapping[str, frozenset[str]] = {
    "$": frozenset({"USD", "CAD", "AUD", "HKD", "SGD", "NZD", "TWD", "MXN", "CLP", "COP", "ARS", "UYU"}),
    "¥": frozenset({"CNY", "JPY"}),
    "US$": frozenset({"USD"}),
    "HK$": frozenset({"HKD"}),
    "NT$": frozenset({"TWD"}),
    "NZ$": frozenset({"NZD"}),
    "A$": frozenset({"AUD"}),
    "C$": frozenset({"CAD"}),
    "S$": frozenset({"SGD"}),
    "R$": frozenset({"BRL"}),
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "₹": frozenset({"INR"}),
    "RMB": frozenset({"CNY"}),
}
_MARK = "|".join(map(re.escape, sorted((*_SIGNS, *CODES), key=len, reverse=True)))
_BEFORE = re.compile(rf"([-+−▲△(]?)\s*({_MARK})\s*(.+)")
_BEHIND = re.compile(rf"(.*?)\s*({_MARK})(\)?)")


def marked(text: str) -> tuple[str, str]:
    """The amount without its mark, and the mark; the text itself and nothing where there is none."""
    if found := _BEFORE.fullmatch(text):
        return found[1] + found[3], found[2]
    if found := _BEHIND.fullmatch(text):
        return found[1] + found[3], found[2]
    return text, ""


def meant(mark: str) -> frozenset[str]:
    """The currencies a mark can mean."""
    return _SIGNS.get(mark, frozenset({mark}))
