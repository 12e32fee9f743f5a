"""The desk: the one road by which a book changes, and that a fault on the way leaves everything as it was."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from credit.actions import Hand, log_contact, take_promise
from credit.activity import Channel, Contact
from credit.book import Book
from credit.change import BuyerMoved, Change
from credit.check import Check, Searched
from credit.customer import Customer
from credit.money import Money
from credit.problem import RefusedChange, UnknownBuyer
from credit.report import EventKind, RiskEvent
from storage.faults import BookLocked
from storage.store import open_store
from tests.credit.little_book import TODAY, drops, facts, little_book
from tests.tui.desks import LATE, Answered, Bureau, desk
from tui.desk import ChangedSince, Desk, NothingToUndo
from tui.foreseen import Foreseen
from tui.views.snapshot import snapshot
from tui.views.timeline import timeline


class Ledger:
    """A store that notes what it is given, and hands over what others did."""

    place = "nowhere"
    read_only = False
    in_part = False

    def __init__(self, *news: Change) -> None:
        self.written: list[Change] = []
        self.news = list(news)
        self.pages: list[tuple[str, Mapping[str, Any]]] = []
        self.full = False
        self.closed = False

    def commit(self, change: Change, at: datetime, unless: Collection[str] = ()) -> Sequence[Change]:
        assert at.tzinfo is not None
        if self.full:
            raise BookLocked(path=self.place)
        self.written.append(change)
        news, self.news = self.news, []
        return news

    def keep_first_page(self, name: str, told: Mapping[str, Any]) -> None:
        self.pages.append((name, told))

    def close(self) -> None:
        self.closed = True


def test_a_change_is_written_and_then_stands_in_the_book() -> None:
    store = Ledger()
    at = Desk(little_book(LATE), store, (), TODAY, "mara")
    change, shown = at.do(log_contact, "C1", Channel.CALL)
    assert store.written == [change]
    assert shown.book is at.book
    assert at.book == little_book(LATE).after(change)


def test_what_the_trade_refuses_is_never_written() -> None:
    store = Ledger()
    at = Desk(little_book(LATE), store, (), TODAY)
    before = at.book
    with pytest.raises(RefusedChange):
        at.do(take_promise, "C1", Money.of("0", "USD"), TODAY)
    with pytest.raises(UnknownBuyer):
        at.do(log_contact, "C9", Channel.CALL)
    assert (store.written, at.book is before) == ([], True)


def test_nothing_is_recorded_on_a_day_still_to_come_though_it_may_be_looked_at() -> None:
    """Tomorrow is looked at; what was logged for it would be on disk, and nobody would see it today."""
    ahead = Desk(little_book(LATE), Ledger(), (), TODAY + timedelta(days=1), "mara", lambda: TODAY)
    assert ahead.look().on == TODAY + timedelta(days=1)
    for act in (lambda: ahead.do(log_contact, "C1", Channel.CALL), lambda: ahead.take_in([])):
        with pytest.raises(RefusedChange) as caught:
            act()
        assert caught.value.facts == {"reason": "day_ahead", "day": TODAY + timedelta(days=1), "on": TODAY}


def test_what_cannot_be_written_does_not_stand_in_the_book() -> None:
    store = Ledger()
    at = Desk(little_book(LATE), store, (), TODAY)
    at.do(log_contact, "C1", Channel.CALL)
    before, seen = at.book, at.look()
    store.full = True
    with pytest.raises(BookLocked):
        at.do(log_contact, "C1", Channel.CALL)
    with pytest.raises(BookLocked):
        at.undo()
    assert at.book is before
    assert at.look() == seen
    store.full = False
    at.undo()
    assert at.book == little_book(LATE), "the undo that failed can be tried again"


def test_undo_goes_back_step_by_step_and_redo_forward() -> None:
    at = desk()
    books = [at.book]
    for channel in (Channel.CALL, Channel.EMAIL):
        at.do(log_contact, "C1", channel)
        books.append(at.book)
    assert [at.undo()[1].book == book for book in (books[1], books[0])] == [True, True]
    with pytest.raises(NothingToUndo) as caught:
        at.undo()
    assert caught.value.facts == {"again": False}
    assert [at.redo()[1].book == book for book in (books[1], books[2])] == [True, True]
    with pytest.raises(NothingToUndo) as caught:
        at.redo()
    assert caught.value.facts == {"again": True}


def test_a_buyer_who_was_entered_and_taken_back_can_be_put_again() -> None:
    at = desk()
    at.commit(Change("add", (Customer("N1", "Newly met", TODAY),), who="mara"))
    entered = at.book
    at.undo()
    assert "N1" not in at.book.accounts
    assert at.redo()[1].book == entered


def test_what_was_undone_cannot_be_put_again_after_something_else() -> None:
    at = desk()
    at.do(log_contact, "C1", Channel.CALL)
    at.undo()
    at.do(log_contact, "C1", Channel.EMAIL)
    with pytest.raises(NothingToUndo):
        at.redo()


def test_undo_is_written_as_a_change_that_undoes() -> None:
    store = Ledger()
    at = Desk(little_book(LATE), store, (), TODAY)
    at.do(log_contact, "C1", Channel.CALL)
    at.undo()
    assert [(change.what, change.undoes) for change in store.written] == [("log_contact", False), ("log_contact", True)]


def test_what_was_purged_does_not_come_back_by_undo(tmp_path: Path) -> None:
    """C2 was corrected here, and purged elsewhere: what the step would put back is a person's data."""
    place = tmp_path / "book"
    with open_store(place, create=True) as store, open_store(place, create=False) as other:
        before = little_book("buyer C1 \n buyer C2 name=Quayle")
        for account in before.accounts.values():
            store.commit(Change("import", account.versions), datetime.now(UTC))
        other.load()
        at = Desk(before, store, (), TODAY)
        at.do(log_contact, "C1", Channel.CALL)
        at.do(log_contact, "C2", Channel.CALL)
        at.do(log_contact, "C2", Channel.EMAIL)
        at.undo()
        gone = at.book.accounts["C2"].versions
        other.commit(Change("purge", drop=drops(gone)), datetime.now(UTC))
        at.news()
        with pytest.raises(NothingToUndo):
            at.redo()
        assert at.undo()[0].touched == {"C1"}
        with pytest.raises(NothingToUndo):
            at.undo()
        assert set(at.book.accounts) == {"C1"}


