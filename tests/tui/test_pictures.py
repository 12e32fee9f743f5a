"""The pictures of the pages: twelve, each there, and drawn the same again."""

from pathlib import Path

import pytest

from tests.tui.pictures import FOLDER, PICTURES, draw


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
