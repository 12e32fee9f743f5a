"""What a key costs on a large screen, and that names of every script leave the columns behind them straight.

The budgets are those of 80x24: a line is half as wide again here, and a screen has two and a half times the cells.
"""

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pyte
import pytest

from credit.change import Change
from credit.customer import Customer
from storage.store import open_store
from tests.credit.little_book import TODAY, facts
from tests.pty_harness import UNKNOWN_TO_PYTE, Terminal
from tests.test_wire import CELL, CURSOR, FILTER, OPEN, START, TAB, WHY, workstation

COLS, ROWS = 120, 40
WIDER, LARGER = COLS / 80, COLS * ROWS / (80 * 24)


def test_every_budget_holds_by_the_cell(home: Path) -> None:
    with workstation("--demo", cols=COLS, rows=ROWS) as terminal:
        assert len(terminal.out) <= START * LARGER
        assert max(len(terminal.key(key)) for key in (b"j", b"j", b"k", b"\x1b[B", b"j")) <= CURSOR * WIDER
        for key in (b"2", b"3", b"1"):
            terminal.key(key, still=0.3)
        assert max(len(terminal.key(key, still=0.3)) for key in (b"2", b"3", b"1", b"3")) <= TAB * LARGER
        assert max(len(terminal.key(b"j", still=0.2)) for _ in range(6)) <= WHY * LARGER, "the panel grows with the screen"
        terminal.key(b"1", still=0.3)
        assert len(terminal.key(b"/", still=0.3)) <= OPEN * LARGER
        assert max(len(terminal.key(key.encode())) for key in "dpd>3") <= FILTER * LARGER
        terminal.key(b"\x1b", still=0.4)
        assert terminal.quiet(1.5) == 0


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (COLS, ROWS)])
def test_a_mark_costs_the_line_it_stands_on_and_the_cursors_move(home: Path, cols: int, rows: int) -> None:
    """One line that changes, and two of the cursor; the strip above tells how many are marked."""
    with workstation("--demo", cols=cols, rows=rows) as terminal:
        lines = cols / 80
        assert max(len(terminal.key(b" ", still=0.2)) for _ in range(4)) <= (CURSOR + 2 * CELL) * lines


NAMES = (
    "浙江恒信进出口有限公司",
    "شركة الخليج للتجارة",
    "🚢🚢 货运 👩‍🚀 📦",
    "上海－長江（集團）股份有限公司",
    "مؤسسة 北风 😀",
    "한국무역 주식회사",
    "東京商事株式会社　本店",
)


def cells(terminal: Terminal, cols: int, rows: int) -> list[list[str]]:
    """What stands in each cell; the second cell of a wide glyph is empty."""
    screen = pyte.Screen(cols, rows)
    pyte.ByteStream(screen).feed(UNKNOWN_TO_PYTE.sub(b"", bytes(terminal.out)))
    return [[screen.buffer[y][x].data for x in range(cols)] for y in range(rows)]


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (COLS, ROWS), (60, 20)])
def test_names_without_a_latin_letter_leave_every_column_straight(home: Path, cols: int, rows: int) -> None:
    """Every row's figures end where those of the heading end, and nothing of a name stands behind its column.

    No flag is among them: over the width of its two signs terminals disagree.
    """
    place = home / "book.json"
    with open_store(place, create=True) as store:
        put: list[object] = []
        for number, name in enumerate(NAMES):
            put += [Customer(f"C{number}", name, TODAY, name), *facts(f"invoice C{number} I{number} -45 {number + 1}000USD")]
        store.commit(Change("import", tuple(put)), datetime.now(UTC))  # type: ignore[arg-type]  # facts all
    with workstation("--book", str(place), "--as-of", TODAY.isoformat(), cols=cols, rows=rows) as terminal:
        _straight(terminal, cols, rows, "Overdue v")  # the sign of the order belongs to the heading
        terminal.key(b"3", still=0.4)
        _straight(terminal, cols, rows, "USD/day")


def _straight(terminal: Terminal, cols: int, rows: int, title: str) -> None:
    heading, below = _table(terminal, cols, rows, title)
    end = heading.index(title) + len(title)
    found = [line for line in below if any(_strange(char) for char in line) and any(map(str.isdigit, line))]
    assert len(found) >= len(NAMES) - 3
    for line in found:
        behind = line[end - len(title) :]
        assert line[end - 1].isdigit() or line[end - 3 : end] == "USD", line
        assert line[end : end + 1] in ("", " "), line
        assert not any(_strange(char) for char in behind), line


def _table(terminal: Terminal, cols: int, rows: int, title: str) -> tuple[str, list[str]]:
    """The heading of the grid and what stands below it, once it is drawn: a busy machine is still for a while before it is."""
    for _ in range(100):
        text = ["".join(char or "\0" for char in line) for line in cells(terminal, cols, rows)]
        place = next((n for n, line in enumerate(text) if "Buyer" in line and title in line), None)
        if place is not None and any(_strange(char) for line in text[place + 1 :] for char in line):
            return text[place], text[place + 1 :]
        terminal.quiet(0.2)
    raise AssertionError("\n".join(text))


def _strange(char: str) -> bool:
    return char.isalpha() and not unicodedata.name(char, "").startswith("LATIN")
