"""The answers providers gave, byte for byte, so that what was paid for is not paid for twice and what was read can be shown.

One answer is one file: its seal, a line of what is known of it, and the body as it came. The file's name is a mark of the
provider, the credential and the question, so one credential never meets another's answer and the name tells nobody whom was
asked about. A file that does not fit its seal (a turned byte, a torn write, another key) is as good as none: it is asked anew.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from threading import Lock

from integrations.keeping.marks import Marks
from integrations.keeping.private import need_private, replace_private, sweep

__all__ = ["Answers", "KeptAnswer", "Question"]

_FOLDER, _ENDING = "answers", ".answer"
_REMEMBERED, _MOMENT = 64, timedelta(minutes=2)
"""Answers the disk takes not, or may not hold, and how long they are remembered: for those who wait while one is fetched."""


@dataclass(frozen=True, slots=True)
class Question:
    """What makes two questions the same one."""

    provider: str
    credential: str
    """Mark of whose key asks (`Marks.credential`); never the key."""
    endpoint: str
    asked: str = field(repr=False)
    """The question itself, written out: method, path, ids, parameters, body."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One answer as it came."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    raw: bytes = field(repr=False)
    fetched_at: datetime
    """UTC, when its last byte had come."""
    checked_at: datetime
    """UTC, when the provider last said that it still stands; that moment itself where it never was asked again."""
    keep_until: datetime
    """UTC moment after which it may not be kept any longer."""
    endpoint: str = ""
    about: tuple[str, ...] = field(default=(), repr=False)
    """The buyer's number in the book and its registrations, to find it when the buyer is to be forgotten."""
    sha256: str = field(default="", compare=False)
    """Of `raw`, as hexadecimal, where it was worked out already."""

    @property
    def validators(self) -> dict[str, str]:
        """The headers that ask whether it still stands; empty where the provider gave nothing to ask by."""
        asked = {"If-None-Match": self.headers.get("etag", ""), "If-Modified-Since": self.headers.get("last-modified", "")}
        return {name: value for name, value in asked.items() if value}


