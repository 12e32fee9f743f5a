"""Notices of The Gazette as events of a buyer's life.

The search behind the feed is fuzzy, so a notice is the buyer's only where the buyer's own number stands in it. Its code says
what it is; of most codes only third parties published the meaning, so a notice whose own heading says otherwise is believed.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from credit.company_number import british as company_number
from credit.report import EventKind, Match, RiskEvent
from integrations.bounded import Json, strict_json
from integrations.endings import Setback
from integrations.provider import Warned
from integrations.providers.builtin_file import facts_of
from integrations.providers.findings import clean
from integrations.providers.moments import day_at
from integrations.providers.notices import Asking, Notices, notices_of

__all__ = ["CODES", "entries_of", "not_listed", "parse", "read_entries", "total_of", "withdrawn_in"]

CODES: Mapping[str, tuple[EventKind, str]] = {
    "2401": (EventKind.MORATORIUM, "moratorium commencement"),
    "2410": (EventKind.ADMINISTRATION, "appointment of administrators"),
    "2411": (EventKind.ADMINISTRATION, "administration orders"),
    "2421": (EventKind.RECEIVERSHIP, "appointment of administrative receivers"),
    "2423": (EventKind.RECEIVERSHIP, "appointment of receivers"),
    "2431": (EventKind.MVL, "resolutions for winding-up (mvl)"),
    "2432": (EventKind.MVL, "appointment of liquidators (mvl)"),
    "2433": (EventKind.CLAIM_DEADLINE, "notices to creditors (mvl)"),
    "2441": (EventKind.CVL, "resolutions for winding-up (cvl)"),
    "2442": (EventKind.CVL, "meetings of creditors"),
    "2443": (EventKind.CVL, "appointment of liquidators (cvl)"),
    "2446": (EventKind.CLAIM_DEADLINE, "notices to creditors (cvl)"),
    "2450": (EventKind.WINDING_UP_PETITION, "petitions to wind up (companies)"),
    "2451": (EventKind.WINDING_UP_PETITION, "petitions to wind up (partnerships)"),
    "2452": (EventKind.WINDING_UP_ORDER, "winding-up orders"),
    "2454": (EventKind.WINDING_UP_ORDER, "appointment of liquidators (court)"),
    "2456": (EventKind.CLAIM_DEADLINE, "notices to creditors / intended dividends (court)"),
    "2460": (EventKind.CLAIM_DEADLINE, "notices of dividends"),
    "2461": (EventKind.WINDING_UP_PETITION_DISMISSED, "dismissal of winding-up petition"),
}
"""Event and heading of each code that is asked for. 2450 is The Gazette's own word, the others are those of its public clients.

A petition's second notice, of its service (2462), is not asked for: it would count one petition twice. The end of a moratorium
(2402) is none of the events of a report.
"""
_BY_HEADING = {heading: kind for kind, heading in CODES.values()}
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NAMED = re.compile(
    r"(?:company|registered|registration)\s*(?:number|no)\.?\s*[:.]?\s*([A-Z]{0,2}\s?[0-9]{5,8})(?![0-9A-Za-z])", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
"""A tag holds no other, so one that is never closed is not looked for to the end of the text again and again."""
_NO_CHARACTER = re.compile(r"&#[0-9]{8,};?")
"""The number of no character there is, and may be one that is too long to be read as a number."""
_UNTIL = re.compile(
    r"(?:on or before|not later than|no later than|by)\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\s+(\d{4})",
    re.IGNORECASE,
)


def entries_of(page: Json) -> Json:
    """The entries of a page: a list, one object that stands for a list of one, or nothing."""
    return page.get("entry") if isinstance(page, dict) else None


def total_of(page: Json) -> Json:
    """How many there are in all; a number written as text."""
    return page.get("f:total") if isinstance(page, dict) else None


def parse(raw: bytes, asking: Asking, number: str) -> Notices:
    """The notices of one page as it came."""
    entries = entries_of(strict_json(raw))
    return read_entries(entries if isinstance(entries, list) else [entries] if entries is not None else [], asking, number)


def read_entries(entries: Iterable[Json], asking: Asking, number: str) -> Notices:
    """The events of the buyer with this `number` among entries, each once, and those that may be about somebody else."""
    found: dict[str, RiskEvent] = {}
    warnings: list[Warned] = []
    read = 0
    for entry in entries:
        read += 1
        event = _event(entry, asking, number, warnings)
        if event is not None:
            found[event.id] = event
    if not read:
        warnings.append(Warned.NONE_FOUND)
    return notices_of(found.values(), warnings)


def not_listed(asking: Asking, entries: Iterable[Json], since: date) -> list[RiskEvent]:
    """Notices of the window that the book holds, that stand, and that the search lists no longer, the latest first."""
    listed = {told.id for entry in entries if not isinstance(told := _told(entry), Warned)}
    own = f"{asking.provider}:"
    held = (event for event in asking.known.values() if event.id.startswith(own) and event.id.removeprefix(own) not in listed)
    gone = [event for event in held if not event.withdrawn and since <= event.published_on <= asking.on]
    return sorted(
        (event for event in gone if event.match is not Match.REFUSED), key=lambda event: event.published_on, reverse=True
    )


def withdrawn_in(raw: bytes, id: str) -> bool:
    """Whether the linked data of the notice `id` says that it was withdrawn; of another notice it says nothing."""
    try:
        said = list(_members(strict_json(raw)))
    except Setback:
        return False
    numbers = {_literal(value) for name, value in said if name == "hasNoticeID"}
    return id in numbers and any(_literal(value) == "true" for name, value in said if name == "isWithdrawn")


def _members(value: Json) -> Iterator[tuple[str, Json]]:
    """Every member at any depth, by its name without the vocabulary in front of it."""
    if isinstance(value, list):
        for each in value:
            yield from _members(each)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield re.split(r"[/#:]", name)[-1], member
            yield from _members(member)


def _literal(value: Json) -> str:
    """A literal of linked data as text, bare or with its type beside it."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return str(value).lower() if isinstance(value, str | int) else ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What an entry says, as text."""

    id: str
    code: str
    heading: str
    title: str
    text: str
    published: date


