"""Channel files, read as strictly as providers' are: `docs/alerts.md` is the reference.

A channel that is wrong is named with file, line and key, and keeps none of the others from work.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import cast

from credit.problem import Problem
from credit.report import Severity
from integrations.address import RequestRefused, address_of
from integrations.bounded import Json
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source, Table
from integrations.secrets import is_reference
from integrations.telling.channel import Channel, Letterhead, Quiet, Way, Webhook

__all__ = ["Channels", "channel_of", "read_channels"]

_KEYS = ("kind", "least", "wakes", "quiet", "quiet_days", "digest", "file", "url", "body", "expects", "command", "to", "from")
_BELONGS = {
    Way.TEXT: {"file"},
    Way.LINES: {"file"},
    Way.WEBHOOK: {"url", "body", "expects"},
    Way.MAIL: {"command", "to", "from"},
}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAME = re.compile(r"\w[\w.-]{0,63}")
_ADDRESS = re.compile(r"[^\s<>,;@\"]{1,64}@[^\s<>,;@\"]{1,190}")


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels of a folder, and what is wrong with the files that are none."""

    channels: tuple[Channel, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_channels(folder: Path) -> Channels:
    """The channels of every `*.toml` in `folder`, by name; a folder that is not there holds none. Never raises."""
    channels: list[Channel] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml"), key=lambda path: path.stem.casefold()):
        try:
            channels.append(channel_of(path.stem, Source(path.name, _text(path))))
        except ProviderFileRefused as refused:
            near = f" ({refused.near}?)" if refused.near else ""
            problems.append(Problem(f"provider_file_{refused.problem}", refused.key + near, str(path), refused.line))
    return Channels(tuple(channels), tuple(problems))


def channel_of(name: str, source: Source) -> Channel:
    """The channel a text describes; raises `ProviderFileRefused` for the first thing that is wrong."""
    if not _NAME.fullmatch(name):
        raise ProviderFileRefused(FileTrouble.BAD_NAME, file=source.file)
    table = Table(source, _parsed(source), _KEYS)
    kind = table.text("kind")
    if kind not in tuple(Way):
        raise table.refused(FileTrouble.BAD_VALUE, "kind", ", ".join(Way))
    way = Way(kind)
    for other in set().union(*_BELONGS.values()) - _BELONGS[way]:
        if other in table:
            raise table.refused(FileTrouble.UNKNOWN_KEY, other)
    wakes = table.text("wakes", Severity.CRITICAL)
    return Channel(
        name,
        way,
        _severity(table, "least", Severity.WARNING),
        None if wakes == "none" else _severity(table, "wakes", Severity.CRITICAL),
        _quiet(table),
        _hour(table, "digest", table.text("digest")) if "digest" in table else None,
        table.text("file", ""),
        _webhook(table) if way is Way.WEBHOOK else Webhook(),
        _letterhead(table) if way is Way.MAIL else Letterhead(),
    )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ProviderFileRefused(FileTrouble.UNREADABLE, file=path.name) from None


def _parsed(source: Source) -> Mapping[str, object]:
    try:
        return tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        line = re.search(r"at line (\d+)", str(fault))
    # Raised outside: the parser's own sentence may quote the file.
    raise ProviderFileRefused(FileTrouble.NOT_TOML, file=source.file, line=int(line[1]) if line else 0)


def _severity(table: Table, key: str, otherwise: Severity) -> Severity:
    word = table.text(key, otherwise)
    if word not in tuple(Severity):
        raise table.refused(FileTrouble.BAD_VALUE, key, ", ".join(Severity))
    return Severity(word)


def _quiet(table: Table) -> Quiet:
    """`quiet = "19:00-08:00"`, `quiet_days = ["sat", "sun"]`."""
    days = table.words("quiet_days")
    if not set(days) <= set(_DAYS):
        raise table.refused(FileTrouble.BAD_VALUE, "quiet_days", ", ".join(_DAYS))
    if "quiet" not in table:
        return Quiet(days=days)
    begins, dash, ends = table.text("quiet").partition("-")
    if not dash:
        raise table.refused(FileTrouble.BAD_VALUE, "quiet", "19:00-08:00")
    return Quiet(_hour(table, "quiet", begins), _hour(table, "quiet", ends), days)


def _hour(table: Table, key: str, text: str) -> time:
    if not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", text.strip(), re.ASCII):
        raise table.refused(FileTrouble.BAD_VALUE, key, "08:00")
    return time.fromisoformat(text.strip())


def _webhook(table: Table) -> Webhook:
    """Its address, in clear only where it holds no question: what stands behind one is a key in every chat there is."""
    url = table.text("url")
    if not is_reference(url):
        try:
            address_of(url)
        except RequestRefused as refused:
            why = str(refused.reason)
        else:
            why = ""
        if why:
            raise table.refused(FileTrouble.LITERAL_SECRET if why == "query" else FileTrouble.BAD_ADDRESS, "url", why)
    return Webhook(url, _document(table, "body"), _document(table, "expects"))


def _document(table: Table, key: str) -> Mapping[str, Json]:
    """A table that is sent or compared as it stands; only what JSON knows exactly may be in it."""
    values = dict(table.table(key).values)
    if not _exact(values):
        raise table.refused(FileTrouble.WRONG_KIND, key)
    return cast("Mapping[str, Json]", values)


def _exact(value: object) -> bool:
    if isinstance(value, dict):
        return all(map(_exact, value.values()))
    return all(map(_exact, value)) if isinstance(value, list) else isinstance(value, str | int | bool)


def _letterhead(table: Table) -> Letterhead:
    command = table.words("command")
    if not command or not all(command) or any("\0" in part for part in command):
        raise table.refused(FileTrouble.MISSING_KEY if not command else FileTrouble.BAD_VALUE, "command")
    for key in ("to", "from"):
        if not all(_ADDRESS.fullmatch(one.strip()) for one in table.text(key).split(",")):
            raise table.refused(FileTrouble.BAD_VALUE, key)
    return Letterhead(command, table.text("to"), table.text("from"))
