"""What the roll rates told a quarter ago as scripts and pages show it: a row a bucket, and nothing for an empty one."""

from dataclasses import replace

from credit.loss.tried import loss_trial
from credit.policy import DEFAULT_POLICY
from documents.loss import loss_paper
from documents.paper import Grid
from tests.credit.little_book import TODAY, little_book, money
from tests.tui.views.test_loss import PRIORS
from tui.views.loss_tried import tried_line, tried_of, tried_record, tried_table
from tui.views.snapshot import Snapshot, snapshot

BOOK = """
    invoice C1 I1 -101 100USD
    receipt C1 R1  -30  40USD for=I1
"""
"""Ten days late on day -91: an eighth of 100 told, and 60 went beyond ninety days."""


def shown(text: str) -> Snapshot:
    return snapshot(replace(little_book(text), policy=replace(DEFAULT_POLICY, loss=PRIORS)), TODAY)


def test_a_script_reads_what_was_told_and_what_came() -> None:
    record = tried_record(tried_of(shown(BOOK)))
    assert record["on"].isoformat() == "2024-03-13"
    assert record["buckets"] == {
        "not_due": None,
        "1-30": {"balance": money("100USD"), "told": money("12.50USD"), "came": money("60USD")},
        "31-60": None,
        "61-90": None,
        ">90": None,
    }


def test_the_table_has_the_buckets_something_stood_in() -> None:
    tried = loss_trial(shown(BOOK).assessed)
    assert [row.cells for row in tried_table(tried).rows] == [
        ("1-30", "more than ninety days late", "100.00 USD", "12.50 USD", "60.00 USD")
    ]
    assert tried_line(tried) == "What the roll rates told on 2024-03-13, and what came of it since:"


def test_a_book_without_a_quarter_says_that_nothing_can_be_told() -> None:
    assert tried_line(tried_of(shown(""))) == "A quarter ago nothing was open that the roll rates could be tried on."


def test_the_document_has_the_same_rows() -> None:
    grid = loss_paper(shown(BOOK).assessed).blocks[-1]
    assert isinstance(grid, Grid)
    assert grid.rows == (("1-30", "more than ninety days late", money("100USD"), money("12.50USD"), money("60USD")),)
