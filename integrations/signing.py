"""Requests that are signed instead of shown a key: a digest over the key, the moment and the secret, as data.

Some services (Qichacha among them) take the moment and a digest as headers and the key's number in the query. Which parts are
digested, how, and where the digest goes is written down in the provider's file: texts with places that are filled, no code.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

__all__ = ["DIGESTS", "NO_SIGNING", "PLACES", "Signing", "filled", "places_of"]

DIGESTS = ("md5", "sha1", "sha256", "hmac_sha1", "hmac_sha256")
"""Digests a service may want; of `hmac_`, the secret is the key and not part of the text."""
PLACES = frozenset({"user", "password", "unix", "unix_ms", "signature"})
"""What a text of a signature may be filled with: both halves of the secret, the moment, and the digest itself."""
_PLACE = re.compile(r"\{([a-z_]{1,20})\}")


@dataclass(frozen=True, slots=True)
class Signing:
    """How one service wants to be signed to."""

    digest: str = ""
    of: str = ""
    """The text that is digested, such as `{user}{unix}{password}`."""
    upper: bool = False
    """The hexadecimal digest in capitals."""
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()

    def stamped(self, user: str, password: str, at: datetime) -> tuple[dict[str, str], dict[str, str]]:
        """Give the headers and the parameters of one request; they hold a digest and go nowhere but on the wire."""
        moment = at.timestamp()
        parts = {"user": user, "password": password, "unix": str(int(moment)), "unix_ms": str(int(moment * 1000))}
        parts["signature"] = self._digest(filled(self.of, parts), password)
        headers = {name: filled(value, parts) for name, value in self.headers}
        return headers, {name: filled(value, parts) for name, value in self.query}

    def _digest(self, text: str, password: str) -> str:
        """Digest a text; MD5 and SHA-1 are the service's choice and guard nothing of ours."""
        kind = self.digest.removeprefix("hmac_")
        if kind == self.digest:
            found = hashlib.new(kind, text.encode("utf-8"), usedforsecurity=False).hexdigest()
        else:
            found = hmac.digest(password.encode("utf-8"), text.encode("utf-8"), kind).hex()
        return found.upper() if self.upper else found


NO_SIGNING = Signing()
"""How a service that wants no signature is signed to."""


def filled(text: str, parts: Mapping[str, str]) -> str:
    """Fill the `{name}` places of a text; one that is not known stays as it is written."""
    return _PLACE.sub(lambda place: parts.get(place[1], place[0]), text)


def places_of(text: str) -> frozenset[str]:
    """Name the places a text holds."""
    return frozenset(_PLACE.findall(text))
