"""What the command line says in Chinese has the signs of Chinese, whatever it tells of."""

import pytest

from tests.tui.cli.conftest import Dunnage
from tests.wording.test_chinese_signs import half_width


@pytest.mark.parametrize(
    "words",
    [
        ("portfolio", "--movers"),
        ("portfolio",),
        ("customer", "B001"),
        ("customer", "B002"),
        ("queue", "--since", "2026-03-27"),
        ("queue", "--held"),
        ("explain", "B001"),
        ("explain",),
        ("check", "B001", "5000", "USD"),
        ("alerts",),
    ],
    ids=" ".join,
)
def test_no_answer_has_a_half_width_sign_beside_a_character(dunnage: Dunnage, words: tuple[str, ...]) -> None:
    ended = dunnage("--demo", "--lang", "zh", *words)
    assert any(ord(char) > 0x4E00 for char in ended.out)
    assert half_width(ended.out) == []
