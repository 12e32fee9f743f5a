"""What can be wrong with a file, its mapping, or one of its cells.

A fault about a file or a cell becomes a problem that names the place; a fault about a mapping is the user's own file to mend
and is raised.
"""

from typing import ClassVar

from credit.problem import Fault, Problem

__all__ = [
    "AmbiguousDates",
    "BadCell",
    "BadEncoding",
    "BadMapping",
    "ExportSheet",
    "FileEmpty",
    "FileMissing",
    "FileUnreadable",
    "IsFolder",
    "MissingColumn",
    "NotATable",
    "NotRecognised",
    "SourceFault",
    "UnclosedQuote",
    "UnknownMapping",
    "shortened",
]


def shortened(text: str) -> str:
    """`text` as a problem may show it: at most 40 characters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


class SourceFault(Fault):
    """A file that cannot be taken in (`detail`, `line`, `column` where they are known)."""

    code = "source_fault"

    def problem(self, path: str) -> Problem:
        """The same as a problem of the file at `path`."""
        line = self.facts.get("line", 0)
        return Problem(
            self.code,
            shortened(str(self.facts.get("detail", ""))),
            path,
            line if isinstance(line, int) else 0,
            str(self.facts.get("column", "")),
        )


class FileMissing(SourceFault):
    """There is no file of this name."""

    code = "file_missing"


class IsFolder(SourceFault):
    """The name is a folder's."""

    code = "is_folder"


class FileUnreadable(SourceFault):
    """The system refuses to read the file (`detail`: its reason)."""

    code = "file_unreadable"


class FileEmpty(SourceFault):
    """The file has no heading line."""

    code = "file_empty"


class NotATable(SourceFault):
    """The file is no table (`detail`: `pdf`, `binary`, or a `workbook` that cannot be opened); CSV can be."""

    code = "not_a_table"


class UnclosedQuote(SourceFault):
    """A quote in the heading, or close below one that nobody knows, never closes, so nothing behind it can be read (`line`)."""

    code = "broken_row"


class BadEncoding(SourceFault):
    """A byte that is no character of the encodings tried (`detail`: their names, `line`)."""

    code = "bad_encoding"


class NotRecognised(SourceFault):
    """No mapping knows these headings (`detail`: the first of them)."""

    code = "not_recognised"


class ExportSheet(SourceFault):
    """A sheet of an export of the whole book: it comes back by its folder, and not by itself."""

    code = "export_sheet"


class MissingColumn(SourceFault):
    """A column the mapping needs is not in the heading (`column`), or stands there twice (`detail`: `twice`)."""

    code = "missing_column"


class AmbiguousDates(SourceFault):
    """Every date of a column can be read in two ways (`column`, `detail`: an example)."""

    code = "ambiguous_dates"


class BadCell(SourceFault):
    """One cell is wrong (`code`: how, `column`: the file's own heading, `detail`: what stands there, `expected`: what could)."""

    def __init__(self, code: str, column: str = "", detail: str = "", expected: str = "") -> None:
        """Name what is wrong where; the line is added by who reads the rows."""
        super().__init__(column=column, detail=detail, **({"expected": expected} if expected else {}))
        self.cell_code = code

    def at(self, path: str, line: int) -> Problem:
        """The problem of this cell on that line."""
        facts = {name: str(value) for name, value in self.facts.items()}
        return Problem(self.cell_code, shortened(facts["detail"]), path, line, facts["column"], facts.get("expected", ""))


class UnknownMapping(Fault):
    """No mapping of this name (`name`, `near`: the closest, or empty)."""

    code: ClassVar[str] = "unknown_mapping"


class BadMapping(Fault):
    """A mapping file that cannot be used (`name`, `key`, `reason`, `near`: the closest key that exists, or empty)."""

    code: ClassVar[str] = "bad_mapping"
