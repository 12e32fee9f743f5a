"""The history of a book: what was done by whom, what stood before it and what stands after it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from credit.account import Fact
from credit.book import Book
from storage.entry import Entry, Key, fact_key
from tui.cli.verbs import fact_record
from tui.views.table import Align, Column, Row, Table
from wording import figures
from wording.deeds import deed
from wording.words import _

__all__ = ["history_record", "history_rows", "history_table"]

NAMED = 3
"""Buyers named in a line; the rest is counted."""


def history_table(entries: Sequence[Entry]) -> Table:
    """A line for each commit, the newest first."""
    columns = (
        Column("number", _("No."), 6, Align.RIGHT),
        Column("at", _("When"), 16),
        Column("who", _("By whom"), 12, priority=1),
        Column("what", _("What"), 40),
        Column("facts", _("Facts"), 7, Align.RIGHT),
        Column("customers", _("Buyers"), 20, grows=True),
    )
    return Table(columns, [_row(entry) for entry in reversed(entries)], _("Nothing was done here yet."))


def _row(entry: Entry) -> Row:
    buyers = _buyers(entry)
    named = ", ".join(map(figures.safe, buyers[:NAMED])) + (f" +{len(buyers) - NAMED}" if len(buyers) > NAMED else "")
    when = f"{entry.at.astimezone():%Y-%m-%d %H:%M}"
    return Row(str(entry.number), (str(entry.number), when, figures.safe(entry.who), _done(entry), f"{_count(entry):,}", named))


def _done(entry: Entry) -> str:
    return _("taken back: {deed}").format(deed=deed(entry.what)) if entry.undoes else deed(entry.what)


def _buyers(entry: Entry) -> list[str]:
    return sorted({key[0] for key in (*entry.put, *entry.dropped)})


def _count(entry: Entry) -> int:
    return len(entry.put) + len(entry.dropped)


def history_rows(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The lines as CSV tells them, the newest first."""
    return [_head(entry) | {"facts": _count(entry), "customers": " ".join(_buyers(entry))} for entry in reversed(entries)]


def history_record(entries: Sequence[Entry], shown: Iterable[Entry], book: Book) -> dict[str, Any]:
    """`entries` are all of the book's (or of one buyer's), from which the versions are told that `shown` left behind.

    `before` is `null` where a version was new, `after` where it was taken out, or where a purge removed what stood there.
    """
    wanted = {entry.number for entry in shown}
    standing: dict[Key, Fact] = {}
    for id in {key[0] for entry in entries for key in entry.put}:
        if account := book.accounts.get(id):
            standing |= {fact_key(fact): fact for fact in account.versions}
    told = []
    for entry in reversed(entries):
        before = {fact_key(fact): fact for fact in entry.before}
        if entry.number in wanted:
            told.append(_head(entry) | {"customers": _buyers(entry), "facts": [*_versions(entry, before, standing)]})
        for key in (*entry.put, *entry.dropped):
            if key in before:
                standing[key] = before[key]
            else:
                standing.pop(key, None)
    return {"commits": told}


def _versions(entry: Entry, before: Mapping[Key, Fact], after: Mapping[Key, Fact]) -> Iterable[dict[str, Any]]:
    dropped = set(entry.dropped)
    for key in (*entry.put, *entry.dropped):
        customer_id, kind, id, learnt_on = key
        yield {
            "customer_id": customer_id,
            "kind": kind,
            "id": id,
            "learnt_on": learnt_on,
            "before": _told(before.get(key)),
            "after": None if key in dropped else _told(after.get(key)),
        }


def _told(fact: Fact | None) -> dict[str, Any] | None:
    return None if fact is None else fact_record(fact)


def _head(entry: Entry) -> dict[str, Any]:
    return {"number": entry.number, "at": entry.at, "who": entry.who, "what": entry.what, "undoes": entry.undoes}
