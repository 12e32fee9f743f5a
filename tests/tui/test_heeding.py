"""What a reader should heed of an answer: nothing strange is kept quiet, and nothing ordinary is made loud."""

from collections.abc import Iterator

import pytest

from credit.report import EventKind, RiskEvent
from tests.credit.little_book import TODAY
from tests.tui.desks import Answered
from tests.wording.speaking import speaking
from tui.heeding import heeded


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_an_ordinary_answer_has_nothing_to_heed() -> None:
    assert heeded(Answered()) == ()
    assert heeded(Answered(warnings=["none_found"])) == (), "notices were asked for, and there are none"


def test_a_notice_that_may_be_about_a_namesake_comes_first() -> None:
    notice = RiskEvent("bureau:1", "C1", EventKind.JUDGMENT, TODAY, TODAY, "bureau", "ALDER\x1bBROS")
    told = heeded(Answered(ending="partial", reason="events_left_out", possible=[notice], warnings=["id_missing"]))
    namesake = "court judgment of 2024-06-12 may be about somebody else: ALDER BROS."
    assert told == (
        f"{namesake} Say whose it is: i on its page, or dunnage identify C1.",
        "Note: some notices could not be read and were left out.",
        "A notice without a number was left out.",
    )


def test_a_notice_without_a_title_is_named_by_its_number() -> None:
    notice = RiskEvent("bureau:7", "C1", EventKind.JUDGMENT, TODAY, TODAY, "bureau")
    assert "may be about somebody else: bureau:7. " in heeded(Answered(possible=[notice]))[0]
