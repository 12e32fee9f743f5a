"""Opening a large book: its first rows stand before every buyer was judged, and then all of it does."""

from collections.abc import Iterator
from threading import Event

import pytest
from textual.pilot import Pilot

from tests.tui.desks import BIGGEST_FIRST, desk, drawn, said, shown_keys, until
from tui.app import Workstation
from tui.views.snapshot import Snapshot


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """What judging a book waits for: whoever sets it lets it go on."""
    go_on, judge = Event(), Snapshot.judge

    def waits(shown: Snapshot) -> Snapshot:
        go_on.wait(60)
        return judge(shown)

    monkeypatch.setattr(Snapshot, "judge", waits)
    yield go_on
    go_on.set()


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
