"""Where an answer may send us: one hop, to a host that is listed for it, and without anything that shows who asks.

A large report may lie with a storage service behind a link that is its own permission. A client that follows by itself takes
the key along, so the hop is looked at here, and made with a bare question.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from integrations.address import Address, RequestRefused, RequestTrouble, address_of
from integrations.endings import Reason, Setback

__all__ = ["NOWHERE_ELSE", "REDIRECTS", "Elsewhere", "Hops", "hops_of"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"https": 443, "http": 80}


class Elsewhere(Setback):
    """An answer that lies somewhere else; `location` may hold a permission, and is shown nowhere."""

    def __init__(self, status: int, location: str) -> None:
        super().__init__(Reason.REDIRECT_REFUSED, status)
        self.location = location


@dataclass(frozen=True, slots=True)
class Hops:
    """The doors an answer of one provider may send to."""

    scheme: str
    doors: frozenset[tuple[str, int]]

    def checked(self, elsewhere: Elsewhere) -> str:
        """Give the URL to go on with, which must be a whole one; raises the setback itself where nobody may follow."""
        url = elsewhere.location
        if not re.fullmatch(r"[\x21-\x5b\x5d-\x7e]+", url):
            raise elsewhere
        try:
            parts = urlsplit(url)
            door = ((parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme, 0))
        except ValueError:
            raise elsewhere from None
        if parts.scheme != self.scheme or "@" in parts.netloc or door not in self.doors:
            raise elsewhere
        return url.partition("#")[0]

    def admits(self, scheme: str, host: str, port: int | None) -> bool:
        """Say whether the final URL of a hop still leads where it was listed."""
        return scheme == self.scheme and (host.lower(), port or _PORTS[scheme]) in self.doors


NOWHERE_ELSE = Hops("https", frozenset())
"""The doors of a provider that sends nobody anywhere."""


def hops_of(address: Address, hosts: Iterable[str]) -> Hops:
    """Check the hosts (`name` or `name:port`) an answer may send to; they are reached over the scheme of the base."""
    doors: set[tuple[str, int]] = set()
    for host in hosts:
        listed = address_of(f"{address.scheme}://{host}")
        if listed.path:
            raise RequestRefused(RequestTrouble.HOST)
        doors.add((listed.host, listed.port))
    return Hops(address.scheme, frozenset(doors))
