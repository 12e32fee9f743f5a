"""Distress models over a buyer's statements: Altman's four, Zmijewski, Ohlson; each shown beside the others, none averaged.

A model speaks only where it applies and where its figures are known; what is missing is named. It is one input among many:
the distress zone of Z'' holds nearly half of all listed firms. Public pages get three things wrong, and tests hold each:

- The emerging-market score is Z'' + 3.25, so its zones are shifted too: 5.85 and 4.35. Pages add 3.25 and keep 2.6 and 1.1,
  which calls nearly every firm safe; another prints the zones of Z' for Z''.
- A high Zmijewski score is bad; two pages state it the other way round.
- Ohlson's size term is the logarithm of US dollars; figures in another currency shift it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import erfc, exp
from typing import ClassVar

__all__ = ["DistressPolicy", "Firm", "ModelResult", "Statements", "WhyNot", "Zone", "distress_models"]

ONE = Decimal(1)


class Zone(StrEnum):
    """What a score says."""

    SAFE = "safe"
    GREY = "grey"
    DISTRESS = "distress"
    UNKNOWN = ""


class WhyNot(StrEnum):
    """Why a model gives no score."""

    NONE = ""
    MISSING = "missing"
    """A figure is not known; which, stands in `missing`."""
    NO_DENOMINATOR = "no_denominator"
    """What a ratio divides by is zero or below; which, stands in `missing`."""
    FINANCIAL_FIRM = "financial_firm"
    """Banks and insurers: none of the models was made for them."""
    NOT_LISTED = "not_listed"
    LISTED = "listed"
    NOT_MANUFACTURER = "not_manufacturer"
    NOT_EMERGING = "not_emerging"
    NOT_US_DOLLARS = "not_us_dollars"


@dataclass(frozen=True, slots=True)
class Statements:
    """Figures of one year's statements in whole units of one currency; what is not known is `None`."""

    currency: str
    total_assets: Decimal | None = None
    current_assets: Decimal | None = None
    current_liabilities: Decimal | None = None
    total_liabilities: Decimal | None = None
    retained_earnings: Decimal | None = None
    ebit: Decimal | None = None
    sales: Decimal | None = None
    market_equity: Decimal | None = None
    """Market value of equity, of a listed firm."""
    book_equity: Decimal | None = None
    net_income: Decimal | None = None
    net_income_before: Decimal | None = None
    """Net income of the year before."""
    funds_from_operations: Decimal | None = None
    price_index: Decimal | None = None
    """Price-level index of the gross national product, 1968 = 100."""


@dataclass(frozen=True, slots=True)
class Firm:
    """What kind of firm it is; `None` where that is not known, and then nothing is ruled out."""

    listed: bool | None = None
    manufacturer: bool | None = None
    emerging: bool | None = None
    """Seated in an emerging market."""
    financial: bool | None = None


