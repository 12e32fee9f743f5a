"""Gates that look at the buyer's own calendar and at money on its way; the others stand in `test_worklist`."""

from dataclasses import replace
from datetime import date

import pytest

from credit.assess import assess_book
from credit.change import Change
from credit.gates import Held, gate
from credit.ladder import Action
from credit.policy import DEFAULT_POLICY
from credit.rates import NO_RATES, Rates
from credit.worklist import Task, worklist
from tests.credit.little_book import assessed, little_book, published

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
        (SENT + "receipt C1 R1 2024-03-18 0.01USD for=I2", Held("C1", "recently_contacted", date(2024, 3, 23))),  # on its day
        (SENT + "receipt C1 R1 2024-03-20 100USD for=I2", Held("C1", "recently_contacted", date(2024, 3, 23))),  # today
        (SENT + "receipt C1 R1 2024-03-19 0USD", Held("C1", "cash_pending", date(2024, 3, 23))),  # nothing came
        (SENT + "order C1 O1 2024-03-19 900USD", Held("C1", "cash_pending", date(2024, 3, 23))),  # a warning does not pass
    ],
)
def test_money_on_its_way_is_waited_for(lines: str, held: Held | None) -> None:
    row = only(OWES + lines, WEDNESDAY)
    assert row == held if held else isinstance(row, Task)


@pytest.mark.parametrize("urgent", URGENT)
def test_but_not_where_something_presses(urgent: str) -> None:
    assert isinstance(only(OWES + SENT + urgent, WEDNESDAY), Task)


LENIENT = "invoice C1 I1 2024-03-01 900USD \n lenient C1 L1 2024-03-15 potential until=2024-12-01 cap=5000USD \n"


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        ("email C1 M1 2024-03-15 replied", Held("C1", "lenient", date(2024, 4, 14))),  # the statement of a month after the grant
        ("", None),  # the first one is owed
        (
            "email C1 M1 2024-03-15 replied \n order C1 O1 2024-03-20 900USD",
            Held("C1", "contact_cap", date(2024, 3, 22)),
        ),  # one a week
        ("lenient C1 L2 2024-03-16 potential until=2024-03-17 cap=5000USD \n email C1 M1 2024-03-10 replied", None),  # it is over
    ],
)
def test_who_was_given_time_is_spoken_to_on_the_ladders_own_day(lines: str, row: Held | None) -> None:
    found = only(LENIENT + lines, WEDNESDAY)
    assert found == row if row else isinstance(found, Task)


def test_something_that_happened_is_spoken_of_before_the_ladders_day() -> None:
    text = LENIENT.replace("2024-03-15", "2024-03-10") + "email C1 M1 2024-03-10 replied \n"
    assert only(text, WEDNESDAY) == Held("C1", "lenient", date(2024, 4, 9))
    assert isinstance(only(text + "order C1 O1 2024-03-20 900USD", WEDNESDAY), Task)


@pytest.mark.parametrize(
    ("calls", "row"),
    [
        (("2024-03-13", "2024-03-15"), None),  # the first is a week ago
        (("2024-03-14", "2024-03-15"), Held("C1", "contact_cap", date(2024, 3, 21))),
        (("2024-03-15",), None),
    ],
)
def test_two_contacts_a_week_are_the_most(calls: tuple[str, ...], row: Held | None) -> None:
    """Five days of rest after the call of the 15th end on the 20th, a Wednesday."""
    found = only(OWES + "\n".join(f"call C1 K{on} {on} spoke" for on in calls), WEDNESDAY)
    assert found == row if row else isinstance(found, Task)


def test_the_cap_holds_though_something_happened_but_not_where_it_is_critical() -> None:
    calls = "call C1 K1 2024-03-18 spoke \n call C1 K2 2024-03-19 spoke \n"
    assert only(OWES + calls + "order C1 O1 2024-03-20 900USD", WEDNESDAY) == Held("C1", "contact_cap", date(2024, 3, 25))
    assert isinstance(only(OWES + calls + "event C1 E1 2024-03-20 winding_up_petition", WEDNESDAY), Task)


