"""What the desk may expect of anybody it asks about a buyer: one question, one result, never an exception.

A provider is slow, closed, wrong or out of quota on an ordinary day, and none of that may end a refresh of forty buyers
or take away what is known. So whatever the outside does comes back as the ending of a result; a provider that returned
nothing and a provider that could not be asked look different, and an event that may be about a namesake is kept apart.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from credit.check import Check
from credit.customer import Customer
from credit.identity import Candidate
from credit.money import Money
from credit.report import CreditReport, RiskEvent
from integrations.endings import Ending
from integrations.terms import Rate

__all__ = [
    "Identifies",
    "IdentityQuery",
    "Monitors",
    "Provider",
    "ProviderCandidates",
    "ProviderEvents",
    "ProviderInfo",
    "ProviderResult",
    "ResultReason",
    "Warned",
    "never",
]


class ResultReason(StrEnum):
    """Why a run ended as it did where nothing was wrong with the line; `endings.Reason` names what was."""

    NO_ID = "no_id"
    """Nobody wrote down the buyer's number, so there was nothing to ask by."""
    UNUSABLE_ID = "unusable_id"
    """The number that was written down cannot stand in an address."""
    WRONG_COMPANY = "wrong_company"
    """The answer is about somebody else."""
    SUBJECT_MISSING = "subject_missing"
    """The answer does not say whom it is about, where the mapping says it should."""
    NOTHING_KNOWN = "nothing_known"
    """An answer in which not one mapped field was found: an error that came as a success, or another format."""
    REPORT_LATER = "report_later"
    """The provider's opinion is younger than the day that is looked at."""
    ORDER_PENDING = "order_pending"
    """The report was ordered and is being prepared; the next refresh asks for it."""
    ORDER_REFUSED = "order_refused"
    """The report was ordered, and the provider will not deliver it."""
    NO_COUNTRY = "no_country"
    """Nobody wrote down the buyer's country."""
    NO_VAT_REGISTER = "no_vat_register"
    """Nobody says whose VAT register the number is in, or it is none that is asked here."""
    VAT_OF_BRITAIN = "vat_of_britain"
    """Great Britain left VIES; HMRC keeps its register."""
    NOT_FILED = "not_filed"
    """The company files nothing there, or is known there by another number."""
    VAT_MISTYPED = "vat_mistyped"
    """The number's check digits do not agree, so nobody was asked."""
    EVENTS_LEFT_OUT = "events_left_out"
    """Notices that could not be read were left out; the rest stands."""
    PAGES_REPEAT = "pages_repeat"
    """A list gave the same page again; what it had given before stands."""
    PAGES_TOO_MANY = "pages_too_many"
    """A list has more pages than are read."""
    PAGES_LEAD_AWAY = "pages_lead_away"
    """The next page is said to be somewhere else, where nobody may follow."""
    SECTIONS_FAILED = "sections_failed"
    """Parts of the report did not come; what was known of them stands."""
    FACTS_LOST = "facts_lost"
    """More of what must be there cannot be read than can: the answer is of a form nobody here knows, and is not used."""
    NOT_ITS_COUNTRY = "not_its_country"
    """The register holds no companies of the buyer's country."""
    NO_NAME = "no_name"
    """Nothing to search by: neither a name nor a number it knows."""


class Warned(StrEnum):
    """What a reader should know of a result that is usable all the same."""

    AS_OF_IN_FUTURE = "as_of_in_future"
    AS_OF_UNREADABLE = "as_of_unreadable"
    SUBJECT_UNCHECKED = "subject_unchecked"
    NONE_FOUND = "none_found"
    """Notices were asked for and none stands there: checked, which is not the same as clean."""
    PUBLISHED_LATER = "published_later"
    PUBLISHED_UNREADABLE = "published_unreadable"
    ID_MISSING = "id_missing"
    KIND_UNKNOWN = "kind_unknown"
    ITEMS_UNREADABLE = "items_unreadable"
    NAME_DIFFERS = "name_differs"
    """The register has the number under a name that does not resemble the buyer's."""
    HITS_WAIT = "hits_wait"
    """Somebody on a list resembles the buyer: a person has to say whether it is the buyer."""
    CLOCK_SKEWED = "clock_skewed"
    """The provider's clock and ours are more than a minute apart."""
    NOT_KEPT = "not_kept"
    """The answer could not be written down as it came; what was read of it stands."""
    LABEL_DISAGREES = "label_disagrees"
    """A notice calls itself something else than its code means here; its own words were believed."""
    PAGES_LEFT = "pages_left"
    """There were more pages than are read."""
    PAGES_REPEATED = "pages_repeated"
    """A page came twice; every entry was counted once."""
    WRONG_COMPANY = "wrong_company"
    """Part of the answer was about another company and was left out."""
    DRIFTED = "drifted"
    """Parts of the answer were of another form than the provider describes."""
    PRIVATE_PETITIONS = "private_petitions"
    """Petitions of the time that was searched may have stayed private."""


@dataclass(frozen=True, slots=True)
class ProviderInfo:
    """One provider as it is configured."""

    name: str
    kind: str
    host: str
    """Host of its base URL, with the port where it is not the usual one."""
    billable: bool = False
    cost: Money | None = None
    """What one refresh of one buyer costs; `None` where nothing is billed or nobody wrote the price down."""
    base_url: str = ""
    budget: Money | None = None
    """What may be spent on it in a calendar month; `None`: no more is said than each time."""
    left: Money | None = None
    """What is left of that this month."""
    rate: Rate | None = None
    """How often it may be asked, where a limit is known."""


