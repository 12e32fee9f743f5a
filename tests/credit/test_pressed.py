"""Buyers lost after being pressed: who paid and never ordered again, by class and treatment of the time."""

from datetime import date

import pytest

from credit.five_classes import DebtClass
from credit.pressed import Aftermath, PressedCount, Pressing, pressed_counts, pressings
from credit.treatment import Tone
from tests.credit.little_book import TODAY, day, little_book

OWED = """
order   C1 O1 -700 900USD
order   C1 O2 -640 900USD
invoice C1 I1 -600 900USD issued=-660 order=O1
call    C1 K1 -480 spoke
"""
"""Two orders sixty days apart; on day -480 the invoice is 120 days past due: doubtful, and the tone saves face."""
PAID = OWED + "receipt C1 R1 -470 900USD for=I1 \n"


def pressed(text: str, on: date = TODAY) -> tuple[Pressing, ...]:
    book = little_book(text)
    return pressings(book.account("C1").as_known_on(on), on, book)


def test_who_paid_and_never_ordered_again_is_lost() -> None:
    (found,) = pressed(PAID)
    assert found == Pressing("C1", "K1", day("-480"), DebtClass.DOUBTFUL, Tone.FACE_SAVING, day("-470"), Aftermath.LOST)


@pytest.mark.parametrize(
    ("text", "aftermath"),
    [
        (PAID + "order C1 O3 -100 900USD", Aftermath.KEPT),
        (PAID + "order C1 O3 -479 900USD", Aftermath.KEPT),
        (OWED, Aftermath.UNDECIDED),  # not paid
        (PAID.replace("order   C1 O2 -640 900USD\n", ""), Aftermath.UNDECIDED),  # it had ordered once
        (PAID.replace("O2 -640", "O2 -481"), Aftermath.UNDECIDED),  # three of its gaps of 219 days end on day +187
    ],
)
def test_what_became_of_it(text: str, aftermath: Aftermath) -> None:
    (found,) = pressed(text)
    assert found.aftermath is aftermath


def test_half_a_year_without_an_order_decides() -> None:
    """Paid on 2023-02-28 (day -470); six months later is 2023-08-28, longer than three gaps of 60 days."""
    assert day("-470") == date(2023, 2, 28)
    assert pressed(PAID, date(2023, 8, 27))[0].aftermath is Aftermath.UNDECIDED
    assert pressed(PAID, date(2023, 8, 28))[0].aftermath is Aftermath.LOST


def test_where_no_orders_are_taken_invoices_tell() -> None:
    invoiced = "invoice C1 H0 -700 900USD \n receipt C1 R0 -700 900USD for=H0 \n"
    text = invoiced + PAID.replace("order   C1 O1 -700 900USD\norder   C1 O2 -640 900USD\n", "").replace("order=O1", "")
    assert pressed(text)[0].aftermath is Aftermath.LOST
    assert pressed(text + "invoice C1 I2 -90 900USD issued=-150")[0].aftermath is Aftermath.KEPT


@pytest.mark.parametrize(
    "contact",
    [
        "call C1 K1 -590 spoke",  # ten days past due: friendly
        "call C1 K1 -620 spoke",  # nothing is due
        "note C1 K1 -480",
        "call C1 K1 -480 handed_over",  # not with the buyer
        "call C1 K1 -469 spoke",  # it has paid
    ],
)
def test_what_does_not_press(contact: str) -> None:
    assert pressed(PAID.replace("call    C1 K1 -480 spoke", contact)) == ()


def test_a_firm_tone_presses_in_collection_too() -> None:
    """Thirty days past due the chief speaks."""
    (found,) = pressed(PAID.replace("K1 -480", "K1 -570"))
    assert (found.debt_class, found.tone) == (DebtClass.IN_COLLECTION, Tone.FIRM)


def test_one_debt_is_pressed_once_and_told_by_its_heaviest_class() -> None:
    text = PAID.replace("K1 -480", "K1 -570") + "call C1 K2 -490 spoke \n call C1 K3 -480 spoke \n"
    (found,) = pressed(text)
    assert (found.contact, found.on, found.debt_class) == ("K2", day("-570"), DebtClass.DOUBTFUL)
    again = text + "invoice C1 I9 -400 900USD issued=-465 \n call C1 K9 -365 spoke"
    assert [(each.contact, each.aftermath) for each in pressed(again)] == [("K2", Aftermath.LOST), ("K9", Aftermath.UNDECIDED)]


def test_a_part_of_the_debt_that_is_open_is_not_paid() -> None:
    text = PAID + "invoice C1 I2 -590 900USD issued=-655 \n"
    assert pressed(text)[0].paid_on is None


def test_the_table_counts_by_class_and_treatment() -> None:
    firm = Pressing("C1", "K", TODAY, DebtClass.IN_COLLECTION, Tone.FIRM, TODAY, Aftermath.KEPT)
    lost = Pressing("C2", "K", TODAY, DebtClass.BAD, Tone.FACE_SAVING, TODAY, Aftermath.LOST)
    open_ = Pressing("C3", "K", TODAY, DebtClass.BAD, Tone.FACE_SAVING, None, Aftermath.UNDECIDED)
    assert pressed_counts([firm, lost, open_]) == (
        PressedCount(DebtClass.BAD, Tone.FACE_SAVING, pressed=2, paid=1, lost=1, kept=0, undecided=1),
        PressedCount(DebtClass.IN_COLLECTION, Tone.FIRM, pressed=1, paid=1, lost=0, kept=1, undecided=0),
    )
    assert pressed_counts([]) == ()
