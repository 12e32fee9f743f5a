"""The letter of today's step on the screen: read, copied, edited, saved, sent once; or why there is none."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

import pytest

from credit.problem import Fault, RefusedChange
from documents.letters import LetterRefused
from tests.tui.desks import desk, drawn, in_front, opened, said, typed
from tui.app import Workstation
from tui.desk import Desk
from tui.dialogs.letter import LetterDialog
from tui.letters import Draft, Going, Sent
from tui.terminal import NotEdited
from tui.views.snapshot import Snapshot
from tui.widgets.facts import Facts

GOING = Going("ap@alder.example", "Mara <ar@house.example>", "step", "the step is due on 2024-06-20")


@dataclass(frozen=True)
class Little:
    """A letter of no house; what is done with it is written into `done`."""

    subject: str = "Overdue [b]invoices"
    body: str = "Dear Alder,\n\nInvoice  Open\nI1       1,000.00\n"
    file_name: str = "C1.eml"
    refuses: str = ""
    kinds: tuple[tuple[str, str], ...] = (("reminder", "reminder"), ("thanks", "thanks"))
    done: list[str] = field(default_factory=list)

    def of_kind(self, shown: Snapshot, kind: str) -> Draft:
        if kind == "thanks":
            raise LetterRefused(reason="nothing_for_thanks", id="C1", kind=kind)
        return replace(self, subject=f"A {kind}", body="Dear Alder, please.\n")

    def reworded(self, subject: str, body: str) -> Draft:
        return replace(self, subject=subject, body=body)

    def going(self, shown: Snapshot) -> Going:
        if self.refuses:
            raise RefusedChange(reason=self.refuses, id="C1", on=shown.on)
        return GOING

    def send(self, desk: Desk, going: Going) -> Sent:
        self.done.append(f"{going.to} {self.subject} by {desk.who}")
        return Sent("Sent to ap@alder.example.", True)

    def save(self, path: str) -> str:
        self.done.append(path)
        return f"/house/{path}"


def dialog(app: Workstation, draft: Draft | None = None) -> LetterDialog:
    return LetterDialog(draft or Little(), app.asked_to_send, app.sent, app.turned)


def text(app: Workstation) -> str:
    return "\n".join(drawn(app))


def _lent() -> AbstractContextManager[None]:
    return nullcontext()


def refuse(_shown: Snapshot, customer_id: str) -> Draft:
    raise LetterRefused(reason="no_demands", id=customer_id, kind="reminder")


async def test_the_key_shows_the_letter_of_the_buyer_under_the_cursor() -> None:
    async with opened(desk()) as (app, pilot):
        app._write = lambda _shown, buyer: Little(subject=f"To {buyer}")
        await typed(pilot, "3", "l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert in_front(app, LetterDialog)
        assert "c copies it" in text(app)
        assert f"To {app.chosen}" in text(app)
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
        app.push_screen(dialog(app))
        await pilot.pause()
        assert "Overdue [b]invoices" in text(app)
        assert "I1       1,000.00" in text(app)
        await typed(pilot, "c")
        assert app.clipboard == "Overdue [b]invoices\n\nDear Alder,\n\nInvoice  Open\nI1       1,000.00\n"
        assert "Copied." in text(app)


async def test_what_the_editor_gives_back_is_what_is_copied_and_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Little()
    async with opened(desk()) as (app, pilot):
        monkeypatch.setattr(app, "suspend", _lent)
        shown = dialog(app, draft)
        shown.edit = lambda given: given.replace("Alder", "Birch").replace("Overdue [b]invoices", "In person")
        app.push_screen(shown)
        await pilot.pause()
        await typed(pilot, "e", "c")
        assert app.clipboard.startswith("In person\n\nDear Birch,")
        await sent(app, pilot, "s")
        await sent(app, pilot, "enter")
    assert draft.done == ["ap@alder.example In person by mara"]


async def test_an_editor_that_fails_leaves_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_text: str) -> str:
        fault: Fault = NotEdited(reason="no_editor", editor="")
        raise fault

    async with opened(desk()) as (app, pilot):
        monkeypatch.setattr(app, "suspend", _lent)
        shown = dialog(app)
        shown.edit = fails
        app.push_screen(shown)
        await pilot.pause()
        await typed(pilot, "e")
        assert "No editor is set." in text(app)
        assert "Dear Alder," in text(app)


async def test_a_terminal_that_cannot_be_lent_says_so() -> None:
    async with opened(desk()) as (app, pilot):
        app.push_screen(dialog(app))
        await pilot.pause()
        await typed(pilot, "e")
        assert "cannot be lent to an editor" in text(app)


async def sent(app: Workstation, pilot: object, key: str) -> None:
    """Press a key, and wait until what it asked for is done."""
    await typed(pilot, key)  # type: ignore[arg-type]  # the pilot of the workstation
    await app.workers.wait_for_complete()
    await pilot.pause()  # type: ignore[attr-defined]


async def test_it_asks_once_with_all_that_is_agreed_to_and_is_sent_once() -> None:
    draft = Little()
    async with opened(desk()) as (app, pilot):
        app.push_screen(dialog(app, draft))
        await pilot.pause()
        await sent(app, pilot, "s")
        for told in ("ap@alder.example", "Mara <ar@house.example>", "Overdue [b]invoices", "nothing", GOING.remark):
            assert told in text(app)
        assert (draft.done, "Enter sends it now" in text(app)) == ([], True)
        await sent(app, pilot, "enter")
        assert "Sent to ap@alder.example." in text(app)
        await sent(app, pilot, "enter")
        assert draft.done == ["ap@alder.example Overdue [b]invoices by mara"]
        assert "Dear Alder," in text(app), "the letter stays"


@pytest.mark.parametrize("key", ["escape", "q", "c"])
async def test_any_other_key_does_not_send_it(key: str) -> None:
    draft = Little()
    async with opened(desk()) as (app, pilot):
        app.push_screen(dialog(app, draft))
        await pilot.pause()
        await sent(app, pilot, "s")
        await sent(app, pilot, key)
        await sent(app, pilot, "enter")
        assert in_front(app, LetterDialog)
    assert draft.done == []


async def test_a_letter_that_went_already_says_so_and_is_not_asked_about() -> None:
    draft = Little(refuses="letter_sent")
    async with opened(desk()) as (app, pilot):
        app.push_screen(dialog(app, draft))
        await pilot.pause()
        await sent(app, pilot, "s")
        assert "This step was done by the letter of 2024-06-12 to C1. It is not sent again." in " ".join(text(app).split())
        await sent(app, pilot, "enter")
    assert draft.done == []


async def test_it_is_written_to_a_file_of_the_name_one_types() -> None:
    draft = Little()
    async with opened(desk()) as (app, pilot):
        app.push_screen(dialog(app, draft))
        await pilot.pause()
        await typed(pilot, "f", "enter")
        assert "Written: /house/C1.eml" in text(app)
        await typed(pilot, "f", "end", *(["backspace"] * 3), *"txt", "enter")
        assert "Written: /house/C1.txt" in text(app)
        await typed(pilot, "f", "escape")
        assert app.screen.query_one(Facts).has_focus
    assert draft.done == ["C1.eml", "C1.txt"]


async def test_a_digit_writes_another_letter_in_its_place_or_says_why_not() -> None:
    draft = Little()
    async with opened(desk()) as (app, pilot):
        app.push_screen(dialog(app, draft))
        await pilot.pause()
        assert "Another letter: 1 reminder, 2 thanks." in text(app)
        await sent(app, pilot, "2")
        assert "Overdue [b]invoices" in text(app), "the letter stays where the other is not written"
        assert "Nothing came in" in text(app)
        await sent(app, pilot, "1")
        assert "A reminder" in text(app)
        assert "Overdue [b]invoices" not in text(app)
        await sent(app, pilot, "9")
        assert "A reminder" in text(app), "a digit of no letter does nothing"
        await sent(app, pilot, "s")
        await sent(app, pilot, "enter")
    assert draft.done == ["ap@alder.example A reminder by mara"]


async def test_what_a_person_wrote_is_not_thrown_away_by_a_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(desk()) as (app, pilot):
        monkeypatch.setattr(app, "suspend", _lent)
        shown = dialog(app)
        shown.edit = lambda given: given.replace("Alder", "Birch")
        app.push_screen(shown)
        await pilot.pause()
        await typed(pilot, "e")
        await sent(app, pilot, "1")
        assert "Dear Birch," in text(app)
        assert "holds words of your own" in text(app)


async def test_in_the_name_of_a_file_a_digit_is_a_digit() -> None:
    draft = Little()
    async with opened(desk()) as (app, pilot):
        app.push_screen(dialog(app, draft))
        await pilot.pause()
        await typed(pilot, "f", "home", "1", "enter")
        assert "Overdue [b]invoices" in text(app)
    assert draft.done == ["1C1.eml"]
