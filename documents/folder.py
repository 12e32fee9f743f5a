"""The bad-debt dossier as a zipped folder: the checklist, the account, what proves each contact, and the papers still missing.

The same book on the same day gives the same bytes, so who files it can tell whether anything changed since.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from credit.assessment import Assessment
from credit.book import Book
from credit.dossier import dossier
from documents.about_buyer import dealings
from documents.account import account, as_text
from documents.as_csv import as_csv
from documents.as_html import as_html
from documents.dossier import dossier_paper
from documents.paper import Column, Grid, Paper
from wording import terms
from wording.words import _, language

__all__ = ["dossier_folder"]

_FIRST = date(1980, 1, 1)
"""The first day a zip knows."""


def dossier_folder(entry: Assessment, book: Book, house: str = "") -> bytes:
    """The folder on the day assessed, and whose it is."""
    out = io.BytesIO()
    day = max(entry.on, _FIRST)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _files(entry, book, house):
            head = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            head.compress_type, head.external_attr, head.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            packed.writestr(head, content)
    return out.getvalue()


def _files(entry: Assessment, book: Book, house: str) -> Iterator[tuple[str, bytes]]:
    paper = replace(dossier_paper(entry, book), house=house)
    yield "dossier.html", as_html(paper).encode()
    yield "dossier.csv", as_csv(paper).encode()
    yield "account.txt", as_text(account(entry, book.policy.buckets)).encode()
    yield (
        "contacts.csv",
        as_csv(Paper("contacts", _("What was said"), entry.on, language(), (dealings(entry, every=True),))).encode(),
    )
    yield (
        "missing.csv",
        as_csv(Paper("missing", _("Papers still missing"), entry.on, language(), (_missing(entry, book),))).encode(),
    )


def _missing(entry: Assessment, book: Book) -> Grid:
    """A row for each paper of each invoice that is still to be put into the folder."""
    found = dossier(entry.account, entry.ledger.open, entry.on, book.rates, book.policy.dossier, book.home)
    shape = (Column("invoice", _("Invoice")), Column("paper", _("Paper")))
    rows = tuple((told.invoice, terms.paper(paper)) for told in found for paper in told.missing)
    return Grid(_("Papers still missing"), shape, rows, _("No paper is missing."))
