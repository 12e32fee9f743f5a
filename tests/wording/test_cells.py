"""Cells of text, measured with the standard library and pinned to the measure the screens draw by."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from wording.cells import fit, pad, safe, width

# Halves of characters cannot be printed, and what the standard library's tables do not know yet cannot be measured by them.
assigned = st.characters(exclude_categories=("Cs", "Cn"))
texts = st.text(st.one_of(assigned, st.sampled_from("aé宁波贸易公司ｶ（，…│한글\u0301\u1160\u200b🏭☰")), max_size=40)


@given(texts)
@example("宁波远洋贸易 Ltd")
@example("e\u0301tude")
@example("👩\u200d🏭 ☺\ufe0f")
@example("\u1112\u1161\u11ab")
def test_both_faces_measure_alike(text: str) -> None:
    assert width(safe(text)) == cell_len(safe(text))


def test_every_assigned_character_is_as_wide_as_on_the_screen() -> None:
    known = [sign for sign in map(chr, range(0x110000)) if unicodedata.category(sign) not in ("Cs", "Cn")]
    differ = [hex(ord(sign)) for sign in known if width(safe(sign)) != cell_len(safe(sign))]
    assert differ == []


@pytest.mark.parametrize(("text", "cells"), [("", 0), ("abc", 3), ("宁波", 4), ("a宁", 3), ("e\u0301", 1), ("－", 2), ("ｶ", 1)])
def test_a_chinese_glyph_takes_two_cells_and_an_accent_none(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "kept"),
    [
        ("Harbour", 7, "Harbour"),
        ("Harbour", 6, "Harb.."),
        ("Harbour", 3, "Har"),
        ("宁波远洋", 8, "宁波远洋"),
        ("宁波远洋", 7, "宁波.."),  # the third glyph would need cells 5 and 6 and leave one for the mark
        ("宁波远洋", 3, "宁"),
        ("宁波远洋", 1, ""),
        ("New Harbour", 6, "New.."),  # no space before the mark
        ("e\u0301e\u0301", 1, "e\u0301"),
    ],
)
def test_a_cut_falls_between_glyphs(text: str, cells: int, kept: str) -> None:
    assert fit(text, cells) == kept


@given(texts.map(safe), st.integers(0, 30))
def test_what_is_fitted_never_takes_more(text: str, cells: int) -> None:
    assert width(fit(text, cells)) <= cells
    assert fit(text, cells) == text or width(text) > cells


@given(texts.map(safe), st.integers(0, 30), st.booleans())
def test_what_is_padded_takes_exactly_its_cells(text: str, cells: int, right: bool) -> None:
    assert width(pad(text, cells, right)) == cells


def test_figures_stand_against_the_right_edge() -> None:
    assert (pad("宁", 4), pad("宁", 4, right=True)) == ("宁  ", "  宁")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Harbour Ltd", "Harbour Ltd"),
        ("two\r\nlines", "two lines"),
        ("\x1b[31mred\x1b[0m", " [31mred [0m"),
        ("\x9b31m", " 31m"),
        ("abc\u202etxt.exe", "abc txt.exe"),
        ("[@click=quit]x[/]", "[@click=quit]x[/]"),  # markup is text here; who draws it must not parse it
        ("half \ud83d", "half  "),
        ("so\u00adft", "soft"),
        ("宁波", "宁波"),
    ],
)
def test_nothing_in_a_text_speaks_to_the_terminal(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(max_size=40))
def test_safe_text_has_no_control_and_stays_as_it_is(text: str) -> None:
    clean = safe(text)
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in clean)
    assert safe(clean) == clean
    assert len(clean.splitlines()) <= 1
