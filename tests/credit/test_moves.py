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
