"""What of a ladder is owed, for which invoice, and by what it is done (TRADE.md 4.4, 4.5)."""

import pytest

from credit.rungs import insolvent_since
from credit.treatment import Action, NextStep, treatment
from tests.credit.little_book import TODAY, assessed


def step(text: str) -> NextStep:
    found = assessed(text)
    return treatment(found, found.house.policy).step


def owed_for(text: str) -> object:
    """The invoice of the next step."""
    reason = step(text).reason
    assert reason is not None
    return reason.facts.get("invoice")


def test_what_is_contested_leaves_the_rest_in_work() -> None:
    """The undisputed rest stays in work: the older invoice is contested, the step is for the other."""
    late = "invoice C1 I1 -60 500USD \n invoice C1 I2 -20 500USD \n"
    assert owed_for(late) == "I1"
    assert owed_for(late + "dispute C1 D1 -3 quality for=I1") == "I2"


def test_the_level_is_that_of_the_oldest_item() -> None:
    """Both are beyond the last rung, at day 60: one conversation, told by the older."""
    assert owed_for("invoice C1 I1 -70 500USD \n invoice C1 I2 -65 500USD") == "I1"


def test_before_the_due_date_the_first_to_fall_due_is_told_of() -> None:
    assert owed_for("invoice C1 I1 +2 500USD \n invoice C1 I2 +3 500USD") == "I1"


def test_on_its_due_date_an_invoice_is_still_ahead() -> None:
    """Nobody wrote three days before: the service is owed today, not tomorrow as late."""
    found = step("invoice C1 I1 0 500USD")
    assert (found.action, found.due_on) == (Action.SERVICE, TODAY)
    assert found.reason is not None
    assert found.reason.code == "step_before_due"


def test_once_due_no_documents_are_asked_for() -> None:
    """50,000 and more are asked about at B/L + 5, before they are due."""
    shipped = "invoice C1 I1 {due} 60000USD shipped_on=-40"
    assert step(shipped.format(due="0")).action is Action.CHECK_DOCUMENTS
    assert step(shipped.format(due="-1")).action is Action.SERVICE


def test_a_word_about_an_invoice_does_a_rung_of_the_whole_treatment() -> None:
    dead = "invoice C1 I1 -60 500USD \n event C1 E1 -20 winding_up_order \n"
    assert step(dead).action is Action.FILE_CLAIM
    assert step(dead + "letter C1 K1 -2 claim_filed for=I1").action is Action.TAX_DOSSIER


@pytest.mark.parametrize(("published", "since"), [("0", TODAY), ("+1", None)])
def test_an_insolvency_counts_from_its_day(published: str, since: object) -> None:
    found = assessed(f"invoice C1 I1 -60 500USD \n event C1 E1 {published} winding_up_order learnt=0")
    assert insolvent_since(found) == since


def test_a_review_stands_for_a_signature_and_for_nothing_else() -> None:
    """A plan is agreed by a plan."""
    given = "invoice C1 I1 -30 500USD \n lenient C1 L1 -10 asset_rich_illiquid until=+90 cap=9000USD reviewed_on=-3"
    assert step(given).action is Action.PLAN_AND_SECURITY


def test_what_comes_again_comes_for_the_same_invoice() -> None:
    """Day 60 was done: the chief calls again at day 75, of the invoice it was."""
    done = "invoice C1 I1 -61 500USD \n call C1 K1 0 spoke"
    found = step(done)
    assert (found.action, (found.due_on - TODAY).days) == (Action.ESCALATE, 14)
    assert owed_for(done) == "I1"