def _event(entry: Json, asking: Asking, number: str, warnings: list[Warned]) -> RiskEvent | None:
    """One entry as an event, or nothing with the word that says why."""
    told = _told(entry)
    if isinstance(told, Warned):
        warnings.append(told)
        return None
    if told.published > asking.on:
        warnings.append(Warned.PUBLISHED_LATER)
        return None
    kind = _kind(told, warnings)
    if kind is None:
        warnings.append(Warned.KIND_UNKNOWN)
        return None
    id = f"{asking.provider}:{told.id}"
    event = RiskEvent(
        id,
        asking.customer.id,
        kind,
        told.published,
        asking.on,
        asking.provider,
        title=told.title,
        match=Match.EXACT_ID if number == next(_numbers(told.text), "") else asking.without_number(id),
        url=f"https://www.thegazette.co.uk/notice/{told.id}",
        deadline=_deadline(told.text) if kind is EventKind.CLAIM_DEADLINE or kind.opens_insolvency else None,
        withdrawn=isinstance(entry, dict) and entry.get("f:status") not in (None, "published"),
    )
    known = asking.known.get(event.id)
    return known if known is not None and replace(known, learnt_on=asking.on) == event else event


def _told(entry: Json) -> _Told | Warned:
    if not isinstance(entry, dict):
        return Warned.ITEMS_UNREADABLE
    number = re.fullmatch(r".*/notice/(\d{1,12})", str(entry.get("id")), re.ASCII)
    if number is None:
        return Warned.ID_MISSING
    said = str(entry.get("published"))
    published = day_at(said, str(facts_of("gazette")["zone"])) or day_at(said[:10])
    if published is None:
        return Warned.PUBLISHED_UNREADABLE
    category = entry.get("category")
    heading = category.get("@term") if isinstance(category, dict) else None
    title = _plain(entry.get("title"))
    return _Told(
        number[1], str(entry.get("f:notice-code")), _plain(heading), title, f"{title} {_plain(entry.get('content'))}", published
    )


def _kind(told: _Told, warnings: list[Warned]) -> EventKind | None:
    """What the entry is by its code; where its own heading is another's, that one is believed."""
    by_code = CODES[told.code][0] if told.code in CODES else None
    by_heading = _BY_HEADING.get(told.heading.casefold())
    if by_heading is not None and by_heading is not by_code:
        warnings.append(Warned.LABEL_DISAGREES)
        return by_heading
    return by_code


def _numbers(text: str) -> Iterator[str]:
    """Every company number the text names as one, that of the company it is about first; linked data may have lost its noughts.

    The others are of who petitions, of former names, of a parent.
    """
    for match in _NAMED.finditer(text):
        yield company_number(match[1])


def _deadline(text: str) -> date | None:
    """The day by which claims have to be lodged, where the text names exactly one."""
    days = set()
    for day, month, year in _UNTIL.findall(text):
        place = next((at for at, name in enumerate(_MONTHS, 1) if len(month) >= 3 and name.startswith(month.casefold())), 0)
        try:
            days.add(date(int(year), place, int(day)))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


def _plain(value: Json) -> str:
    """The text of a piece of HTML on one line."""
    if not isinstance(value, str):
        return ""
    bare = _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", _TAG.sub(" ", value))
    return clean(html.unescape(bare), 20_000)
