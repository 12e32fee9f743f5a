"""A built-in provider that watches buyers by itself: one reading tells what happened to all of them.

What is asked and how it reads is the adapter's; here stand the visit, the searches that came to their end, and how the run
ended. A reading that broke off keeps the events it brought and claims no search.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from credit.check import Check, Searched
from credit.customer import Customer
from credit.money import Money
from credit.report import EventKind, RiskEvent
from integrations.address import RequestRefused
from integrations.auth import AuthRefused
from integrations.endings import ENDING_OF, Ending, ProviderFailure, Reason, Setback
from integrations.keeping.agreed import Grant
from integrations.keeping.calls import unsent
from integrations.keeping.visit import Visit
from integrations.provider import ProviderEvents, ProviderResult, ResultReason, Warned, never
from integrations.providers.builtin import Ask, BuiltIn, Described, putting
from integrations.providers.register import Register
from integrations.secrets import SecretRefused

__all__ = ["MONITORING", "Care", "News", "Places", "Watches", "Watching", "WatchingRegister"]

MONITORING = "monitoring"
"""The endpoint that has a buyer watched, as the ledger names it."""
_WATCHED = frozenset({ResultReason.WATCHED_ALREADY, ResultReason.WATCH_ORDERED})
_ZONES = timedelta(days=1)
"""Today may still be yesterday where the user is."""


@dataclass(frozen=True, slots=True)
class Care:
    """Who is watched, and what is asked of them."""

    provider: str
    on: date
    since: date
    numbers: Mapping[str, tuple[Customer, ...]] = field(repr=False)
    """Buyers by the number the provider knows them by; two of the book may be one company."""
    put: Mapping[str, date | None] = field(repr=False)
    """Numbers that are to be given into its care first, each with the first day it is known to have been watched."""
    rules: Mapping[str, EventKind]
    buyers: frozenset[str] = field(default=frozenset(), repr=False)
    """Buyers of the book that are given into its care: what is searched is written down of them."""


@dataclass(frozen=True, slots=True)
class News:
    """What one reading brought."""

    events: tuple[RiskEvent, ...] = ()
    watched_since: Mapping[str, date] = field(default_factory=dict, repr=False)
    """Of each number that was given into its care, the first day it can tell of."""
    unknown: tuple[str, ...] = ()
    """The provider's words for events that mean none here."""
    warnings: tuple[Warned, ...] = ()
    against: ResultReason | None = None
    """Why the reading is none, or did not come to its end."""
    whole: bool = False
    """The list of events was read to its end."""
    watched: int | None = None
    """Buyers it says it watches; `None` where it does not say."""


@runtime_checkable
class Watches(Described, Protocol):
    """An adapter whose service watches buyers."""

    @property
    def watches(self) -> bool:
        """Whether the user's file says where."""
        ...

    def news(self, ask: Ask, care: Care) -> News:
        """Give buyers into its care, and read the events."""
        ...


@runtime_checkable
class Places(Described, Protocol):
    """An adapter whose service has to be ordered to watch a buyer, which is billed."""

    def place(self, visit: Visit, number: str, cancelled: Callable[[], bool]) -> ResultReason | None:
        """Order it; why nothing was ordered, or `None`. Raises ProviderFailure."""
        ...


