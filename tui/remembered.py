"""What the screens remember from one day to the next: the tab, the order, filter and row of each list, and filters kept by name.

It stands in the state folder, apart from settings that people write and from the book; a file that is damaged is put aside under
another name, and remembering begins anew.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import Any

from credit.problem import Fault

__all__ = ["Memory", "MemoryReplaced", "MemoryUnreadable", "Remembered", "View", "named", "read_memory"]

VERSION = 1
_NAME = re.compile(r"\w[\w-]{0,30}")


class MemoryUnreadable(Fault):
    """The file of what the screens remember cannot be read or written (`path`)."""

    code = "memory_unreadable"


class MemoryReplaced(Fault):
    """The file of what the screens remember was damaged, and stands aside under another name (`path`, `aside`)."""

    code = "memory_replaced"


@dataclass(frozen=True, slots=True)
class View:
    """How one list stood."""

    filter: str = ""
    sort: str = ""
    """Empty: the order it opens with."""
    turned: bool = False
    row: str = ""
    """Key of the row under the cursor; empty: the first."""
    listing: str = ""
    """Which of several lists stands there; empty: the first."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """All of it."""

    screen: str = ""
    """The tab one was on; empty: the first."""
    views: Mapping[str, View] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    """Filters by the name they were kept under."""
    mine: bool = False
    """The lists leave out what others of the desk have."""

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
        screen, mine = str(found["screen"]), found.get("mine") is True
    except FileNotFoundError:
        return Remembered()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        known = False
    if not known:
        raise MemoryUnreadable(path=path)
    return Remembered(screen, views, filters, mine)


def _view(told: Mapping[str, Any]) -> View:
    row, listing = str(told.get("row", "")), str(told.get("listing", ""))
    return View(str(told["filter"]), str(told["sort"]), told["turned"] is True, row, listing)


class Memory:
    """What is remembered while the screens are open, and its file; without a file it ends with them.

    A file that is damaged is put aside under another name, and it begins anew; `told` holds what has to be said of that.
    """

    def __init__(self, path: Path | None = None, now: Remembered | None = None) -> None:
        """Begin with `now`, else with what the file remembers; raises `MemoryUnreadable` where it cannot be put aside either."""
        self._path = path
        self._held = Lock()
        self.told: Fault | None = None
        """What has to be said once."""
        self.now = now if now is not None else Remembered() if path is None else self._read(path)

    def see(self, screen: str, view: View) -> bool:
        """How the list of a screen stands now; tells whether that is new. On disk with `write`."""
        return self._moved(self.now.seen(screen, view))

    def at(self, screen: str) -> bool:
        """The tab in front; tells whether that is new. On disk with `write`."""
        return self._moved(replace(self.now, screen=screen))

    def _moved(self, now: Remembered) -> bool:
        before, self.now = self.now, now
        return now != before

    def turn_mine(self) -> None:
        """Leave out from now on what others have, or nothing; on disk with `write`."""
        self.now = replace(self.now, mine=not self.now.mine)

    def keep(self, name: str, text: str) -> None:
        """Keep a filter under a name, on disk at once beside those another desk kept meanwhile; raises `MemoryUnreadable`."""
        if self._path is None:
            self.now = self.now.keeping(name, text)
            return
        with self._alone(self._path):
            beside = replace(self.now, filters={**self.now.filters, **self._read(self._path, self.now).filters})
            kept = beside.keeping(name, text)
            _write(self._path, kept)
        self.now = replace(self.now, filters=kept.filters)

    def write(self) -> None:
        """Write down how everything stands; may be called from any thread, and raises `MemoryUnreadable`."""
        now = self.now
        if self._path is None:
            return
        with self._alone(self._path):
            filters = self._read(self._path, now).filters
            _write(self._path, replace(now, filters=filters))

    def _read(self, path: Path, instead: Remembered | None = None) -> Remembered:
        """What the file remembers; of one that is damaged, `instead`, once it is put aside."""
        try:
            return read_memory(path)
        except MemoryUnreadable:
            aside = path.with_name(f"{path.name}.damaged")
            try:
                path.replace(aside)
            except OSError:
                raise MemoryUnreadable(path=path) from None
            self.told = MemoryReplaced(path=path, aside=aside)
            return instead or Remembered()

    @contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        """Nobody else reads and writes meanwhile, in this program or in another: what one keeps another would write over."""
        with self._held:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            except OSError:
                raise MemoryUnreadable(path=path) from None
            try:
                with suppress(OSError):  # a file system without locks: the writing is whole all the same
                    fcntl.flock(folder, fcntl.LOCK_EX)
                yield
            finally:
                os.close(folder)


def _write(path: Path, remembered: Remembered) -> None:
    """Put it in the place of what stood there, whole or not at all, for its owner alone; raises `MemoryUnreadable`."""
    views = {screen: asdict(view) for screen, view in remembered.views.items()}
    told = {"version": VERSION, "screen": remembered.screen, "views": views, "filters": dict(remembered.filters)}
    told |= {"mine": True} if remembered.mine else {}
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
