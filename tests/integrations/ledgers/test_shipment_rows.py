"""Shipments from files: their papers, their days, and the release that comes in later."""

from collections.abc import Callable
from datetime import date

import pytest

from credit.book import EMPTY_BOOK
from credit.money import Money
from credit.shipment import Papers, Shipment
from integrations.ledgers.importer import FileRead, plan

Read = Callable[..., FileRead]

ON = date(2021, 6, 1)
HEAD = "shipment_no,customer_id,bl_date,goods_value,currency,papers,invoices,order_no,eta,released_date,delivered_date,text,who\n"
ROW = "MSKU1,C1,2021-05-02,4000,USD,originals held,N1;N2,S1,2021-06-09,,,COSCO 12W,mei\n"
LEFT = date(2021, 5, 2)
HELD = Shipment(
    "MSKU1",
    "C1",
    LEFT,
    LEFT,
    Money(400000, "USD"),
    Papers.HELD,
    ("N1", "N2"),
    "S1",
    date(2021, 6, 9),
    text="COSCO 12W",
    who="mei",
)


def test_a_shipment_is_read_and_learnt_on_the_date_of_its_bill_of_lading(read: Read) -> None:
    found = read(HEAD + ROW)
    assert (found.kind, found.mapping) == ("shipments", "story_shipments")
    assert [entry.facts for entry in found.entries] == [(HELD,)]


def test_the_columns_that_need_not_be_there_may_be_missing(read: Read) -> None:
    found = read("shipment_no,customer_id,bl_date,goods_value,papers\nM1,C1,2021-05-02,1,AT_BANK\n")
    assert [entry.facts for entry in found.entries] == [(Shipment("M1", "C1", LEFT, LEFT, Money(100, "USD"), Papers.BANK),)]


def test_a_release_that_comes_in_later_is_learnt_then(read: Read) -> None:
    released = ROW.replace("originals held", "telex_released").replace("2021-06-09,,", "2021-06-09,2021-05-28,")
    book = plan(EMPTY_BOOK, [read(HEAD + ROW)], LEFT).book
    after = plan(book, [read(HEAD + released)], ON)
    assert (after.files[0].added, after.files[0].changed) == (0, 1)
    (now,) = after.book.accounts["C1"].shipments
    assert (now.papers, now.released_on, now.learnt_on) == (Papers.TELEX, date(2021, 5, 28), ON)
    assert after.book.as_known_on(date(2021, 5, 31)).accounts["C1"].shipments == (HELD,)
    assert not plan(after.book, [read(HEAD + released)], ON).changes


@pytest.mark.parametrize(
    ("was", "now", "code", "column"),
    [
        ("originals held", "lost", "unknown_papers", "papers"),
        ("originals held", "", "missing_value", "papers"),
        ("4000", "0", "not_above_zero", "goods_value"),
        ("2021-06-09", "2021-05-01", "before_it_began", "eta"),
        ("2021-06-09,,", "2021-06-09,2021-05-01,", "before_it_began", "released_date"),
        ("2021-06-09,,", "2021-06-09,,2021-05-01", "before_it_began", "delivered_date"),
    ],
)
def test_a_row_that_cannot_be_is_named(read: Read, was: str, now: str, code: str, column: str) -> None:
    (problem,) = read(HEAD + ROW.replace(was, now)).problems
    assert (problem.code, problem.column) == (code, column)
