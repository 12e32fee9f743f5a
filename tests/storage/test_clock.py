"""A clock that goes back: commits stand in the order in which they were confirmed, whatever moments they were made at."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.invoice import Invoice
from storage.chain import broken_link
from storage.checking import checked
from storage.sources import looked_at
from storage.store import open_store
from tests.storage.by_hand import lay_out, tree_of

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MOMENTS = [datetime(year, 1, 1, tzinfo=UTC) for year in (2031, 1999, 2020)]


@pytest.mark.parametrize("laid_out", [False, True], ids=["in the journal", "in the snapshot"])
def test_commits_of_a_clock_that_jumps_keep_their_order_and_their_chain(
    filled: Path, invoice: Callable[..., Invoice], moment: datetime, laid_out: bool
) -> None:
    """Two desks, the clock of each another; the last to correct the invoice is right, though its clock is behind."""
    with open_store(filled, create=False) as mei, open_store(filled, create=False) as jan:
        for desk, at, amount in zip((mei, jan, mei), MOMENTS, ("2.00", "3.00", "4.00"), strict=True):
            desk.commit(Change("correct", (invoice(1, amount),)), at)
        assert [str(put.amount.amount) for change in jan.commit(Change("look"), moment) for put in _invoices(change)] == ["4.00"]
    if laid_out:
        lay_out(filled)

    with open_store(filled, create=False) as store:
        book, problems = store.load()
        history = store.history()

    assert problems == ()
    assert book.account("K-1").invoices == (invoice(1, "4.00"),)
    assert [(entry.number, entry.at) for entry in history] == list(enumerate([moment, *MOMENTS], 1))
    assert [fact for entry in history[1:] for fact in entry.before] == [invoice(1), invoice(1, "2.00"), invoice(1, "3.00")]
    assert broken_link(tree_of(filled)["history"].values()) is None
    with looked_at(filled) as shelves:
        traces = checked(shelves, str(filled)).traces
    assert (traces.entries, traces.well) == (4, True)


def _invoices(change: Change) -> list[Invoice]:
    return [fact for fact in change.put if isinstance(fact, Invoice)]
