"""Chinese has signs of its own: no half-width comma, semicolon or bracket stands directly beside a Chinese character."""

import re
from pathlib import Path

import pytest

from tests.wording.speaking import speaking
from wording.listing import bracketed, listed, remark

ROOT = Path(__file__).parents[2]
HALF = re.compile(r"[\u4e00-\u9fff] ?[,;(](?! ?[+\-*/])|[,;)] ?[\u4e00-\u9fff]|\([\u4e00-\u9fff]|[\u4e00-\u9fff]\)")
"""A sign of the other script beside a character, a space between them or not."""
CATALOGUES = sorted((ROOT / "wording" / "locale" / "zh_CN").rglob("*.po"))
SNAPSHOTS = sorted((ROOT / "tests" / "tui" / "snapshots").glob("*-zh.txt"))


def half_width(text: str) -> list[str]:
    """Lines with such a sign."""
    return [line for line in text.splitlines() if HALF.search(line)]


@pytest.mark.parametrize("text", ["甲, 乙", "甲,乙", "额度 (已搁置)", "(已搁置)", "甲; 乙", "自有账簿, 2026-03-31"])
def test_it_is_found_where_it_stands(text: str) -> None:
    assert half_width(text) == [text]


@pytest.mark.parametrize("text", ["甲，乙（丙）", "34 % (D) 甲", "(34 %)", "Alder, Birch", "用户:密码"])
def test_signs_of_latin_text_and_of_chinese_are_left_alone(text: str) -> None:
    assert half_width(text.replace(" 甲", "")) == []


def test_no_message_has_one() -> None:
    assert CATALOGUES
    said = [line for path in CATALOGUES for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert half_width("\n".join(said)) == []


@pytest.mark.parametrize("path", SNAPSHOTS, ids=lambda path: path.stem)
def test_no_screen_has_one(path: Path) -> None:
    assert half_width(path.read_text(encoding="utf-8")) == []


def test_what_stands_in_brackets_stands_in_those_of_the_language() -> None:
    assert (bracketed("held"), remark("34 %"), listed(("a", "b"))) == ("(held)", " (34 %)", "a, b")
    with speaking("zh"):
        assert (bracketed("已搁置"), remark("34 %"), listed(("甲", "乙"))) == ("（已搁置）", "（34 %）", "甲，乙")
