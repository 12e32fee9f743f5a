"""A collector's morning on a terminal of its own: forty rows of the queue, each key counted, and what is then on disk."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from credit.activity import DisputeReason, Outcome
from credit.change import Change
from storage.store import open_store
from tests.credit.little_book import TODAY, facts
from tests.pty_harness import Terminal

RUN = "import sys; from tui.cli import main; sys.exit(main())"
ROWS = 40
PROMISES, DISPUTES, HOLD, SLIP = (4, 13, 22, 31), (9, 27), 18, 35
"""Rows by number: those that promise, those that contest, the one that is held, and the call that was logged wrongly."""
SHIFT_TAB = b"\x1b[Z"
CALL, PROMISE, DISPUTE = b"cs\r", b"p\r", b"dq\r"
"""Spoke on the phone; promised what is overdue for a week ahead; contests the quality of all of it."""
HELD = b"z" + SHIFT_TAB * 2 + b"h\t\tfair\r"
SLIPPED = b"cx\r" + b"u" + b"k" + CALL
"""Refused was typed where they spoke: it is taken back, one goes up to the row that is there again, and says it right."""


@pytest.fixture
def book(home: Path) -> Path:
    """Forty buyers 45 days late, who owe 41,000 down to 2,000 USD: the queue has them by number."""
    owed = (f"buyer C{n:02} name=Buyer{n:02}\ninvoice C{n:02} I{n:02} -45 {42 - n}000USD" for n in range(1, ROWS + 1))
    path = home / "book.json"
    with open_store(str(path), create=True) as store:
        store.commit(Change("import", facts("\n".join(owed))), datetime.now(UTC))
    return path


@pytest.fixture
def queue(book: Path) -> Iterator[Terminal]:
    with Terminal([sys.executable, "-c", RUN, "--book", str(book), "--as-of", TODAY.isoformat()]) as terminal:
        terminal.until(b"Buyer01")
        terminal.quiet(0.4)
        terminal.key(b"3", still=0.3)
        yield terminal


def morning() -> Iterator[bytes]:
    """What is typed at each row, the dearest first."""
    special = {HOLD: HELD, SLIP: SLIPPED} | dict.fromkeys(PROMISES, PROMISE) | dict.fromkeys(DISPUTES, DISPUTE)
    return (special.get(row, CALL) for row in range(1, ROWS + 1))


def buyers(*rows: int) -> set[str]:
    return {f"C{row:02}" for row in rows}


def keys(typed: bytes) -> int:
    """Keys of a person: shift and tab are one."""
    return len(typed.replace(SHIFT_TAB, b"\t"))


def test_forty_rows_are_worked_in_three_keys_a_call(book: Path, queue: Terminal) -> None:
    """32 plain calls of 3 keys, 4 promises of 2, 2 disputes of 3, a hold of 11, and a call put right in 8: 129 keys.

    Each row is worked once, without a look for the next one, and every key went to the buyer it was typed for.
    """
    typed = list(morning())
    for row, word in enumerate(typed, 1):
        if row % 10 == 1:
            assert f"Buyer{row:02}" in queue.screen_text(), "the row one comes to is on the screen"
        queue.key(word, still=0.1)
    assert sum(map(keys, typed)) == 32 * 3 + 4 * 2 + 2 * 3 + 11 + 8
    queue.quiet(0.4)
    queue.key(b"q", still=0.2)
    assert queue.wait(20) == 0
    with open_store(str(book), create=False) as store:
        accounts = store.load()[0].accounts
    called = set(range(1, ROWS + 1)) - {*PROMISES, *DISPUTES, HOLD}
    assert {id for id, each in accounts.items() if each.contacts} == buyers(*called)
    assert {tuple(contact.outcome for contact in accounts[id].contacts) for id in buyers(*called)} == {(Outcome.SPOKE,)}
    assert {id for id, each in accounts.items() if each.promises} == buyers(*PROMISES)
    assert {id for id, each in accounts.items() if each.holds} == buyers(HOLD)
    contested = {id: [dispute.reason for dispute in each.disputes] for id, each in accounts.items() if each.disputes}
    assert contested == {id: [DisputeReason.QUALITY] for id in buyers(*DISPUTES)}
