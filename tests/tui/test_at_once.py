"""A terminal that does not tell a paste as one sends it as keys: on a screen no letter of it is a command, and held keys are."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events

from credit.change import Change
from storage.store import open_store
from tests.credit.little_book import TODAY, facts
from tests.pty_harness import Terminal
from tests.tui.desks import LATE, desk, opened, said, typed
from tui.at_once import SOON, AtOnce, Handed, like_text
from tui.escaped import EscapeApart

RUN = "import sys; from tui.cli import main; sys.exit(main())"
MOVES, OPENING = "jkgG123h- ", "/:op"


@pytest.mark.parametrize(
    ("signs", "text"),
    [
        ("Dear sirs", True),
        ("INV-2024-0089", True),
        ("call me back", True),
        ("Hi\rplease pay", False),  # p opens an entry
        ("Hi\rwe ask you to pay\r", True),
        ("cs\rcs\rcs\rz\0\0h\0fair\rcs\r", False),
        ("c\0e\0s\0called, he will pay soon\rj", False),  # the text of a form
        ("jjjjjjjjkkkk jj j   j1 2 3ghG--", False),
        ("uuuuuuuuuuuu", False),
        ("/nordvik lighting", False),
        ("3jj:vantorre", False),
        ("o80000 USD\r", False),
        ("/" + "nordvik " * 5, True),  # nobody types so far ahead
        ("宁波海纳照明有限公司", True),
        ("", False),
    ],
)
def test_what_is_like_text(signs: str, text: bool) -> None:
    """Five keys in a row, each another than the one before and none a move, that no entry awaits."""
    assert like_text(signs, MOVES, OPENING) is text


def test_keys_that_come_at_once_are_told_before_them() -> None:
    def fed(data: str) -> list[str]:
        told = list(reader.feed(data))
        return [
            each.keys.signs if isinstance(each, Handed) else each.key for each in told if isinstance(each, Handed | events.Key)
        ]

    reader = EscapeApart()
    assert fed("j") == ["j"]
    assert fed("cs\r") == ["cs\r", "c", "s", "enter"]
    assert fed("x") == ["x", "x"], "soon after several it may belong to them"
    assert fed("\x1b[200~c s\r\x1b[201~") == [], "what is told as pasted is no key"


def test_what_comes_soon_after_a_paste_belongs_to_it() -> None:
    assert AtOnce("x", 10.9).follows(10.0)
    assert not AtOnce("x", 11.1).follows(10.0)


async def test_a_paste_that_is_told_goes_into_no_command_either() -> None:
    async with opened(desk()) as (app, pilot):
        app.post_message(events.Paste("call them\n"))
        await pilot.pause()
        assert said(app).startswith("Text was pasted where nothing is typed, and nothing was done.")
        await typed(pilot, "slash")
        app.post_message(events.Paste("birch"))
        await typed(pilot, "enter")
        assert app.screen.query_one("FilterBar").text == "birch"  # type: ignore[attr-defined]


@pytest.fixture
def book(home: Path) -> Path:
    path = home / "book.json"
    with open_store(str(path), create=True) as store:
        store.commit(Change("import", facts(LATE)), datetime.now(UTC))
    return path


@pytest.fixture
def terminal(book: Path) -> Iterator[Terminal]:
    with Terminal([sys.executable, "-c", RUN, "--book", str(book), "--as-of", TODAY.isoformat(), "--lang", "en"]) as terminal:
        terminal.until(b"Cedar")
        terminal.quiet(0.4)
        yield terminal


def contacts(path: Path) -> dict[str, int]:
    with open_store(str(path), create=False) as store:
        return {id: len(account.contacts) for id, account in store.load()[0].accounts.items()}


def comes_to(terminal: Terminal, keys: bytes, told: str, *, again: bool = False) -> None:
    """Presses keys, and waits as long as a busy machine may need until the screen says so.

    With `again` they are pressed again meanwhile: how long it reads at a long paste nobody can say.
    """
    terminal.key(keys)
    for turn in range(1, 100):
        if told in terminal.screen_text():
            return
        terminal.quiet(0.2)
        if again and turn % 10 == 0:
            terminal.key(keys, within=1.0)
    raise TimeoutError(terminal.screen_text())


def test_a_paste_that_comes_as_keys_records_nothing(book: Path, terminal: Terminal) -> None:
    """`c` would open a contact and the end of the line record it; what a person holds down or types ahead is done."""
    told, keys = "Text was pasted where nothing is typed", "? keys"
    comes_to(terminal, b"call Birch\rspoke to him\rcs\r", told)
    terminal.quiet(SOON + 0.5)
    comes_to(terminal, b"jjjj", keys, again=True)
    comes_to(terminal, b"gcs\r", "on disk")
    comes_to(terminal, b"Text of several pieces, " * 400, told)
    terminal.quiet(SOON + 0.5)
    comes_to(terminal, b"k", keys, again=True)
    terminal.key(b"q", still=0.4)
    assert terminal.wait(20) == 0
    assert contacts(book) == {"C1": 0, "C2": 1, "C3": 0}