def test_what_a_colleague_did_stands_before_ones_own() -> None:
    """The colleague logs a contact of its own; our undo takes back ours and leaves theirs."""
    theirs = Change("log_contact", facts("call C1 K9 0 spoke"), who="lin")
    at = Desk(little_book(LATE), Ledger(theirs), (), TODAY)
    at.do(log_contact, "C1", Channel.EMAIL)
    assert len(at.book.accounts["C1"].contacts) == 2
    at.undo()
    assert at.book == little_book(LATE + "call C1 K9 0 spoke")


def test_an_import_is_never_overwritten_by_putting_again_what_was_undone_before_it() -> None:
    at = desk()
    at.do(log_contact, "C1", Channel.CALL)
    at.undo()
    at.take_in([Change("import", facts("invoice C3 K2 -5 10USD"))])
    with pytest.raises(NothingToUndo):
        at.redo()
    assert {invoice.id for invoice in at.book.accounts["C3"].invoices} == {"K1", "K2"}


def test_an_import_comes_after_what_a_colleague_did() -> None:
    theirs = Change("log_contact", facts("call C1 K9 0 spoke"), who="lin")
    at = Desk(little_book(LATE), Ledger(theirs), (), TODAY)
    at.take_in([Change("import", facts("invoice C3 K2 -5 10USD"))])
    assert at.book == little_book(LATE + "call C1 K9 0 spoke\ninvoice C3 K2 -5 10USD")


