"""Terminals that draw ambiguous glyphs two cells wide: with `--cjk` none is painted, and what stands for one is one cell wide."""

import sys
from unicodedata import east_asian_width

import pytest
from rich.cells import cell_len

from tests.tui.desks import desk, drawn, opened, typed
from tests.tui.scenes import walked, walking
from tests.wording.speaking import speaking
from tui.look import Look
from tui.one_cell import one_cell

EVERY = [chr(point) for point in range(sys.maxunicode + 1)]
NAMES = """
buyer    C1  name=Müller_&_Søn_“Ærø”
invoice  C1  I1   -45  1000USD
call     C1  K1    -2  spoke  text=±5_°C_…_½
buyer    C2  name=Ёлка_Αθήνα_—_宁波
invoice  C2  J1   -40  3000USD
"""


def test_every_ambiguous_glyph_gives_way_to_ascii_as_wide_and_no_other_does() -> None:
    ambiguous = [glyph for glyph in EVERY if east_asian_width(glyph) == "A"]
    assert len(ambiguous) > 1000
    assert [glyph for glyph in ambiguous if not one_cell(glyph).isascii() or len(one_cell(glyph)) != cell_len(glyph)] == []
    assert [glyph for glyph in EVERY if east_asian_width(glyph) != "A" and one_cell(glyph) != glyph] == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("┌─┐│└┴┘├┼ ═║", "+-+|+++++ =|"),
        ("█▒░ ▄ ↑↓←→ … × · — “x” ‘y’ ≤ ≥ ±", "#=░ # ^v<> . * * - \"x\" 'y' < > +"),
        ("Müller Ærø Łódź naïve ß", "Muller Aro Lodź naïve s"),
        ("Привет, Ёлка; Αθήνα", "Privet, Elka; Atήna"),
        ("② ½ €5", "2 ? E5"),
        ("e\u0301 客户，《甲》", "e 客户，《甲》"),
    ],
)
def test_what_stands_for_it_looks_like_it(text: str, read: str) -> None:
    """Of a half one figure would be another number; letters whose width is certain (ź, ή) stay."""
    assert one_cell(text) == read
    assert cell_len(read) == cell_len(text)


@pytest.mark.parametrize(("lang", "size"), [("en", (120, 40)), ("zh", (80, 24))])
async def test_no_frame_has_a_glyph_of_ambiguous_width(lang: str, size: tuple[int, int]) -> None:
    found, plain = {}, set()
    with speaking(lang):
        async with walking(size, Look(cjk=True)) as (app, pilot):
            async for name in walked(app, pilot):
                found[name] = {glyph for line in drawn(app) for glyph in line if east_asian_width(glyph) == "A"}
        async with opened(desk(NAMES), size) as (app, pilot):
            for keys in ((), ("3",), ("2",)):
                await typed(pilot, *keys)
                plain |= {glyph for line in drawn(app) for glyph in line if east_asian_width(glyph) == "A"}
        async with opened(desk(NAMES), size, look=Look(cjk=True)) as (app, pilot):
            for screen in ("1", "3", "2"):
                await typed(pilot, screen)
                found[screen] = {glyph for line in drawn(app) for glyph in line if east_asian_width(glyph) == "A"}
    assert {name: glyphs for name, glyphs in found.items() if glyphs} == {}
    assert len(plain) > 5, "lines, quotation marks and letters stand there otherwise"


async def test_a_chart_is_drawn_in_ascii() -> None:
    async with walking((120, 40), Look(cjk=True)) as (app, pilot):
        await typed(pilot, "1")
        assert any("#" in line and "|" in line for line in drawn(app)[:9])
