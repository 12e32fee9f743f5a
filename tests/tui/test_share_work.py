"""Rows of a desk that several people share: claimed at a key, taken over with a reason, and left out where others have them.

Mara sits at the desk (`tests.tui.desks.desk`). Birch is ben's until two days ahead, Cedar is hers, Alder nobody's.
"""

import pytest
from textual.widgets import Static

from credit.assess import assess_book
from tests.credit.little_book import TODAY
from tests.tui.desks import desk, drawn, in_front, open_desk, opened, said, shown_keys, typed
from tui.app import Workstation
from tui.dialogs.take_over import TakeOverDialog

BOOK = """
buyer    C1  name=Alder
invoice  C1  I1   -45  1000USD
buyer    C2  name=Birch
invoice  C2  J1   -45  9000USD
given    C2  A1   -1   ben   until=+2
buyer    C3  name=Cedar
invoice  C3  K1   -45  5000USD
given    C3  A1   -1   Mara
"""
"""By what is overdue: Birch, Cedar, Alder."""


def holders(app: Workstation) -> dict[str, str]:
    found = assess_book(open_desk(app).book, TODAY).by_id
    return {id: entry.holder.to for id, entry in found.items() if entry.holder is not None}


async def test_a_key_claims_the_row_and_again_lets_it_go() -> None:
    async with opened(desk(BOOK)) as (app, pilot):
        await typed(pilot, "3", "G", "T")
        assert holders(app) == {"C1": "mara", "C2": "ben", "C3": "Mara"}
        assert said(app) == "Alder: buyer claimed: on disk."
        await typed(pilot, "T")
        assert holders(app) == {"C2": "ben", "C3": "Mara"}
        await typed(pilot, "u")
        assert holders(app) == {"C1": "mara", "C2": "ben", "C3": "Mara"}


async def test_what_somebody_else_has_is_taken_over_with_a_reason_or_not_at_all() -> None:
    async with opened(desk(BOOK)) as (app, pilot):
        await typed(pilot, "3", "T")
        assert in_front(app, TakeOverDialog)
        assert any("Take over from ben: Birch" in line for line in drawn(app))
        await typed(pilot, "enter")
        assert app.screen.query_one("#fault", Static).content == "A reason is owed. Say why in a few words."
        assert holders(app)["C2"] == "ben"
        await typed(pilot, *"ill", "enter")
        assert holders(app)["C2"] == "mara"
        assert open_desk(app).book.account("C2").assignments[-1].reason == "ill"


async def test_all_marked_rows_are_claimed_in_one_change() -> None:
    async with opened(desk(BOOK)) as (app, pilot):
        await typed(pilot, "3", "asterisk", "T")
        assert any("Take over from ben: Birch" in line for line in drawn(app)), "only what is somebody else's is asked about"
        await typed(pilot, *"ill", "enter")
        assert holders(app) == {"C1": "mara", "C2": "mara", "C3": "Mara"}
        await typed(pilot, "T")
        assert holders(app) == {}
        await typed(pilot, "u", "u")
        assert holders(app) == {"C2": "ben", "C3": "Mara"}


@pytest.mark.parametrize("screen", ["1", "3"])
async def test_what_others_have_is_left_out_and_shown_again(screen: str) -> None:
    async with opened(desk(BOOK)) as (app, pilot):
        await typed(pilot, screen)
        assert shown_keys(app) == ["C2", "C3", "C1"]
        assert any(line.rstrip().endswith("ben") for line in drawn(app)), "whose it is stands where others' rows are shown"
        await typed(pilot, "ctrl+t")
        assert shown_keys(app) == ["C3", "C1"]
        assert "mine" in drawn(app)[0]
        assert not any("Whose" in line for line in drawn(app))
        assert said(app) == "Yours, and what nobody has."
        await typed(pilot, "slash", *"birch", "enter")
        assert shown_keys(app) == []
        assert any("Nothing here is yours or nobody's. ^t shows everything." in line for line in drawn(app))
        await typed(pilot, "ctrl+t")
        assert shown_keys(app) == ["C2"]


async def test_open_invoices_of_others_are_left_out_too() -> None:
    async with opened(desk(BOOK)) as (app, pilot):
        await typed(pilot, "v", "ctrl+t")
        assert [key.partition("\x1f")[0] for key in shown_keys(app)] == ["C1", "C3"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_who_has_a_row_stands_in_it_at_every_width(size: tuple[int, int]) -> None:
    async with opened(desk(BOOK), size) as (app, pilot):
        for screen in ("1", "3"):
            await typed(pilot, screen)
            (birch,) = [line for line in drawn(app) if "Birch" in line and "ben" in line]
            assert birch.rstrip().endswith("ben")


async def test_with_nobody_to_claim_one_sentence_says_so() -> None:
    async with opened(desk("buyer C1")) as (app, pilot):
        await typed(pilot, "3", "T")
        assert said(app) == "No buyer to show yet."
