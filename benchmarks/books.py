"""Books to measure on: the seeded generator's, written to disk by the product's own store, and the same trade as a ledger file.

Everything stands in one folder that is gone afterwards, the settings of the person who measures left out of it.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from credit.change import Change
from credit.invoice import Invoice
from integrations.demo_book import DEMO_DAY, book_facts
from storage.store import open_store

__all__ = ["Subject", "disk", "subject"]

COLUMNS = ("number", "customer_id", "order_no", "order_date", "issue_date", "bl_date", "due_date", "currency", "amount")
"""Headings of the story's invoice file."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A book on disk, the same invoices as a file to import, and the folder both stand in."""

    invoices: int
    book: Path
    ledger: Path

    @property
    def folder(self) -> Path:
        """Where it stands, and where measuring may write."""
        return self.book.parent

    @property
    def environment(self) -> dict[str, str | None]:
        """What a program is started with: nobody's settings, and compiled modules kept as an installed program has them."""
        homes = {name: str(self.folder / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        unset = ("DUNNAGE_BOOK", "NO_COLOR", "PYTHONDONTWRITEBYTECODE", "SSH_CONNECTION")
        return {**homes, **dict.fromkeys(unset)}

    @property
    def arguments(self) -> list[str]:
        """The words that open this book on its own day."""
        return ["--book", str(self.book), "--as-of", DEMO_DAY.isoformat(), "--lang", "en"]


@contextmanager
def subject(invoices: int, parent: Path | None) -> Iterator[Subject]:
    """A book of so many invoices below `parent` (the system's temporary folder for `None`), removed at the end."""
    with TemporaryDirectory(prefix="dunnage-", dir=parent) as name:
        made = Subject(invoices, Path(name) / "book.dunnage", Path(name) / "invoices.csv")
        facts = book_facts(invoices)
        with open_store(made.book, create=True) as store:
            store.commit(Change("import", facts), datetime.now(UTC))
        _write_ledger(made.ledger, (fact for fact in facts if isinstance(fact, Invoice)))
        yield made


def _write_ledger(path: Path, invoices: Iterator[Invoice]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for i in invoices:
            ordered = i.issued_on - timedelta(days=28)
            numbers = (i.id, i.customer_id, f"SO-{i.id}")
            writer.writerow((*numbers, ordered, i.issued_on, i.shipped_on, i.due_on, i.amount.currency, i.amount.amount))


def disk(folder: Path) -> str:
    """The kind of file system a folder stands on, such as `ext4`; empty where the system does not say."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    rows = [line.split()[1:3] for line in mounts.read_text(encoding="utf-8").splitlines()]
    held = [(place, kind) for place, kind in rows if folder.resolve().is_relative_to(place)]
    return max(held, key=lambda pair: len(pair[0]))[1] if held else ""
