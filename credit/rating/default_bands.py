"""The default tables of what gives a dimension its points [P]; the inputs are those of TRADE.md appendix A.

Points are 0 (worst) to 100. Ages: a rating speaks for 90 days, accounts for 18 months, a country's class until the next one
(PROVIDERS.md section 5); what stands in a register is looked at again within a year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from credit.rating.dimension import Dimension

__all__ = ["BANDED", "EVENTFUL", "WORDED", "Banded", "Eventful", "Worded"]

RATING_DAYS, ACCOUNT_DAYS, REGISTER_DAYS, LASTING_DAYS = 90, 548, 365, 3650
RANGES: Mapping[str, tuple[int, int]] = {"weight": (0, 100), "bands": (0, 100), "points": (0, 100), "months": (1, 600)}


@dataclass(frozen=True, slots=True)
class Banded:
    """A number that counts in a dimension."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = RANGES

    dimension: Dimension
    weight: int
    fresh_days: int
    """Days after which it counts half in the confidence."""
    bands: tuple[tuple[Decimal, int], ...]
    """Points of a figure up to that one; beyond the last the last holds."""

    def of(self, value: Decimal | str) -> int | None:
        """Points of this value; `None` of a word."""
        if isinstance(value, str):
            return None
        return next((points for until, points in self.bands if value <= until), self.bands[-1][1])


@dataclass(frozen=True, slots=True)
class Worded:
    """A word that counts in a dimension."""

    OPEN: ClassVar[frozenset[str]] = frozenset({"points"})
    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = RANGES

    dimension: Dimension
    weight: int
    fresh_days: int
    points: Mapping[str, int]
    """Points by word, in lower case."""

    def of(self, value: Decimal | str) -> int | None:
        """Points of this value; `None` of a number and of a word nobody entered."""
        return self.points.get(value.strip().lower()) if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Eventful:
    """A published event that counts while it is recent."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = RANGES

    dimensions: tuple[Dimension, ...]
    weight: int
    points: int
    months: int


FIN, ENT, MAN, OPE, EXT = Dimension


def _steps(table: str) -> tuple[tuple[Decimal, int], ...]:
    """Bands from `until:points` pairs."""
    pairs = (pair.split(":") for pair in table.split())
    return tuple((Decimal(until), int(points)) for until, points in pairs)


def _words(table: str) -> dict[str, int]:
    return {word: int(points) for word, points in (pair.split(":") for pair in table.split())}


LONG_WAY = "999999"
BANDED: Mapping[str, Banded] = {
    "financial_strength.equity_percent": Banded(FIN, 20, ACCOUNT_DAYS, _steps(f"0:0 10:20 20:45 35:65 50:85 {LONG_WAY}:100")),
    "financial_strength.current_ratio": Banded(FIN, 10, ACCOUNT_DAYS, _steps(f"0.8:10 1:30 1.2:50 1.5:70 2:85 {LONG_WAY}:100")),
    "financial_strength.acid_test": Banded(FIN, 8, ACCOUNT_DAYS, _steps(f"0.4:10 0.6:30 0.8:50 1:75 1.5:90 {LONG_WAY}:100")),
    "financial_strength.gearing": Banded(FIN, 8, ACCOUNT_DAYS, _steps(f"0.5:100 1:80 1.5:60 2:40 3:20 {LONG_WAY}:0")),
    "financial_strength.return_on_assets": Banded(FIN, 10, ACCOUNT_DAYS, _steps(f"-5:0 0:20 2:50 5:70 10:85 {LONG_WAY}:100")),
    "financial_strength.cash_ratio": Banded(FIN, 8, ACCOUNT_DAYS, _steps(f"0.05:10 0.1:30 0.2:60 0.5:80 {LONG_WAY}:100")),
    "financial_strength.pd": Banded(FIN, 10, RATING_DAYS, _steps("1.1:95 2.5:80 5.8:55 9.4:30 100:10")),
    "own_ledger.dbt_days": Banded(ENT, 30, REGISTER_DAYS, _steps("3:100 8:85 15:70 30:50 60:30 90:10 999999:0")),
    "own_ledger.late_percent": Banded(ENT, 15, REGISTER_DAYS, _steps("10:100 25:85 50:65 75:45 100:30")),
    "own_ledger.kept_percent": Banded(ENT, 10, REGISTER_DAYS, _steps("25:0 50:30 75:60 90:80 100:100")),
    "operating_capability.dbt_days": Banded(ENT, 10, RATING_DAYS, _steps("3:100 8:85 15:70 30:50 60:30 90:10 999999:0")),
    "operating_capability.paydex": Banded(ENT, 10, RATING_DAYS, _steps("29:10 49:30 69:55 79:75 100:95")),
    "operating_capability.court_judgments": Banded(ENT, 8, REGISTER_DAYS, _steps(f"0:100 1:50 3:25 {LONG_WAY}:0")),
    "enterprise_quality.age_years": Banded(ENT, 5, LASTING_DAYS, _steps(f"1:20 3:45 5:60 10:80 {LONG_WAY}:100")),
    "management_factors.sanctions_hits": Banded(ENT, 8, RATING_DAYS, _steps(f"0:100 {LONG_WAY}:0")),
    "management_factors.resignations_12m": Banded(MAN, 25, REGISTER_DAYS, _steps(f"0:100 1:70 2:40 {LONG_WAY}:10")),
    "management_factors.directors_active": Banded(MAN, 15, REGISTER_DAYS, _steps(f"0:0 1:50 {LONG_WAY}:90")),
    "management_factors.disqualified_officers": Banded(MAN, 20, REGISTER_DAYS, _steps(f"0:100 {LONG_WAY}:0")),
    "operating_capability.turnover_change": Banded(
        OPE, 20, ACCOUNT_DAYS, _steps(f"-30:0 -10:30 0:55 10:80 {LONG_WAY}:100")
    ),
    "operating_capability.debtor_days": Banded(OPE, 15, ACCOUNT_DAYS, _steps(f"30:100 45:85 60:65 90:40 120:20 {LONG_WAY}:0")),
    "operating_capability.creditor_days": Banded(OPE, 15, ACCOUNT_DAYS, _steps(f"30:100 45:80 60:60 90:35 120:15 {LONG_WAY}:0")),
    "operating_capability.stock_turnover": Banded(OPE, 8, ACCOUNT_DAYS, _steps(f"2:20 4:50 8:80 {LONG_WAY}:100")),
    "operating_capability.pretax_margin": Banded(OPE, 15, ACCOUNT_DAYS, _steps(f"-5:0 0:15 2:45 5:70 10:85 {LONG_WAY}:100")),
    "operating_capability.employees": Banded(OPE, 5, REGISTER_DAYS, _steps(f"1:20 9:45 49:65 249:85 {LONG_WAY}:100")),
    "own_ledger.purchases_change": Banded(OPE, 12, REGISTER_DAYS, _steps(f"-50:10 -20:35 0:60 20:80 {LONG_WAY}:90")),
    "external_environment.oecd_crc": Banded(EXT, 50, LASTING_DAYS, _steps("0:100 1:90 2:80 3:65 4:50 5:35 6:20 7:10")),
    "external_environment.wgi_rule_of_law": Banded(EXT, 10, 2 * REGISTER_DAYS, _steps("-1:15 -0.5:30 0:50 0.5:65 1:80 2.5:100")),
    "external_environment.wgi_political_stability": Banded(
        EXT, 10, 2 * REGISTER_DAYS, _steps("-1:15 -0.5:30 0:50 0.5:65 1:80 2.5:100")
    ),
    "external_environment.fx_change_90d": Banded(EXT, 5, RATING_DAYS, _steps(f"-20:10 -10:40 -5:65 {LONG_WAY}:90")),
}  # fmt: skip
"""A negative change is the worse one; `fx_change_90d` is the loss of the buyer's currency."""