class Answers:
    """The kept answers of one machine; may be used from any thread. In memory where there is no folder."""

    def __init__(self, folder: Path | None, marks: Marks, *, sealed: bool = True) -> None:
        """Keep below `folder`; not `sealed`, what a file says is believed, to tell whose it is where the key is lost."""
        self._folder = folder / _FOLDER if folder else None
        self._marks = marks
        self._sealed_only = sealed
        self._remembered: dict[str, KeptAnswer] = {}
        self._lock = Lock()
        self._at = lru_cache(_REMEMBERED)(self._placed)
        """Each question is placed twice: when its answer is looked for, and when it is kept."""

    def find(self, question: Question, now: datetime) -> KeptAnswer | None:
        """The answer to exactly this question of exactly this credential, or nothing: past its time, damaged, or never asked."""
        name, place = self._at(question)
        if (remembered := self._remembered.get(name)) is not None and now < remembered.checked_at + _MOMENT:
            return remembered
        kept = self._read(place)
        return kept if kept is not None and now < kept.keep_until else None

    def keep(self, question: Question, answer: KeptAnswer, *, durable: bool = False) -> bool:
        """Keep it in place of the one before; False where the disk took it not, and it is remembered while the program runs.

        What is `durable` is on the disk when this returns: what was paid for is not asked for again.
        """
        name, place = self._at(question)
        if place is not None and answer.keep_until > answer.checked_at:
            try:
                need_private(place.rpartition("/")[0])
                replace_private(place, self._sealed(answer), _dated(answer), durable=durable)
            except OSError:
                self._remember(name, answer)
                return False
            self._remembered.pop(name, None)
            return True
        self._remember(name, answer)
        return True

    def forget(self, about: Collection[str]) -> int:
        """Remove every answer about a buyer, by its number or any of its registrations; how many there were."""
        wanted = set(about)
        with self._lock:
            self._remembered.clear()
        return self._remove(lambda kept: bool(wanted.intersection(kept.about)))

    def tidy(self, now: datetime, provider: str = "", keep: timedelta | None = None) -> int:
        """Remove what may not be kept any longer, and what cannot be read; how many there were.

        With `keep`, what the named provider's settings allow today counts, and nothing is read: a file is dated by its fetching.
        """
        if keep is None:
            return self._remove(lambda kept: now >= kept.keep_until, provider)
        old = [path for path in self._files(provider) if path.stat().st_mtime <= (now - keep).timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def clear(self, provider: str) -> int:
        """Remove every answer of one provider; how many there were."""
        return self._remove(lambda _kept: True, provider)

    def providers(self) -> frozenset[str]:
        """Whose answers lie on the disk, configured today or not."""
        folders = self._folder.glob("*") if self._folder is not None else ()
        return frozenset(folder.name for folder in folders if folder.is_dir())

    def count(self, provider: str) -> int:
        """How many answers of a provider are kept on the disk."""
        return sum(1 for _ in self._files(provider))

    def _remove(self, over: Callable[[KeptAnswer], bool], provider: str = "") -> int:
        """Remove what `over` says of, and what does not fit its seal: nobody could read it again. Raises `OSError`."""
        removed = 0
        for path in self._files(provider):
            kept = self._read(str(path))
            if kept is None or over(kept):
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def _files(self, provider: str = "") -> Iterator[Path]:
        """The files of one provider, or of all; what writers that were killed left beside them goes."""
        if self._folder is None:
            return
        for folder in [self._folder / provider] if provider else sorted(self._folder.glob("*")):
            sweep(folder, time.time())
            yield from sorted(folder.glob(f"*{_ENDING}"))

    def _placed(self, question: Question) -> tuple[str, str | None]:
        """The mark of a question, and the file of its answer."""
        name = self._marks.of("question", question.provider, question.credential, question.endpoint, question.asked)
        return name, None if self._folder is None else f"{self._folder}/{question.provider}/{name}{_ENDING}"

    def _remember(self, name: str, answer: KeptAnswer) -> None:
        with self._lock:
            self._remembered.pop(name, None)
            while len(self._remembered) >= _REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[name] = answer

    def _sealed(self, answer: KeptAnswer) -> bytes:
        known = {
            "status": answer.status,
            "headers": dict(answer.headers),
            "sha256": answer.sha256 or hashlib.sha256(answer.raw).hexdigest(),
            "fetched_at": (fetched := answer.fetched_at.isoformat()),
            "checked_at": fetched if answer.checked_at is answer.fetched_at else answer.checked_at.isoformat(),
            "keep_until": answer.keep_until.isoformat(),
            "endpoint": answer.endpoint,
            "about": list(answer.about),
        }
        rest = json.dumps(known, ensure_ascii=True).encode("ascii") + b"\n" + answer.raw
        return self._marks.seal(rest).encode("ascii") + b"\n" + rest

    def _read(self, place: str | None) -> KeptAnswer | None:
        """What stands in a file, or nothing where it is not what was written."""
        if place is None:
            return None
        try:
            os.stat(place)  # noqa: PTH116 - asked before every report: of most questions there is no answer yet
            seal, _, rest = Path(place).read_bytes().partition(b"\n")
        except OSError:
            return None
        if not self._sealed_only:
            with suppress(ValueError, KeyError, TypeError):
                return _parsed(rest)
        return _parsed(rest) if self._marks.fits(seal.decode("ascii", "replace"), rest) else None


def _dated(answer: KeptAnswer) -> float | None:
    """What its file is dated by; None where that is now."""
    at = answer.fetched_at.timestamp()
    return None if abs(time.time() - at) < 1 else at


def _parsed(rest: bytes) -> KeptAnswer:
    """The answer behind a seal."""
    line, _, raw = rest.partition(b"\n")
    known = json.loads(line)
    return KeptAnswer(
        known["status"],
        known["headers"],
        raw,
        datetime.fromisoformat(known["fetched_at"]),
        datetime.fromisoformat(known["checked_at"]),
        datetime.fromisoformat(known["keep_until"]),
        known["endpoint"],
        tuple(known["about"]),
    )
