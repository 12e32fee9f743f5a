"""The findings a file may tell, and what each of them is: an amount, a day, one of a few words.

The table is the normalised report's (PROVIDERS.md section 5) with the keys the distress models read. A file that names another
key is told so with the nearest one: a finding nobody reads would only look as if it counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from integrations.providers.mapping import ValueType

__all__ = ["KEYS", "Shape", "nearest"]

FIN, ENT, MAN, OPE, EXT = (
    "financial_strength.", "enterprise_quality.", "management_factors.", "operating_capability.", "external_environment.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """What a finding is."""

    type: ValueType
    unit: str = ""
    """Its unit where the file names none."""
    words: tuple[str, ...] = ()
    """Every word it may be; empty where any text will do."""


_AMOUNT, _DAY, _TEXT, _YES = (Shape(kind) for kind in (ValueType.MONEY, ValueType.DATE, ValueType.TEXT, ValueType.BOOL))
_PERCENT, _COUNT = Shape(ValueType.PERCENT, "percent"), Shape(ValueType.INT)
_POINTS, _RATIO, _DAYS = (Shape(ValueType.DECIMAL, unit) for unit in ("points", "ratio", "days"))


def _words(text: str) -> Shape:
    return Shape(ValueType.TEXT, words=tuple(text.split()))


def _room(room: str, shapes: Mapping[str, Shape]) -> Mapping[str, Shape]:
    """The shapes of one dimension: several names, apart from each other by spaces, share one."""
    return {room + name: shape for names, shape in shapes.items() for name in names.split()}


KEYS: Mapping[str, Shape] = MappingProxyType(
    {
        **_room(
            FIN,
            {
                "credit_limit turnover pretax_profit operating_profit ebit net_income net_income_before equity total_assets "
                "current_assets current_liabilities total_liabilities cash inventories retained_earnings intangible_assets "
                "trade_payables trade_receivables market_equity funds_from_operations": _AMOUNT,
                "rating_provider": _POINTS,
                "rating_common": _words("A B C D E"),
                "rating_text rating_previous accounts_type": _TEXT,
                "rating_changed_on accounts_date": _DAY,
                "pd return_on_assets equity_percent": _PERCENT,
                "current_ratio acid_test gearing cash_ratio": _RATIO,
                "consolidated": _YES,
            },
        ),
        **_room(
            ENT,
            {
                "legal_status": _words("active dormant strike_off_proposed insolvency dissolved unknown"),
                "lei_status": _words("issued lapsed retired"),
                "legal_form direct_parent ultimate_parent": _TEXT,
                "incorporated_on last_charge_on": _DAY,
                "age_years charges_outstanding": _COUNT,
                "vat_valid filings_overdue insolvency_open listed manufacturer financial_firm": _YES,
            },
        ),
        **_room(
            MAN,
            {
                "directors_active resignations_12m sanctions_hits pep_hits disqualified_officers": _COUNT,
                "newest_appointment_on screened_on": _DAY,
                "auditor_opinion": _words("unqualified qualified disclaimer adverse"),
            },
        ),
        **_room(
            OPE,
            {
                "dbt_days industry_dbt_days debtor_days creditor_days": _DAYS,
                "paydex paydex_industry_median late_payment_index": _POINTS,
                "past_due": _AMOUNT,
                "trade_lines court_judgments employees": _COUNT,
                "late_share pretax_margin turnover_change": _PERCENT,
                "stock_turnover": _RATIO,
                "payment_trend": _words("improving stable worsening"),
            },
        ),
        **_room(
            EXT,
            {
                "country_rating_insurer": _words("a1 a2 a3 a4 b c d e"),
                "sector_rating": _words("low medium high very_high"),
                "country_sanctioned": _YES,
                "fx_change_90d": _PERCENT,
            },
        ),
    }
)


def nearest(key: str) -> str:
    """The key that is meant most likely, by its whole name or by the part behind the dot; empty where none is near."""
    bare = {name.partition(".")[2]: name for name in KEYS}
    part = key.rpartition(".")[2].strip().lower()
    if part in bare:
        return bare[part]
    found = get_close_matches(key, KEYS, 1, 0.75) or [bare[near] for near in get_close_matches(part, bare, 1, 0.75)]
    return next(iter(found), "")
