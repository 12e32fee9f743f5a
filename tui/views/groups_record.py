"""The groups as scripts read them: each head with the sums of its group, its members below it in the order of the list."""

from collections.abc import Mapping
from typing import Any

from credit.limits.branches import Branch, branches
from tui.views.groups import alone, asked_for, in_order, with_parents
from tui.views.missing import nulls
from tui.views.ordering import FIRST
from tui.views.snapshot import Snapshot, looked_at

__all__ = ["group_rows", "groups_record"]

Record = dict[str, Any]
UNSET = {"name", "limit", "limit_used"}
"""Null where a parent is not in the book, or no limit was set: that is known, and nothing is missing."""


def groups_record(shown: Snapshot, sort: str = FIRST, text: str = "", saved: Mapping[str, str] | None = None) -> Record:
    """Groups in which `text` asks for somebody, with whoever is asked for and the parents above; raises `InvalidQuery`."""
    told: list[Record] = []
    absent: set[str] = set()
    keep = with_parents(shown, asked_for(shown, text, saved))
    for branch in in_order(branches(shown.assessed), sort):
        if branch.id not in keep:
            continue
        record = _record(branch)
        absent |= nulls(record) - (UNSET if branch.limit is None else {"name"})
        if branch.depth:
            told[-1]["members"].append(record)
        else:
            told.append({**record, "members": []})
    head = {**looked_at(shown), "base_currency": shown.book.base}
    return {**head, "groups": told, "in_no_group": alone(shown), "missing": sorted(absent)}


def group_rows(record: Record) -> list[Record]:
    """The same as rows of a table: a head and then its members, each with the number of its head."""
    return [
        {"group": group["id"], **{name: value for name, value in each.items() if name != "members"}}
        for group in record["groups"]
        for each in (group, *group["members"])
    ]


def _record(branch: Branch) -> Record:
    """One node with all below it."""
    return {
        "id": branch.id,
        "name": branch.entry.account.customer.name if branch.entry is not None else None,
        "parent": branch.parent,
        "depth": branch.depth,
        "buyers": len(branch.below),
        "exposure": branch.total.exposure,
        "overdue": branch.total.overdue,
        "limit": branch.limit,
        "limit_used": branch.used_percent,
        "partial": branch.partial,
        "no_rate": list(branch.no_rate),
        "left_out": list(branch.total.left_out),
    }
