"""The bad-debt dossier of a buyer that is given up, as the page and the record tell it: grounds, and papers still missing."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from credit.assessment import Assessment
from credit.book import Book
from credit.dossier import Dossier, complete_percent, dossier
from credit.five_classes import DebtClass
from wording import figures, terms
from wording.listing import listed
from wording.words import _

__all__ = ["dossier_lines", "dossier_record"]

Line = tuple[str, str, str]
Record = dict[str, Any]


def _checked(entry: Assessment, book: Book) -> tuple[Dossier, ...]:
    """The checklists of a bad or dead buyer of a Chinese house; empty for every other."""
    if not entry.debt_class.value.at_least(DebtClass.BAD):
        return ()
    return dossier(entry.account, entry.ledger.open, entry.on, book.rates, book.policy.dossier, book.home)


def dossier_record(entry: Assessment, book: Book) -> Record | None:
    """Grounds and missing papers of all items together and of each; `None` where no dossier is kept."""
    found = _checked(entry, book)
    if not found:
        return None
    return {
        "conditions": sorted({ground for item in found for ground in item.grounds}),
        "missing": sorted({paper for item in found for paper in item.missing}),
        "complete_percent": complete_percent(found),
        "items": [
            {
                "number": item.invoice,
                "conditions": list(item.grounds),
                "held": list(item.held),
                "missing": list(item.missing),
                "complete_percent": complete_percent((item,)),
            }
            for item in found
        ],
    }


def dossier_lines(entry: Assessment, book: Book) -> Iterator[Line]:
    """The oldest item's checklist as one line."""
    for item in _checked(entry, book)[:1]:
        told = _("{invoice}: {held} of {all} papers ({percent}); missing: {missing}")
        facts: dict[str, object] = {
            "invoice": figures.safe(item.invoice),
            "held": len(item.held),
            "all": len(item.held) + len(item.missing),
        }
        facts["percent"] = figures.percent(Decimal(complete_percent((item,))))
        missing = listed(terms.paper(paper) for paper in item.missing) or figures.ABSENT
        yield _("Dossier"), told.format(**facts, missing=missing), "muted"
