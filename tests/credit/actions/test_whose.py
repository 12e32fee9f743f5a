"""Notices without the buyer's number: a person says whose they are; nothing follows before that, and never backwards."""

from dataclasses import replace
from datetime import date

import pytest

from credit.actions import accept_report, say_whose
from credit.alerts.first_seen import _corrected
from credit.assess import assess
from credit.assessment import Assessment
from credit.book import Book
from credit.debt_class import DebtClass
from credit.problem import RefusedChange
from credit.report import EventKind, Match, RiskEvent
from tests.credit.little_book import TODAY, little_book
from tests.credit.test_actions import HAND

PUBLISHED, LEARNT = date(2024, 5, 2), date(2024, 5, 20)
NOTICE = RiskEvent("gazette:7", "C1", EventKind.WINDING_UP_PETITION, PUBLISHED, LEARNT, "gazette", match=Match.POSSIBLE)
ON_THE_DAY = replace(HAND, on=LEARNT)


def held() -> Book:
    book = little_book("invoice C1 I1 -10 1000USD")
    return book.after(accept_report(book, ON_THE_DAY, "C1", None, (NOTICE,)))


def seen(book: Book, on: date) -> Assessment:
    return assess(book.accounts["C1"].as_known_on(on), on, book)


def bad(book: Book, on: date) -> bool:
    return seen(book, on).debt_class.value is DebtClass.BAD


def test_nothing_follows_from_a_notice_nobody_decided_on() -> None:
    book = held()
    account = book.accounts["C1"]
    assert (account.possible, account.events) == ((NOTICE,), ())
    assert not bad(book, TODAY)
    assert not [alert for alert in seen(book, TODAY).alerts if alert.kind is NOTICE.event]


def test_one_that_is_confirmed_counts_from_the_day_it_was_and_not_before() -> None:
    book = held()
    book = book.after(say_whose(book, HAND, "C1", NOTICE.id, ours=True))
    assert bad(book, TODAY)
    (alert,) = [alert for alert in seen(book, TODAY).alerts if alert.kind is NOTICE.event]
    assert alert.learnt_on == TODAY
    assert book.accounts["C1"].as_known_on(date(2024, 6, 11)).possible == (NOTICE,)
    assert not bad(book, date(2024, 6, 11))


def test_one_that_is_refused_is_not_proposed_again() -> None:
    book = held()
    book = book.after(say_whose(book, HAND, "C1", NOTICE.id, ours=False))
    again = accept_report(book, HAND, "C1", None, (replace(NOTICE, learnt_on=TODAY),))
    assert again.put == ()
    assert (book.accounts["C1"].possible, bad(book, TODAY)) == ((), False)


def test_a_number_found_later_decides_against_a_refusal() -> None:
    book = held()
    book = book.after(say_whose(book, HAND, "C1", NOTICE.id, ours=False))
    exact = replace(NOTICE, match=Match.EXACT_ID, learnt_on=TODAY)
    book = book.after(accept_report(book, HAND, "C1", None, (exact,)))
    assert book.accounts["C1"].events == (exact,)


def test_a_decision_can_be_taken_back() -> None:
    book = held()
    for ours in (False, True, False):
        book = book.after(say_whose(book, HAND, "C1", NOTICE.id, ours=ours))
        assert bool(book.accounts["C1"].events) is ours


def test_only_what_waits_or_was_decided_on_can_be_decided() -> None:
    book = held()
    exact = replace(NOTICE, id="gazette:8", match=Match.EXACT_ID)
    book = book.after(accept_report(book, HAND, "C1", None, (exact,)))
    for id in ("gazette:8", "gazette:9"):
        with pytest.raises(RefusedChange) as caught:
            say_whose(book, HAND, "C1", id, ours=True)
        assert caught.value.facts["reason"] == "unknown_notice"


def test_a_notice_of_others_moves_no_first_day() -> None:
    book = held()
    assert _corrected(book.accounts["C1"], LEARNT) is None
    refused = book.after(say_whose(book, HAND, "C1", NOTICE.id, ours=False))
    assert _corrected(refused.accounts["C1"], LEARNT) is None
    confirmed = book.after(say_whose(book, HAND, "C1", NOTICE.id, ours=True))
    assert _corrected(confirmed.accounts["C1"], LEARNT) == TODAY
    later = replace(HAND, on=date(2024, 6, 20))
    taken_back = confirmed.after(say_whose(confirmed, later, "C1", NOTICE.id, ours=False))
    assert _corrected(taken_back.accounts["C1"], LEARNT) == date(2024, 6, 20), "what was told of the days between changes"


def test_something_changed_that_nobody_dated_keeps_the_day_it_was_first_read() -> None:
    """Read on two days, it is one event of the first of them; said to be something else by then, it is told anew."""
    changed = EventKind.SOMETHING_CHANGED
    first = replace(NOTICE, id="coface:1", event=changed, published_on=LEARNT, learnt_on=LEARNT, match=Match.EXACT_ID)
    book = held()
    book = book.after(accept_report(book, ON_THE_DAY, "C1", None, (first,)))
    again = replace(first, published_on=TODAY, learnt_on=TODAY)
    assert accept_report(book, HAND, "C1", None, (again,)).put == ()
    known = replace(again, event=EventKind.LIMIT_CHANGED)
    assert accept_report(book, HAND, "C1", None, (known,)).put == (known,)
