"""Pictures of the screens for the pages of the project: `python -m tests.tui.pictures` draws them anew, the same each time.

Each screen of the demo's day in the terminal's own colours in both languages, by day in English and by night in Chinese.
"""

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.cells import cell_len

from tests.tui.desks import opened, typed
from tests.tui.test_snapshots import FONT, MARK, demo
from tests.wording.speaking import speaking
from tui.look import Look
from wording.words import _

__all__ = ["PICTURES", "draw", "straight"]

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SCREENS = {"portfolio": (), "queue": ("3", "j", "j"), "customer": ("slash", *"b001", "enter", "enter")}
PICTURES = {
    f"{screen}-{theme}-{lang}.svg": (keys, theme, lang)
    for screen, keys in SCREENS.items()
    for theme, lang in (("ansi", "en"), ("ansi", "zh"), ("day", "en"), ("night", "zh"))
}
"""File, keys to its screen, theme and language."""
SIZE = (100, 30)
CELL = 12.2
"""Units of the picture that one cell of the terminal is wide."""
TEXT = re.compile(r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)" textLength="[^"]*" clip-path="([^"]*)">([^<]*)</text>')


async def draw(name: str, home: Path) -> str:
    """A picture as SVG, without a font from elsewhere: whoever looks at it uses a monospaced one of their own."""
    keys, theme, lang = PICTURES[name]
    with speaking(lang):
        async with opened(demo(home), SIZE, place=_("demo"), look=Look(theme=theme)) as (app, pilot):
            app.theme = theme  # whatever the terminal this runs on can show
            await typed(pilot, *keys)
            picture = app.export_screenshot(title="Dunnage")
    return straight(MARK.sub("terminal", FONT.sub("", picture)))


def straight(picture: str) -> str:
    """The picture with each run of glyphs of one width in its own cells.

    As exported, a line is one text as long as it has glyphs: a Chinese one is too short, and its columns are crooked.
    """
    return TEXT.sub(lambda found: "".join(_runs(found)), picture)


def _runs(text: re.Match[str]) -> Iterator[str]:
    kind, x, y, clip, words = text.groups()
    cells = 0
    for _wide, run in groupby(unescape(words), key=lambda glyph: cell_len(glyph) > 1):
        glyphs = "".join(run)
        place, long = float(x) + cells * CELL, cell_len(glyphs) * CELL
        told = escape(glyphs, quote=False).replace("\u00a0", "&#160;")
        yield f'<text class="{kind}" x="{place:g}" y="{y}" textLength="{long:g}" clip-path="{clip}">{told}</text>'
        cells += cell_len(glyphs)


async def draw_all(folder: Path) -> None:
    """Writes every picture into `folder`."""
    os.environ.pop("NO_COLOR", None)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home:
        for name in PICTURES:
            (folder / name).write_text(await draw(name, Path(home)), encoding="utf-8")
            sys.stdout.write(f"{folder / name}\n")


if __name__ == "__main__":
    asyncio.run(draw_all(FOLDER))
