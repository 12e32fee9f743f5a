"""A rough day: the terminal changes its size, floods an entry, swallows Escape; the book is closed, or moves meanwhile."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, Static

from credit.actions import Draft, enter, log_contact
from credit.activity import Channel
from credit.money import Money
from storage.store import open_store
from tests.credit.little_book import TODAY
from tests.tui.desks import caught_up, desk, drawn, handed_over, in_front, open_desk, opened, said, typed, until
from tui.app import Workstation
from tui.desk import Desk
from tui.dialogs.ask import Form
from tui.dialogs.cover import Cover
from tui.dialogs.dispute import DisputeDialog
from tui.dialogs.entering import EntryDialog
from tui.widgets.entry import LONGEST

OPENED = {
    "contact": ("c",),
    "promise": ("p",),
    "dispute": ("d",),
    "aside": ("z",),
    "override": ("C",),
    "limit": ("L",),
    "check": ("o",),
    "lenience": ("x",),
    "add": ("a",),
    "buyer": ("a", "b", "enter"),
}


def values(app: Workstation) -> list[str]:
    return [entry.value for entry in app.screen.query(Input)]


@pytest.mark.parametrize("form", OPENED)
async def test_a_dialog_keeps_what_was_typed_at_every_size(form: str) -> None:
    """And one goes on typing where one was, also after the screen was too small for anything."""
    async with opened(desk()) as (app, pilot):
        await typed(pilot, *OPENED[form], *"9")
        before, place = values(app), app.focused
        for size in ((200, 50), (60, 20), (30, 8), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert in_front(app, Cover) == (size == (30, 8))
        assert (values(app), app.focused) == (before, place)
        await typed(pilot, "9")
        assert isinstance(place, Input)
        assert place.value.endswith("99")
        assert len(drawn(app)) == 40


async def test_a_flood_pasted_into_an_entry_is_refused_whole_and_nothing_typed_is_lost() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "d", "q", "tab", *"J1")
        event = events.Paste("x" * 1_000_000)
        event.set_sender(app)
        app.post_message(event)
        await caught_up(pilot)
        assert values(app)[:2] == ["q", "J1"]
        told = str(app.screen.query_one("#fault", Static).render())
        assert told.startswith(f"Pasted text of 1000000 characters is too long for an entry, which takes {LONGEST}")
        await typed(pilot, "enter")
        (dispute,) = open_desk(app).book.account("C2").disputes
        assert dispute.invoices == ("J1",)


async def test_pasted_lines_become_one() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "c", "tab")
        event = events.Paste("Asks for June.\r\nSends proof.\n")
        event.set_sender(app)
        app.post_message(event)
        await caught_up(pilot)
        assert values(app)[2] == "Asks for June. Sends proof."


async def test_escape_swallowed_with_the_key_behind_it_still_leaves_the_dialog() -> None:
    """A slow line hands Escape and 3 or c over in one packet; the terminal's parser makes Alt of it."""
    async with opened(desk()) as (app, pilot):
        before = open_desk(app).book
        handed_over(pilot, "d", "q", "alt+j", "alt+c")
        await caught_up(pilot)
        assert not in_front(app, DisputeDialog)
        assert app.chosen == "C1", "j moved the cursor once the dialog was left"
        assert in_front(app, Form)
        assert open_desk(app).book is before


async def test_a_dialog_can_be_left_without_escape() -> None:
    async with opened(desk()) as (app, pilot):
        for keys in OPENED.values():
            await typed(pilot, *keys, "ctrl+c")
            assert not in_front(app, Form), keys


async def test_a_book_that_may_not_be_written_is_looked_at_and_its_keys_say_so(tmp_path: Path) -> None:
    place = tmp_path / "book.json"
    with open_store(place, create=True) as store:
        desk(store=store)
    place.chmod(0o400)
    with open_store(place, create=False) as store:
        book, _ = store.load()
        async with opened(Desk(book, store, (), TODAY)) as (app, pilot):
            for key in ("d", "z", "C", "x", "a", "e"):
                await typed(pilot, "j", key)
                assert not in_front(app, Form), key
                assert "is read-only, so nothing was saved" in said(app), key
            await typed(pilot, "o", "enter")
            assert any("Verdict:" in line for line in drawn(app)), "a check writes nothing"


@pytest.fixture(params=["in a file", "on a server"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a book that two desks share."""
    if request.param == "in a file":
        return str(tmp_path / "book.json")
    server = request.getfixturevalue("server")
    return str(server.address(server.database()))


async def test_what_another_desk_does_stands_on_this_screen_by_itself(shared: str) -> None:
    with open_store(shared, create=True) as mine, open_store(shared, create=False) as theirs:
        kept = desk(store=mine)
        colleague = Desk(theirs.load()[0], theirs, (), TODAY, "lin")
        async with opened(kept) as (app, pilot):
            colleague.do(log_contact, "C2", Channel.CALL)
            await until(pilot, lambda: [contact.who for contact in app.book.account("C2").contacts] == ["lin"])
            assert "Another desk changed the book; its change is shown." in said(app)


async def test_a_buyer_another_desk_changed_meanwhile_keeps_the_dialog_and_is_written_at_the_next_enter(shared: str) -> None:
    place = shared
    with open_store(place, create=True) as mine, open_store(place, create=False) as theirs:
        kept = desk(store=mine)
        book, _ = theirs.load()
        colleague = Desk(book, theirs, (), TODAY, "lin")
        async with opened(kept) as (app, pilot):
            await typed(pilot, "d", "q", "tab", *"J1")
            colleague.do(log_contact, "C2", Channel.CALL)
            await typed(pilot, "enter")
            if in_front(app, DisputeDialog):  # the colleague's call had not come in by itself yet
                assert values(app)[:2] == ["q", "J1"]
                await typed(pilot, "enter")
            account = open_desk(app).book.account("C2")
            assert ([contact.who for contact in account.contacts], len(account.disputes)) == (["lin"], 1)


async def test_a_number_another_desk_entered_meanwhile_is_not_entered_twice(tmp_path: Path) -> None:
    place = tmp_path / "book.json"
    with open_store(place, create=True) as mine, open_store(place, create=False) as theirs:
        kept = desk(store=mine)
        book, _ = theirs.load()
        colleague = Desk(book, theirs, (), TODAY, "lin")
        async with opened(kept) as (app, pilot):
            await typed(pilot, "a", "i", "tab", "tab", *"N1", "enter")
            form = app.screen
            form.query_one("#amount", Input).value, form.query_one("#due_on", Input).value = "5 USD", "+30"
            colleague.do(enter, Draft("invoice", "C2", "N1", {"amount": Money.of("7", "USD"), "due_on": TODAY}))
            await typed(pilot, "enter", "enter")
            assert in_front(app, EntryDialog)
            assert (values(app)[0], values(app)[3]) == ("5 USD", "+30")
            assert "N1" in str(form.query_one("#fault", Static).render())
            (invoice,) = (each for each in open_desk(app).book.account("C2").invoices if each.id == "N1")
            assert invoice.amount == Money.of("7", "USD")
