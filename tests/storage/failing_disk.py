"""A disk that fails at a chosen call, or a process that is killed there: every call that changes a disk passes by here."""

import errno
import os
from collections.abc import Callable, Iterable
from typing import Any, Self

import pytest

import storage.atomic

__all__ = ["ERRORS", "Disk", "Killed"]

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT)
FULL = (errno.ENOSPC, errno.EDQUOT)
"""Taking away needs no room."""
CALLS = ("open", "fchmod", "fsync", "fdatasync", "pwrite", "ftruncate", "replace", "unlink", "link", "mkdir", "rmdir")


class Killed(BaseException):
    """The process is no more: nothing it would still do is done."""


class Disk:
    """Counts the calls that reach the disk, and breaks at the one that is told, once or from then on."""

    def __init__(self, patch: pytest.MonkeyPatch, *, at: int = -1, error: int = 0, lasting: bool = False) -> None:
        """Break at call number `at` with `error`, or kill the process where it is 0."""
        self.calls: list[str] = []
        self._at, self._error, self._lasting = at, error, lasting
        self._patch = patch

    def __enter__(self) -> Self:
        for name in CALLS:
            self._patch.setattr(os, name, self._broken(name, getattr(os, name)))
        self._patch.setattr(storage.atomic, "open", self._opened, raising=False)
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.undo()

    @property
    def broken(self) -> bool:
        """Whether the call it was to break at was made."""
        return 0 <= self._at < len(self.calls)

    def fails(self, name: str) -> bool:
        """Whether this call, which is told by its name, is one that breaks."""
        self.calls.append(name)
        if name in ("unlink", "rmdir") and self._error in FULL:
            return False
        now = len(self.calls) - 1
        return now == self._at or (self.broken and (self._lasting or not self._error))

    def raise_it(self) -> None:
        """What breaking is."""
        if not self._error:
            raise Killed
        raise OSError(self._error, os.strerror(self._error))

    def _broken(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if self.fails(name):
                if name == "pwrite" and len(given[1]) > 1:
                    real(given[0], bytes(given[1])[: len(given[1]) // 2], given[2])
                self.raise_it()
            return None if name in ("fsync", "fdatasync") else real(*given, **named)

        return call

    def _opened(self, *given: Any, **named: Any) -> Any:
        file = open(*given, **named)  # noqa: SIM115, PTH123 - the caller closes it
        whole = file.writelines

        def writelines(parts: Iterable[bytes]) -> None:
            data = b"".join(parts)
            if self.fails("writelines"):
                os.write(file.fileno(), data[: len(data) // 2])
                self.raise_it()
            whole([data])

        return _Half(file, writelines)


class _Half:
    """A file of which only the writing is another's."""

    def __init__(self, file: Any, writelines: Callable[[Iterable[bytes]], None]) -> None:
        self._file, self.writelines = file, writelines

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def flush(self) -> None:
        self._file.flush()
