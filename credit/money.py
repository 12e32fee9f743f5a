"""Money is an amount and its currency, together, always.

Amounts are whole minor units (cents, fen, or the currency's own unit where it has none), so sums are exact and quick;
`Decimal` stands at the edges. Adding two currencies is a fault, and so is an amount finer than the currency knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact, InvalidOperation
from functools import lru_cache

from credit.problem import CurrencyMismatch, InvalidMoney

__all__ = ["Money", "exponent", "total"]

EXPONENTS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
}
"""Digits after the point by ISO 4217, where they are not two."""

EXACT = Context(prec=60, traps=[InvalidOperation, Inexact])
"""Reads amounts without rounding; what does not fit is a fault."""

LARGEST = 10**18
"""Minor units above which an amount is a typing error, not a debt."""


@lru_cache(maxsize=512)
def exponent(currency: str) -> int:
    """Digits after the point of `currency`; raises `InvalidMoney` unless it is three capital letters."""
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha() and currency.isupper()):
        raise InvalidMoney(text="", currency=currency)
    return EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of one currency."""

    minor: int
    """Whole minor units: 12345 of USD is 123.45 dollars, of JPY 12,345 yen."""
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> "Money":
        """Money from a decimal amount; raises `InvalidMoney` where it is no number or finer than the currency."""
        minor = cls._scaled(amount, currency)
        if minor != minor.to_integral_value():
            raise InvalidMoney(text=str(amount), currency=currency)
        return cls(int(minor), currency)

    @classmethod
    def rounded(cls, amount: Decimal | int | str, currency: str) -> "Money":
        """Money from an amount that may be finer than its currency, rounded half to even."""
        return cls(int(cls._scaled(amount, currency).to_integral_value(ROUND_HALF_EVEN)), currency)

    @classmethod
    def zero(cls, currency: str) -> "Money":
        """Nothing, in `currency`."""
        return cls(0, currency)

    @staticmethod
    def _scaled(amount: Decimal | int | str, currency: str) -> Decimal:
        try:
            # Python reads 1_000 as a number; nobody writes money so
            minor = Decimal(str(amount).replace("_", "?")).scaleb(exponent(currency), EXACT)
        except (InvalidOperation, Inexact, InvalidMoney):
            raise InvalidMoney(text=str(amount)[:40], currency=currency) from None
        if not minor.is_finite() or abs(minor) > LARGEST:
            raise InvalidMoney(text=str(amount)[:40], currency=currency)
        return minor

    @property
    def amount(self) -> Decimal:
        """The amount as a decimal with the currency's own number of digits."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def times(self, factor: Decimal | int) -> "Money":
        """This amount times a plain number, rounded half to even."""
        return Money(int((self.minor * Decimal(factor)).to_integral_value(ROUND_HALF_EVEN)), self.currency)

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise CurrencyMismatch(left=self.currency, right=other.currency)
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Sum of amounts that are all in `currency`; raises `CurrencyMismatch` at the first that is not."""
    return sum(amounts, Money.zero(currency))
