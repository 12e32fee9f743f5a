"""Documents are presented 21 days after shipment, and never after the credit expires."""

from typing import Any

import pytest

from credit.clocks.clock import Clock, ClockKind, Doubt, Fact
from credit.clocks.letter_of_credit import presentation_clock
from credit.documentary_credit import under_credit
from tests.credit.clocks.watching import lasting, watch
from tests.credit.little_book import TODAY, day, money


def clock(item: str, more: str = "", terms: str = "", **differing: Any) -> Clock | None:
    """The clock of I1 of 1,000, issued 30 days ago; `terms` are the buyer's."""
    text = f"buyer C1 terms={terms} \n invoice C1 I1 +60 1000USD issued=-30 {item} \n {more}"
    seen = watch(text.replace("terms= ", ""), TODAY, **differing)
    return presentation_clock(seen, seen.items[0])


@pytest.mark.parametrize(
    ("terms", "held"),
    [("LC sight", True), ("L/C 90 @BL", True), ("30% TT @order; 70% LC sight", True), ("OA 60 @BL", False), ("nonsense", False)],
)
def test_which_terms_are_under_a_credit(terms: str, held: bool) -> None:
    assert under_credit(terms) is held


def test_twenty_one_days_after_shipment() -> None:
    shipped = clock("shipped_on=-12", "security C1 S1 -40 5000USD form=letter_of_credit")
    assert lasting(shipped) == (day("+9"), 9, "I1", money("1000USD"))
    assert shipped is not None
    assert shipped.kind is ClockKind.LC_PRESENTATION
    assert (shipped.since, shipped.doubt) == (day("-12"), Doubt.UNVERIFIED_LAW)


def test_a_credit_that_ends_first_is_told_as_what_the_desk_wrote_down() -> None:
    found = clock("shipped_on=-12", "security C1 S1 -40 5000USD form=confirmed_lc until=+8")
    assert found is not None
    assert found.fact == Fact("security", "S1", day("-40"), "desk")


@pytest.mark.parametrize(
    ("until", "due_on", "since"), [("+8", "+8", "-40"), ("+9", "+9", "-12"), ("+10", "+9", "-12"), ("-1", "-1", "-40")]
)
def test_the_credits_expiry_counts_where_it_is_earlier(until: str, due_on: str, since: str) -> None:
    found = clock("shipped_on=-12", f"security C1 S1 -40 5000USD form=confirmed_lc until={until}")
    assert found is not None
    assert (found.due_on, found.since) == (day(due_on), day(since))


@pytest.mark.parametrize(
    ("left", "under"),
    [("issued=-30 shipped_on=-12", True), ("issued=-30 shipped_on=-11", False), ("issued=-12", True), ("issued=-11", False)],
)
def test_a_credit_that_had_ended_when_the_goods_left_is_none_of_theirs(left: str, under: bool) -> None:
    """The credit ends twelve days ago; terms say nothing."""
    credit = "security C1 S1 -40 5000USD form=letter_of_credit until=-12"
    seen = watch(f"buyer C1 \n invoice C1 I1 +60 1000USD {left} \n {credit}", TODAY)
    assert (presentation_clock(seen, seen.items[0]) is not None) is under


def test_of_two_credits_the_one_that_still_ran_counts() -> None:
    old, new = "security C1 S1 -90 5000USD form=letter_of_credit", "security C1 S2 -80 5000USD form=letter_of_credit until=-20"
    assert lasting(clock("shipped_on=-12", f"{old} until=+3 \n {new}")) == (day("+3"), 3, "I1", money("1000USD"))
    ended = clock("shipped_on=-12", f"{old} until=-13 \n {new}", terms="LC90@BL")
    assert lasting(ended) == (day("+9"), 9, "I1", money("1000USD")), "the credit of these goods was not written down"


def test_before_shipment_only_the_expiry_is_known() -> None:
    credit = "security C1 S1 -40 5000USD form=letter_of_credit"
    found = clock("", f"{credit} until=+30")
    assert found is not None
    assert (found.due_on, found.fact and found.fact.id) == (day("+30"), "S1")
    assert clock("", credit) is None
    assert clock("shipped_on=+1", credit) is None
    assert clock("shipped_on=0", credit) is not None


@pytest.mark.parametrize(
    ("security", "runs"),
    [
        ("security C1 S1 -40 5000USD form=standby_lc", False),
        ("security C1 S1 +1 5000USD form=letter_of_credit learnt=0", False),
        ("security C1 S1 0 5000USD form=letter_of_credit", True),
        ("", False),
    ],
)
def test_only_a_credit_that_was_given_by_the_day(security: str, runs: bool) -> None:
    assert (clock("shipped_on=-12", security) is not None) is runs


def test_terms_that_say_otherwise_are_under_no_credit() -> None:
    credit = "security C1 S1 -40 5000USD form=letter_of_credit"
    assert clock("shipped_on=-12", credit, terms="CAD") is None
    assert clock("shipped_on=-12 terms=CAD", credit) is None
    assert clock("shipped_on=-12 terms=OA60@BL", terms="LC@sight") is None  # the item's own terms go before the buyer's


def test_terms_put_an_item_under_a_credit_nobody_wrote_down() -> None:
    found = clock("shipped_on=-12", terms="LC@sight")
    assert lasting(found) == (day("+9"), 9, "I1", money("1000USD"))
    assert clock("shipped_on=-12 terms=LC90@BL", terms="CAD") is not None


def test_no_more_is_drawn_than_the_credit_holds() -> None:
    assert clock("shipped_on=-12", "security C1 S1 -40 600USD form=letter_of_credit").stake == money("600USD")  # type: ignore[union-attr]
    assert clock("shipped_on=-12", "security C1 S1 -40 600EUR form=letter_of_credit").stake == money("1000USD")  # type: ignore[union-attr]


def test_the_credit_given_last_counts() -> None:
    two = "security C1 S1 -40 600USD form=letter_of_credit until=+1 \n security C1 S2 -20 900USD form=letter_of_credit until=+5"
    assert lasting(clock("shipped_on=-12", two)) == (day("+5"), 5, "I1", money("900USD"))


@pytest.mark.parametrize(("logged", "runs"), [("-31", True), ("-30", False), ("-5 for=I1", False), ("-5 for=I2", True)])
def test_a_presentation_stops_it(logged: str, runs: bool) -> None:
    on, _, pairs = logged.partition(" ")
    more = f"security C1 S1 -40 5000USD form=letter_of_credit \n note C1 K1 {on} documents_presented {pairs}"
    assert (clock("shipped_on=-12", more) is not None) is runs
