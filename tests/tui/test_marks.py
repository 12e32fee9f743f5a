"""Marks: which rows have one, and what a command does to all of them in one change."""

from textual.widgets import Input, Static

from credit.actions import log_contact
from credit.activity import Channel
from credit.assess import assess_book
from tests.credit.little_book import TODAY
from tests.tui.desks import Bureau, desk, drawn, in_front, open_desk, opened, said, shown_keys, typed, until
from tests.wording.speaking import speaking
from tui.app import Workstation
from tui.dialogs.many import ManyAsideDialog
from tui.widgets.facts import Facts
from tui.widgets.grid import Grid

SIGNS = {"*": "asterisk"}


def marks(app: Workstation) -> list[str]:
    return sorted(app.screen.query_one(Grid).marks)


async def test_space_marks_and_goes_on_and_again_takes_the_mark_off() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "space")
        assert (marks(app), app.chosen) == (["C2"], "C1")
        assert any("* Birch" in line for line in drawn(app))
        assert "1 marked" in drawn(app)[0]
        await typed(pilot, "k", "space")
        assert marks(app) == []
        assert not any("* Birch" in line for line in drawn(app))


async def test_a_range_goes_from_the_last_mark_to_the_cursor() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "space", "j", "V")
        assert marks(app) == ["C1", "C2", "C3"]


async def test_a_range_without_a_mark_is_the_row_under_the_cursor() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "V")
        assert marks(app) == ["C1"]


async def test_all_that_are_shown_are_marked_and_what_a_filter_hides_is_not_acted_on() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "asterisk")
        assert marks(app) == ["C1", "C2", "C3"]
        await typed(pilot, "slash", *"alder", "enter")
        assert [entry.id for entry in app.marked] == ["C1"]
        await typed(pilot, "escape", "asterisk")
        assert marks(app) == [], "all were marked, so all marks are off"


async def test_escape_clears_the_filter_first_and_then_the_marks() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "slash", *"alder", "enter", "space", "escape")
        assert (len(shown_keys(app)), marks(app)) == (3, ["C1"])
        await typed(pilot, "escape")
        assert marks(app) == []


async def test_a_contact_with_many_is_said_first_and_is_one_change() -> None:
    """Alder owes 1,500 and Birch 3,000: 4,500 together."""
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "space", "space", "c")
        assert any("Contact with 2 buyers, 4.5 k USD" in line for line in drawn(app))
        await typed(pilot, "enter")
        assert said(app) == "2 buyers: contact logged: on disk."
        logged = [id for id in ("C1", "C2", "C3") if open_desk(app).book.account(id).contacts]
        assert logged == ["C1", "C2"]
        await typed(pilot, "u")
        assert not [id for id in ("C1", "C2", "C3") if open_desk(app).book.account(id).contacts]
        assert marks(app) == ["C1", "C2"], "the marks stand"


async def test_many_are_put_aside_in_one_change_and_come_back_in_one() -> None:
    async with opened(desk()) as (app, pilot):

        def held() -> list[str]:
            return [
                id for id, account in open_desk(app).book.accounts.items() if any(hold.runs_on(TODAY) for hold in account.holds)
            ]

        await typed(pilot, "space", "space", "z")
        assert any("Leave 2 buyers, 4.5 k USD alone" in line for line in drawn(app))
        await typed(pilot, *"fair", "enter")
        assert said(app) == "2 buyers: buyer snoozed: on disk."
        assert held() == ["C1", "C2"]
        await typed(pilot, "asterisk", "z", "e", "enter")
        assert held() == [], "the third, who was not held, is in nobody's way"
        await typed(pilot, "u", "u")
        assert held() == []


async def test_many_get_a_place_in_the_queue_in_one_change_and_lose_it_in_one() -> None:
    async with opened(desk()) as (app, pilot):

        def placed() -> dict[str, bool]:
            entries = assess_book(open_desk(app).book, TODAY).by_id
            return {id: entry.pin.last for id, entry in sorted(entries.items()) if entry.pin is not None}

        await typed(pilot, "space", "space", "P")
        assert any("Place of 2 buyers, 4.5 k USD in the queue" in line for line in drawn(app))
        await typed(pilot, "shift+tab", "shift+tab", "l", "tab", "tab", *"boss", "enter")
        assert said(app) == "2 buyers: place in the queue given: on disk."
        assert placed() == {"C1": True, "C2": True}
        await typed(pilot, "asterisk", "P")
        await typed(pilot, "shift+tab", "shift+tab", "e", "enter")
        assert placed() == {}, "the third, who had no place, is in nobody's way"
        await typed(pilot, "u")
        assert placed() == {"C1": True, "C2": True}
        await typed(pilot, "u")
        assert placed() == {}


