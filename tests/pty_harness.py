"""A real pseudo-terminal around a program: what a key costs on the wire, how long it takes, and what then stands there.

The byte budgets are promises about the line between two machines, which only the terminal's own end can count. The terminal
here has an exact size, answers what Textual asks of one, and notes every byte; `pyte` turns the bytes into a screen.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

__all__ = ["Burst", "Terminal"]

ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronized output: known, off
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # resize reports in the band: unknown
    b"\x1b[c": b"\x1b[?62;c",  # what are you: a VT220
}
FRAME_ENDS = b"\x1b[?2026l"
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\", re.DOTALL)
"""Keyboard modes, mode queries and device strings: pyte would print their tails."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What a program sent until it was still."""

    data: bytes
    first: float | None
    """Seconds from the key to the first byte; `None` when nothing came."""
    last: float | None
    """Seconds from the key to the last byte."""

    def __len__(self) -> int:
        return len(self.data)


class Terminal:
    """A program on a pseudo-terminal of an exact size; use as a context, or call `close`."""

    def __init__(
        self, argv: Sequence[str], *, cols: int = 80, rows: int = 24, env: Mapping[str, str | None] | None = None
    ) -> None:
        """Starts the program; `env` changes the inherited environment, a value of `None` removes a name."""
        self.out = bytearray()
        self._cols, self._rows = cols, rows
        self._master, slave = pty.openpty()
        self._set_size()
        self._start = time.perf_counter()
        self._program = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave, env=_environment(env or {}), start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def key(self, keys: bytes, *, still: float = 0.12, within: float = 40.0) -> Burst:
        """Presses keys; what comes until nothing came for `still` seconds, the first byte within `within`."""
        begin = len(self.out)
        pressed = time.perf_counter()
        os.write(self._master, keys)
        first = last = self._pump(within)
        while last is not None and (arrived := self._pump(still)) is not None:
            last = arrived
        since = [None if moment is None else moment - pressed for moment in (first, last)]
        return Burst(bytes(self.out[begin:]), since[0], since[1])

    def quiet(self, still: float = 0.25, within: float = 60.0) -> int:
        """Waits until nothing came for `still` seconds; says how many bytes came before."""
        begin, end = len(self.out), time.perf_counter() + within
        while time.perf_counter() < end and self._pump(still) is not None:
            pass
        return len(self.out) - begin

    def until(self, sought: bytes, within: float = 60.0) -> float:
        """Waits until bytes were sent; seconds since the start. Raises `TimeoutError` with the last of the output."""
        self._wait_for(sought, 0, within)
        return time.perf_counter() - self._start

    def told(self, keys: bytes, sought: bytes, within: float = 60.0) -> float:
        """Presses keys; seconds until the frame that holds `sought` was sent, or raises `TimeoutError` likewise."""
        begin, pressed = len(self.out), time.perf_counter()
        os.write(self._master, keys)
        self._wait_for(FRAME_ENDS, self._wait_for(sought, begin, within), within)
        return time.perf_counter() - pressed

    def _wait_for(self, sought: bytes, begin: int, within: float) -> int:
        end = time.perf_counter() + within
        while (found := self.out.find(sought, begin)) < 0:
            if self._pump(max(0.0, end - time.perf_counter())) is None:
                raise TimeoutError(bytes(self.out[-400:]))
        return found

    def resize(self, cols: int, rows: int) -> None:
        """Changes the size of the terminal, and tells the program as a terminal does."""
        self._cols, self._rows = cols, rows
        self._set_size()
        self._program.send_signal(signal.SIGWINCH)

    def screen_text(self) -> str:
        """What stands on the screen, line by line, without the room at the ends of the lines."""
        screen = pyte.Screen(self._cols, self._rows)
        pyte.ByteStream(screen).feed(UNKNOWN_TO_PYTE.sub(b"", bytes(self.out)))
        return "\n".join(line.rstrip() for line in screen.display)

    def memory(self) -> float:
        """Memory the program holds, in MB."""
        status = Path(f"/proc/{self._program.pid}/status").read_text(encoding="utf-8")
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))

    def processor(self) -> float:
        """Processor time the program took so far, in seconds."""
        fields = Path(f"/proc/{self._program.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wait(self, within: float = 10.0) -> int:
        """Exit code of a program that ends by itself; raises `TimeoutError` when it does not."""
        end = time.perf_counter() + within
        while (code := self._program.poll()) is None:
            if time.perf_counter() > end:
                raise TimeoutError(bytes(self.out[-400:]))
            self._pump(0.05)
        return code

    def hang_up(self) -> None:
        """Ends the program as a line that drops does: nobody asks it to leave."""
        os.killpg(self._program.pid, signal.SIGHUP)

    def close(self, grace: float = 3.0) -> None:
        """Ends the program, by force when it does not go within `grace` seconds, and gives the terminal back."""
        if self._program.poll() is None:
            self._program.terminate()
            try:
                self.wait(grace)
            except TimeoutError:
                self._program.kill()
                self._program.wait()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def _set_size(self) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", self._rows, self._cols, 0, 0))

    def _pump(self, wait: float) -> float | None:
        """Reads once; the moment it arrived, `None` when nothing came in time or the program has gone."""
        if not select.select([self._master], [], [], wait)[0]:
            return None
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # the program closed its end
            return None
        arrived = time.perf_counter()
        self.out += data
        self._answer(len(data))
        return arrived if data else None

    def _answer(self, count: int) -> None:
        """Answers queries that end in the last `count` bytes, also those that began before."""
        for query, answer in ANSWERS.items():
            tail = self.out[-(count + len(query) - 1) :]
            for _ in range(tail.count(query)):
                os.write(self._master, answer)


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    size = dict.fromkeys(("COLUMNS", "LINES"))  # of the terminal the tests run in; this one has a size of its own
    merged: dict[str, str | None] = {**os.environ, **size, **usual, **changes}
    return {name: value for name, value in merged.items() if value is not None}
