"""Keys and passwords, held by reference and shown to nobody.

A settings file is copied into tickets and backups, so it may name where a secret lies but never hold one. A resolved secret
travels in a wrapper that prints as `***` wherever it is printed, logged, formatted or found in a traceback.
"""

import importlib
import os
import re
import stat
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, NoReturn, Protocol, cast

from credit.problem import Fault

__all__ = ["NO_SECRET", "Secret", "SecretRefused", "SecretTrouble", "is_reference", "is_relative", "resolve"]

_MASK = "***"
_MAX_BYTES = 16_384
_REFERENCE = re.compile(r"(env):([A-Z_][A-Z0-9_]*)|(file):((?:/|~/).+)|(keyring):([^/]+/.+)")
# Capitals only after env: a key pasted behind it is then refused as a literal, not repeated as a variable's name.
_FILE = "file:"


class SecretTrouble(StrEnum):
    """Why a secret cannot be used."""

    LITERAL = "literal"
    MISSING = "missing"
    EXPOSED = "exposed"
    UNREADABLE = "unreadable"
    KEYRING_ABSENT = "keyring_absent"
    KEYRING_SILENT = "keyring_silent"


class SecretRefused(Fault):
    """A secret that cannot be had by its reference (`reason`, `reference`: empty for a literal, `mode`: octal, of a file)."""

    code: ClassVar[str] = "secret_refused"

    def __init__(self, reason: SecretTrouble, *, reference: str = "", mode: str = "") -> None:
        """Keep the facts; a literal key is never among them."""
        super().__init__(reason=reason, reference=reference, mode=mode)
        self.reason = reason


class Secret:
    """A value that only `reveal` gives away; it cannot be pickled or compared."""

    __slots__ = ("_reference", "_value")

    def __init__(self, value: str, reference: str = "") -> None:
        self._value = value
        self._reference = reference

    @property
    def reference(self) -> str:
        """Where the secret was found, safe to show."""
        return self._reference

    def reveal(self) -> str:
        """Give the value, for the one line that puts it on the wire."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return _MASK

    def __format__(self, _spec: str) -> str:
        return _MASK

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


NO_SECRET = Secret("")
"""The secret of a provider that asks for none."""


class _Keyring(Protocol):
    """The one call used of the optional package `keyring`."""

    def get_password(self, service: str, user: str) -> str | None: ...


class _KeyringErrors(Protocol):
    """Its root of all faults: locked, no backend, broken backend."""

    KeyringError: type[Exception]


def is_reference(text: str) -> bool:
    """Whether `text` says where a secret lies; anything else may be the secret itself, and is not repeated."""
    return _REFERENCE.fullmatch(text) is not None


def is_relative(text: str) -> bool:
    """Whether `text` is no reference and begins as that to a file, such as `file:key`; it may be the secret all the same."""
    return text.startswith(_FILE) and not is_reference(text)


def resolve(reference: str) -> Secret:
    """Fetch the secret `env:NAME`, `file:/path` (mode 0600 or stricter) or `keyring:service/user` stands for."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise SecretRefused(SecretTrouble.LITERAL)
    scheme, place = (part for part in match.groups() if part is not None)
    reader = {"env": _from_environment, "file": _from_file, "keyring": _from_keyring}[scheme]
    value = reader(place, reference)
    if not value:
        raise SecretRefused(SecretTrouble.MISSING, reference=reference)
    return Secret(value, reference)


def _from_environment(name: str, _reference: str) -> str:
    return os.environ.get(name, "")


def _from_file(path: str, reference: str) -> str:
    """Read a small private file; a newline an editor left at its end is not part of the key."""
    try:
        with Path(path).expanduser().open("rb") as file:
            _require_private(os.fstat(file.fileno()), reference)
            return file.read(_MAX_BYTES).decode("utf-8").rstrip("\r\n")
    except FileNotFoundError:
        trouble = SecretTrouble.MISSING
    except (OSError, RuntimeError, UnicodeDecodeError):
        # RuntimeError: `~` of somebody without a home. The text of any of them may quote bytes of the file.
        trouble = SecretTrouble.UNREADABLE
    raise SecretRefused(trouble, reference=reference)


def _require_private(status: os.stat_result, reference: str) -> None:
    """Refuse what others may read; only POSIX says so in the mode."""
    if not stat.S_ISREG(status.st_mode):
        raise SecretRefused(SecretTrouble.UNREADABLE, reference=reference)
    mode = stat.S_IMODE(status.st_mode)
    if os.name == "posix" and mode & 0o177:
        raise SecretRefused(SecretTrouble.EXPOSED, reference=reference, mode=f"{mode:04o}")


def _from_keyring(place: str, reference: str) -> str:
    """Ask the desktop's keyring through the optional package of that name; without a desktop there is none to ask."""
    service, _, user = place.partition("/")
    try:
        keyring = cast("_Keyring", importlib.import_module("keyring"))
        no_answer = cast("_KeyringErrors", importlib.import_module("keyring.errors")).KeyringError
    except ImportError:
        raise SecretRefused(SecretTrouble.KEYRING_ABSENT, reference=reference) from None
    try:
        return keyring.get_password(service, user) or ""
    except (no_answer, ImportError, LookupError, OSError, RuntimeError, TypeError, ValueError):
        # A backend that cannot begin, as without a session bus under cron, raises what it likes.
        trouble = SecretTrouble.KEYRING_SILENT
    raise SecretRefused(trouble, reference=reference)
