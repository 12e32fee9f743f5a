"""The letter of today's step on the screen: read, copied, taken to the editor; or why there is none."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import pytest

from credit.policy import DEFAULT_POLICY
from credit.problem import Fault
from documents.letters import LetterRefused, letter
from tests.tui.desks import desk, drawn, in_front, opened, said, typed
from tui.dialogs.letter import Draft, LetterDialog
from tui.terminal import NotEdited
from tui.views.snapshot import Snapshot


@dataclass(frozen=True)
class Little:
    subject: str = "Overdue [b]invoices"
    body: str = "Dear Alder,\n\nInvoice  Open\nI1       1,000.00\n"


def write(shown: Snapshot, customer_id: str) -> Draft:
    return letter(shown.assessed.of(customer_id), DEFAULT_POLICY)


def _lent() -> AbstractContextManager[None]:
    return nullcontext()


def refuse(_shown: Snapshot, customer_id: str) -> Draft:
    raise LetterRefused(reason="no_demands", id=customer_id, kind="reminder")


async def test_the_key_shows_the_letter_of_the_buyer_under_the_cursor() -> None:
    async with opened(desk()) as (app, pilot):
        app._write = write
        await typed(pilot, "3", "l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert in_front(app, LetterDialog)
        text = "\n".join(drawn(app))
        assert "c copies it" in text
        assert "Dear " in text
        await typed(pilot, "q")
        assert not in_front(app, LetterDialog)


async def test_why_no_letter_is_written_is_a_sentence() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "3", "l")
        assert said(app) == "There is nobody to write to here."
        app._write = refuse
        await typed(pilot, "l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not in_front(app, LetterDialog)
        assert "nothing is demanded of it any more" in said(app)


async def test_it_is_copied_as_it_stands_and_its_marks_mean_nothing() -> None:
    async with opened(desk()) as (app, pilot):
        app.push_screen(LetterDialog(Little()))
        await pilot.pause()
        assert "Overdue [b]invoices" in "\n".join(drawn(app))
        assert "I1       1,000.00" in "\n".join(drawn(app))
        await typed(pilot, "c")
        assert app.clipboard == "Overdue [b]invoices\n\nDear Alder,\n\nInvoice  Open\nI1       1,000.00\n"
        assert "Copied." in "\n".join(drawn(app))


async def test_what_the_editor_gives_back_is_what_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(desk()) as (app, pilot):
        monkeypatch.setattr(app, "suspend", _lent)
        app.push_screen(LetterDialog(Little(), lambda text: text.replace("Alder", "Birch")))
        await pilot.pause()
        await typed(pilot, "e", "c")
        assert "Dear Birch," in app.clipboard


async def test_an_editor_that_fails_leaves_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_text: str) -> str:
        fault: Fault = NotEdited(reason="no_editor", editor="")
        raise fault

    async with opened(desk()) as (app, pilot):
        monkeypatch.setattr(app, "suspend", _lent)
        app.push_screen(LetterDialog(Little(), fails))
        await pilot.pause()
        await typed(pilot, "e")
        text = "\n".join(drawn(app))
        assert "No editor is set." in text
        assert "Dear Alder," in text


async def test_a_terminal_that_cannot_be_lent_says_so() -> None:
    async with opened(desk()) as (app, pilot):
        app.push_screen(LetterDialog(Little()))
        await pilot.pause()
        await typed(pilot, "e")
        assert "cannot be lent to an editor" in "\n".join(drawn(app))
