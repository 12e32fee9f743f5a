"""A provider whose service the program knows by itself: its file says only what is the user's own to say.

An adapter brings what is asked and how the answer reads; what is common stands here: the number a buyer is asked by, the door
with its key, the visit that keeps answers and spending, and how the run ended.
"""

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

from credit.customer import Customer
from credit.report import RiskEvent
from integrations.address import RequestRefused, RequestTrouble
from integrations.auth import Auth, AuthRefused, auth_by
from integrations.endings import Ending, ProviderFailure, Setback
from integrations.exchange import Answer, Call
from integrations.keeping.agreed import Grant, nothing_granted
from integrations.keeping.calls import unsent
from integrations.keeping.records import Records
from integrations.keeping.visit import Door, Visit
from integrations.provider import Allowed, ProviderInfo, ProviderResult, ResultReason, never
from integrations.providers.builtin_file import Settings, facts_of
from integrations.providers.judging import goes_on, judged
from integrations.providers.notices import Asking
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.stamping import EDITION, stamped
from integrations.secrets import Secret, SecretRefused, resolve
from integrations.transport import Transport

__all__ = ["UNASKED", "Adapter", "Ask", "BuiltIn", "Described", "Explains", "Opener", "Orders", "Put", "open_settings", "putting"]

Ask = Callable[[Call], Answer | None]
"""Puts one question; `None` where the answer did not come, which the run's ending tells already."""
Opener = Callable[[Settings], Door]
_ZONES = timedelta(days=1)
"""Today may still be yesterday where the user is."""


class Adapter(Protocol):
    """What one kind of provider brings."""

    today_only: bool
    """It says how things are now, and nothing of how they were."""

    def number(self, customer: Customer) -> str | ResultReason:
        """What the provider is asked by, or why it cannot be asked about this buyer."""
        ...

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """Put the questions and read the answers."""
        ...


class Described(Protocol):
    """What an adapter says before anybody is asked."""

    today_only: bool

    def number(self, customer: Customer) -> str | ResultReason:
        """See `Adapter.number`."""
        ...


@runtime_checkable
class Explains(Described, Protocol):
    """An adapter whose service says elsewhere why it cannot answer."""

    def explained(self, ask: Ask, failure: ProviderFailure, number: str) -> str:
        """The service's own word for why it failed; empty where it says none."""
        ...


@runtime_checkable
class Orders(Described, Protocol):
    """An adapter whose reports are ordered first and delivered later."""

    def read_order(self, visit: Visit, number: str, asking: Asking, cancelled: Callable[[], bool]) -> Reading:
        """Order, or go on with what is ordered, and read what is ready; raises ProviderFailure."""
        ...


def putting(visit: Visit, failures: list[ProviderFailure], cancelled: Callable[[], bool]) -> Ask:
    """Put questions within a visit: a failure is noted, and after one that speaks of the service nothing more is asked."""

    def ask(call: Call) -> Answer | None:
        if failures and not goes_on(failures[-1]):
            return None
        try:
            return visit.ask(call, cancelled=cancelled)
        except ProviderFailure as failure:
            failures.append(failure)
            return None

    return ask


def open_settings(settings: Settings, resolved: Callable[[str], Secret] = resolve) -> Transport:
    """The real door: the transport with the key that `resolved` finds; nothing is sent yet."""

    def key() -> Auth:
        return auth_by(settings.auth, resolved)

    return Transport(settings.name, settings.base_url, auth=key(), terms=settings.terms, renewed=key)


