"""How each provider stood when it was last asked, kept from run to run: when it last answered, and whose key it refused.

A bureau that refused a key locks the account of whoever keeps trying it. So a refused key is not tried again by the next run
either, until it is another one, or a person asks for a trial.
"""

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from integrations.keeping.private import make_private, replace_private

__all__ = ["UNKNOWN", "Standing", "Standings"]

_FOLDER = "standing"
_LATELY = 1.0
"""Seconds a look at the disk counts for."""
_STEP = timedelta(minutes=1)
"""A provider that answers a thousand times in a row need not be written down a thousand times."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One provider, as it was last met."""

    last_ok: datetime | None = None
    """UTC, when it last answered with something usable."""
    refused: str = ""
    """Mark of the credential it refused; empty where it refused none."""
    refused_at: datetime | None = None


UNKNOWN = Standing()
"""A provider nobody has asked yet."""


class Standings:
    """What is known of every provider; what cannot be written is not remembered beyond this run."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / _FOLDER if folder else None
        self._seen: dict[str, Standing] = {}
        self._read_last: dict[str, tuple[tuple[int, int, int], Standing]] = {}
        """What a file said, and which file that was: one that was replaced since is another one."""
        self._looked_at: dict[str, float] = {}
        """When its file was last looked for, on the monotonic clock."""

    def of(self, provider: str) -> Standing:
        """How it stood."""
        if provider in self._seen or self._folder is None:
            return self._seen.get(provider, UNKNOWN)
        return self._on_disk(provider, self._folder)

    def answered(self, provider: str, at: datetime) -> None:
        """It answered, so whatever it refused before is over."""
        before = self._seen_lately(provider) or self.of(provider)
        if before.refused or before.last_ok is None or at - before.last_ok >= _STEP:
            self._write(provider, Standing(at))

    def _seen_lately(self, provider: str) -> Standing | None:
        """What was seen on the disk within this second, as the visit that now ends did; None where that is longer ago."""
        looked = self._looked_at.get(provider)
        if looked is None or provider in self._seen or time.monotonic() - looked > _LATELY:
            return None
        held = self._read_last.get(provider)
        return held[1] if held is not None else None

    def refused(self, provider: str, credential: str, at: datetime) -> None:
        """It refused a key."""
        self._write(provider, replace(self.of(provider), refused=credential, refused_at=at))

    def tried_again(self, provider: str) -> None:
        """A person wants the same key to be tried once more."""
        self._write(provider, replace(self.of(provider), refused="", refused_at=None))

    def _write(self, provider: str, standing: Standing) -> None:
        self._seen[provider] = standing
        if self._folder is None:
            return
        times = {name: at.isoformat() for name in ("last_ok", "refused_at") if (at := getattr(standing, name)) is not None}
        with suppress(OSError):
            make_private(self._folder)
            raw = json.dumps({**times, "refused": standing.refused}).encode("ascii")
            replace_private(self._folder / f"{provider}.json", raw)
            self._looked_at.pop(provider, None)
            del self._seen[provider]  # what is on the disk may be changed by other runs

    def _on_disk(self, provider: str, folder: Path) -> Standing:
        """What stands in its file, which is read only where another run replaced it: each of a thousand reports looks twice."""
        try:
            told = os.stat(f"{folder}/{provider}.json")  # noqa: PTH116 - asked twice for every report
        except OSError:
            return UNKNOWN
        self._looked_at[provider] = time.monotonic()
        file = (told.st_ino, told.st_mtime_ns, told.st_size)
        held = self._read_last.get(provider)
        if held is None or held[0] != file:
            held = self._read_last[provider] = (file, self._read(folder / f"{provider}.json"))
        return held[1]

    def _read(self, path: Path) -> Standing:
        try:
            values = json.loads(path.read_bytes())
            last_ok, refused_at = (
                datetime.fromisoformat(values[name]) if name in values else None for name in ("last_ok", "refused_at")
            )
            return Standing(last_ok, str(values["refused"]), refused_at)
        except (OSError, ValueError, KeyError, TypeError):
            return UNKNOWN
