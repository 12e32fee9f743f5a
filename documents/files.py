"""In which format a document is written: as the name of its file asks for."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import ClassVar

from credit.problem import Fault
from documents.as_calendar import as_calendar
from documents.as_csv import as_csv
from documents.as_html import as_html
from documents.as_markdown import as_markdown
from documents.as_workbook import as_workbook
from documents.paper import Paper

__all__ = ["FORMATS", "UnknownFormat", "in_format"]


class UnknownFormat(Fault):
    """A file's name that says no format a document can have (`path`, `known`)."""

    code: ClassVar[str] = "unknown_format"


FORMATS: Mapping[str, Callable[[Paper], bytes]] = {
    ".md": lambda paper: as_markdown(paper).encode(),
    ".html": lambda paper: as_html(paper).encode(),
    ".xlsx": as_workbook,
    ".csv": lambda paper: as_csv(paper).encode(),
    ".ics": lambda paper: as_calendar(paper).encode(),
}


def in_format(paper: Paper, name: str) -> bytes:
    """The document as a file of this name holds it; raises `UnknownFormat`."""
    write = FORMATS.get(PurePath(name).suffix.lower())
    if write is None:
        raise UnknownFormat(path=name, known=", ".join(FORMATS))
    return write(paper)