UNASKED = (ProviderFailure, SecretRefused, AuthRefused, RequestRefused)
"""What keeps a question from being sent."""


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it is put: about whom, and the number the provider is asked by."""

    asking: Asking
    number: str


class BuiltIn:
    """One configured provider of a built-in kind; safe to share between worker threads."""

    def __init__(
        self,
        settings: Settings,
        adapter: Adapter | Orders,
        opener: Opener = open_settings,
        records: Records | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Ask through what `opener` gives; without `records` nothing outlives this object."""
        self._settings = settings
        self._adapter = adapter
        self._opener = opener
        self._records = records or Records()
        self._now = now
        self._door: Door | None = None
        self._lock = threading.Lock()

    @property
    def info(self) -> ProviderInfo:
        """Name, host and price; nobody is asked."""
        settings, host = self._settings, urlsplit(self._settings.base_url).netloc
        return ProviderInfo(
            settings.name,
            settings.kind,
            host,
            settings.billable,
            settings.price,
            settings.base_url,
            tuple(Allowed(budget.amount, left, budget.per) for budget, left in self._records.left(settings.agreed)),
            settings.terms.rate,
            facts_of(settings.kind).get("renewed_days"),
        )

    def known_by(self, subject: Customer) -> tuple[str, ...]:
        """See `Provider.known_by`."""
        number = self._adapter.number(subject)
        return () if isinstance(number, ResultReason) else (self._settings.kind, number)

    def under_way(self, subject: Customer) -> bool:
        """See `Provider.under_way`."""
        return self._records.under_way(self._settings.agreed, self.known_by(subject))

    def charged_on(self, subject: Customer) -> date | None:
        """See `Provider.charged_on`."""
        return self._records.charged_on(self._settings.agreed, self.known_by(subject))

    def fetch(
        self,
        subject: Customer,
        on: date,
        known: Iterable[RiskEvent] = (),
        cancelled: Callable[[], bool] = never,
        granted: Grant = nothing_granted,
    ) -> ProviderResult:
        """Ask about `subject` with `on` as today; see `Provider.fetch`."""
        put = self._put(subject, on, known)
        return put if isinstance(put, ProviderResult) else self._asked(put, cancelled, granted)

    def _put(self, subject: Customer, on: date, known: Iterable[RiskEvent]) -> Put | ProviderResult:
        """The question about `subject`, or why none is put."""
        number = self._adapter.number(subject)
        if isinstance(number, ResultReason):
            return self._nothing(subject, Ending.NOT_FOUND, number)
        if self._adapter.today_only and on + _ZONES < self._now().date():
            return self._nothing(subject, Ending.NOT_FOUND, ResultReason.REPORT_LATER)
        return Put(Asking(self._settings.name, subject, on, {event.id: event for event in known}), number)

    def _asked(self, put: Put, cancelled: Callable[[], bool], granted: Grant, since: datetime | None = None) -> ProviderResult:
        """Ask within a visit of its own."""
        try:
            with self._visit(put, cancelled, granted, since) as visit:
                return self._read(visit, put, cancelled)
        except UNASKED as kept:
            return self._unasked(put.asking.customer, kept)

    def _unasked(self, subject: Customer, kept: Exception) -> ProviderResult:
        """What kept a question from being sent, as an ending."""
        match kept:
            case ProviderFailure():
                return self._nothing(subject, kept.ending, kept.reason, kept.secret)
            case SecretRefused() | AuthRefused():
                reference = str(kept.facts.get("reference") or kept.facts.get("secret") or "")
                return self._nothing(subject, Ending.AUTH_FAILED, kept.reason, reference)
            case RequestRefused() if kept.reason is not RequestTrouble.ID:
                return self._nothing(subject, Ending.BAD_RESPONSE, f"request_{kept.reason}")
        return self._nothing(subject, Ending.NOT_FOUND, ResultReason.UNUSABLE_ID)

    def _visit(
        self, put: Put, cancelled: Callable[[], bool], granted: Grant, since: datetime | None
    ) -> AbstractContextManager[Visit]:
        """A visit about one buyer; `since` is the moment the refresh was asked for, where that was before now."""
        customer = put.asking.customer
        about = (customer.id, *(held for _, held in customer.registrations))
        by = (self._settings.kind, put.number)
        return self._records.visit(
            self._opened(), self._settings.agreed, asked_by=by, about=about, cancelled=cancelled, granted=granted, since=since
        )

    def _read(self, visit: Visit, put: Put, cancelled: Callable[[], bool]) -> ProviderResult:
        """Put the questions of the adapter, and read what comes."""
        asking, number = put.asking, put.number
        failures: list[ProviderFailure] = []
        asked: dict[str, bool] = {}
        sent = putting(visit, failures, cancelled)

        def ask(call: Call) -> Answer | None:
            answer = sent(call)
            asked[call.endpoint] = answer is not None
            return answer

        def came() -> Reading:
            adapter = self._adapter
            try:
                if isinstance(adapter, Orders):
                    return adapter.read_order(visit, number, asking, cancelled)
                return adapter.read(ask, number, asking)
            except ProviderFailure as failure:
                failures.append(failure)
            except Setback as met:  # a body that was taken for an answer by its status, and cannot be read
                failures.append(unsent(asking.provider, "", met.reason))
            return NOTHING_READ

        reading = came()
        if failures and isinstance(self._adapter, Explains):
            reading = replace(reading, word=self._adapter.explained(putting(visit, [], cancelled), failures[0], number))
        if reading.report is not None:
            settings = self._settings
            report = replace(reading.report, licence=settings.licence)
            parser, bills = f"{settings.kind}/{EDITION}", dict.fromkeys(settings.agreed.billed, settings.price)
            reading = replace(reading, report=stamped(report, visit, asked=asked, parser=parser, bills=bills))
        return judged(asking, reading, failures, visit)

    def _opened(self) -> Door:
        with self._lock:
            if self._door is None:
                self._door = self._opener(self._settings)
            return self._door

    def _nothing(self, subject: Customer, ending: Ending, reason: str, secret: str = "") -> ProviderResult:
        return ProviderResult(self._settings.name, subject.id, ending, reason, secret=secret)
