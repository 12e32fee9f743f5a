"""Dates that can be read in two ways: which is meant a person says, by `--date-order` or at the terminal, and it is remembered.

What was said stands in a mapping file of the user's own: in theirs as a line, beside ours as a file that says only that.
"""

from dataclasses import replace
from pathlib import Path

from integrations.ledgers.dates import DATE_ORDERS
from integrations.ledgers.faults import AmbiguousDates
from integrations.ledgers.importer import FileRead
from integrations.ledgers.mapping import LedgerMapping
from storage.atomic import replace_file
from tui.cli.agreeing import answer, at_terminal
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_text
from wording import figures
from wording.words import _

__all__ = ["asked_order", "remember_order"]


def asked_order(opened: Opening, found: FileRead) -> str:
    """What somebody says of dates that are in doubt; empty where nothing is in doubt or nobody is there."""
    doubtful = next((problem for problem in found.problems if problem.code == AmbiguousDates.code), None)
    if doubtful is None or opened.arguments.json or not at_terminal():
        return ""
    told = _("{path}: dates such as {date} in column {column} can be read in two ways.")
    path, date, column = (figures.safe(text) for text in (found.path, doubtful.detail, doubtful.column))
    write_text(told.format(path=path, date=date, column=column) + "\n")
    said = answer(_("Which comes first? dmy: the day, mdy: the month, ymd: the year: ")).casefold()
    return said if said in DATE_ORDERS else ""


def remember_order(opened: Opening, known: dict[str, LedgerMapping], name: str, order: str) -> None:
    """Keep the order with the mapping of this name, so that nobody is asked again."""
    mapping = known.get(name)
    if mapping is None or mapping.date_order == order:
        return
    known[name] = replace(mapping, date_order=order)
    if opened.arguments.dry_run:
        return
    folder = opened.places.mappings
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    replace_file(path, [_with_order(path, name, order).encode()])
    narrate(_("Remembered with mapping {name}: {path}.").format(name=name, path=path))


def _with_order(path: Path, name: str, order: str) -> str:
    """The user's mapping file with the order in it; where there is none, one that takes the rest from ours."""
    said = path.read_text(encoding="utf-8") if path.exists() else f'like = "{name}"\n'
    kept = [line for line in said.splitlines(keepends=True) if not line.startswith("date_order")]
    return f'date_order = "{order}"\n' + "".join(kept)
