"""A snapshot after a change is what a fresh one would be, and what the change did not touch is the same object."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit.actions import Hand, accept_report, acknowledge, log_contact, open_dispute, release, snooze, take_promise
from credit.activity import Channel, Outcome
from credit.book import Book
from credit.change import Change
from credit.flags import flags
from credit.money import Money
from credit.problem import RefusedChange, UnknownBuyer
from credit.report import CreditReport
from tests.credit.little_book import TODAY, drops, facts, little_book
from tests.credit.test_controlled import taught_book
from tests.tui.views.looks import SHOP, look
from tui.views.house import house
from tui.views.ordering import ORDERS
from tui.views.portfolio import portfolio
from tui.views.queue import queue
from tui.views.snapshot import RowMemory, Snapshot, snapshot, standing
from tui.views.tally import Tally

HAND = Hand("mara", TODAY, "mark")
REPORT = CreditReport("bureau:1", "C1", "bureau", datetime(2024, 6, 12, 9, tzinfo=UTC), TODAY)
Verb = Callable[[Book], Change]
DONE: dict[str, Verb] = {
    "contact": lambda book: log_contact(book, HAND, "C1", Channel.CALL, Outcome.SPOKE),
    "promise": lambda book: take_promise(book, HAND, "C1", Money.of("1000", "USD"), TODAY + timedelta(days=3)),
    "dispute": lambda book: open_dispute(book, HAND, "C1", "quality"),
    "snooze": lambda book: snooze(book, HAND, "C1", TODAY + timedelta(days=3), "talks"),
    "release": lambda book: release(book, HAND, "C5"),
    "report": lambda book: accept_report(book, HAND, "C1", REPORT),
    "seen": lambda book: acknowledge(HAND, snapshot(book, TODAY).assessed.by_id["C2"].alerts),
    "receipt": lambda _book: Change("import", facts("receipt C1 R9 0 1000USD for=I1")),
    "newcomer": lambda _book: Change("import", facts("buyer C6\ninvoice C6 X1 -60 9000EUR")),
    "gone": lambda book: Change("purge", drop=drops(book.accounts["C2"].versions)),
    "tomorrow": lambda _book: Change("import", facts("receipt C1 R8 +1 1000USD for=I1")),
    "nothing": lambda _book: Change("import"),
}


@pytest.mark.parametrize("verb", DONE.values(), ids=DONE)
def test_a_snapshot_after_a_change_is_what_a_fresh_one_would_be(verb: Verb) -> None:
    before = look()
    change = verb(before.book)
    book = before.book.after(change)
    after = snapshot(book, TODAY, before)
    assert after == snapshot(book, TODAY)
    for id, entry in before.assessed.by_id.items():
        if id not in change.touched:
            assert after.assessed.by_id[id] is entry


@pytest.mark.parametrize("sort", ORDERS)
@settings(deadline=None, max_examples=30)
@given(verbs=st.lists(st.sampled_from(sorted(DONE)), max_size=6))
def test_lists_that_follow_a_book_show_what_fresh_ones_would(sort: str, verbs: Sequence[str]) -> None:
    shown, memory, tally, waiting = look(), RowMemory(), Tally(), RowMemory()
    for verb in verbs:
        shown = _after(shown, verb)
        assert portfolio(shown, memory, sort) == portfolio(shown, RowMemory(), sort)
        assert queue(shown, waiting) == queue(shown, RowMemory())
        assert house(shown, tally) == house(shown)


def _after(shown: Snapshot, verb: str) -> Snapshot:
    try:
        change = DONE[verb](shown.book)
    except (KeyError, RefusedChange, UnknownBuyer):
        return shown  # who is gone stays gone, and who is not held is not released
    return snapshot(shown.book.after(change), TODAY, shown)


def test_rows_that_were_not_touched_are_the_same_objects() -> None:
    before, memory = look(), RowMemory()
    rows = {row.key: row for row in portfolio(before, memory)}
    after = snapshot(before.book.after(DONE["contact"](before.book)), TODAY, before)
    again = {row.key: row for row in portfolio(after, memory)}
    assert [id for id in rows if again[id] is not rows[id]] == ["C1"]


def test_another_day_or_policy_is_looked_at_anew() -> None:
    before = look()
    later = snapshot(before.book, TODAY + timedelta(days=1), before)
    assert later == snapshot(before.book, TODAY + timedelta(days=1))
    assert later.assessed.by_id["C1"].worst_dpd == before.assessed.by_id["C1"].worst_dpd + 1 == 46


def test_what_was_learnt_later_does_not_stand_in_it() -> None:
    shown = look(SHOP + "event C1 E9 -1 judgment learnt=+1")
    assert not shown.assessed.by_id["C1"].account.events
    assert shown.book.accounts["C1"].events, "the book itself keeps it"
    assert snapshot(shown.book, TODAY + timedelta(days=1), shown).assessed.by_id["C1"].account.events


def test_a_row_is_made_anew_only_from_another_object() -> None:
    memory, made = RowMemory(), []

    def row(name: str) -> str:
        made.append(name)
        return name

    first, second = object(), object()
    for source in (first, first, second):
        memory.row("C1", source, lambda: row("C1"))  # type: ignore[arg-type, return-value]  # any object will do
    assert len(made) == 2


@pytest.mark.parametrize(("id", "letters"), [("C1", "PI"), ("C2", "U"), ("C3", ""), ("C4", "D"), ("C5", "H")])
def test_one_letter_for_each_thing_to_know(id: str, letters: str) -> None:
    assert flags(look().assessed.by_id[id]) == letters


def test_a_notice_nobody_decided_on_has_the_first_letter_until_somebody_did() -> None:
    named = "buyer C1 \n receipt C1 R1 -9 5USD \n event C1 E1 -9 sanctions_hit match="
    assert [flags(look(named + match).assessed.of("C1")) for match in ("possible", "refused")] == ["NU", "U"]


def test_an_empty_book_shows_nothing() -> None:
    assert snapshot(little_book(""), TODAY).work.tasks == ()


def test_money_taken_back_is_no_unapplied_cash() -> None:
    charged_back = "invoice C1 I1 -40 1000USD \n receipt C1 R1 -9 1000USD for=I1 \n receipt C1 R2 -2 -1000USD"
    (entry,) = look(charged_back).assessed.by_id.values()
    assert flags(entry) == ""
    (entry,) = look("receipt C1 R1 -9 5USD").assessed.by_id.values()
    assert flags(entry) == "U"


def test_a_page_says_of_a_buyer_what_the_queue_says_with_a_control_group() -> None:
    """What the group taught rests on all buyers: the page waits for it rather than tell another value."""
    shown = snapshot(taught_book(), TODAY)
    told = standing(shown, shown.assessed.of("D1"))
    assert told == shown.work.placed["D1"]
    assert "response_control" in {reason.code for reason in told.reasons}  # type: ignore[union-attr]  # else the test fails
