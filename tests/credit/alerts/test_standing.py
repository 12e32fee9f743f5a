"""Alerts ring on their day, keep their id, and stand however often they are seen."""

from datetime import date

import pytest

from credit.alerts import Alert
from credit.assess import assess_book
from credit.book import Book
from credit.report import EventKind, Severity
from tests.credit.little_book import TODAY, assessed, day, facts, little_book, money


def rung(text: str, on: date = TODAY) -> tuple[Alert, ...]:
    return assessed(text, on=on).alerts


def first_day(book: Book, kind: str) -> date:
    """The first day on which the book as known rings this alert of C1."""
    for ago in range(400, -1, -1):
        on = date.fromordinal(TODAY.toordinal() - ago)
        found = assess_book(book, on).by_id.get("C1")
        if found and any(alert.kind.value == kind for alert in found.alerts):
            return on
    raise AssertionError(kind)


def paid(late: int) -> str:
    """Ten invoices a day apart, each paid so many days late."""
    lines = (f"invoice C1 H{n} {n - 200:+} 900USD \n receipt C1 R{n} {n + late - 200:+} 900USD for=H{n} \n" for n in range(10))
    return "".join(lines)


PROMPT = paid(2)


@pytest.mark.parametrize(("dpd", "rings"), [(7, False), (8, True), (30, True)])
def test_an_item_later_than_the_habit_rings_after_grace(dpd: int, rings: bool) -> None:
    """Habit 2 + margin 2 = 4 lies within the grace of 7 days, so it rings on the 8th."""
    found = rung(PROMPT + f"\n invoice C1 I1 {-dpd:+} 900USD")
    assert [alert.kind.value for alert in found] == ["overdue_beyond_habit"] * rings


@pytest.mark.parametrize(("dpd", "rings"), [(51, False), (53, False), (54, True)])
def test_a_buyer_that_always_pays_late_rings_only_beyond_its_own_habit(dpd: int, rings: bool) -> None:
    """Always 50 days late, margin 2: rings on the 52nd day, for what was due on a Saturday counted from Monday."""
    assert bool(rung(paid(50) + f"invoice C1 I1 {-dpd:+} 900USD")) is rings


def test_beyond_habit_tells_since_when_and_what_is_usual() -> None:
    (alert,) = rung(PROMPT + "\n invoice C1 I1 -30 900USD")
    assert (alert.id, alert.severity) == ("overdue_beyond_habit:C1:I1", Severity.WARNING)
    assert alert.on == alert.learnt_on == day("-22")  # eight days after the due date
    told = {"invoice": "I1", "days": 30, "usual": 2, "latest": 2, "invoices": 10, "open": money("900USD")}
    assert alert.evidence == {**told, "on": day("-30"), "source": "own_ledger"}


def test_without_a_habit_nothing_is_beyond_it_and_a_trifle_rings_nothing() -> None:
    assert rung("invoice C1 I1 -30 900USD") == ()
    assert rung(PROMPT + "\n invoice C1 I1 -30 99.99USD") == ()
    assert len(rung(PROMPT + "\n invoice C1 I1 -30 100USD")) == 1
    assert len(rung(PROMPT + "\n invoice C1 I1 -30 1JPY")) == 1  # of unknown worth


@pytest.mark.parametrize(("ordered_on", "rings"), [("-23", False), ("-22", True), ("0", True), ("+1", False)])
def test_an_order_rings_while_something_is_overdue_beyond_grace(ordered_on: str, rings: bool) -> None:
    """Due on day -30; the eighth day past due is day -22."""
    found = rung(f"invoice C1 I1 -30 900USD \n order C1 O1 {ordered_on} 5000USD learnt=-40")
    assert [alert.id for alert in found] == ["order_while_overdue:C1:O1"] * rings
    if ordered_on == "-22":
        told = {"order": "O1", "amount": money("5000USD"), "invoice": "I1", "days": 8}
        assert found[0].evidence == {**told, "on": day("-22"), "source": "own_ledger"}


def test_an_exceeded_limit_rings_until_there_is_room() -> None:
    text = "buyer C1 limit=1000USD \n invoice C1 I1 +30 900USD \n order C1 O1 -3 200USD"
    (alert,) = rung(text)
    assert (alert.id, alert.learnt_on) == (f"limit_exceeded:C1:{day('-3')}", day("-3"))
    told = {"limit": money("1000USD"), "exposure": money("1100USD"), "buyer": "C1"}
    assert alert.evidence == {**told, "on": day("-3"), "source": "own_ledger"}
    assert rung(text + "\n receipt C1 R1 0 100USD for=I1") == ()


