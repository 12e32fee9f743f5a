"""What rang yesterday and rings no more: told by name and by the evidence of then, the most severe first.

C1 broke its promise, and pays today.   C2 broke its own, and does not.
C3 asked for longer terms 90 days ago: the sign stands for 90 days.
C4 said 365 days ago that its bank details had changed: critical, for 365 days.
"""

from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.ended import ended, ringing
from credit.queue_change import Changed, changed, queue_stood
from credit.worklist import Worklist, worklist
from tests.credit.little_book import TODAY, day, drops, little_book

YESTERDAY = day("-1")
BOOK = """
    invoice  C1  I1  -30  900USD
    promise  C1  P1  -12  900USD  by=-7  for=I1
    receipt  C1  R1    0  900USD  for=I1
    invoice  C2  J1  -30  900USD
    promise  C2  P2  -12  900USD  by=-7  for=J1
    invoice  C3  K1  +30  900USD
    call     C3  S1  -90  longer_terms
    email    C4  S2 -365  bank_changed
"""
OVER = ["bank_details_changed:C4:S2", "broken_promise:C1:P1", "terms_stretch:C3:S1"]


def told(book: Book, since: str = "-1") -> list[str]:
    then = ringing(assess_book(book, day(since)).by_id)
    return sorted(alert.id for alert in ended(then, assess_book(book, TODAY).by_id))


def found(book: Book, now: Worklist) -> Changed:
    return changed(queue_stood(book, YESTERDAY), now, YESTERDAY)


def test_what_a_fact_or_the_days_ended_is_told_and_what_rings_on_is_not() -> None:
    assert told(little_book(BOOK)) == OVER


def test_the_day_before_is_looked_at_as_the_book_was_known_then() -> None:
    late = BOOK.replace("by=-7  for=J1", "by=-7  for=J1  learnt=0") + "receipt C2 R2 0 900USD for=J1"
    assert told(little_book(late)) == OVER, "what was learnt today never rang yesterday"
    assert told(little_book(BOOK), "0") == []


def test_nothing_is_told_of_a_buyer_that_is_forgotten() -> None:
    book = little_book(BOOK)
    rang = ringing(assess_book(book, YESTERDAY).by_id)
    purged = book.after(Change("purge", drop=drops(book.account("C1").versions)))
    assert sorted(alert.id for alert in ended(rang, assess_book(purged, TODAY).by_id)) == [OVER[0], OVER[2]]


def test_the_queue_tells_what_ended_since_the_day_before_it_the_most_severe_first() -> None:
    book = little_book(BOOK)
    told = found(book, worklist(assess_book(book, TODAY)))
    assert [alert.id for alert in told.ended] == OVER
    alert = told.ended[1]
    assert (alert.evidence["promised_for"], alert.learnt_on) == (day("-7"), day("-1"))


def test_alerts_that_ended_are_a_change_too() -> None:
    book = little_book("buyer C4 \n email C4 S2 -365 bank_changed \n invoice C4 I1 +30 900USD")
    told = found(book, worklist(assess_book(book, TODAY)))
    assert [alert.id for alert in told.ended] == OVER[:1]
    assert told
