"""Notes from the user's editor, and the clipboard by OSC 52."""

import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import SuspendNotSupported

from credit.activity import Channel
from storage.faults import BookWriteFailed, WriteFailure
from tests.pty_harness import Terminal
from tests.tui.desks import LATE, Halting, desk, open_desk, opened, said, typed
from tui.app import Workstation
from tui.terminal import NotEdited

RUN = "import sys; from tui.cli import main; sys.exit(main())"


def notes(app: Workstation, id: str) -> list[str]:
    return [contact.text for contact in open_desk(app).book.account(id).contacts if contact.channel is Channel.NOTE]


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal that can be lent, and how often it was; the driver of a test cannot."""
    times: list[str] = []

    @contextmanager
    def suspend(_app: Workstation) -> Iterator[None]:
        times.append("lent")
        yield

    monkeypatch.setattr(Workstation, "suspend", suspend)
    return times


async def test_what_was_written_in_the_editor_is_one_note_and_one_step_of_undo(lent: list[str]) -> None:
    async with opened(desk()) as (app, pilot):
        app.edit = lambda text: f"{text}Speaks to its bank.\n\nCalls on Monday. 客户\n"
        await typed(pilot, "e")
        assert (lent, notes(app, "C2")) == (["lent"], ["Speaks to its bank.\n\nCalls on Monday. 客户"])
        assert said(app) == "Birch: contact logged: on disk."
        await typed(pilot, "u")
        assert notes(app, "C2") == []


async def test_an_empty_note_writes_nothing(lent: list[str]) -> None:
    async with opened(desk()) as (app, pilot):
        before = open_desk(app).book
        app.edit = lambda _text: " \n"
        await typed(pilot, "e")
        assert (said(app), open_desk(app).book is before) == ("Nothing was written down.", True)


async def test_a_note_that_could_not_be_written_comes_back_in_the_editor(lent: list[str]) -> None:
    store = Halting()
    seen: list[str] = []

    def edit(text: str) -> str:
        seen.append(text)
        return text or "A long story."

    async with opened(desk(store=store)) as (app, pilot):
        app.edit = edit
        store.fault = BookWriteFailed(path="/book.json", reason=WriteFailure.DISK_FULL)
        await typed(pilot, "e")
        assert "disk is full" in said(app)
        store.fault = None
        await typed(pilot, "e")
        assert notes(app, "C2") == ["A long story."]
        await typed(pilot, "e")
    assert seen == ["", "A long story.", ""], "what is on disk is not begun again"


async def test_an_editor_that_fails_is_one_sentence(lent: list[str]) -> None:
    def edit(_text: str) -> str:
        raise NotEdited(reason="no_editor", editor="")

    async with opened(desk()) as (app, pilot):
        app.edit = edit
        await typed(pilot, "e")
        assert said(app) == "No editor is set. Name yours: export EDITOR=nano."


@pytest.mark.parametrize(
    ("editor", "sentence"),
    [("", "No editor is set. Name yours: export EDITOR=nano."), ("nosuch", "The editor nosuch cannot be started.")],
)
def test_the_screen_stands_again_where_no_editor_can_be_started(tmp_path: Path, editor: str, sentence: str) -> None:
    """On a real terminal: a failure while it was lent left the shell's lines on it and no key did anything."""
    homes = {f"XDG_{name}_HOME": str(tmp_path) for name in ("CONFIG", "DATA", "STATE")}
    environ = {**homes, "VISUAL": None, "EDITOR": editor, "PATH": str(tmp_path)}
    with Terminal([sys.executable, "-c", RUN, "--demo"], cols=120, rows=40, env=environ) as terminal:
        terminal.until(b"Exp. loss")
        terminal.quiet()
        terminal.key(b"l", still=0.5)
        terminal.key(b"e", still=0.5)
        assert sentence in terminal.screen_text(), "in the letter"
        terminal.key(b"\x1b", still=0.5)
        terminal.key(b"e", still=0.5)
        assert sentence in terminal.screen_text()
        terminal.key(b"q")
        assert terminal.wait() == 0


async def test_a_terminal_that_cannot_be_lent_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def suspend(_app: Workstation) -> None:
        raise SuspendNotSupported

    monkeypatch.setattr(Workstation, "suspend", suspend)
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "e")
        assert said(app) == "This terminal cannot be lent to an editor. Use dunnage log."


def copied(sent: list[str]) -> str:
    (told,) = (each for each in sent if "]52;c;" in each)
    return b64decode(told.partition("]52;c;")[2].rstrip("\x07")).decode()


async def taken(app: Workstation, pilot: object, monkeypatch: pytest.MonkeyPatch, *keys: str) -> str:
    """What `y` sends to the terminal."""
    monkeypatch.delenv("TMUX", raising=False)
    sent: list[str] = []
    assert app._driver is not None
    monkeypatch.setattr(app._driver, "write", sent.append)
    await typed(pilot, *keys, "y")  # type: ignore[arg-type]
    assert said(app).startswith("Copied.")
    return copied(sent)


async def test_the_row_under_the_cursor_goes_into_the_clipboard_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    long = LATE.replace("name=Birch", "name=Birch_and_Sons_of_Dunmarrow_Garden_Supplies_Limited_客户")
    async with opened(desk(long), (60, 20)) as (app, pilot):
        cells = (await taken(app, pilot, monkeypatch)).split("\t")
        assert cells[0] == "C2"
        assert any("Supplies" in cell and cell.endswith("客户") for cell in cells), "cut on the screen, whole in the clipboard"


async def test_on_the_page_of_a_buyer_an_invoice_or_the_panel_one_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "2")
        assert (await taken(app, pilot, monkeypatch)).split("\t")[0] == "I1"
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "2")
        app.screen.query_one("#page").focus()
        text = await taken(app, pilot, monkeypatch)
        assert text.splitlines()[0].split("\t")[0] == "C1"


async def test_where_there_is_nothing_nothing_is_copied() -> None:
    async with opened(desk("")) as (app, pilot):
        await typed(pilot, "y")
        assert said(app) == "There is nothing under the cursor to copy."


async def test_what_no_clipboard_takes_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(desk()) as (app, pilot):
        monkeypatch.setattr(Workstation, "under_cursor", lambda _app: "x" * 80_000)
        await typed(pilot, "y")
        assert "clipboard" in said(app)
        assert not said(app).startswith("Copied.")
