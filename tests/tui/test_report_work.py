"""Asking providers from the screens: keys go on meanwhile, nobody is asked twice at once, and nothing costs money."""

from credit.money import Money
from credit.report import EventKind, RiskEvent
from tests.credit.little_book import TODAY
from tests.tui.desks import Answered, Bureau, Known, desk, open_desk, opened, said, typed, until


async def test_keys_work_while_a_provider_is_slow() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r")
        assert said(app) == "Asking about Birch ..."
        await pilot.press("j", "3", "1")
        assert (app.current_mode, app.chosen) == ("portfolio", "C1")
        assert not open_desk(app).book.accounts["C2"].reports
        bureau.go.set()
        await typed(pilot)
        assert [report.provider for report in open_desk(app).book.accounts["C2"].reports] == ["bureau"]
        assert not open_desk(app).book.accounts["C1"].reports
        assert said(app) == "Birch: bureau: 1 new fact."


async def test_two_buyers_are_asked_at_once() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r", "j", "r")
        await until(pilot, lambda: len(bureau.asked) == 2)
        assert sorted(bureau.asked) == ["C1", "C2"], "the second does not wait for the first"
        bureau.go.set()
        await typed(pilot)
        assert all(open_desk(app).book.accounts[id].reports for id in ("C1", "C2"))


async def test_a_provider_that_bills_is_never_asked_by_a_key() -> None:
    paid, free = Bureau(info=Known("paid", billable=True, cost=Money.of("2.50", "EUR"))), Bureau()
    paid.go.set()
    free.go.set()
    async with opened(desk(providers=[paid])) as (app, pilot):
        await typed(pilot, "r")
        assert said(app) == "paid left out: asking costs money, and no budget is set."
    async with opened(desk(providers=[free, paid]), size=(160, 24)) as (app, pilot):
        await typed(pilot, "r")
        assert said(app) == "Birch: bureau: 1 new fact. paid left out: asking costs money, and no budget is set."
    assert (paid.asked, free.asked) == ([], ["C2"])


async def test_one_buyer_is_asked_about_once_at_a_time() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: bureau.asked == ["C2"])
        await pilot.press("r")
        assert said(app) == "Birch is being asked about already."
        bureau.go.set()
        await typed(pilot)
        assert bureau.asked == ["C2"]
        await typed(pilot, "r")
        assert bureau.asked == ["C2", "C2"], "once it has answered it may be asked again"


async def test_what_is_strange_in_an_answer_is_said_and_so_is_a_notice_about_a_namesake() -> None:
    notice = RiskEvent("bureau:1", "C2", EventKind.JUDGMENT, TODAY, TODAY, "bureau", "BIRCH BROS")
    bureau = Bureau(Answered(possible=[notice], warnings=["as_of_unreadable", "none_found"]))
    bureau.go.set()
    async with opened(desk(providers=[bureau]), size=(200, 24)) as (app, pilot):
        await typed(pilot, "r")
        assert said(app) == (
            "Birch: bureau: 1 new fact. court judgment of 2024-06-12 may be about somebody else: BIRCH BROS."
            " The report's date cannot be read; it was left out."
        )
        assert not [event for event in open_desk(app).book.accounts["C2"].events if event.provider == "bureau"]


async def test_a_refused_report_leaves_the_book_and_says_so() -> None:
    bureau = Bureau(Answered(ending="not_entitled", reason="forbidden"))
    bureau.go.set()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        before = open_desk(app).book
        await typed(pilot, "r")
        assert open_desk(app).book is before
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
        await until(pilot, lambda: bureau.asked == ["C2"])
        before = open_desk(app).book
        await pilot.press("q")
    assert bureau.called_off == ["C2"]
    assert open_desk(app).book is before
