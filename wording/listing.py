"""Words or clauses one behind the other, with the comma and the semicolon of the language spoken: Chinese has its own."""

from collections.abc import Iterable

from wording.words import _

__all__ = ["clauses", "listed"]


def listed(parts: Iterable[str]) -> str:
    """Several words, a comma between each two."""
    return _(", ").join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Several clauses, a semicolon between each two."""
    return _("; ").join(parts)
