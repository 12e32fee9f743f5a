"""The workstation: where one is, what one sees, how it ends."""

from typing import Any

import pytest
from textual.timer import Timer
from textual.widgets import Input

from credit.actions import log_contact
from credit.activity import Channel
from credit.change import Change
from credit.customer import Customer
from storage.faults import NoBook
from tests.credit.little_book import TODAY
from tests.tui.desks import BIGGEST_FIRST, desk, drawn, in_front, opened, said, shown_keys, typed, until
from tui.app import Workstation
from tui.desk import Desk
from tui.dialogs.ask import Dialog
from tui.dialogs.contact import ContactDialog
from tui.dialogs.cover import Cover
from tui.dialogs.keys import KeysDialog
from tui.screens.base import BuyerScreen
from tui.screens.customer import CustomerScreen
from tui.views.snapshot import Snapshot
from tui.widgets.facts import Facts
from tui.widgets.filter_bar import FilterBar
from tui.widgets.grid import Grid

EVIL = "[red]Red[/red] [/x] \x1b]0;owned\x07 \u202egnp\x9b31m"


async def test_digits_switch_the_screens_and_back_returns() -> None:
    async with opened(desk()) as (app, pilot):
        assert app.current_mode == "portfolio"
        assert shown_keys(app) == BIGGEST_FIRST
        assert drawn(app)[0].startswith(" 1 Portfolio  2 Customer  3 Queue")
        await typed(pilot, "3")
        assert app.current_mode == "queue"
        assert shown_keys(app) == ["C2", "C1"], "nothing of the third is due"
        await typed(pilot, "2")
        assert app.current_mode == "customer"
        await typed(pilot, "h")
        assert app.current_mode == "queue"
        await typed(pilot, "1")
        assert app.current_mode == "portfolio"


async def test_only_a_screen_that_comes_for_the_first_time_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual paints nothing for a twentieth of a second whenever it changes screens; ours have their parts the second time."""
    async with opened(desk()) as (app, pilot):
        waited: list[str] = []
        set_timer = app.set_timer

        def timer(delay: float, callback: Any = None, *, name: str | None = None, pause: bool = False) -> Timer:
            waited.extend([app.current_mode] if name == "delay_update" else [])
            return set_timer(delay, callback, name=name, pause=pause)

        monkeypatch.setattr(app, "set_timer", timer)
        await typed(pilot, "3", "1", "3", "2", "3", "1", "2")
        assert waited == ["portfolio", "queue"], "on the way to the queue, and to the buyer"
        assert drawn(app)[1].strip().startswith("C2"), "and what stands there is the page"


async def test_a_page_is_worked_out_behind_the_keys_where_nothing_new_is_known_of_its_buyer() -> None:
    """Cedar is called while Birch's page is elsewhere: what stood on it stands at once, and is looked through in a worker."""
    shop = desk()
    async with opened(shop) as (app, pilot):
        await typed(pilot, "2", "1")
        screen = next(screen for screen in app._screen_stacks["customer"] if isinstance(screen, CustomerScreen))
        worked: list[str] = []
        work_out = screen.work_out

        def noted(shown: Snapshot, id: str) -> None:
            worked.append(id)
            work_out(shown, id)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(screen, "work_out", noted)
            app.publish(shop.do(log_contact, "C3", Channel.CALL)[1])
            await typed(pilot, "2")
            assert (app.chosen, worked) == ("C2", ["C2"])
            app.publish(shop.do(log_contact, "C2", Channel.CALL)[1])
            await typed(pilot)
            assert worked == ["C2"], "what is new of the buyer itself stands at once"
        assert any("call" in line for line in drawn(app))


async def test_enter_opens_the_buyer_under_the_cursor() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "enter")
        assert (app.current_mode, app.chosen) == ("customer", "C1")
        assert shown_keys(app) == ["I1", "I2"]
        assert any("Alder" in line for line in drawn(app))
        await typed(pilot, "escape")
        assert app.current_mode == "portfolio"


async def test_the_filter_keeps_what_is_typed_and_escape_clears_it() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "slash", "c", "e")
        assert shown_keys(app) == ["C3"], "letters are typed: c logs no contact here"
        assert "/ce" in drawn(app)[0]
        await typed(pilot, "d", "enter")
        assert shown_keys(app) == ["C3"]
        assert not app.screen.query_one(FilterBar).display
        assert app.focused is app.screen.query_one(Grid)
        await typed(pilot, "slash", "escape")
        assert shown_keys(app) == BIGGEST_FIRST
        assert app.chosen == "C3", "the cursor stays on its row"


async def test_a_filter_that_nothing_matches_says_how_to_clear_it() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "slash", *"zzz")
        assert shown_keys(app) == []
        assert any("Esc clears it" in line for line in drawn(app))


async def test_escape_clears_a_filter_that_was_kept() -> None:
    """Enter keeps the filter and leaves the entry; Esc on the list then shows every row, and only the next Esc goes back."""
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "3", "1", "slash", *"zzz", "enter")
        assert shown_keys(app) == []
        await typed(pilot, "escape")
        assert shown_keys(app) == BIGGEST_FIRST
        assert app.current_mode == "portfolio"
        await typed(pilot, "escape")
        assert app.current_mode == "queue"


async def test_s_sorts_by_the_next_order() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, *"ssssss")
        assert "name" in said(app)
        assert shown_keys(app) == ["C1", "C2", "C3"], "Alder, Birch, Cedar"


