"""Notices of an answer as events of a buyer's life.

A notice is an event of this buyer only where the buyer's own number stands in it: registers are searched by text, and a
namesake's petition must not stop a shipment. Without the number it is kept as possible, for a human eye. A notice
published after the day that is looked at is left out, so a replay of last March knows what was known last March.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from credit.customer import Customer
from credit.report import EventKind, Match, RiskEvent
from integrations.bounded import Json
from integrations.provider import Warned
from integrations.providers.findings import clean, read_finding
from integrations.providers.mapping import EventRule

__all__ = ["NO_NOTICES", "Asking", "Dated", "Notices", "dated_events", "notices_of", "read_notices", "same_company"]

_LOST = frozenset({Warned.ID_MISSING, Warned.PUBLISHED_UNREADABLE, Warned.ITEMS_UNREADABLE})


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked, about whom, and on which day."""

    provider: str
    customer: Customer
    on: date
    known: Mapping[str, RiskEvent] = field(default_factory=dict)
    """Events of this buyer that the book holds, by id; those a person decided on among them."""

    def without_number(self, id: str) -> Match:
        """Whose a notice is that does not bear the buyer's number: what a person said of it, else possible."""
        known = self.known.get(id)
        return known.match if known is not None and known.match.decided else Match.POSSIBLE


@dataclass(frozen=True, slots=True)
class Notices:
    """What the notices of one answer, or of several, came to."""

    events: tuple[RiskEvent, ...] = ()
    possible: tuple[RiskEvent, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def incomplete(self) -> bool:
        """Whether a notice was left out because it could not be read."""
        return not _LOST.isdisjoint(self.warnings)


NO_NOTICES = Notices()


@dataclass(frozen=True, slots=True)
class Dated:
    """One event an answer about this buyer tells with its day, and what tells it from every other of the provider."""

    kind: EventKind
    on: date
    mark: str
    title: str = ""


class _LeftOut(Exception):  # noqa: N818 - not a fault: it becomes a warning
    """A notice that is no event, with the word that says why."""

    def __init__(self, why: Warned) -> None:
        super().__init__(why)
        self.why = why


def same_company(one: str, other: str) -> bool:
    """Whether two numbers are the same once case and spaces are set aside; leading zeros are part of a number."""
    return _bare(one) == _bare(other)


def read_notices(rules: Iterable[tuple[EventRule, Json]], asking: Asking) -> Notices:
    """The notices of every rule in its answer: each event once, those of this buyer before the possible ones."""
    found: dict[str, RiskEvent] = {}
    warnings: list[Warned] = []
    read = 0
    for rule, answer in rules:
        for item in _items(rule.items.find(answer, failed=False), warnings):
            read += 1
            try:
                event = _event(rule, item, asking)
            except _LeftOut as left_out:
                warnings.append(left_out.why)
                continue
            if event.id not in found or not found[event.id].match.ours:
                found[event.id] = event
    if not read and not warnings:
        warnings.append(Warned.NONE_FOUND)
    return notices_of(found.values(), warnings)


def notices_of(found: Iterable[RiskEvent], warnings: Iterable[Warned] = ()) -> Notices:
    """Events in the order they were published, this buyer's apart from possible ones; what a person refused is in neither."""
    ordered = sorted(found, key=lambda event: (event.published_on, event.id))
    return Notices(
        tuple(event for event in ordered if event.match.ours),
        tuple(event for event in ordered if event.match is Match.POSSIBLE),
        tuple(dict.fromkeys(warnings)),
    )


def dated_events(asking: Asking, found: Iterable[Dated]) -> Iterator[RiskEvent]:
    """The events of an answer up to the day; one the book already holds keeps the day it was learnt."""
    for dated in found:
        if dated.on > asking.on:
            continue
        id = f"{asking.provider}:{dated.mark}"
        event = RiskEvent(id, asking.customer.id, dated.kind, dated.on, asking.on, asking.provider, dated.title)
        known = asking.known.get(event.id)
        yield known if known is not None and replace(known, learnt_on=asking.on) == event else event


def _items(value: Json, warnings: list[Warned]) -> Iterator[Json]:
    """The items of a list, of one object that stands for a list of one, or of nothing."""
    if value is None:
        return
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, dict):
            yield item
        elif item is not None:
            warnings.append(Warned.ITEMS_UNREADABLE)


def _event(rule: EventRule, item: Json, asking: Asking) -> RiskEvent:
    """One notice as an event; an event the book already holds keeps the day it was learnt."""
    number = _word(rule.id.find(item))
    if not number:
        raise _LeftOut(Warned.ID_MISSING)
    kind = rule.kinds.get(_word(rule.kind.find(item)))
    if kind is None:
        raise _LeftOut(Warned.KIND_UNKNOWN)
    published = read_finding(rule.published, item).value
    if not isinstance(published, date):
        raise _LeftOut(Warned.PUBLISHED_UNREADABLE)
    if published > asking.on:
        raise _LeftOut(Warned.PUBLISHED_LATER)
    event = RiskEvent(
        f"{asking.provider}:{number}",
        asking.customer.id,
        kind,
        published,
        asking.on,
        asking.provider,
        title=_word(rule.title.find(item)),
        match=_match(rule, item, asking, f"{asking.provider}:{number}"),
        url=_link(_word(rule.url.find(item))),
    )
    known = asking.known.get(event.id)
    return known if known is not None and replace(known, learnt_on=asking.on) == event else event


def _match(rule: EventRule, item: Json, asking: Asking, id: str) -> Match:
    """Exact where the buyer's number stands in the notice as a word of its own, or where the answer is by that number."""
    if not rule.subject:
        return Match.EXACT_ID
    number = asking.customer.registration(rule.contains)
    text = rule.subject.find(item)
    if not number or not isinstance(text, str):
        return asking.without_number(id)
    alone = rf"(?<![0-9A-Za-z]){re.escape(number.strip())}(?![0-9A-Za-z])"
    return Match.EXACT_ID if re.search(alone, text, re.IGNORECASE) else asking.without_number(id)


def _word(value: Json) -> str:
    """A text or a whole number as clean text; anything else as none."""
    return clean(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _link(text: str) -> str:
    """An address a person may open; anything but https is not kept."""
    return text if text.startswith("https://") and " " not in text else ""


def _bare(number: str) -> str:
    return "".join(number.split()).casefold()
