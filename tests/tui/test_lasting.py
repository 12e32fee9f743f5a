"""What was made to stay is left alone by the collector, and what was not is collected before."""

import gc
import weakref

from tui.lasting import settle


class Ring:
    """Holds itself: only the collector can let it go."""

    def __init__(self) -> None:
        self.ring = self


def test_what_is_settled_is_gone_through_no_more_and_garbage_is_not_settled() -> None:
    stays, goes = Ring(), weakref.ref(Ring())
    try:
        settle()
        assert goes() is None
        assert not any(thing is stays for thing in gc.get_objects())
    finally:
        gc.unfreeze()
