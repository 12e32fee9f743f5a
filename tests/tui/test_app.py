"""The workstation: keys are pressed, and the book is looked at, not only the screen."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Input

from credit.activity import Channel, Outcome
from credit.change import Change
from credit.clocks import PromiseState
from credit.money import Money
from storage.faults import BookReadOnly, BookWriteFailed, NoBook, WriteFailure
from storage.store import Store, open_store
from tests.credit.little_book import TODAY
from tests.tui.desks import Answered, Bureau, burst, desk, drawn, opened, said, shown_keys, typed
from tui.app import Workstation
from tui.desk import Desk
from tui.dialogs.ask import Dialog
from tui.dialogs.contact import ContactDialog
from tui.dialogs.cover import Cover
from tui.dialogs.keys import KeysDialog
from tui.dialogs.promise import PromiseDialog
from tui.widgets.filter_bar import FilterBar
from tui.widgets.grid import Grid

BIGGEST_FIRST = ["C2", "C1", "C3"]
"""The portfolio opens sorted by what is overdue: 3,000, then 1,500, then nothing."""


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


async def test_s_sorts_by_the_next_order() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, *"sssss")
        assert "name" in said(app)
        assert shown_keys(app) == ["C1", "C2", "C3"], "Alder, Birch, Cedar"


async def test_a_contact_is_logged_and_stands_in_the_file(tmp_path: Path) -> None:
    place = tmp_path / "book.json"
    with open_store(place, create=True) as store:
        async with opened(desk(store=store)) as (app, pilot):
            await typed(pilot, "j", "c")
            assert _in_front(app, ContactDialog)
            await typed(pilot, "e", "tab", "r", "tab", *"Asks for June", "enter")
            assert app.current_mode == "portfolio"
            assert not _in_front(app, Dialog)
            assert "on disk" in said(app)
            (contact,) = _desk(app).book.accounts["C1"].contacts
    told = (contact.channel, contact.outcome, contact.text, contact.on, contact.learnt_on, contact.who)
    assert told == (Channel.EMAIL, Outcome.REPLIED, "Asks for June", TODAY, TODAY, "mara")
    with open_store(place, create=False) as again:
        assert again.load()[0].accounts["C1"].contacts == (contact,)


@pytest.mark.parametrize(("wrong", "named"), [(("q",), "How: one of"), (("c", "tab", "q"), "Outcome: one of")])
async def test_a_letter_that_means_nothing_is_named_and_nothing_is_written(wrong: tuple[str, ...], named: str) -> None:
    async with opened(desk()) as (app, pilot):
        before = _desk(app).book
        await typed(pilot, "c", *wrong, "enter")
        assert _in_front(app, ContactDialog)
        assert any(named in line for line in drawn(app))
        assert _desk(app).book is before


async def test_escape_leaves_a_dialog_without_a_trace() -> None:
    async with opened(desk()) as (app, pilot):
        before = _desk(app).book
        await typed(pilot, "p", "escape")
        assert not _in_front(app, Dialog)
        assert app.current_mode == "portfolio", "escape closed the dialog and no more"
        assert _desk(app).book is before


async def test_a_promise_is_taken_runs_and_holds_the_buyer() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "p")
        assert _in_front(app, PromiseDialog)
        assert [entry.value for entry in app.screen.query(Input)] == ["1500.00 USD", "2024-06-19"], "all overdue, in a week"
        await typed(pilot, "enter")
        (promise,) = _desk(app).book.accounts["C1"].promises
        assert (promise.amount, promise.promised_for) == (Money.of("1500", "USD"), TODAY + timedelta(days=7))
        entry = app.shown.assessed.by_id["C1"]
        assert [judged.state for judged in entry.promises] == [PromiseState.RUNNING]
        await typed(pilot, "3")
        assert shown_keys(app) == ["C2"]
        await typed(pilot, "H")
        assert shown_keys(app) == ["C1"]
        assert any("promise running" in line for line in drawn(app))
        await typed(pilot, "2")
        assert app.chosen == "C1"
        text = " ".join(" ".join(drawn(app)).split())
        assert "2024-06-12 promise of 1,500.00 USD" in text


@pytest.mark.parametrize(
    ("amount", "day", "told"),
    [
        ("all of it", "2024-06-19", "no amount of money"),
        ("0 USD", "2024-06-19", "above zero"),
        ("10 USD", "soon", "2024-06-12"),
        ("10 USD", "2024-06-11", "lies before"),
    ],
)
async def test_a_promise_that_cannot_be_is_refused_in_one_sentence(amount: str, day: str, told: str) -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "p")
        entries = app.screen.query(Input)
        entries[0].value, entries[1].value = amount, day
        await typed(pilot, "enter")
        assert _in_front(app, PromiseDialog)
        assert [entry.value for entry in app.screen.query(Input)] == [amount, day], "what was entered stays"
        assert any(told in line for line in drawn(app))
        assert not _desk(app).book.accounts["C1"].promises


async def test_undo_takes_back_and_redo_puts_again() -> None:
    async with opened(desk()) as (app, pilot):
        before = _desk(app).book
        await typed(pilot, "c", "enter")
        after = _desk(app).book
        assert len(after.accounts["C2"].contacts) == 1
        await typed(pilot, "u")
        assert _desk(app).book == before
        assert app.shown.book == before
        assert said(app) == "Taken back: contact logged."
        await typed(pilot, "ctrl+r")
        assert _desk(app).book == after
        await typed(pilot, "u", "u")
        assert "no change of this desk" in said(app)
        assert _desk(app).book == before


async def test_acknowledged_alerts_stay_and_no_longer_shout() -> None:
    async with opened(desk()) as (app, pilot):
        assert any(line.startswith("!!") and "petition" in line for line in drawn(app))
        await typed(pilot, "A")
        alerts = app.shown.assessed.by_id["C2"].alerts
        assert alerts
        assert all(alert.acknowledged for alert in alerts)
        assert not any(line.startswith("!!") for line in drawn(app))
        await typed(pilot, "A")
        assert "no alert" in said(app)


async def test_keys_work_while_a_provider_is_slow() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r")
        assert said(app) == "Asking about Birch ..."
        await pilot.press("j", "3", "1")
        assert (app.current_mode, app.chosen) == ("portfolio", "C1")
        assert not _desk(app).book.accounts["C2"].reports
        bureau.go.set()
        await typed(pilot)
        assert [report.provider for report in _desk(app).book.accounts["C2"].reports] == ["bureau"]
        assert not _desk(app).book.accounts["C1"].reports
        assert said(app) == "bureau: 1 new fact."


async def test_two_buyers_are_asked_at_once() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r", "j", "r")
        await pilot.pause(0.05)
        assert sorted(bureau.asked) == ["C1", "C2"], "the second does not wait for the first"
        bureau.go.set()
        await typed(pilot)
        assert all(_desk(app).book.accounts[id].reports for id in ("C1", "C2"))


async def test_a_refused_report_leaves_the_book_and_says_so() -> None:
    bureau = Bureau(Answered(ending="not_entitled", reason="forbidden"))
    bureau.go.set()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        before = _desk(app).book
        await typed(pilot, "r")
        assert _desk(app).book is before
        assert "bureau" in said(app)
        assert "no right" in said(app)


async def test_without_a_provider_it_is_said_where_to_set_one_up() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "r")
        assert "docs/providers.md" in said(app)


async def test_leaving_calls_a_slow_provider_off() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r")
        await pilot.pause(0.05)
        before = _desk(app).book
        await pilot.press("q")
    assert bureau.called_off == ["C2"]
    assert _desk(app).book is before


class Full:
    """A store on a disk that is full."""

    def __init__(self) -> None:
        self._kept: Store = open_store(":memory:", create=True)
        self.place = self._kept.place
        self.fault: BookWriteFailed | BookReadOnly | None = None

    def commit(self, change: Change, at: datetime) -> tuple[Change, ...]:
        if self.fault is not None:
            raise self.fault
        return self._kept.commit(change, at)

    def close(self) -> None:
        self._kept.close()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (BookWriteFailed(path="/book.json", reason=WriteFailure.DISK_FULL), "disk is full"),
        (BookReadOnly(path="/book.json"), "read-only"),
    ],
)
async def test_what_could_not_be_written_stays_in_the_dialog(fault: BookWriteFailed | BookReadOnly, told: str) -> None:
    store = Full()
    async with opened(desk(store=store)) as (app, pilot):
        before, shown = _desk(app).book, app.shown
        store.fault = fault
        await typed(pilot, "c", "e", "tab", "s", "tab", *"hello", "enter")
        assert _in_front(app, ContactDialog)
        assert [entry.value for entry in app.screen.query(Input)] == ["e", "s", "hello"]
        assert any(told in line for line in drawn(app))
        assert _desk(app).book is before
        assert app.shown is shown
        store.fault = None
        await typed(pilot, "enter")
        assert [contact.text for contact in _desk(app).book.accounts["C2"].contacts] == ["hello"]


async def test_a_read_only_book_is_read_and_refuses_to_be_written(tmp_path: Path) -> None:
    place = tmp_path / "book.json"
    with open_store(place, create=True) as store:
        desk(store=store)
    place.chmod(0o400)
    with open_store(place, create=False) as store:
        book, _ = store.load()
        async with opened(Desk(book, store, (), TODAY)) as (app, pilot):
            assert shown_keys(app) == BIGGEST_FIRST
            await typed(pilot, "c", "enter")
            assert _in_front(app, ContactDialog)
            assert any("read-only" in line for line in drawn(app))
            assert app.shown.book == book


async def test_help_lists_the_keys_of_the_screen() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "question_mark")
        assert _in_front(app, KeysDialog)
        text = "\n".join(drawn(app))
        assert "take a promise to pay" in text
        assert "sort the portfolio" in text
        assert "who is held" not in text, "a key of the queue"
        await typed(pilot, "q")
        assert not _in_front(app, KeysDialog)
        assert app.is_running
        await typed(pilot, "3", "question_mark")
        assert "who is held" in "\n".join(drawn(app))


@pytest.mark.parametrize("keys", [("q",), ("ctrl+c",), ("3", "q"), ("2", "q")])
async def test_q_leaves_from_every_screen(keys: tuple[str, ...]) -> None:
    async with opened(desk()) as (app, pilot):
        await pilot.press(*keys)
        assert not app.is_running or app._exit


EVIL = "[red]Red[/red] [/x] \x1b]0;owned\x07 \u202egnp\x9b31m"


async def test_names_are_text_and_neither_markup_nor_orders_to_the_terminal() -> None:
    from credit.customer import Customer

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
            assert _in_front(app, Dialog)
            assert any("[red]Red[/red] [/x]" in line for line in drawn(app))
            await typed(pilot, *(("tab", "tab", *"[/y]") if key == "c" else ()), "enter")
        await typed(pilot, "2")
        assert any("[/y]" in line for line in drawn(app))


async def test_a_terminal_too_small_is_covered_and_recovers() -> None:
    async with opened(desk()) as (app, pilot):
        await pilot.resize_terminal(59, 24)
        await pilot.pause()
        assert _in_front(app, Cover)
        assert "60x20" in " ".join(drawn(app))
        await typed(pilot, "c")
        assert _in_front(app, Cover), "nothing is done unseen"
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.current_mode == "portfolio"
        assert not _in_front(app, Cover)
        await typed(pilot, "j")
        assert app.chosen == "C1"


async def test_a_dialog_under_the_cover_keeps_its_facts() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "c", "e")
        await pilot.resize_terminal(80, 19)
        await pilot.pause()
        assert _in_front(app, Cover)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert _in_front(app, ContactDialog)
        assert app.screen.query(Input)[0].value == "e"


async def test_it_can_be_left_while_it_is_covered_as_the_cover_says() -> None:
    async with opened(desk(), size=(40, 10)) as (app, pilot):
        assert _in_front(app, Cover)
        await pilot.press("q")
        assert app._exit


async def test_a_fault_while_opening_ends_it_with_that_fault() -> None:
    fault = NoBook(path="/nowhere")

    def refused() -> Desk:
        raise fault

    app = Workstation(refused)
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
    assert app.return_value is fault


async def test_what_nobody_foresaw_ends_it_without_a_report_of_its_own() -> None:
    broken = desk()

    def look() -> None:
        raise LookupError("Alder owes")

    broken.look = look  # type: ignore[method-assign, assignment]  # a fault of ours
    app = Workstation(lambda: broken)
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
    assert isinstance(app.return_value, LookupError)
    assert not app._exit_renderables


async def test_a_fault_of_ours_in_a_screen_ends_it_without_a_report_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_facts: object) -> None:
        raise LookupError("Alder owes")

    async def visited() -> None:
        async with app.run_test() as pilot:
            await pilot.pause(0.1)
            await pilot.press("3")

    monkeypatch.setattr("tui.screens.queue.queue", broken)
    app = Workstation(desk)
    with pytest.raises(LookupError):
        await visited()
    assert isinstance(app.return_value, LookupError)
    assert not app._exit_renderables, "Textual's own report shows local variables"


@pytest.mark.parametrize(
    ("keys", "contacts"),
    [
        (("c", "e", "tab", "s", "tab", *"hello", "enter"), {"C2": ["email spoke hello"]}),
        (("j", "c", "e", "enter"), {"C1": ["email  "]}),
        (("j", "enter", "c", "enter"), {"C1": ["call  "]}),
        (("slash", *"ced", "enter", "c", "enter"), {"C3": ["call  "]}),
        (("c", "enter", "j", "c", "enter"), {"C1": ["call  "], "C2": ["call  "]}),
        (("3", "j", "c", "enter"), {"C1": ["call  "]}),
        (("3", "j", "c", "escape", "1", "c", "enter"), {"C2": ["call  "]}),
    ],
)
async def test_keys_typed_ahead_are_carried_out_in_their_order(keys: tuple[str, ...], contacts: dict[str, list[str]]) -> None:
    async with opened(desk()) as (app, pilot):
        await burst(pilot, *keys)
        assert {
            id: [f"{contact.channel} {contact.outcome} {contact.text}" for contact in account.contacts]
            for id, account in _desk(app).book.accounts.items()
            if account.contacts
        } == contacts


async def test_enter_pressed_twice_records_once() -> None:
    async with opened(desk()) as (app, pilot):
        await burst(pilot, "c", "enter", "enter")
        assert len(_desk(app).book.accounts["C2"].contacts) == 1


async def test_the_buyer_commands_are_about_is_the_one_under_the_cursor_one_sees() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "j", "3")
        assert app.chosen == app.screen.query_one(Grid).cursor_key == "C2"
        await typed(pilot, "1")
        assert app.chosen == app.screen.query_one(Grid).cursor_key == "C1"
        await typed(pilot, "slash", *"zzz", "enter", "c")
        assert not _in_front(app, Dialog), "no row, nobody to speak of"
        assert said(app) == "No buyer to show yet."


async def test_an_empty_book_says_what_to_do() -> None:
    async with opened(desk("")) as (app, pilot):
        assert any("dunnage import FILE" in line for line in drawn(app))
        for key in ("2", "c", "p", "r", "A"):
            await typed(pilot, key)
            assert said(app)
        assert app.current_mode == "portfolio"


async def test_a_colleagues_change_comes_in_with_the_next_own_one(tmp_path: Path) -> None:
    place = tmp_path / "book.json"
    with open_store(place, create=True) as mine, open_store(place, create=False) as theirs:
        kept = desk(store=mine)
        book, _ = theirs.load()
        colleague = Desk(book, theirs, (), TODAY, "lin")
        async with opened(kept) as (app, pilot):
            from credit.actions import log_contact

            colleague.do(log_contact, "C1", Channel.CALL)
            await typed(pilot, "c", "enter")
            assert [contact.who for contact in app.book.accounts["C1"].contacts] == ["lin"]
            assert [contact.who for contact in app.book.accounts["C2"].contacts] == ["mara"]


def _desk(app: Workstation) -> Desk:
    assert app.desk is not None
    return app.desk


def _in_front(app: Workstation, kind: type[Screen[None]]) -> bool:
    return isinstance(app.screen, kind)
