"""Moves of anything that is judged: told with their day and the reason of that day, and none where nobody judged."""

from dataclasses import dataclass
from datetime import date

from credit.moves import Move, moves
from credit.reason import Reason
from tests.credit.little_book import day


@dataclass(frozen=True)
class Weather:
    """Something judged."""

    value: str
    reasons: tuple[Reason, ...]


SEEN = {"-9": "wet", "-8": "wet", "-7": "dry", "-5": "wet", "-4": "dry"}
"""Nobody looked on day -6."""


def judged(on: date) -> Weather | None:
    told = {day(name): value for name, value in SEEN.items()}
    return Weather(told[on], (Reason("seen", {"on": on}), Reason("heard"))) if on in told else None


def test_moves_are_told_in_their_order_with_the_first_reason_of_their_day() -> None:
    assert moves([day("-4"), day("-5"), day("-5")], judged) == (
        Move(day("-4"), "wet", "dry", Reason("seen", {"on": day("-4")})),
    )  # fmt: skip


def test_what_stays_and_what_nobody_judged_is_no_move() -> None:
    found = moves([day(f"-{ago}") for ago in range(4, 10)], judged)
    assert [(move.on, move.after) for move in found] == [(day("-7"), "dry"), (day("-4"), "dry")]


def test_between_two_days_that_differ_every_move_is_found_on_its_day() -> None:
    """Dry after twenty days, fog on the fiftieth, then snow; looked at on the first day and the last."""

    def weather(on: date) -> Weather:
        age = (on - day("-100")).days
        value = "wet" if age < 20 else "dry" if age < 50 else "fog" if age < 51 else "snow"
        return Weather(value, (Reason("seen", {"on": on}),))

    found = moves([day("-100"), day("0")], weather)
    assert [(move.on, move.after, move.reason.facts["on"]) for move in found] == [
        (day("-80"), "dry", day("-80")), (day("-50"), "fog", day("-50")), (day("-49"), "snow", day("-49")),
    ]  # fmt: skip
