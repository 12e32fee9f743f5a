"""Gates that look at the buyer's own calendar and at money on its way; the others stand in `test_worklist`."""

from dataclasses import replace
from datetime import date

import pytest

from credit.assess import assess_book
from credit.change import Change
from credit.gates import Held
from credit.worklist import Task, worklist
from tests.credit.little_book import little_book

OWES = "invoice C1 I1 2024-03-01 900USD \n invoice C1 I2 2024-03-02 100USD \n"
URGENT = ["event C1 E1 2024-03-20 winding_up_petition", "buyer C1 insured=900USD \n invoice C1 I9 2024-01-25 900USD"]


def only(text: str, on: date, country: str = "") -> Task | Held | None:
    book = little_book("buyer C1 \n" + text)
    book = book.after(Change("", (replace(book.account("C1").customer, country=country),)))
    found = worklist(assess_book(book, on))
    rows: list[Task | Held] = [*found.tasks, *found.held]
    return rows[0] if rows else None


@pytest.mark.parametrize(
    ("on", "country", "back"),
    [
        (date(2024, 3, 29), "GB", date(2024, 4, 2)),  # Good Friday to Easter Monday
        (date(2024, 3, 29), "CN", None),
        (date(2024, 3, 23), "GB", date(2024, 3, 25)),  # Saturday
        (date(2024, 3, 23), "", date(2024, 3, 25)),  # without a country weekends alone are known
        (date(2024, 3, 22), "SA", date(2024, 3, 24)),  # the weekend is Friday and Saturday, Sunday is worked
        (date(2024, 3, 25), "GB", None),
    ],
)
def test_nobody_is_called_on_a_day_off_over_there(on: date, country: str, back: date | None) -> None:
    row = only(OWES, on, country)
    if back is None:
        assert isinstance(row, Task)
        assert row.step.channel == "call"
    else:
        assert row == Held("C1", "day_off", back)


def test_a_mail_waits_by_itself() -> None:
    row = only(OWES, date(2024, 3, 10))  # a Sunday, nine days past due: a mail is due
    assert isinstance(row, Task)
    assert row.step.channel == "email"


@pytest.mark.parametrize("urgent", URGENT)
def test_a_clock_and_a_critical_event_wait_for_no_monday(urgent: str) -> None:
    assert isinstance(only(OWES + urgent, date(2024, 3, 31)), Task)


WEDNESDAY = date(2024, 3, 20)
SENT = "call C1 K1 2024-03-18 payment_sent \n"


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        (SENT, Held("C1", "cash_pending", date(2024, 3, 23))),  # five days after the 18th
        ("call C1 K1 2024-03-15 payment_sent", None),
        (SENT + "call C1 K2 2024-03-19 no_answer", Held("C1", "cash_pending", date(2024, 3, 23))),
        (SENT + "call C1 K2 2024-03-19 refused", Held("C1", "recently_contacted", date(2024, 3, 24))),  # it said otherwise since
        (SENT + "receipt C1 R1 2024-03-19 100USD for=I2", Held("C1", "recently_contacted", date(2024, 3, 23))),  # it came
        (SENT + "receipt C1 R1 2024-03-17 100USD for=I2", Held("C1", "cash_pending", date(2024, 3, 23))),  # came before
        (SENT + "order C1 O1 2024-03-19 900USD", Held("C1", "cash_pending", date(2024, 3, 23))),  # a warning does not pass
    ],
)
def test_money_on_its_way_is_waited_for(lines: str, held: Held | None) -> None:
    row = only(OWES + lines, WEDNESDAY)
    assert row == held if held else isinstance(row, Task)


@pytest.mark.parametrize("urgent", URGENT)
def test_but_not_where_something_presses(urgent: str) -> None:
    assert isinstance(only(OWES + SENT + urgent, WEDNESDAY), Task)
