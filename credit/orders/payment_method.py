"""How the next order should be paid: a decision table by grade, country and amount, of which the first row that fits wins.

The defaults are what Chinese exporters know as the norm (Fumasoft 孚盟, TRADE.md 1.8): a country of low risk gets O/A 30, one of
high risk pays at least half by T/T, a good score gets L/C 60 days, a poor one pays all by T/T; grade E is cash or letter of
credit only (3.6), and where its country is risky, a confirmed one. A country nobody classed is not class 0 and not an average
one: it is treated as a risky one, and that is said; an amount that is not known is taken for a large one.

With a buyer of a poor grade one answer is not enough: it is asked for the most secure way first, and followed down the ladder of
security (prepayment, confirmed L/C, L/C, D/P, D/A, O/A: TRADE.md 5) to the last that is still accepted, and no further.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from credit.country import WELL_OFF, Countries
from credit.money import Money
from credit.rating.letter import Grade
from credit.reason import POLICY, Reason, ReasonFact

__all__ = ["Advice", "AdviceRow", "Advising", "CountryBand", "PaymentMethod", "Way", "advise", "band_of"]


class PaymentMethod(StrEnum):
    """How what is not paid at the order is paid."""

    OA = "OA"
    DA = "DA"
    DP = "DP"
    LC = "LC"
    CONFIRMED_LC = "LC_confirmed"
    """A letter of credit which a bank outside the buyer's country stands for as well."""
    TT = "TT"
    """All of it in advance."""

    @property
    def security(self) -> int:
        """Its place on the ladder of security: the later in this list, the more secure."""
        return tuple(PaymentMethod).index(self)


class CountryBand(StrEnum):
    """How risky a country is, from its OECD class."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    UNKNOWN = "unknown"
    """No class, and not one of those that need none."""


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """One row: whom it fits, and what it advises."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "place": (0, 10**6), "from_amount": (0, 10**12), "days": (0, 360),
    }  # fmt: skip

    place: int
    """Rows are tried in this order."""
    grades: tuple[Grade, ...]
    countries: tuple[CountryBand, ...]
    method: PaymentMethod
    deposit_percent: int = 0
    """T/T at the order; 100: all of it."""
    days: int = 0
    """Days after shipment, acceptance or sight; 0: at sight."""
    from_amount: Decimal = Decimal(0)
    """Smallest order, in base currency, that it fits."""
    least: PaymentMethod = PaymentMethod.TT
    """The last way that is accepted where the buyer will not take `method`; one that is no less secure: that alone."""


LOW, MEDIUM = (CountryBand.LOW,), (CountryBand.MEDIUM,)
RISKY = (CountryBand.HIGH, CountryBand.UNKNOWN)
A, B, C, D, E = (Grade.A,), (Grade.B,), (Grade.C,), (Grade.D,), (Grade.E,)
NEW = (Grade.UNRATED,)
METHOD = PaymentMethod


def _rows() -> Mapping[str, AdviceRow]:
    large = Decimal(50_000)
    return {
        "e_large": AdviceRow(10, E, (*LOW, *MEDIUM), METHOD.LC, from_amount=large),
        "e_large_risky": AdviceRow(11, E, RISKY, METHOD.CONFIRMED_LC, from_amount=large),
        "e": AdviceRow(12, E, (*LOW, *MEDIUM), METHOD.TT, 100, least=METHOD.LC),
        "e_risky": AdviceRow(13, E, RISKY, METHOD.TT, 100, least=METHOD.CONFIRMED_LC),
        "d_low": AdviceRow(20, D, LOW, METHOD.DP, 30),
        "d_medium": AdviceRow(21, D, MEDIUM, METHOD.LC, 30),
        "d_risky": AdviceRow(22, D, RISKY, METHOD.TT, 100),
        "c_low_large": AdviceRow(30, C, LOW, METHOD.DA, 30, 30, large),
        "c_low": AdviceRow(31, C, LOW, METHOD.OA, 0, 30),
        "c_medium": AdviceRow(32, C, MEDIUM, METHOD.DP, 30),
        "c_risky": AdviceRow(33, C, RISKY, METHOD.LC, 50),
        "b_low_large": AdviceRow(40, B, LOW, METHOD.OA, 20, 30, Decimal(200_000)),
        "b_low": AdviceRow(41, B, LOW, METHOD.OA, 0, 30),
        "b_medium": AdviceRow(42, B, MEDIUM, METHOD.DA, 20, 30),
        "b_risky": AdviceRow(43, B, RISKY, METHOD.LC, 50),
        "a_low": AdviceRow(50, A, LOW, METHOD.OA, 0, 60),
        "a_medium": AdviceRow(51, A, MEDIUM, METHOD.LC, 0, 60),
        "a_risky": AdviceRow(52, A, RISKY, METHOD.LC, 50, 60),
        "new_low": AdviceRow(60, NEW, LOW, METHOD.DP, 30),
        "new_medium": AdviceRow(61, NEW, MEDIUM, METHOD.LC, 30),
        "new_risky": AdviceRow(62, NEW, RISKY, METHOD.LC, 50),
    }


