"""Turns of workers: short while one of them works, the interpreter's own when the last has left."""

import sys
import threading

from tui.turns import TURN, short_turns


def test_turns_are_short_inside_and_as_they_were_behind() -> None:
    before = sys.getswitchinterval()
    with short_turns():
        assert sys.getswitchinterval() == TURN < before
    assert sys.getswitchinterval() == before


def test_of_two_workers_the_last_to_leave_ends_it_whichever_came_first() -> None:
    """The first leaves while the second works: it works on with short turns, and leaves none behind."""
    before, inside, go = sys.getswitchinterval(), threading.Event(), threading.Event()

    def second() -> None:
        with short_turns():
            inside.set()
            go.wait(10)

    with short_turns():
        other = threading.Thread(target=second)
        other.start()
        assert inside.wait(10)
    assert sys.getswitchinterval() == TURN
    go.set()
    other.join()
    assert sys.getswitchinterval() == before
