"""Where the house is paid: one record for all letters, in a file that nobody else may change.

Whoever can change it can have buyers pay somebody else, so a file others may write is refused, and a number that is no IBAN where
one is said. One table a currency:

    [USD]
    holder = "Zhejiang Example Trading Co., Ltd."
    bank = "Bank of Example, Ningbo Branch"
    account = "3901 2345 6789"
    swift = "EXAMCNBJ"
"""

import stat
from collections.abc import Mapping
from pathlib import Path

from credit.money import exponent
from credit.problem import InvalidMoney
from tui.config import InvalidConfig, read_toml
from wording import figures
from wording.words import _

__all__ = ["load_bank"]

_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_KEYS = ("holder", "bank", "address", "account", "iban", "swift", "note")


def load_bank(path: Path) -> Mapping[str, str]:
    """By currency the account as letters print it, empty where there is no file; raises `InvalidConfig`."""
    found = read_toml(path)
    if found and path.stat().st_mode & _OTHERS:
        raise InvalidConfig(path=path, key="", near="", problem="writable")
    return {currency: "\n".join(_lines(path, currency, table)) for currency, table in found.items()}


def _lines(path: Path, currency: str, table: object) -> list[str]:
    try:
        exponent(currency)
    except InvalidMoney:
        raise InvalidConfig(path=path, key=currency, near="", problem="currency") from None
    if not isinstance(table, Mapping):
        raise InvalidConfig(path=path, key=currency, near="", problem="kind")
    for key, value in table.items():
        if key not in _KEYS:
            raise InvalidConfig(path=path, key=f"{currency}.{key}", near="", problem="unknown")
        if not isinstance(value, str) or not value.strip():
            raise InvalidConfig(path=path, key=f"{currency}.{key}", near="", problem="kind")
    if "iban" in table:
        _need_iban(path, currency, table["iban"])
    labels = {
        "holder": _("Account holder"),
        "bank": _("Bank"),
        "address": _("Address of the bank"),
        "account": _("Account number"),
        "iban": "IBAN",
        "swift": "SWIFT/BIC",
        "note": _("Note"),
    }
    return [_("{name}: {value}").format(name=labels[key], value=figures.safe(table[key])) for key in _KEYS if key in table]


def _need_iban(path: Path, currency: str, number: str) -> None:
    from stdnum import iban  # costs more than the rest of the record

    if not iban.is_valid(number):
        raise InvalidConfig(path=path, key=f"{currency}.iban", near="", problem="iban")
