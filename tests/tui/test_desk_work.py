"""What is done at the desk: keys are pressed, and the book is looked at, not only the screen."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from credit.actions import log_contact
from credit.activity import Channel, Outcome
from credit.money import Money
from credit.promises import PromiseState
from credit.shipment import Papers
from storage.faults import BookReadOnly, BookWriteFailed, WriteFailure
from storage.restoring import restore
from storage.store import open_store
from tests.credit.little_book import TODAY
from tests.tui.desks import (
    BIGGEST_FIRST,
    LATE,
    Halting,
    desk,
    drawn,
    in_front,
    open_desk,
    opened,
    said,
    shown_keys,
    typed,
    until,
)
from tui.desk import Desk
from tui.dialogs.ask import Dialog
from tui.dialogs.contact import ContactDialog
from tui.dialogs.goods import GoodsDialog
from tui.dialogs.notices import NoticeDialog
from tui.dialogs.promise import PromiseDialog


async def test_a_contact_is_logged_and_stands_in_the_file(tmp_path: Path) -> None:
    place = tmp_path / "book.json"
    with open_store(place, create=True) as store:
        async with opened(desk(store=store)) as (app, pilot):
            await typed(pilot, "j", "c")
            assert in_front(app, ContactDialog)
            await typed(pilot, "shift+tab", "e", "tab", "r", "tab", *"Asks for June", "enter")
            assert app.current_mode == "portfolio"
            assert not in_front(app, Dialog)
            assert said(app) == "Alder: contact logged: on disk."
            (contact,) = open_desk(app).book.accounts["C1"].contacts
    told = (contact.channel, contact.outcome, contact.text, contact.on, contact.learnt_on, contact.who)
    assert told == (Channel.EMAIL, Outcome.REPLIED, "Asks for June", TODAY, TODAY, "mara")
    with open_store(place, create=False) as again:
        assert again.load()[0].accounts["C1"].contacts == (contact,)


@pytest.mark.parametrize(("wrong", "named"), [(("q",), "How: one of"), (("c", "tab", "1"), "Outcome: one of")])
async def test_a_letter_that_means_nothing_is_named_and_nothing_is_written(wrong: tuple[str, ...], named: str) -> None:
    async with opened(desk()) as (app, pilot):
        before = open_desk(app).book
        await typed(pilot, "c", "shift+tab", *wrong, "enter")
        assert in_front(app, ContactDialog)
        assert any(named in line for line in drawn(app))
        assert open_desk(app).book is before


async def test_escape_leaves_a_dialog_without_a_trace() -> None:
    async with opened(desk()) as (app, pilot):
        before = open_desk(app).book
        await typed(pilot, "p", "escape")
        assert not in_front(app, Dialog)
        assert app.current_mode == "portfolio", "escape closed the dialog and no more"
        assert open_desk(app).book is before


async def test_a_promise_is_taken_runs_and_holds_the_buyer() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "p")
        assert in_front(app, PromiseDialog)
        assert [entry.value for entry in app.screen.query(Input)] == ["1500.00 USD", "2024-06-19"], "all overdue, in a week"
        await typed(pilot, "enter")
        (promise,) = open_desk(app).book.accounts["C1"].promises
        assert (promise.amount, promise.promised_for) == (Money.of("1500", "USD"), TODAY + timedelta(days=7))
        entry = app.shown.assessed.by_id["C1"]
        assert [judged.state for judged in entry.promises] == [PromiseState.RUNNING]
        await typed(pilot, "3")
        assert shown_keys(app) == ["C2"]
        await typed(pilot, "H")
        assert shown_keys(app) == ["C1"]
        assert any("promise running" in line for line in drawn(app))
        await typed(pilot, "2")
        assert app.chosen == "C1"
        text = " ".join(" ".join(drawn(app)).split())
        assert "2024-06-12 promise of 1,500.00 USD" in text


@pytest.mark.parametrize(
    ("amount", "day", "told"),
    [
        ("all of it", "2024-06-19", "no amount of money"),
        ("0 USD", "2024-06-19", "above zero"),
        ("10 USD", "soon", "2024-06-12"),
        ("10 USD", "2024-06-11", "lies before"),
    ],
)
async def test_a_promise_that_cannot_be_is_refused_in_one_sentence(amount: str, day: str, told: str) -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "p")
        entries = app.screen.query(Input)
        entries[0].value, entries[1].value = amount, day
        await typed(pilot, "enter")
        assert in_front(app, PromiseDialog)
        assert [entry.value for entry in app.screen.query(Input)] == [amount, day], "what was entered stays"
        assert any(told in line for line in drawn(app))
        assert not open_desk(app).book.accounts["C1"].promises


async def test_undo_takes_back_and_redo_puts_again() -> None:
    async with opened(desk()) as (app, pilot):
        before = open_desk(app).book
        await typed(pilot, "c", "enter")
        after = open_desk(app).book
        assert len(after.accounts["C2"].contacts) == 1
        await typed(pilot, "u")
        assert open_desk(app).book == before
        assert app.shown.book == before
        assert said(app) == "Taken back: Birch: contact logged."
        await typed(pilot, "ctrl+r")
        assert open_desk(app).book == after
        await typed(pilot, "u", "u")
        assert "no change of this desk" in said(app)
        assert open_desk(app).book == before


async def test_acknowledged_alerts_stay_and_no_longer_shout() -> None:
    async with opened(desk()) as (app, pilot):
        assert any(line.startswith("!!") and "petition" in line for line in drawn(app))
        await typed(pilot, "A")
        alerts = app.shown.assessed.by_id["C2"].alerts
        assert alerts
        assert all(alert.acknowledged for alert in alerts)
        assert not any(line.startswith("!!") for line in drawn(app))
        await typed(pilot, "A")
        assert "no alert" in said(app)


async def test_an_older_snapshot_never_takes_the_place_of_a_later_one() -> None:
    """A refresh may end before an action and be shown after it."""
    async with opened(desk()) as (app, pilot):
        older = open_desk(app).do(log_contact, "C1", Channel.CALL)[1]
        later = open_desk(app).do(log_contact, "C2", Channel.CALL)[1]
        app.stepped("later", later)
        app.stepped("older", older)
        assert app.shown is later
        assert said(app) == "older", "what was done is said all the same"
        await pilot.pause()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (BookWriteFailed(path="/book.json", reason=WriteFailure.DISK_FULL), "disk is full"),
        (BookReadOnly(path="/book.json"), "read-only"),
    ],
)
async def test_what_could_not_be_written_stays_in_the_dialog(fault: BookWriteFailed | BookReadOnly, told: str) -> None:
    store = Halting()
    async with opened(desk(store=store)) as (app, pilot):
        before, shown = open_desk(app).book, app.shown
        store.fault = fault
        await typed(pilot, "c", "shift+tab", "e", "tab", "s", "tab", *"hello", "enter")
        assert in_front(app, ContactDialog)
        assert [entry.value for entry in app.screen.query(Input)] == ["e", "s", "hello"]
        assert any(told in line for line in drawn(app))
        assert open_desk(app).book is before
        assert app.shown is shown
        store.fault = None
        await typed(pilot, "enter")
        assert [contact.text for contact in open_desk(app).book.accounts["C2"].contacts] == ["hello"]


async def test_a_read_only_book_is_read_and_refuses_to_be_written(tmp_path: Path) -> None:
    place = tmp_path / "book.json"
    with open_store(place, create=True) as store:
        desk(store=store)
    place.chmod(0o400)
    with open_store(place, create=False) as store:
        book, _ = store.load()
        async with opened(Desk(book, store, (), TODAY)) as (app, pilot):
            assert shown_keys(app) == BIGGEST_FIRST
            for key in ("c", "p", "u", "ctrl+r", "A", "r"):
                await typed(pilot, "j")
                await typed(pilot, key)
                assert not in_front(app, Dialog)
                assert "is read-only, so nothing was saved" in said(app), key
            await typed(pilot, "3")
            assert said(app) == "", "what only reads goes on"
            assert app.current_mode == "queue"
            assert app.shown.book == book


async def test_a_colleagues_change_comes_in_with_the_next_own_one(tmp_path: Path) -> None:
    place = tmp_path / "book.json"
    with open_store(place, create=True) as mine, open_store(place, create=False) as theirs:
        kept = desk(store=mine)
        book, _ = theirs.load()
        colleague = Desk(book, theirs, (), TODAY, "lin")
        async with opened(kept) as (app, pilot):
            colleague.do(log_contact, "C1", Channel.CALL)
            await typed(pilot, "c", "enter")
            assert [contact.who for contact in app.book.accounts["C1"].contacts] == ["lin"]
            assert [contact.who for contact in app.book.accounts["C2"].contacts] == ["mara"]


async def test_a_desk_whose_book_another_was_put_in_the_place_of_is_told_so_unasked(tmp_path: Path) -> None:
    """And again after a key: what is shown is of a book that is gone."""
    place = tmp_path / "book.dunnage"
    with open_store(place, create=True) as store:
        async with opened(desk(store=store)) as (app, pilot):
            store.backup(tmp_path / "copy")
            restore(tmp_path / "copy", place)
            for _ in range(2):
                await until(pilot, lambda: "Another book was put in the place of" in said(app))
                assert "Close and open it again" in said(app)
                await pilot.press("j")
                assert said(app) == ""


async def test_a_read_only_book_is_called_so_beside_its_name(tmp_path: Path) -> None:
    place = tmp_path / "book.json"
    with open_store(place, create=True) as store:
        desk(store=store)
    place.chmod(0o400)
    with open_store(place, create=False) as store:
        async with opened(Desk(store.load()[0], store, (), TODAY)) as (app, pilot):
            for key in "123":
                await typed(pilot, key)
                assert "read-only: little" in drawn(app)[0]


async def test_a_book_that_is_seen_in_part_is_called_so_beside_its_name() -> None:
    made = desk()
    made.store.in_part = True  # type: ignore[misc]  # as a store on a server says it to who may see some buyers alone
    async with opened(made) as (app, _):
        assert "some buyers only, little" in drawn(app)[0]


SHIPPED = LATE + "\n shipment C1 M1 -9 4000USD papers=originals_held eta=+9"


async def test_papers_are_released_on_the_customer_page_and_undo_takes_it_back() -> None:
    async with opened(desk(SHIPPED)) as (app, pilot):
        await typed(pilot, "j", "2", "b")
        assert in_front(app, GoodsDialog)
        await typed(pilot, "tab", "t", "enter")
        assert said(app) == "Alder: step of a shipment written down: on disk."
        (sent,) = open_desk(app).book.accounts["C1"].shipments
        assert (sent.papers, sent.released_on, sent.who) == (Papers.TELEX, TODAY, "mara")
        await typed(pilot, "b", "tab", "x", "tab", "tab", *"late", "enter")
        assert in_front(app, GoodsDialog), "what is refused stays"
        assert "the right to stop it is gone" in " ".join(" ".join(drawn(app)).split())
        await typed(pilot, "escape", "u")
        assert open_desk(app).book.accounts["C1"].shipments[0].papers is Papers.HELD


PETITION = LATE + "\n event C1 E1 -1 winding_up_petition match=possible title=Alder_Homes"


async def test_whose_a_notice_is_can_be_said_and_taken_back() -> None:
    async with opened(desk(PETITION)) as (app, pilot):
        await typed(pilot, "j", "2", "i")
        assert in_front(app, NoticeDialog)
        await typed(pilot, "tab", "y", "enter")
        assert said(app) == "Alder: said whose a notice is: on disk."
        assert [event.id for event in open_desk(app).book.accounts["C1"].events] == ["E1"]
        await typed(pilot, "i")
        assert said(app) == "No notice waits for a word of whose it is."
        await typed(pilot, "u")
        assert open_desk(app).book.accounts["C1"].events == ()


async def test_where_nothing_is_on_its_way_the_key_says_so() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "b")
        assert not in_front(app, Dialog)
        assert said(app) == "No goods are known to be on their way to this buyer."
