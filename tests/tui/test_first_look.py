"""Opening a large book: its first rows stand before every buyer was judged, and then all of it does."""

from collections.abc import Iterator
from datetime import date
from threading import Event

import pytest
from textual.pilot import Pilot

from credit.account import Account
from credit.book import Book
from credit.moves import Move
from credit.rating.history import grade_history
from credit.rating.letter import Grade
from tests.tui.desks import BIGGEST_FIRST, desk, drawn, said, shown_keys, until
from tests.tui.waiting import held_up
from tui.app import Workstation
from tui.desk import Desk
from tui.views.snapshot import Snapshot
from tui.widgets.facts import Facts


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """What judging a book waits for: whoever sets it lets it go on."""
    with held_up(monkeypatch, Snapshot, "judge") as go_on:
        yield go_on


async def shown_first(app: Workstation, pilot: Pilot[BaseException]) -> None:
    await until(pilot, lambda: app.desk is not None)
    await pilot.pause()


async def test_the_first_rows_stand_while_the_others_are_judged(judging: Event) -> None:
    app = Workstation(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_first(app, pilot)
        assert not app.shown.judged
        assert shown_keys(app) == BIGGEST_FIRST
        assert any("Receivable" in line for line in drawn(app))
        assert any("Judging 3 buyers" in line for line in drawn(app))
        judging.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert shown_keys(app) == BIGGEST_FIRST
        assert any("winding-up petition" in line.lower() for line in drawn(app)), "what rings, in the place of the sentence"
        assert not any("Judging" in line for line in drawn(app))


async def test_what_the_first_rows_show_was_worked_out_before_the_screen_has_to_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a key while the alerts of a hundred buyers are looked for: that was done in the worker."""
    ready: list[bool] = []

    def opened(app: Workstation, there: Desk, shown: Snapshot) -> None:
        ready.extend("alerts" in vars(entry) for entry in shown.assessed.by_id.values())
        show(app, there, shown)

    show = Workstation.opened
    monkeypatch.setattr(Workstation, "opened", opened)
    app = Workstation(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_first(app, pilot)
    assert ready == [True] * 3


async def test_what_needs_every_buyer_says_that_they_are_being_judged(judging: Event) -> None:
    app = Workstation(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_first(app, pilot)
        await pilot.press("s")
        assert "Judging 3 buyers" in said(app)
        await pilot.press("3")
        await pilot.pause()
        assert shown_keys(app) == []
        assert any("Judging 3 buyers" in line for line in drawn(app))
        judging.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert shown_keys(app) == ["C2", "C1"], "the queue comes by itself"


async def test_one_buyer_is_shown_in_full_at_once(judging: Event) -> None:
    app = Workstation(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown_first(app, pilot)
        await pilot.press("j", "enter")
        await pilot.pause()
        assert app.current_mode == "customer"
        assert shown_keys(app) == ["I1", "I2"]
        assert any("in collection" in line.lower() for line in drawn(app))
        judging.set()


async def test_a_page_of_many_invoices_stands_before_the_end_of_it_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """More invoices than are looked back through at once: what presses stands, the rest comes, and is there the next time."""
    go_on, looks = Event(), list[str]()

    def waits(account: Account, on: date, book: Book) -> tuple[Move[Grade], ...]:
        looks.append(account.id)
        go_on.wait(60)
        return grade_history(account, on, book)

    monkeypatch.setattr("tui.views.customer.AT_ONCE", 0)
    monkeypatch.setattr("credit.assessment.grade_history", waits)
    app = Workstation(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.shown.judged)
        await pilot.press("enter")
        await until(pilot, lambda: bool(looks))
        assert "being worked out" in page(app)
        assert "Payment" not in page(app)
        go_on.set()
        await until(pilot, lambda: "being worked out" not in page(app))
        assert "Payment" in page(app)
        await pilot.press("1", "2")
        await pilot.pause()
        assert "Payment" in page(app)
        assert looks == [app.chosen]


def page(app: Workstation) -> str:
    """Every line of the buyer's page, those below the edge of the screen too."""
    return "\n".join(" ".join(line) for line in app.screen.query_one("#page", Facts).facts)
