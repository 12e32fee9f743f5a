"""The verbs: each gives a change, writes nothing, and refuses what the trade does not allow."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Fact
from credit.actions import (
    DISPUTE_REASONS,
    Hand,
    accept_report,
    acknowledge,
    log_contact,
    open_dispute,
    release,
    snooze,
    take_promise,
)
from credit.activity import Channel, Contact, Dispute, Hold, Outcome, Promise
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.problem import RefusedChange, UnknownBuyer
from credit.report import CreditReport, RiskEvent
from tests.credit.any_facts import any_book, any_facts, calm, days
from tests.credit.little_book import TODAY, day, facts, little_book, money

BOOK = little_book("buyer C1 \n invoice C1 I1 -20 900USD \n invoice C1 I2 -10 100USD")
HAND = Hand("Mei", TODAY, "mark-1")

VERBS: list[tuple[str, Callable[[Book, str], Change]]] = [
    ("log_contact", lambda book, buyer: log_contact(book, HAND, buyer, Channel.CALL)),
    ("take_promise", lambda book, buyer: take_promise(book, HAND, buyer, money("5USD"), day("+3"))),
    ("open_dispute", lambda book, buyer: open_dispute(book, HAND, buyer, "price")),
    ("snooze", lambda book, buyer: snooze(book, HAND, buyer, day("+3"), "talks")),
    ("release", lambda book, buyer: release(book, HAND, buyer)),
    ("accept_report", lambda book, buyer: accept_report(book, HAND, buyer, None, ())),
]


def refused(act: Callable[[], Change]) -> dict[str, object]:
    with pytest.raises(RefusedChange) as raised:
        act()
    return raised.value.facts


def holds_and_disputes(book: Book) -> tuple[bool, int]:
    found = assess_book(book, TODAY).of("C1")
    return found.hold is not None, len(found.disputes)


@pytest.mark.parametrize(("what", "verb"), VERBS)
def test_every_verb_knows_its_buyer(what: str, verb: Callable[[Book, str], Change]) -> None:
    with pytest.raises(UnknownBuyer):
        verb(BOOK, "C2")
    held = BOOK.after(Change("", facts("hold C1 H1 -1 talks until=+2")))
    change = verb(held, "C1")
    assert (change.what, change.who) == (what, "Mei")
    assert held.after(change).after(held.inverse(change)) == held


def test_a_contact_is_recorded_as_it_was_told() -> None:
    change = log_contact(BOOK, HAND, "C1", Channel.EMAIL, Outcome.REPLIED, "asks for patience", ["I2"])
    contact = Contact("mark-1", "C1", TODAY, TODAY, Channel.EMAIL, Outcome.REPLIED, ("I2",), "asks for patience", "Mei")
    assert change.put == (contact,)


def test_a_promise_is_recorded_and_runs() -> None:
    change = take_promise(BOOK, HAND, "C1", money("900USD"), TODAY, ["I1"], "by telephone")
    assert change.put == (Promise("mark-1", "C1", TODAY, TODAY, money("900USD"), TODAY, ("I1",), "by telephone", "Mei"),)
    assert len(assess_book(BOOK.after(change), TODAY).of("C1").running) == 1


def test_a_promise_needs_an_amount_and_a_day_to_come() -> None:
    assert refused(lambda: take_promise(BOOK, HAND, "C1", money("0USD"), day("+3"))) == {"reason": "promise_amount"}
    assert refused(lambda: take_promise(BOOK, HAND, "C1", money("-5USD"), day("+3"))) == {"reason": "promise_amount"}
    gone = refused(lambda: take_promise(BOOK, HAND, "C1", money("5USD"), day("-1")))
    assert gone == {"reason": "promise_day", "day": day("-1"), "on": TODAY}


@pytest.mark.parametrize(
    "act",
    [
        lambda: log_contact(BOOK, HAND, "C1", Channel.CALL, invoices=["I1", "I9"]),
        lambda: take_promise(BOOK, HAND, "C1", money("5USD"), day("+3"), ["I9"]),
        lambda: open_dispute(BOOK, HAND, "C1", "price", ["I9"]),
    ],
)
def test_an_invoice_nobody_knows_is_refused_by_its_number(act: Callable[[], Change]) -> None:
    assert refused(act) == {"reason": "unknown_invoice", "invoice": "I9", "id": "C1"}


@pytest.mark.parametrize("reason", DISPUTE_REASONS)
def test_a_dispute_has_a_reason_the_house_knows(reason: str) -> None:
    change = open_dispute(BOOK, HAND, "C1", reason, ["I1"], "two cartons wet")
    assert change.put == (Dispute("mark-1", "C1", TODAY, TODAY, reason, ("I1",), None, "two cartons wet", "Mei"),)


def test_a_dispute_for_another_reason_is_refused() -> None:
    assert refused(lambda: open_dispute(BOOK, HAND, "C1", "mood")) == {"reason": "dispute_reason", "given": "mood"}


@pytest.mark.parametrize("until", ["+1", "+30"])
def test_a_buyer_may_be_left_alone_for_thirty_days(until: str) -> None:
    change = snooze(BOOK, HAND, "C1", day(until), "fair in Canton")
    assert change.put == (Hold("mark-1", "C1", TODAY, TODAY, day(until), "fair in Canton", "Mei"),)


@pytest.mark.parametrize("until", ["0", "-1", "+31"])
def test_and_no_longer_nor_for_no_day_at_all(until: str) -> None:
    assert refused(lambda: snooze(BOOK, HAND, "C1", day(until), "talks")) == {
        "reason": "snooze_day",
        "until": day(until),
        "days": 30,
    }


@pytest.mark.parametrize("reason", ["", "  "])
def test_leaving_alone_owes_a_reason(reason: str) -> None:
    assert refused(lambda: snooze(BOOK, HAND, "C1", day("+3"), reason)) == {"reason": "reason_owed"}


@pytest.mark.parametrize("began", ["-5", "0"])
def test_release_ends_holds_and_disputes_and_can_be_taken_back(began: str) -> None:
    book = BOOK.after(
        Change("", facts(f"hold C1 H1 {began} talks until=+9 \n hold C1 H2 {began} fair until=+5 \n dispute C1 D1 {began} price"))
    )
    change = release(book, HAND, "C1")
    assert holds_and_disputes(book) == (True, 1)
    assert holds_and_disputes(book.after(change)) == (False, 0)
    assert holds_and_disputes(book.after(change).after(book.inverse(change))) == (True, 1)
    if began == "-5":
        assert assess_book(book.after(change), day("-1")).of("C1").hold is not None  # yesterday it was held


@pytest.mark.parametrize("lines", ["", "hold C1 H1 -9 talks until=0", "dispute C1 D1 -9 price closed=-1"])
def test_release_is_refused_where_nothing_holds(lines: str) -> None:
    book = BOOK.after(Change("", facts(lines)))
    assert refused(lambda: release(book, HAND, "C1")) == {"reason": "nothing_held", "id": "C1"}


def test_an_acknowledged_alert_stands_on_and_no_longer_shouts() -> None:
    book = little_book("event C1 E1 -9 winding_up_petition \n event C1 E2 -8 judgment")
    petition, judgment = assess_book(book, TODAY).of("C1").alerts
    after = book.after(acknowledge(HAND, [petition]))
    assert [alert.acknowledged for alert in assess_book(after, TODAY).of("C1").alerts] == [True, False]
    assert [alert.id for alert in assess_book(after, TODAY).of("C1").alerts] == [petition.id, judgment.id]


def told(text: str) -> tuple[CreditReport | None, list[RiskEvent]]:
    read = facts(text)
    report = next((fact for fact in read if isinstance(fact, CreditReport)), None)
    return report, [fact for fact in read if isinstance(fact, RiskEvent)]


def test_an_event_read_again_keeps_the_day_it_was_first_learnt() -> None:
    book = BOOK.after(Change("", facts("event C1 E1 -9 judgment learnt=-8")))
    report, events = told("report C1 B1 0 bureau \n event C1 E1 -9 judgment learnt=0 \n event C1 E2 -1 cva learnt=0")
    change = accept_report(book, HAND, "C1", report, events)
    assert [(fact.id, fact.learnt_on) for fact in change.put] == [("B1", TODAY), ("E2", TODAY)]
    assert not accept_report(book, HAND, "C1", None, events[:1])


def test_an_event_that_reads_differently_now_is_a_new_version() -> None:
    book = BOOK.after(Change("", facts("event C1 E1 -9 judgment learnt=-8 match=possible")))
    _, events = told("event C1 E1 -9 judgment learnt=0")
    after = book.after(accept_report(book, HAND, "C1", None, events))
    assert len([fact for fact in after.account("C1").versions if fact.id == "E1"]) == 2
    assert after.account("C1").events == tuple(events)


LATER = "invoice C1 I1 -20 900USD \n invoice C1 I9 -5 70USD learnt=+1 \n buyer C2 learnt=+1"
KNOWN = little_book("buyer C1 \n" + LATER)


@pytest.mark.parametrize(
    "act",
    [
        lambda: log_contact(KNOWN, HAND, "C1", Channel.CALL, invoices=["I9"]),
        lambda: take_promise(KNOWN, HAND, "C1", money("5USD"), day("+3"), ["I9"]),
        lambda: open_dispute(KNOWN, HAND, "C1", "price", ["I9"]),
    ],
)
def test_an_invoice_learnt_after_the_day_of_the_action_is_not_known_yet(act: Callable[[], Change]) -> None:
    assert refused(act) == {"reason": "unknown_invoice", "invoice": "I9", "id": "C1"}


@pytest.mark.parametrize(("what", "verb"), VERBS)
def test_a_buyer_learnt_after_the_day_of_the_action_is_not_known_yet(what: str, verb: Callable[[Book, str], Change]) -> None:
    with pytest.raises(UnknownBuyer):
        verb(KNOWN, "C2")


@pytest.mark.parametrize("line", ["dispute C1 D1 +9 price", "hold C1 H1 -1 talks until=+9 learnt=+1"])
def test_release_ends_nothing_that_was_learnt_later(line: str) -> None:
    assert refused(lambda: release(BOOK.after(Change("", facts(line))), HAND, "C1"))["reason"] == "nothing_held"


def outcome(verb: Callable[[Book, str], Change], book: Book, buyer: str) -> object:
    """The change, or why there is none; the nearest number is a courtesy and may be of a later day."""
    try:
        return verb(book, buyer)
    except (RefusedChange, UnknownBuyer) as fault:
        return fault.code, {name: fact for name, fact in fault.facts.items() if name != "near"}


NAMED: list[tuple[str, Callable[[Book, str], Change]]] = [
    *VERBS,
    ("log_named", lambda book, buyer: log_contact(book, HAND, buyer, Channel.CALL, invoices=["1"])),
    ("promise_named", lambda book, buyer: take_promise(book, HAND, buyer, money("5USD"), day("+3"), ["2"])),
]


@pytest.mark.parametrize(("what", "verb"), NAMED)
@calm
@given(any_book(days(-90, 0)), st.lists(any_facts(days(1, 90)), min_size=1, max_size=8))
def test_what_is_learnt_later_changes_no_action(
    what: str, verb: Callable[[Book, str], Change], book: Book, later: list[Fact]
) -> None:
    hindsight = book.after(Change("import", tuple(later)))
    for buyer in ("C1", "C2"):
        assert outcome(verb, hindsight, buyer) == outcome(verb, book, buyer)
