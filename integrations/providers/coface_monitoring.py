"""The monitoring of Coface iCON: it is ordered, which is billed, and notifications tell later that something changed.

The public collection names addresses, parameters and what is sent, and nothing of what comes back. So a list is any list of
objects, a company or a day counts only under a name that collection uses, and a notification that says no more is told as
"something changed". One of which nobody can say whose it is makes the round partial: it is never taken for no news.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from credit.report import EventKind, RiskEvent
from integrations.bounded import Json
from integrations.endings import Ending, ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.keeping.spending import SpendingUnwritten, State
from integrations.keeping.visit import Visit
from integrations.paging import PageKind, Paging, read_pages
from integrations.provider import ResultReason, Warned
from integrations.providers.builtin import Ask
from integrations.providers.bureau_reading import day_of
from integrations.providers.coface_reading import ORDERED
from integrations.providers.findings import clean
from integrations.providers.watching import Care, News

__all__ = ["Told", "coface_news", "place_monitoring", "rows_in", "told_in"]

_PART = 206
"""A page of a list that goes on."""
_DETAILS = 20
"""Notifications that are asked for by themselves in one round, where the list does not say whose they are."""
_PAGES = Paging(
    PageKind.OFFSET,
    lambda page: rows_in(page) or [],
    param="offset",
    size=20,
    size_param="limit",
)
_DELIVERED = "deliverydate"
_DAYS = (_DELIVERED, "notificationdate", "eventdate", "date", "creationdate", "createdat", "releasedate")
_WORDS = ("assessmentslug", "slug", "eventtype", "type", "event")
_DEPTH = 8
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def rows_in(body: Json) -> list[Json] | None:
    """The list in an answer, bare or as the one list of an object; `None` where there is none, or more than one."""
    if isinstance(body, list):
        return body
    lists = [value for value in body.values() if isinstance(value, list)] if isinstance(body, dict) else []
    return lists[0] if len(lists) == 1 else None


@dataclass(frozen=True, slots=True)
class Told:
    """What one notification says."""

    id: str
    """Its number, or a mark of its text where it has none."""
    numbers: frozenset[str]
    """Watched companies it is about."""
    foreign: bool
    """It names a company, and none of those that are asked about."""
    day: date | None
    delivered: bool
    """The day is the one on which it was delivered."""
    word: str


def told_in(item: Json, known: Iterable[str], monitored: Mapping[str, str] | None = None) -> Told:
    """Read a notification: `known` are the companies asked about, `monitored` the company of each monitoring's number."""
    of, numbers = {each.casefold(): each for each in known}, set[str]()
    foreign, days, words, own = False, dict[str, date](), dict[str, str](), ""
    for path, text in _texts(item):
        name = path[-1]
        if len(path) == 1 and name in ("id", "notificationid"):
            own = text
        named = name == "companyid" or path[-2:] in (("company", "id"), ("company", "companyid"))
        if named and text.casefold() not in of:
            foreign = True
        elif named:
            numbers.add(of[text.casefold()])
        elif any("monitoring" in part for part in path) and (about := (monitored or {}).get(text, "")):
            numbers.add(about)
        if name in _DAYS and (day := day_of(text, "coface")) is not None:
            days.setdefault(name, day)
        if name in _WORDS:
            words.setdefault(name, text)
    day = next((days[name] for name in _DAYS if name in days), None)
    mark = own or sha256(json.dumps(item, sort_keys=True, default=str).encode()).hexdigest()[:16]
    word = next((words[name] for name in _WORDS if name in words), "")
    return Told(mark, frozenset(numbers), foreign and not numbers, day, _DELIVERED in days, word)


