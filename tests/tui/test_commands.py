"""Commands as data: each has one key, one method, and one place where it is told."""

from collections import Counter
from typing import ClassVar

import pytest
from textual.binding import Binding

from tests.tui.desks import desk, drawn, opened, shown_keys, typed
from tests.wording.speaking import speaking
from tui.app import Workstation
from tui.commands import COMMANDS, Command, Scope, commands_of, keymap, keys_of, sign
from tui.config import InvalidConfig
from tui.dialogs.contact import ContactDialog
from tui.screens.portfolio import PortfolioScreen
from tui.screens.queue import QueueScreen
from tui.widgets.facts import Facts
from tui.widgets.grid import Grid

HANDS: dict[Scope, type] = {Scope.EVERYWHERE: Workstation, Scope.PORTFOLIO: PortfolioScreen, Scope.QUEUE: QueueScreen}


class OpensARow:
    """Opening a row is the grid's: it alone knows which row is under the cursor."""

    ids: ClassVar = {"open": Grid}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_its_method_and_its_words(command: Command) -> None:
    owner = OpensARow.ids.get(command.id, HANDS[command.scope])
    assert callable(getattr(owner, f"action_{command.id}"))
    assert command.says()
    assert command.keys


def test_no_id_and_no_key_is_taken_twice() -> None:
    assert max(Counter(command.id for command in COMMANDS).values()) == 1
    for scope in Scope:
        keys = Counter(key for command in commands_of(scope) for key in command.keys)
        assert max(keys.values()) == 1, f"{scope}: {keys.most_common(3)}"


@pytest.mark.parametrize("widget", [Grid, Facts])
def test_no_command_takes_a_key_of_the_cursor(widget: type[Grid | Facts]) -> None:
    moving = {key for entry in widget.BINDINGS if isinstance(entry, Binding) for key in entry.key.split(",")}
    assert moving & {key for command in COMMANDS for key in command.keys} == ({"enter"} if widget is Grid else set())


def test_what_is_shown_of_a_screen_are_its_own_commands_and_those_of_everywhere() -> None:
    assert {command.id for command in commands_of(Scope.QUEUE)} - {command.id for command in commands_of(Scope.CUSTOMER)} == {
        "held",
        "since",
    }


def test_keys_are_printed_as_on_the_keyboard() -> None:
    assert [sign(key) for key in ("slash", "question_mark", "ctrl+r", "c")] == ["/", "?", "^r", "c"]


def test_the_users_keys_win() -> None:
    contact = next(command for command in COMMANDS if command.id == "contact")
    assert keys_of(contact, {}) == ("c",)
    assert keys_of(contact, keymap({"contact": "B,J"}, "config.toml")) == ("B", "J")


def test_two_commands_may_change_keys_with_each_other() -> None:
    assert keymap({"contact": "p", "promise": "c"}, "config.toml") == {"contact": "p", "promise": "c"}


@pytest.mark.parametrize(
    ("keys", "facts"),
    [
        ({"contract": "x"}, {"key": "keys.contract", "near": "keys.contact", "problem": "unknown"}),
        ({"zzzz": "x"}, {"key": "keys.zzzz", "near": "", "problem": "unknown"}),
        ({"contact": "p"}, {"key": "keys.promise", "near": "keys.contact", "problem": "key_taken"}),
    ],
)
def test_keys_that_cannot_be_are_named(keys: dict[str, str], facts: dict[str, str]) -> None:
    with pytest.raises(InvalidConfig) as caught:
        keymap(keys, "config.toml")
    assert caught.value.facts == {"path": "config.toml", **facts}


async def test_remapped_keys_work_and_are_shown() -> None:
    remapped = {"contact": "B", "open": "O", "sort": "S", "held": "w"}
    async with opened(desk(), remapped=remapped) as (app, pilot):
        assert "O open" in drawn(app)[-1]
        assert "B contact" in drawn(app)[-1]
        await typed(pilot, "c")
        assert app.current_mode == "portfolio"
        await typed(pilot, "B")
        assert isinstance(app.screen, ContactDialog)
        await typed(pilot, "escape", "question_mark")
        text = drawn(app)
        assert any(line.split() == ["B", "log", "a", "contact"] for line in text)
        assert any(line.startswith("S ") and "sort" in line for line in text)
        await typed(pilot, "escape", *"SSSSSS")
        assert shown_keys(app) == ["C1", "C2", "C3"], "by name"
        await typed(pilot, "O")
        assert (app.current_mode, app.chosen) == ("customer", "C2")
        await typed(pilot, "3", "w")
        assert shown_keys(app) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("screen", [("1",), ("2",), ("3",)])
async def test_every_key_is_seen_at_once_on_a_wide_screen(lang: str, screen: tuple[str, ...]) -> None:
    with speaking(lang):
        async with opened(desk(), (120, 40)) as (app, pilot):
            await typed(pilot, *screen, "question_mark")
            assert [part.max_scroll_y for part in app.screen.query(Facts)] == [0, 0]
            listed = sum(len(part.facts) for part in app.screen.query(Facts))
            assert listed >= len(COMMANDS)
            await pilot.resize_terminal(80, 24)
            await typed(pilot)
            assert [part.display for part in app.screen.query(Facts)] == [True, False], "below each other where it is narrow"
            assert len(app.screen.query(Facts).first().facts) == listed
