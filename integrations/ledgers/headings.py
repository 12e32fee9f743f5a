"""What systems call the fields of a row, in English and in Chinese: `headings.toml`, read once and only where it is needed."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from integrations.ledgers.fields import Kind

__all__ = ["called", "folded"]

_FILE = Path(__file__).parent / "headings.toml"
_MARKS = re.compile(r"[\W_]+")


def folded(heading: str) -> str:
    """A heading without case and marks, so that `E-Mail`, `e_mail` and `e mail` are one."""
    return _MARKS.sub(" ", heading.casefold()).strip()


def called(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """The words for each field of such rows, folded, the usual one first; a ledger's are those of invoices."""
    return _words().get("invoices" if kind is Kind.LEDGER else kind.value, {})


@cache
def _words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {kind: {name: tuple(map(folded, words)) for name, words in fields.items()} for kind, fields in said.items()}
