"""A provider described as data: which address is asked, and where in its answer each value stands.

Nothing here is code of the user's: a place is a jmespath expression, which can select and never act. The values are made
by `generic_file` from a checked file and only read afterwards.
"""

from collections.abc import Mapping as ReadMapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from credit.money import Money
from credit.report import EventKind
from integrations.auth import NO_PLAN, AuthPlan
from integrations.bounded import Json
from integrations.exchange import Call, Method
from integrations.keeping.visit import NOTHING_AGREED, Agreed
from integrations.paging import MOST_PAGES, PageKind, Paging
from integrations.terms import NO_TERMS, Terms

if TYPE_CHECKING:
    from jmespath.parser import ParsedResult

__all__ = ["NOWHERE", "EventRule", "Field", "Mapping", "PagePlan", "Place", "Request", "ValueType"]


class ValueType(StrEnum):
    """What a mapped value is read as."""

    DECIMAL = "decimal"
    INT = "int"
    TEXT = "text"
    BOOL = "bool"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an answer something stands. Made by `of`; equal when the expression is."""

    path: str
    _parsed: "ParsedResult | None" = field(default=None, compare=False, repr=False)
    _steps: tuple[str | int, ...] = field(default=(), compare=False, repr=False)
    """Names and numbers one below the other, where the expression is no more than that: most are, and are walked directly."""

    @classmethod
    def of(cls, path: str) -> "Place":
        """The place of a jmespath expression; raises ValueError where it cannot be read."""
        import jmespath  # 20 ms that a start without providers need not wait for

        parsed = jmespath.compile(path)
        return cls(path, parsed, _steps_of(parsed.parsed))

    def find(self, value: Json, failed: Json = None) -> Json:
        """What stands there, `None` where nothing does, and `failed` where the expression cannot work on this answer."""
        if self._steps:
            return _walked(self._steps, value)
        from jmespath.exceptions import JMESPathError

        try:
            return self._parsed.search(value) if self._parsed is not None else None
        except (JMESPathError, TypeError):  # it compares a text with a number by Python's own rules
            return failed

    def ends_at(self, value: Json) -> tuple[str, Json] | None:
        """Where a way that only steps down ends too early: the path so far, and what stands there in place of an object or list.

        Nothing (`None`) stands where a name is not there at all; what is there and empty, or a list that is too short, ends none.
        """
        way = ""
        for step in self._steps:
            if value in (None, "", [], {}):
                return None
            if not isinstance(value, dict if isinstance(step, str) else list):
                return way, value
            way = f"{way}[{step}]" if isinstance(step, int) else f"{way}.{step}" if way else step
            if isinstance(value, dict) and step not in value:
                return way, None
            value = _walked((step,), value)
        return None

    def __bool__(self) -> bool:
        return bool(self.path)


def _steps_of(node: ReadMapping[str, Any]) -> tuple[str | int, ...]:
    """The steps of a parsed expression such as `accounts[-1].equity`; none where it does more than step down."""
    if node["type"] in ("field", "index"):
        return (node["value"],)
    if node["type"] not in ("subexpression", "index_expression"):
        return ()
    below = [_steps_of(child) for child in node["children"]]
    return tuple(step for steps in below for step in steps) if all(below) else ()


def _walked(steps: tuple[str | int, ...], value: Json) -> Json:
    """What stands at the end of the steps, `None` where one leads nowhere."""
    for step in steps:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        elif isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


NOWHERE: Final = Place("")
"""The place of what a mapping does not ask for."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """How the list of one request goes on after its first page; see `paging.Paging`."""

    kind: PageKind
    items: Place
    param: str = ""
    first: int = 1
    size: int = 0
    size_param: str = ""
    total: Place = NOWHERE
    next: Place = NOWHERE
    most: int = MOST_PAGES

    def paging(self, base_url: str) -> Paging:
        """The plan for a provider at `base_url`."""
        total = self.total.find if self.total else None
        following = self.next.find if self.next else None
        return Paging(
            self.kind,
            self.items.find,
            self.param,
            self.first,
            self.size,
            self.size_param,
            total,
            following,
            base_url,
            self.most,
        )


@dataclass(frozen=True, slots=True)
class Request:
    """One address that is asked."""

    name: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    billable: bool = False
    cost: Money | None = None
    method: Method = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: Json = None
    """Sent as JSON, with the buyer's number for each `{id}`."""
    form: tuple[tuple[str, str], ...] | None = None
    safe: bool = False
    """A POST that only asks, so it may be repeated."""
    paging: PagePlan | None = None

    def call(self, number: str) -> Call:
        """The question about the buyer of this number."""

        def texts(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
            return {name: value.replace("{id}", number) for name, value in pairs}

        return Call(
            self.name,
            self.path,
            {"id": number} if self.names_buyer else {},
            texts(self.query),
            self.billable,
            self.method,
            _about(self.body, number),
            None if self.form is None else texts(self.form),
            dict(self.headers),
            self.safe,
        )

    @property
    def names_buyer(self) -> bool:
        """Whether the buyer's number stands in the path: then the answer is about this buyer or there is none."""
        return "{id}" in self.path


@dataclass(frozen=True, slots=True)
class Field:
    """One value: its normalised key, its place, and how it is read."""

    key: str
    place: Place
    type: ValueType
    unit: str = ""
    currency: str = ""
    """Currency of every amount there, where the answer names none."""
    currency_place: Place = NOWHERE
    null_values: tuple[str, ...] = ()
    """Words that mean "not published"."""
    date_format: str = ""
    zone: str = ""
    """Where the provider is: the day of a moment that names its zone is the day there."""
    decimal_mark: str = ""
    """`.` or `,` where numbers come as text with grouping marks; empty: such a number is ambiguous."""
    optional: bool = False
    """An answer in which its place is missing altogether is an ordinary one."""


@dataclass(frozen=True, slots=True)
class EventRule:
    """A list of notices, and where in each of them its parts stand."""

    request: str
    items: Place
    id: Place
    published: Field
    kind: Place
    kinds: ReadMapping[str, EventKind]
    title: Place = NOWHERE
    url: Place = NOWHERE
    subject: Place = NOWHERE
    """Text in which the buyer's number must stand."""
    contains: str = ""
    """Kind of registration that is looked for there."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One provider's file, checked."""

    name: str
    base_url: str
    id_kind: str
    requests: tuple[Request, ...]
    auth: AuthPlan = NO_PLAN
    terms: Terms = NO_TERMS
    subject: tuple[tuple[str, Place], ...] = ()
    """Pairs of a kind of registration and where the first request's answer repeats it."""
    fields: tuple[Field, ...] = ()
    """Read from the first request's answer."""
    as_of: Field | None = None
    events: tuple[EventRule, ...] = ()
    agreed: Agreed = NOTHING_AGREED
    mark: str = ""
    """What tells this text of the file from an earlier one."""


def _about(body: Json, number: str) -> Json:
    """A body with the buyer's number in it."""
    if isinstance(body, dict):
        return {name: _about(value, number) for name, value in body.items()}
    if isinstance(body, list):
        return [_about(value, number) for value in body]
    return body.replace("{id}", number) if isinstance(body, str) else body
