"""A provider's TOML file, read strictly into a mapping.

What is wrong is found when the file is read, not when a report is bought: unknown keys, expressions that cannot be read, an
address that is refused, a key written into the file instead of its reference. `docs/providers.md` is the reference.
"""

import re
import tomllib
from datetime import timedelta
from pathlib import Path

from credit.money import Money
from integrations.address import Address, RequestRefused, address_of
from integrations.auth import AuthKind, AuthPlan
from integrations.providers.agreed_file import AGREED_KEYS, read_agreed, read_money
from integrations.providers.generic_parts import read_as_of, read_events, read_fields, read_place, read_registration
from integrations.providers.mapping import Mapping, Request
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source, Table
from integrations.secrets import is_reference

__all__ = ["PROVIDER_NAME", "mapping_of", "read_document"]

_KEYS = ("kind", "base_url", "allowed_hosts", "auth", "id", "request", "subject", "fields", "events", *AGREED_KEYS)
_REQUEST_KEYS = ("name", "method", "path", "query", "billable", "cost")
USUAL_TERM = timedelta(days=30)
"""How long the answers of a provider are kept where its file says nothing; its licence may say otherwise."""
PROVIDER_NAME = re.compile(r"\w[\w.-]{0,63}")
_KEYLIKE = re.compile(r"key|token|secret|passw|auth|credential", re.IGNORECASE)
"""A parameter of such a name holds a key, and a key does not stand in a file."""


def read_document(path: Path) -> Table:
    """The file as one table whose keys are not checked yet; raises `ProviderFileRefused`."""
    try:
        return _document(path.read_bytes().decode("utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError):
        raise ProviderFileRefused(FileTrouble.UNREADABLE, file=path.name) from None


def mapping_of(name: str, source: Source) -> Mapping:
    """The mapping a text describes; raises `ProviderFileRefused` for the first thing that is wrong."""
    if not PROVIDER_NAME.fullmatch(name):
        raise ProviderFileRefused(FileTrouble.BAD_NAME, file=source.file)
    loose = _document(source.text, source.file)
    document = Table(source, loose.values, _KEYS)
    if document.text("kind") != "generic":
        raise document.refused(FileTrouble.BAD_VALUE, "kind", "generic")
    address = _address(document)
    requests = _requests(document, address)
    subject = document.table("subject")
    mapping = Mapping(
        name,
        document.text("base_url"),
        read_registration(document, "id", "company_number"),
        requests,
        _auth(document),
        document.words("allowed_hosts"),
        tuple((kind, read_place(subject, kind)) for kind in subject),
        read_fields(document),
        read_as_of(document),
        read_events(document, requests),
        read_agreed(document, name, {request.name: request.cost for request in requests if request.billable}, USUAL_TERM),
    )
    _check_use(document, mapping)
    return mapping


def _document(text: str, file: str) -> Table:
    source = Source(file, text)
    try:
        return Table(source, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        line = re.search(r"at line (\d+)", str(fault))
    # Raised outside: the parser's own sentence may quote the file.
    raise ProviderFileRefused(FileTrouble.NOT_TOML, file=file, line=int(line[1]) if line else 0)


def _address(document: Table) -> Address:
    """The checked address; the reason it is refused for is named, the address is not: it may hold a key."""
    try:
        return address_of(document.text("base_url"), document.words("allowed_hosts"))
    except RequestRefused as refused:
        why = str(refused.reason)
    raise document.refused(FileTrouble.BAD_ADDRESS, "base_url", why)


def _auth(document: Table) -> AuthPlan:
    """How the key is shown; a kind that does not exist yet is answered with those that do."""
    if "auth" not in document:
        return AuthPlan()
    auth = document.table("auth", ("kind", "name", "secret"))
    kind = auth.text("kind")
    if kind not in tuple(AuthKind):
        raise auth.refused(FileTrouble.BAD_VALUE, "kind", ", ".join(AuthKind))
    if kind == AuthKind.NONE:
        return AuthPlan()
    secret = auth.text("secret")
    if not is_reference(secret):
        raise auth.refused(FileTrouble.LITERAL_SECRET, "secret", line=document.source.line_with(secret))
    name = auth.text("name") if kind == AuthKind.HEADER else auth.text("name", "")
    return AuthPlan(kind, secret, name)


def _requests(document: Table, address: Address) -> tuple[Request, ...]:
    """Every address that is asked, of different names; at least one."""
    tables = document.tables("request", _REQUEST_KEYS)
    if not tables:
        raise document.refused(FileTrouble.MISSING_KEY, "request")
    requests: list[Request] = []
    for table in tables:
        request = _request(table, address)
        if any(earlier.name == request.name for earlier in requests):
            raise table.refused(FileTrouble.BAD_VALUE, "name")
        requests.append(request)
    if len({request.cost.currency for request in requests if request.cost}) > 1:
        raise tables[0].refused(FileTrouble.BAD_VALUE, "cost")
    return tuple(requests)


def _request(table: Table, address: Address) -> Request:
    name, path = table.text("name"), table.text("path")
    if not PROVIDER_NAME.fullmatch(name):
        raise table.refused(FileTrouble.BAD_VALUE, "name")
    if table.text("method", "GET") != "GET":
        raise table.refused(FileTrouble.BAD_VALUE, "method", "GET")
    try:
        address.target(path, {"id": "0"} if "{id}" in path else {})
    except RequestRefused:
        raise table.refused(FileTrouble.BAD_VALUE, "path", "/companies/{id}") from None
    query = _query(table.table("query"))
    if "{id}" not in path and not any("{id}" in value for _, value in query):
        raise table.refused(FileTrouble.BAD_VALUE, "path", "{id}")
    billable = table.flag("billable")
    cost = _cost(table)
    if cost and not billable:
        raise table.refused(FileTrouble.BAD_VALUE, "billable", "true")
    return Request(name, path, query, billable, cost if billable else None)


def _query(table: Table) -> tuple[tuple[str, str], ...]:
    """The parameters as text; `{id}` is the only place that is filled."""
    found: list[tuple[str, str]] = []
    for name in table:
        value = table.scalar(name)
        if _KEYLIKE.search(name):
            raise table.refused(FileTrouble.LITERAL_SECRET, name)
        if re.search(r"[{}]", value.replace("{id}", "")):
            raise table.refused(FileTrouble.BAD_VALUE, name, "{id}")
        found.append((name, value))
    return tuple(found)


def _cost(request: Table) -> Money | None:
    """The price of one call as a decimal text and its currency."""
    if "cost" not in request:
        return None
    return read_money(request, "cost")


def _check_use(document: Table, mapping: Mapping) -> None:
    """Refuse a mapping that reads nothing, asks what nobody reads, or cannot tell a namesake from the buyer."""
    first, *others = mapping.requests
    read_later = {rule.request for rule in mapping.events}
    if not mapping.fields and not mapping.events:
        raise document.refused(FileTrouble.NOTHING_READ, "request")
    if not mapping.fields and first.name not in read_later:
        raise document.refused(FileTrouble.NOTHING_READ, "request", first.name)
    for other in others:
        if other.name not in read_later:
            raise document.refused(FileTrouble.NOTHING_READ, "request", other.name)
    if mapping.fields and not first.names_buyer and not mapping.subject:
        raise document.refused(FileTrouble.SUBJECT_NEEDED, "subject")
    by_text = {request.name for request in mapping.requests if not request.names_buyer}
    if any(rule.request in by_text and not rule.subject for rule in mapping.events):
        raise document.refused(FileTrouble.SUBJECT_NEEDED, "events", "subject")
