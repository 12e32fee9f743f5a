"""What the desk may expect of anybody it asks about a buyer: one question, one result, never an exception.

A provider is slow, closed, wrong or out of quota on an ordinary day, and none of that may end a refresh of forty buyers
or take away what is known. So whatever the outside does comes back as the ending of a result; a provider that returned
nothing and a provider that could not be asked look different, and an event that may be about a namesake is kept apart.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from credit.check import Check
from credit.company_number import british
from credit.customer import Customer
from credit.identity import Candidate
from credit.money import Money
from credit.report import CreditReport, RiskEvent
from integrations.endings import Ending
from integrations.keeping.agreed import Grant, nothing_granted
from integrations.said import ResultReason, Warned
from integrations.terms import Rate

__all__ = [
    "AsksMany",
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
    budgets: tuple["Allowed", ...] = ()
    """What may be spent on it in a calendar month or on a day; none: no more is said than each time."""
    rate: Rate | None = None
    """How often it may be asked, where a limit is known."""
    renewed_days: int | None = None
    """Days between two publications; `None` where it tells how things are when it is asked, or does not say how often it does."""

    @property
    def tightest(self) -> "Allowed | None":
        """The budget of which least is left, where there is one."""
        return min(self.budgets, key=lambda allowed: allowed.left.minor, default=None)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be spent on a provider in any one month or on any one day (UTC), and what is left of it."""

    budget: Money
    left: Money
    per: str = "month"
    """`month` or `day`."""


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
    word: str = ""
    """The provider's own word for how far an order is, where no report came of it."""

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
        """Number of this kind, or empty; one of Great Britain as its register writes it, in eight characters."""
        held = next((number.strip() for name, number in self.registrations if name == kind), "")
        return (british(held) or held) if kind == "company_number" and self.country == "GB" else held


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

    def known_by(self, subject: Customer) -> tuple[str, ...]:
        """What the provider knows `subject` by, as the ledger of what is spent does; empty where it cannot be asked."""
        ...

    def under_way(self, subject: Customer) -> bool:
        """Whether asking about `subject` costs nothing more.

        A report was ordered and is still to come, or a call is in doubt and no other one is sent before a person settled it.
        """
        ...

    def charged_on(self, subject: Customer) -> date | None:
        """The day on which asking about `subject` was last charged, whatever came of it; `None` where nothing was."""
        ...

    def fetch(
        self,
        subject: Customer,
        on: date,
        known: Iterable[RiskEvent] = (),
        cancelled: Callable[[], bool] = never,
        granted: Grant = nothing_granted,
    ) -> ProviderResult:
        """Ask about `subject` with `on` as today.

        `known` are events the book holds already: one that reads the same keeps the day it was first learnt. Call from a
        worker thread; `cancelled` is looked at while the answer is awaited, `granted` before each call that may be charged.
        """
        ...


@runtime_checkable
class AsksMany(Protocol):
    """A provider that answers about several buyers in one request."""

    @property
    def most(self) -> int:
        """Buyers of one request."""
        ...

    def fetch_many(
        self,
        subjects: Sequence[Customer],
        on: date,
        known: Mapping[str, Iterable[RiskEvent]] = MappingProxyType({}),
        cancelled: Callable[[], bool] = never,
        granted: Mapping[str, Grant] = MappingProxyType({}),
    ) -> Sequence[ProviderResult]:
        """Ask about each of `subjects` as `Provider.fetch` does about one, and give the results in their order.

        `known` and `granted` are told by the buyer's number. What fails for one buyer is that buyer's failure alone; a request
        that fails is the failure of each it was about.
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