BROKEN = "invoice C1 I1 -30 900USD \n promise C1 P1 -12 900USD by=-7 for=I1"


def test_a_broken_promise_rings_the_day_after_its_tolerance() -> None:
    (alert,) = rung(BROKEN)  # promised for Wednesday -7; Thursday, Friday, Monday (-2) are tolerance
    assert (alert.id, alert.on, alert.learnt_on) == ("broken_promise:C1:P1", day("-1"), day("-1"))
    told = {"amount": money("900USD"), "promised_for": day("-7"), "promise": "P1"}
    assert alert.evidence == {**told, "on": day("-7"), "source": "own_ledger"}
    assert rung(BROKEN, day("-2")) == ()
    assert rung(BROKEN + "\n receipt C1 R1 0 900USD for=I1") == ()


def test_a_promise_broken_for_debt_long_paid_rings_no_more() -> None:
    old = "invoice C1 I0 -400 900USD \n promise C1 P0 -390 900USD by=-380 for=I0 \n receipt C1 R0 -300 900USD for=I0 \n"
    assert rung(old + "invoice C1 I1 -3 900USD") == ()


def test_silence_rings_when_it_is_long_enough() -> None:
    text = "invoice C1 I1 -90 900USD \n call C1 K1 -70 no_answer \n email C1 K2 -60 bounced \n call C1 K3 -50 no_answer"
    (alert,) = rung(text)
    assert (alert.kind.value, alert.on, alert.evidence["tries"]) == ("unreachable", day("-10"), 3)
    assert first_day(little_book(text), "unreachable") == alert.learnt_on


def test_silence_does_not_ring_before_the_last_try_it_is_made_of() -> None:
    text = "invoice C1 I1 -90 900USD \n call C1 K1 -80 no_answer \n email C1 K2 -60 bounced \n call C1 K3 -5 no_answer"
    (alert,) = rung(text)
    assert first_day(little_book(text), "unreachable") == alert.learnt_on == day("-5")


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_published_event_rings_as_loudly_as_it_is(kind: EventKind) -> None:
    (alert,) = rung(f"event C1 E1 -9 {kind.value} learnt=-4")
    assert (alert.kind, alert.severity, alert.on, alert.learnt_on) == (kind, kind.severity, day("-9"), day("-4"))
    assert rung(f"event C1 E1 -9 {kind.value} match=possible") == ()


def test_what_ends_a_company_is_critical_and_what_only_tells_is_not() -> None:
    critical = {kind for kind in EventKind if kind.severity is Severity.CRITICAL}
    assert {EventKind.WINDING_UP_PETITION, EventKind.WINDING_UP_ORDER, EventKind.SANCTIONS_HIT} <= critical
    assert EventKind.WINDING_UP_PETITION_DISMISSED.severity is Severity.INFO
    assert (EventKind.LIST_HIT.severity, EventKind.PEP_HIT.severity) == (Severity.WARNING, Severity.INFO)


def test_a_dismissed_petition_stands_and_says_when_it_was_dismissed() -> None:
    found = rung(
        """
        event  C1  E1  -90  winding_up_petition
        event  C1  E2  -60  winding_up_petition_dismissed
        event  C1  E3  -30  winding_up_petition
        """
    )
    dismissed = {alert.evidence["notice"]: alert.evidence.get("dismissed_on") for alert in found}
    assert dismissed == {"E1": day("-60"), "E2": None, "E3": None}


def test_the_most_severe_come_first_then_the_latest() -> None:
    found = rung(
        "event C1 A -3 judgment \n event C1 B -2 judgment \n event C1 C -9 winding_up_petition \n event C1 D 0 name_changed"
    )
    assert [alert.evidence["notice"] for alert in found] == ["C", "B", "A", "D"]


def test_an_alert_that_was_seen_stands_on() -> None:
    book = little_book(BROKEN + "\n seen C1 broken_promise:C1:P1 0")
    (alert,) = assess_book(book, TODAY).of("C1").alerts
    assert alert.acknowledged
    (before,) = assess_book(book, day("-1")).of("C1").alerts
    assert not before.acknowledged
    assert before.id == alert.id


def test_an_order_rings_from_the_day_both_order_and_invoice_are_known() -> None:
    text = "invoice C1 I1 -30 900USD learnt=-2 \n order C1 O1 -10 500USD"
    (alert,) = rung(text)
    assert first_day(little_book(text), "order_while_overdue") == alert.learnt_on == day("-2")
    assert facts(text)[0].learnt_on == day("-2")
