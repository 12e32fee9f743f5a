"""First pages of a book on a server: a table of their own beside the three of the book, which a book can be without.

Whoever may make tables makes it with the first page that is kept; who may not keeps none until `roles.sql` has made it.
"""

import json
from collections.abc import Mapping
from typing import Any, LiteralString

from storage.first_page import FirstPage
from storage.postgres.link import Line
from storage.sealed import encode

__all__ = ["clean_first_pages", "first_page_of", "forget_first_pages", "keep_first_page_of"]

MAKE: LiteralString = """
    CREATE TABLE IF NOT EXISTS dunnage.first_page (
        name text PRIMARY KEY, number bigint NOT NULL, doc text NOT NULL)"""
_STANDS: LiteralString = "SELECT to_regclass('dunnage.first_page')"
_MAY: LiteralString = """
    SELECT CASE WHEN to_regclass('dunnage.first_page') IS NULL THEN has_schema_privilege('dunnage', 'CREATE')
           ELSE has_table_privilege(to_regclass('dunnage.first_page'), 'INSERT')
            AND has_table_privilege(to_regclass('dunnage.first_page'), 'UPDATE') END"""


def keep_first_page_of(line: Line, number: int, name: str, told: Mapping[str, Any]) -> None:
    """Keep it where the server lets it, as the page of this commit; inside a transaction that holds the book's head."""
    if not _said(line, _MAY):
        return
    if _said(line, _STANDS) is None:
        line.execute(MAKE)
    line.execute(
        "INSERT INTO dunnage.first_page (name, number, doc) VALUES (%s, %s, %s)"
        " ON CONFLICT (name) DO UPDATE SET number = excluded.number, doc = excluded.doc",
        (name, number, encode(told).decode()),
    )


def first_page_of(line: Line, number: int, name: str) -> FirstPage | None:
    """What was kept of a book whose last commit is `number`; `None` where it is nothing, or not of it."""
    if _said(line, _STANDS) is None:
        return None
    found = line.execute("SELECT number, doc FROM dunnage.first_page WHERE name = %s", (name,)).fetchone()
    if found is None or found[0] > number:
        return None
    try:
        told = json.loads(found[1])
    except ValueError:
        return None
    return FirstPage(told, number - found[0]) if isinstance(told, dict) else None


def forget_first_pages(line: Line) -> None:
    """Take every one out."""
    if _said(line, _STANDS) is not None:
        line.execute("DELETE FROM dunnage.first_page")


def clean_first_pages(line: Line) -> None:
    """Have the server let go of what was taken out; outside a transaction."""
    if _said(line, _STANDS) is not None:
        line.execute("VACUUM dunnage.first_page")


def _said(line: Line, asked: LiteralString) -> Any:
    found = line.execute(asked).fetchone()
    return None if found is None else found[0]
