"""Columns found in a file nobody knows are shown with samples and agreed to: on a terminal asked, in a script by an option.

What was agreed is kept as a mapping file of the user's own, so such a file is known from then on and can be mended by hand.
"""

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from integrations.ledgers.fields import REQUIRED
from integrations.ledgers.finding import Found, Proposal
from integrations.ledgers.mapping import LedgerMapping
from integrations.ledgers.mapping_file import parse_mapping
from integrations.ledgers.proposing import chosen, mapping_name, mapping_text, proposed
from storage.atomic import replace_file
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_text
from tui.plain import facts_text
from wording import figures
from wording.listing import listed
from wording.words import _

__all__ = ["Agreement", "answer", "at_terminal"]


@dataclass(slots=True)
class Agreement:
    """What was proposed for the files of one import, and agreed to."""

    opened: Opening
    known: dict[str, LedgerMapping]
    """Mappings by name; what is agreed joins them."""
    records: list[dict[str, Any]] = field(default_factory=list)
    """What was proposed and not agreed to, for scripts."""
    _looked_at: set[str] = field(default_factory=set)

    def name_for(self, path: str) -> str:
        """The mapping agreed to for a file nobody knows; empty where none was."""
        if path in self._looked_at:
            return ""
        self._looked_at.add(path)
        found = proposed(Path(path), self.opened.arguments.kind)
        if found is None:
            return ""
        name = mapping_name(Path(path), self.known)
        agreed = self._agreed(path, found)
        if agreed is None:
            self._refuse(path, name, found)
            return ""
        text = mapping_text(agreed, Path(path).name)
        self.known[name] = parse_mapping(name, text, own=True)
        if not self.opened.arguments.dry_run:
            self._keep(name, text)
        return name

    def _agreed(self, path: str, found: Proposal) -> Proposal | None:
        """The proposal as it was agreed to; `None` where it was not, or cannot be without a person."""
        a = self.opened.arguments
        if found.missing:
            return None
        if a.accept_columns:
            needed = REQUIRED[found.kind].split()
            return None if any(name in needed for name in found.doubtful) else replace(found, doubtful={})
        if a.json or not at_terminal():
            return None
        write_text(_("{path}: no mapping knows these headings. What was found:").format(path=figures.safe(path)) + "\n")
        write_text(facts_text(_lines(found)))
        needed = REQUIRED[found.kind].split()
        for name, columns in found.doubtful.items():
            column = _which(name, columns)
            if column is None and name in needed:
                return None
            found = chosen(found, name, column)
        return found if _yes(_("Read it so, and remember it? [y/n] ")) else None

    def _keep(self, name: str, text: str) -> None:
        folder = self.opened.places.mappings
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / f"{name}.toml", [text.encode()])
        narrate(_("Remembered as mapping {name}: {path}.").format(name=name, path=folder / f"{name}.toml"))

    def _refuse(self, path: str, name: str, found: Proposal) -> None:
        """Say what was found and how to agree to it."""
        text, file = mapping_text(found, Path(path).name), self.opened.places.mappings / f"{name}.toml"
        self.records.append({
            "path": path, "mapping": name, "file": str(file), "kind": found.kind.value, "missing": found.missing, "toml": text,
            "columns": {name: _record(one) for name, one in found.columns.items()},
            "doubtful": {name: [_record(one) for one in those] for name, those in found.doubtful.items()},
        })  # fmt: skip
        if self.opened.arguments.json:
            return
        write_text(facts_text(_lines(found)))
        write_text(f"\n{text}\n")
        if found.whole:
            told = _(
                "{path}: columns were found, and nobody agreed. Agree with --accept-columns, or correct it and save it as {file}."
            )
        else:
            told = _("{path}: not every column was found. Complete what is shown, save it as {file}, and say --mapping {name}.")
        narrate(told.format(path=figures.safe(path), file=file, name=name))


def at_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def answer(question: str) -> str:
    """What somebody answers; nothing where the terminal is closed."""
    try:
        return input(question).strip()
    except EOFError:
        return ""


def _record(one: Found) -> dict[str, Any]:
    return {"heading": one.heading, "samples": one.samples, "by_values": one.by_values}


def _lines(found: Proposal) -> list[tuple[str, str, str]]:
    """A line a field: its column, whether only its values tell, and samples."""
    lines = [(name, _told(one), "") for name, one in found.columns.items()]
    for name, those in found.doubtful.items():
        lines.append((name, _("in doubt: {columns}").format(columns=listed(map(_told, those))), ""))
    return lines + [(name, _("not found"), "") for name in found.missing]


def _told(one: Found) -> str:
    samples = listed(figures.safe(text) for text in one.samples)
    how = _("{heading} (by its values): {samples}") if one.by_values else _("{heading}: {samples}")
    return how.format(heading=figures.safe(one.heading), samples=samples or "-")


def _which(name: str, columns: tuple[Found, ...]) -> Found | None:
    """The column a person says the field is; `None` for none of them."""
    for number, one in enumerate(columns, 1):
        write_text(f"  {number}  {_told(one)}\n")
    said = answer(_("Which of them is {field}? (number, or nothing for none) ").format(field=name))
    return columns[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(columns) else None


def _yes(question: str) -> bool:
    return answer(question).casefold() in ("y", "yes", "j", "ja", "是", "好")
