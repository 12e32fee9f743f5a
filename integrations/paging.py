"""Lists that come in pages: every item once, so many pages at most, and never to another host.

Services count pages from nought or one, say how many there are or do not, let a list grow while it is read, and now and then
give the same page for ever. So what is asked next follows from what came, never from what was announced, and a page that brings
nothing new ends the reading. What was read before something went wrong stands. A list that ends before all it says it has is not
whole: the items may stand in a form nobody here knows.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import parse_qsl, urljoin, urlsplit

from integrations.address import address_of
from integrations.bounded import Json
from integrations.endings import ProviderFailure
from integrations.exchange import Answer, Call
from integrations.provider import ResultReason

__all__ = ["MOST_PAGES", "PageKind", "Pages", "Paging", "read_pages"]

MOST_PAGES = 200
_RANGE_TOTAL = re.compile(r"[a-z]+ [0-9*-]+/([0-9]{1,9})")
"""`Content-Range: items 0-19/57` says how many there are, RFC 9110 section 14.4."""


class PageKind(StrEnum):
    """How the next page is asked for."""

    PAGE = "page"
    """By its number."""
    OFFSET = "offset"
    """By how many items went before."""
    CURSOR = "cursor"
    """By a word the page before it gave."""
    LINK = "link"
    """By an address the page before it gave."""


@dataclass(frozen=True, slots=True)
class Paging:
    """How one list is cut into pages."""

    kind: PageKind
    items: Callable[[Json], Json]
    """Where in a page the items stand: a list, one object, or nothing."""
    param: str = ""
    """The parameter that names the page, the offset or the cursor."""
    first: int = 1
    """Number of the first page, 0 or 1; an offset begins at 0."""
    size: int = 0
    size_param: str = ""
    total: Callable[[Json], Json] | None = None
    """Where it stands how many items there are in all; headers are looked at as well."""
    next: Callable[[Json], Json] | None = None
    """Where the cursor or the address of the next page stands."""
    home: str = ""
    """Base URL a `link` has to lead to."""
    most: int = MOST_PAGES


@dataclass(slots=True)
class Pages:
    """The pages that came, and why there are no more of them where the list has not ended."""

    answers: list[Answer] = field(default_factory=list)
    items: list[Json] = field(default_factory=list)
    """Every item once, in the order they came."""
    against: ResultReason | None = None
    failure: ProviderFailure | None = None
    _seen: set[str] = field(default_factory=set, repr=False)

    def take(self, answer: Answer, found: list[Json]) -> bool:
        """Add a page; False where it brought nothing that was not there before."""
        self.answers.append(answer)
        before = len(self.items)
        for item in found:
            mark = json.dumps(item, sort_keys=True, default=str)
            if mark not in self._seen:
                self._seen.add(mark)
                self.items.append(item)
        return len(self.items) > before


def read_pages(ask: Callable[[Call], Answer], call: Call, paging: Paging) -> Pages:
    """Ask for page after page of `call`; raises what the first one raises, a later failure is kept beside what came."""
    pages = Pages()
    received = 0
    for number, question in enumerate(_questions(call, paging, pages)):
        if number == paging.most:
            pages.against = ResultReason.PAGES_TOO_MANY
            break
        try:
            answer = ask(question)
        except ProviderFailure as failure:
            if not pages.answers:
                raise
            pages.failure = failure
            break
        found = _items(paging.items(answer.value))
        received += len(found)
        new = pages.take(answer, found)
        if not found:
            break
        if not new:  # asked first: with the same page again the count too comes to what was announced
            pages.against = ResultReason.PAGES_REPEAT
            break
        if _all_there(answer, paging, received, len(found)):
            break
    if pages.against is None and pages.failure is None and _short(pages, paging, received):
        pages.against = ResultReason.PAGES_SHORT
    return pages


def _short(pages: Pages, paging: Paging, received: int) -> bool:
    """Whether the list, as it last said, holds more items than came: then what is not among them is not said to be in none."""
    said = (total for answer in reversed(pages.answers) if (total := _total(answer, paging)) is not None)
    return received < next(said, 0)


def _questions(call: Call, paging: Paging, pages: Pages) -> Iterator[Call]:
    """Give the question for each page; the one after the last that came follows from it."""
    sized = {paging.size_param: str(paging.size)} if paging.size_param else {}
    begun = replace(call, params={**call.params, **sized})
    number, offset = paging.first, 0
    while True:
        match paging.kind:
            case PageKind.PAGE:
                yield _with(begun, paging.param, str(number))
                number += 1
            case PageKind.OFFSET:
                yield _with(begun, paging.param, str(offset))
                offset += len(_items(paging.items(pages.answers[-1].value)))
            case PageKind.CURSOR:
                yield begun if not pages.answers else _with(begun, paging.param, _word(paging, pages))
                if not _word(paging, pages):
                    return
            case PageKind.LINK:
                if not pages.answers:
                    yield begun
                    continue
                if not _word(paging, pages):
                    return
                following = _linked(begun, paging, _word(paging, pages))
                if following is None:
                    pages.against = ResultReason.PAGES_LEAD_AWAY
                    return
                yield following


def _with(call: Call, param: str, value: str) -> Call:
    return replace(call, params={**call.params, param: value})


def _word(paging: Paging, pages: Pages) -> str:
    """Give the cursor or the address the last page named; empty where it named none."""
    found = paging.next(pages.answers[-1].value) if paging.next else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def _linked(call: Call, paging: Paging, link: str) -> Call | None:
    """Give the question a link asks for; None where it leads to another host or another list."""
    asked = address_of(call.base or paging.home).target(call.path, call.ids).url
    if not re.fullmatch(r"[\x21-\x5b\x5d-\x7e]+", link):
        return None
    try:
        here, there = urlsplit(asked), urlsplit(urljoin(asked, link))
        door, other = (here.hostname, here.port), (there.hostname, there.port or {"https": 443, "http": 80}.get(there.scheme))
    except ValueError:
        return None
    if (here.scheme, door, here.path) != (there.scheme, other, there.path) or "@" in there.netloc:
        return None
    return replace(call, params=dict(parse_qsl(there.query, keep_blank_values=True)))


def _items(value: Json) -> list[Json]:
    """Give a list as it is, one object as a list of one, and nothing as none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _all_there(answer: Answer, paging: Paging, received: int, last: int) -> bool:
    """Say whether the list has ended: all it says it has came, or a page was not full where it does not say."""
    if paging.kind in (PageKind.CURSOR, PageKind.LINK):
        return False
    total = _total(answer, paging)
    return received >= total if total is not None else last < paging.size


def _total(answer: Answer, paging: Paging) -> int | None:
    """Read how many items there are in all, as the last page says it: a list may grow while it is read."""
    told = paging.total(answer.value) if paging.total else None
    if told is None:
        found = _RANGE_TOTAL.fullmatch(answer.headers.get("content-range", ""))
        told = found[1] if found else answer.headers.get("x-total-count")
    text = str(told) if isinstance(told, str | int) and not isinstance(told, bool) else ""
    return int(text) if re.fullmatch(r"[0-9]{1,40}", text) else None