async def test_what_another_desk_does_to_one_of_many_is_said_in_their_dialog() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "space", "space", "z")
        _change, news = open_desk(app).do(log_contact, "C1", Channel.CALL)
        app.overtaken(news)
        await pilot.pause()
        assert "Another desk changed this buyer" in str(app.screen.query_one("#fault", Static).content)


async def test_an_end_for_many_of_whom_none_is_held_is_refused() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "space", "space", "z")
        app.screen.query(Input).first().value = "e"
        await typed(pilot, "enter")
        assert in_front(app, ManyAsideDialog)
        assert "C1" in str(app.screen.query_one("#fault", Static).content) or "C2" in str(
            app.screen.query_one("#fault", Static).content
        )


async def test_many_are_asked_about_once_that_is_agreed() -> None:
    bureau = Bureau()
    bureau.go.set()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await typed(pilot, "space", "space", "r")
        assert any("Ask about 2 buyers, 4.5 k USD?" in line for line in drawn(app))
        await typed(pilot, "escape")
        assert bureau.asked == []
        await typed(pilot, "r", "enter")
        await until(pilot, lambda: sorted(bureau.asked) == ["C1", "C2"])


async def test_the_alerts_of_many_are_seen_once_that_is_agreed() -> None:
    async with opened(desk()) as (app, pilot):

        def unseen() -> int:
            return sum(not alert.acknowledged for entry in app.shown.assessed.by_id.values() for alert in entry.alerts)

        before = unseen()
        assert before > 0
        await typed(pilot, "asterisk", "A")
        assert any("3 buyers, 5.2 k USD?" in line for line in drawn(app))
        await typed(pilot, "escape")
        assert unseen() == before
        await typed(pilot, "A", "enter")
        assert unseen() == 0
        await typed(pilot, "A")
        assert said(app) == "These buyers have no alert that nobody has seen."
        await typed(pilot, "u")
        assert unseen() == before


async def test_a_capital_r_asks_about_marked_buyers_and_not_about_all_that_are_stale() -> None:
    """Cedar has no report either, and is not marked."""
    bureau = Bureau()
    bureau.go.set()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await typed(pilot, "space", "space", "R")
        assert any("Ask about 2 buyers, 4.5 k USD?" in line for line in drawn(app))
        await typed(pilot, "enter")
        assert sorted(bureau.asked) == ["C1", "C2"]


async def test_the_page_of_a_buyer_has_no_marks() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "2", "space")
        assert said(app) == "Only lists of buyers have marks."


async def test_the_order_turns_round_and_a_next_order_begins_straight() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "S")
        assert shown_keys(app) == ["C3", "C1", "C2"]
        assert said(app) == "Sorted by what is overdue, the last first."
        await typed(pilot, "S")
        assert shown_keys(app) == ["C2", "C1", "C3"]
        await typed(pilot, "S", "s")
        assert shown_keys(app) == ["C2", "C1", "C3"], "by what is open: 3,000, 1,500, 700"


async def test_the_queue_takes_no_order_and_says_why() -> None:
    why = "Ranked by what waiting costs: / filters, P pins a buyer."
    async with opened(desk(), (120, 60)) as (app, pilot):
        await typed(pilot, "3")
        before = shown_keys(app)
        for key in ("s", "S"):
            await typed(pilot, key)
            assert (said(app), shown_keys(app)) == (why, before)
        await typed(pilot, "question_mark")
        told = [f"{label} {text}" for part in app.screen.query(Facts) for label, text, _tone in part.facts]
        assert told[told.index(f" {why}") + 1].startswith("s sort the portfolio"), "once above the two it is about"
        await typed(pilot, "escape", "v")
        assert said(app) == "Only in the portfolio."
        await typed(pilot, "1", "H")
        assert said(app) == "Only in the queue."


async def test_a_key_of_another_screen_says_nothing_while_something_is_typed_or_asked() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "3", "slash", "s")
        assert said(app) == ""
        await typed(pilot, "escape", "question_mark", "s")
        assert said(app) == ""


async def test_marks_speak_chinese() -> None:
    with speaking("zh"):
        async with opened(desk()) as (app, pilot):
            await typed(pilot, "space", "space", "c")
            assert any("2 位客户" in line or "2 个客户" in line or "2 家客户" in line for line in drawn(app))
