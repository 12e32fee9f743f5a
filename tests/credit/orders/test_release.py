"""What a release lets pass, and until when."""

import pytest

from credit.decision import OrderRelease
from credit.orders.release import running
from tests.credit.little_book import TODAY, day, facts


def releases(text: str) -> tuple[OrderRelease, ...]:
    return tuple(fact for fact in facts(text) if isinstance(fact, OrderRelease))


@pytest.mark.parametrize(("on", "runs"), [("-6", False), ("-5", True), ("0", True), ("+3", True), ("+4", False)])
def test_a_release_runs_from_its_day_to_its_last(on: str, runs: bool) -> None:
    found = running(releases("release C1 T1 -5 terms until=+3"), "terms", day(on))
    assert (found is not None) is runs


def test_of_several_the_one_that_lasts_longest_speaks_and_only_for_its_rules() -> None:
    several = releases("release C1 T1 -5 terms until=+3 \n release C1 T2 -4 terms until=+9 \n release C1 T3 -1 terms until=+1")
    found = running(several, "terms", TODAY)
    assert found is not None
    assert found.id == "T2"
    assert running(several, "no_limit", TODAY) is None
