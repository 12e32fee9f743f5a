"""Characters that are never shown: by example, and against what Unicode itself says of every character there is."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.text import legible, printable

EVERY = [chr(point) for point in range(sys.maxunicode + 1)]
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""Bidirectional classes of explicit embeddings, overrides and isolates, UAX 9 table 4; the three marks stand beside them."""
MARKS = {"\u200e", "\u200f", "\u061c"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Harbour Ltd", "Harbour Ltd"),
        ("宁波远洋", "宁波远洋"),
        ("two\r\nlines\u2028and\ta tab", "two lines and a tab"),
        ("\x1b[31mred", " [31mred"),
        ("\x9b31m", " 31m"),
        ("abc\u202etxt.exe", "abc txt.exe"),
        ("half \ud83d", "half  "),
        ("so\u00adft\ufeff", "soft"),
        ("[@click=quit]x[/]", "[@click=quit]x[/]"),  # markup is text
    ],
)
def test_what_is_shown_is_one_harmless_line(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_no_control_break_half_or_turn_of_direction_is_shown() -> None:
    shown = [sign for sign in EVERY if printable(sign) == sign]
    assert not [sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")]
    assert not [sign for sign in shown if unicodedata.bidirectional(sign) in TURNING or sign in MARKS]


def test_every_letter_figure_and_mark_is_shown() -> None:
    """Variation selectors 15 and 16 are marks to Unicode; they choose between two widths, and are left out."""
    kept = [sign for sign in EVERY if unicodedata.category(sign)[0] in "LNPMS" and sign not in "\ufe0e\ufe0f"]
    assert [sign for sign in kept if printable(sign) != sign] == []


@given(st.text(max_size=40))
def test_what_was_made_harmless_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)
    assert len(printable(text).splitlines()) <= 1


def test_what_is_kept_of_a_file_has_its_lines_and_joiners_and_nothing_that_steers() -> None:
    assert legible("a\x00\tb\r\n\x1b]0;gone\x07 می\u200cخواهم\u202e\u2028\ufeff\n") == "a\tb\r\n]0;gone می\u200cخواهم\n"


def test_whatever_is_kept_and_then_shown_is_shown_as_it_would_have_been() -> None:
    """No character gets past the reading of a file and is harmful on the screen."""
    assert [sign for sign in EVERY if printable(legible(f"a{sign}b")) not in (printable(f"a{sign}b"), "ab")] == []
