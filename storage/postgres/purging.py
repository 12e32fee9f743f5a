"""Taking a person's data out of a book on a server: as from a file, in one transaction that only its owner may make.

What the server keeps of rows that are gone, until it cleans its tables, and in its log and backups, is the server's: it is asked
to clean the tables at once, and the rest is for whoever runs it.
"""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from uuid import uuid4

from credit.book import Book
from credit.change import Change
from storage.chain import Link as ChainLink
from storage.chain import linked
from storage.postgres.address import Address
from storage.postgres.first_pages import clean_first_pages, forget_first_pages
from storage.postgres.layout import head_at
from storage.postgres.link import Line, Link
from storage.postgres.rows import Rows
from storage.purging import Purged, about, tombstone, without
from storage.reading import book_of

__all__ = ["purge_at"]


def purge_at(address: Address, customer_id: str, decide: Callable[[Book], Change], at: datetime) -> Purged:
    """Take out everything of a buyer; `decide` looks at the book, which nobody else can change meanwhile, and may raise."""
    with closing(Link(address)) as link:
        purged = link.once_more(lambda line: _purged(line, address.shown, customer_id, decide, at))
        link.once_more(lambda line: line.execute("VACUUM dunnage.fact, dunnage.entry"))
        link.once_more(clean_first_pages)
        return purged


def _purged(line: Line, place: str, customer_id: str, decide: Callable[[Book], Change], at: datetime) -> Purged:
    with line.transaction():
        head = head_at(line, place, held=True)
        rows = Rows(line, head.commit)
        change = decide(book_of(rows, place)[0])
        taken = [doc for doc in rows.facts() if about(doc, customer_id)]
        changed = [(entry, left) for entry in rows.entries() if (left := without(entry, customer_id)) is not None]
        rows.forget(taken, [left for _, left in changed])
        forget_first_pages(line)
        entry = linked(tombstone(head.commit + 1, change, at, taken), ChainLink(head.link))
        rows.enter([(uuid4(), entry)])
        rows.moved_on(head.commit + 1, str(entry["chain"]))
    return Purged(len(taken), sum(len(entry["before"]) - len(left["before"]) for entry, left in changed), ())
