"""Turns of workers: short while one of them works, the interpreter's own when the last has left."""

import sys
import threading
from collections.abc import Callable

from tui.turns import TURN, Courtesy, short_turns


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


class Clock:
    """Time that passes only where somebody sleeps or works."""

    def __init__(self) -> None:
        self.now = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def courtesy(clock: Clock, still_for: Callable[[float], bool]) -> Courtesy:
    return Courtesy(still_for, lambda: clock.now, clock.sleep)


def test_nobody_waits_where_nobody_types() -> None:
    clock = Clock()
    at_work = courtesy(clock, lambda seconds: True)
    clock.now += 10
    at_work.give_way()
    assert clock.now == 110


def test_a_key_is_answered_before_the_next_thing_is_done() -> None:
    """A key came at 110; by 110.05 it has been painted, and the next look is a moment later at most."""
    clock = Clock()
    at_work = courtesy(clock, lambda seconds: clock.now >= 110 + seconds)
    clock.now = 110.0
    at_work.give_way()
    assert 110 + Courtesy.ANSWERED <= clock.now < 110 + Courtesy.ANSWERED + 2 * Courtesy.LOOK


def test_who_types_without_a_pause_halves_the_speed_and_stops_nothing() -> None:
    """A hundred things of 10 ms take about two seconds."""
    clock = Clock()
    at_work = courtesy(clock, lambda seconds: False)
    for _ in range(100):
        clock.now += 0.01
        at_work.give_way()
    assert 1.9 < clock.now - 100 < 2.1
