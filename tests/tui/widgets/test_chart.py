"""The chart: what is drawn where, readable without colour, and a sentence where nothing can be drawn."""

from dataclasses import replace
from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.widgets.host import Host
from tui.views.chart_data import EMPTY_CHART, ChartData, ChartKind
from tui.widgets.chart import Chart, picture

BUCKETS = ("未到期", "1-30", "31-60", "61-90", "90+")
AGING = ChartData("账龄", ChartKind.BARS, BUCKETS, (("open", (100.0, 50.0, 0.0, 25.0, 75.0)),))
LATE = ChartData("Days late", ChartKind.LINE, ("Jan", "Feb", "Mar", "Apr"), (("days", (-10.0, 0.0, 10.0, 20.0)),))


def heights(lines: list[str], sign: str) -> list[int]:
    """Rows of each run of columns that hold the sign, from left to right; the labels below are left out."""
    columns = ["".join(column) for column in zip(*lines[:-1], strict=True)]
    counts = [column.count(sign) for column in columns]
    return [count for place, count in enumerate(counts) if count and (place == 0 or counts[place - 1] == 0)]


def test_bars_are_as_high_as_their_amounts() -> None:
    # 11 lines less axis and labels: 9 rows from 0 to 100, a row for each 12.5 and one for the base; nothing has no bar
    assert heights(picture(AGING, 60, 11), "█") == [9, 5, 3, 7]


def test_series_are_told_apart_without_colour() -> None:
    data = replace(AGING, series=(("open", (50.0,) * 5), ("disputed", (50.0,) * 5)))
    drawn = "".join(picture(data, 60, 11))
    assert "█" in drawn
    assert "▒" in drawn
    assert "\x1b" not in drawn


def test_a_boundary_stands_in_the_row_nearest_to_its_amount() -> None:
    # 9 rows from 0 to 100: 70 is 5.6 rows above the base, so 6 and the base's own; 75 rounds to the same row, 100 is two more
    data = ChartData("heap", ChartKind.BARS, ("a", "b"), (("open", (70.0, 70.0)), ("disputed", (5.0, 30.0))))
    drawn = picture(data, 60, 11)
    assert heights(drawn, "█") == [7, 7]
    assert heights(drawn, "▒") == [2]


def test_credits_heap_below_zero() -> None:
    # 9 rows from -50 to 50, 12.5 each: four above the zero line, four below, and the line's own row in each
    data = ChartData("heap", ChartKind.BARS, ("a", "b"), (("open", (50.0, -50.0)),))
    assert heights(picture(data, 60, 11), "█") == [5, 5]
    both = replace(data, labels=("a",), series=(("open", (50.0,)), ("credit", (-50.0,))))
    assert heights(picture(both, 60, 11), "█") == [5]
    assert heights(picture(both, 60, 11), "▒") == [4]


def test_labels_stand_below_the_bars() -> None:
    assert picture(AGING, 60, 11)[-1].split() == list(BUCKETS)


def test_a_line_has_its_zero() -> None:
    drawn = picture(LATE, 60, 11)
    assert [text for text in drawn if "─────" in text and "0┼" in text]
    assert drawn[-1].split() == ["Jan", "Feb", "Mar", "Apr"]
    assert [text.split("┤")[0].strip() for text in drawn if "┤" in text] == ["20", "10", "-10"]


def test_a_line_breaks_where_nothing_is_known() -> None:
    whole = picture(replace(LATE, series=(("days", (5.0, 5.0, 5.0, 5.0)), ("terms", (1.0,) * 4))), 60, 11)
    broken = picture(replace(LATE, series=(("days", (5.0, 5.0, nan, 5.0)), ("terms", (1.0,) * 4))), 60, 11)
    assert max(text.count("*") for text in whole) > 40
    # a third of the way, and the last point alone
    assert 15 < max(text.count("*") for text in broken) < 25


def test_marks_are_the_ones_the_view_wrote() -> None:
    data = replace(AGING, scale=((0.0, "0"), (50.0, "5万"), (100.0, "10万")))
    assert [text.split("┤")[0].strip() for text in picture(data, 60, 11) if "┤" in text] == ["10万", "5万"]


def test_nothing_at_all_is_drawn_on_a_scale_from_zero_to_one() -> None:
    drawn = picture(replace(AGING, series=(("open", (0.0,) * 5),)), 60, 11)
    assert heights(drawn, "█") == []
    assert any(text.startswith("1.0") for text in drawn)


VALUES = st.one_of(st.just(nan), st.floats(-1e12, 1e12, allow_subnormal=False).map(lambda value: round(value, 2)))


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=30),
    label=st.text(max_size=12),
    kind=st.sampled_from(ChartKind),
    width=st.integers(20, 120),
    height=st.integers(5, 30),
)
def test_any_drawing_keeps_to_its_place(
    values: list[tuple[float, float]], label: str, kind: ChartKind, width: int, height: int
) -> None:
    first, second = zip(*values, strict=True)
    data = ChartData("any", kind, (label,) * len(values), (("a", first), ("b", second)))
    drawn = picture(data, width, height)
    assert len(drawn) == height
    assert {cell_len(text) for text in drawn} == {width}
    assert "\x1b" not in "".join(drawn)


def texts(chart: Chart) -> list[str]:
    return [chart.render_line(y).text.rstrip() for y in range(chart.size.height)]


async def test_the_title_names_the_series() -> None:
    chart = Chart()
    async with Host(chart).run_test(size=(60, 12)) as pilot:
        chart.data = replace(AGING, series=(*AGING.series, ("争议", (1.0,) * 5)))
        await pilot.pause()
        assert texts(chart)[0] == "账龄   █ open   ▒ 争议"
        assert texts(chart)[-1].split() == list(BUCKETS)


@pytest.mark.parametrize("data", [replace(AGING, series=()), replace(AGING, series=(("open", (nan,) * 5),))])
async def test_nothing_known_is_said_in_a_sentence(data: ChartData) -> None:
    chart = Chart()
    async with Host(chart).run_test(size=(60, 12)) as pilot:
        chart.data = replace(data, empty="No open [/x] invoices.")
        await pilot.pause()
        assert texts(chart)[:3] == ["账龄", "No open [/x] invoices.", ""]


@pytest.mark.parametrize("size", [(19, 12), (60, 5)])
async def test_a_place_too_small_gets_one_line(size: tuple[int, int]) -> None:
    chart = Chart()
    async with Host(chart).run_test(size=size) as pilot:
        chart.data = replace(AGING, summary="90+ days: 75")
        await pilot.pause()
        assert [text for text in texts(chart) if text] == ["90+ days: 75"]


async def test_an_empty_chart_is_blank() -> None:
    chart = Chart()
    async with Host(chart).run_test(size=(60, 12)) as pilot:
        chart.data = AGING
        chart.data = EMPTY_CHART
        await pilot.pause()
        assert not any(texts(chart))
