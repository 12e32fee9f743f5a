"""One receipt over fifty invoices, set against them on a terminal: the keys are counted, and the book on disk is read again."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from credit.change import Change
from storage.store import open_store
from tests.credit.little_book import TODAY, facts
from tests.pty_harness import Terminal

RUN = "import sys; from tui.cli import main; sys.exit(main())"
FIFTY = "\n".join(f"invoice C1 I{n:03} -{100 - n} {n}00USD" for n in range(1, 51))
"""100 to 5,000 USD: 127,500 in all."""
KEYS = (b"m", b"\r")
"""Match, and take what is suggested."""


def test_one_receipt_over_fifty_invoices_takes_fewer_than_ten_keys(home: Path) -> None:
    path = home / "book.json"
    with open_store(str(path), create=True) as store:
        store.commit(Change("import", facts(f"buyer C1 name=Alder\n{FIFTY}\nreceipt C1 R1 -1 127500USD")), datetime.now(UTC))
    with Terminal([sys.executable, "-c", RUN, "--book", str(path), "--as-of", TODAY.isoformat(), "--lang", "en"]) as terminal:
        terminal.until(b"Alder")
        terminal.quiet(0.4)
        for key, shows in zip(KEYS, (b"I001", b"on disk"), strict=True):
            assert shows not in terminal.out
            terminal.key(key, still=0.3)
            terminal.until(shows)
    assert len(KEYS) < 10
    with open_store(str(path), create=False) as store:
        book, problems = store.load()
    (receipt,) = book.account("C1").receipts
    assert (problems, len(receipt.invoices), set(receipt.invoices)) == ((), 50, {f"I{n:03}" for n in range(1, 51)})