@dataclass(frozen=True, slots=True)
class DistressPolicy:
    """Zones of each model: below the first figure distress, above the second safe, grey between and on them."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "z": (0, 100), "z_private": (0, 100), "z_double": (0, 100), "emerging_shift": (0, 100), "probability": (0, 1),
    }  # fmt: skip

    LISTS: ClassVar[Mapping[str, tuple[int, int]]] = {"z": (2, 1), "z_private": (2, 1), "z_double": (2, 1)}

    z: tuple[Decimal, Decimal] = (Decimal("1.81"), Decimal("2.99"))
    z_private: tuple[Decimal, Decimal] = (Decimal("1.23"), Decimal("2.9"))
    z_double: tuple[Decimal, Decimal] = (Decimal("1.1"), Decimal("2.6"))
    emerging_shift: Decimal = Decimal("3.25")
    """What Z''-EM adds, to the score and to both zones of Z''."""
    probability: Decimal = Decimal("0.5")
    """Probability of failure above which Zmijewski and Ohlson say distress."""


@dataclass(frozen=True, slots=True)
class ModelResult:
    """What one model says, or why it says nothing."""

    name: str
    value: Decimal | None
    """The score."""
    zone: Zone
    missing: tuple[str, ...] = ()
    """Figures of the statements that are not known, or that cannot be divided by."""
    applicable: bool = True
    why_not: WhyNot = WhyNot.NONE
    probability: Decimal | None = None
    """Probability of failure, of the models that give one."""
    figures: tuple[str, ...] = ()
    """Figures of the statements it asked for; none where it does not apply."""
    zones: tuple[Decimal, Decimal] = (ONE, ONE)
    """Below the first distress, above the second safe; of a probability, the one figure twice."""


def distress_models(told: Statements, firm: Firm, policy: DistressPolicy = DistressPolicy()) -> tuple[ModelResult, ...]:
    """Every model over these statements. For a private foreign buyer Z'' is the one to look at: no market value, no sales."""
    listed = WhyNot.NOT_LISTED if firm.listed is False else WhyNot.NONE
    private = WhyNot.LISTED if firm.listed else WhyNot.NONE
    maker = WhyNot.NOT_MANUFACTURER if firm.manufacturer is False else WhyNot.NONE
    developed = WhyNot.NOT_EMERGING if firm.emerging is False else WhyNot.NONE
    foreign = WhyNot.NONE if told.currency == "USD" else WhyNot.NOT_US_DOLLARS
    shift = policy.emerging_shift
    shifted = (policy.z_double[0] + shift, policy.z_double[1] + shift)

    def judged(name: str, formula: Formula, zones: tuple[Decimal, Decimal], *against: WhyNot) -> ModelResult:
        bank = WhyNot.FINANCIAL_FIRM if firm.financial else WhyNot.NONE
        return _judged(name, formula, told, zones, next((why for why in (bank, *against) if why), WhyNot.NONE))

    even = (policy.probability, policy.probability)
    return (
        judged("altman_z", _z, policy.z, listed, maker),
        judged("altman_z_private", _z_private, policy.z_private, private, maker),
        judged("altman_z_double", _z_double, policy.z_double),
        judged("altman_z_emerging", lambda figures: shift + _z_double(figures), shifted, developed),
        _with_probability(judged("zmijewski", _zmijewski, even), _normal, policy.probability),
        _with_probability(judged("ohlson", _ohlson, even, foreign), _logistic, policy.probability),
    )


class _Figures:
    """The statements as a formula reads them: what it asks for and does not find is noted, and 1 stands in for it."""

    def __init__(self, told: Statements) -> None:
        self.told = told
        self.asked: dict[str, None] = {}
        self.missing: dict[str, None] = {}
        self.undivided: dict[str, None] = {}

    def __call__(self, name: str) -> Decimal:
        self.asked[name] = None
        value: Decimal | None = getattr(self.told, name)
        if value is None or not value.is_finite():
            self.missing[name] = None
            return ONE
        return value

    def below(self, name: str) -> Decimal:
        """A figure to divide by, or to take the logarithm of."""
        value = self(name)
        if value <= 0:
            self.undivided[name] = None
            return ONE
        return value


Formula = Callable[[_Figures], Decimal]


def _judged(name: str, formula: Formula, told: Statements, zones: tuple[Decimal, Decimal], against: WhyNot) -> ModelResult:
    if against:
        return ModelResult(name, None, Zone.UNKNOWN, (), False, against, zones=zones)
    figures = _Figures(told)
    value = formula(figures)
    for lacking, why in ((figures.missing, WhyNot.MISSING), (figures.undivided, WhyNot.NO_DENOMINATOR)):
        if lacking:
            return ModelResult(name, None, Zone.UNKNOWN, tuple(lacking), True, why, None, tuple(figures.asked), zones)
    low, high = zones
    zone = Zone.DISTRESS if value < low else Zone.SAFE if value > high else Zone.GREY
    return ModelResult(name, value, zone, figures=tuple(figures.asked), zones=zones)


def _with_probability(result: ModelResult, chance: Callable[[float], float], limit: Decimal) -> ModelResult:
    """The result with its probability, and the zone that one gives: the higher the score, the worse."""
    if result.value is None:
        return result
    probability = round(Decimal(chance(float(result.value))), 4)
    zone = Zone.DISTRESS if probability > limit else Zone.SAFE
    return replace(result, zone=zone, probability=probability)


def _normal(score: float) -> float:
    return erfc(-score / 2**0.5) / 2


def _logistic(score: float) -> float:
    return 1 / (1 + exp(-score)) if score > 0 else exp(score) / (1 + exp(score))


def _assets_ratios(of: _Figures) -> tuple[Decimal, Decimal, Decimal]:
    """X1 working capital, X2 retained earnings, X3 earnings before interest and tax, each over total assets."""
    assets = of.below("total_assets")
    working = of("current_assets") - of("current_liabilities")
    return working / assets, of("retained_earnings") / assets, of("ebit") / assets


def _z(of: _Figures) -> Decimal:
    """Altman 1968, listed manufacturers: 1.2 X1 + 1.4 X2 + 3.3 X3 + 0.6 market equity/TL + 1.0 S/TA."""
    x1, x2, x3 = _assets_ratios(of)
    x4, x5 = of("market_equity") / of.below("total_liabilities"), of("sales") / of.below("total_assets")
    return Decimal("1.2") * x1 + Decimal("1.4") * x2 + Decimal("3.3") * x3 + Decimal("0.6") * x4 + x5


def _z_private(of: _Figures) -> Decimal:
    """Altman 1983, private manufacturers: 0.717 X1 + 0.847 X2 + 3.107 X3 + 0.420 book equity/TL + 0.998 S/TA."""
    x1, x2, x3 = _assets_ratios(of)
    x4, x5 = of("book_equity") / of.below("total_liabilities"), of("sales") / of.below("total_assets")
    return Decimal("0.717") * x1 + Decimal("0.847") * x2 + Decimal("3.107") * x3 + Decimal("0.420") * x4 + Decimal("0.998") * x5


def _z_double(of: _Figures) -> Decimal:
    """Altman 1995, any industry: 6.56 X1 + 3.26 X2 + 6.72 X3 + 1.05 book equity/TL."""
    x1, x2, x3 = _assets_ratios(of)
    x4 = of("book_equity") / of.below("total_liabilities")
    return Decimal("6.56") * x1 + Decimal("3.26") * x2 + Decimal("6.72") * x3 + Decimal("1.05") * x4


def _zmijewski(of: _Figures) -> Decimal:
    """Zmijewski 1984: -4.336 - 4.513 NI/TA + 5.679 TL/TA + 0.004 CA/CL (ycharts); P is the normal distribution of it."""
    assets = of.below("total_assets")
    earning, debt = of("net_income") / assets, of("total_liabilities") / assets
    liquid = of("current_assets") / of.below("current_liabilities")
    return Decimal("-4.336") - Decimal("4.513") * earning + Decimal("5.679") * debt + Decimal("0.004") * liquid


def _ohlson(of: _Figures) -> Decimal:
    """Ohlson 1980, model 1: P = e^O / (1 + e^O).

    O = -1.32 - 0.407 ln(TA / price index) + 6.03 TL/TA - 1.43 WC/TA + 0.0757 CL/CA - 1.72 [TL > TA] - 2.37 NI/TA
    - 1.83 FFO/TL + 0.285 [two years of loss] - 0.521 (NI - NI before) / (|NI| + |NI before|).
    """
    assets, debts = of.below("total_assets"), of.below("total_liabilities")
    current, short = of.below("current_assets"), of("current_liabilities")
    income, before = of("net_income"), of("net_income_before")
    moved = (income - before) / (abs(income) + abs(before) or ONE)  # no income in both years is no change
    return (
        Decimal("-1.32")
        - Decimal("0.407") * (assets / of.below("price_index")).ln()
        + Decimal("6.03") * debts / assets
        - Decimal("1.43") * (current - short) / assets
        + Decimal("0.0757") * short / current
        - Decimal("1.72") * (debts > assets)
        - Decimal("2.37") * income / assets
        - Decimal("1.83") * of("funds_from_operations") / debts
        + Decimal("0.285") * (income < 0 and before < 0)
        - Decimal("0.521") * moved
    )
