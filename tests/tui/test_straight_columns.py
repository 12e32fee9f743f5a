"""Buyers named in Chinese, Arabic and emoji alone: every column of the portfolio and of the queue stays where its heading is."""

import pytest

from tests.tui.desks import desk, drawn, opened, typed
from wording.cells import width

BOOK = """
buyer    C1               limit=5000USD name=赫克斯霍姆照明有限公司赫克斯霍姆照明有限公司
invoice  C1  I1   -45  1000USD
buyer    C2               limit=5000USD name=شركة_النور_للتجارة
invoice  C2  I2   -45  1000USD
buyer    C3               limit=5000USD name=🧸🪀🎲
invoice  C3  I3   -45  1000USD
buyer    C4               limit=5000USD name=👨‍👩‍👧🇩🇪👍🏽
invoice  C4  I4   -45  1000USD
"""


@pytest.mark.parametrize("pressed", [(), ("3",)])
async def test_columns_stand_straight_below_names_of_any_script(pressed: tuple[str, ...]) -> None:
    """All four owe the same for as long: behind the name their rows are the same in the same cells, none wider than 80."""
    async with opened(desk(BOOK)) as (app, pilot):
        await typed(pilot, *pressed)
        parted = [line.partition("collect") for line in drawn(app) if " collect " in line][:4]
    assert len(parted) == 4
    assert len({width(name) for name, _, _ in parted}) == 1, parted
    assert len({rest for _, _, rest in parted}) == 1, parted
    assert all(width("".join(line)) <= 80 for line in parted)
