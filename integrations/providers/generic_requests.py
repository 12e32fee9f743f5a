"""The part of a provider's file that says what is asked: each address, what is sent with it, and how its list goes on."""

import re

from credit.money import Money
from integrations.address import Address, RequestRefused
from integrations.bounded import Json
from integrations.headers import check_header
from integrations.paging import MOST_PAGES, PageKind
from integrations.providers.agreed_file import read_money
from integrations.providers.generic_terms import read_place, read_whole
from integrations.providers.mapping import NOWHERE, PagePlan, Request
from integrations.providers.strict_table import FileTrouble, Table

__all__ = ["PROVIDER_NAME", "read_requests"]

PROVIDER_NAME = re.compile(r"\w[\w.-]{0,63}")
_KEYS = ("name", "method", "path", "query", "headers", "body", "form", "safe", "billable", "cost", "paging")
_KEYLIKE = re.compile(r"key(?!word)|token|secret|passw|auth|credential", re.IGNORECASE)
"""A parameter of such a name holds a key, and a key does not stand in a file."""


def read_requests(document: Table, address: Address) -> tuple[Request, ...]:
    """Every address that is asked, of different names; at least one."""
    tables = document.tables("request", _KEYS)
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
    name, path, method = table.text("name"), table.text("path"), table.text("method", "GET")
    if not PROVIDER_NAME.fullmatch(name):
        raise table.refused(FileTrouble.BAD_VALUE, "name")
    if method not in ("GET", "POST"):
        raise table.refused(FileTrouble.BAD_VALUE, "method", "GET, POST")
    try:
        address.target(path, {"id": "0"} if "{id}" in path else {})
    except RequestRefused:
        raise table.refused(FileTrouble.BAD_VALUE, "path", "/companies/{id}") from None
    billable, cost = table.flag("billable"), _cost(table)
    if cost and not billable:
        raise table.refused(FileTrouble.BAD_VALUE, "billable", "true")
    request = Request(
        name,
        path,
        _texts(table.table("query")),
        billable,
        cost if billable else None,
        "POST" if method == "POST" else "GET",
        _headers(table.table("headers")),
        _body(table),
        _texts(table.table("form")) if "form" in table else None,
        table.flag("safe"),
        _paging(table) if "paging" in table else None,
    )
    _check_parts(table, request)
    return request


def _check_parts(table: Table, request: Request) -> None:
    """Refuse a question that does not say whom it is about, or holds parts that do not go together."""
    sent = [name for name in ("body", "form") if name in table]
    if request.method == "GET" and (sent or request.safe):
        raise table.refused(FileTrouble.BAD_VALUE, next(iter(sent), "safe"), "POST")
    if len(sent) > 1:
        raise table.refused(FileTrouble.BAD_VALUE, "form", "body")
    texts = [request.path, *(value for _, value in (*request.query, *(request.form or ()))), repr(request.body)]
    if not any("{id}" in text for text in texts):
        raise table.refused(FileTrouble.BAD_VALUE, "path", "{id}")
    if request.paging is not None and (request.billable or (request.method == "POST" and not request.safe)):
        raise table.refused(FileTrouble.BAD_VALUE, "paging", "safe")


def _texts(table: Table) -> tuple[tuple[str, str], ...]:
    """Parameters as text; `{id}` is the only place that is filled."""
    return tuple((name, _text(table, name, table.scalar(name))) for name in table)


def _text(table: Table, name: str, value: str) -> str:
    if _KEYLIKE.search(name):
        raise table.refused(FileTrouble.LITERAL_SECRET, name)
    if re.search(r"[{}]", value.replace("{id}", "")):
        raise table.refused(FileTrouble.BAD_VALUE, name, "{id}")
    return value


def _headers(table: Table) -> tuple[tuple[str, str], ...]:
    """Headers of the request; the one value that may be empty is that of `Accept`, which is then not sent."""
    found: list[tuple[str, str]] = []
    for name in table:
        value = table.word(name) if name.lower() == "accept" else table.text(name)
        if _KEYLIKE.search(name):
            raise table.refused(FileTrouble.LITERAL_SECRET, name)
        try:
            check_header(name, value)
        except RequestRefused:
            raise table.refused(FileTrouble.BAD_VALUE, name, "Accept") from None
        found.append((name, value))
    return tuple(found)


def _body(table: Table) -> Json:
    return _json(table.table("body"), "body") if "body" in table else None


def _json(table: Table, name: str) -> Json:
    """A table as JSON: texts, whole numbers, truths, lists and tables of them."""
    return {key: _value(table, key, value) for key, value in table.values.items()}


def _value(table: Table, key: str, value: object) -> Json:
    if isinstance(value, dict):
        return _json(table.table(key), key) if key in table else {name: _value(table, name, one) for name, one in value.items()}
    if isinstance(value, list):
        return [_value(table, key, one) for one in value]
    if isinstance(value, bool | int):
        return value
    if not isinstance(value, str):
        raise table.refused(FileTrouble.WRONG_KIND, key)
    return _text(table, key, value)


def _paging(table: Table) -> PagePlan:
    """How a list goes on."""
    paging = table.table("paging", ("kind", "items", "param", "first", "size", "size_param", "total", "next", "most"))
    kind = paging.text("kind")
    if kind not in tuple(PageKind):
        raise paging.refused(FileTrouble.BAD_VALUE, "kind", ", ".join(PageKind))
    needed = {PageKind.CURSOR: ("param", "next"), PageKind.LINK: ("next",)}.get(PageKind(kind), ("param",))
    for name in (*needed, *(("size",) if "size_param" in paging else ())):
        if name not in paging:
            raise paging.refused(FileTrouble.MISSING_KEY, name)
    return PagePlan(
        PageKind(kind),
        read_place(paging, "items"),
        paging.text("param", ""),
        read_whole(paging, "first", 1, 0, 1),
        read_whole(paging, "size", 0, 1, 10_000),
        paging.text("size_param", ""),
        read_place(paging, "total") if "total" in paging else NOWHERE,
        read_place(paging, "next") if "next" in paging else NOWHERE,
        read_whole(paging, "most", MOST_PAGES, 1, MOST_PAGES),
    )


def _cost(request: Table) -> Money | None:
    """The price of one call as a decimal text and its currency."""
    return read_money(request, "cost") if "cost" in request else None
