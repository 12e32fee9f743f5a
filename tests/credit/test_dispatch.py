"""A letter on its way: said before it goes, said again when it is known what became of it, and never sent twice for one step."""

from dataclasses import replace
from datetime import timedelta

import pytest

from credit.actions.hand import Hand
from credit.actions.mailing import intend_letter, settle_letter
from credit.activity import Channel
from credit.book import Book
from credit.dispatch import DispatchState, in_the_way, step_key, unsettled
from credit.ladder import Action, Sender, Tone
from credit.policy import DEFAULT_POLICY
from credit.problem import RefusedChange
from credit.treatment import NextStep, next_step
from tests.credit.little_book import TODAY, assessed, little_book

LATE = "buyer C1\ninvoice C1 I1 -25 1000USD"
STEP = "in_collection:remind:2024-05-20:I1"
HAND = Hand("mara", TODAY, "m1")
TO = "ap@c1.example"


def intended(book: Book, hand: Hand = HAND, step: str = STEP, to: str = TO) -> Book:
    return book.after(intend_letter(book, hand, "C1", "reminder", step, to, "Overdue", ("I1",)))


def settled(book: Book, state: DispatchState, hand: Hand = HAND, mark: str = "m1") -> Book:
    return book.after(settle_letter(book, hand, "C1", mark, state, "lost"))


def why(book: Book, hand: Hand = HAND, step: str = STEP, to: str = TO) -> str:
    with pytest.raises(RefusedChange) as refused:
        intended(book, hand, step, to)
    return str(refused.value.facts["reason"])


def test_a_letter_that_is_on_its_way_stops_every_other() -> None:
    book = intended(little_book(LATE))
    (letter,) = unsettled(book.account("C1"))
    assert (letter.state, letter.to, letter.invoices, letter.who) == (DispatchState.INTENDED, TO, ("I1",), "mara")
    later = Hand("mara", TODAY + timedelta(days=3), "m2")
    assert why(book) == "letter_intended"
    assert why(book, later, "another:step::", "other@c1.example") == "letter_intended"
    assert why(settled(book, DispatchState.UNKNOWN), later) == "letter_unknown"


def test_a_letter_that_went_is_a_contact_of_its_day_and_its_step_is_done() -> None:
    book = intended(little_book(LATE))
    next_morning = Hand("mara", TODAY + timedelta(days=1), "m2")
    book = settled(book, DispatchState.SENT, next_morning)
    (contact,) = book.account("C1").contacts
    assert (contact.on, contact.learnt_on, contact.channel) == (TODAY, TODAY + timedelta(days=1), Channel.EMAIL)
    assert (contact.invoices, contact.text, contact.who) == (("I1",), "Overdue", "mara")
    assert unsettled(book.account("C1")) == ()
    assert why(book, next_morning) == "letter_sent"
    assert intended(book, next_morning, "in_collection:remind:2024-06-10:I1").account("C1").dispatches[-1].id == "m2"
    # what was known on its own day is not changed by the word of the next
    assert book.as_known_on(TODAY).account("C1").contacts == ()


def test_a_letter_that_did_not_go_may_be_tried_again() -> None:
    book = settled(intended(little_book(LATE)), DispatchState.NOT_SENT)
    assert book.account("C1").contacts == ()
    again = intended(book, replace(HAND, mark="m2"))
    assert [each.id for each in unsettled(again.account("C1"))] == ["m2"]


def test_a_letter_refused_for_good_waits_for_another_address() -> None:
    book = settled(intended(little_book(LATE)), DispatchState.REFUSED)
    assert why(book, replace(HAND, mark="m2")) == "letter_refused"
    assert unsettled(intended(book, replace(HAND, mark="m2"), to="new@c1.example").account("C1"))
    assert unsettled(intended(book, replace(HAND, mark="m2"), step="in_collection:remind:2024-06-10:I1").account("C1"))


def test_what_is_known_is_not_said_anew() -> None:
    book = settled(intended(little_book(LATE)), DispatchState.SENT)
    for mark in ("m1", "m9"):
        with pytest.raises(RefusedChange) as refused:
            settled(book, DispatchState.NOT_SENT, mark=mark)
        assert refused.value.facts["reason"] == "letter_settled"


def test_the_same_step_has_the_same_words_on_every_day() -> None:
    """Due 25 days ago; three days on which nobody looked make one step."""
    keys = {step_key(next_step(assessed(LATE, on=TODAY + timedelta(days=days)), DEFAULT_POLICY)) for days in range(3)}
    assert len(keys) == 1
    (key,) = keys
    assert key.startswith("in_collection:")
    assert key.endswith(":I1")


def test_a_step_without_a_reason_has_empty_words() -> None:
    assert step_key(NextStep(Action.NOTHING, "note", Sender.SALES, Tone.SERVICE, TODAY)) == ":::"


def test_nothing_is_in_the_way_of_the_first_letter() -> None:
    assert in_the_way(little_book(LATE).account("C1"), STEP, TO) is None
