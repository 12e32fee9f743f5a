"""When a refresh of many buyers says how far it is, shows the book, and lets the collector go through what it has made.

Each of the three keeps the keys waiting for a moment. So each is done at a time of the refresh's own choosing, and seldom enough.
"""

import time
from collections.abc import Callable
from enum import Enum

from tui.lasting import settle

__all__ = ["Due", "Pace"]

STEP = 0.5
"""Seconds between two sentences about how far it is."""
SHOWN, LATEST = 3.0, 10.0
"""Seconds between two looks at the book meanwhile: each paints every row anew, and the keys wait for it. While somebody types it
waits for a pause, but not for ever."""
PAUSE = 0.3
"""Seconds without a key that are a pause."""


class Due(Enum):
    """What is to be told after an answer."""

    NOTHING = "nothing"
    SENTENCE = "sentence"
    """How far it is."""
    LOOK = "look"
    """How far it is, and the book as it is now."""


class Pace:
    """The times of one refresh."""

    def __init__(
        self,
        still_for: Callable[[float], bool],
        monotonic: Callable[[], float] = time.monotonic,
        settle: Callable[[], None] = settle,
    ) -> None:
        """Ask `still_for` whether no key was pressed for so many seconds."""
        self._still_for, self._monotonic, self._settle = still_for, monotonic, settle
        self._told = self._looked = monotonic()

    def due(self) -> Due:
        """What is to be told now; at each step what was made since is settled, while it is little."""
        now = self._monotonic()
        if now - self._told < STEP:
            return Due.NOTHING
        self._told = now
        self._settle()
        if now - self._looked < (SHOWN if self._still_for(PAUSE) else LATEST):
            return Due.SENTENCE
        self._looked = now
        return Due.LOOK
