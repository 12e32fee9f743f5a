"""Which figures a record for scripts cannot tell: the names that stand in its `missing`, read from the record itself.

A list kept beside the record would forget a figure the day one is added, and a script would take its null for an answer.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["missing", "nulls"]

LIMIT_FIELDS = frozenset({"limit", "current", "limit_used_percent", "headroom", "over", "expires_on"})
"""Null for a buyer to whom no limit was ever set: that is known, and nothing is missing."""

UNBEGUN = frozenset({"since", "season_now"})
"""Null in a trend that goes nowhere, and in a month that is like the others: nothing began."""


def nulls(value: object, name: str = "") -> set[str]:
    """Names of the fields that are null, at any depth; a list gives the names of its entries' fields."""
    if isinstance(value, Mapping):
        return {found for key, entry in value.items() for found in nulls(entry, str(key))}
    if isinstance(value, list | tuple):
        return {found for entry in value for found in nulls(entry, name)}
    return {name} if value is None else set()


def missing(figures: Mapping[str, Any], has_limit: bool) -> set[str]:
    """Names of the figures of one buyer that cannot be told."""
    return nulls(figures) - UNBEGUN - (frozenset() if has_limit else LIMIT_FIELDS)
