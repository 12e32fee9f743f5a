"""The tables a book lies in on a server, and the making of them.

Three tables of one schema: the book's head, whose one row is what every commit takes hold of; the facts as they stand, which is
what a desk reads to open; and the history, to which a desk can only add. Documents are text, as in a file, so that a hash
reckoned here is the hash reckoned there, and little of SQL is used.
"""

from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import uuid4

from storage.faults import BookNewer, NoBook
from storage.migrations import SCHEMA
from storage.postgres.link import Line
from storage.snapshot import Head

__all__ = ["LAYOUT", "head_at", "make", "stands"]

LAYOUT = 1
"""How the tables are laid out; a later program that lays them out otherwise counts on."""
MAKING = 0x64756E6E
"""The lock under which a book is made: two who begin at once make one."""

_TABLES = (
    "CREATE SCHEMA IF NOT EXISTS dunnage",
    """CREATE TABLE IF NOT EXISTS dunnage.book (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        layout integer NOT NULL, schema integer NOT NULL,
        id text NOT NULL, created text NOT NULL,
        commit bigint NOT NULL, link text NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS dunnage.fact (
        place bytea PRIMARY KEY, buyer text NOT NULL, doc text NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS dunnage.entry (
        number bigint PRIMARY KEY, mark uuid NOT NULL UNIQUE, doc text NOT NULL,
        by_role text NOT NULL DEFAULT current_user, stored_at timestamptz NOT NULL DEFAULT current_timestamp)""",
    "CREATE INDEX IF NOT EXISTS fact_buyer ON dunnage.fact (buyer)",
)


_HEAD: LiteralString = "SELECT layout, schema, id, created, commit, link FROM dunnage.book"
_HELD: LiteralString = _HEAD + " FOR UPDATE"


def stands(line: Line) -> bool:
    """Whether a book was made there."""
    found = line.execute("SELECT to_regclass('dunnage.book')").fetchone()
    if found is None or found[0] is None:
        return False
    return line.execute("SELECT 1 FROM dunnage.book").fetchone() is not None


def make(line: Line, head: Head | None = None, link: str = "") -> bool:
    """Make the tables, and a new book in them or one with this head; gives whether one was made. Inside a transaction."""
    line.execute("SELECT pg_advisory_xact_lock(%s)", (MAKING,))
    if stands(line):
        return False
    for told in _TABLES:
        line.execute(told)
    made = head or Head(SCHEMA, uuid4().hex, datetime.now(UTC).isoformat(timespec="seconds"), 0)
    line.execute(
        "INSERT INTO dunnage.book (layout, schema, id, created, commit, link) VALUES (%s, %s, %s, %s, %s, %s)",
        (LAYOUT, SCHEMA, made.book, made.created, made.commit, link),
    )
    return True


def head_at(line: Line, place: str, *, held: bool = False) -> Head:
    """The head of the book, with `held` kept from all others until the transaction ends; raises `BookNewer`, `NoBook`."""
    told: Any = line.execute(_HELD if held else _HEAD).fetchone()
    if told is None:
        raise NoBook(path=place)
    layout, schema, id, created, commit, link = told
    if schema > SCHEMA or layout > LAYOUT:
        raise BookNewer(path=place, found=max(schema, SCHEMA + layout - LAYOUT), known=SCHEMA)
    return Head(SCHEMA, id, created, commit, link=link)
