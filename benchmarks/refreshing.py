"""What a key costs while a thousand reports are refreshed: `python -m benchmarks.refreshing [--reports 1000] [--runs 3]`.

A provider on this machine answers at once, with no rate to keep, which is more than any register does: the worker that asks,
reads, judges and commits wants the processor all the time, and the screens must not wait for it. Keys are pressed before the
refresh and all through it, in a book of one buyer for each report; each is timed to the last byte of what the terminal got,
which may be the news of the refresh itself. Of a tab the frame with its screen is told apart from what follows it.
"""

import argparse
import os
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from benchmarks.books import Subject, disk, subject
from benchmarks.measures import DATA, PROGRAM, WIDE, judged
from benchmarks.providers import PROVIDER, server
from benchmarks.table import percentile
from tests.pty_harness import Terminal

INVOICES_EACH = 20
"""Invoices of one buyer in the books that are measured on, on the average."""
ASKED, ANSWERED = b"Asking about", b"asked,"
STILL = 0.06
"""Seconds without a byte after which a key was answered: news of the refresh come twice a second."""
LONGEST = 60.0
"""Seconds of keys after which it is enough: the refresh gives way to who types, so it may not have ended by then."""
BEFORE = 5
"""Rounds of all keys before the refresh."""
CURSOR = (b"j", b"k")
"""Down and up again: at the end of the list a key has no answer, and the next news would be taken for
one. The answer leaves in one write, so it is there with its first byte; what follows may be news."""
SCREENS = {b"3": b"Lane", b"2": b"Invoice", b"1": b"Receivable"}
"""What stands on the screen of a tab and on no other: the frame with it answers the key. What is sent behind it, news of the
refresh or what a worker adds to a page, is told apart."""
KEYS: tuple[tuple[str, bytes], ...] = (
    *(("cursor", CURSOR[0]), ("cursor", CURSOR[1])) * 3,
    ("", b"/"),
    *(("filter", key) for key in (b"l", b"t", b"d", b"\x7f", b"\x7f", b"\x7f")),
    ("", b"\r"),
    *(("tab", key) for key in SCREENS),
)
"""What is pressed in a round; escape is not among it, for it calls the refresh off."""
BEHIND, BARE = "tab and what follows", "a bare app's"
YARDSTICK = """
from textual.app import App
from textual.widgets import Static

class Bare(App[None]):
    turn = 0

    def compose(self):
        yield Static(self.text(), id="whole")

    def text(self):
        return "\\n".join(f"row {row} of turn {self.turn} " * 5 for row in range(38))

    def on_key(self, event):
        self.turn += 1
        self.query_one("#whole").update(self.text())

Bare().run()
"""
"""The least that paints a whole screen at a key; pressed beside each tab key, for other work on the machine meets both."""
BUDGETS = {"cursor": "16", "filter": "60", "tab": "60", BEHIND: "", BARE: ""}
Readings = dict[tuple[str, str], list[float]]
"""Milliseconds of every key, by when it was pressed and which it was."""


def measured(made: Subject, url: str, found: Readings) -> None:
    """Press keys before and while every buyer of the book is asked about."""
    file = made.folder / "xdg_config_home" / "dunnage" / "providers" / "bench.toml"
    file.parent.mkdir(parents=True)
    file.write_text(PROVIDER.format(url=url), encoding="utf-8")
    with _terminal((*PROGRAM, *made.arguments), made) as terminal, _terminal((sys.executable, "-c", YARDSTICK), made) as bare:
        bare.until(b"turn")
        terminal.until(DATA)
        judged(terminal)
        first_visits = tuple(key for name, key in KEYS if name == "tab")
        for key in first_visits:
            terminal.key(key)
        terminal.quiet(1.0)
        for name, key in islice(cycle(KEYS), BEFORE * len(KEYS)):
            _noted(found, "before", _pressed(terminal, bare, name, key))
        terminal.key(b"R", still=0)
        terminal.until(ASKED)
        ends = time.monotonic() + LONGEST
        for name, key in cycle(KEYS):
            pressed = _pressed(terminal, bare, name, key)
            if ANSWERED in terminal.out or time.monotonic() > ends:
                return
            _noted(found, "while", pressed)


def _noted(found: Readings, when: str, pressed: dict[str, float]) -> None:
    for name, seconds in pressed.items():
        found[when, name].append(seconds * 1000)


def _terminal(argv: Sequence[str], made: Subject) -> Terminal:
    return Terminal(argv, cols=WIDE[0], rows=WIDE[1], env=made.environment)


def _pressed(terminal: Terminal, bare: Terminal, name: str, key: bytes) -> dict[str, float]:
    """Seconds until the key was answered, by what is measured; nothing where it had no answer."""
    if key in SCREENS:
        framed, begun = terminal.told(key, SCREENS[key]), time.perf_counter()
        followed = terminal.quiet(STILL)
        behind = max(0.0, time.perf_counter() - begun - STILL) if followed else 0.0
        beside = bare.key(b"x", still=STILL).last
        return {name: framed, BEHIND: framed + behind} | ({BARE: beside} if beside is not None else {})
    burst = terminal.key(key, still=STILL)
    answered = burst.first if key in CURSOR else burst.last
    return {} if answered is None else {name: answered}


def markdown(found: Readings) -> str:
    """The table of the readings."""
    lines = ["| measure | unit | before | while | budget |", "| --- | --- | ---: | ---: | ---: |"]
    figures: tuple[tuple[str, Callable[[list[float]], float]], ...] = (
        ("p50", median),
        ("p95", lambda readings: percentile(readings, 95)),
    )
    for name, budget in BUDGETS.items():
        for what, figure in figures:
            before, meanwhile = (f"{figure(found[when, name]):.1f}" for when in ("before", "while"))
            lines.append(f"| {name} key, {what} | ms | {before} | {meanwhile} | {budget if what == 'p95' else ''} |")
    return "\n".join(lines)


def main() -> None:
    """Measure as the command line says, and print one table."""
    said = argparse.ArgumentParser(prog="python -m benchmarks.refreshing", description="Prints one table of keys in time.")
    said.add_argument("--reports", type=int, default=1000, help="buyers that are asked about")
    said.add_argument("--runs", type=int, default=3, help="rounds, each in a book of its own")
    said.add_argument("--folder", type=Path, default=None, help="where books and answers are made and removed")
    asked = said.parse_args()
    found: Readings = defaultdict(list)
    kind = ""
    with server() as url:
        for _ in range(asked.runs):
            with subject(asked.reports * INVOICES_EACH, asked.folder) as made:
                kind = disk(made.folder)
                measured(made, url, found)
    pressed = sum(len(readings) for (when, _), readings in found.items() if when == "while")
    told = f"Python {platform.python_version()}, {os.cpu_count()} cores, {kind}, {asked.runs} runs"
    print(f"{told}, {asked.reports:,} reports each, {pressed} keys meanwhile\n", file=sys.stdout)
    print(markdown(found))


if __name__ == "__main__":
    main()
