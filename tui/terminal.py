"""What the terminal can do for a letter: take it into its clipboard, and lend the screen to the user's own editor.

The clipboard is reached by an escape sequence (OSC 52), which goes through SSH to the machine the user sits at. It is written to
the terminal itself and never to standard output, which is data.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from credit.problem import Fault

__all__ = ["NoClipboard", "NotEdited", "clipboard_sequence", "copy", "edited"]

PIECE = 200
"""Characters that GNU screen takes at once of what it is to hand on: it holds 768 at most, older ones 256."""
MOST = 74_994
"""Bytes a clipboard takes at least: what xterm accepts once they are written in base64."""
TERMINAL = Path("/dev/tty")
OWN = ("editor", "vi")
"""What a machine calls its editor, the user's choice first."""


class NoClipboard(Fault):
    """A text that was not copied (`reason`: `no_terminal` or `too_long`)."""

    code: ClassVar[str] = "no_clipboard"


class NotEdited(Fault):
    """A text that did not come back from the editor (`reason`: `no_editor`, `not_found`, `failed` or `unreadable`; `editor`)."""

    code: ClassVar[str] = "not_edited"


def clipboard_sequence(text: str, environ: Mapping[str, str]) -> str:
    """What puts `text` into the clipboard, wrapped for tmux or screen where that stands between; raises `NoClipboard`."""
    data = text.encode()
    if len(data) > MOST:
        raise NoClipboard(reason="too_long")
    told = f"\x1b]52;c;{b64encode(data).decode()}\x07"
    if environ.get("TMUX"):
        return "\x1bPtmux;" + told.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environ.get("STY"):
        return "".join(f"\x1bP{told[begin : begin + PIECE]}\x1b\\" for begin in range(0, len(told), PIECE))
    return told


def copy(text: str, environ: Mapping[str, str], terminal: Path = TERMINAL) -> None:
    """Put `text` into the clipboard of the terminal; raises `NoClipboard`."""
    told = clipboard_sequence(text, environ)
    try:
        with terminal.open("w", encoding="ascii") as screen:
            screen.write(told)
    except OSError:
        raise NoClipboard(reason="no_terminal") from None


def edited(text: str, environ: Mapping[str, str], suffix: str = ".txt") -> str:
    """`text` as it comes back from the user's editor; raises `NotEdited`. Its file is the user's alone, and goes."""
    command = _editor(environ)
    with tempfile.TemporaryDirectory(prefix="dunnage-") as folder:
        path = Path(folder) / f"letter{suffix}"
        path.touch(0o600)
        path.write_text(text, encoding="utf-8")
        try:
            ended = subprocess.run([*command, str(path)], env=dict(environ), check=False)  # noqa: S603 - the user's own editor
        except OSError:
            raise NotEdited(reason="not_found", editor=command[0]) from None
        if ended.returncode:
            raise NotEdited(reason="failed", editor=command[0])
        try:
            return path.read_text(encoding="utf-8").replace(os.linesep, "\n")
        except (OSError, ValueError):
            raise NotEdited(reason="unreadable", editor=command[0]) from None


def _editor(environ: Mapping[str, str]) -> list[str]:
    """`$VISUAL`, else `$EDITOR`, else the machine's own; one that was named and is not there gets no stand-in."""
    chosen = next((named for name in ("VISUAL", "EDITOR") if (named := environ.get(name, "").strip())), "")
    if not chosen:
        chosen = next((name for name in OWN if shutil.which(name, path=environ.get("PATH", ""))), "")
    try:
        command = shlex.split(chosen)
    except ValueError:
        command = []
    if not command:
        raise NotEdited(reason="no_editor", editor=chosen)
    return command