@pytest.mark.parametrize("news", ["", "call C1 K9 0 spoke"], ids=["nobody else wrote", "a colleague wrote meanwhile"])
def test_an_import_whose_book_was_foreseen_makes_that_book_and_loses_nothing_of_others(news: str) -> None:
    """What was worked out while planning is taken over only upon the very book it was planned on."""
    theirs = [Change("log_contact", facts(news), who="lin")] if news else []
    at = Desk(little_book(LATE), Ledger(*theirs), (), TODAY)
    coming = Change("import", tuple(facts("invoice C3 K2 -5 10USD")))
    foreseen = Foreseen(at.book, at.book.after(coming))
    at.take_in([coming], foreseen)
    assert at.book == little_book(f"{LATE}{news}\ninvoice C3 K2 -5 10USD")
    assert (at.book.accounts is foreseen.becomes.accounts) is not news.startswith("call")


def test_what_comes_into_an_empty_book_is_foreseen_whatever_the_book_is_judged_by() -> None:
    """The first import makes the book: it was planned on another empty one, and the policy is the desk's own."""
    planned = little_book("").after(Change("import", tuple(facts("invoice C3 K2 -5 10USD"))))
    desk_own = replace(little_book(""), base="EUR")
    assert Foreseen(little_book(""), planned).upon(desk_own) == replace(planned, base="EUR")
    assert Foreseen(little_book(LATE), planned).upon(desk_own) is None


def test_files_that_come_in_together_are_one_commit() -> None:
    """All of them or none: a full disk, a kill or an interruption between two files leaves no invoices without their receipts."""
    store = Ledger()
    at = Desk(little_book(LATE), store, (), TODAY)
    invoices, receipts = (
        Change("import", tuple(facts(text))) for text in ("invoice C3 K2 -5 10USD", "receipt C3 R2 -1 10USD for=K2")
    )
    at.take_in([invoices, receipts])
    assert [(change.what, len(change.put)) for change in store.written] == [("import", 2)]
    assert at.book == little_book(LATE).after(invoices).after(receipts)


def test_of_two_snapshots_the_later_is_known_by_its_number() -> None:
    at = desk()
    first = at.look()
    _, second = at.do(log_contact, "C1", Channel.CALL)
    _, third = at.undo()
    assert first.number < second.number < third.number
    assert first == third, "the number is no part of what is shown"


def test_an_answer_that_cannot_be_written_is_looked_at_and_written_nowhere() -> None:
    notice = RiskEvent("bureau:1", "C1", EventKind.JUDGMENT, TODAY, TODAY, "bureau")
    store = Ledger()
    at = Desk(little_book(LATE), store, (), TODAY)
    shown = at.suppose("C1", Answered(events=[notice]))
    assert shown.assessed.by_id["C1"].account.events == (notice,)
    assert store.written == []


def test_a_change_of_nothing_costs_nothing_and_is_not_undone() -> None:
    store = Ledger()
    at = Desk(little_book(LATE), store, (), TODAY)

    def nothing(_book: Book, _hand: Hand) -> Change:
        return Change("acknowledge")

    at.do(nothing)
    assert store.written == []
    with pytest.raises(NothingToUndo):
        at.undo()


