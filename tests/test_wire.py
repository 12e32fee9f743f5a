"""What a key costs on the line: bytes on a real pseudo-terminal, held against the budgets (MEASURED.md, section 9).

Every byte counts over a slow connection, and only the far end of the terminal can count them. No time is measured here.
"""

import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.customer import Customer
from storage.store import open_store
from tests.credit.little_book import TODAY, facts
from tests.pty_harness import Terminal

RUN = "import sys; from tui.cli import main; sys.exit(main())"
START, CURSOR, CELL, FILTER, TAB, WHY, HELD = 30_000, 350, 200, 4_500, 16_000, 2_500, 1_500
OPEN = 5_000
"""For the filter to come and go: Textual lays the screen anew, which stock widgets do for 12,836."""
POINTER = b"\x1b]22;default\x07"
"""The shape of the mouse's pointer, which Textual sends when it leaves a widget."""
SGR = re.compile(rb"\x1b\[([0-9;]*)m")


@pytest.fixture
def demo(home: Path) -> Iterator[Terminal]:
    """The demo on 80x24, its first screen filled."""
    with workstation("--demo") as terminal:
        yield terminal


def workstation(*words: str, cols: int = 80, rows: int = 24, env: dict[str, str | None] | None = None) -> Terminal:
    """The workstation once its first screen is filled."""
    terminal = Terminal([sys.executable, "-c", RUN, *words], cols=cols, rows=rows, env=env)
    terminal.until(b"Buyer")
    terminal.quiet(0.5)
    return terminal


def test_the_start_is_one_frame(demo: Terminal) -> None:
    assert len(demo.out) <= START


def test_a_move_of_the_cursor_costs_two_lines(demo: Terminal) -> None:
    assert max(len(demo.key(key)) for key in (b"j", b"j", b"j", b"k", b"\x1b[B", b"j")) <= CURSOR


def test_a_key_of_the_filter_costs_the_rows_it_changes(demo: Terminal) -> None:
    assert len(demo.key(b"/", still=0.3)) <= OPEN
    assert max(len(demo.key(key.encode())) for key in "hex") <= FILTER
    assert "Hexholme Lighting Ltd" in demo.screen_text()
    assert len(demo.key(b"\x1b", still=0.4)) <= OPEN, "all rows again"


def test_a_tab_costs_one_screen(demo: Terminal) -> None:
    for key in (b"2", b"3", b"1"):
        demo.key(key, still=0.3)
    assert max(len(demo.key(key, still=0.3)) for key in (b"2", b"3", b"1", b"3", b"2", b"1")) <= TAB


def test_the_reason_that_follows_the_cursor_costs_what_reads_differently(demo: Terminal) -> None:
    demo.key(b"3", still=0.3)
    assert max(len(demo.key(b"j", still=0.2)) for _ in range(10)) <= WHY


def test_an_idle_screen_sends_nothing(demo: Terminal) -> None:
    assert demo.quiet(2.0) == 0
    demo.key(b"/", still=0.3)
    sent = len(demo.out)
    demo.quiet(1.2)
    assert len(demo.out) == sent, "the cursor of the filter does not blink"
    demo.key(b"\x1b", still=0.4)
    demo.key(b"c", still=0.3)
    sent = len(demo.out)
    demo.quiet(1.2)
    assert len(demo.out) == sent, "nor does that of a dialog"


def test_escape_and_a_key_in_one_packet_leave_the_dialog_and_do_what_the_key_does(demo: Terminal) -> None:
    demo.key(b"c", still=0.3)
    demo.key(b"\x1b3c\x1bP\x1b1", still=0.6)
    assert "Limit Flags" in demo.screen_text()
    assert not demo.screen_text().splitlines()[-1].startswith("enter:")


def test_a_mouse_that_passes_over_sends_nothing(home: Path) -> None:
    with workstation("--demo", "--mouse") as terminal:
        terminal.key(b"\x1b[<35;10;12M", within=0.5)
        sent = len(terminal.out)
        for row in range(2, 24, 3):
            terminal.key(b"\x1b[<35;%d;%dM" % (row * 3, row), within=0.1)
        assert len(terminal.out) == sent


