"""A promise is held to what is owed, takes the place of the one before it, and can be taken back."""

from collections.abc import Callable

import pytest

from credit.actions import Hand, take_promise, withdraw_promise
from credit.activity import Promise
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.problem import RefusedChange
from credit.promises import PromiseState
from tests.credit.little_book import TODAY, day, facts, little_book, money

HAND = Hand("Mei", TODAY, "mark-1")
BOOK = little_book("buyer C1 \n invoice C1 I1 -20 900USD \n invoice C1 I2 -10 100USD \n invoice C1 I3 -5 700EUR")


def with_(text: str) -> Book:
    return BOOK.after(Change("", facts(text)))


def refused(act: Callable[[], Change]) -> dict[str, object]:
    with pytest.raises(RefusedChange) as raised:
        act()
    return raised.value.facts


def standing(book: Book) -> dict[str, tuple[PromiseState, int]]:
    return {entry.promise.id: (entry.state, entry.level) for entry in assess_book(book, TODAY).of("C1").promises}


def test_another_currency_more_than_is_owed_and_nothing_owed_are_refused() -> None:
    def promised(amount: str, *invoices: str, book: Book = BOOK) -> object:
        return refused(lambda: take_promise(book, HAND, "C1", money(amount), day("+3"), invoices))["reason"]

    assert promised("900EUR", "I1") == "promise_currency"
    assert promised("900.01USD", "I1") == "promise_above"
    assert promised("1000.01USD") == "promise_above"
    assert promised("10JPY") == "promise_currency"
    paid = with_("receipt C1 R1 -1 100USD for=I2")
    assert promised("1USD", "I2", book=paid) == "promise_nothing_owed"
    assert promised("600USD", book=with_("promise C1 P1 -1 500USD by=+3")) == "promise_above_with_others"


def test_who_gave_it_and_how_it_is_to_be_paid_stand_with_it() -> None:
    """TRADE.md 4.5: items, amount, currency, date, method, person."""
    (fact,) = take_promise(BOOK, HAND, "C1", money("900USD"), day("+3"), ["I1"], "by ship", "Ms Berg", "T/T via DNB").put
    assert isinstance(fact, Promise)
    assert (fact.invoices, fact.text, fact.who, fact.person, fact.method) == (("I1",), "by ship", "Mei", "Ms Berg", "T/T via DNB")


def test_what_is_owed_is_what_was_owed_on_the_day() -> None:
    paid_tomorrow = with_("receipt C1 R1 +1 900USD for=I1")
    assert take_promise(paid_tomorrow, HAND, "C1", money("900USD"), day("+3"), ["I1"])


def test_no_word_is_for_a_day_nobody_can_wait_for() -> None:
    """90 days ahead, for an instalment of an agreed plan a year."""
    assert take_promise(BOOK, HAND, "C1", money("1USD"), day("+90"))
    far = refused(lambda: take_promise(BOOK, HAND, "C1", money("1USD"), day("+91")))
    assert far == {"reason": "promise_far_off", "day": day("+91"), "last": day("+90")}
    planned = with_("call C1 K1 0 plan_agreed")
    assert take_promise(planned, HAND, "C1", money("1USD"), day("+365"))
    assert refused(lambda: take_promise(planned, HAND, "C1", money("1USD"), day("+366")))["reason"] == "promise_far_off"


def test_a_second_word_for_an_invoice_takes_the_place_of_the_first() -> None:
    book = with_("promise C1 P1 -3 900USD by=+2 for=I1")
    change = take_promise(book, HAND, "C1", money("900USD"), day("+9"), ["I1"])
    first, second = change.put
    assert isinstance(first, Promise)
    assert (first.id, first.withdrawn_on, first.withdrawn_why, first.learnt_on) == ("P1", TODAY, "", TODAY)
    assert second.id == "mark-1"
    after = book.after(change)
    assert standing(after) == {"P1": (PromiseState.WITHDRAWN, 1), "mark-1": (PromiseState.RUNNING, 2)}
    assert after.after(book.inverse(change)) == book
    yesterday = assess_book(after, day("-1")).of("C1").promises
    assert [(entry.promise.id, entry.state) for entry in yesterday] == [("P1", PromiseState.RUNNING)]


