"""What the outside says of a buyer: a credit report with its findings, and events that were published.

Every finding names where it came from, and a finding without a value says why it has none: absent is never zero.
An event that dismisses another supersedes it and does not erase it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from credit.money import Money

__all__ = [
    "Costless",
    "CreditReport",
    "DriftNote",
    "EventKind",
    "FailedSection",
    "Finding",
    "FindingStatus",
    "FindingValue",
    "Match",
    "RiskEvent",
    "Severity",
    "changed_findings",
    "regressed",
]

FindingValue = Decimal | str | bool | date | Money


class FindingStatus(StrEnum):
    """Whether a finding has a value, and if not, why."""

    KNOWN = "known"
    NOT_PUBLISHED = "not_published"
    NOT_APPLICABLE = "not_applicable"
    """The provider says that the question does not arise for this buyer, such as accounts of a branch."""
    UNAVAILABLE_NOW = "unavailable_now"
    AMBIGUOUS = "ambiguous"
    CONFLICT = "conflict"
    """The answer contradicts itself: two places that must agree do not."""


class Match(StrEnum):
    """How surely an answer is about this buyer."""

    EXACT_ID = "exact_id"
    POSSIBLE = "possible"
    """The number was not found in the text: shown, never counted as an event, until a person said whose it is."""
    CONFIRMED = "confirmed"
    """A person said that it is about this buyer."""
    REFUSED = "refused"
    """A person said that it is about somebody else: it is not proposed again."""

    @property
    def ours(self) -> bool:
        """Whether it is about this buyer, as far as anybody may act on."""
        return self in (Match.EXACT_ID, Match.CONFIRMED)

    @property
    def decided(self) -> bool:
        """Whether a person said whose it is."""
        return self in (Match.CONFIRMED, Match.REFUSED)


class Severity(StrEnum):
    """How loudly something is said."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class EventKind(StrEnum):
    """Published events of a buyer's life (PROVIDERS.md section 5)."""

    WINDING_UP_PETITION = "winding_up_petition"
    WINDING_UP_PETITION_DISMISSED = "winding_up_petition_dismissed"
    WINDING_UP_ORDER = "winding_up_order"
    ADMINISTRATION = "administration"
    CVA = "cva"
    RECEIVERSHIP = "receivership"
    CVL = "cvl"
    MVL = "mvl"
    MORATORIUM = "moratorium"
    STRIKE_OFF_NOTICE = "strike_off_notice"
    STRIKE_OFF_DISCONTINUED = "strike_off_discontinued"
    DISSOLVED = "dissolved"
    CHARGE_CREATED = "charge_created"
    CHARGE_SATISFIED = "charge_satisfied"
    DIRECTOR_RESIGNED = "director_resigned"
    RATING_CHANGED = "rating_changed"
    LIMIT_CHANGED = "limit_changed"
    JUDGMENT = "judgment"
    ACCOUNTS_OVERDUE = "accounts_overdue"
    NAME_CHANGED = "name_changed"
    ADDRESS_CHANGED = "address_changed"
    SANCTIONS_HIT = "sanctions_hit"
    LIST_HIT = "list_hit"
    """On a list that bars no trade: of convictions, debarments, warnings."""
    PEP_HIT = "pep_hit"
    """Somebody with a public office, or close to one."""
    VAT_DEREGISTERED = "vat_deregistered"
    LEI_LAPSED = "lei_lapsed"
    CLAIM_DEADLINE = "claim_deadline"
    SOMETHING_CHANGED = "something_changed"
    """A provider says that something changed, and not what: a person has to look."""

    @property
    def opens_insolvency(self) -> bool:
        """Whether the company is now in insolvency proceedings: direct demands stop, claims are filed."""
        return self in _OPENS

    @property
    def severity(self) -> Severity:
        """How loudly the event is said when it is learnt."""
        if self.opens_insolvency or self in _CRITICAL:
            return Severity.CRITICAL
        return Severity.WARNING if self in _WARNING else Severity.INFO


