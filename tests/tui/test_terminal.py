"""The clipboard by OSC 52 and the user's own editor: where each works, and what is said where it does not."""

import base64
import stat
import sys
from pathlib import Path

import pytest

from tui.terminal import MOST, NoClipboard, NotEdited, clipboard_sequence, copy, edited


def test_a_text_goes_into_the_clipboard_as_utf8() -> None:
    told = clipboard_sequence("Dear 客户", {})
    assert (told[:7], told[-1]) == ("\x1b]52;c;", "\x07")
    assert base64.b64decode(told[7:-1]).decode() == "Dear 客户"


def test_tmux_passes_it_on() -> None:
    """Within tmux's own sequence each escape stands twice (tmux(1), allow-passthrough)."""
    plain = clipboard_sequence("x", {})
    assert clipboard_sequence("x", {"TMUX": "/tmp/tmux-0/default,1,0"}) == f"\x1bPtmux;\x1b{plain}\x1b\\"


def test_screen_passes_it_on_in_pieces() -> None:
    """Each piece is short enough for it, and together they are what a terminal is told."""
    told = clipboard_sequence("x" * 999, {"STY": "1.pts"})
    pieces = told.removeprefix("\x1bP").removesuffix("\x1b\\").split("\x1b\\\x1bP")
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= 256
    assert "".join(pieces) == clipboard_sequence("x" * 999, {})


def test_it_is_written_to_the_terminal_and_nowhere_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    screen = tmp_path / "tty"
    copy("x", {}, screen)
    assert screen.read_text() == "\x1b]52;c;eA==\x07"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("text", "reason"), [("客" * (MOST // 3 + 1), "too_long"), ("x", "no_terminal")])
def test_what_cannot_be_copied_says_why(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(NoClipboard) as trouble:
        copy(text, {}, tmp_path / "no" / "tty")
    assert trouble.value.facts["reason"] == reason


def editor(folder: Path, does: str) -> dict[str, str]:
    script = folder / "my editor.py"
    script.write_text(f"import os, sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n{does}\n")
    return {"EDITOR": f"{sys.executable} '{script}' --wait"}


def test_a_text_comes_back_from_the_editor_and_its_file_is_gone(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    does = f"Path({str(seen)!r}).write_text(f'{{path.stat().st_mode:o}} {{path}}')\npath.write_text(path.read_text() + 'more 客')"
    assert edited("Dear\n", editor(tmp_path, does)) == "Dear\nmore 客"
    mode, path = seen.read_text().split(" ")
    assert stat.S_IMODE(int(mode, 8)) == 0o600
    assert not Path(path).parent.exists()


def test_visual_comes_before_editor(tmp_path: Path) -> None:
    found = editor(tmp_path, "path.write_text('seen')")
    assert edited("x", {"VISUAL": found["EDITOR"], "EDITOR": "none"}) == "seen"


@pytest.mark.parametrize("unset", [{}, {"EDITOR": ""}, {"VISUAL": " ", "EDITOR": " "}])
def test_whoever_set_none_gets_the_machines_own(tmp_path: Path, unset: dict[str, str]) -> None:
    (tmp_path / "bin").mkdir()
    environ = {**unset, "PATH": str(tmp_path / "bin")}
    for name in ("vi", "editor"):
        own = tmp_path / "bin" / name
        own.write_text(f'#!/bin/sh\nprintf {name} > "$1"\n')
        own.chmod(0o700)
        assert edited("x", environ) == name


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({}, "no_editor"),
        ({"PATH": "/no/such/folder", "EDITOR": ""}, "no_editor"),
        ({"EDITOR": "'"}, "no_editor"),
        ({"EDITOR": "/no/such/editor"}, "not_found"),
    ],
)
def test_without_an_editor_it_says_so(environ: dict[str, str], reason: str) -> None:
    with pytest.raises(NotEdited) as trouble:
        edited("x", environ)
    assert trouble.value.facts["reason"] == reason


@pytest.mark.parametrize(
    ("does", "reason"), [("sys.exit(1)", "failed"), ("path.unlink()", "unreadable"), ("path.write_bytes(b'\\xff')", "unreadable")]
)
def test_an_editor_that_fails_changes_nothing(tmp_path: Path, does: str, reason: str) -> None:
    with pytest.raises(NotEdited) as trouble:
        edited("x", editor(tmp_path, does))
    assert trouble.value.facts["reason"] == reason
