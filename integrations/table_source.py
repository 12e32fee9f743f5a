"""The bytes of a published table, from a file or from an address."""

from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from credit.problem import Fault
from integrations.exchange import Call

__all__ = ["LARGEST", "TableUnreadable", "table_bytes"]

LARGEST = 32 << 20
"""Bytes; the largest table we know, every rate of the bank's since 1999, is three million."""


class TableUnreadable(Fault):
    """A file that cannot be read (`path`, `why`)."""

    code: ClassVar[str] = "table_unreadable"


def table_bytes(place: str) -> bytes:
    """What stands in the file, or at the address, `place`; an address is asked as carefully as any provider."""
    if place.startswith(("https://", "http://")):
        return _fetched(place)
    try:
        with Path(place).open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as wrong:
        raise TableUnreadable(path=place, why=wrong.strerror or "") from None
    if len(raw) > LARGEST:
        raise TableUnreadable(path=place, why=f"> {LARGEST >> 20} MB")
    return raw


def _fetched(url: str) -> bytes:
    from integrations.transport import Transport

    try:
        parts = urlsplit(url)
    except ValueError as wrong:
        raise TableUnreadable(path=url, why=str(wrong)) from None
    folder, _, name = parts.path.rpartition("/")
    base = urlunsplit((parts.scheme, parts.netloc, folder, "", ""))
    call = Call("table", f"/{name}", params=dict(parse_qsl(parts.query)), as_json=False, headers={"Accept": ""})
    with Transport(parts.hostname or "table", base) as transport:
        return transport.ask(call).raw
