"""Opening the workstation: what a terminal must be able to do, and how it ends."""

import shlex
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from integrations.demo_cast import CAST, Part, buyer_of
from tests.pty_harness import Terminal
from tests.tui.cli.conftest import RUN, Dunnage, spawned
from tui.remembered import read_memory

ALTERNATE, BACK = b"\x1b[?1049h", b"\x1b[?1049l"


def screen(*words: str, code: str = RUN, **how: object) -> Terminal:
    """The workstation on a terminal of its own."""
    return Terminal([sys.executable, "-c", code, *words], **how)  # type: ignore[arg-type]  # the harness says what it takes


def test_it_needs_a_terminal(home: Path) -> None:
    ended = spawned("--demo")
    assert (ended.code, ended.out) == (2, "")
    assert "need a terminal" in ended.sentence


def test_it_draws_on_standard_error_and_says_so_where_that_is_redirected(home: Path) -> None:
    """Before, the screen was taken and stayed blank, and its signs went into the file."""
    told = home / "told"
    line = f"{shlex.quote(sys.executable)} -c {shlex.quote(RUN)} --demo 2>{shlex.quote(str(told))}"
    with Terminal(["sh", "-c", line]) as terminal:
        assert terminal.wait(20) == 2
        assert ALTERNATE not in terminal.out
    assert "no 2> behind the command" in told.read_text(encoding="utf-8")


def test_it_needs_utf_8_and_says_so_before_the_screen_is_taken(home: Path) -> None:
    with screen("--demo", env={"PYTHONIOENCODING": "latin-1"}) as terminal:
        assert terminal.wait(20) == 2
        terminal.quiet(0.05)
        assert ALTERNATE not in terminal.out
        assert "does not speak UTF-8" in terminal.screen_text().replace("\n", " ")


@pytest.mark.parametrize("words", [("--book", "nowhere.json"), ("--as-of", "soon"), ("--demo", "--lang", "fr")])
def test_what_is_wrong_is_said_before_the_screen_is_taken(home: Path, words: tuple[str, ...]) -> None:
    with screen(*words) as terminal:
        assert terminal.wait(20) == 2
        terminal.quiet(0.05)
        assert ALTERNATE not in terminal.out
        assert terminal.screen_text().startswith("dunnage: ")


def test_a_name_no_file_can_have_is_said_before_the_screen_is_taken(home: Path) -> None:
    with screen("--book", "x" * 300) as terminal:
        assert terminal.wait(20) == 6
        terminal.quiet(0.05)
        assert ALTERNATE not in terminal.out
        assert terminal.screen_text().startswith("dunnage: ")


def test_a_damaged_book_gives_the_screen_back_and_ends_in_one_sentence(home: Path) -> None:
    path = home / "book.json"
    path.write_bytes(b'{"facts": ')
    with screen("--book", str(path)) as terminal:
        assert terminal.wait(20) == 7
        terminal.quiet(0.05)
        after = terminal.out.rpartition(BACK)[2].decode()
        assert "Nothing was changed" in after.replace("\r\n", " ")
        assert "Traceback" not in after


def test_q_ends_it_while_the_provider_is_slow(home: Path) -> None:
    """The slow buyer's answer takes three seconds; nobody waits for it, and a limit only catches a program that hangs."""
    with screen("--demo") as terminal:
        terminal.until(b"Buyer")
        terminal.quiet(0.3)
        terminal.key(f"/{buyer_of(CAST.index(Part.SLOW) + 1).id}\r".encode())
        terminal.key(b"r")
        assert "Asking about" in terminal.screen_text()
        terminal.key(b"q")
        assert terminal.wait(20) == 0
        assert BACK in terminal.out


BROKEN = """
import sys
import tui.screens.queue
def broken(*facts, **named):
    customer = "Haldon and Pike Imports"
    raise LookupError(f"{customer} owes")
tui.screens.queue.queue = broken
from tui.cli import main
sys.exit(main())
"""


def test_what_nobody_foresaw_in_a_screen_gives_it_back_and_shows_no_customer(home: Path) -> None:
    with screen("--demo", code=BROKEN) as terminal:
        terminal.until(b"Buyer")
        terminal.quiet(0.3)
        terminal.key(b"3")
        assert terminal.wait(20) == 70
        terminal.quiet(0.05)
        after = terminal.out.rpartition(BACK)[2].decode()
        assert BACK in terminal.out
        assert "Something went wrong inside Dunnage" in after
        assert "Haldon" not in terminal.out.decode()
    (report,) = (home / "state" / "dunnage").glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert text.startswith("LookupError\n")
    assert "Haldon" not in text


def test_what_is_typed_ahead_of_the_first_frame_is_not_lost(dunnage: Dunnage, book: Path) -> None:
    """Keys in one packet, after the first frame: the second buyer is written down, with what was said."""
    with screen("--book", str(book), "--as-of", "2024-06-12") as terminal:
        terminal.until(b"C2")
        terminal.quiet(0.3)
        terminal.key(b"jcs\thello\r", still=0.5)
        terminal.key(b"q")
        assert terminal.wait(20) == 0
    told = dunnage("customer", "C1", "--json", "--as-of", "2024-06-12").json
    assert told["timeline"][0] == {"on": "2024-06-12", "text": "call: spoke: hello"}


def test_a_line_that_drops_keeps_the_last_view(home: Path, book: Path) -> None:
    """The program is hung up on, as when SSH loses its line, and never told to leave."""
    path = home / "state" / "dunnage" / "view.json"
    with screen("--book", str(book), "--as-of", "2024-07-12") as terminal:
        terminal.until(b"C2")
        terminal.quiet(0.3)
        terminal.key(b"3")
        terminal.key(b"j")
        ends = monotonic() + 20
        while monotonic() < ends and not (path.exists() and read_memory(path).view("queue").row == "C1"):
            sleep(0.05)
        terminal.hang_up()
        terminal.wait(20)
    kept = read_memory(path)
    assert (kept.screen, kept.view("queue").row) == ("queue", "C1")
