"""A provider that is described by a file: any HTTP service that answers a company number with JSON.

This is the thin half that asks; what an answer says is worked out in `reading`. A key is fetched when the first question
is put, so a provider whose key is missing can be listed, and fails alone.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from credit.check import Check, Searched
from credit.customer import Customer
from credit.money import Money, total
from credit.report import CreditReport, RiskEvent
from integrations.address import RequestRefused, RequestTrouble
from integrations.auth import Auth, AuthRefused, auth_by
from integrations.endings import Ending, ProviderFailure
from integrations.exchange import Answer, Call
from integrations.keeping.agreed import Grant, nothing_granted
from integrations.keeping.records import Records
from integrations.keeping.visit import Door, Visit
from integrations.paging import Pages, read_pages
from integrations.provider import Allowed, ProviderInfo, ProviderResult, ResultReason, Warned, never
from integrations.providers.judging import goes_on, judged
from integrations.providers.mapping import Mapping as ProviderMapping
from integrations.providers.mapping import Request
from integrations.providers.notices import Asking, Notices
from integrations.providers.reading import Reading, parse
from integrations.providers.stamping import EDITION, stamped
from integrations.secrets import Secret, SecretRefused, resolve
from integrations.transport import Transport

__all__ = ["Door", "GenericProvider", "Opener", "open_transport"]

Opener = Callable[[ProviderMapping], Door]
"""Opens what asking goes through; raises SecretRefused or AuthRefused where the key cannot be had."""


def open_transport(mapping: ProviderMapping, resolved: Callable[[str], Secret] = resolve) -> Transport:
    """The real door: the transport with the key that `resolved` finds; nothing is sent yet."""

    def key() -> Auth:
        return auth_by(mapping.auth, resolved)

    return Transport(mapping.name, mapping.base_url, auth=key(), terms=mapping.terms, renewed=key)


class GenericProvider:
    """One provider of a mapping file; safe to share between worker threads."""

    def __init__(self, mapping: ProviderMapping, opener: Opener = open_transport, records: Records | None = None) -> None:
        """Ask through what `opener` gives; without `records` nothing outlives this object."""
        self._mapping = mapping
        self._opener = opener
        self._records = records or Records()
        self._door: Door | None = None
        self._lock = threading.Lock()

    @property
    def info(self) -> ProviderInfo:
        """Name, host and price; nobody is asked."""
        requests, host = self._mapping.requests, urlsplit(self._mapping.base_url).netloc
        billable = any(request.billable for request in requests)
        mapping = self._mapping
        agreed = mapping.agreed
        return ProviderInfo(
            mapping.name,
            "generic",
            host,
            billable,
            _stated(requests),
            mapping.base_url,
            tuple(Allowed(budget.amount, left, budget.per) for budget, left in self._records.left(agreed)),
            mapping.terms.rate,
        )

    def known_by(self, subject: Customer) -> tuple[str, ...]:
        """See `Provider.known_by`."""
        number = subject.registration(self._mapping.id_kind).strip()
        return (self._mapping.id_kind, number) if number else ()

    def under_way(self, subject: Customer) -> bool:
        """See `Provider.under_way`: what is asked by a mapping is answered at once, so only a charge may be in doubt."""
        return self._records.under_way(self._mapping.agreed, self.known_by(subject))

    def charged_on(self, subject: Customer) -> date | None:
        """See `Provider.charged_on`."""
        return self._records.charged_on(self._mapping.agreed, self.known_by(subject))

    def fetch(
        self,
        subject: Customer,
        on: date,
        known: Iterable[RiskEvent] = (),
        cancelled: Callable[[], bool] = never,
        granted: Grant = nothing_granted,
    ) -> ProviderResult:
        """Ask every address of the mapping about `subject` with `on` as today; see `Provider.fetch`."""
        by, about = self.known_by(subject), (subject.id, *(number for _, number in subject.registrations))
        if not by:
            return self._nothing(subject, Ending.NOT_FOUND, ResultReason.NO_ID)
        _, number = by
        try:
            with self._records.visit(
                self._opened(), self._mapping.agreed, asked_by=by, about=about, cancelled=cancelled, granted=granted
            ) as visit:
                asked = self._ask(visit, number, cancelled)
        except ProviderFailure as failure:  # nobody was asked
            return self._nothing(subject, failure.ending, failure.reason, failure.secret)
        except (SecretRefused, AuthRefused) as refused:
            reference = str(refused.facts.get("reference") or refused.facts.get("secret") or "")
            return self._nothing(subject, Ending.AUTH_FAILED, refused.reason, reference)
        except RequestRefused as refused:
            if refused.reason is RequestTrouble.ID:
                return self._nothing(subject, Ending.NOT_FOUND, ResultReason.UNUSABLE_ID)
            return self._nothing(subject, Ending.BAD_RESPONSE, f"request_{refused.reason}")
        asking = Asking(self._mapping.name, subject, on, {event.id: event for event in known})
        reading = parse(self._mapping, asked.answers, asking, asked.later)
        checks = (_search(asking, number, reading.notices, asked.told_on(on)),) if self._searched(asked, reading) else ()
        report = reading.report and self._stamped(reading.report, asked)
        if asked.against:  # a list that was not read to its end is not said to be empty
            reading = replace(reading, warnings=tuple(word for word in reading.warnings if word is not Warned.NONE_FOUND))
        reading = replace(reading, report=report, against=reading.against or asked.against, checks=checks)
        return judged(asking, reading, asked.failures, asked.visit)

    def _stamped(self, report: CreditReport, asked: "_Asked") -> CreditReport:
        """The report with its parts, its reading and its cost."""
        mapping = self._mapping
        parts = {request.name: request.name in asked.answers for request in mapping.requests}
        first = mapping.requests[0]
        bills = {first.name: first.cost} if first.billable else {}
        return stamped(report, asked.visit, asked=parts, parser=f"generic/{EDITION}/{mapping.mark}", bills=bills)

    def _searched(self, asked: "_Asked", reading: Reading) -> bool:
        """Whether every list of notices was there and came whole, of this buyer: a list that is gone was not searched.

        What else was asked and failed takes nothing away from a list that came.
        """
        rules = self._mapping.events
        broken = {failure.endpoint for failure in asked.failures}.intersection(rule.request for rule in rules)
        if broken or asked.against or reading.notices.incomplete or reading.against is not None:
            return False
        there = (
            rule.request in asked.answers and rule.items.find(asked.answers[rule.request].value) is not None for rule in rules
        )
        return bool(rules) and all(there)

    def _opened(self) -> Door:
        with self._lock:
            if self._door is None:
                self._door = self._opener(self._mapping)
            return self._door

    def _ask(self, door: Visit, number: str, cancelled: Callable[[], bool]) -> "_Asked":
        """Put one question after another; a line that is down or a key that is refused ends it."""
        asked = _Asked(door)
        for request in self._mapping.requests:
            try:
                pages = self._pages(partial(door.ask, cancelled=cancelled), request, number)
            except ProviderFailure as failure:
                asked.note(failure, beside=request is not self._mapping.requests[0])
                if not goes_on(failure):
                    break
            else:
                asked.take(request, pages)
        return asked

    def _pages(self, ask: Callable[[Call], Answer], request: Request, number: str) -> Pages:
        """The answer to one request, or the pages of its list."""
        call = request.call(number)
        if request.paging is None:
            return Pages([ask(call)])
        return read_pages(ask, call, request.paging.paging(self._mapping.base_url))

    def _nothing(self, subject: Customer, ending: Ending, reason: str, secret: str = "") -> ProviderResult:
        return ProviderResult(self._mapping.name, subject.id, ending, reason, secret=secret)


def _search(asking: Asking, number: str, notices: Notices, on: date) -> Check:
    """The lists of notices as a search; a mapping says nothing of how far back they reach."""
    found, possible = len(notices.events), len(notices.possible)
    id, kind = f"{asking.provider}:{Searched.NOTICES}", Searched.NOTICES
    return Check(id, asking.customer.id, asking.provider, kind, on, on, number, found=found, possible=possible)


@dataclass(slots=True)
class _Asked:
    """What asking brought."""

    visit: Visit
    answers: dict[str, Answer] = field(default_factory=dict)
    later: dict[str, list[Answer]] = field(default_factory=dict)
    """Pages after the first one."""
    against: ResultReason | None = None
    """Why a list was not read to its end."""
    failures: list[ProviderFailure] = field(default_factory=list)

    def take(self, request: Request, pages: Pages) -> None:
        """Keep what one request brought."""
        self.answers[request.name], *self.later[request.name] = pages.answers
        self.against = self.against or pages.against
        if pages.failure is not None:
            self.note(pages.failure, beside=False)

    def told_on(self, on: date) -> date:
        """The day of what was asked last: nothing was searched after the oldest answer that was kept."""
        return min((answer.told_on(on) for answer in self.answers.values()), default=on)

    def note(self, failure: ProviderFailure, *, beside: bool) -> None:
        """Keep a failure; the one that leaves a charge unknown comes first, and a list `beside` the report may not exist."""
        if failure.ending is Ending.UNKNOWN_CHARGE:
            self.failures.insert(0, failure)
        elif not (beside and failure.ending is Ending.NOT_FOUND):
            self.failures.append(failure)


def _stated(requests: Iterable[Request]) -> Money | None:
    """What all of it costs; `None` where one price is not written down: nobody can keep to a budget by half a price."""
    billed = [request for request in requests if request.billable]
    return _price(billed) if all(request.cost is not None for request in billed) else None


def _price(requests: Iterable[Request]) -> Money | None:
    """Sum of the prices that are known; `None` where none is."""
    costs = [request.cost for request in requests if request.cost is not None]
    return total(costs, costs[0].currency) if costs else None
