"""Recording what happened to a sale: provisional dates become final, from that day on and no earlier.

The sale: 1,000 USD, 30 percent at the order and 70 percent 60 days after the bill of lading, issued 20 days ago, ETD 18 days ago.
"""

from datetime import date

import pytest

from credit.actions import RECORDED, Hand, record_event
from credit.book import Book
from credit.invoice import Invoice
from credit.problem import RefusedChange, UnknownBuyer
from credit.term_words import Baseline
from tests.credit.little_book import TODAY, day, little_book

HAND = Hand("wang", TODAY, "m1")
BOOK = little_book(
    """
    sale     C1  I1  -20  1000USD  terms=30%TT@order;70%OA60@BL  etd=-18
    invoice  C1  I9  -20   500USD
    """
)


def dates(book: Book) -> dict[str, tuple[date, bool, date | None]]:
    return {i.id: (i.due_on, i.provisional, i.provisional_due_on) for i in book.account("C1").invoices if i.instalment_of}


@pytest.mark.parametrize("number", ["I1", "I1/1", "I1/2"])
def test_a_bill_of_lading_makes_its_dates_final_and_keeps_the_provisional_ones(number: str) -> None:
    after = BOOK.after(record_event(BOOK, HAND, "C1", number, Baseline.BL, day("-15")))
    assert dates(after) == {
        "I1/1": (day("-20"), True, day("-20")),  # the order's own day is still unknown; the issue stands in for it
        "I1/2": (day("+45"), False, day("+42")),
    }
    assert {invoice.shipped_on for invoice in after.account("C1").invoices if invoice.instalment_of} == {day("-15")}
    assert dates(after.as_known_on(day("-1"))) == dates(BOOK)


def test_what_was_recorded_is_learnt_today_by_all_instalments() -> None:
    change = record_event(BOOK, HAND, "C1", "I1", Baseline.ORDER, day("-30"))
    assert (change.what, change.who) == ("record_event", "wang")
    assert [(fact.id, fact.learnt_on) for fact in change.put] == [("I1/1", TODAY), ("I1/2", TODAY)]
    assert dates(BOOK.after(change))["I1/1"] == (day("-30"), False, day("-20"))


def test_a_second_bill_of_lading_corrects_the_first() -> None:
    first = BOOK.after(record_event(BOOK, HAND, "C1", "I1", Baseline.BL, day("-15")))
    again = first.after(record_event(first, HAND, "C1", "I1", Baseline.BL, day("-14")))
    assert dates(again)["I1/2"][0] == day("+46")


def test_the_bill_of_lading_of_an_invoice_whose_due_date_was_given_is_recorded_and_moves_nothing() -> None:
    (fact,) = record_event(BOOK, HAND, "C1", "I9", Baseline.BL, TODAY).put
    assert isinstance(fact, Invoice)
    assert (fact.shipped_on, fact.due_on) == (TODAY, day("-20"))


@pytest.mark.parametrize(
    ("number", "event", "on", "reason"),
    [
        ("I2", Baseline.BL, "-1", "unknown_invoice"),
        ("I1", Baseline.BL, "+1", "event_day"),
        ("I9", Baseline.DELIVERY, "-1", "event_moves_nothing"),
    ],
)
def test_what_cannot_have_happened_is_refused(number: str, event: Baseline, on: str, reason: str) -> None:
    with pytest.raises(RefusedChange) as refused:
        record_event(BOOK, HAND, "C1", number, event, day(on))
    assert refused.value.facts["reason"] == reason


def test_what_is_known_already_is_refused() -> None:
    after = BOOK.after(record_event(BOOK, HAND, "C1", "I1", Baseline.BL, TODAY))
    with pytest.raises(RefusedChange) as refused:
        record_event(after, HAND, "C1", "I1", Baseline.BL, TODAY)
    assert refused.value.facts == {"reason": "event_known", "invoice": "I1", "day": TODAY}


def test_a_buyer_nobody_knew_that_day_is_unknown() -> None:
    with pytest.raises(UnknownBuyer):
        record_event(BOOK, Hand("wang", day("-81"), "m1"), "C1", "I1", Baseline.BL, day("-82"))


def test_the_issue_is_the_invoices_own_and_every_other_event_can_be_recorded() -> None:
    assert set(RECORDED) == set(Baseline) - {Baseline.INVOICE}
