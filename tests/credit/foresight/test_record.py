"""What is known of a buyer on a day: what is past due and unpaid counts as late, as what was paid counts as what it was."""

import pytest

from credit.foresight.item import NEVER, plausible
from credit.foresight.learning import as_known, record_of
from credit.foresight.record import clipped
from tests.credit.foresight.invoices import MONDAY, invoice, monthly


def test_what_is_unpaid_past_its_day_is_known_to_be_late() -> None:
    items = [invoice("A", 0, -2), invoice("B", 7, 4), invoice("C", 14, None)]
    record = record_of(items, MONDAY + 20)
    # A in time, B late and paid, C late and open
    assert (record.count, record.late, record.beyond) == ([3, 0], [2, 0], [2, 2])
    assert list(record.days) == [-2, 4]
    assert [item.invoice for item in record.overdue.values()] == ["C"]


def test_a_late_one_that_is_paid_is_counted_once() -> None:
    items = [invoice("B", 7, 4)]
    assert [record_of(items, MONDAY + day).count[0] for day in (6, 7, 10, 11)] == [0, 1, 1, 1]
    assert [len(record_of(items, MONDAY + day).overdue) for day in (6, 7, 10, 11)] == [0, 1, 1, 0]


def test_paid_on_monday_what_was_due_on_sunday_is_after_the_written_day_and_kept_to_the_bank_day() -> None:
    sunday = invoice("S", 6, 0)
    record = record_of([sunday], MONDAY + 30)
    assert (sunday.off, sunday.days, sunday.late) == (1, 0, True)
    assert (record.count, record.late, record.beyond) == ([0, 1], [0, 1], [1, 0])


def test_paid_on_friday_what_is_due_on_sunday_is_in_time() -> None:
    friday = invoice("S", 6, -3)
    assert not friday.late
    assert record_of([friday], MONDAY + 30).beyond == [0, 0]


def test_the_level_weighs_the_latest_by_three_tenths() -> None:
    # first 10, then 10 + 0.3 x (18 - 10) = 12.4
    assert record_of(monthly("A", [10, 18]), MONDAY + 60).level == pytest.approx(12.4)


def test_what_was_paid_on_its_day_of_issue_was_never_open() -> None:
    cash = invoice("C", 30, -30)
    record = record_of([cash], cash.issued)
    assert (dict(record.open), list(record.days)) == ({}, [-30])


def test_a_mean_is_not_made_by_one_invoice() -> None:
    assert [clipped(days) for days in (-400, -3, 12, 400)] == [-30, -3, 12, 90]


def test_later_knowledge_is_left_out_and_so_is_a_due_date_years_off() -> None:
    items = [
        invoice("late", 0, 9), invoice("typo", 4000, None, terms=4000), invoice("before", 0, 1, terms=-40), invoice("next", 90, 1)
    ]  # fmt: skip
    known = as_known(items, MONDAY + 5)
    assert [(item.invoice, item.paid) for item in known] == [("late", NEVER)]
    assert [plausible(item) for item in items] == [True, False, False, True]
