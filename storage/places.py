"""Where a book lies: whether locks hold there, whether others can read or change it, and whether a network stands between.

All of it is tried or read at the place itself; nothing is taken from a table of what should be so.
"""

import fcntl
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from storage.leftovers import leftovers
from storage.opening import Beside, writable

__all__ = ["Exposed", "LockState", "exposed", "network_kind", "try_lock"]


class LockState(StrEnum):
    """What a lock does in a folder."""

    HOLDS = "holds"
    LETS_IN = "lets_in"
    """It can be taken twice: two writers would not see each other."""
    REFUSED = "refused"
    """The file system knows no locks."""
    UNTRIED = "untried"
    """The folder cannot be written, so nobody writes to the book either."""


def try_lock(folder: Path) -> LockState:
    """Take a lock twice in `folder`, as two desks would; leaves nothing behind."""
    if not writable(folder):
        return LockState.UNTRIED
    probe = folder / f".lock-{uuid4().hex}"
    handles: list[int] = []
    try:
        handles.append(os.open(probe, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        handles.append(os.open(probe, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW))
        return _twice(*handles)
    except OSError:
        return LockState.UNTRIED
    finally:
        for handle in handles:
            os.close(handle)
        with suppress(OSError):
            probe.unlink()


def _twice(first: int, second: int) -> LockState:
    try:
        fcntl.flock(first, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return LockState.REFUSED
    try:
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return LockState.HOLDS
    except OSError:
        return LockState.REFUSED
    return LockState.LETS_IN


NETWORKS = (
    "nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "ocfs2", "gfs2", "davfs", "ncpfs",
    "vboxsf", "vmhgfs", "prl_fs", "virtiofs", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.ceph",
    "fuse.s3fs", "fuse.davfs",
)  # fmt: skip
"""How kinds of file systems begin that another machine, or a host, keeps."""
MOUNTS = Path("/proc/self/mountinfo")


def network_kind(folder: Path, mounts: Path = MOUNTS) -> str:
    """The kind of the file system `folder` lies on where a network stands between; empty where none does or nobody tells."""
    try:
        told = mounts.read_text(encoding="utf-8", errors="replace")
        device = os.stat(folder).st_dev  # noqa: PTH116 - the number of the device is all that is asked for
    except OSError:
        return ""
    here = f"{os.major(device)}:{os.minor(device)}"
    kinds = [kind for line in told.splitlines() if (kind := _kind(line, here))]
    return next((kind for kind in kinds if kind.startswith(NETWORKS)), "")


def _kind(line: str, device: str) -> str:
    """The kind a line of the table of mounts tells of this device."""
    parts = line.split()
    if len(parts) < 3 or parts[2] != device or "-" not in parts:
        return ""
    return next(iter(parts[parts.index("-") + 1 :]), "")


@dataclass(frozen=True, slots=True)
class Exposed:
    """What others than the owner may do."""

    readable: tuple[Path, ...]
    """Files of the book that others may read or write."""
    folder: bool
    """Whether others may put another file in the place of one of them."""

    @property
    def well(self) -> bool:
        """Whether the book is its owner's alone."""
        return not self.readable and not self.folder


def exposed(book: Path) -> Exposed:
    """Look at the permissions of the book, its journal, what lies beside it, and its folder."""
    beside = (each.path for each in leftovers(book))
    files = [path for path in (book, Beside(book).journal, *beside) if _mode(path) & 0o077]
    mode = _mode(book.parent)
    return Exposed(tuple(files), bool(mode & 0o022) and not mode & stat.S_ISVTX)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0
