"""Time is asked for by evidence or not at all."""

from datetime import date

import pytest
from textual.widgets import Input

from credit.actions import Asked
from credit.decision import LeniencyReason
from credit.money import Money
from tests.tui.dialogs.asked import asking, titled, told
from tui.dialogs.lenience import REASONS, Lenience, LenienceDialog, LenienceFacts

LATE = "buyer C1 name=Alder \n invoice C1 I1 -45 1000USD"
RUNS = LATE + "\n lenient C1 L1 -9 potential until=+90 cap=9000USD evidence=chain_listed"
GIVEN = {"reason": "p", "until": "+60", "evidence": "listed by the chain; plan of its bank"}


def filled(dialog: LenienceDialog, **said: str) -> dict[str, str]:
    for name, value in said.items():
        dialog.query_one(f"#{name}", Input).value = value
    return said


def test_each_reason_has_a_letter() -> None:
    assert set(REASONS.values()) == set(LeniencyReason)


async def test_evidence_makes_it_and_the_exposure_is_the_cap_that_stands_there() -> None:
    async with asking(LenienceDialog, LATE) as (pilot, dialog, handed):
        assert isinstance(dialog, LenienceDialog)
        filled(dialog, **GIVEN, consent="SIN 5", forfeit="y", remark="until the season")
        await pilot.press("enter")
        evidence = ("listed by the chain", "plan of its bank")
        asked = Asked(
            LeniencyReason.POTENTIAL, date(2024, 8, 11), Money.of("1000", "USD"), evidence, "SIN 5", True, "until the season"
        )
        assert handed == [LenienceFacts(asked, evidence)]


@pytest.mark.parametrize("evidence", ["", "  ", ";", "；; "])
async def test_without_evidence_nothing_is_handed_on_and_everything_typed_stays(evidence: str) -> None:
    async with asking(LenienceDialog, LATE) as (pilot, dialog, handed):
        assert isinstance(dialog, LenienceDialog)
        said = filled(dialog, **{**GIVEN, "evidence": evidence})
        await pilot.press("enter", "enter")
        assert handed == []
        assert "evidence" in told(dialog).lower()
        assert {name: dialog.query_one(f"#{name}", Input).value for name in said} == said


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"reason": "v"}, "Reason: one of the letters p a."),
        ({"until": ""}, "Until the day: write a day like 2024-06-12"),
        ({"cap": "lots"}, '"lots" is no amount of money.'),
        ({"forfeit": "perhaps"}, "Give up the cover: y, or nothing."),
    ],
)
async def test_what_cannot_be_read_is_said(said: dict[str, str], wrong: str) -> None:
    async with asking(LenienceDialog, LATE) as (pilot, dialog, handed):
        assert isinstance(dialog, LenienceDialog)
        filled(dialog, **{**GIVEN, **said})
        await pilot.press("enter")
        assert (handed, told(dialog).startswith(wrong)) == ([], True)


async def test_what_runs_is_told_and_can_be_looked_at_again_or_ended() -> None:
    async with asking(LenienceDialog, RUNS) as (pilot, dialog, handed):
        assert isinstance(dialog, LenienceDialog)
        assert "runs until 2024-09-10, cap 9,000.00 USD" in titled(dialog)[1]
        filled(dialog, reason="x")
        await pilot.press("enter")
        assert told(dialog) == "Reason: one of the letters p a v e."
        filled(dialog, reason="v", evidence="its bank wrote")
        await pilot.press("enter")
        dialog.fault("")
        filled(dialog, reason="E", evidence="")
        await pilot.press("enter")
        assert handed == [LenienceFacts(Lenience.REVIEW, ("its bank wrote",)), LenienceFacts(Lenience.END, ())]
