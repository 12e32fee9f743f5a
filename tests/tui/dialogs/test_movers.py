"""Who gets better, with room to extend, who gets worse, and whom pressing lost: on the screen, in both languages."""

from tests.credit.test_movers import LATE
from tests.credit.test_pressed import PAID
from tests.tui.desks import desk, drawn, in_front, opened, typed
from tests.tui.views.test_movers import SLIP
from tests.wording.speaking import speaking
from tui.dialogs.movers import MoversDialog

BETTER = LATE + "buyer C1 name=Alder limit=4000USD \n"
LOST = (
    PAID.replace("C1", "C5").replace("O1", "O5").replace("O2", "O6").replace("I1", "I9").replace("K1", "K9").replace("R1", "R9")
)


def told(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


async def test_the_key_lists_movers_with_room_and_counts_who_was_lost() -> None:
    async with opened(desk(BETTER + SLIP + LOST)) as (app, pilot):
        await typed(pilot, "M")
        assert in_front(app, MoversDialog)
        await app.workers.wait_for_complete()
        await pilot.pause()
        text = told(drawn(app))
        assert "Getting better 1" in text
        assert "C1 Alder (room 1,24" in text
        assert "Getting worse 1" in text
        assert "Pressed doubtful, face-saving: 1 lost, 0 kept, 0 undecided of 1 pressed, 1 paid" in text
        await typed(pilot, "q")
        assert not in_front(app, MoversDialog)


async def test_where_nobody_moves_and_nobody_was_pressed_that_is_said() -> None:
    with speaking("zh"):
        async with opened(desk()) as (app, pilot):
            await typed(pilot, "M")
            await app.workers.wait_for_complete()
            await pilot.pause()
            text = told(drawn(app))
            assert "好转 无" in text
            assert "催逼 无" in text