@pytest.mark.parametrize("others", ["promise C1 P1 -3 100USD by=+2 for=I2", "promise C1 P1 -30 900USD by=-20 for=I1"])
def test_what_is_for_another_invoice_or_judged_already_stays_as_it_is(others: str) -> None:
    assert [fact.id for fact in take_promise(with_(others), HAND, "C1", money("900USD"), day("+9"), ["I1"]).put] == ["mark-1"]


def test_a_running_promise_for_more_invoices_is_not_dropped_in_passing() -> None:
    book = with_("promise C1 P1 -3 1000USD by=+2 for=I1,I2")
    told = {"reason": "promise_wider", "day": day("+2"), "invoices": ("I2",)}
    assert refused(lambda: take_promise(book, HAND, "C1", money("900USD"), day("+9"), ["I1"])) == told
    assert len(take_promise(book, HAND, "C1", money("1000USD"), day("+9"), ["I2", "I1"]).put) == 2


def test_instalments_of_a_plan_stand_together_up_to_what_is_owed() -> None:
    book = with_("call C1 K1 -4 plan_agreed \n promise C1 P1 -3 450USD by=+2 for=I1")
    after = book.after(take_promise(book, HAND, "C1", money("450USD"), day("+9"), ["I1"]))
    assert standing(after) == {"P1": (PromiseState.RUNNING, 1), "mark-1": (PromiseState.RUNNING, 1)}
    over = refused(lambda: take_promise(book, HAND, "C1", money("450.01USD"), day("+9"), ["I1"]))
    assert over["reason"] == "promise_above_with_others"


def test_a_promise_is_taken_back_with_a_reason() -> None:
    book = with_("promise C1 P1 -3 900USD by=+2 for=I1 \n promise C1 P2 -3 100USD by=+2 for=I2")
    change = withdraw_promise(book, HAND, "C1", "written down for the wrong buyer", ["I1"])
    (fact,) = change.put
    assert isinstance(fact, Promise)
    assert (change.what, change.who) == ("withdraw_promise", "Mei")
    assert (fact.id, fact.withdrawn_on, fact.withdrawn_why) == ("P1", TODAY, "written down for the wrong buyer")
    assert fact.withdrawn_by == "Mei"
    assert fact.learnt_on == TODAY
    assert standing(book.after(change)) == {"P1": (PromiseState.WITHDRAWN, 1), "P2": (PromiseState.RUNNING, 1)}
    assert book.after(change).after(book.inverse(change)) == book


def test_the_only_one_that_runs_needs_no_invoice() -> None:
    book = with_("promise C1 P1 -3 900USD by=+2 for=I1 \n promise C1 P2 -30 100USD by=-20 for=I2")
    assert [fact.id for fact in withdraw_promise(book, HAND, "C1", "mistake").put] == ["P1"]


def test_taking_back_owes_a_reason_and_a_promise_that_is_meant() -> None:
    two = with_("promise C1 P1 -3 900USD by=+2 for=I1 \n promise C1 P2 -3 100USD by=+2 for=I2")
    assert refused(lambda: withdraw_promise(two, HAND, "C1", " ", ["I1"])) == {"reason": "reason_owed"}
    assert refused(lambda: withdraw_promise(two, HAND, "C1", "mistake")) == {"reason": "which_promise", "id": "C1"}
    assert len(withdraw_promise(two, HAND, "C1", "mistake", ["I1", "I2"]).put) == 2
    assert refused(lambda: withdraw_promise(two, HAND, "C1", "mistake", ["I3"])) == {"reason": "no_promise_runs", "id": "C1"}
    assert refused(lambda: withdraw_promise(two, HAND, "C1", "mistake", ["I9"]))["reason"] == "unknown_invoice"


def test_a_broken_promise_stays_broken() -> None:
    broken = with_("promise C1 P1 -30 900USD by=-20 for=I1")
    assert refused(lambda: withdraw_promise(broken, HAND, "C1", "mistake", ["I1"])) == {"reason": "no_promise_runs", "id": "C1"}
