"""Where a provider may be asked, and nowhere else.

The settings of a provider and the number of a buyer both end in a URL, and a key travels with it. So the host and the port
are pinned before anything is sent, plain http stays on this machine, and a buyer's number can fill one segment of the path
but never become two.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

from credit.problem import Fault

__all__ = ["Address", "RequestRefused", "RequestTrouble", "Target", "address_of"]

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+/?")
_PLACE = re.compile(r"\{([a-z_]{1,40})\}")
_PORTS = {"https": 443, "http": 80}


class RequestTrouble(StrEnum):
    """What is wrong with a request before it is sent."""

    UNREADABLE = "unreadable"
    NOT_HTTPS = "not_https"
    USERINFO = "userinfo"
    QUERY = "query"
    HOST = "host"
    PATH = "path"
    PLACE = "place"
    ID = "id"
    HEADER = "header"
    AUTHORITY = "authority"


class RequestRefused(Fault):
    """A request that is not sent (`reason`, `part`: the placeholder meant; never the URL, it may hold a key)."""

    code: ClassVar[str] = "request_refused"

    def __init__(self, reason: RequestTrouble, part: str = "") -> None:
        """Keep the facts."""
        super().__init__(reason=reason, part=part)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """One URL that was built here, and the number of segments its path must still have when it leaves."""

    url: str
    segments: int


@dataclass(frozen=True, slots=True)
class Address:
    """The base of one provider and every (host, port) a request for it may reach."""

    scheme: str
    host: str
    port: int
    path: str
    doors: frozenset[tuple[str, int]]

    @property
    def plain(self) -> bool:
        """Say whether the line is in clear, which is allowed on this machine only."""
        return self.scheme == "http"

    def admits(self, scheme: str, host: str, port: int | None) -> bool:
        """Say whether a final URL still leads where the settings said (`port` None: the usual one of the scheme)."""
        return scheme == self.scheme and (host.lower(), port or _PORTS[self.scheme]) in self.doors

    def beside(self, base_url: str) -> "Address":
        """Give another base of the same provider, on a host that is listed already."""
        if not base_url:
            return self
        other = address_of(base_url)
        if not self.admits(other.scheme, other.host, other.port):
            raise RequestRefused(RequestTrouble.HOST)
        return replace(other, doors=self.doors)

    def target(self, template: str, ids: Mapping[str, str]) -> Target:
        """Fill the `{name}` places of a path such as `/companies/{id}/report`, each with one quoted id."""
        _check_path(_PLACE.sub("x", template))
        if set(_PLACE.findall(template)) != set(ids):
            raise RequestRefused(RequestTrouble.PLACE)
        path = self.path + _PLACE.sub(lambda place: _quoted(ids[place[1]], place[1]), template)
        host = f"[{self.host}]" if ":" in self.host else self.host
        return Target(f"{self.scheme}://{host}:{self.port}{path}", path.count("/"))


def address_of(base_url: str, allowed_hosts: Iterable[str] = ()) -> Address:
    """Check the base URL of a provider and the further hosts (`name` or `name:port`) it may lead to."""
    scheme, host, port, path = _parts(base_url)
    if scheme == "http" and not _is_this_machine(host):
        raise RequestRefused(RequestTrouble.NOT_HTTPS)
    base = (host, port or _PORTS[scheme])
    doors = {base, *(_door(scheme, allowed) for allowed in allowed_hosts)}
    return Address(scheme, *base, path, frozenset(doors))


def _parts(base_url: str) -> tuple[str, str, int | None, str]:
    """Take a base URL apart; what urlsplit would silently drop or read otherwise than the client is refused first."""
    if re.search(r"[^\x21-\x7e]|\\", base_url):
        raise RequestRefused(RequestTrouble.UNREADABLE)
    try:
        parts = urlsplit(base_url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        host, port = "", None
    if not _HOST.fullmatch(host):
        raise RequestRefused(RequestTrouble.HOST)
    if parts.scheme not in _PORTS:
        raise RequestRefused(RequestTrouble.NOT_HTTPS)
    if "@" in parts.netloc:
        raise RequestRefused(RequestTrouble.USERINFO)
    if parts.query or parts.fragment:
        raise RequestRefused(RequestTrouble.QUERY)
    path = parts.path.rstrip("/")
    if path:
        _check_path(path)
    return parts.scheme, host, port, path


def _door(scheme: str, allowed: str) -> tuple[str, int]:
    """Read one further host; it is reached over the scheme of the base, with the same rule for plain http."""
    if "/" in allowed:
        raise RequestRefused(RequestTrouble.HOST)
    door = address_of(f"{scheme}://{allowed}")
    return door.host, door.port


def _is_this_machine(host: str) -> bool:
    """Say whether a host is a literal loopback address or `localhost`, whose meaning is checked again when it is dialled."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_path(path: str) -> None:
    """Refuse a path that holds a query, an escape or a step upwards."""
    if not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise RequestRefused(RequestTrouble.PATH)


def _quoted(value: str, place: str) -> str:
    """Quote one id so that it stays one segment, also for a server that unquotes twice or folds wide characters."""
    folded = unquote(unicodedata.normalize("NFKC", value))
    if not value.strip() or any(unicodedata.category(char)[0] == "C" for char in value + folded):
        raise RequestRefused(RequestTrouble.ID, place)
    if {".", ".."} & set(re.split(r"[/\\]", folded)):
        raise RequestRefused(RequestTrouble.ID, place)
    return quote(value, safe="")