_OPENS = frozenset(
    {EventKind.WINDING_UP_ORDER, EventKind.ADMINISTRATION, EventKind.CVL, EventKind.RECEIVERSHIP, EventKind.DISSOLVED}
)
_CRITICAL = frozenset({EventKind.WINDING_UP_PETITION, EventKind.MORATORIUM, EventKind.CVA, EventKind.SANCTIONS_HIT})
_WARNING = frozenset(
    {
        EventKind.STRIKE_OFF_NOTICE,
        EventKind.MVL,
        EventKind.JUDGMENT,
        EventKind.ACCOUNTS_OVERDUE,
        EventKind.RATING_CHANGED,
        EventKind.LIMIT_CHANGED,
        EventKind.VAT_DEREGISTERED,
        EventKind.DIRECTOR_RESIGNED,
        EventKind.CHARGE_CREATED,
        EventKind.CLAIM_DEADLINE,
        EventKind.LIST_HIT,
        EventKind.SOMETHING_CHANGED,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One value of a report under its normalised key, with its source."""

    key: str
    """Such as `financial_strength.rating_provider` (PROVIDERS.md section 5)."""
    value: FindingValue | None
    """`None` exactly when `status` is not `known`."""
    status: FindingStatus = FindingStatus.KNOWN
    unit: str = ""
    path: str = ""
    """Where in the answer it was read."""
    original: str = ""
    """The answer's own text, shortened."""
    as_of: date | None = None
    """Day this value is of, where the provider dates it apart from the report."""
    period: tuple[date, date] | None = None
    """First and last day of what it sums, such as a turnover; `None` for a value of one day."""
    endpoint: str = ""
    """Which of the provider's answers holds it; empty: the one the report names."""
    raw_sha256: str = ""
    """Of that answer; empty: the report's."""


class Costless(StrEnum):
    """Why a report tells no cost."""

    FREE = "free"
    """Whoever gave it bills nothing for it."""
    NOT_CHARGED = "not_charged"
    """It bills, and this one was not charged, such as a report that there is none."""
    PRICE_UNKNOWN = "price_unknown"
    """Nobody wrote the price down."""
    CHARGE_UNKNOWN = "charge_unknown"
    """Nobody knows whether it was charged."""


@dataclass(frozen=True, slots=True)
class FailedSection:
    """A part of a report that was asked for and did not come: what was known of it before stands, with its own date."""

    section: str
    reason: str
    """Word of the provider's run, such as `server_error` or `forbidden`."""


@dataclass(frozen=True, slots=True)
class DriftNote:
    """A place where the answer was of another form than the provider describes."""

    path: str
    expected: str
    got: str
    """The kind of what stood there; never the value."""


@dataclass(frozen=True, slots=True)
class CreditReport:
    """One answer of one provider about one buyer, as fetched at one moment."""

    kind: ClassVar[str] = "report"

    id: str
    customer_id: str
    provider: str
    fetched_at: datetime
    learnt_on: date
    as_of: date | None = None
    """Day the provider formed its opinion, where it says so; never the day of fetching."""
    findings: tuple[Finding, ...] = ()
    endpoint: str = ""
    raw_sha256: str = ""
    cost: Money | None = None
    """What it cost, whenever it was paid for; `None` for the reason in `costless`."""
    product: str = ""
    """What was ordered, by the provider's name for it."""
    provider_ref: str = ""
    """The provider's own number of this answer: order, correlation."""
    licence: str = ""
    """Words the provider's licence wants to stand beside its data."""
    failed: tuple[FailedSection, ...] = ()
    drift: tuple[DriftNote, ...] = ()
    requested: tuple[str, ...] = ()
    """Parts that were asked for, by the provider's names."""
    came: tuple[str, ...] = ()
    """Those of them that came; what is in neither `came` nor `failed` is missing without a word."""
    language: str = ""
    """Of its texts, as the provider names it; empty where it does not say."""
    parser: str = ""
    """By which reading its findings came: the kind of provider, the edition, and of a mapping its mark."""
    costless: Costless | None = None
    """Why there is no cost; `None` where there is one, and in reports written down before this was told."""

    @property
    def spoken_on(self) -> date:
        """Day its opinion is of; where it does not say, the day it was learnt, whenever it was fetched."""
        return self.as_of or self.learnt_on

    def age(self, on: date) -> int:
        """Days its opinion is old on `on`."""
        return (on - self.spoken_on).days

    def finding(self, key: str) -> Finding | None:
        """The finding of this key, with or without a value."""
        return next((finding for finding in self.findings if finding.key == key), None)


@dataclass(frozen=True, slots=True)
class RiskEvent:
    """One published event about a buyer."""

    kind: ClassVar[str] = "event"

    id: str
    """Provider and the provider's own number, so that the same notice is the same fact however often it is read."""
    customer_id: str
    event: EventKind
    published_on: date
    learnt_on: date
    provider: str
    title: str = ""
    match: Match = Match.EXACT_ID
    url: str = ""
    deadline: date | None = None
    """Last day the notice itself sets, such as for proofs of debt; `None` where it sets none."""
    withdrawn: bool = False
    """Whoever published it took it back: it stays told and counts no longer."""

    @property
    def counts(self) -> bool:
        """Whether the trade acts on it: it is about this buyer and stands."""
        return self.match.ours and not self.withdrawn


def changed_findings(before: CreditReport | None, after: CreditReport) -> tuple[str, ...]:
    """Keys whose value or status reads differently than before, and keys that are new or gone; all of them for a first report."""
    old = {found.key: (found.value, found.status) for found in before.findings} if before is not None else {}
    new = {found.key: (found.value, found.status) for found in after.findings}
    return tuple(key for key in {**new, **old} if old.get(key) != new.get(key))


def regressed(before: CreditReport | None, after: CreditReport) -> bool:
    """Whether a provider went back: what it says now is of an earlier day than what it said before."""
    return before is not None and before.as_of is not None and after.as_of is not None and after.as_of < before.as_of
