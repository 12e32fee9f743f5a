"""Where things are and how the user set them: folders by XDG, `config.toml`, `policy.toml`.

A key that does not exist is a fault that names the nearest one; a file that is not there means the defaults.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from credit.money import exponent
from credit.policy import DEFAULT_POLICY, Policy
from credit.problem import Fault, InvalidMoney, InvalidPolicy
from tui.look import THEME_NAMES

__all__ = ["Config", "InvalidConfig", "Places", "load_config", "load_policy"]

APP = "dunnage"


class InvalidConfig(Fault):
    """A configuration file that cannot be read, or a key in it that means nothing (`path`, `key`, `near`, `known`, `problem`)."""

    code = "invalid_config"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders and files of one user."""

    config: Path
    data: Path
    state: Path

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Places":
        """The places by the XDG base directory specification."""
        home = Path(environ.get("HOME") or Path.home())

        def folder(variable: str, default: str) -> Path:
            chosen = environ.get(variable, "")
            return (Path(chosen) if Path(chosen).is_absolute() else home / default) / APP

        return cls(
            folder("XDG_CONFIG_HOME", ".config"),
            folder("XDG_DATA_HOME", ".local/share"),
            folder("XDG_STATE_HOME", ".local/state"),
        )

    @property
    def book(self) -> Path:
        """The book that is opened where none is named."""
        return self.data / "book.dunnage"

    @property
    def config_file(self) -> Path:
        """The user's settings."""
        return self.config / "config.toml"

    @property
    def policy_file(self) -> Path:
        """What differs from the default policy."""
        return self.config / "policy.toml"

    @property
    def providers(self) -> Path:
        """Folder of provider files."""
        return self.config / "providers"

    @property
    def records(self) -> Path:
        """Folder of what is kept of asking providers: answers, spending, orders."""
        return self.data / "providers"

    @property
    def channels(self) -> Path:
        """Folder of the ways alerts go out."""
        return self.config / "channels"

    @property
    def countries(self) -> Path:
        """Folder of later publications of country risk."""
        return self.config / "countries"

    @property
    def rates(self) -> Path:
        """Rates of exchange that were fetched since the program's own table ends."""
        return self.data / "rates.csv"

    @property
    def reports(self) -> Path:
        """Folder of mappings for reports that come as JSON files."""
        return self.config / "reports"

    @property
    def memory(self) -> Path:
        """What the screens remember: tab, order, filters."""
        return self.state / "view.json"

    @property
    def bank(self) -> Path:
        """Where the house is paid, by currency."""
        return self.config / "bank.toml"

    @property
    def mail(self) -> Path:
        """Where letters are handed over to be sent."""
        return self.config / "mail.toml"

    @property
    def templates(self) -> Path:
        """Folder of the user's own letters, `LANGUAGE/KIND.txt` each."""
        return self.config / "templates"

    @property
    def mappings(self) -> Path:
        """Folder of import mappings of the user's own."""
        return self.config / "mappings"


@dataclass(frozen=True, slots=True)
class Config:
    """What the user set."""

    base_currency: str = "USD"
    language: str = ""
    """`en` or `zh`; empty: by the locale."""
    book: str = ""
    who: str = ""
    """Name written beside each change; empty: the login name."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Command id to key."""
    passphrase: str = ""
    """Where the passphrase of the book is kept (`env:NAME`, `file:/path`, `keyring:service/user`); empty: it is not encrypted."""
    house: str = ""
    """Name of the house, which signs letters."""
    country: str = ""
    """Country of the house, two letters; empty: the policy's (`clocks.home`)."""
    theme: str = "ansi"
    """Colours of the screens: one of `THEME_NAMES`."""
    incognito: bool = False
    """The screens open with buyers' names and numbers hidden."""
    cjk: bool = False
    """Nothing is painted whose width depends on the terminal."""
    slow: bool = False
    """The line is thin: the screens send less."""


def read_toml(path: Path) -> dict[str, Any]:
    """The table in `path`, empty where there is no such file; raises `InvalidConfig` where it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InvalidConfig(path=path, key="", near="", problem=_where(error)) from None


def _where(error: Exception) -> str:
    return error.strerror or "" if isinstance(error, OSError) else str(error)


def load_config(path: Path) -> Config:
    """The settings in `path`; raises `InvalidConfig` naming the key that is wrong."""
    values = read_toml(path)
    for key, value in values.items():
        default = getattr(Config(), key, None) if key in Config.__slots__ else None
        if default is None:
            near = next(iter(get_close_matches(key, Config.__slots__, 1)), "")
            raise InvalidConfig(path=path, key=key, near=near, problem="unknown")
        if not isinstance(value, Mapping if isinstance(default, Mapping) else type(default)):
            raise InvalidConfig(path=path, key=key, near="", problem="kind")
    config = Config(**values)
    if config.country and not (len(config.country) == 2 and config.country.isascii() and config.country.isalpha()):
        raise InvalidConfig(path=path, key="country", near="", problem="country")
    if config.theme not in THEME_NAMES:
        raise InvalidConfig(path=path, key="theme", near="", problem="theme", known=", ".join(THEME_NAMES))
    for id, keys in values.get("keys", {}).items():
        if not isinstance(keys, str) or not keys:
            raise InvalidConfig(path=path, key=f"keys.{id}", near="", problem="kind")
    try:
        exponent(config.base_currency)
    except InvalidMoney:
        raise InvalidConfig(path=path, key="base_currency", near="", problem="currency") from None
    return config


def load_policy(path: Path, owed: bool = False) -> Policy:
    """The policy in `path`, the default where there is no such file; raises `InvalidPolicy`, or `InvalidConfig` if `owed`."""
    if owed and not path.is_file():
        raise InvalidConfig(path=path, key="", near="", problem="missing")
    differing = read_toml(path)
    if not differing:
        return DEFAULT_POLICY
    try:
        return Policy.of(differing)
    except InvalidPolicy as fault:
        raise InvalidConfig(path=path, **fault.facts) from None


def login(environ: Mapping[str, str]) -> str:
    """The name of who is at the desk, as the system knows it."""
    return environ.get("USER") or environ.get("LOGNAME") or _account()


def _account() -> str:
    """The name of the account that runs the program; its number where the system names it nowhere."""
    try:
        from pwd import getpwuid  # a system without accounts of this kind has none

        return getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return str(os.getuid())
