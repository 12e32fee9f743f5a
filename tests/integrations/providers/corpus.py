"""The fuzzer's corpus: the smallest inputs that lead the readings of a kind down every way it has found so far.

`benchmarks.fuzz_parsers --keep` writes it and begins from it; every test run reads all of it again. One archive for each kind.
"""

import io
import lzma
import sys
import tarfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

from tests.integrations.providers.parsers import read_by

__all__ = ["FOUND", "keep", "kept", "smallest"]

FOUND = Path(__file__).parents[2] / "payloads" / "found"
ROOMS = ("/integrations/", "/credit/")
LONGEST = 16 * 1024
"""Bytes of an input that is kept: what only a longer one reaches is left to the next run."""
Way = tuple[str, int, int]
"""A file, and two of its lines that were run one after the other."""


def kept(kind: str) -> list[bytes]:
    """The inputs kept for a kind; none where it was never fuzzed."""
    path = FOUND / f"{kind}.tar.xz"
    if not path.exists():
        return []
    with tarfile.open(path, "r:xz") as archive:
        members = [archive.extractfile(member) for member in archive.getmembers()]
        return [file.read() for file in members if file is not None]


def keep(kind: str, inputs: Iterable[bytes]) -> None:
    """Write the archive of a kind; the same inputs give the same bytes."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for raw in sorted(inputs):
            member = tarfile.TarInfo(sha256(raw).hexdigest()[:16])
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    FOUND.mkdir(exist_ok=True)
    (FOUND / f"{kind}.tar.xz").write_bytes(lzma.compress(packed.getvalue(), preset=9))


def smallest(kind: str, inputs: Iterable[bytes]) -> list[bytes]:
    """Of `inputs` those that are needed, the short ones first, for every way that any of them takes."""
    known: set[Way] = set()
    needed = []
    for raw in sorted({raw for raw in inputs if len(raw) <= LONGEST}, key=lambda raw: (len(raw), raw)):
        new = set(_ways(kind, raw)) - known
        if new:
            needed.append(raw)
            known |= new
    return needed


def _ways(kind: str, raw: bytes) -> Iterator[Way]:
    """The ways one input takes through the rooms of readings."""
    found: set[Way] = set()

    def entered(frame: FrameType, _event: str, _arg: Any) -> Any:
        path = frame.f_code.co_filename
        if not any(room in path for room in ROOMS):
            return None
        last = frame.f_lineno

        def ran(frame: FrameType, event: str, _arg: Any) -> Any:
            nonlocal last
            if event == "line":
                found.add((path, last, frame.f_lineno))
                last = frame.f_lineno
            return ran

        return ran

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        read_by(kind, raw)
    finally:
        sys.settrace(before)
    yield from found
