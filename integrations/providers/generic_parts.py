"""The parts of a provider's file that say where values stand: fields, the report's own day, notices."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from time import strptime

from credit.report import EventKind
from integrations.providers.generic_terms import read_place
from integrations.providers.mapping import NOWHERE, EventRule, Field, Request, ValueType
from integrations.providers.moments import is_zone
from integrations.providers.strict_table import FileTrouble, Table

__all__ = ["AS_OF", "read_as_of", "read_events", "read_fields", "read_registration"]

AS_OF = "as_of"
"""Key among the fields that gives the day of the report itself."""
DIMENSIONS = (
    "financial_strength",
    "enterprise_quality",
    "management_factors",
    "operating_capability",
    "external_environment",
)
"""The five dimensions a finding belongs to; its key is one of them and a name."""
_FIELD_KEYS = ("path", "type", "unit", "currency", "currency_path", "null_values", "date_format", "decimal_mark", "optional")
_EVENT_KEYS = ("request", "items", "id", "published", "kind", "title", "url", "subject")
_PROBE = date(2001, 11, 23)
"""A day whose parts all differ: a format that gives it back holds year, month and day."""


def read_registration(table: Table, name: str, otherwise: str | None = None) -> str:
    """A kind of registration, such as `company_number` or `vat`."""
    kind = table.text(name, otherwise)
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", kind):
        raise table.refused(FileTrouble.BAD_VALUE, name, "company_number")
    return kind


def read_fields(document: Table) -> tuple[Field, ...]:
    """Every field but the report's own day."""
    fields = document.table("fields")
    for key in fields:
        if key != AS_OF:
            _check_key(fields, key)
    zone = read_zone(document)
    return tuple(replace(_field(fields, key), zone=zone) for key in fields if key != AS_OF)


def read_as_of(document: Table) -> Field | None:
    """Where the report's own day stands, if the answer says it."""
    fields = document.table("fields")
    return replace(_day(fields, AS_OF), zone=read_zone(document)) if AS_OF in fields else None


def read_events(document: Table, requests: Sequence[Request]) -> tuple[EventRule, ...]:
    """Every list of notices."""
    names, zone = [request.name for request in requests], read_zone(document)
    found = (_event(table, names) for table in document.tables("events", _EVENT_KEYS))
    return tuple(replace(rule, published=replace(rule.published, zone=zone)) for rule in found)


def read_zone(document: Table) -> str:
    """The zone the provider's own clock shows; empty where the file does not say."""
    zone = document.text("zone", "") if "zone" in document else ""
    if zone and not is_zone(zone):
        raise document.refused(FileTrouble.BAD_VALUE, "zone", "Europe/London")
    return zone


def _check_key(fields: Table, key: str) -> None:
    dimension, _, name = key.partition(".")
    if dimension not in DIMENSIONS or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        near = next(iter(get_close_matches(dimension, DIMENSIONS, 1)), "")
        raise fields.refused(FileTrouble.UNKNOWN_KEY, key, f"{near}.{name}" if near and name else near)


def _field(fields: Table, key: str) -> Field:
    table = fields.table(key, _FIELD_KEYS)
    kind = table.text("type")
    if kind not in tuple(ValueType):
        near = next(iter(get_close_matches(kind, list(ValueType), 1)), ", ".join(ValueType))
        raise table.refused(FileTrouble.BAD_VALUE, "type", near)
    type = ValueType(kind)
    return Field(
        key,
        read_place(table, "path"),
        type,
        unit=table.text("unit", "percent" if type is ValueType.PERCENT else ""),
        currency=_currency(table, type),
        currency_place=read_place(table, "currency_path") if "currency_path" in table else NOWHERE,
        null_values=table.words("null_values"),
        date_format=_date_format(table),
        decimal_mark=_decimal_mark(table),
        optional="optional" in table and table.flag("optional"),
    )


def _currency(table: Table, type: ValueType) -> str:
    """A fixed currency; an amount of money has this or a place, anything else has neither."""
    named = [name for name in ("currency", "currency_path") if name in table]
    if type is ValueType.MONEY and len(named) != 1:
        raise table.refused(FileTrouble.MISSING_KEY if not named else FileTrouble.BAD_VALUE, "currency_path")
    if type is not ValueType.MONEY and named:
        raise table.refused(FileTrouble.BAD_VALUE, named[0], "type")
    currency = table.text("currency", "")
    if currency and not re.fullmatch(r"[A-Z]{3}", currency):
        raise table.refused(FileTrouble.BAD_VALUE, "currency", "EUR")
    return currency


def _decimal_mark(table: Table) -> str:
    mark = table.text("decimal_mark", "")
    if mark not in ("", ".", ","):
        raise table.refused(FileTrouble.BAD_VALUE, "decimal_mark", ".")
    return mark


def _date_format(table: Table) -> str:
    """A format of C's strptime that gives a whole day back."""
    form = table.text("date_format", "")
    if form:
        try:
            whole = strptime(_PROBE.strftime(form), form)[:3] == (_PROBE.year, _PROBE.month, _PROBE.day)
        except (ValueError, re.error):
            whole = False
        if not whole:
            raise table.refused(FileTrouble.BAD_VALUE, "date_format", "%d/%m/%Y")
    return form


def _day(tables: Table, name: str) -> Field:
    """A place that holds a day."""
    table = tables.table(name, ("path", "type", "null_values", "date_format", "optional"))
    if table.text("type", ValueType.DATE) != ValueType.DATE:
        raise table.refused(FileTrouble.BAD_VALUE, "type", ValueType.DATE)
    return Field(
        name,
        read_place(table, "path"),
        ValueType.DATE,
        null_values=table.words("null_values"),
        date_format=_date_format(table),
        optional="optional" in table and table.flag("optional"),
    )


def _event(table: Table, requests: Sequence[str]) -> EventRule:
    request = table.text("request", requests[0])
    if request not in requests:
        near = next(iter(get_close_matches(request, requests, 1)), "")
        raise table.refused(FileTrouble.BAD_VALUE, "request", near)
    if "published" not in table:
        raise table.refused(FileTrouble.MISSING_KEY, "published")
    if "kind" not in table:
        raise table.refused(FileTrouble.MISSING_KEY, "kind")
    kind = table.table("kind", ("path", "map"))
    subject = table.table("subject", ("path", "contains"))
    return EventRule(
        request,
        read_place(table, "items"),
        read_place(table, "id"),
        _day(table, "published"),
        read_place(kind, "path"),
        _kinds(kind),
        read_place(table, "title") if "title" in table else NOWHERE,
        read_place(table, "url") if "url" in table else NOWHERE,
        read_place(subject, "path") if "subject" in table else NOWHERE,
        read_registration(subject, "contains") if "subject" in table else "",
    )


def _kinds(kind: Table) -> dict[str, EventKind]:
    """Which of the provider's words stands for which event."""
    if "map" not in kind:
        raise kind.refused(FileTrouble.MISSING_KEY, "map")
    table = kind.table("map")
    found: dict[str, EventKind] = {}
    for word in table:
        event = table.text(word)
        if event not in tuple(EventKind):
            raise table.refused(FileTrouble.BAD_VALUE, word, next(iter(get_close_matches(event, list(EventKind), 1)), ""))
        found[word] = EventKind(event)
    return found
