"""The moments of the last calls of one provider and credential, as runs share them: a ring of numbers in a small file.

The file is mode 0600, holds no name and no key, and is locked while it is looked at. A clock that was set back leaves moments
in the future: they count as now, so nobody waits longer than one window. A file that cannot be read is as good as one in which
every place was just taken; one that cannot be written leaves each run to itself, for a full disk must not stop a report.
"""

import fcntl
import logging
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from integrations.retry import LONGEST

__all__ = ["RateFile"]

_log = logging.getLogger("dunnage.transport")
_HEAD = struct.Struct("<8sIIdd32s")
"""Mark, places, the next place, when the door was shut and for how many seconds, and why."""
_MARK = b"DNRATE1\0"
_PATIENCE, _SLICE = 1.0, 0.002  # seconds; whoever holds the lock needs a fraction of a millisecond
_SKEW = 1.0


@dataclass(slots=True)
class _Ring:
    """What stands in the file."""

    moments: list[float]
    """One for each place, seconds since the epoch; 0 for a place never taken."""
    at: int = 0
    """The next place, which is the one taken longest ago."""
    shut_at: float = 0.0
    shut_for: float = 0.0
    why: str = ""

    def mended(self, now: float) -> "_Ring":
        """Take a moment in the future for now: the clock was set back."""
        if self.shut_at > now + _SKEW:
            self.shut_at = now
        if any(moment > now + _SKEW for moment in self.moments):
            self.moments = [min(moment, now) for moment in self.moments]
        return self


class RateFile:
    """One file of moments; used under the lock of its window."""

    def __init__(self, path: Path, calls: int) -> None:
        self.path = path
        self._calls = calls
        self._told = False

    def take(self, now: float, stretch: float) -> tuple[float, str]:
        """Take the place of one call, or say for how many seconds there is none, and why where the door is shut."""
        if not self._calls and not self.path.exists():
            return 0.0, ""
        try:
            with self._opened() as handle:
                ring = self._read(handle, now).mended(now)
                shut = min(ring.shut_for, LONGEST) - (now - ring.shut_at)
                if shut > 0:
                    return shut, ring.why
                wait = ring.moments[ring.at] + stretch - now if self._calls else 0.0
                if wait <= 0 and self._calls:
                    ring.moments[ring.at] = now
                    ring.at = (ring.at + 1) % self._calls
                if self._calls:
                    self._write(handle, ring)
                return max(wait, 0.0), ""
        except OSError:
            self._alone()
            return 0.0, ""

    def shut(self, now: float, seconds: float, why: str) -> None:
        """Write down that the door is shut for so long, unless it is for longer already."""
        try:
            with self._opened() as handle:
                ring = self._read(handle, now).mended(now)
                if now + seconds > ring.shut_at + min(ring.shut_for, LONGEST):
                    ring.shut_at, ring.shut_for, ring.why = now, seconds, why
                    self._write(handle, ring)
        except OSError:
            self._alone()

    @contextmanager
    def _opened(self) -> Iterator[int]:
        """Open the file and hold its lock; the system lets go of it when its holder dies."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            until = time.monotonic() + _PATIENCE
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= until:
                        raise
                    time.sleep(_SLICE)
            yield handle
        finally:
            os.close(handle)

    def _read(self, handle: int, now: float) -> _Ring:
        """Read the ring; another number of places keeps the youngest moments, and what is no ring is a full one."""
        size = os.fstat(handle).st_size
        if size == 0:
            return _Ring([0.0] * self._calls)
        data = os.pread(handle, size, 0)
        ring = _parsed(data)
        if ring is None:
            return _Ring([now] * self._calls)
        if len(ring.moments) != self._calls:
            youngest = sorted(ring.moments)[-self._calls :] if self._calls else []
            ring.moments, ring.at = [0.0] * (self._calls - len(youngest)) + youngest, 0
        return ring

    def _write(self, handle: int, ring: _Ring) -> None:
        head = _HEAD.pack(_MARK, self._calls, ring.at, ring.shut_at, ring.shut_for, ring.why.encode("ascii"))
        data = head + struct.pack(f"<{self._calls}d", *ring.moments)
        if os.pwrite(handle, data, 0) != len(data):
            raise OSError("the moments were not written whole")
        os.ftruncate(handle, len(data))

    def _alone(self) -> None:
        """Say once that other runs cannot be heeded."""
        if not self._told:
            self._told = True
            _log.warning("%s cannot be written: the rate is kept within this run only", self.path.name)


def _parsed(data: bytes) -> _Ring | None:
    """Read what stands in a file; None where it is no ring."""
    try:
        mark, places, at, shut_at, shut_for, why = _HEAD.unpack_from(data)
        moments = list(struct.unpack_from(f"<{places}d", data, _HEAD.size))
        ring = _Ring(moments, at, shut_at, shut_for, why.rstrip(b"\0").decode("ascii"))
    except (struct.error, UnicodeDecodeError):
        return None
    return ring if mark == _MARK and len(data) == _HEAD.size + 8 * places and at < max(places, 1) else None
