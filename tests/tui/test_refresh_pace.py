"""When a refresh of many says how far it is, shows the book, and tidies up behind itself."""

from collections.abc import Callable

from tui.refresh_pace import LATEST, SHOWN, STEP, Due, Pace


class Times:
    """Time that passes where the test says so, and when things were settled in it."""

    def __init__(self, still: Callable[[float], bool]) -> None:
        self.now = 100.0
        self.settled: list[float] = []
        self.pace = Pace(still, lambda: self.now, lambda: self.settled.append(self.now))

    def after(self, seconds: float) -> Due:
        self.now += seconds
        return self.pace.due()


def test_nothing_is_told_before_the_step_and_nothing_settled() -> None:
    times = Times(lambda seconds: True)
    assert times.after(STEP / 2) is Due.NOTHING
    assert times.settled == []


def test_a_sentence_is_told_at_each_step_and_what_was_made_is_settled() -> None:
    times = Times(lambda seconds: True)
    assert [times.after(STEP), times.after(STEP / 2), times.after(STEP / 2)] == [Due.SENTENCE, Due.NOTHING, Due.SENTENCE]
    assert times.settled == [100 + STEP, 100 + 2 * STEP]


def test_where_nobody_types_the_book_is_looked_at_every_few_seconds() -> None:
    times = Times(lambda seconds: True)
    told = [times.after(1.0) for _ in range(7)]
    assert [second for second, due in enumerate(told, 1) if due is Due.LOOK] == [int(SHOWN), 2 * int(SHOWN)]


def test_who_types_is_not_made_to_wait_for_it_but_sees_it_in_the_end() -> None:
    """Keys without a pause: the first look comes at ten seconds."""
    times = Times(lambda seconds: False)
    told = [times.after(1.0) for _ in range(11)]
    assert [second for second, due in enumerate(told, 1) if due is Due.LOOK] == [int(LATEST)]
