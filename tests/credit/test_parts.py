"""The parts of an assessment, each seen through the assessment that keeps them."""

from credit.clocks.clock import ClockKind
from credit.limits.stop import NO_STOPS
from tests.credit.little_book import assessed


def test_who_owes_nothing_has_an_aging_of_nothing_in_every_place() -> None:
    """Not due, the six buckets of the policy, and unapplied."""
    assert assessed("buyer C1").base_aging == (0,) * 8


def test_nothing_stops_a_cover_that_was_never_given() -> None:
    """More than two months past due: the debt of an insured buyer stops its cover."""
    text = "buyer C1 {} \n invoice C1 I1 -100 500USD"
    assert assessed(text.format("insured=5000USD")).stops.each
    assert assessed(text.format("")).stops == NO_STOPS


def test_the_day_to_look_at_granted_time_again_is_one_of_its_clocks() -> None:
    text = "invoice C1 I1 -20 500USD \n lenient C1 L1 -9 potential until=+40 cap=9000USD evidence=chain_listed"
    assert [clock.subject for clock in assessed(text).clocks if clock.kind is ClockKind.REVIEW] == ["L1"]
