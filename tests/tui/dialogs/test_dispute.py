"""A dispute: one letter says why, and another that it is over."""

from datetime import date

import pytest
from textual.widgets import Input, Static

from credit.activity import DisputeReason
from credit.dispute_evidence import Evidence
from credit.money import Money
from tests.tui.dialogs.asked import asking, entered, titled, told
from tui.dialogs.dispute import CLOSES, PROVES, REASONS, DisputeDialog, DisputeFacts
from tui.dialogs.papers import PAPERS
from wording import cells, terms

OPEN = """
buyer    C1  name=Alder
invoice  C1  I1  -45  1000USD
dispute  C1  D1   -3  quality  for=I1
"""


def test_every_reason_has_one_letter_and_none_of_those_that_close() -> None:
    assert set(REASONS.values()) == set(DisputeReason)
    assert not set(REASONS) & set(CLOSES)
    assert PROVES not in (*REASONS, *CLOSES)
    assert all(len(letter) == 1 for letter in (*REASONS, *CLOSES))


def test_every_paper_has_one_letter() -> None:
    assert set(PAPERS.values()) == set(Evidence)
    assert all(len(letter) == 1 for letter in PAPERS)


@pytest.mark.parametrize(
    ("values", "facts"),
    [
        (("q",), DisputeFacts(DisputeReason.QUALITY, (), None, None, "")),
        (
            ("P", "I1 I2", "1,200 usd", "+5", "[b]dear"),
            DisputeFacts(DisputeReason.PRICE, ("I1", "I2"), Money.of("1200", "USD"), date(2024, 6, 17), "[b]dear"),
        ),
        (("y",), DisputeFacts(None, (), None, None, "", True)),
        (("n", "I1"), DisputeFacts(None, ("I1",), None, None, "", False)),
        (("u",), DisputeFacts(None, (), None, None, "", None)),
        (
            ("r", "I1", "", "", "", "D, t td"),
            DisputeFacts(DisputeReason.NOT_RECEIVED, ("I1",), None, None, "", None, (Evidence.DELIVERY, Evidence.TRANSPORT)),
        ),
        (("e", "I1", "", "", "", "w"), DisputeFacts(None, ("I1",), None, None, "", None, (Evidence.COMPLAINT,))),
    ],
)
async def test_what_was_typed_becomes_a_dispute(values: tuple[str, ...], facts: DisputeFacts) -> None:
    async with asking(DisputeDialog) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values)
        assert handed == [facts]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (("",), "Reason: one of the letters q m p d l r t a c o y n u e."),
        (("q", "", "lots"), '"lots" is no amount of money.'),
        (("q", "", "", "soon"), "Settle by the day: write a day like 2024-06-12"),
        (("q", "", "", "", "", "c z"), "Papers: z is none of the letters c s i k t d w v o n r a p b l m f."),
        (("e",), "Papers: write the letters of those that are at hand."),
    ],
)
async def test_what_cannot_be_read_is_said_and_stays(values: tuple[str, ...], wrong: str) -> None:
    async with asking(DisputeDialog) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values)
        assert (handed, told(dialog).startswith(wrong)) == ([], True)
        assert [entry.value for entry in dialog.query(Input)][: len(values)] == list(values)


@pytest.mark.parametrize("width", [60, 80, 160])
async def test_the_letters_stand_there_and_what_is_open_with_those_that_close_it(width: int) -> None:
    async with asking(DisputeDialog, OPEN, size=(width, 24)) as (_pilot, dialog, _handed):
        lines = titled(dialog)
        assert max(map(cells.width, lines)) <= width - 2
        meant = [f"{letter} {terms.dispute_reason(reason.value)}" for letter, reason in REASONS.items()]
        meant += ["open since 2024-06-09: quality (I1)", "y close, it was right", "n close, it was wrong", "u close, not said"]
        meant += ["e papers at hand"]
        assert [words for words in meant if not any(words in line for line in lines)] == []


async def test_where_nothing_is_open_nothing_is_offered_to_close() -> None:
    async with asking(DisputeDialog) as (_pilot, dialog, _handed):
        assert not any("close" in line for line in titled(dialog))


async def test_below_the_entries_stand_the_papers_the_reason_asks_for_and_that_are_missing() -> None:
    """Not received: contract, transport document and proof of delivery; I1 has its order, so only two are missing of it."""
    text = "buyer C1 name=Alder \n invoice C1 I1 -45 1000USD order=O1 \n order C1 O1 -90 1000USD"
    async with asking(DisputeDialog, text) as (pilot, dialog, _handed):
        found = dialog.query_one("#found", Static)
        await pilot.press("r")
        await pilot.pause()
        assert str(found.render()) == (
            "papers missing:  c contract or confirmed order  t transport document\nd signed proof of delivery"
        )
        dialog.query_one("#invoices", Input).value = "I1"
        await pilot.pause()
        assert str(found.render()) == "papers missing:  t transport document  d signed proof of delivery"
        dialog.query_one("#reason", Input).value = "x"
        await pilot.pause()
        assert str(found.render()) == ""


@pytest.mark.parametrize(
    ("proven", "told"), [("", "papers missing:  c contract or"), ("evidence=contract", "papers missing:  s agreed")]
)
async def test_papers_of_an_open_dispute_are_asked_for_by_its_own_reason(proven: str, told: str) -> None:
    async with asking(DisputeDialog, f"{OPEN.rstrip()} {proven}") as (pilot, dialog, _handed):
        await pilot.press("e")
        await pilot.pause()
        assert str(dialog.query_one("#found", Static).render()).startswith(told)
