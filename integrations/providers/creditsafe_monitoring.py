"""The monitoring of Creditsafe Connect: buyers stand on a portfolio, and its events tell what its rules saw of them.

A portfolio is one of the user's, by its number; whoever names none is watched by nobody. Pages count from 0 here, unlike those
of a search. An event is known by the provider's number of it, which is the same on every portfolio; what it says of persons and
places is not kept, only how a limit or a rating moved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.report import EventKind, RiskEvent
from integrations.bounded import Json
from integrations.endings import Ending, ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.paging import PageKind, Paging, read_pages
from integrations.provider import ResultReason, Warned
from integrations.providers.builtin import Ask
from integrations.providers.bureau_reading import day_of
from integrations.providers.findings import clean
from integrations.providers.watching import Care, News

__all__ = ["news_of", "parse_events"]

_REFUSALS = 10
"""Buyers the portfolio may turn away before the others are left for the next run."""
_PAGES = Paging(
    PageKind.PAGE,
    lambda page: _part(page, "data"),
    param="page",
    first=0,
    size=200,
    size_param="pageSize",
    total=lambda page: _part(page, "totalCount"),
)
_MOVED = frozenset({EventKind.LIMIT_CHANGED, EventKind.RATING_CHANGED})
_LOST = frozenset({Warned.ITEMS_UNREADABLE, Warned.ID_MISSING, Warned.PUBLISHED_UNREADABLE})


def news_of(ask: Ask, portfolio: str, care: Care) -> News:
    """Put buyers on the portfolio, then read its events, the newest first."""
    since = _put(ask, portfolio, care)

    def page(call: Call) -> Answer:
        answer = ask(call)
        if answer is None:  # the run knows why
            raise ProviderFailure(provider="", endpoint=call.endpoint, ending=Ending.UNAVAILABLE, reason=Reason.BROKEN)
        return answer

    window = {"startDate": care.since.isoformat(), "endDate": care.on.isoformat(), "sortBy": "eventDate", "sortDir": "desc"}
    path = "/monitoring/portfolios/{portfolio}/notificationEvents"
    try:
        pages = read_pages(page, Call("events", path, {"portfolio": portfolio}, window), _PAGES)
    except ProviderFailure:
        return News()
    read = parse_events(pages.items, care)
    against = pages.against or (ResultReason.EVENTS_LEFT_OUT if not _LOST.isdisjoint(read.warnings) else None)
    if not all(isinstance(_part(answer.value, "data"), list) for answer in pages.answers):
        against = ResultReason.NOTHING_KNOWN
    whole = against is None and pages.failure is None
    return News(read.events, since, read.unknown, read.warnings, against, whole)


def _put(ask: Ask, portfolio: str, care: Care) -> dict[str, date]:
    """Put each number on the portfolio; gives the first day its events can tell of.

    One put there today has no past. One that was there already can tell of the days since it is known to have been there, as
    far back as events are read; where nobody here knew of it before, that is today.
    """
    since: dict[str, date] = {}
    turned_away = 0
    for number, known in care.put.items():
        if turned_away == _REFUSALS:
            break
        path, ids = "/monitoring/portfolios/{portfolio}/companies", {"portfolio": portfolio}
        there = frozenset({204, 409})
        answer = ask(Call("watch", path, ids, method="POST", body={"id": number}, also_ok=there, as_json=False))
        if answer is None:
            turned_away += 1
        else:
            since[number] = max(care.since, known) if answer.status == 409 and known is not None else care.on
    return since


@dataclass(frozen=True, slots=True)
class EventsRead:
    """What the items of a list came to."""

    events: tuple[RiskEvent, ...]
    unknown: tuple[str, ...]
    warnings: tuple[Warned, ...]


def parse_events(items: Iterable[Json], care: Care) -> EventsRead:
    """The events of buyers in `care`; those of others on the portfolio, and those before its first day, are left out."""
    events: dict[tuple[str, str], RiskEvent] = {}
    unknown: dict[str, None] = {}
    warnings: dict[Warned, None] = {}
    for item in items:
        found = _event(item, care)
        if isinstance(found, Warned):
            warnings[found] = None
            continue
        if found is None:
            continue
        if found.kind is None:
            unknown[found.rule] = None
            continue
        for event in _of_each(found, found.kind, care):
            events[event.customer_id, event.id] = event
    ordered = sorted(events.values(), key=lambda event: (event.published_on, event.id, event.customer_id))
    return EventsRead(tuple(ordered), tuple(unknown), (*warnings, *((Warned.KIND_UNKNOWN,) if unknown else ())))


@dataclass(frozen=True, slots=True)
class _Told:
    number: str
    """Of the event."""
    company: str
    day: date
    rule: str
    kind: EventKind | None
    moved: str


def _event(item: Json, care: Care) -> _Told | Warned | None:
    """One item of the list: an event, why it is none, or nothing to this book."""
    company = _word(_part(_part(item, "company"), "id"))
    if company not in care.numbers:
        return None if company else Warned.ITEMS_UNREADABLE
    number = _word(_part(item, "eventId")) or _word(_part(item, "notificationEventId"))
    day = day_of(_part(item, "eventDate"), "creditsafe")
    if not number or day is None:
        return Warned.PUBLISHED_UNREADABLE if number else Warned.ID_MISSING
    if not care.since <= day <= care.on:
        return Warned.PUBLISHED_LATER if day > care.on else None
    rule = _word(_part(item, "ruleName"))
    before, after = _word(_part(item, "oldValue")), _word(_part(item, "newValue"))
    moved = f"{before or '-'} -> {after or '-'}" if before or after else ""
    return _Told(number, company, day, rule, care.rules.get(rule.casefold()), moved)


def _of_each(told: _Told, kind: EventKind, care: Care) -> Iterator[RiskEvent]:
    """The event for each buyer of the book that is this company."""
    title = f"{told.rule}: {told.moved}" if told.moved and kind in _MOVED else told.rule
    for customer in care.numbers[told.company]:
        id = f"{care.provider}:{told.number}"
        yield RiskEvent(id, customer.id, kind, told.day, care.on, care.provider, title)


def _part(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, dict) else None


def _word(value: Json) -> str:
    """A text, or a whole number however it is written, as clean text; anything else as none."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 10**18:
        value = int(value)
    return clean(str(value), 120).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
