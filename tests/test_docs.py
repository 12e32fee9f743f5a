"""What the pages say of the program is so."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from credit.policy import DEFAULT_POLICY
from tui.cli.entry import HANDLERS
from tui.commands import COMMANDS, sign

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_page_of_keys_lists_every_command_with_its_keys_and_words() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+) \|$", (ROOT / "docs/keys.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = {id: (tuple(re.findall(r"`([^`]+)`", keys)), says) for id, keys, says in rows}
    assert told == {command.id: (command.keys, command.says()) for command in COMMANDS}


def test_the_page_of_the_policy_names_every_room_once() -> None:
    text = (ROOT / "docs/policy.md").read_text(encoding="utf-8")
    rooms = {room.name for room in fields(DEFAULT_POLICY)} - {"version"}
    assert sorted(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == sorted(rooms)


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in HANDLERS if f"`{name}" not in text and f"dunnage {name}" not in text] == []


def test_the_readme_names_every_key() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## The three screens")[2].partition("**Portfolio**")[0]
    named = set(re.findall(r"`([^`]+)`", table))
    assert [command.id for command in COMMANDS if not {*command.keys, *map(sign, command.keys)} & named] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_link_leads_nowhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
