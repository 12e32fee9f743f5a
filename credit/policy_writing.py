"""A policy written out in full: every key with its value, as the file it is read from.

The words beside the keys are the shipped file's own and are kept as they stand there; the values are the policy's. So the
shipped file is what this makes of the default policy, and a user's policy is the same file with other values in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

__all__ = ["differing", "remarks", "values", "written"]

WIDTH = 118
"""Characters of a line, unless a row of a table is longer by itself."""
ROW = 250
"""Characters up to which a row of a table stands on one line; else it is a table of its own."""
PREAMBLE = ""
"""Key of what stands at the head of the file."""


def values(part: Any) -> dict[str, Any]:
    """The policy, or a room of it, as a reader of the file sees it: tables, lists, words, numbers, days."""
    return {item.name: _plain(getattr(part, item.name)) for item in fields(part)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return values(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(entry) for name, entry in value.items()}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value.value if isinstance(value, Enum) else value


def differing(part: Mapping[str, Any], default: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The keys of `part` whose values are not those of `default`, each with what the default says; `None`: it has no such row."""
    found: dict[str, Any] = {}
    for name, value in part.items():
        key, other = f"{prefix}{quoted(name)}", default.get(name)
        if isinstance(value, Mapping) and isinstance(other, Mapping):
            found |= differing(value, other, key + ".")
        elif value != other:
            found[key] = other
    return found


def remarks(text: str) -> dict[str, list[str]]:
    """The lines of words above each key and table of a policy file, by key; the head of the file stands under an empty one."""
    found: dict[str, list[str]] = {}
    pending: list[str] = []
    table = ""
    for line in text.splitlines():
        if line.startswith("#"):
            pending.append(line)
            continue
        if line.startswith("["):
            table = line.strip("[]") + "."
            found[table[:-1]] = pending
        elif line.strip() and line[0] not in " ]" and " = " in line:
            found[table + line.partition(" = ")[0]] = pending
        elif not line.strip() and pending and PREAMBLE not in found:
            found[PREAMBLE] = pending
        pending = []
    return {key: lines for key, lines in found.items() if lines}


def written(policy: Any, words: Mapping[str, list[str]], default: Any = None) -> str:
    """The whole policy as the text of a file; what differs from `default` says what the default is behind it."""
    said = values(policy)
    marks = differing(said, values(default)) if default is not None else {}
    lines = [*words.get(PREAMBLE, ()), "", *_table(said, "", words, marks)]
    return "\n".join(lines).strip("\n") + "\n"


def _table(said: Mapping[str, Any], prefix: str, words: Mapping[str, list[str]], marks: Mapping[str, Any]) -> Iterator[str]:
    """The keys of one table, those on one line first: in a file the tables below it come last."""
    below = _below(said, prefix.count("."))
    for name, value in said.items():
        if name not in below:
            key = prefix + quoted(name)
            yield from words.get(key, ())
            yield from _key(quoted(name), value, _mark(key, marks))
    for name in below:
        key = prefix + quoted(name)
        yield ""
        yield from words.get(key, ())
        yield f"[{key}]"
        yield from _table(said[name], key + ".", words, marks)


def _below(said: Mapping[str, Any], depth: int) -> list[str]:
    """Names of what stands in a table of its own: every room, and of a room's tables the long ones; rows of a table alike."""
    tables = {name: value for name, value in said.items() if isinstance(value, Mapping)}
    if depth > 1:
        longest = max((len(f"{quoted(name)} = {_value(value)}") for name, value in tables.items()), default=0)
        return list(tables) if longest > ROW else []
    return [name for name, value in tables.items() if not depth or len(f"{name} = {_value(value)}") > WIDTH]


def _mark(key: str, marks: Mapping[str, Any]) -> str:
    """What the default says, behind a value of the user's own; a row on one line is marked by any of its keys."""
    if key in marks:
        return "  # own row" if marks[key] is None else f"  # default {_value(marks[key])}"
    inside = [(name[len(key) + 1 :], value) for name, value in marks.items() if name.startswith(key + ".")]
    told = ", ".join(f"{name} own row" if value is None else f"{name} {_value(value)}" for name, value in inside)
    return f"  # default {told}" if told else ""


def _key(name: str, value: Any, mark: str) -> Iterator[str]:
    line = f"{name} = {_value(value)}"
    if not isinstance(value, list) or len(line) <= WIDTH:
        yield line + mark
        return
    yield f"{name} = ["
    yield from _wrapped(map(_value, value))
    yield f"]{mark}"


def _wrapped(entries: Iterable[str]) -> Iterator[str]:
    """Entries of a list, as many on a line as fit."""
    line = " "
    for entry in entries:
        if line.strip() and len(line) + len(entry) + 2 > WIDTH:
            yield line
            line = " "
        line += f" {entry},"
    yield line


def _value(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{quoted(str(name))} = {_value(entry)}" for name, entry in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(word: str) -> str:
    """A word in quotes; control characters as escapes."""
    kept = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(mark if mark.isprintable() else f"\\U{ord(mark):08x}" for mark in kept) + '"'


def quoted(name: str) -> str:
    """A key as TOML writes it: bare where it may be."""
    bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if bare else _text(name)