@dataclass(frozen=True, slots=True)
class Advising:
    """The decision table [P; the norms in it S: Fumasoft, TRADE.md 1.8, 3.6]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"low_class": (0, 7), "medium_class": (0, 7)}
    OPEN: ClassVar[frozenset[str]] = frozenset({"rows"})

    rows: Mapping[str, AdviceRow] = field(default_factory=_rows)
    """By name; the first by `place` that fits an order wins. A row you add says all of its fields."""
    otherwise_percent: int = 100
    """T/T in advance where no row fits."""
    low_class: int = 2
    medium_class: int = 5
    """Highest OECD class that is low, and that is medium; above it is high."""
    unclassed_low: tuple[str, ...] = tuple(status.value for status in WELL_OFF)
    """Why a country may have no class and be of low risk all the same."""
    ladder_grades: tuple[Grade, ...] = (*D, *E)
    """Grades with which every way is told that may be asked for in turn, and not the advised one alone."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to be paid."""

    method: PaymentMethod
    deposit_percent: int
    days: int


CREDITS = (METHOD.LC, METHOD.CONFIRMED_LC)


@dataclass(frozen=True, slots=True)
class Advice:
    """How to have the order paid, by which row and why."""

    method: PaymentMethod
    deposit_percent: int
    days: int
    row: str
    """Name of the row; empty where none fitted."""
    reason: Reason
    square: Reason | None = None
    """How ability and willingness changed what the row says; `None` where they did not."""
    least: PaymentMethod = METHOD.TT
    """The last way that is accepted; one that is no less secure than `method`: nothing below it is."""
    walked: bool = False
    """Whether the ladder is walked with a buyer of its grade."""
    to_confirm: bool = False
    """Whether a bank of its country wants another bank's word; those of a country of low risk do not."""

    @property
    def way(self) -> Way:
        """The advised one."""
        return self._way(self.method)

    @property
    def ways(self) -> tuple[Way, ...]:
        """What to ask for in turn, the most secure first, down to the last that is accepted; else what is advised alone."""
        if not self.walked:
            return (self.way,)
        last = min(self.method, self.least, key=lambda each: each.security)
        skipped = () if self.to_confirm else (METHOD.CONFIRMED_LC,)
        asked = [each for each in reversed(METHOD) if each.security >= last.security]
        return tuple(self._way(each) for each in asked if each not in skipped or each in (self.method, last))

    def _way(self, method: PaymentMethod) -> Way:
        """A way of the ladder: the advised one as it is, all of it in advance, else the same deposit and the rest at sight.

        The days of a credit are the bank's, confirmed or not.
        """
        if method is self.method:
            return Way(method, self.deposit_percent, self.days)
        if method is METHOD.TT:
            return Way(method, 100, 0)
        days = self.days if method in CREDITS and self.method in CREDITS else 0
        return Way(method, self.deposit_percent if self.deposit_percent < 100 else 0, days)


def band_of(country: str, countries: Countries, on: date, policy: Advising) -> CountryBand:
    """How risky a country was on a day, as far as it was published."""
    risk = countries.at(country, on)
    if risk is None:
        return CountryBand.UNKNOWN
    if risk.risk_class is None:
        return CountryBand.LOW if risk.status in policy.unclassed_low else CountryBand.UNKNOWN
    if risk.risk_class <= policy.low_class:
        return CountryBand.LOW
    return CountryBand.MEDIUM if risk.risk_class <= policy.medium_class else CountryBand.HIGH


def advise(grade: Grade, band: CountryBand, amount: Money | None, on: date, policy: Advising) -> Advice:
    """The first row of the table that fits; `amount` is in base currency, `None` where it is not known."""
    size = amount.amount if amount is not None else None
    rows = sorted(policy.rows.items(), key=lambda pair: pair[1].place)
    name, row = next(((name, row) for name, row in rows if _fits(row, grade, band, size)), ("", None))
    facts: dict[str, ReasonFact] = {"grade": grade.value, "band": band.value, "row": name, "on": on, "source": POLICY}
    walked, to_confirm = grade in policy.ladder_grades, band is not CountryBand.LOW
    if row is None:
        why = Reason("advice_no_row", facts)
        return Advice(METHOD.TT, policy.otherwise_percent, 0, name, why, walked=walked, to_confirm=to_confirm)
    why = Reason("advice_row", {**facts, "amount": amount}) if amount is not None else Reason("advice_any_amount", facts)
    return Advice(row.method, row.deposit_percent, row.days, name, why, None, row.least, walked, to_confirm)


def _fits(row: AdviceRow, grade: Grade, band: CountryBand, size: Decimal | None) -> bool:
    return grade in row.grades and band in row.countries and (size is None or size >= row.from_amount)
