"""Names of what a credit report holds: registrations and findings, by the keys every provider's answer is brought to."""

from collections.abc import Mapping

from wording.cells import safe
from wording.words import _, mark

__all__ = ["finding", "registration", "unit", "value"]

_REGISTRATION: Mapping[str, str] = {
    "company_number": mark("company no."),
    "vat": mark("VAT no."),
    "lei": mark("LEI"),
    "duns": mark("D-U-N-S"),
    "cik": mark("CIK"),
    "connect_id": mark("Creditsafe Connect id"),
    "coface_id": mark("Coface company id"),
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
    "rating": mark("rating on our scale"),
    "equity_percent": mark("equity in percent of assets"),
    "acid_test": mark("acid test"),
    "return_on_assets": mark("return on assets in percent"),
    "cash_ratio": mark("cash to current liabilities"),
    "z_double": mark("Altman Z''"),
    "paydex": mark("PAYDEX"),
    "age_years": mark("age in years"),
    "vat_valid": mark("VAT number valid"),
    "lei_status": mark("LEI status"),
    "disqualified_officers": mark("disqualified officers"),
    "auditor_opinion": mark("auditor's opinion"),
    "turnover_change": mark("change of turnover in percent"),
    "debtor_days": mark("debtor days"),
    "creditor_days": mark("creditor days"),
    "stock_turnover": mark("stock turnover"),
    "pretax_margin": mark("margin before tax in percent"),
    "wgi_rule_of_law": mark("rule of law (WGI)"),
    "wgi_political_stability": mark("political stability (WGI)"),
    "fx_change_90d": mark("currency in 90 days, percent"),
    "sector_rating": mark("sector rating"),
    "country_sanctioned": mark("country sanctioned"),
    "retained_earnings": mark("retained earnings"),
    "ebit": mark("EBIT"),
    "sales": mark("sales"),
    "market_equity": mark("market value of equity"),
    "book_equity": mark("book equity"),
    "net_income": mark("net income"),
    "net_income_before": mark("net income of the year before"),
    "funds_from_operations": mark("funds from operations"),
    "price_index": mark("price index"),
    "rating_text": mark("rating, as the report words it"),
    "rating_changed_on": mark("rating changed"),
    "operating_profit": mark("operating profit"),
    "interest_expense": mark("interest expense"),
    "inventories": mark("inventories"),
    "intangible_assets": mark("intangible assets"),
    "trade_payables": mark("trade payables"),
    "trade_receivables": mark("trade receivables"),
    "accounts_type": mark("kind of accounts"),
    "consolidated": mark("consolidated accounts"),
    "listed": mark("listed on an exchange"),
    "manufacturer": mark("manufacturer"),
    "financial_firm": mark("bank or insurer"),
    "direct_parent": mark("direct parent"),
    "ultimate_parent": mark("ultimate parent"),
    "direct_parent_exception": mark("why no direct parent is named"),
    "ultimate_parent_exception": mark("why no ultimate parent is named"),
    "last_charge_on": mark("last charge"),
    "vat_number": mark("VAT number asked about"),
    "registered_office_flags": mark("registered office, what is wrong with it"),
    "vat_name": mark("name in the VAT register"),
    "vat_address": mark("address in the VAT register"),
    "newest_appointment_on": mark("newest appointment"),
    "pep_hits": mark("hits among public office holders"),
    "other_list_hits": mark("hits on other lists"),
    "unlikely_hits": mark("names that resemble it, and no match"),
    "screened_on": mark("screened on"),
    "dataset_version": mark("version of the lists"),
    "paydex_industry_median": mark("PAYDEX, industry"),
    "late_payment_index": mark("late payment index"),
    "trade_lines": mark("trade lines"),
    "failure_percentile": mark("percentile of failure score"),
    "delinquency_class": mark("class of delinquency score"),
    "contract_limit": mark("limit advised for one contract"),
    "court_judgments_value": mark("sum of court judgments"),
}
_OWN: Mapping[str, str] = {
    "own_ledger.dbt_days": mark("days beyond our terms"),
    "own_ledger.late_percent": mark("percent of our invoices paid late or overdue"),
    "own_ledger.kept_percent": mark("percent of promises kept"),
    "own_ledger.purchases_change": mark("change of purchases from us in percent"),
}
"""What the own ledger says, beside a provider's finding of the same kind."""
_VALUE: Mapping[str, str] = {
    "true": mark("yes"),
    "false": mark("no"),
    "safe": mark("safe"),
    "grey": mark("grey zone"),
    "distress": mark("distress"),
    "active": mark("active"),
    "dormant": mark("dormant"),
    "improving": mark("improving"),
    "stable": mark("stable"),
    "worsening": mark("worsening"),
    "high_income_oecd": mark("high-income OECD country, not classified"),
    "high_income_euro_area": mark("high-income euro country, not classified"),
    "euro_microstate": mark("small state of the euro, not classified"),
    "not_reviewed": mark("not reviewed by the OECD, not classified"),
    "low": mark("low"),
    "medium": mark("medium"),
    "high": mark("high"),
    "very_high": mark("very high"),
    "insolvency": mark("insolvency"),
    "dissolved": mark("dissolved"),
    "strike_off_proposed": mark("strike-off proposed"),
    "undeliverable": mark("post cannot be delivered there"),
    "in_dispute": mark("in dispute"),
    "undeliverable, in_dispute": mark("post cannot be delivered there, and in dispute"),
    "none": mark("none"),
    "issued": mark("issued"),
    "lapsed": mark("lapsed"),
    "retired": mark("retired"),
    "unqualified": mark("unqualified"),
    "qualified": mark("qualified"),
    "adverse": mark("adverse"),
    "disclaimer": mark("disclaimer of opinion"),
    "natural_persons": mark("natural persons own it"),
    "non_consolidating": mark("nobody who owns it consolidates its accounts"),
    "no_known_person": mark("nobody is known to control it"),
    "parent_without_lei": mark("its parent has no LEI"),
    "parent_not_public": mark("its parent is not public"),
    "parent_bound_to_silence": mark("binding commitments forbid naming its parent"),
    "parent_legal_obstacles": mark("the law forbids naming its parent"),
    "parent_no_consent": mark("its parent did not consent to being named"),
    "parent_detriment_feared": mark("naming its parent may do harm"),
    "parent_detrimental": mark("naming its parent would do harm"),
}
_UNIT: Mapping[str, str] = {
    "points": mark("points"),
    "days": mark("days"),
    "ratio": mark("times"),
    "percent": "%",
    "%": "%",
}
"""Units of findings; one nobody named is shown as it stands."""


def registration(kind: str) -> str:
    """The name of a register's number; one nobody named is shown as it stands."""
    return _(_REGISTRATION[kind]) if kind in _REGISTRATION else safe(kind)


def finding(key: str) -> str:
    """The name of a finding by its normalised key; one nobody named is shown by its own words."""
    if key in _OWN:
        return _(_OWN[key])
    last = key.rpartition(".")[2]
    return _(_FINDING[last]) if last in _FINDING else safe(last.replace("_", " "))


def unit(word: str) -> str:
    """A finding's unit; one nobody named is shown as it stands."""
    return _(_UNIT[word]) if word in _UNIT else safe(word)


def value(word: str) -> str:
    """A finding's word; one nobody named is shown as it stands."""
    return _(_VALUE[word.lower()]) if word.lower() in _VALUE else safe(word)
