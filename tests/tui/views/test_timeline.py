"""What happened with a buyer, the latest first."""

from tests.tui.views.looks import SHOP, look, words
from tui.views.timeline import timeline

LINES = """
buyer    C1
invoice  C1  I1   -45  1000USD
order    C1  O1  -110  1000USD
call     C1  K1   -40  no_answer
receipt  C1  R1   -30   400USD    for=I1
promise  C1  P1   -20   600USD    by=-15
dispute  C1  D1    -9  quality    for=I1
hold     C1  H1    -8  [b]talks   until=-5
report   C1  B1    -7   bureau
event    C1  E1    -6  judgment   learnt=-2
receipt  C1  R2    +3   100USD
"""


def test_everything_that_happened_stands_in_it_the_latest_first() -> None:
    """`TODAY` is 2024-06-12; the promise of the 23rd for the 28th was not kept."""
    assert words(timeline(look(LINES), "C1")) == "\n".join(
        (
            "2024-06-06|court judgment",
            "2024-06-05|report of bureau",
            "2024-06-04|held until 2024-06-07: [b]talks",
            "2024-06-03|dispute: quality",
            "2024-05-23|promise of 600.00 USD for 2024-05-28: broken",
            "2024-05-13|received 400.00 USD",
            "2024-05-03|call: no answer",
            "2024-02-23|order O1: 1,000.00 USD",
        )
    )


def test_only_the_latest_are_shown_where_there_are_many() -> None:
    assert len(timeline(look(LINES), "C1", most=3)) == 3
    assert timeline(look(LINES), "C1", most=3) == timeline(look(LINES), "C1")[:3]


def test_nobody_has_a_timeline_of_its_own() -> None:
    assert timeline(look(SHOP), "C3") == ()
