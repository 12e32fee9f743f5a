"""The mail server as `mail.toml` describes it, read as strictly as a provider's file: `docs/letters.md` is the reference.

A letter and a password go over the line, so it is encrypted; in clear only to a literal loopback address, whose meaning no name
server decides. The file names where the password lies and never holds one.
"""

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path

from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source, Table
from integrations.secrets import is_reference

__all__ = ["MailServer", "Security", "addresses_in", "read_server", "server_of"]

_KEYS = ("host", "port", "security", "user", "password", "from", "reply_to", "ca_file")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


class Security(StrEnum):
    """How the line is encrypted."""

    TLS = "tls"
    """From the first byte (RFC 8314), usually on port 465."""
    STARTTLS = "starttls"
    """After a greeting in clear, and never without it; usually on port 587."""
    NONE = "none"
    """Not at all: only to this machine."""


_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over, and who sends them."""

    host: str
    port: int
    security: Security
    sender: str
    """Name and address as they stand in the letter."""
    user: str = ""
    password: str = ""
    """Where the password lies (`env:NAME`, `file:/path`, `keyring:service/user`); empty: the server asks for none."""
    reply_to: str = ""
    ca_file: str = ""
    """Certificates of a house's own authority; empty: those the system trusts."""

    @property
    def address(self) -> str:
        """The sender's bare address."""
        return parseaddr(self.sender)[1]


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses in a field, a comma or a semicolon between two; empty where one of them is none."""
    found = tuple(part.strip() for part in re.split(r"[,;]", text) if part.strip())
    return found if all(map(_ADDRESS.fullmatch, found)) else ()


def read_server(path: Path) -> MailServer | None:
    """The server of a file; `None` where there is no file. Raises `ProviderFileRefused`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise ProviderFileRefused(FileTrouble.UNREADABLE, file=path.name) from None
    return server_of(Source(path.name, text))


def server_of(source: Source) -> MailServer:
    """The server a text describes; raises `ProviderFileRefused` for the first thing that is wrong."""
    table = Table(source, _parsed(source), _KEYS)
    word = table.text("security", Security.TLS)
    if word not in tuple(Security):
        raise table.refused(FileTrouble.BAD_VALUE, "security", ", ".join(Security))
    security, host = Security(word), table.text("host")
    if not _HOST.fullmatch(host):
        raise table.refused(FileTrouble.BAD_ADDRESS, "host")
    if security is Security.NONE and not _is_loopback(host):
        raise table.refused(FileTrouble.BAD_VALUE, "security", f"{Security.TLS}, {Security.STARTTLS}")
    password = table.text("password", "")
    if password and not is_reference(password):
        raise table.refused(FileTrouble.LITERAL_SECRET, "password")
    if bool(password) != ("user" in table):
        raise table.refused(FileTrouble.MISSING_KEY, "user" if password else "password")
    _need_address(table, "from")
    if "reply_to" in table:
        _need_address(table, "reply_to")
    words = {name: table.text(name, "") for name in ("user", "reply_to", "ca_file")}
    return MailServer(host, _port(table, security), security, table.text("from"), password=password, **words)


def _port(table: Table, security: Security) -> int:
    if "port" not in table:
        return _PORTS[security]
    port = table.values["port"]
    if type(port) is not int:
        raise table.refused(FileTrouble.WRONG_KIND, "port")
    if not 0 < port < 65536:
        raise table.refused(FileTrouble.BAD_VALUE, "port", str(_PORTS[security]))
    return port


def _need_address(table: Table, key: str) -> None:
    text = table.text(key)
    if any(ord(char) < 32 for char in text) or not _ADDRESS.fullmatch(parseaddr(text)[1]):
        raise table.refused(FileTrouble.BAD_VALUE, key, "Name <ar@house.example>")


def _is_loopback(host: str) -> bool:
    """Whether a host is a literal address of this machine; a name is none, whatever it resolves to."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parsed(source: Source) -> Mapping[str, object]:
    try:
        return tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        line = re.search(r"at line (\d+)", str(fault))
    # Raised outside: the parser's own sentence may quote the file.
    raise ProviderFileRefused(FileTrouble.NOT_TOML, file=source.file, line=int(line[1]) if line else 0)
