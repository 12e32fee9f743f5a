"""Writing answers: data to standard output, narration to standard error, whatever the locale can show."""

import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from credit.problem import Fault
from tui.plain import aligned, csv_text, json_text
from tui.views.table import Table
from wording.words import _

__all__ = ["TOLD", "OutputFailed", "narrate", "write", "write_json", "write_table", "write_text"]


class OutputFailed(Fault):
    """What was asked for could not be written to standard output (`why`)."""

    code = "output_failed"


TOLD = 20
"""Problems narrated one by one; the rest is counted."""
PIPE_WIDTH = 120
"""Cells of a line where there is no terminal to ask."""


def narrate(sentence: str) -> None:
    """Say something to the person, beside the data."""
    write(sys.stderr, f"dunnage: {sentence}\n")


def write_json(record: Mapping[str, Any]) -> None:
    """One JSON document, always UTF-8."""
    sys.stdout.flush()
    try:
        sys.stdout.buffer.write(json_text(record).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(why=error.strerror or "") from None


def write_table(table: Table) -> None:
    """A table, aligned to the terminal."""
    write_text(aligned(table, shutil.get_terminal_size((PIPE_WIDTH, 40)).columns))


def write_csv(records: Iterable[Mapping[str, Any]]) -> None:
    """Records as CSV, as scripts and spreadsheets read them."""
    write_text(csv_text(records))


def write_text(text: str) -> None:
    """Text for people; what the locale cannot show becomes a question mark, and that is said once."""
    if write(sys.stdout, text):
        narrate(_("This locale cannot show every name. Set LC_ALL=C.UTF-8 and run it again."))


def write(stream: Any, text: str) -> bool:
    """Write `text`; tells whether the stream's encoding lost a character."""
    encoding = stream.encoding or "ascii"
    shown = text.encode(encoding, "replace").decode(encoding)
    try:
        stream.write(shown)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(why=error.strerror or "") from None
    return shown != text
