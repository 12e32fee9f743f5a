"""What the desk says it needs of whoever is asked about a buyer; only the command line knows who that is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from credit.check import Check
from credit.customer import Customer
from credit.money import Money
from credit.report import CreditReport, RiskEvent

__all__ = ["Answer", "AsksMany", "Ended", "Events", "Grant", "Named", "Often", "Reports", "Watches", "nothing_granted", "to_keep"]

Grant = Callable[[Money | None], bool]
"""Asked when a call that may be charged is about to leave, with its price: whether somebody agreed to that."""


def nothing_granted(_price: Money | None) -> bool:
    """Nobody agreed to any charge."""
    return False


class Ended(Protocol):
    """How asking a provider ended, whatever it was asked."""

    @property
    def provider(self) -> str:
        """Its name."""

    @property
    def ending(self) -> str:
        """How it ended."""

    @property
    def answered(self) -> bool:
        """Whether there is something to keep."""

    @property
    def reason(self) -> str:
        """The ending's finer name."""


class Answer(Ended, Protocol):
    """What the desk needs to know of a provider's answer."""

    @property
    def report(self) -> CreditReport | None:
        """The report, where one came."""

    @property
    def events(self) -> Sequence[RiskEvent]:
        """Published events."""

    @property
    def possible(self) -> Sequence[RiskEvent]:
        """Events that may be about somebody else."""

    @property
    def checks(self) -> Sequence[Check]:
        """What was searched, and how much was found."""

    @property
    def warnings(self) -> Sequence[str]:
        """What was strange."""

    @property
    def cost(self) -> Money | None:
        """What it cost."""

    @property
    def word(self) -> str:
        """The provider's own word for how far an order is, where no report came of it."""


class Often(Protocol):
    """So many calls in any stretch of so many seconds."""

    @property
    def calls(self) -> int:
        """Calls."""

    @property
    def seconds(self) -> float:
        """Seconds."""


class Allowed(Protocol):
    """What may be spent on a provider in any one month or on any one day, and what is left of it."""

    @property
    def budget(self) -> Money:
        """All of it."""

    @property
    def left(self) -> Money:
        """What is left of it; below zero where prices rose."""

    @property
    def per(self) -> str:
        """`month` or `day`, in UTC."""


class Named(Protocol):
    """What the desk needs to know of a provider before it asks."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def kind(self) -> str:
        """Which adapter it is."""

    @property
    def host(self) -> str:
        """Whom it asks."""

    @property
    def billable(self) -> bool:
        """Whether asking costs money."""

    @property
    def cost(self) -> Money | None:
        """What asking about one buyer costs; `None` where nothing is billed or nobody wrote the price down."""

    @property
    def base_url(self) -> str:
        """The whole address below which it is asked."""

    @property
    def budgets(self) -> Sequence[Allowed]:
        """What may be spent on it, in a calendar month and on a day; empty where nothing is set."""

    @property
    def tightest(self) -> Allowed | None:
        """The budget of which least is left; `None` where none is set."""

    @property
    def rate(self) -> Often | None:
        """How often it may be asked, where a limit is known."""

    @property
    def renewed_days(self) -> int | None:
        """How many days lie at most between two publications, where it publishes and says how often."""


class Reports(Protocol):
    """What the desk needs of a provider."""

    @property
    def info(self) -> Named:
        """Who it is."""

    def known_by(self, subject: Customer) -> tuple[str, ...]:
        """What it knows `subject` by; empty where it cannot be asked."""

    def under_way(self, subject: Customer) -> bool:
        """Whether asking about `subject` costs nothing more: a report is still to come, or a charge is in doubt."""

    def charged_on(self, subject: Customer) -> date | None:
        """The day on which asking about `subject` was last charged, whatever came of it."""

    def fetch(
        self,
        subject: Customer,
        on: date,
        known: Iterable[RiskEvent] = (),
        cancelled: Callable[[], bool] = bool,
        granted: Grant = nothing_granted,
    ) -> Answer:
        """Ask for a report and events; failures are endings, not exceptions. What bills is sent only where it is `granted`."""


@runtime_checkable
class AsksMany(Reports, Protocol):
    """A provider that answers about several buyers in one request."""

    @property
    def most(self) -> int:
        """Buyers of one request."""

    def fetch_many(
        self,
        subjects: Sequence[Customer],
        on: date,
        known: Mapping[str, Iterable[RiskEvent]] = ...,
        cancelled: Callable[[], bool] = bool,
        granted: Mapping[str, Grant] = ...,
    ) -> Sequence[Answer]:
        """Ask about each of `subjects` as `fetch` does about one, in their order; `known` and `granted` by the buyer's number."""


def to_keep(answer: Answer) -> bool:
    """Whether there is something to keep: of an answer that was lost half way, what came before counts, a search alone too."""
    lost = answer.ending == "unknown_charge"
    return answer.answered or (lost and bool(answer.report or answer.events or answer.possible or answer.checks))


class Events(Ended, Protocol):
    """What the desk needs to know of what became of asking a provider that watches buyers what is new."""

    @property
    def events(self) -> Sequence[RiskEvent]:
        """What was published."""

    @property
    def checks(self) -> Sequence[Check]:
        """What was searched of each buyer."""

    @property
    def watched(self) -> int:
        """Buyers it was asked about."""

    @property
    def unknown(self) -> Sequence[str]:
        """Its own words for events that mean none here."""

    @property
    def warnings(self) -> Sequence[str]:
        """What was strange."""

    @property
    def cost(self) -> Money | None:
        """What it cost."""

    @property
    def until(self) -> datetime | None:
        """UTC moment before which asking again is useless; `None` where none is known."""

    @property
    def secret(self) -> str:
        """Reference of the key that was refused; empty where none was."""


@runtime_checkable
class Watches(Protocol):
    """A provider that watches buyers by itself and is asked what is new of all of them at once."""

    @property
    def events_bill(self) -> bool:
        """Whether reading its events costs money."""

    def events(
        self,
        subjects: Iterable[Customer],
        since: date,
        on: date,
        put: Mapping[str, date | None] = ...,
        cancelled: Callable[[], bool] = bool,
    ) -> Events:
        """What was published of `subjects` from `since` to `on`; failures are endings, never exceptions.

        Those named in `put` are given into its care first, each with the first day it is known to have been watched.
        """
        ...
