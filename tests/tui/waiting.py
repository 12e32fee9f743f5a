"""Work of a thread that a test holds up, to look at what is shown meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest

__all__ = ["held_up"]


@contextmanager
def held_up(patch: pytest.MonkeyPatch, owner: type, name: str) -> Iterator[Event]:
    """Has every call of a method wait until the event is set, as it is at the end."""
    go_on, call = Event(), getattr(owner, name)

    def waits(*given: Any, **told: Any) -> Any:
        go_on.wait(60)
        return call(*given, **told)

    patch.setattr(owner, name, waits)
    try:
        yield go_on
    finally:
        go_on.set()
