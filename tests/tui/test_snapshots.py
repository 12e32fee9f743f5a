"""What the screens look like on the demo's day, as text and as pictures that a reviewer can look at.

A snapshot that differs is a question: was the change meant? `make snapshots` writes them anew; look at them, then commit.
"""

import os
import re
from difflib import unified_diff
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

import tui.dialogs
from tests.tui.desks import desk, drawn, opened, typed
from tests.tui.scenes import DIALOGS, walked, walking
from tests.wording.speaking import speaking
from tui.cli.arguments import parser
from tui.cli.opening import Opening
from tui.config import Config, Places
from tui.desk import Desk
from tui.dialogs.ask import Dialog, Form
from tui.dialogs.cover import Cover
from tui.dialogs.many import _OfMany
from tui.dialogs.told import ToldDialog

SIGNS = {" ": "space", "@": "at", ";": "semicolon", "%": "percent_sign"}
SNAPSHOTS = Path(__file__).parent / "snapshots"
WRITE = bool(os.environ.get("DUNNAGE_UPDATE_SNAPSHOTS")) and not os.environ.get("CI")
TERMS = [SIGNS.get(key, key) for key in "30%TT @order;rest OA 60 @BL"]
SCENES: dict[str, tuple[str, ...]] = {
    "portfolio": (),
    "queue": ("3",),
    "held": ("3", "H"),
    "customer": ("slash", *"b001", "enter", "enter"),
    "contact": ("3", "c"),
    "promise": ("3", "p"),
    "dispute": ("3", "d"),
    "aside": ("3", "z"),
    "override": ("2", "C"),
    "pin": ("3", "P"),
    "check": ("slash", *"b001", "enter", "enter", "o", "enter"),
    "lenience": ("slash", *"b001", "enter", "enter", "x"),
    "add": ("2", "a"),
    "invoice": ("2", "a", "i", "tab", "tab", *"N-1", "enter", *"1000", "space", *"USD", "tab", "tab", *TERMS),
    "buyer": ("2", "a", "b", "enter"),
    "keys": ("question_mark",),
}
"""What is pressed before one looks; B001 is the old friend with a petition that nobody has read yet."""
PICTURES = ("portfolio", "queue", "customer")
PLACES = [("en", 80, 24), ("zh", 80, 24), ("en", 60, 20), ("en", 120, 40)]
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
MARK = re.compile(r"terminal-\d+")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("scene", SCENES)
async def test_a_screen_reads_as_it_did(scene: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened once, and looked at in every size: a terminal that changes is drawn like one that began so."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    sizes = [(cols, rows) for spoken, cols, rows in PLACES if spoken == lang or (scene in PICTURES and spoken == "en")]
    with speaking(lang):
        async with opened(demo(tmp_path), (80, 24), place="demo") as (app, pilot):
            await typed(pilot, *SCENES[scene])
            picture = app.export_screenshot(title="Dunnage")
            for cols, rows in [*sizes, *([(200, 50)] if scene in PICTURES else [])]:
                await resized(pilot, cols, rows)
                _same(f"{scene}-{cols}x{rows}-{lang}.txt", "\n".join(drawn(app)) + "\n")
    if scene in PICTURES:
        _same(f"{scene}-80x24-{lang}.svg", MARK.sub("terminal", FONT.sub("", picture)))


async def resized(pilot: Pilot[BaseException], cols: int, rows: int) -> None:
    """The terminal gets this size, and everything is drawn in it."""
    await pilot.resize_terminal(cols, rows)
    await typed(pilot)


SIZES = ((60, 20), (80, 24), (120, 40), (200, 50))


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_every_screen_and_dialog_reads_as_it_did_in_every_size(lang: str) -> None:
    """One file each, its sizes below each other; whatever is open stays while the terminal changes, with what stands in it."""
    found = {}
    with speaking(lang):
        async with walking() as (app, pilot):
            async for name in walked(app, pilot):
                front, focused, before = app.screen, app.focused, drawn(app)
                frames = []
                for cols, rows in SIZES:
                    await resized(pilot, cols, rows)
                    lines = drawn(app)
                    assert max(map(cell_len, lines)) <= cols, f"{name} at {cols}x{rows}"
                    frames.append(f"== {cols}x{rows}\n" + "\n".join(lines) + "\n")
                await resized(pilot, 80, 24)
                assert (app.screen, app.focused, drawn(app)) == (front, focused, before), f"{name} is not what it was"
                found[name] = "".join(frames)
    for name, text in found.items():
        _same(f"all-{name}-{lang}.txt", text)


async def test_a_terminal_that_is_too_small_reads_as_it_did() -> None:
    async with walking((40, 12)) as (app, _pilot):
        assert isinstance(app.screen, Cover)
        _same("all-cover-en.txt", "\n".join(drawn(app)) + "\n")


def test_every_dialog_is_among_them() -> None:
    """A dialog is what is modal and not there for others to go by."""
    for module in iter_modules(tui.dialogs.__path__):
        import_module(f"tui.dialogs.{module.name}")
    dialogs = {kind for kind in descendants(ModalScreen) if kind.__module__.startswith("tui.dialogs")}
    assert dialogs - {kind for _opens, kind in DIALOGS.values()} == {Form, Dialog, _OfMany, ToldDialog, Cover}


def descendants(kind: type[Screen[Any]]) -> set[type[Screen[Any]]]:
    """Every class made from this one."""
    return {each for child in kind.__subclasses__() for each in (child, *descendants(child))}


WAITING = """
buyer    C1               name=Alder country=GB
invoice  C1  I1   -45  1000USD
event    C1  E1    -9  winding_up_petition match=possible title=Alder_Trading_Yorkshire_Limited_No._09876543,_Leeds
event    C1  E2    -3  sanctions_hit match=possible title=ALDER_TRADE_LLC
"""


@pytest.mark.parametrize(("lang", "cols", "rows"), PLACES)
async def test_the_notices_of_a_buyer_read_as_they_did(lang: str, cols: int, rows: int) -> None:
    """From the queue, whose panel says that they wait."""
    with speaking(lang):
        async with opened(desk(WAITING), (cols, rows)) as (app, pilot):
            await typed(pilot, "3")
            _same(f"waiting-{cols}x{rows}-{lang}.txt", "\n".join(drawn(app)) + "\n")
            await typed(pilot, "i")
            _same(f"notices-{cols}x{rows}-{lang}.txt", "\n".join(drawn(app)) + "\n")


GROUPS = """
buyer    N                name=Nordvik_Group     group_limit=500000USD
buyer    N1   parent=N    name=宁波海纳进出口有限公司  limit=80000USD
buyer    N2   parent=N    name=Nordvik_Lighting_B.V. limit=200000USD
buyer    N11  parent=N1   name=宁波海纳照明
invoice  N    I0   +9   41000USD
invoice  N1   I1  -40   95000USD
invoice  N2   I2   -9   64000USD
invoice  N2   I5   +9    7000XYZ
invoice  N11  I3   +9   20000USD
buyer    S1   parent=S    name=Sudhaven_Toys limit=90000USD
invoice  S1   I4  -60   88000USD
buyer    L                name=Lone_Trading
invoice  L    I6  -90    9000USD
"""
"""A group of several levels with a sum in part, and a parent that is not in the book; Lone belongs to none."""


@pytest.mark.parametrize(("lang", "cols", "rows"), PLACES)
async def test_groups_read_as_they_did(lang: str, cols: int, rows: int) -> None:
    with speaking(lang):
        async with opened(desk(GROUPS), (cols, rows)) as (app, pilot):
            await typed(pilot, "v", "v")
            _same(f"groups-{cols}x{rows}-{lang}.txt", "\n".join(drawn(app)) + "\n")


def demo(home: Path) -> Desk:
    """The desk of the demo, on its own day."""
    opening = Opening(parser().parse_args(["--demo"]), {}, Places.of({"HOME": str(home)}), Config(who="mara"))
    with opening.closing:
        return opening.desk()


def _same(name: str, found: str) -> None:
    """Compares with the snapshot of this name, or writes it where that was asked for."""
    path = SNAPSHOTS / name
    if WRITE:
        SNAPSHOTS.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert path.is_file(), f"{name} is not there; `make snapshots` writes it"
    kept = path.read_text(encoding="utf-8")
    difference = "\n".join(unified_diff(kept.split("\n"), found.split("\n"), "kept", "found", lineterm=""))
    assert not difference, difference
