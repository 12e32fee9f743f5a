"""What the desk may expect of anybody it asks about a buyer: one question, one result, never an exception.

A provider is slow, closed, wrong or out of quota on an ordinary day, and none of that may end a refresh of forty buyers
or take away what is known. So whatever the outside does comes back as the ending of a result; a provider that returned
nothing and a provider that could not be asked look different, and an event that may be about a namesake is kept apart.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from credit.customer import Customer
from credit.money import Money
from credit.report import CreditReport, RiskEvent
from integrations.endings import Ending

__all__ = ["Provider", "ProviderInfo", "ProviderResult", "ResultReason", "Warned", "never"]


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