async def test_help_lists_the_keys_of_the_screen() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "question_mark")
        assert in_front(app, KeysDialog)
        text = "\n".join(drawn(app))
        assert "take a promise to pay" in text
        assert "sort the portfolio" in text
        assert "who is held" not in text, "a key of the queue"
        await typed(pilot, "q")
        assert not in_front(app, KeysDialog)
        assert app.is_running
        await typed(pilot, "3", "question_mark")
        assert in_front(app, KeysDialog)
        await pilot.resize_terminal(80, 60)
        await pilot.pause()
        assert "who is held" in "\n".join(drawn(app))


@pytest.mark.parametrize("keys", [("q",), ("ctrl+c",), ("3", "q"), ("2", "q")])
async def test_q_leaves_from_every_screen(keys: tuple[str, ...]) -> None:
    async with opened(desk()) as (app, pilot):
        await pilot.press(*keys)
        assert not app.is_running or app._exit


async def test_rule_12_names_are_text_and_neither_markup_nor_orders_to_the_terminal() -> None:

    kept = desk()
    kept.commit(Change("import", (Customer("C2", EVIL, TODAY, name_local=EVIL, terms=EVIL, country="G\x1b"),)))
    async with opened(kept) as (app, pilot):
        for key in "123":
            await typed(pilot, key)
            text = "\n".join(drawn(app))
            assert "[red]Red[/r" in text
            assert all(sign.isprintable() or sign == "\n" for sign in text)
        for key in "cp":
            await typed(pilot, key)
            assert in_front(app, Dialog)
            assert any("[red]Red[/red] [/x]" in line for line in drawn(app))
            await typed(pilot, *(("tab", "tab", *"[/y]") if key == "c" else ()), "enter")
        await typed(pilot, "2")
        assert any("[/y]" in line for line in drawn(app))


async def test_a_terminal_too_small_is_covered_and_recovers() -> None:
    async with opened(desk()) as (app, pilot):
        await pilot.resize_terminal(59, 24)
        await pilot.pause()
        assert in_front(app, Cover)
        assert "60x20" in " ".join(drawn(app))
        await typed(pilot, "c")
        assert in_front(app, Cover), "nothing is done unseen"
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.current_mode == "portfolio"
        assert not in_front(app, Cover)
        await typed(pilot, "j")
        assert app.chosen == "C1"


async def test_a_dialog_under_the_cover_keeps_its_facts() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "c", "shift+tab", "e")
        await pilot.resize_terminal(80, 19)
        await pilot.pause()
        assert in_front(app, Cover)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert in_front(app, ContactDialog)
        assert app.screen.query(Input)[0].value == "e"


async def test_it_can_be_left_while_it_is_covered_as_the_cover_says() -> None:
    async with opened(desk(), size=(40, 10)) as (app, pilot):
        assert in_front(app, Cover)
        await pilot.press("q")
        assert app._exit


async def test_a_fault_while_opening_ends_it_with_that_fault() -> None:
    fault = NoBook(path="/nowhere")

    def refused() -> Desk:
        raise fault

    app = Workstation(refused)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value is fault


async def test_what_nobody_foresaw_ends_it_without_a_report_of_its_own() -> None:
    broken = desk()

    def glance() -> None:
        raise LookupError("Alder owes")

    broken.glance = glance  # type: ignore[method-assign, assignment]  # a fault of ours
    app = Workstation(lambda: broken)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.return_value is not None)
    assert isinstance(app.return_value, LookupError)
    assert not app._exit_renderables


async def test_a_fault_of_ours_in_a_screen_ends_it_without_a_report_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_facts: object, **_how: object) -> None:
        raise LookupError("Alder owes")

    async def visited() -> None:
        async with app.run_test() as pilot:
            await until(pilot, lambda: app.shown.judged)
            await pilot.press("3")

    monkeypatch.setattr("tui.screens.queue.queue", broken)
    app = Workstation(desk)
    with pytest.raises(LookupError):
        await visited()
    assert isinstance(app.return_value, LookupError)
    assert not app._exit_renderables, "Textual's own report shows local variables"


async def test_a_screen_that_is_torn_down_takes_nothing_more() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "3")
        screen = app.screen
        assert isinstance(screen, BuyerScreen)
        await app._shutdown()
        assert not list(screen.children), "there is nothing to show it on"
        screen.refreshed()


async def test_the_buyer_commands_are_about_is_the_one_under_the_cursor_one_sees() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "3")
        assert app.chosen == app.screen.query_one(Grid).cursor_key == "C2"
        await typed(pilot, "1")
        assert app.chosen == app.screen.query_one(Grid).cursor_key == "C1"
        await typed(pilot, "slash", *"zzz", "enter", "c")
        assert not in_front(app, Dialog), "no row, nobody to speak of"
        assert said(app) == "No buyer to show yet."


async def test_when_a_buyer_will_pay_stands_behind_what_happened_once_it_was_worked_out() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "2")
        told = app.screen.query_one("#timeline", Facts).facts
        assert ("", "When it will be paid", "heading") in told
        assert any(" expected, four in five from " in text for _label, text, _tone in told)


async def test_an_empty_book_says_what_to_do() -> None:
    async with opened(desk("")) as (app, pilot):
        assert any("dunnage import FILE" in line for line in drawn(app))
        for key in ("2", "c", "p", "r", "A"):
            await typed(pilot, key)
            assert said(app)
        assert app.current_mode == "portfolio"