def test_marks_of_one_day_of_the_house_stand_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """In Shanghai midnight UTC is eight in the morning: what is done before it stands before what is done after it."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        at, marks = desk(), []
        for moment in (datetime(2024, 6, 11, 23, 59, tzinfo=UTC), datetime(2024, 6, 12, 0, 1, tzinfo=UTC)):
            monkeypatch.setattr("tui.desk.datetime", Mock(now=lambda zone=None, moment=moment: moment.astimezone(zone)))
            marks.append(at.hand().mark)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert marks == sorted(marks)


def test_two_actions_never_leave_the_same_mark() -> None:
    at = desk()
    marks = {at.hand().mark for _ in range(200)}
    assert len(marks) == 200
    assert all(mark.startswith("20240612-") for mark in marks)


def test_the_day_is_the_one_given_else_the_machines_at_each_look() -> None:
    clock = [date(2024, 6, 12)]
    at = Desk(little_book(LATE), Ledger(), today=lambda: clock[-1])
    assert at.look().on == date(2024, 6, 12)
    clock.append(date(2024, 6, 13))
    assert at.look().on == date(2024, 6, 13)
    assert Desk(Book(), Ledger(), on=TODAY, today=lambda: date.max).on == TODAY


def test_a_look_is_what_a_fresh_one_would_be() -> None:
    at = desk()
    at.look()
    _, shown = at.do(log_contact, "C1", Channel.CALL)
    assert shown == snapshot(at.book, TODAY)


def test_a_provider_is_asked_with_what_was_known_on_the_day() -> None:
    """The notice that was learnt tomorrow is not told to the provider today."""
    asked: list[object] = []

    class Asked(Bureau):
        def fetch(self, subject, on, known=(), cancelled=bool, granted=bool):  # type: ignore[no-untyped-def]  # as its parent
            asked.extend([subject.id, on, [event.id for event in known]])
            return Answered(ending="not_found", reason="no_such_record")

    at = desk(LATE + "event C2 E2 -1 judgment learnt=+1")
    at.ask("C2", Asked())
    assert asked == ["C2", TODAY, ["E1"]]


def test_an_answer_is_kept_once() -> None:
    notice = RiskEvent("bureau:1", "C1", EventKind.JUDGMENT, TODAY, TODAY, "bureau")
    at = desk()
    assert at.accept("C1", Answered(events=[notice])).put == (notice,)
    assert at.look().book.accounts["C1"].events == (notice,)
    assert not at.accept("C1", Answered(events=[notice]))


def test_what_came_before_the_charge_of_the_rest_was_lost_is_kept() -> None:
    notice = RiskEvent("bureau:1", "C1", EventKind.JUDGMENT, TODAY, TODAY, "bureau")
    at = desk()
    change = at.accept("C1", Answered(ending="unknown_charge", events=[notice]))
    assert [fact.id for fact in change.put] == [notice.id]
    assert not at.accept("C1", Answered(ending="unknown_charge"))
    search = Check("bureau:notices", "C1", "bureau", Searched.NOTICES, TODAY, TODAY)
    change = at.accept("C1", Answered(ending="unknown_charge", checks=[search]))
    assert change.put == (search,), "a search that found nothing is a fact, and it came whole"


@pytest.mark.parametrize("ending", ["not_found", "unavailable", "cancelled", "auth_failed"])
def test_an_answer_that_failed_keeps_nothing(ending: str) -> None:
    notice = RiskEvent("bureau:1", "C1", EventKind.JUDGMENT, TODAY, TODAY, "bureau")
    at = desk()
    before = at.book
    assert not at.accept("C1", Answered(ending=ending, events=[notice]))
    assert at.book is before
    assert at.look().book is before


def test_facts_carry_who_and_when() -> None:
    at = desk()
    (fact,) = at.do(log_contact, "C1", Channel.CALL)[0].put
    assert isinstance(fact, Contact)
    assert (fact.who, fact.on, fact.learnt_on) == ("mara", TODAY, TODAY)


def test_closing_lets_go_of_the_book() -> None:
    store = Ledger()
    Desk(Book(), store).close()
    assert store.closed


def test_what_another_desk_committed_is_news_once(tmp_path: Path) -> None:
    """Two desks on one file: the second logs a call, the first takes it in; its own change is no news to itself."""
    place = tmp_path / "book.json"
    with open_store(place, create=True) as mine:
        first = desk(store=mine)
        with open_store(place, create=False) as theirs:
            second = Desk(theirs.load()[0], theirs, (), TODAY, "li")
            change, _shown = second.do(log_contact, "C1", Channel.CALL)
            news = first.news()
            assert news is not None
            assert [contact.id for contact in news.assessed.of("C1").contacts] == [change.put[0].id]
            assert first.news() is None
            assert second.news() is None


def test_a_change_of_a_buyer_another_desk_changed_is_shown_with_it_and_not_laid_over_it(tmp_path: Path) -> None:
    """Nothing is written the first time; the other's call stands in the book, and what is entered again is written."""
    place = tmp_path / "book"
    with open_store(place, create=True) as mine:
        first = desk(store=mine)
        with open_store(place, create=False) as theirs:
            second = Desk(theirs.load()[0], theirs, (), TODAY, "li")
            (call,) = second.do(log_contact, "C1", Channel.CALL)[0].put
            with pytest.raises(BuyerMoved) as caught:
                first.do(log_contact, "C1", Channel.EMAIL)
            assert caught.value.facts == {"ids": "C1", "who": "li"}
            assert first.book == second.book
            assert first.look().assessed.of("C1").contacts == (call,)
            first.do(log_contact, "C2", Channel.EMAIL)
            first.do(log_contact, "C1", Channel.EMAIL)
            assert len(mine.history()) == 4, "the little book, the call, and two mails"


