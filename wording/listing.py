"""Words one behind the other, with the comma, semicolon and colon of the language spoken: Chinese has its own."""

from collections.abc import Iterable

from wording.words import _

__all__ = ["bracketed", "clauses", "listed", "named", "remark"]


def listed(parts: Iterable[str]) -> str:
    """Several words, a comma between each two."""
    return _(", ").join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Several clauses, a semicolon between each two."""
    return _("; ").join(parts)


def named(name: str, value: str) -> str:
    """A name and what it names, a colon between them."""
    return _("{name}: {value}").format(name=name, value=value)


def bracketed(text: str) -> str:
    """A text in brackets."""
    return _("({text})").format(text=text)


def remark(text: str) -> str:
    """The same behind what it is said of: Chinese puts no space before its brackets."""
    return _(" ({text})").format(text=text)
