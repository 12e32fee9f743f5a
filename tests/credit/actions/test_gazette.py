"""A notice read by a person does what a provider's does: it moves the class, the clocks and the gates."""

from datetime import date

import pytest

from credit.actions import Hand, note_published
from credit.assess import assess_book
from credit.book import Book
from credit.clocks.clock import ClockKind
from credit.five_classes import DebtClass
from credit.problem import RefusedChange, UnknownBuyer
from credit.report import EventKind, RiskEvent
from tests.credit.little_book import TODAY, day, little_book

HAND = Hand("Mei", TODAY, "mark-1")
BOOK = little_book("buyer C1 country=GB \n invoice C1 I1 -5 1000USD")
CVL = EventKind.CVL


def noted(event: EventKind, on: str, claim_by: str = "", where: str = "", book: Book = BOOK) -> Book:
    return book.after(note_published(book, HAND, "C1", event, day(on), day(claim_by) if claim_by else None, where))


def test_it_is_a_fact_of_the_desk_learnt_today() -> None:
    change = note_published(BOOK, HAND, "C1", CVL, day("-3"), day("+20"), " London Gazette 4421877 ")
    assert (change.what, change.who) == ("note_published", "Mei")
    assert change.put == (
        RiskEvent(f"desk:cvl:{day('-3')}", "C1", CVL, day("-3"), TODAY, "desk", "London Gazette 4421877", deadline=day("+20")),
    )
    assert BOOK.after(change).after(BOOK.inverse(change)) == BOOK


def test_an_insolvency_makes_the_debt_dead_and_starts_the_clock_of_its_claim() -> None:
    found = assess_book(noted(CVL, "-3", "+20"), TODAY).of("C1")
    assert found.debt_class.value is DebtClass.DEAD
    assert found.debt_class.reasons[0].facts["source"] == "desk"
    (clock,) = [clock for clock in found.clocks if clock.kind is ClockKind.INSOLVENCY_CLAIM]
    assert clock.due_on == day("+20")
    assert assess_book(noted(CVL, "-3", "+20"), day("-1")).of("C1").debt_class.value is not DebtClass.DEAD, "learnt today"


@pytest.mark.parametrize("kind", EventKind)
def test_whatever_can_be_published_can_be_noted(kind: EventKind) -> None:
    assert [event.event for event in noted(kind, "0").account("C1").events] == [kind]


def test_the_same_notice_again_adds_what_it_did_not_say() -> None:
    later = noted(CVL, "-3", "+20", book=noted(CVL, "-3", where="a letter"))
    (event,) = later.account("C1").events
    assert (event.title, event.deadline) == ("a letter", day("+20"))


GAZETTE = little_book("buyer C1 \n event C1 E1 -3 cvl")


@pytest.mark.parametrize(
    ("book", "on", "claim_by", "where", "reason"),
    [
        (BOOK, "+1", "", "", "event_day"),
        (BOOK, "-3", "-4", "", "claim_day"),
        (noted(CVL, "-3"), "-3", "", "", "notice_known"),
        (noted(CVL, "-3", "+9"), "-3", "+9", "", "notice_known"),
        (GAZETTE, "-3", "", "read there too", "notice_known"),  # a provider told of it
    ],
)
def test_what_cannot_be_noted_is_refused(book: Book, on: str, claim_by: str, where: str, reason: str) -> None:
    with pytest.raises(RefusedChange) as raised:
        noted(CVL, on, claim_by, where, book)
    assert raised.value.facts["reason"] == reason


def test_a_deadline_the_provider_did_not_give_is_added_by_hand() -> None:
    assert [event.deadline for event in noted(CVL, "-3", "+20", book=GAZETTE).account("C1").events] == [None, day("+20")]


def test_a_buyer_nobody_knows_has_no_notices() -> None:
    with pytest.raises(UnknownBuyer):
        note_published(BOOK, HAND, "C9", CVL, date(2024, 1, 1))
