"""The terminal around a program counts what is sent, answers what is asked, and shows what stands there."""

import sys

import pytest

from tests.pty_harness import Terminal

ECHO = """
import os, sys, termios, tty
tty.setraw(0)
size = os.get_terminal_size(0)
os.write(1, f"{size.columns}x{size.lines}\\r\\n{os.environ['LC_ALL']} 客户\\r\\nready".encode())
while (key := os.read(0, 1)) != b"q":
    os.write(1, key * 3)
"""
ASK = """
import os, tty
tty.setraw(0)
os.write(1, b"\\x1b[?20")
os.write(1, b"26$p")
heard = b""
while not heard.endswith(b"y"):
    heard += os.read(0, 1)
os.write(1, b"heard " + heard[3:])
"""


def program(source: str) -> list[str]:
    return [sys.executable, "-c", source]


def test_a_key_is_counted_and_the_screen_is_read() -> None:
    with Terminal(program(ECHO), cols=60, rows=12) as terminal:
        terminal.until(b"ready")
        burst = terminal.key(b"a")
        assert (burst.data, len(burst)) == (b"aaa", 3)
        assert burst.first is not None
        assert burst.last is not None
        assert 0 < burst.first <= burst.last
        assert terminal.screen_text().split("\n")[:4] == ["60x12", "C.UTF-8 客户", "readyaaa", ""]
        assert terminal.quiet(still=0.05) == 0
        assert terminal.memory() > 0
        assert terminal.processor() >= 0


def test_what_is_asked_of_a_terminal_is_answered() -> None:
    with Terminal(program(ASK)) as terminal:
        terminal.until(b"heard 2026;2$y")
        assert terminal.wait() == 0


def test_what_never_comes_is_said_with_what_came() -> None:
    with Terminal(program(ECHO)) as terminal:
        terminal.until(b"ready")
        with pytest.raises(TimeoutError, match="ready"):
            terminal.until(b"never", within=0.05)


def test_modes_unknown_to_the_reader_leave_nothing_on_the_screen() -> None:
    with Terminal(program(r"print('\x1b[>1u\x1b[>4;2m\x1b[<uclean')")) as terminal:
        terminal.wait()
        terminal.quiet(still=0.05)
        assert terminal.screen_text().strip() == "clean"


def test_a_program_that_does_not_go_is_ended() -> None:
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    terminal = Terminal(program(stubborn))
    terminal.until(b"up")
    terminal.close(grace=0.1)
    terminal.close()
    with pytest.raises(FileNotFoundError):
        terminal.memory()