@dataclass(frozen=True, slots=True)
class ProviderResult:
    """What became of asking one provider about one buyer."""

    provider: str
    customer_id: str
    ending: Ending
    reason: str = ""
    """A word of `ResultReason`, `endings.Reason`, `secrets.SecretTrouble` or `auth.AuthTrouble`, or `request_` and one of
    `address.RequestTrouble`; empty where all went well."""
    report: CreditReport | None = None
    events: tuple[RiskEvent, ...] = ()
    possible: tuple[RiskEvent, ...] = ()
    """Notices in which the buyer's number was not found: for a human eye, never events."""
    warnings: tuple[Warned, ...] = ()
    cost: Money | None = None
    """What was charged, or may have been where the ending says so."""
    until: datetime | None = None
    """UTC moment before which asking again is useless."""
    secret: str = ""
    """Reference of the secret that was refused or not found; never the secret."""
    checks: tuple[Check, ...] = ()
    """What was searched and how much was found, where the search came to its end."""

    @property
    def answered(self) -> bool:
        """Whether something usable came back."""
        return self.ending in (Ending.OK, Ending.PARTIAL)


@dataclass(frozen=True, slots=True)
class IdentityQuery:
    """Whom a register is asked about, before anybody knows the number it has there."""

    name: str
    country: str = ""
    """ISO 3166-1 alpha-2; empty where nobody wrote it down."""
    registrations: tuple[tuple[str, str], ...] = ()
    """Numbers that are known already, as pairs of kind and number."""
    most: int = 20
    """Candidates a person can look through."""
    customer_id: str = ""
    """The buyer's number in the book, by which what was answered can be forgotten with the buyer; it is sent to nobody."""

    @classmethod
    def of(cls, customer: Customer) -> "IdentityQuery":
        """The query about a buyer of the book."""
        return cls(customer.name, customer.country, customer.registrations, customer_id=customer.id)

    def number(self, kind: str) -> str:
        """Number of this kind, or empty."""
        return next((number.strip() for name, number in self.registrations if name == kind), "")


@dataclass(frozen=True, slots=True)
class ProviderCandidates:
    """What became of asking a register who a buyer may be; whether one is the buyer is for `credit.identity` and a person."""

    provider: str
    ending: Ending
    """`ok` also where the register answered and knows nobody."""
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
    """In the register's own order."""
    total: int | None = None
    """How many the register says there are; `None` where it does not say."""
    cost: Money | None = None
    until: datetime | None = None
    secret: str = ""


@dataclass(frozen=True, slots=True)
class ProviderEvents:
    """What became of asking a provider that watches buyers what is new."""

    provider: str
    ending: Ending
    reason: str = ""
    events: tuple[RiskEvent, ...] = ()
    checks: tuple[Check, ...] = ()
    """What was searched of each buyer that was to be watched, where the reading came to its end."""
    watched: int = 0
    """Buyers it was asked about."""
    unknown: tuple[str, ...] = ()
    """Its own words for events that mean none here, each once."""
    warnings: tuple[Warned, ...] = ()
    cost: Money | None = None
    until: datetime | None = None
    secret: str = ""

    @property
    def answered(self) -> bool:
        """Whether something usable came back."""
        return self.ending in (Ending.OK, Ending.PARTIAL)


def never() -> bool:
    """Call nothing off."""
    return False


class Provider(Protocol):
    """Somebody who can be asked about a buyer."""

    @property
    def info(self) -> ProviderInfo:
        """Name, kind, host and price, without asking anybody."""
        ...

    def under_way(self, subject: Customer) -> bool:
        """Whether a report about `subject` was ordered and is still to come: asking for it costs nothing more."""
        ...

    def fetch(
        self, subject: Customer, on: date, known: Iterable[RiskEvent] = (), cancelled: Callable[[], bool] = never
    ) -> ProviderResult:
        """Ask about `subject` with `on` as today.

        `known` are events the book holds already: one that reads the same keeps the day it was first learnt. Call from a
        worker thread; `cancelled` is looked at while the answer is awaited.
        """
        ...


@runtime_checkable
class Identifies(Protocol):
    """A provider that can be searched by name."""

    def identify(self, query: IdentityQuery, cancelled: Callable[[], bool] = never) -> ProviderCandidates:
        """Search for the company; failures are endings, never exceptions, and nobody is chosen."""
        ...


@runtime_checkable
class Monitors(Protocol):
    """A provider that watches buyers by itself and is asked what is new of all of them at once."""

    @property
    def events_bill(self) -> bool:
        """Whether reading its events costs money."""
        ...

    def events(
        self,
        subjects: Iterable[Customer],
        since: date,
        on: date,
        put: Mapping[str, date | None] = MappingProxyType({}),
        cancelled: Callable[[], bool] = never,
    ) -> ProviderEvents:
        """What was published of `subjects` from `since` to `on`; failures are endings, never exceptions.

        Those named in `put` are given into its care first, each with the first day it is known to have been watched: of days
        before that no event tells anything. A buyer it does not watch has no events.
        """
        ...
