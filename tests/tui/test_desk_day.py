"""A clock that is set back: within a run the later day holds, between two runs for a week, and the order of marks always."""

from datetime import date, datetime, timedelta

import pytest

from credit.actions import log_contact
from credit.activity import Channel, Contact
from credit.book import Book
from credit.change import Change
from storage.store import open_store
from tests.credit.little_book import TODAY, little_book
from tests.tui.desks import drawn, opened, said, typed, until
from tui.desk import Desk
from tui.desk_day import DeskDay

NOON = datetime.fromisoformat("2024-06-12T12:00:00").astimezone()


def marked(ahead: int, clock: str = "120000000000") -> Book:
    """A book in which a contact was confirmed so many days after `TODAY`."""
    day = TODAY + timedelta(days=ahead)
    contact = Contact(f"{day:%Y%m%d}-{clock}-abcdef", "C1", day, day, Channel.CALL)
    return little_book("buyer C1 name=Alder\ninvoice C1 I1 -45 900USD").after(Change("log_contact", (contact,)))


def test_the_day_goes_on_with_the_clock_and_never_back() -> None:
    clock = [date(2024, 6, 12), date(2024, 6, 13), date(2024, 6, 11), date(2024, 6, 14)]
    told = iter(clock)
    days = DeskDay(Book(), lambda: next(told))
    assert [days.day() for _ in range(3)] == [date(2024, 6, 13), date(2024, 6, 13), date(2024, 6, 14)]


def test_a_moment_is_later_than_every_one_before_it_whatever_the_clock_says() -> None:
    told = iter([NOON, NOON, NOON - timedelta(minutes=10), NOON + timedelta(seconds=1)])
    days = DeskDay(Book(), lambda: TODAY, lambda: next(told))
    micro = timedelta(microseconds=1)
    assert [days.moment() for _ in range(4)] == [NOON, NOON + micro, NOON + 2 * micro, NOON + timedelta(seconds=1)]


@pytest.mark.parametrize(("ahead", "day", "reason"), [(0, 0, None), (1, 1, "shown"), (7, 7, "shown"), (8, 0, "hidden")])
def test_between_two_runs_the_later_day_holds_for_a_week(ahead: int, day: int, reason: str | None) -> None:
    days = DeskDay(marked(ahead), lambda: TODAY)
    back = days.back()
    assert days.day() == TODAY + timedelta(days=day)
    assert (back.facts["reason"] if back else None) == reason
    if back is not None:
        assert back.facts["day"] == TODAY + timedelta(days=ahead)
        assert back.facts["today"] == TODAY


def test_the_next_mark_stands_behind_the_last_of_the_run_before() -> None:
    days = DeskDay(marked(0, "180000000000"), lambda: TODAY, lambda: NOON)
    assert days.moment() == NOON + timedelta(hours=6, microseconds=1)


@pytest.mark.parametrize("id", ["20241399-120000000000-abcdef", "I1", "99990101-000000000000"])
def test_what_is_no_mark_says_nothing_of_the_clock(id: str) -> None:
    """A date that was typed wrongly is for the doctor's check of the data."""
    contact = Contact(id, "C1", date(2099, 1, 1), date(2099, 1, 1), Channel.CALL)
    assert DeskDay(Book().after(Change("import", (contact,))), lambda: TODAY).back() is None


def test_what_was_confirmed_stays_in_sight_and_in_order_when_the_clock_goes_back_over_midnight() -> None:
    clock = [TODAY]
    store = open_store(":memory:", create=True)
    at = Desk(little_book("buyer C1 \n invoice C1 I1 -45 900USD"), store, today=lambda: clock[-1])
    at.do(log_contact, "C1", Channel.CALL, text="first")
    clock.append(TODAY - timedelta(days=1))
    at.do(log_contact, "C1", Channel.CALL, text="second")
    account = at.look().assessed.of("C1").account
    assert [contact.text for contact in account.contacts] == ["first", "second"]
    assert {contact.learnt_on for contact in account.contacts} == {TODAY}
    first, second = store.history()
    assert first.at < second.at
    again = Desk(at.book, store, today=lambda: clock[-1])
    again.do(log_contact, "C1", Channel.CALL, text="third")
    assert [contact.text for contact in again.look().assessed.of("C1").account.contacts] == ["first", "second", "third"]


async def test_the_screen_says_it_once_and_keeps_the_day() -> None:
    clock = [TODAY]
    store = open_store(":memory:", create=True)
    at = Desk(little_book("buyer C1 name=Alder \n invoice C1 I1 -45 900USD"), store, today=lambda: clock[-1])
    async with opened(at) as (app, pilot):
        await typed(pilot, "c", "enter")
        clock.append(TODAY - timedelta(days=1))
        await until(pilot, lambda: said(app).startswith("The clock of this machine went back to 2024-06-11"))
        assert "as of 2024-06-12" in drawn(app)[0]
        await typed(pilot, "j")
        await pilot.pause(2)
        assert said(app) == ""