def test_a_held_key_on_a_large_screen(home: Path) -> None:
    """Fifty-nine rows down, thirty keys a second, as a keyboard repeats."""
    with workstation("--demo", cols=120, rows=40) as terminal:
        terminal.key(b"3", still=0.3)
        terminal.key(b"1", still=0.3)
        before, keys = len(terminal.out), 59
        for _ in range(keys):
            terminal.key(b"j", still=0.001, within=0.03)
            time.sleep(0.003)
        terminal.quiet(0.3)
        assert (len(terminal.out) - before) / keys <= HELD


def test_a_thin_line_is_sent_less(home: Path) -> None:
    """No chart, and frames of several keys together."""
    sent = []
    for words in ((), ("--slow",)):
        with workstation("--demo", *words) as terminal:
            start = len(terminal.out)
            terminal.key(b"2", still=0.4)
            page = len(terminal.out) - start
            terminal.key(b"3", still=0.4)
            sent.append((start, page, len(terminal.key(b"j" * 30, still=0.6))))
    plain, slow = sent
    assert slow[0] < plain[0], "the start"
    assert slow[1] < plain[1] - 300, "a page whose chart stays away"
    assert slow[2] < 0.75 * plain[2], "keys that come together"


CELL_PROGRAM = """
from textual.app import App
from tests.tui.widgets.host import numbered
from tui.themes import TERMINAL
from tui.views.table import Column, Row, Table
from tui.widgets.grid import Grid
COLUMNS = tuple(Column(f"c{place}", f"C{place}", 10) for place in range(7))
class Program(App):
    BINDINGS = [("x", "change")]
    def on_mount(self):
        self.animation_level = "none"
        self.register_theme(TERMINAL)
        self.theme = TERMINAL.name
        self.grid = Grid()
        self.mount(self.grid)
        self.grid.table = numbered(500, COLUMNS)
        self.grid.focus()
    def action_change(self):
        table = self.grid.table
        rows = list(table.rows)
        rows[5] = Row("r5", ("changed", *rows[5].cells[1:]))
        self.grid.table = Table(COLUMNS, rows)
Program().run(mouse=False)
"""


def test_a_cell_that_changes_costs_its_line() -> None:
    with Terminal([sys.executable, "-c", CELL_PROGRAM]) as terminal:
        terminal.until(b"r9")
        terminal.quiet(0.4)
        cost = len(terminal.key(b"x", still=0.3))
        assert "changed" in terminal.screen_text()
        assert 0 < cost <= CELL


EVIL = "[red]R[/x] \x1b]0;owned\x07 \x1b[31m \x9b31m \u202egnp"
KNOWN = """
invoice  C1  I1  -45  1000USD
event    C1  E1   -3  judgment
"""


def test_no_order_to_the_terminal_comes_from_data(home: Path) -> None:
    """Names are read from a file, shown on all three screens, and asked about in a dialog."""
    place = home / "book.json"
    with open_store(place, create=True) as store:
        put = (Customer("C1", EVIL, TODAY, EVIL, "G\x1b", terms=EVIL), *facts(KNOWN))
        store.commit(Change("import", put), datetime.now(UTC))
    with workstation("--book", str(place), "--as-of", TODAY.isoformat()) as terminal:
        for key in (b"3", b"2", b"c", b"\x1b", b"p", b"\x1b", b"1"):
            terminal.key(key, still=0.3)
            assert "[red]" in terminal.screen_text()
        for order in (b"\x1b]", b"\x1b[31m \x1b", b"\xc2\x9b", "\u202e".encode()):
            assert order not in bytes(terminal.out).replace(POINTER, b"")


def test_without_colour_nothing_is_coloured_and_everything_is_there(home: Path) -> None:
    with workstation("--demo", env={"NO_COLOR": "1"}) as terminal:
        for key in (b"3", b"2", b"c", b"\x1b", b"?", b"q", b"1"):
            terminal.key(key, still=0.3)
            assert terminal.screen_text().strip()
        used = {code for codes in SGR.findall(bytes(terminal.out)) for code in codes.split(b";")}
        assert used <= {b"", b"0", b"1", b"2", b"7", b"22", b"27", b"39", b"49"}
        assert b"7" in used, "the cursor is seen"


def test_colours_are_the_terminals_own(demo: Terminal) -> None:
    """Sixteen colours at most, so that they are right on light and dark, and cost the fewest bytes."""
    for key in (b"3", b"2", b"c", b"\x1b", b"?"):
        demo.key(key, still=0.3)
    codes = set(SGR.findall(bytes(demo.out)))
    assert not [code for code in codes if b"38;" in code or b"48;" in code]
