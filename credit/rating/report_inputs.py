"""What reports of any provider say, key by key: of each provider its latest known word, the latest of all first.

Providers are never averaged. Of a key that several tell, the latest word is the one that counts, and the others stand behind
it, so that a conflict can be told (PROVIDERS.md section 5).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.money import Money
from credit.rating.derived import derived
from credit.rating.dimension import Input, Inputs
from credit.rating.letter import Grade
from credit.rating.scales import Scales, mapped
from credit.report import CreditReport, FindingValue

__all__ = ["known_findings", "report_inputs", "spoken_reports"]

ACCOUNTS_DATE = "financial_strength.accounts_date"
TURNOVER = "financial_strength.turnover"
RATIO_KEYS = frozenset({"gearing", "current_ratio", "acid_test", "cash_ratio"})
"""Findings that are ratios; told in percent they are divided by 100."""


def spoken_reports(account: Account, on: date) -> tuple[CreditReport, ...]:
    """Reports whose opinion is of `on` or earlier, the latest first."""
    return tuple(report for report in account.reports if report.spoken_on <= on)


def known_findings(report: CreditReport) -> dict[str, FindingValue]:
    """Findings of one report that have a value, by key."""
    return {found.key: found.value for found in report.findings if found.value is not None}


def report_inputs(account: Account, on: date, scales: Scales) -> Inputs:
    """Every input that reports give on `on`, by key; a source stands once under each."""
    reports = spoken_reports(account, on)
    found: defaultdict[str, dict[str, Input]] = defaultdict(dict)
    for told in (
        *_ratings(reports, scales),
        *(told for report in reports for told in _of_report(report, on)),
        *_changes(reports),
    ):
        found[told.key].setdefault(told.source, told)
    return {key: tuple(by_source.values()) for key, by_source in found.items()}


def _of_report(report: CreditReport, on: date) -> Iterator[Input]:
    """What one report says, its printed figures before those reckoned from them."""
    known = known_findings(report)
    accounts = known.get(ACCOUNTS_DATE)
    dated = accounts if isinstance(accounts, date) and accounts <= on else None
    units = {found.key: found.unit for found in report.findings}
    for key, value in known.items():
        plain = _plain(key, value, units[key])
        if plain is not None:
            yield _input(report, key, plain, dated)
    for key, ratio, made_of in derived(known, on):
        yield _input(report, key, ratio, dated, made_of)


def _input(report: CreditReport, key: str, value: Decimal | str, accounts: date | None, made_of: tuple[str, ...] = ()) -> Input:
    """An input of this report; figures of the accounts are as old as the accounts."""
    of_accounts = key.startswith("financial_strength.") or key in _OF_ACCOUNTS
    dated = accounts if of_accounts and key not in _OF_OPINION else None
    return Input(key, value, report.spoken_on, report.provider, ("report", report.id), dated, made_of)


_OF_ACCOUNTS = frozenset(
    f"operating_capability.{name}"
    for name in ("debtor_days", "creditor_days", "stock_turnover", "pretax_margin", "turnover_change")
) | {"management_factors.auditor_opinion"}
_OF_OPINION = frozenset(f"financial_strength.{name}" for name in ("rating", "rating_provider", "rating_common", "pd"))


def _plain(key: str, value: FindingValue, unit: str) -> Decimal | str | None:
    """A finding as a number or a word; amounts and days are neither by themselves."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return value / 100 if unit == "percent" and key.rpartition(".")[2] in RATIO_KEYS else value
    return value if isinstance(value, str) else None


def _ratings(reports: Iterable[CreditReport], scales: Scales) -> Iterator[Input]:
    """What each provider's latest rating means on the internal scale; one that means none is for a person, no score."""
    for found in mapped(reports, scales):
        if found.finding.key.startswith("financial_strength.") and found.grade is not Grade.UNRATED:
            bearer = ("report", found.report)
            yield Input(
                "financial_strength.rating", found.grade.value, found.on, found.provider, bearer, None, (found.finding.key,)
            )


def _changes(reports: Iterable[CreditReport]) -> Iterator[Input]:
    """How turnover moved between a provider's two latest accounts, in percent of the earlier ones."""
    by_provider: defaultdict[str, list[tuple[date, Money, CreditReport]]] = defaultdict(list)
    for report in reports:
        known = known_findings(report)
        accounts, sold = known.get(ACCOUNTS_DATE), known.get(TURNOVER)
        if isinstance(accounts, date) and isinstance(sold, Money):
            by_provider[report.provider].append((accounts, sold, report))
    for told in by_provider.values():
        change = _change(told)
        if change is not None:
            accounts, sold, report = told[0]
            yield Input(
                "operating_capability.turnover_change", change, report.spoken_on, report.provider, ("report", report.id),
                accounts, (TURNOVER,),
            )  # fmt: skip


def _change(told: list[tuple[date, Money, CreditReport]]) -> Decimal | None:
    accounts, sold, _ = told[0]
    for before, earlier, _report in told[1:]:
        if before < accounts and earlier.currency == sold.currency and earlier.minor > 0:
            return round(Decimal((sold.minor - earlier.minor) * 100) / earlier.minor, 1)
    return None
