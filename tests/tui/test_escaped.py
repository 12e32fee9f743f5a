"""Escape and a key in one packet are two keys, whatever the key; what a terminal sends by itself stays whole (decision 298)."""

import pytest
from textual import events

from tui.escaped import EscapeApart
from tui.typed_ahead import _apart


def read(*packets: str) -> list[tuple[str, str | None]]:
    """Keys that the packets hold, which follow each other at once."""
    parser = EscapeApart()
    found = [event for packet in packets for event in parser.feed(packet)]
    found += parser.feed("x")  # settles nothing but what has been waited for
    keys = [apart for event in found if isinstance(event, events.Key) for apart in _apart(event)]
    return [(key.key, key.character) for key in keys if isinstance(key, events.Key)][:-1]


ESC = ("escape", "\x1b")
NAMES = {"/": "slash", "?": "question_mark", ":": "colon", "*": "asterisk", "-": "minus", "=": "equals_sign", " ": "space"}


@pytest.mark.parametrize("key", "1234567890abcdefxyzACDFHMPRSTV/?:*-= ")
def test_escape_and_a_sign_are_two_keys(key: str) -> None:
    assert read(f"\x1b{key}") == [ESC, (NAMES.get(key, key), key)]


@pytest.mark.parametrize(("key", "name"), [("\r", "enter"), ("\t", "tab"), ("\x12", "ctrl+r"), ("\x14", "ctrl+t")])
def test_escape_and_a_control_key_are_two_keys(key: str, name: str) -> None:
    assert [found for found, _ in read(f"\x1b{key}")] == ["escape", name]


def test_keys_behind_them_stay_their_own() -> None:
    assert read("c\x1b1\x1bP\x1bc") == [("c", "c"), ESC, ("1", "1"), ESC, ("P", "P"), ESC, ("c", "c")]
    assert read("\x1b1" + "j" * 40) == [ESC, ("1", "1")] + [("j", "j")] * 40


def test_a_packet_may_end_between_them() -> None:
    assert read("\x1b", "1") == [ESC, ("1", "1")]
    assert read("\x1b", "\x1b", "2") == [ESC, ESC, ("2", "2")]


@pytest.mark.parametrize(
    ("packets", "name"),
    [(("\x1b[A",), "up"), (("\x1b", "[A"), "up"), (("\x1bOA",), "up"), (("\x1b[20", "~"), "f9"), (("\x1b\x7f",), "ctrl+w")],
)
def test_a_key_of_several_bytes_is_one_key(packets: tuple[str, ...], name: str) -> None:
    assert [found for found, _ in read(*packets)] == [name]


def test_escape_before_an_arrow_is_two_keys() -> None:
    assert [found for found, _ in read("\x1b\x1b[A")] == ["escape", "up"]


@pytest.mark.parametrize(
    "packets",
    [
        ("\x1b[200~a\x1b1b\x1b[201~\x1b2",),
        ("\x1b[20", "0~a\x1b", "1b", "\x1b[2", "01~", "\x1b", "2"),
        ("\x1b[200~a1b\x1b", "\x1b[201~\x1b", "2"),
    ],
)
def test_what_is_pasted_is_no_key(packets: tuple[str, ...]) -> None:
    parser = EscapeApart()
    found = [event for packet in packets for event in parser.feed(packet)]
    assert [event.text for event in found if isinstance(event, events.Paste)] == ["a1b"]
    assert [event.key for event in found if isinstance(event, events.Key)] == ["escape", "2"]


def test_a_terminal_that_names_alt_means_the_same() -> None:
    """The kitty keyboard protocol sends Alt as a modifier: `CSI 99 ; 3 u` is Alt and c."""
    assert read("\x1b[99;3u") == [ESC, ("c", "c")]
    assert [(key.key, key.character) for key in _apart(events.Key("alt+shift+p", "P"))] == [ESC, ("P", "P")]  # type: ignore[union-attr]
