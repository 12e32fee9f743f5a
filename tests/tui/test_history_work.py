"""The book's own history is learnt behind the screens: age and grade until then, and the book's own after."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest

from credit.actions import log_contact
from credit.activity import Channel, Outcome
from credit.assess import Assessed
from credit.change import Change
from credit.lessons import Lessons, lessons
from credit.policy import Policy
from credit.worklist import Task
from tests.credit.foresight.test_ranking import HOUSE, OWES, OWN, TRIED
from tests.credit.little_book import facts
from tests.tui.desks import desk, said, until
from tests.tui.waiting import held_up
from tui.app import Workstation
from tui.desk import Desk
from tui.views.explained_work import explained_work
from tui.views.snapshot import Snapshot

OF_OLD = "invoice C9 Z1 -40 100USD"
"""Known since a hundred days, it is entered today: the history of yesterday is another."""


def long_book() -> Desk:
    """A desk on a book that its own history was tried on."""
    at = desk(OWES + HOUSE)
    at.book = replace(at.book, policy=OWN)
    return at


def basis(shown: Snapshot) -> str:
    """What the row of C1 stands on."""
    row = shown.work.placed["C1"]
    assert isinstance(row, Task)
    return row.reasons[0].code


def tried(shown: Snapshot) -> dict[str, object]:
    """What is said of the point of change where one asks where the cost of a day comes from."""
    told = next(one for one in explained_work(shown.assessed.of("C1"), shown) if one.figure == "value_per_day")
    return {name: value for name, value in told.inputs if name in ("tried", "own_history")}


def test_a_command_learns_before_it_tells() -> None:
    shown = long_book().look()
    assert basis(shown) == "waiting_foreseen"
    assert tried(shown) == {"tried": TRIED, "own_history": 100}


def test_a_short_book_says_how_far_it_is_from_the_point_of_change() -> None:
    """On two of the three days I1 was open as well."""
    shown = desk(OWES + HOUSE).look()
    assert basis(shown) == "waiting_item"
    assert tried(shown) == {"tried": TRIED + 2, "own_history": 500}


def test_behind_the_screens_age_and_grade_stand_until_it_is_learnt() -> None:
    at = long_book()
    at.learns_later = True
    shown = at.look()
    assert (basis(shown), shown.lessons.own.due, tried(shown)) == ("waiting_item", True, {})
    learnt = at.learn()
    assert (basis(learnt), learnt.lessons.own.due) == ("waiting_foreseen", False)
    assert learnt.number > shown.number
    assert learnt.work.tasks == long_book().look().work.tasks
    assert at.look().lessons.own.learnt is learnt.lessons.own.learnt


def test_what_is_done_while_it_is_learnt_stands_in_what_is_shown_after(monkeypatch: pytest.MonkeyPatch) -> None:
    at = long_book()
    at.learns_later = True

    def meanwhile(assessed: Assessed, kept: Lessons) -> Lessons:
        at.do(log_contact, "C1", Channel.CALL, Outcome.SPOKE)
        return lessons(assessed, kept)

    monkeypatch.setattr("tui.desk_looks.lessons", meanwhile)
    shown = at.learn()
    assert shown.assessed.of("C1").contacts
    assert not shown.lessons.own.due


def test_an_import_of_the_past_is_learnt_anew_and_the_rows_stay_meanwhile() -> None:
    at = long_book()
    at.learns_later = True
    first = at.learn()
    at.take_in([Change("import", facts(OF_OLD))])
    shown = at.look()
    assert (basis(shown), shown.lessons.own.due) == ("waiting_foreseen", True)
    again = at.learn()
    assert not again.lessons.own.due
    assert again.lessons.own.learnt is not first.lessons.own.learnt


@pytest.fixture
def learning(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """What learning waits for: whoever sets it lets it go on."""
    with held_up(monkeypatch, Desk, "learn") as go_on:
        yield go_on


async def test_the_screen_shows_the_queue_and_then_its_order_by_own_history(learning: Event) -> None:
    app = Workstation(long_book)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.desk is not None and app.shown.judged)
        assert basis(app.shown) == "waiting_item"
        app.publish(app.shown)
        learning.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert basis(app.shown) == "waiting_foreseen"
        assert said(app) == "The queue stands on the book's own history of risk now."
        assert app.desk is not None
        app.desk.take_in([Change("import", facts(OF_OLD))])
        app.publish(app.desk.look())
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not app.shown.lessons.own.due


async def test_a_book_that_teaches_too_little_says_nothing() -> None:
    """An invoice that falls due in two months was open on the three days too, and nothing is decided of it."""

    def short() -> Desk:
        at = desk(OWES + HOUSE + "invoice C2 I9 +60 100USD issued=-120\n")
        at.book = replace(at.book, policy=Policy.of({"valuing": {"own_history": TRIED + 1}}))
        return at

    app = Workstation(short)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.shown.judged and not app.shown.lessons.own.due)
        own = app.shown.lessons.own
        assert (own.learnt, own.tried) == (None, TRIED)
        assert (basis(app.shown), said(app)) == ("waiting_item", "")
