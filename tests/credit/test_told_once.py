"""A thing that several providers tell is one thing, and what one provider tells twice is two.

The Gazette prints petitions on 18 March 2020, 22 July 2020 and 10 May 2021; a bureau repeats each some days later.
"""

from datetime import date, timedelta

import pytest

from credit.report import EventKind, RiskEvent
from credit.told_once import told_once

PETITION = EventKind.WINDING_UP_PETITION
PRINTED = (date(2020, 3, 18), date(2020, 7, 22), date(2021, 5, 10))
LATER = date(2021, 6, 1)


def event(provider: str, number: str, day: date, learnt: date | None = None, kind: EventKind = PETITION) -> RiskEvent:
    return RiskEvent(f"{provider}:{number}", "C1", kind, day, learnt or day, provider)


def ids(*events: RiskEvent, days: int = 14) -> list[str]:
    return [each.id for each in told_once(events, days)]


GAZETTE = [event("gazette", str(n), day) for n, day in enumerate(PRINTED)]
BUREAU = [event("bureau", str(n), day + timedelta(days=3)) for n, day in enumerate(PRINTED)]


def test_three_petitions_in_fourteen_months_are_three_whoever_tells_them() -> None:
    assert ids(*GAZETTE) == ids(*GAZETTE, *BUREAU) == ["gazette:0", "gazette:1", "gazette:2"]
    assert ids(*BUREAU) == ["bureau:0", "bureau:1", "bureau:2"]


def test_one_that_only_one_of_them_tells_is_not_lost() -> None:
    assert ids(GAZETTE[0], GAZETTE[2], *BUREAU) == ["gazette:0", "bureau:1", "gazette:2"]


def test_what_was_learnt_first_stands_though_another_dates_it_earlier() -> None:
    """The bureau told on 21 March; the notice of the 18th was read in June 2021."""
    assert ids(event("gazette", "0", PRINTED[0], LATER), BUREAU[0]) == ["bureau:0"]


@pytest.mark.parametrize(("apart", "told"), [(14, 1), (15, 2), (-14, 1), (-15, 2)])
def test_fourteen_days_lie_between_two_that_tell_of_the_same(apart: int, told: int) -> None:
    day = date(2020, 7, 22)
    assert len(ids(event("gazette", "0", day), event("bureau", "0", day + timedelta(days=apart), LATER))) == told
    assert len(ids(event("gazette", "0", day), event("bureau", "0", day + timedelta(days=apart), LATER), days=0)) == 2


def test_two_petitions_of_one_week_stay_two_with_two_who_tell_of_both() -> None:
    first, second = date(2020, 7, 20), date(2020, 7, 24)
    printed = [event("gazette", "0", first), event("gazette", "1", second)]
    repeated = [event("bureau", "0", first, LATER), event("bureau", "1", second, LATER)]
    assert ids(*printed, *repeated) == ["gazette:0", "gazette:1"]


def test_the_nearer_one_is_meant_and_a_third_teller_is_no_third_thing() -> None:
    printed = [event("gazette", "0", date(2020, 7, 10)), event("gazette", "1", date(2020, 7, 22))]
    near = event("bureau", "0", date(2020, 7, 20), LATER)
    again = event("bureau", "1", date(2020, 7, 12), LATER)
    third = event("register", "0", date(2020, 7, 22), LATER)
    assert ids(*printed, near, again, third) == ["gazette:0", "gazette:1"]


@pytest.mark.parametrize("kind", [EventKind.RATING_CHANGED, EventKind.LIMIT_CHANGED, EventKind.JUDGMENT])
def test_opinions_and_judgments_are_never_put_together(kind: EventKind) -> None:
    day = date(2020, 7, 22)
    assert len(ids(event("a", "0", day, kind=kind), event("b", "0", day, kind=kind))) == 2


def test_a_petition_and_its_dismissal_are_two_things() -> None:
    day = date(2020, 7, 22)
    assert len(ids(event("a", "0", day), event("b", "0", day, kind=EventKind.WINDING_UP_PETITION_DISMISSED))) == 2
