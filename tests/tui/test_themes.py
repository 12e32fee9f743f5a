"""Colours: every theme can be read, by WCAG 2.1 (1.4.3: 4.5 to 1), and what a terminal cannot show is not promised."""

import pytest
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style

from tests.tui.desks import desk, in_front, opened, said, typed
from tui.app import Workstation
from tui.dialogs.contact import ContactDialog
from tui.look import THEME_NAMES, Look
from tui.themes import DAY, NIGHT, PLAIN, TERMINAL, no_theme, theme_for

READABLE = 4.5
WALK = ((), ("3",), ("2",), ("question_mark",), ("q", "c"), ("escape", "a"), ("escape", "slash", "c"))
"""Keys from one look to the next: three screens, the help, two dialogs, the filter."""


def brightness(color: Color) -> float:
    """Relative luminance of sRGB (WCAG 2.1)."""
    parts = (part / 255 for part in color.get_truecolor())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Ratio of the two (WCAG 2.1)."""
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_the_one_of_the_rule() -> None:
    """Black on white is 21 to 1; #777777 on white is the known grey that just fails, 4.48 to 1."""
    white = Color.parse("#ffffff")
    assert contrast(Color.parse("#000000"), white) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), white) == pytest.approx(4.48, abs=0.005)


def painted(app: Workstation) -> list[Segment]:
    return [segment for strip in app.screen._compositor.render_strips() for segment in strip if segment.text.strip()]


def pair(style: Style) -> tuple[Color, Color]:
    """Ink and paper as they are seen."""
    assert style.color is not None
    assert style.bgcolor is not None
    return (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=lambda theme: theme.name)
async def test_everything_that_is_painted_can_be_read(theme: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    seen = set()
    async with opened(desk()) as (app, pilot):
        app.theme = theme.name  # type: ignore[attr-defined]  # either is a theme
        for keys in WALK:
            await typed(pilot, *keys)
            seen |= {pair(segment.style) for segment in painted(app) if segment.style is not None}
    assert len(seen) >= 4, "plain, turned round, and what warns and what presses"
    for colours in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
        shown = [(ink.downgrade(colours), paper.downgrade(colours)) for ink, paper in seen]
        assert [(ink.name, paper.name) for ink, paper in shown if contrast(ink, paper) < READABLE] == [], colours


@pytest.mark.parametrize(
    ("environ", "colours", "wanted", "theme", "why"),
    [
        ({}, "truecolor", "day", DAY, ""),
        ({}, "256", "night", NIGHT, ""),
        ({}, "standard", "night", TERMINAL, "few_colors"),
        ({"NO_COLOR": "1"}, "truecolor", "day", PLAIN, "no_color"),
        ({"NO_COLOR": ""}, "truecolor", "ansi", TERMINAL, ""),
    ],
)
def test_what_a_terminal_cannot_show_is_not_worn(
    environ: dict[str, str], colours: str, wanted: str, theme: object, why: str
) -> None:
    assert theme_for(environ, wanted, colours) is theme
    assert no_theme(environ, colours) == why


async def test_the_colours_go_round_with_a_key_and_from_the_palette(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("rich.console.Console.color_system", "truecolor")
    async with opened(desk(), look=Look(theme="night")) as (app, pilot):
        worn = []
        for keys in (("f8",), ("f8",), ("colon", *"colours", "enter")):
            await typed(pilot, *keys)
            worn.append((app.theme, said(app)))
        assert worn == [
            ("ansi", "The terminal's own colours."),
            ("day", "Day: dark on light."),
            ("night", "Night: light on dark."),
        ]
        await typed(pilot, "c", "f8")
        assert in_front(app, ContactDialog)
    assert sorted(THEME_NAMES) == ["ansi", "day", "night"]


async def test_without_colours_the_key_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(desk(), look=Look(theme="day")) as (app, pilot):
        await typed(pilot, "f8")
        assert (app.theme, said(app)) == ("plain", "NO_COLOR is set: there are no colours to choose.")
