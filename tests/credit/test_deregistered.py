"""A VAT number that was valid and is so no longer; what is expected follows from the days and answers in each row."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from credit.actions import Hand, accept_report
from credit.book import Book
from credit.report import CreditReport, EventKind, Finding, FindingStatus, RiskEvent
from tests.credit.little_book import TODAY, little_book

NUMBER = "DE136695976"
HAND = Hand("mara", TODAY, "mark")
EARLIER, THEN = date(2024, 1, 10), date(2024, 4, 10)


def answer(on: date, valid: bool | None, number: str | None = NUMBER, provider: str = "vies") -> CreditReport:
    status = FindingStatus.KNOWN if valid is not None else FindingStatus.UNAVAILABLE_NOW
    told = [Finding("enterprise_quality.vat_valid", valid, status)]
    told += [Finding("enterprise_quality.vat_number", number)] if number is not None else []
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return CreditReport(f"{provider}:{on}", "C1", provider, at, on, on, tuple(told))


def taken(book: Book, report: CreditReport) -> tuple[Book, list[RiskEvent]]:
    change = accept_report(book, replace(HAND, on=report.learnt_on), "C1", report)
    return book.after(change), [fact for fact in change.put if isinstance(fact, RiskEvent)]


@pytest.mark.parametrize(
    ("before", "lost"),
    [
        ([], False),  # never told valid: it may be mistyped
        ([answer(EARLIER, valid=True)], True),
        ([answer(EARLIER, valid=False)], False),
        ([answer(EARLIER, valid=None)], False),
        ([answer(EARLIER, valid=True), answer(THEN, valid=None)], True),  # down in between
        ([answer(EARLIER, valid=True), answer(THEN, valid=False)], False),  # told already
        ([answer(EARLIER, valid=False), answer(THEN, valid=True)], True),  # registered anew, and lost again
        ([answer(EARLIER, valid=True, number="DE111111125")], False),  # another number was
        ([answer(EARLIER, valid=True, number=None)], False),  # nobody wrote down which
        ([answer(EARLIER, valid=True, provider="other")], True),
    ],
)
def test_a_number_is_lost_where_the_last_word_of_the_same_number_was_that_it_stands(
    before: list[CreditReport], lost: bool
) -> None:
    book = little_book("invoice C1 I1 -300 1000USD")
    for report in before:
        book, _ = taken(book, report)
    _, events = taken(book, answer(TODAY, valid=False))
    assert [(event.event, event.published_on, event.learnt_on, event.title) for event in events] == (
        [(EventKind.VAT_DEREGISTERED, TODAY, TODAY, NUMBER)] if lost else []
    )


def test_asking_again_tells_it_once() -> None:
    book, _ = taken(little_book("invoice C1 I1 -300 1000USD"), answer(THEN, valid=True))
    book, first = taken(book, answer(TODAY, valid=False))
    book, second = taken(book, answer(TODAY, valid=False))
    assert (len(first), second) == (1, [])
    assert [event.event for event in book.accounts["C1"].events] == [EventKind.VAT_DEREGISTERED]


def test_a_number_that_stands_or_is_not_known_is_not_lost() -> None:
    book, _ = taken(little_book("invoice C1 I1 -300 1000USD"), answer(THEN, valid=True))
    assert taken(book, answer(TODAY, valid=True))[1] == []
    assert taken(book, answer(TODAY, valid=None))[1] == []
    assert taken(book, answer(TODAY, valid=False, number=None))[1] == []


def test_an_answer_of_an_earlier_day_than_the_last_says_nothing_of_what_came_after() -> None:
    book, _ = taken(little_book("invoice C1 I1 -300 1000USD"), answer(THEN, valid=True))
    stale = replace(answer(TODAY, valid=False), as_of=EARLIER)
    assert taken(book, stale)[1] == []
