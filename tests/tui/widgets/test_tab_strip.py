"""The strip of tabs: which is reversed, what stands at the right, which was clicked."""

import pytest
from textual.strip import Strip

from tests.tui.widgets.host import Host
from tui.widgets.tab_strip import TabStrip

TABS = (("portfolio", "1 Portfolio"), ("customer", "2 客户"), ("queue", "3 Queue"))
"""Cells with a space on each side: 13, 8 and 9; together 30."""


class CountedStrip(TabStrip):
    """A strip that notes how often it was painted."""

    paintings = 0

    def render_line(self, y: int) -> Strip:
        self.paintings += 1
        return super().render_line(y)


async def test_tabs_at_the_left_and_status_at_the_right() -> None:
    strip = TabStrip(TABS)
    async with Host(strip).run_test(size=(50, 3)) as pilot:
        strip.status = "2026-11-22  Demo"
        await pilot.pause()
        # 50 cells less 30 of tabs, 16 of status and one behind it leaves 3
        assert strip.render_line(0).text == " 1 Portfolio  2 客户  3 Queue    2026-11-22  Demo "


async def test_the_active_tab_is_reversed() -> None:
    strip = TabStrip(TABS)
    async with Host(strip).run_test(size=(50, 3)) as pilot:
        strip.active = "customer"
        await pilot.pause()
        reversed_texts = [segment.text for segment in strip.render_line(0) if segment.style and segment.style.reverse]
        assert reversed_texts == [" 2 客户 "]


@pytest.mark.parametrize("width", [1, 12, 20, 29, 30, 31, 33, 45, 59])
async def test_the_strip_is_never_wider_than_its_place(width: int) -> None:
    strip = TabStrip(TABS)
    async with Host(strip).run_test(size=(width, 3)) as pilot:
        strip.status = "2026-11-22 [/x] 演示\x1b"
        await pilot.pause()
        assert strip.render_line(0).cell_length <= width


@pytest.mark.parametrize(
    ("x", "key"), [(0, "portfolio"), (12, "portfolio"), (13, "customer"), (20, "customer"), (21, "queue"), (29, "queue")]
)
async def test_a_click_chooses(x: int, key: str) -> None:
    strip = TabStrip(TABS)
    host = Host(strip)
    async with host.run_test(size=(50, 3), message_hook=host.heard) as pilot:
        await pilot.click(strip, offset=(x, 0))
        assert [message.key for message in host.said(TabStrip.Chosen)] == [key]


async def test_a_click_beside_the_tabs_chooses_nothing() -> None:
    strip = TabStrip(TABS)
    host = Host(strip)
    async with host.run_test(size=(50, 3), message_hook=host.heard) as pilot:
        await pilot.click(strip, offset=(30, 0))
        assert host.said(TabStrip.Chosen) == []


async def test_only_a_change_repaints() -> None:
    strip = CountedStrip(TABS)
    async with Host(strip).run_test(size=(50, 3)) as pilot:
        strip.status, strip.active = "today", "queue"
        await pilot.pause()
        strip.paintings = 0
        strip.status, strip.active, strip.tabs = "today", "queue", TABS
        await pilot.pause()
        assert strip.paintings == 0
        strip.status = "tomorrow"
        await pilot.pause()
        assert strip.paintings == 1
