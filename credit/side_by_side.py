"""What providers say of one buyer, key by key and side by side: never averaged, and where two disagree both stand there.

Each provider speaks by its latest report. A part of it that did not come leaves what the provider said of that part before,
with its own day. Values are compared where they can be: not a score on its maker's own scale, not the accounts of two years.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.money import Money
from credit.report import CreditReport, Finding, FindingStatus, FindingValue

__all__ = ["Compared", "Told", "differ", "latest_of_each", "side_by_side"]

ACCOUNTS_DATE = "financial_strength.accounts_date"
_OPINIONS = frozenset(
    f"financial_strength.{name}"
    for name in ("rating_common", "rating_provider", "rating_previous", "rating_text", "rating_changed_on", "pd", "credit_limit")
)
"""Of the provider, and not of the accounts."""
_ITS_OWN = (_OPINIONS - {"financial_strength.credit_limit"}) | frozenset(
    {
        ACCOUNTS_DATE,
        "financial_strength.failure_percentile",
        "management_factors.screened_on",
        "management_factors.dataset_version",
        "operating_capability.late_payment_index",
        "external_environment.country_rating_insurer",
        "external_environment.sector_rating",
    }
)
"""On a scale of the provider's own, or about the provider's own work: two of them do not contradict each other."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one provider says under one key."""

    finding: Finding
    report: CreditReport
    carried: bool = False
    """From an earlier report: the part it belongs to did not come with the latest."""

    @property
    def of(self) -> date | None:
        """Day the value itself is of: its period's end, its own day, or that of the accounts it stands in."""
        found = self.finding
        if found.period is not None:
            return found.period[1]
        if found.as_of is not None or not found.key.startswith("financial_strength.") or found.key in _OPINIONS:
            return found.as_of
        accounts = self.report.finding(ACCOUNTS_DATE)
        return accounts.value if accounts is not None and isinstance(accounts.value, date) else None


@dataclass(frozen=True, slots=True)
class Compared:
    """One key, and what each provider that told it says."""

    key: str
    told: tuple[Told, ...]
    """In the order of their reports, the latest opinion first; at most one of each provider."""
    conflict: bool = False
    """Whether two known values of it differ by more than is let pass."""

    def by(self, provider: str) -> Told | None:
        """What this provider says."""
        return next((each for each in self.told if each.report.provider == provider), None)


def latest_of_each(reports: Iterable[CreditReport]) -> tuple[CreditReport, ...]:
    """The latest report of each provider, of reports that come latest first."""
    found: dict[str, CreditReport] = {}
    for report in reports:
        found.setdefault(report.provider, report)
    return tuple(found.values())


def side_by_side(reports: Sequence[CreditReport], percent: Decimal) -> tuple[Compared, ...]:
    """Every key that any provider told, of reports that come latest first; up to `percent` apart, numbers are taken for equal."""
    by_key: dict[str, list[Told]] = {}
    for report in latest_of_each(reports):
        for told in _told(report, reports):
            by_key.setdefault(told.finding.key, []).append(told)
    return tuple(Compared(key, tuple(told), _conflict(told, percent)) for key, told in by_key.items())


def _told(latest: CreditReport, reports: Sequence[CreditReport]) -> Iterator[Told]:
    """What a provider says: its latest report, and of what of it did not come, or stands there no more, what it said last."""
    before: dict[str, Told] = {}
    for report in reports:
        if report.provider == latest.provider and report is not latest:
            for finding in report.findings:
                if finding.value is not None:
                    before.setdefault(finding.key, Told(finding, report, carried=True))
    for finding in latest.findings:
        told = before.pop(finding.key, None)
        yield told if told is not None and finding.status is FindingStatus.UNAVAILABLE_NOW else Told(finding, latest)
    if latest.failed:
        yield from before.values()


def _conflict(told: Sequence[Told], percent: Decimal) -> bool:
    return any(_contradict(one, other, percent) for place, one in enumerate(told) for other in told[:place])


def _contradict(one: Told, other: Told, percent: Decimal) -> bool:
    """Whether two known values of one thing differ."""
    a, b = one.finding, other.finding
    if a.value is None or b.value is None or a.key in _ITS_OWN or a.unit.casefold() != b.unit.casefold():
        return False
    if one.of is not None and other.of is not None and one.of != other.of:
        return False
    return differ(a.value, b.value, percent)


def differ(one: FindingValue, other: FindingValue, percent: Decimal) -> bool:
    """Whether two values are further apart than `percent` of the larger; amounts of two currencies are not compared."""
    if isinstance(one, Money) and isinstance(other, Money):
        return one.currency == other.currency and _apart(Decimal(one.minor), Decimal(other.minor), percent)
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return _apart(one, other, percent)
    return _word(one) != _word(other)


def _apart(one: Decimal, other: Decimal, percent: Decimal) -> bool:
    return abs(one - other) * 100 > max(abs(one), abs(other)) * percent


def _word(value: FindingValue) -> str:
    return " ".join(str(value).split()).casefold()
