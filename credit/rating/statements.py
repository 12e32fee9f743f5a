"""From a report's findings to the distress models: which statements they are, and what kind of firm it is.

The models themselves stand in `credit.distress`. The latest report that tells total assets speaks; of its amounts those of one
currency count. Nothing stands in for what is not told: profit before tax is no EBIT, and its absence is named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.assessment import Assessment
from credit.book import Book
from credit.distress import Firm, ModelResult, Statements, Zone, distress_models
from credit.money import Money
from credit.rating.dimension import Input
from credit.rating.report_inputs import known_findings, spoken_reports
from credit.report import CreditReport, FindingValue

__all__ = ["DEFAULT_MODEL", "Distress", "distress", "distress_inputs", "firm_of", "statements_of"]

DEFAULT_MODEL = "altman_z_double"
"""For a private foreign buyer: it needs neither a market value nor sales (TRADE.md 3.5)."""
FIN, ENT = "financial_strength.", "enterprise_quality."
AMOUNTS: Mapping[str, str] = {
    "total_assets": "total_assets", "current_assets": "current_assets", "current_liabilities": "current_liabilities",
    "total_liabilities": "total_liabilities", "retained_earnings": "retained_earnings", "ebit": "ebit", "sales": "turnover",
    "market_equity": "market_equity", "book_equity": "equity", "net_income": "net_income",
    "net_income_before": "net_income_before", "funds_from_operations": "funds_from_operations",
}  # fmt: skip
"""Figures of the statements by the findings that tell them (PROVIDERS.md section 5, and further keys of the same room)."""


@dataclass(frozen=True, slots=True)
class Distress:
    """What the models say of one report's statements."""

    results: tuple[ModelResult, ...]
    report: CreditReport
    dated: date
    """Day of the accounts, else of the report."""
    told: Statements
    """What the statements say, as the models read them."""

    def of(self, name: str) -> ModelResult:
        """The result of the model of this name; raises `StopIteration` where there is none."""
        return next(result for result in self.results if result.name == name)


def distress(assessed: Assessment, book: Book) -> Distress | None:
    """Every model over the latest statements known; `None` where no report tells total assets."""
    for report in spoken_reports(assessed.account, assessed.on):
        known = known_findings(report)
        if isinstance(known.get(FIN + "total_assets"), Money):
            accounts = known.get(FIN + "accounts_date")
            dated = accounts if isinstance(accounts, date) and accounts <= assessed.on else report.spoken_on
            firm = firm_of(known, assessed, book)
            told = statements_of(known)
            return Distress(distress_models(told, firm, book.policy.distress), report, dated, told)
    return None


def distress_inputs(assessed: Assessment, book: Book) -> Iterator[Input]:
    """The zone of the default model, as one input of financial strength."""
    found = distress(assessed, book)
    result = found.of(DEFAULT_MODEL) if found else None
    if found is not None and result is not None and result.zone is not Zone.UNKNOWN:
        report = found.report
        bearer = ("report", report.id)
        yield Input(FIN + "z_double", result.zone.value, report.spoken_on, report.provider, bearer, found.dated, (DEFAULT_MODEL,))


def statements_of(known: Mapping[str, FindingValue]) -> Statements:
    """The statements in whole units of the currency total assets are in; amounts of another currency are not known.

    Total liabilities that are not told are total assets less equity, which is what a balance sheet says.
    """
    assets = known[FIN + "total_assets"]
    currency = assets.currency if isinstance(assets, Money) else ""
    told: dict[str, Decimal] = {}
    for name, key in AMOUNTS.items():
        value = known.get(FIN + key)
        if isinstance(value, Money) and value.currency == currency:
            told[name] = value.amount
    if "total_liabilities" not in told and {"total_assets", "book_equity"} <= told.keys():
        told["total_liabilities"] = told["total_assets"] - told["book_equity"]
    index = known.get(FIN + "price_index")
    return Statements(currency, **told, price_index=index if isinstance(index, Decimal) else None)


def firm_of(known: Mapping[str, FindingValue], assessed: Assessment, book: Book) -> Firm:
    """What kind of firm it is, as far as it was told; an emerging market is one the OECD classes [P]."""
    country = assessed.account.customer.country
    risk = book.countries.at(country, assessed.on) if country else None
    emerging: bool | None = None
    if risk is not None:
        emerging = True if risk.risk_class is not None else False if risk.well_off else None
    listed, maker, bank = (_yes(known.get(ENT + name)) for name in ("listed", "manufacturer", "financial_firm"))
    return Firm(listed, maker, emerging, bank)


def _yes(value: FindingValue | None) -> bool | None:
    return value if isinstance(value, bool) else None
