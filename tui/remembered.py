"""What the screens remember from one day to the next: the tab, the order and the filter of each list, and filters kept by name.

It stands in the state folder, apart from settings that people write and from the book; a file that cannot be read is left as it
is and nothing is remembered until it is mended or removed.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from credit.problem import Fault

__all__ = ["Memory", "MemoryUnreadable", "Remembered", "View", "named", "read_memory"]

VERSION = 1
_NAME = re.compile(r"\w[\w-]{0,30}")


class MemoryUnreadable(Fault):
    """The file of what the screens remember cannot be read or written (`path`)."""

    code = "memory_unreadable"


@dataclass(frozen=True, slots=True)
class View:
    """How one list stood."""

    filter: str = ""
    sort: str = ""
    """Empty: the order it opens with."""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Remembered:
    """All of it."""

    screen: str = ""
    """The tab one was on; empty: the first."""
    views: Mapping[str, View] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    """Filters by the name they were kept under."""

    def view(self, screen: str) -> View:
        """How the list of a screen stood."""
        return self.views.get(screen, View())

    def seen(self, screen: str, view: View) -> "Remembered":
        """The same with the list of a screen as it stands now."""
        return replace(self, views={**self.views, screen: view})

    def keeping(self, name: str, text: str) -> "Remembered":
        """The same with a filter kept under a name; an empty one lets the name go."""
        kept = {**self.filters, name: text}
        return replace(self, filters={name: kept[name] for name in sorted(kept) if kept[name]})


def named(name: str) -> bool:
    """Whether a filter can be kept under this name, so that `@name` can be typed."""
    return _NAME.fullmatch(name) is not None


def read_memory(path: Path) -> Remembered:
    """What a file remembers, nothing where there is none; raises `MemoryUnreadable`."""
    try:
        found = json.loads(path.read_bytes())
        known = found["version"] == VERSION
        views = {str(screen): _view(told) for screen, told in found["views"].items()}
        filters = {str(name): text for name, text in found["filters"].items() if named(name) and isinstance(text, str)}
        screen = str(found["screen"])
    except FileNotFoundError:
        return Remembered()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        known = False
    if not known:
        raise MemoryUnreadable(path=path)
    return Remembered(screen, views, filters)


def _view(told: Mapping[str, Any]) -> View:
    return View(str(told["filter"]), str(told["sort"]), told["turned"] is True)


class Memory:
    """What is remembered while the screens are open, and its file; without a file it ends with them."""

    def __init__(self, path: Path | None = None, now: Remembered | None = None) -> None:
        """Begin with `now`, else with what the file remembers; raises `MemoryUnreadable`.

        With `now` beside a file that cannot be read, keeping and saving say so until it is mended, and leave it as it is.
        """
        self._path = path
        self.now = now if now is not None else Remembered() if path is None else read_memory(path)

    def see(self, screen: str, view: View) -> None:
        """How the list of a screen stands now; on disk with `save`."""
        self.now = self.now.seen(screen, view)

    def keep(self, name: str, text: str) -> None:
        """Keep a filter under a name, on disk at once beside those another desk kept meanwhile; raises `MemoryUnreadable`."""
        if self._path is not None:
            self.now = replace(self.now, filters={**self.now.filters, **read_memory(self._path).filters})
        kept = self.now.keeping(name, text)
        if self._path is not None:
            _write(self._path, kept)
        self.now = kept

    def save(self, screen: str) -> None:
        """Write down how everything stands, `screen` in front; raises `MemoryUnreadable`."""
        self.now = replace(self.now, screen=screen)
        if self._path is not None:
            _write(self._path, replace(self.now, filters=read_memory(self._path).filters))


def _write(path: Path, remembered: Remembered) -> None:
    """Put it in the place of what stood there, whole or not at all, for its owner alone; raises `MemoryUnreadable`."""
    views = {
        screen: {"filter": view.filter, "sort": view.sort, "turned": view.turned} for screen, view in remembered.views.items()
    }
    told = {"version": VERSION, "screen": remembered.screen, "views": views, "filters": dict(remembered.filters)}
    beside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:  # 0600, of a name of its own
            beside = Path(file.name)
            file.write(json.dumps(told, ensure_ascii=False, indent=1).encode())
        beside.replace(path)
    except OSError:
        if beside is not None:
            with suppress(OSError):
                beside.unlink()
        raise MemoryUnreadable(path=path) from None