WORDED: Mapping[str, Worded] = {
    "financial_strength.rating": Worded(FIN, 20, RATING_DAYS, _words("a:95 b:80 c:55 d:30 e:10")),
    "financial_strength.z_double": Worded(FIN, 15, ACCOUNT_DAYS, _words("safe:100 grey:50 distress:10")),
    "enterprise_quality.legal_status": Worded(
        ENT, 10, REGISTER_DAYS, _words("active:100 dormant:30 strike_off_proposed:10 insolvency:0 dissolved:0")
    ),
    "enterprise_quality.legal_form": Worded(
        ENT, 4, LASTING_DAYS, _words("plc:90 ag:90 sa:80 ltd:60 gmbh:70 llc:60 partnership:50 sole_trader:35")
    ),
    "enterprise_quality.insolvency_open": Worded(ENT, 10, RATING_DAYS, _words("false:100 true:0")),
    "enterprise_quality.vat_valid": Worded(ENT, 4, RATING_DAYS, _words("true:100 false:10")),
    "enterprise_quality.lei_status": Worded(ENT, 3, REGISTER_DAYS, _words("issued:100 lapsed:40 retired:10")),
    "operating_capability.payment_trend": Worded(ENT, 5, RATING_DAYS, _words("improving:90 stable:70 worsening:25")),
    "enterprise_quality.filings_overdue": Worded(MAN, 25, REGISTER_DAYS, _words("false:100 true:20")),
    "management_factors.auditor_opinion": Worded(
        MAN, 15, ACCOUNT_DAYS, _words("unqualified:100 qualified:40 disclaimer:10 adverse:0")
    ),
    "external_environment.oecd_crc": Worded(
        EXT, 50, LASTING_DAYS, _words("high_income_oecd:95 high_income_euro_area:90 euro_microstate:90")
    ),
    "external_environment.country_rating_insurer": Worded(
        EXT, 15, REGISTER_DAYS, _words("a1:100 a2:88 a3:75 a4:62 b:48 c:30 d:15 e:0")
    ),
    "external_environment.sector_rating": Worded(EXT, 10, REGISTER_DAYS, _words("low:90 medium:60 high:30 very_high:10")),
    "external_environment.country_sanctioned": Worded(EXT, 15, RATING_DAYS, _words("false:100 true:0")),
}
"""A key may stand in both tables: a country has a class, or a status in place of one."""

EVENTFUL: Mapping[str, Eventful] = {
    **dict.fromkeys(
        ("winding_up_order", "administration", "cvl", "receivership", "dissolved", "moratorium", "cva"),
        Eventful((FIN, ENT), 100, 0, 60),
    ),
    "winding_up_petition": Eventful((FIN, ENT), 60, 0, 24),
    "judgment": Eventful((ENT,), 20, 20, 24),
    "sanctions_hit": Eventful((ENT,), 60, 0, 24),
    "strike_off_notice": Eventful((ENT,), 25, 10, 12),
    "vat_deregistered": Eventful((ENT,), 10, 10, 12),
    "lei_lapsed": Eventful((ENT,), 3, 40, 12),
    "name_changed": Eventful((ENT,), 8, 40, 24),
    "address_changed": Eventful((ENT,), 5, 50, 12),
    "director_resigned": Eventful((MAN,), 20, 50, 12),
    "accounts_overdue": Eventful((MAN,), 25, 20, 12),
    "charge_created": Eventful((FIN,), 10, 40, 12),
}
