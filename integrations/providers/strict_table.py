"""One table of a settings file, read so that nothing in it is overlooked.

A misspelt key that is silently ignored turns a limit into "not published". So a table knows its keys, everything else is
refused with the nearest known one, and the refusal names file and line. It never repeats a value: it may be a key that
somebody pasted into the wrong place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, TypeVar

from credit.problem import Fault

__all__ = ["FileTrouble", "ProviderFileRefused", "Source", "Table"]

Value = TypeVar("Value")


class FileTrouble(StrEnum):
    """What is wrong with a provider's file."""

    UNREADABLE = "unreadable"
    NOT_TOML = "not_toml"
    BAD_NAME = "bad_name"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    WRONG_KIND = "wrong_kind"
    BAD_VALUE = "bad_value"
    BAD_PATH = "bad_path"
    """A jmespath expression that cannot be read."""
    BAD_ADDRESS = "bad_address"
    LITERAL_SECRET = "literal_secret"  # noqa: S105 - the name of the trouble, not a secret
    NOTHING_READ = "nothing_read"
    """Neither fields nor events, or a request nothing is read from."""
    SUBJECT_NEEDED = "subject_needed"
    """A search by text finds namesakes: the events must say where the buyer's number stands."""


class ProviderFileRefused(Fault):
    """A provider's file that cannot be used (`problem`, `file`, `line`: 0 if not known, `key`, `near`: what would do)."""

    code: ClassVar[str] = "provider_file_refused"

    def __init__(self, problem: FileTrouble, *, file: str, line: int = 0, key: str = "", near: str = "") -> None:
        """Keep the facts; a value of the file is never among them."""
        super().__init__(problem=problem, file=file, line=line, key=key, near=near)
        self.problem = problem
        self.file = file
        self.line = line
        self.key = key
        self.near = near


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and its text, to say where something stands in it."""

    file: str
    text: str
    place: Path | None = field(default=None, compare=False)
    """Where it was read; `None` for a text that lies in no file of the user's."""

    def stands(self) -> bool:
        """Whether the file still says what was read of it."""
        if self.place is None:
            return True
        try:
            return self.place.read_bytes().decode("utf-8-sig") == self.text
        except (OSError, UnicodeDecodeError):
            return False

    def line_of(self, key: str, after: int = 0) -> int:
        """Line, counted from 1, on which `key` is written as a key or a heading, later than `after`; else `after` itself."""
        written = re.compile(rf"(?:^|[\s{{,.\[])[\"']?{re.escape(key)}[\"']?\s*[=\].]")
        lines = enumerate(self.text.splitlines(), 1)
        return next((at for at, line in lines if at > after and written.search(line)), after)

    def line_with(self, value: str) -> int:
        """Line on which a value stands; 0 where it is written in a way of its own."""
        return next((at for at, line in enumerate(self.text.splitlines(), 1) if value in line), 0)


class Table:
    """One table of a file; `known` are its keys, none for a table whose keys are the writer's own."""

    def __init__(
        self, source: Source, values: Mapping[str, object], known: Sequence[str] = (), key: str = "", line: int = 0
    ) -> None:
        """Refuse a key that is not `known` before a missing one is noticed: it may be that one, misspelt."""
        self.source = source
        self.key = key
        self.line = line
        self.values = values
        for name in values if known else ():
            if name not in known:
                raise self.refused(FileTrouble.UNKNOWN_KEY, name, next(iter(get_close_matches(name, known, 1)), ""))

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def refused(self, problem: FileTrouble, name: str = "", near: str = "", line: int = 0) -> ProviderFileRefused:
        """The fault about one key of this table, or about the table."""
        # A key on the table's own line stands in an inline table; one further down stands below a heading.
        at = line or (self.source.line_of(name, max(self.line - 1, 0)) if name else self.line)
        return ProviderFileRefused(problem, file=self.source.file, line=at, key=self._path(name), near=near)

    def text(self, name: str, otherwise: str | None = None) -> str:
        """A text that is not empty; missing without `otherwise` is refused."""
        if name not in self.values and otherwise is not None:
            return otherwise
        value = self._one(name, str)
        if not value:
            raise self.refused(FileTrouble.BAD_VALUE, name)
        return value

    def word(self, name: str) -> str:
        """A text that may be empty."""
        return self._one(name, str)

    def flag(self, name: str) -> bool:
        """True or false; missing is false."""
        return name in self.values and self._one(name, bool)

    def scalar(self, name: str) -> str:
        """A text or a whole number, as text."""
        value = self.values.get(name)
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else self.text(name)

    def words(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty ones too; missing is an empty list."""
        values = self._one(name, list) if name in self.values else []
        if not all(isinstance(value, str) for value in values):
            raise self.refused(FileTrouble.WRONG_KIND, name)
        return tuple(values)

    def table(self, name: str, known: Sequence[str] = ()) -> "Table":
        """A table below this one; missing is an empty one."""
        values = self._one(name, dict) if name in self.values else {}
        return Table(self.source, values, known, self._path(name), self.source.line_of(name, max(self.line - 1, 0)))

    def tables(self, name: str, known: Sequence[str]) -> "tuple[Table, ...]":
        """An array of tables; missing is an empty one. Their keys are told counted from 1: `request[2].path`."""
        values = self._one(name, list) if name in self.values else []
        if not all(isinstance(value, dict) for value in values):
            raise self.refused(FileTrouble.WRONG_KIND, name)
        found: list[Table] = []
        line = self.line
        for number, value in enumerate(values, 1):
            line = self.source.line_of(name, line)
            found.append(Table(self.source, value, known, f"{self._path(name)}[{number}]", line))
        return tuple(found)

    def _one(self, name: str, kind: type[Value]) -> Value:
        """The value of a key, of the kind it must be of."""
        if name not in self.values:
            raise self.refused(FileTrouble.MISSING_KEY, name)
        value = self.values[name]
        if not isinstance(value, kind):
            raise self.refused(FileTrouble.WRONG_KIND, name)
        return value

    def _path(self, name: str) -> str:
        quoted = f'"{name}"' if "." in name else name
        return ".".join(part for part in (self.key, quoted) if part)