def _texts(value: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text and whole number in it with the names that lead to it, in small letters."""
    if len(path) > _DEPTH:
        return
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, (*path, name.casefold()))
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, path)
    elif path and isinstance(value, str | int) and not isinstance(value, bool) and (text := clean(str(value), 120).strip()):
        yield path, text


@dataclass(slots=True)
class _Watched:
    """What stands under monitoring, as far as the list tells."""

    of: dict[str, str] = field(default_factory=dict)
    """The company of each monitoring's number."""
    since: dict[str, date] = field(default_factory=dict)
    unread: bool = False


def coface_news(ask: Ask, care: Care) -> News:
    """Read who is watched, then the notifications; nobody is given into its care here, for that is billed."""
    watched = _watched(ask, care)
    window = {"deliveryDateFrom": care.since.isoformat(), "deliveryDateTo": care.on.isoformat()}
    call = Call("events", "/notifications", params=window, also_ok=frozenset({_PART}))
    try:
        pages = read_pages(_raising(ask), call, _PAGES)
    except ProviderFailure:
        return News(watched=0)
    events, warnings = _read(ask, pages.items, watched, care)
    lost = ResultReason.EVENTS_LEFT_OUT if Warned.WHOSE_UNKNOWN in warnings else None
    against = pages.against or lost or (ResultReason.LIST_UNREAD if watched.unread else None)
    if any(rows_in(answer.value) is None for answer in pages.answers):
        against = ResultReason.NOTHING_KNOWN
    whole = against is None and pages.failure is None
    here = sum(len(care.numbers[number]) for number in watched.since)
    return News(events, watched.since, (), warnings, against, whole, here)


def _read(ask: Ask, items: Iterable[Json], watched: _Watched, care: Care) -> tuple[tuple[RiskEvent, ...], tuple[Warned, ...]]:
    """The events of the notifications; one that does not say whose it is is asked for by itself."""
    events: dict[tuple[str, str], RiskEvent] = {}
    warnings: dict[Warned, None] = {}
    details = 0
    for item in items:
        told = told_in(item, care.numbers, watched.of)
        if not told.numbers and not told.foreign and details < _DETAILS and _numbered(item):
            details += 1
            answer = ask(Call("notification", "/notifications/{id}", {"id": told.id}))
            told = replace(told_in([item, answer.value], care.numbers, watched.of), id=told.id) if answer is not None else told
        if told.foreign:
            continue
        if not told.numbers:
            warnings[Warned.WHOSE_UNKNOWN] = None
        elif told.day is not None and told.day > care.on:
            warnings[Warned.PUBLISHED_LATER] = None
        elif not (told.delivered and told.day is not None and told.day < care.since):
            events.update({(event.customer_id, event.id): event for event in _events(told, care)})
    ordered = sorted(events.values(), key=lambda event: (event.published_on, event.id, event.customer_id))
    return tuple(ordered), tuple(warnings)


def _raising(ask: Ask) -> Callable[[Call], Answer]:
    def page(call: Call) -> Answer:
        answer = ask(call)
        if answer is None:  # the run knows why
            raise ProviderFailure(provider="", endpoint=call.endpoint, ending=Ending.UNAVAILABLE, reason=Reason.BROKEN)
        return answer

    return page


def _numbered(item: Json) -> bool:
    """Whether it has a number it can be asked for by; one that could lead elsewhere is none."""
    return any(len(path) == 1 and path[0] in ("id", "notificationid") and _ID.fullmatch(text) for path, text in _texts(item))


def _watched(ask: Ask, care: Care) -> _Watched:
    """Who is watched: of a buyer without a first day that can be read, the days before today are not claimed."""
    found = _Watched()
    try:
        pages = read_pages(_raising(ask), Call("monitorings", "/monitorings", also_ok=frozenset({_PART})), _PAGES)
    except ProviderFailure:
        return _Watched(unread=True)
    if pages.against or pages.failure or any(rows_in(answer.value) is None for answer in pages.answers):
        found.unread = True
    for row in pages.items:
        told = told_in(row, care.numbers)
        found.unread = found.unread or not (told.numbers or told.foreign)
        begun = next((day for path, text in _texts(row) if path == ("startdate",) and (day := day_of(text, "coface"))), None)
        for number in told.numbers:
            found.of[told.id] = number
            found.since[number] = min(care.on, max(care.since, begun or care.put.get(number) or care.on))
    return found


def _events(told: Told, care: Care) -> Iterator[RiskEvent]:
    """The event for each buyer of the book it is about; one nobody dated is of the day it was read."""
    kind = care.rules.get(told.word.casefold(), EventKind.SOMETHING_CHANGED)
    for number in sorted(told.numbers):
        for customer in care.numbers[number]:
            yield RiskEvent(
                f"{care.provider}:{told.id}", customer.id, kind, told.day or care.on, care.on, care.provider, told.word
            )


def place_monitoring(visit: Visit, number: str, cancelled: Callable[[], bool]) -> ResultReason | None:
    """Order that a company be watched, once; why nothing was ordered, or `None`. Raises ProviderFailure.

    It is looked for in the list first; where that cannot be read, or an order of the last thirty days is not in it yet, nothing
    is ordered: whoever orders twice pays twice.
    """
    listed = read_pages(
        lambda call: visit.ask(call, cancelled=cancelled),
        Call("monitorings", "/monitorings", params={"companyId": number}, also_ok=frozenset({_PART})),
        _PAGES,
    )
    if listed.failure is not None:
        raise listed.failure
    told = [told_in(row, [number]) for row in listed.items]
    if listed.against or any(rows_in(answer.value) is None for answer in listed.answers):
        return ResultReason.LIST_UNREAD
    if any(row.numbers for row in told):
        return ResultReason.WATCHED_ALREADY
    if not all(row.foreign for row in told):
        return ResultReason.LIST_UNREAD
    if any(spent.counts and not spent.doubtful and visit.lately(spent) for spent in visit.spent()):
        return ResultReason.WATCH_ORDERED
    entry = visit.begin("monitoring")
    assessments: list[Json] = [{"slug": slug, "currency": "EUR"} for slug in ORDERED]
    body: dict[str, Json] = {"companyId": number, "assessments": assessments, "customerReference": entry.reference}
    order = Call(
        "monitoring",
        "/monitorings/orders",
        method="POST",
        body=body,
        billable=True,
        also_ok=frozenset({202, 204}),
        as_json=False,
    )
    visit.ask(order, cancelled=cancelled, entry=entry)
    with suppress(SpendingUnwritten):  # begun stands on the disk, and counts
        entry.ended(State.CHARGED)
    return None
