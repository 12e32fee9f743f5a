"""The ladder: who speaks to a buyer of each class, how, and when (TRADE.md 4.4)."""

import pytest

from credit.thresholds import Stepping
from credit.treatment import Action, NextStep, Sender, Tone, next_step
from tests.credit.little_book import TODAY, assessed, day


def step(text: str) -> NextStep:
    return next_step(assessed(text), Stepping())


@pytest.mark.parametrize(
    ("dpd", "action", "channel", "sender", "tone"),
    [
        (7, Action.SERVICE, "email", Sender.SALES, Tone.SERVICE),
        (8, Action.REMIND, "email", Sender.COLLECTOR, Tone.FRIENDLY),
        (13, Action.REMIND, "email", Sender.COLLECTOR, Tone.FRIENDLY),
        (14, Action.ASK_FOR_DATE, "call", Sender.COLLECTOR, Tone.FRIENDLY),
        (29, Action.ASK_FOR_DATE, "call", Sender.COLLECTOR, Tone.FRIENDLY),
        (30, Action.ESCALATE, "call", Sender.CHIEF, Tone.FIRM),
        (90, Action.ESCALATE, "call", Sender.CHIEF, Tone.FIRM),
        (91, Action.AGREE_PLAN, "call", Sender.FINANCE_MANAGER, Tone.FACE_SAVING),
        (181, Action.DEADLINE, "letter", Sender.DIRECTOR, Tone.FACE_SAVING),
        (1096, Action.FILE_CLAIM, "letter", Sender.PRACTITIONER, Tone.FORMAL_INSOLVENCY),
    ],
)
def test_each_rung_of_the_ladder(dpd: int, action: Action, channel: str, sender: Sender, tone: Tone) -> None:
    assert step(f"invoice C1 I1 {-dpd:+} 500USD") == NextStep(action, channel, sender, tone, TODAY)


def test_once_insolvency_is_opened_no_demand_goes_to_the_buyer() -> None:
    found = step("invoice C1 I1 -20 500USD \n event C1 E1 -1 winding_up_order")
    assert (found.action, found.sender) == (Action.FILE_CLAIM, Sender.PRACTITIONER)


def test_the_class_decides_not_the_age() -> None:
    found = step("invoice C1 I1 -20 500USD \n event C1 E1 -1 winding_up_petition")
    assert (found.action, found.tone) == (Action.DEADLINE, Tone.FACE_SAVING)


@pytest.mark.parametrize(("dpd", "cadence"), [(20, 7), (100, 4), (200, 3), (1100, 14)])
def test_the_next_step_waits_for_the_cadence_of_the_class(dpd: int, cadence: int) -> None:
    owed = f"invoice C1 I1 {-dpd:+} 500USD \n"
    assert step(owed + "call C1 K1 -1 spoke").due_on == day(f"+{cadence - 1}")
    assert step(owed + f"call C1 K1 {-cadence:+} spoke").due_on == TODAY
    assert step(owed + f"call C1 K1 {-cadence - 9:+} spoke").due_on == TODAY  # never in the past