@pytest.mark.parametrize(
    ("holds", "times"), [(("2024-03-20",), 1), (("2023-03-20", "2024-03-20"), 1), (("2023-03-21", "2024-03-19"), 2)]
)
def test_who_was_put_aside_often_is_told_so(holds: tuple[str, ...], times: int) -> None:
    """In the twelve months up to this Wednesday, this time counted; a year ago to the day is no more."""
    lines = "".join(f"hold C1 H{on} {on} talks until=2024-03-25 \n" for on in holds)
    assert only(OWES + lines, WEDNESDAY) == Held("C1", "snoozed", date(2024, 3, 25), "talks", times)


def test_what_an_agency_has_is_left_to_it() -> None:
    assert only(OWES + "letter C1 K1 2024-03-05 handed_over", WEDNESDAY) == Held("C1", "handed_over", None)


@pytest.mark.parametrize(
    "text",
    [
        URGENT[1] + "\n call C1 K1 2024-03-30 spoke",  # five days of rest
        OWES + URGENT[1],  # a Sunday
    ],
)
def test_a_row_that_waits_for_no_rest_and_no_monday_says_nothing_of_it(text: str) -> None:
    """Nobody meant to leave the buyer alone, so nobody is told that it is not."""
    row = only(text, date(2024, 3, 31))
    assert isinstance(row, Task)
    assert not [reason.code for reason in row.reasons if reason.code.startswith("gate")]


def held(text: str) -> Held | None:
    row = only(text, WEDNESDAY)
    return row if isinstance(row, Held) else None


@pytest.mark.parametrize(
    ("lines", "number", "on"),
    [
        ("receipt C1 R1 2024-03-10 600USD \n receipt C1 R2 2024-03-12 500USD", ("receipt", "R2"), date(2024, 3, 12)),
        ("receipt C1 R1 2024-03-12 999.99USD \n receipt C1 R2 2024-03-13 0.01USD", ("receipt", "R2"), date(2024, 3, 13)),
        ("invoice C1 N1 2024-04-01 -1000USD issued=2024-03-20", ("invoice", "N1"), date(2024, 3, 20)),  # credited today
        # what goes out, is nothing, or comes tomorrow covers nothing
        ("receipt C1 R1 2024-03-12 2000USD \n receipt C1 R2 2024-03-13 -5USD", ("receipt", "R1"), date(2024, 3, 12)),
        ("receipt C1 R1 2024-03-12 1000USD \n receipt C1 R2 2024-03-13 0USD", ("receipt", "R1"), date(2024, 3, 12)),
        (
            "receipt C1 R1 2024-03-12 1000USD \n receipt C1 R2 2024-03-21 5USD learnt=2024-03-19",
            ("receipt", "R1"),
            date(2024, 3, 12),
        ),
        (
            "receipt C1 R1 2024-03-12 1000USD \n invoice C1 I5 2024-04-01 0USD issued=2024-03-13",
            ("receipt", "R1"),
            date(2024, 3, 12),
        ),
        (
            "receipt C1 R1 2024-03-12 1000USD \n invoice C1 I5 2024-04-01 5USD issued=2024-03-13",
            ("receipt", "R1"),
            date(2024, 3, 12),
        ),
        (
            "receipt C1 R1 2024-03-12 1000USD \n invoice C1 N1 2024-04-01 -5USD issued=2024-03-21 learnt=2024-03-19",
            ("receipt", "R1"),
            date(2024, 3, 12),
        ),
    ],
)
def test_what_came_in_last_is_named_where_the_unapplied_covers_all(lines: str, number: tuple[str, str], on: date) -> None:
    found = only(OWES + lines, WEDNESDAY)
    assert isinstance(found, Task), "it is matched instead"
    (why,) = (reason for reason in found.reasons if reason.code == "to_match")
    facts = {name: fact for name, fact in why.facts.items() if name != "amount"}
    assert facts == {number[0]: number[1], "on": on, "source": "own_ledger"}