class Watching(BuiltIn):
    """One configured provider that watches buyers."""

    @property
    def events_bill(self) -> bool:
        """Whether reading its events costs money."""
        return self._settings.billable and self._settings.events_bill

    def events(
        self,
        subjects: Iterable[Customer],
        since: date,
        on: date,
        put: Mapping[str, date | None] = MappingProxyType({}),
        cancelled: Callable[[], bool] = never,
    ) -> ProviderEvents:
        """What was published of `subjects`; see `Monitors.events`."""
        adapter = self._adapter
        numbers: dict[str, tuple[Customer, ...]] = {}
        for subject in subjects:
            number = adapter.number(subject)
            if not isinstance(number, ResultReason):
                numbers[number] = (*numbers.get(number, ()), subject)
        if not isinstance(adapter, Watches) or not numbers:
            return self._no_events(Ending.NOT_FOUND, ResultReason.NO_ID)
        if on + _ZONES < self._now().date():
            return self._no_events(Ending.NOT_FOUND, ResultReason.REPORT_LATER)
        wanted = {
            number: min((day for id in ids if (day := put[id]) is not None), default=None)
            for number, known in numbers.items()
            if (ids := [each.id for each in known if each.id in put])
        }
        care = Care(self._settings.name, on, since, numbers, wanted, self._settings.rules, frozenset(put))
        try:
            return self._watched(adapter, care, cancelled)
        except ProviderFailure as failure:  # nobody was asked
            return self._no_events(failure.ending, failure.reason, failure.secret)
        except (SecretRefused, AuthRefused) as refused:
            reference = str(refused.facts.get("reference") or refused.facts.get("secret") or "")
            return self._no_events(Ending.AUTH_FAILED, refused.reason, reference)
        except RequestRefused as refused:
            return self._no_events(Ending.BAD_RESPONSE, f"request_{refused.reason}")

    @property
    def takes_orders(self) -> bool:
        """Whether it is ordered to watch a buyer."""
        return isinstance(self._adapter, Places)

    @property
    def watch_price(self) -> Money | None:
        """What it costs to have one buyer watched; `None` where nobody wrote it down, or nothing is to be ordered."""
        return self._settings.agreed.prices.get(MONITORING) if isinstance(self._adapter, Places) else None

    def watch(self, subject: Customer, on: date, granted: Grant, cancelled: Callable[[], bool] = never) -> ProviderResult:
        """Order that a buyer be watched, where that is `granted`; failures are endings, never exceptions.

        Its ledger line stands apart from those of reports: a report may be asked for while this one is in doubt.
        """
        adapter, number = self._adapter, self._adapter.number(subject)
        if isinstance(number, ResultReason):
            return self._nothing(subject, Ending.NOT_FOUND, number)
        if not isinstance(adapter, Places) or on + _ZONES < self._now().date():
            reason = ResultReason.REPORT_LATER if isinstance(adapter, Places) else ResultReason.NOTHING_TO_ORDER
            return self._nothing(subject, Ending.NOT_FOUND, reason)
        try:
            return self._placed(adapter, subject, number, granted, cancelled)
        except ProviderFailure as failure:
            ended = self._nothing(subject, failure.ending, failure.reason, failure.secret)
            lost = failure.ending is Ending.UNKNOWN_CHARGE and failure.reason is not Reason.CHARGE_IN_DOUBT
            return replace(ended, until=failure.until, cost=self.watch_price if lost else None)
        except (SecretRefused, AuthRefused) as refused:
            reference = str(refused.facts.get("reference") or refused.facts.get("secret") or "")
            return self._nothing(subject, Ending.AUTH_FAILED, refused.reason, reference)
        except RequestRefused as refused:
            return self._nothing(subject, Ending.BAD_RESPONSE, f"request_{refused.reason}")

    def _placed(
        self, adapter: Places, subject: Customer, number: str, granted: Grant, cancelled: Callable[[], bool]
    ) -> ProviderResult:
        by, about = (*self.known_by(subject), MONITORING), (subject.id, *(held for _, held in subject.registrations))
        with self._records.visit(
            self._opened(), self._settings.agreed, asked_by=by, about=about, cancelled=cancelled, granted=granted
        ) as visit:
            try:
                against = adapter.place(visit, number, cancelled)
            except Setback as met:  # as in `_watched`; what the order cost stays told
                return replace(self._nothing(subject, ENDING_OF[met.reason], met.reason), cost=visit.cost)
            ending = Ending.OK if against is None or against in _WATCHED else Ending.BAD_RESPONSE
            return replace(self._nothing(subject, ending, against or ""), cost=visit.cost)

    def _watched(self, adapter: Watches, care: Care, cancelled: Callable[[], bool]) -> ProviderEvents:
        """Read within one visit; what is kept of it can be forgotten with any of its buyers."""
        about = [each for number, known in care.numbers.items() for each in (number, *(customer.id for customer in known))]
        by = (self._settings.kind, "monitoring")
        with self._records.visit(self._opened(), self._settings.agreed, asked_by=by, about=about, cancelled=cancelled) as visit:
            failures: list[ProviderFailure] = []
            try:
                news = adapter.news(putting(visit, failures, cancelled), care)
            except Setback as met:  # a body that was taken for an answer by its status, and cannot be read
                failures.append(unsent(care.provider, "", met.reason))
                news = News()
            return _told(care, news, failures, visit)

    def _no_events(self, ending: Ending, reason: str, secret: str = "") -> ProviderEvents:
        return ProviderEvents(self._settings.name, ending, reason, secret=secret)


class WatchingRegister(Watching, Register):
    """One that can be searched by name too."""


def _told(care: Care, news: News, failures: list[ProviderFailure], visit: Visit) -> ProviderEvents:
    """One result of what was read and what failed; of several failures the first one counts."""
    failure = failures[0] if failures else None
    ending, reason = _ending(news, failure)
    found = ProviderEvents(
        care.provider,
        ending,
        reason,
        news.events,
        watched=sum(map(len, care.numbers.values())) if news.watched is None else news.watched,
        unknown=news.unknown,
        warnings=(*news.warnings, *((Warned.CLOCK_SKEWED,) if visit.skewed else ())),
        cost=visit.cost,
    )
    if failure is not None:
        found = replace(found, until=failure.until, secret=failure.secret)
    return replace(found, checks=tuple(_searches(care, news))) if news.whole else found


def _ending(news: News, failure: ProviderFailure | None) -> tuple[Ending, str]:
    """A failure counts most; where the list came all the same, a buyer was turned away and the run is partial."""
    if failure is not None:
        partial = (news.whole or bool(news.events)) and failure.ending is not Ending.CANCELLED
        return Ending.PARTIAL if partial else failure.ending, failure.reason
    if news.against is not None:
        return Ending.PARTIAL if news.events else Ending.BAD_RESPONSE, news.against
    return Ending.OK, ""


def _searches(care: Care, news: News) -> Iterable[Check]:
    """The search of each buyer that was given into its care."""
    found = Counter(event.customer_id for event in news.events)
    id, kind = f"{care.provider}:{Searched.MONITORED}", Searched.MONITORED
    for number, since in news.watched_since.items():
        for customer in (each for each in care.numbers[number] if each.id in care.buyers):
            count = found[customer.id]
            yield Check(id, customer.id, care.provider, kind, care.on, care.on, number, since, care.on, count)
