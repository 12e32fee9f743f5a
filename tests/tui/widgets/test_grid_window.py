"""The window over a long table: where it goes when a row is wanted."""

import pytest

from tui.widgets.grid_window import Window


@pytest.mark.parametrize(
    ("top", "wanted", "first"),
    [
        (0, 0, 0),
        (0, 9, 0),  # the last row in view
        (0, 10, 5),  # one below: half a page of ten
        (0, 30, 21),  # further: it becomes the last row in view
        (50, 49, 45),
        (50, 30, 30),
        (3, 2, 0),  # not above the first row
        (85, 95, 90),  # not below the last
    ],
)
def test_a_wanted_row_comes_into_view_with_half_a_page_of_others(top: int, wanted: int, first: int) -> None:
    window = Window(top, 10, 100)
    assert window.revealing(wanted) == first
    assert Window(first, 10, 100).shows(wanted)


def test_a_table_that_became_short_leaves_no_room_below() -> None:
    assert Window(80, 10, 12).first(80) == 2
    assert Window(80, 10, 5).first(80) == 0
    assert Window(80, 10, 12).revealing(2) == 2


def test_there_is_always_a_nearest_row() -> None:
    assert [Window(0, 10, 3).row(index) for index in (-5, 1, 7)] == [0, 1, 2]
    assert Window(0, 10, 0).row(4) == 0


def test_before_the_first_layout_nothing_scrolls() -> None:
    assert Window(0, 0, 100).revealing(50) == 0