def test_who_is_left_alone_is_told_with_the_fact_its_day_and_its_source() -> None:
    found = held(OWES + "hold C1 H1 2024-03-18 talks until=2024-03-25")
    assert found is not None
    assert found.facts == {"hold": "H1", "on": date(2024, 3, 18), "source": "desk"}
    away = only(OWES, date(2024, 3, 23))  # a Saturday
    assert isinstance(away, Held)
    assert away.facts == {"buyer": "C1", "on": date(2024, 3, 23), "source": "policy"}


@pytest.mark.parametrize(
    ("beside", "trifle"),
    [
        ("invoice C1 I3 2024-03-03 30USD", True),  # nobody is called about less than fifty
        ("invoice C1 I3 2024-03-03 30USD \n invoice C1 I4 2024-03-04 19.99USD", True),
        ("invoice C1 I3 2024-03-03 30USD \n invoice C1 I4 2024-03-04 30USD", False),
        ("invoice C1 I3 2024-03-03 1JPY", False),  # of unknown worth
    ],
)
def test_a_promise_is_waited_for_where_no_more_than_a_trifle_stands_beside_it(beside: str, trifle: bool) -> None:
    found = held(f"{OWES} {beside} \n promise C1 P1 2024-03-19 1000USD by=2024-03-25 for=I1,I2")
    assert (found is not None and found.reason == "promise_running") is trifle


EUR_AT = published(USD="1.25")
"""A euro is a dollar and a quarter; nobody publishes the dirham."""
LATE = "invoice C1 I1 -20 100{} \n "


@pytest.mark.parametrize(
    ("text", "rates", "covers"),
    [
        (LATE.format("USD") + "receipt C1 R1 -1 100USD", NO_RATES, True),
        (LATE.format("USD") + "invoice C1 I2 -10 100USD \n receipt C1 R1 -1 150USD", NO_RATES, False),  # of 200
        ("invoice C1 I1 -20 0.01USD \n receipt C1 R1 -1 0.01USD", NO_RATES, True),
        (LATE.format("AED") + "receipt C1 R1 -1 100AED", NO_RATES, True),  # in its own currency no rate is asked for
        (LATE.format("AED") + "receipt C1 R1 -1 100USD", NO_RATES, False),  # ... and in another nobody can say
        ("invoice C1 I1 -20 0.01AED \n receipt C1 R1 -1 100USD", NO_RATES, False),
        (LATE.format("USD") + "receipt C1 R1 -1 100AED", NO_RATES, False),
        (LATE.format("USD") + "receipt C1 R1 -1 80EUR", EUR_AT, True),  # 100 dollars
        (LATE.format("USD") + "receipt C1 R1 -1 79.99EUR", EUR_AT, False),
    ],
)
def test_money_in_hand_settles_what_is_overdue_where_it_is_all_of_it(text: str, rates: Rates, covers: bool) -> None:
    found = gate(assessed(text, rates=rates), False, "email", DEFAULT_POLICY)
    assert (found == Held("C1", "unapplied_covers", None)) is covers


def test_of_two_disputes_to_be_answered_on_one_day_the_first_is_named() -> None:
    """Each to be answered within thirty days of Monday the 18th."""
    text = OWES + "dispute C1 D1 2024-03-18 quality for=I1 \n dispute C1 D2 2024-03-18 price for=I2"
    row = held(text)
    assert row == Held("C1", "disputed", date(2024, 4, 17))
    assert row.facts["dispute"] == "D1"


def test_only_the_answer_that_is_owed_today_is_asked_for() -> None:
    """D1 was to be answered by 19 March, thirty days after 18 February; D2 has time until April."""
    text = OWES + "dispute C1 D1 2024-02-18 quality for=I1 \n dispute C1 D2 2024-03-18 price for=I2"
    row = only(text, WEDNESDAY)
    assert isinstance(row, Task)
    assert row.step.action is Action.ANSWER_DISPUTE
    assert [reason.facts["dispute"] for reason in row.reasons if reason.code.startswith("clock_")] == ["D1"]
