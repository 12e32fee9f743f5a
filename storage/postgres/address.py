"""The address of a book on a server: what of it may be shown, where its password is kept, and how strangers are kept out.

An address is copied into settings, tickets and shell histories, so its password is named there by the place it is kept at
(`password=env:NAME`, `file:/path`, `keyring:service/user`), or left to what the server's own client reads (`~/.pgpass`,
`PGPASSWORD`). One that stands in it all the same is used, is shown nowhere, and is told to be in the wrong place.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.faults import NoDriver, Refused, ServerRefused

__all__ = ["ROLES", "SCHEMES", "Address", "address_of", "is_address", "shown"]

ROLES = Path(__file__).with_name("roles.sql")
"""What gives people their rights on the server."""
SCHEMES = ("postgresql", "postgres")
LOCAL = ("", "localhost", "127.0.0.1", "::1")
"""Hosts that are this machine: what is sent there leaves it for nobody to read."""
SYSTEM_ROOTS = 160000
"""First version of the client library that knows the system's own certificates by `sslrootcert=system`."""
_PASSWORD = re.compile(r"[?&][a-z]*passw", re.IGNORECASE)

Reveals = Callable[[str], str]
"""Gives what is kept at the place that is named, and what is no such place as it is."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a book stands on a server."""

    shown: str
    """It as it may be shown."""
    parameters: Mapping[str, Any] = field(repr=False)
    """What the client library is told; the password too, so it is in no text of this."""
    in_clear: bool = False
    """Whether the password itself stood in the address."""


def is_address(place: object) -> bool:
    """Whether this is the address of a book on PostgreSQL."""
    return str(place).partition("://")[0].lower() in SCHEMES and "://" in str(place)


def shown(place: object) -> str:
    """A place as it may be shown: of an address nothing that could be a password, though it be written wrongly."""
    scheme, separator, rest = str(place).partition("://")
    if not separator:
        return str(place)
    before, at, host = rest.rpartition("@")
    user = before.partition(":")[0]
    told = f"{user}@{host}" if at else rest
    if _PASSWORD.search(told):
        told = told.partition("?")[0]
    return f"{scheme}://{told}"


def address_of(place: str, reveals: Reveals) -> Address:
    """The address that is written there; raises `NoDriver`, `ServerRefused` where none is, and what `reveals` raises."""
    try:
        import psycopg
    except ImportError:
        raise NoDriver from None
    try:
        parameters = dict(psycopg.conninfo.conninfo_to_dict(place))
    except (psycopg.Error, UnicodeError):  # its text repeats what it could not read
        raise ServerRefused(path=shown(place), reason=Refused.ADDRESS) from None
    said = str(parameters.get("password") or "")
    if said:
        parameters["password"] = reveals(said)
    return Address(shown(place), _guarded(parameters, psycopg.pq.version()), bool(said) and parameters["password"] == said)


def _guarded(parameters: dict[str, Any], library: int) -> dict[str, Any]:
    """With another machine nothing is spoken before its certificate was seen to be its own, unless the address says otherwise."""
    hosts = str(parameters.get("host") or os.environ.get("PGHOST") or "").split(",")
    local = all(host in LOCAL or host.startswith(("/", "@")) for host in hosts)
    if local or "sslmode" in parameters or "PGSSLMODE" in os.environ:
        return parameters
    parameters["sslmode"] = "verify-full"
    named = "sslrootcert" in parameters or "PGSSLROOTCERT" in os.environ
    if not named and library >= SYSTEM_ROOTS and not (Path.home() / ".postgresql" / "root.crt").exists():
        parameters["sslrootcert"] = "system"
    return parameters
