"""The pictures of the pages: twelve, each there, and drawn the same again."""

from pathlib import Path

import pytest

from tests.tui.pictures import FOLDER, PICTURES, draw, straight


def test_every_picture_is_there_and_no_other() -> None:
    assert sorted(path.name for path in FOLDER.glob("*")) == sorted(PICTURES)
    assert len(PICTURES) == 12


async def test_a_picture_is_drawn_the_same_again_and_asks_nobody_for_a_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    first, second = [await draw("queue-night-zh.svg", tmp_path) for _ in range(2)]
    assert first == second
    assert "http" not in first.replace("http://www.w3.org/2000/svg", "").replace("https://www.textualize.io", "")


def test_glyphs_of_either_width_stand_in_their_own_cells() -> None:
    """Two cells of Latin, two glyphs of two cells each, one cell behind them: 24.4, 48.8 and 12.2 wide."""
    line = '<text class="r1" x="12.2" y="20" textLength="61" clip-path="url(#l)">a&#160;催收&amp;</text>'
    assert straight(line) == (
        '<text class="r1" x="12.2" y="20" textLength="24.4" clip-path="url(#l)">a&#160;</text>'
        '<text class="r1" x="36.6" y="20" textLength="48.8" clip-path="url(#l)">催收</text>'
        '<text class="r1" x="85.4" y="20" textLength="12.2" clip-path="url(#l)">&amp;</text>'
    )
