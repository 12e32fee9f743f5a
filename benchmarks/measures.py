"""What a person at the terminal waits for, measured from outside: programs are started, keys pressed, bytes counted.

Every measure takes a subject and gives readings by name; a name ends in its unit. Times of keys are taken at 120x40 and
bytes at 80x24, because those are the sizes the budgets speak of.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence

from benchmarks.books import Subject
from benchmarks.calling_off import asked_for_ever
from tests.pty_harness import Terminal

__all__ = ["DATA", "PROGRAM", "WIDE", "Readings", "judged", "measured"]

Readings = dict[str, list[float]]

PROGRAM = (sys.executable, "-c", "from tui.cli import main; raise SystemExit(main())")
MINIMAL = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("first frame")

Minimal().run()
"""
FRAME = b"1 Portfolio"
"""Stands in the first frame, before the book is read."""
DATA = b"Receivable"
"""Stands on the screen once the book is."""
JUDGING = "Judging"
"""Stands on the first screen until every buyer of the book was judged behind it."""
WIDE, NARROW = (120, 40), (80, 24)
DOWN = (b"j",) * 12
TABS = (b"3", b"2", b"1") * 2
FILTER = (b"l", b"t", b"d", b"\x7f", b"\x7f", b"\x7f")
"""A word that many buyers have in their names, and taken back."""
ESCAPE, LEAVE = b"\x1b", b"\x03"
CALLED_OFF, CALLS = b"Called off.", 5
ASKED = 60
"""Seconds in which a question has left; so long it may take where the machine is busy."""


def measured(subject: Subject, runs: int) -> Readings:
    """All readings of `runs` rounds; before the first of them every program was started once."""
    _queue(subject)
    _minimal(subject)
    found: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        for part in (
            _minimal(subject),
            _workstation(subject),
            _called_off(subject),
            _queue(subject),
            _import(subject),
            _inside(subject),
        ):
            for name, readings in part.items():
                found[name] += readings
    return dict(found)


def _minimal(subject: Subject) -> Readings:
    """The first frame of the least application the toolkit allows."""
    with _terminal((sys.executable, "-c", MINIMAL), subject) as terminal:
        return {"minimal_ms": [terminal.until(b"first frame") * 1000]}


def _workstation(subject: Subject) -> Readings:
    """First frame, data, memory, and what keys cost."""
    with _terminal((*PROGRAM, *subject.arguments), subject) as terminal:
        readings = {"frame_ms": [terminal.until(FRAME) * 1000], "data_ms": [terminal.until(DATA) * 1000]}
        judged(terminal)
        readings["memory_mb"] = [terminal.memory()]
        readings |= {f"{name}_ms": last for name, (last, _) in _keys(terminal).items()}
        terminal.resize(*NARROW)
        terminal.quiet()
        return readings | {f"{name}_bytes": size for name, (_, size) in _keys(terminal).items()}


def judged(terminal: Terminal, within: float = 120.0) -> None:
    """Waits until every buyer was judged and the screen is still; raises `TimeoutError` where that does not come."""
    end = time.perf_counter() + within
    terminal.quiet(1.0)
    while JUDGING in terminal.screen_text():
        if time.perf_counter() > end:
            raise TimeoutError(JUDGING)
        terminal.quiet(1.0)


def _keys(terminal: Terminal) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds to the last byte, and bytes, of every key pressed: cursor, tab after its first visit, filter."""
    _pressed(terminal, TABS[:3])
    pressed = {"cursor": _pressed(terminal, DOWN), "tab": _pressed(terminal, TABS)}
    _pressed(terminal, (b"/",))
    pressed["filter"] = _pressed(terminal, FILTER)
    _pressed(terminal, (ESCAPE,))
    return pressed


def _pressed(terminal: Terminal, keys: Sequence[bytes]) -> tuple[list[float], list[float]]:
    bursts = [terminal.key(key) for key in keys]
    return [burst.last * 1000 for burst in bursts if burst.last is not None], [float(len(burst)) for burst in bursts]


def _called_off(subject: Subject) -> Readings:
    """From the key that calls a question off, and from the one that leaves, to the screen or the shell that is free again."""
    cancel: list[float] = []
    with (
        asked_for_ever(subject.folder / "xdg_config_home") as asked,
        _terminal((*PROGRAM, *subject.arguments), subject) as terminal,
    ):
        terminal.until(DATA)
        judged(terminal)
        for _ in range(CALLS):
            _ask(terminal, asked)
            cancel.append(terminal.told(ESCAPE, CALLED_OFF) * 1000)
            terminal.quiet()
        _ask(terminal, asked)
        begin = time.perf_counter()
        terminal.key(LEAVE, still=0.0)
        terminal.wait()
        return {"cancel_ms": cancel, "leave_ms": [(time.perf_counter() - begin) * 1000]}


def _ask(terminal: Terminal, asked: threading.Event) -> None:
    asked.clear()
    terminal.key(b"r")
    if not asked.wait(ASKED):
        raise RuntimeError("nobody was asked")


def _queue(subject: Subject) -> Readings:
    """`queue --json` from the shell's point of view."""
    return {"queue_ms": [_seconds((*PROGRAM, "queue", "--json", *subject.arguments), subject) * 1000]}


def _import(subject: Subject) -> Readings:
    """Rows of the ledger file in a second, from the command to the book on disk."""
    book = subject.folder / "imported.dunnage"
    seconds = _seconds((*PROGRAM, "import", str(subject.ledger), "--book", str(book)), subject)
    for part in subject.folder.glob("imported*"):
        part.unlink()
    return {"import_rows": [subject.invoices / seconds]}


def _inside(subject: Subject) -> Readings:
    """What a process of its own measures inside itself."""
    argv = (sys.executable, "-m", "benchmarks.inside", *subject.arguments)
    told = subprocess.run(argv, env=_environment(subject), check=True, capture_output=True)
    readings: Readings = json.loads(told.stdout)
    return readings


def _seconds(argv: Sequence[str], subject: Subject) -> float:
    begin = time.perf_counter()
    subprocess.run(argv, env=_environment(subject), check=True, capture_output=True)
    return time.perf_counter() - begin


def _terminal(argv: Sequence[str], subject: Subject) -> Terminal:
    return Terminal(argv, cols=WIDE[0], rows=WIDE[1], env=subject.environment)


def _environment(subject: Subject) -> Mapping[str, str]:
    merged = {**os.environ, **subject.environment}
    return {name: value for name, value in merged.items() if value is not None}