def test_what_comes_in_from_files_stands_beside_what_others_did(tmp_path: Path) -> None:
    place = tmp_path / "book"
    with open_store(place, create=True) as mine:
        first = desk(store=mine)
        with open_store(place, create=False) as theirs:
            Desk(theirs.load()[0], theirs, (), TODAY, "li").do(log_contact, "C1", Channel.CALL)
            first.take_in([Change("import", tuple(facts("receipt C1 R9 -1 10USD")))])
            assert len(first.book.account("C1").contacts) == 1
            assert [receipt.id for receipt in first.book.account("C1").receipts] == ["R9"]


def test_what_comes_in_from_files_is_never_laid_over_what_others_did_to_the_same(tmp_path: Path) -> None:
    place = tmp_path / "book"
    with open_store(place, create=True) as mine, open_store(place, create=False) as theirs:
        first, other = desk(store=mine), Desk(theirs.load()[0], theirs, (), TODAY, "li")
        other.take_in([Change("import", tuple(facts("receipt C1 R9 -1 25USD")))])
        coming = Change("import", tuple(facts("receipt C1 R9 -1 10USD")))
        with pytest.raises(BuyerMoved):
            first.take_in([coming])
        assert [str(receipt.amount) for receipt in first.book.account("C1").receipts] == ["25.00 USD"]
        assert [str(receipt.amount) for receipt in theirs.load()[0].accounts["C1"].receipts] == ["25.00 USD"]
        first.take_in([coming])
        assert [str(receipt.amount) for receipt in first.book.account("C1").receipts] == ["10.00 USD"]


def test_a_desk_alone_has_no_news() -> None:
    alone = desk()
    alone.do(log_contact, "C1", Channel.CALL)
    assert alone.news() is None


def test_what_is_recorded_on_one_day_stands_in_the_order_it_was_recorded() -> None:
    at, notes = desk(), [f"note {letter}" for letter in "KDAHBLCJEIFG"]
    for note in notes:
        at.do(log_contact, "C1", Channel.CALL, text=note)
    assert [contact.text for contact in at.book.accounts["C1"].contacts] == notes
    told = " ".join(" ".join(line) for line in timeline(at.look(), "C1"))
    places = [told.index(note) for note in notes]
    assert places == sorted(places, reverse=True), "the latest first"


def test_a_step_is_not_taken_back_over_what_another_desk_did_to_the_same(tmp_path: Path) -> None:
    """Anna sets the owner, Ben adds an address to the same record, Anna sees it and undoes: Ben's address stays."""
    place = tmp_path / "book"
    named = little_book("buyer C1").accounts["C1"].customer
    with open_store(place, create=True) as hers, open_store(place, create=False) as his:
        hers.commit(Change("import", (named,)), datetime.now(UTC))
        anna, ben = (Desk(store.load()[0], store, (), TODAY) for store in (hers, his))
        anna.commit(Change("correct", (replace(named, owner="anna"),)))
        ben.news()
        addressed = replace(named, owner="anna", email="ap@c1.example")
        ben.commit(Change("correct", (addressed,)))
        anna.news()
        with pytest.raises(ChangedSince) as caught:
            anna.undo()
        assert caught.value.facts == {"ids": "C1"}
        assert his.load()[0].accounts["C1"].customer == addressed
        ben.undo()
        anna.news()
        assert anna.undo()[1].book.accounts["C1"].customer == named, "what she put stands again, so it can be taken back"


def test_a_step_is_not_put_again_over_what_another_desk_did_since() -> None:
    at = Desk(little_book(LATE), Ledger(), (), TODAY)
    change, _ = at.do(log_contact, "C1", Channel.CALL)
    at.undo()
    at.book = at.book.after(change)
    with pytest.raises(ChangedSince):
        at.redo()
