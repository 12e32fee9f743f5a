"""The first page of a large book: it stands while the book is read, says how old it is, and gives way to the book."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from textual.pilot import Pilot

import tui.first_page_work
from tests.credit.little_book import TODAY, little_book
from tests.tui.desks import BIGGEST_FIRST, LATE, desk, drawn, said, shown_keys, until
from tests.tui.test_desk import Ledger
from tests.tui.waiting import held_up
from tui.app import Workstation
from tui.desk import Desk
from tui.look import Look
from tui.views.first_page import FirstPage, first_page, kept_told, read_page
from tui.views.kept import Kept
from tui.views.snapshot import Snapshot


@pytest.fixture
def page() -> FirstPage:
    """What the little book shows, as it comes back from where it was kept."""
    found = read_page(json.loads(json.dumps(first_page(desk().look(), Kept()).told())), 2)
    assert found is not None
    return found


@contextmanager
def reading(page: FirstPage | None, look: Look | None = None) -> Iterator[tuple[Workstation, Event]]:
    """A workstation whose book is being read until the event is set."""
    go_on = Event()

    def slowly() -> Desk:
        go_on.wait(60)
        return desk()

    yield Workstation(slowly, look=look, kept_page=lambda: page), go_on
    go_on.set()


async def kept_shown(app: Workstation, pilot: Pilot[BaseException]) -> None:
    await until(pilot, lambda: app.first is not None)
    await pilot.pause()


def test_it_comes_back_as_it_was_kept(page: FirstPage) -> None:
    made = first_page(desk().look(), Kept())
    assert (page.on, page.policy, page.base, page.figures) == (made.on, made.policy, made.base, made.figures)
    assert [row.cells for row in page.portfolio] == [row.cells for row in made.portfolio]
    assert [row.key for row in page.queue] == [row.key for row in made.queue]
    assert page.portfolio.columns == made.portfolio.columns
    assert page.behind == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told.pop("on"),
        lambda told: told.update(on="yesterday"),
        lambda told: told.update(figures=[["one"]]),
        lambda told: told["portfolio"]["rows"][0][1].pop(),
        lambda told: told["portfolio"]["columns"][0].update(align="up"),
        lambda told: told["queue"]["columns"][0].update(colour="red"),
        lambda told: told.update(queue=None),
    ],
)
def test_what_another_program_kept_is_none(spoil: Callable[[dict[str, object]], object]) -> None:
    told = json.loads(json.dumps(first_page(desk().look(), Kept()).told()))
    spoil(told)
    assert read_page(told, 0) is None


async def test_it_stands_while_the_book_is_read_and_gives_way_to_it(page: FirstPage) -> None:
    with reading(replace(page, figures=(("Receivable", "1.00 XTS", ""),))) as (app, go_on):
        async with app.run_test(size=(80, 24)) as pilot:
            await kept_shown(app, pilot)
            assert app.desk is None
            assert shown_keys(app) == BIGGEST_FIRST
            assert any("1.00 XTS" in line for line in drawn(app))
            assert said(app) == kept_told(page)
            await pilot.press("j", "enter", "c", "p")
            assert said(app) == "No buyer to show yet."
            await pilot.press("3")
            await pilot.pause()
            assert shown_keys(app) == [row.key for row in page.queue]
            await pilot.press("1")
            go_on.set()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert app.first is None
            assert said(app) == "", "it is read"
            assert not any("1.00 XTS" in line for line in drawn(app)), "what is true now"
            assert shown_keys(app) == BIGGEST_FIRST


async def test_the_rows_of_the_queue_stand_until_every_buyer_is_judged(page: FirstPage, monkeypatch: pytest.MonkeyPatch) -> None:
    with reading(page) as (app, opened):
        opened.set()
        async with app.run_test(size=(80, 24)) as pilot:
            with held_up(monkeypatch, Snapshot, "judge") as go_on:
                await until(pilot, lambda: app.desk is not None)
                await pilot.press("3")
                await pilot.pause()
                assert not app.shown.judged
                assert shown_keys(app) == [row.key for row in page.queue]
                assert said(app) == "Judging 3 buyers ..."
                go_on.set()
                await app.workers.wait_for_complete()
            await pilot.pause()
            assert shown_keys(app) == [task.customer_id for task in app.shown.work.tasks]
            assert said(app) == "", "they are judged"


async def test_a_filter_is_typed_meanwhile_and_holds_when_the_book_is_there(page: FirstPage) -> None:
    with reading(page) as (app, go_on):
        async with app.run_test(size=(80, 24)) as pilot:
            await kept_shown(app, pilot)
            await pilot.press("slash", *"c2")
            await pilot.pause()
            assert shown_keys(app) == BIGGEST_FIRST
            go_on.set()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert shown_keys(app) == ["C2"]


async def test_incognito_hides_the_names_on_it_too(page: FirstPage) -> None:
    names = [row.cells[0] for row in page.portfolio]
    with reading(page, Look(incognito=True)) as (app, _go_on):
        async with app.run_test(size=(120, 40)) as pilot:
            await kept_shown(app, pilot)
            assert not [name for name in names for line in drawn(app) if name in line]
            await pilot.press("f9", "f9")
            await pilot.pause()
            assert [name for name in names if any(name in line for line in drawn(app))] == names


@pytest.mark.parametrize(("large", "on", "pages"), [(3, None, 1), (4, None, 0), (3, TODAY, 0)])
async def test_a_large_book_has_one_kept_once_every_buyer_is_judged_unless_another_day_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, large: int, on: date | None, pages: int
) -> None:
    monkeypatch.setattr(tui.first_page_work, "LARGE", large)
    store = Ledger()
    app = Workstation(lambda: Desk(little_book(LATE), store, (), on, "mara", lambda: TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert [name for name, _ in store.pages] == ["en"] * pages
        assert [told for _, told in store.pages] == [first_page(app.shown, Kept()).told()] * pages


def test_a_page_of_a_book_that_changed_meanwhile_is_not_kept() -> None:
    store = Ledger()
    at = desk(LATE, store=store)
    before = at.look()
    at.keep_first_page("en", before, {})
    assert store.pages == [("en", {})]
    at.book = replace(at.book, base="CHF")
    at.keep_first_page("en", before, {})
    assert len(store.pages) == 1
    at.look()
    at.keep_first_page("en", before, {})
    assert len(store.pages) == 1, "what is shown now is another look"


def test_how_old_it_is_is_said(page: FirstPage) -> None:
    told = replace(page, on=date(2020, 5, 1))
    assert kept_told(replace(told, behind=0)) == "The book is being read ... This is what it showed on 2020-05-01."
    assert kept_told(replace(told, behind=1)).endswith("on 2020-05-01, 1 change ago.")
    assert kept_told(replace(told, behind=7)).endswith("on 2020-05-01, 7 changes ago.")
