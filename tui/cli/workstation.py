"""Opening the workstation: what a terminal must be able to do, and then the one import of Textual."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from credit.problem import Fault
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate
from tui.commands import keymap
from tui.desk import Desk
from tui.look import Look
from tui.remembered import Memory, MemoryUnreadable, Remembered
from tui.views.snapshot import Snapshot
from wording.faults import fault as fault_sentence
from wording.words import _

if TYPE_CHECKING:
    from tui.cli.letter_draft import HouseLetter

__all__ = ["NoTerminal", "workstation"]


FRAMES = "10"
"""A second, at most, on a thin line: what several keys change goes out together."""


class NoTerminal(Fault):
    """There is no terminal that can show the screens (`reason`: `no_tty`, `stderr` or `encoding`; `encoding`)."""

    code = "no_terminal"


def look(opened: Opening) -> Look:
    """How the screens look: as said on the command line, else as the user set it."""
    said, set_ = opened.arguments, opened.config
    return Look(said.theme or set_.theme, said.incognito or set_.incognito, cjk=said.cjk or set_.cjk, slow=said.slow or set_.slow)


def _need_terminal(environ: Mapping[str, str]) -> None:
    """Raise `NoTerminal` where nobody would see the screens."""
    served = environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")  # in a browser: pipes, to a program that serves it
    if not served and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal(reason="no_tty")
    if not served and not sys.stderr.isatty():  # Textual draws there
        raise NoTerminal(reason="stderr")
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        raise NoTerminal(reason="encoding", encoding=sys.stdout.encoding or "")


def workstation(opened: Opening) -> Exit:
    """Open the three screens; raises `NoTerminal`, `NoBook` and the faults of opening a book."""
    _need_terminal(opened.environ)
    if not opened.arguments.demo and not opened.reachable():
        opened.store()  # says what keeps it from the book before the screen is taken over
    remapped = keymap(opened.config.keys, opened.places.config_file)
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    if look(opened).slow:
        os.environ.setdefault("TEXTUAL_FPS", FRAMES)  # read where Textual is imported
    from tui.app import Workstation

    def open_desk() -> Desk:
        return opened.desk(ask=True)

    def write(shown: Snapshot, customer_id: str) -> "HouseLetter":
        from tui.cli.letter_draft import written

        return written(opened, shown, customer_id)

    place = _("demo") if opened.arguments.demo else Path(opened.book_shown.partition("?")[0]).name
    try:
        memory = Memory(None if opened.arguments.demo else opened.places.memory)
    except MemoryUnreadable as fault:
        narrate(fault_sentence(fault))
        memory = Memory(opened.places.memory, Remembered())
    app = Workstation(open_desk, place, remapped, write, memory, look(opened), opened.first_page)
    mouse = opened.arguments.mouse
    ended = app.run(mouse="SSH_CONNECTION" not in opened.environ if mouse is None else mouse)
    if ended is not None:
        raise ended
    try:
        memory.write()
    except MemoryUnreadable as fault:
        narrate(fault_sentence(fault))
    return Exit.DONE
