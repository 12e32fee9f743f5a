"""Names of what a credit report holds: registrations and findings, by the keys every provider's answer is brought to."""

from collections.abc import Mapping

from wording.cells import safe
from wording.words import _, mark

__all__ = ["finding", "registration"]

_REGISTRATION: Mapping[str, str] = {
    "company_number": mark("company no."),
    "vat": mark("VAT no."),
    "lei": mark("LEI"),
    "duns": mark("D-U-N-S"),
}
_FINDING: Mapping[str, str] = {
    "rating_common": mark("rating"),
    "rating_provider": mark("provider's score"),
    "rating_previous": mark("score before"),
    "pd": mark("probability of default"),
    "credit_limit": mark("credit limit advised"),
    "turnover": mark("turnover"),
    "pretax_profit": mark("profit before tax"),
    "equity": mark("equity"),
    "total_assets": mark("total assets"),
    "cash": mark("cash"),
    "current_assets": mark("current assets"),
    "current_liabilities": mark("current liabilities"),
    "total_liabilities": mark("total liabilities"),
    "current_ratio": mark("current ratio"),
    "gearing": mark("gearing"),
    "accounts_date": mark("accounts of"),
    "legal_status": mark("legal status"),
    "incorporated_on": mark("incorporated"),
    "legal_form": mark("legal form"),
    "filings_overdue": mark("filings overdue"),
    "charges_outstanding": mark("charges outstanding"),
    "insolvency_open": mark("insolvency open"),
    "directors_active": mark("directors"),
    "resignations_12m": mark("resignations in 12 months"),
    "sanctions_hits": mark("sanctions hits"),
    "dbt_days": mark("days beyond terms"),
    "industry_dbt_days": mark("days beyond terms, industry"),
    "payment_trend": mark("payment trend"),
    "late_share": mark("share paid late"),
    "past_due": mark("past due"),
    "court_judgments": mark("court judgments"),
    "employees": mark("employees"),
    "oecd_crc": mark("country risk (OECD)"),
    "country_rating_insurer": mark("country rating"),
}


def registration(kind: str) -> str:
    """The name of a register's number; one nobody named is shown as it stands."""
    return _(_REGISTRATION[kind]) if kind in _REGISTRATION else safe(kind)


def finding(key: str) -> str:
    """The name of a finding by its normalised key; one nobody named is shown by its own words."""
    last = key.rpartition(".")[2]
    return _(_FINDING[last]) if last in _FINDING else safe(last.replace("_", " "))
