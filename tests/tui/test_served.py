"""In a browser: a program that serves Textual's applications starts the workstation with pipes in place of a terminal."""

import os
import subprocess
import sys
from collections.abc import Iterator
from threading import Timer
from typing import IO

RUN = "import sys; from tui.cli import main; sys.exit(main(['--demo']))"


def started(driver: str) -> subprocess.Popen[bytes]:
    environ = os.environ | {"TEXTUAL_DRIVER": driver, "COLUMNS": "100", "ROWS": "30", "PYTHONUTF8": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", RUN], stdin=pipe, stdout=pipe, stderr=pipe, env=environ)


def packets(stream: IO[bytes]) -> Iterator[bytes]:
    """What the browser is to draw, packet by packet: a letter, four bytes of length, and the words."""
    assert stream.readline() == b"__GANGLION__\n"
    while len(head := stream.read(5)) == 5:
        body = stream.read(int.from_bytes(head[1:]))
        if head[:1] == b"D":
            yield body


def test_the_screens_are_drawn_over_pipes_where_a_program_serves_them_and_q_leaves() -> None:
    with started("textual.drivers.web_driver:WebDriver") as app:
        watch = Timer(120, app.kill)  # what never answers ends as a failure, not as a test that hangs
        watch.start()
        assert app.stdin is not None
        assert app.stdout is not None
        drawn = packets(app.stdout)
        assert any(b"Portfolio" in words for words in drawn)
        app.stdin.write(b"D" + (1).to_bytes(4) + b"q")
        app.stdin.flush()
        for _ in drawn:
            pass
        assert app.wait() == 0
        watch.cancel()


def test_any_other_driver_still_asks_for_a_terminal() -> None:
    with started("") as app:
        _out, told = app.communicate(timeout=120)
    assert app.returncode == 2
    assert b"terminal" in told
