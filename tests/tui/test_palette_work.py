"""The palette and the help on the screen: a command or a buyer by a few letters, and why a command does nothing now."""

from textual.widgets import Input, Static

from tests.tui.desks import desk, drawn, in_front, opened, said, shown_keys, typed
from tests.wording.speaking import speaking
from tui.dialogs.contact import ContactDialog
from tui.dialogs.keys import KeysDialog
from tui.dialogs.palette import PaletteDialog
from tui.dialogs.promise import PromiseDialog


async def test_a_few_letters_and_enter_go_to_a_buyer() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "3", "colon", *"alde", "enter")
        assert (app.current_mode, app.chosen) == ("customer", "C1")


async def test_a_command_is_carried_out_as_by_its_key() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "ctrl+p", *"log a c", "enter")
        assert in_front(app, ContactDialog)


async def test_a_command_of_the_screen_is_found_where_it_belongs() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "colon", *"turn the", "enter")
        assert shown_keys(app) == ["C3", "C1", "C2"], "turned round"


async def test_a_command_that_would_do_nothing_says_why_and_the_palette_stays() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "colon", *"undo the")
        assert any("(There is no" in line for line in drawn(app))
        await typed(pilot, "enter")
        assert in_front(app, PaletteDialog)
        assert "There is no change of this desk" in str(app.screen.query_one("#fault", Static).content)
        await typed(pilot, "escape")
        assert not in_front(app, PaletteDialog)


async def test_arrows_choose_and_what_nothing_is_called_is_said() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "colon", *"c", "down", "up", "down")
        palette = app.screen
        assert isinstance(palette, PaletteDialog)
        assert palette.place == 1
        palette.query_one(Input).value = "xyzzy"
        await typed(pilot, "down", "enter")
        assert "Nothing is called so." in str(palette.query_one("#fault", Static).content)


async def test_help_is_searched_and_tells_why_a_command_does_nothing_here() -> None:
    async with opened(desk(), (120, 40)) as (app, pilot):
        await typed(pilot, "question_mark", "slash", *"held")
        told = [line for line in drawn(app) if "who is held" in line]
        assert told
        assert "Only in the queue." in told[0]
        assert not any("log a contact" in line for line in drawn(app))
        await typed(pilot, "escape")
        assert any("log a contact" in line for line in drawn(app)), "the search is cleared first"
        await typed(pilot, "escape")
        assert not in_front(app, KeysDialog)
        assert said(app) == ""


async def test_enter_does_the_one_command_that_a_search_of_the_help_leaves() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "question_mark", "slash", *"promise to pay", "enter")
        assert in_front(app, PromiseDialog)
        await typed(pilot, "escape", "question_mark", "slash", *"report", "enter")
        assert in_front(app, KeysDialog), "several are left"
        await typed(pilot, "enter")
        assert not in_front(app, KeysDialog), "the second enter closes the list"
        await typed(pilot, "question_mark", "slash", *"undo the last", "enter")
        assert in_front(app, KeysDialog), "what does nothing now is not done, and says why"


async def test_the_palette_speaks_chinese() -> None:
    with speaking("zh"):
        async with opened(desk()) as (app, pilot):
            await typed(pilot, "colon", *"队列", "enter")
            assert app.current_mode == "queue"
