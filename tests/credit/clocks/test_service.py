"""Work with a day and no money lost: documents, disputes, reviews."""

import pytest

from credit.clocks.clock import Clock, ClockKind, Doubt, Fact
from credit.clocks.service import dispute_clock, documents_clock, review_clock
from credit.disputes import Disputing
from credit.granting import Granting
from credit.reason import DESK
from tests.credit.clocks.watching import lasting, watch
from tests.credit.little_book import day


def documents(item: str, more: str = "") -> Clock | None:
    seen = watch(f"invoice C1 I1 {item} issued=-30 \n {more}")
    return documents_clock(seen, seen.items[0])


def test_five_days_after_the_bill_of_lading_of_a_large_item() -> None:
    found = documents("+60 50000USD shipped_on=-3")
    assert lasting(found) == (day("+2"), 2, "I1", None)
    assert found is not None
    assert (found.kind, found.since, found.doubt) == (ClockKind.DOCUMENTS, day("-3"), Doubt.HOUSE_RULE)


@pytest.mark.parametrize(
    ("item", "runs"),
    [
        ("+60 49999.99USD shipped_on=-3", False),
        ("+60 5EUR shipped_on=-3", True),  # of unknown worth
        ("+60 50000USD", False),
        ("+60 50000USD shipped_on=0", True),
        ("+60 50000USD shipped_on=+1", False),
        ("0 50000USD shipped_on=-20", True),
        ("-1 50000USD shipped_on=-20", False),  # overdue: there is more to ask
    ],
)
def test_which_items_are_asked_about(item: str, runs: bool) -> None:
    assert (documents(item) is not None) is runs


@pytest.mark.parametrize(("logged", "runs"), [("-3", False), ("-4", True), ("-1 for=I2", True), ("-1 for=I1", False)])
def test_an_answer_stops_it(logged: str, runs: bool) -> None:
    on, _, pairs = logged.partition(" ")
    assert (documents("+60 50000USD shipped_on=-3", f"call C1 K1 {on} documents_complete {pairs}") is not None) is runs


def test_a_dispute_is_answered_by_the_day_agreed_else_by_the_policys() -> None:
    seen = watch("dispute C1 D1 -3 quality \n dispute C1 D2 -3 price settle_by=+4")
    own, agreed = (dispute_clock(seen, dispute, Disputing()) for dispute in seen.account.disputes)
    assert lasting(own) == (day("+27"), 27, "D1", None)
    assert (own.kind, own.doubt, own.source) == (ClockKind.DISPUTE, Doubt.HOUSE_RULE, "policy")
    assert own.fact == Fact("dispute", "D1", day("-3"), DESK)
    assert lasting(agreed) == (day("+4"), 4, "D2", None)
    assert (agreed.doubt, agreed.source) == (Doubt.NONE, "desk")


@pytest.mark.parametrize(
    ("pairs", "since", "due_on"),
    [
        ("until=+400", "-9", "+81"),
        ("until=+80", "-9", "+80"),  # no later than its own last day
        ("until=+81", "-9", "+81"),
        ("until=+400 reviewed_on=-1", "-1", "+89"),
    ],
)
def test_time_granted_is_reviewed_every_ninety_days(pairs: str, since: str, due_on: str) -> None:
    seen = watch(f"lenient C1 L1 -9 potential cap=9USD {pairs}")
    found = review_clock(seen, seen.account.leniencies[0], Granting())
    assert (found.kind, found.due_on, found.stake) == (ClockKind.REVIEW, day(due_on), None)
    assert found.fact == Fact("leniency", "L1", day(since), DESK)
