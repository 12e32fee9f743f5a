"""Recovery is seen as plainly as decline: who is on the way up, with the room there is, and who is on the way down."""

import pytest

from credit.assess import assess_book
from credit.limits.recommendation import recommended
from credit.money import Money
from credit.movers import Mover, getting_better, getting_worse, room
from credit.rating.letter import Grade
from tests.credit.little_book import TODAY, day, little_book, money

PROMPT = "".join(f"invoice C1 H{n} {-200 + n:+} 900USD \n receipt C1 R{n} {-198 + n:+} 900USD for=H{n} \n" for n in range(10))
"""Ten invoices paid two days late."""
LATE = PROMPT + "invoice C1 I1 -40 900USD \n receipt C1 P1 -10 900USD for=I1 \n"
"""Then one paid thirty days late, ten days ago: its alarm has ended."""


def better(text: str, on: str = "0") -> tuple[Mover, ...]:
    book = little_book(text, home="")
    return getting_better(assess_book(book, day(on)).by_id.values(), book)


def worse(text: str) -> tuple[Mover, ...]:
    return getting_worse(assess_book(little_book(text, home=""), TODAY).by_id.values())


def test_a_buyer_that_paid_what_was_late_is_getting_better() -> None:
    (mover,) = better(LATE)
    assert (mover.id, mover.name, mover.since, mover.before, mover.now) == ("C1", "C1", day("-10"), None, None)
    (why,) = mover.reasons
    assert (why.code, why.facts) == ("better_paid", {"invoice": "I1", "days": 30, "on": day("-10"), "source": "own_ledger"})


def test_it_is_told_for_sixty_days_and_not_before() -> None:
    assert better(LATE, "-11") == ()
    assert len(better(LATE, "+49")) == 1
    assert better(LATE, "+50") == ()


@pytest.mark.parametrize(
    "text",
    [
        PROMPT + "invoice C1 I1 -40 900USD \n receipt C1 P1 -33 900USD for=I1",  # seven days: grace
        "invoice C1 I1 -40 900USD \n receipt C1 P1 -10 900USD for=I1",  # no habit, no alarm
        LATE + "invoice C1 I2 -20 900USD",  # the next one is late
        LATE + "event C1 E1 -5 winding_up_petition",
        LATE + "email C1 K1 -5 bank_changed",
        LATE + "invoice C1 I3 -95 900USD",  # doubtful
    ],
)
def test_what_is_not_called_better(text: str) -> None:
    assert better(text) == ()


def test_eight_days_late_rings_and_so_its_end_is_told() -> None:
    """Habit two, margin two, grace seven: an alarm from the eighth day."""
    assert len(better(PROMPT + "invoice C1 I1 -40 900USD \n receipt C1 P1 -32 900USD for=I1")) == 1


def slow_then(late: int) -> str:
    """Sixteen invoices 42 days late a fortnight apart, then six by so many, all old enough to tell."""
    dues = [(-400 + 14 * n, 42 if n < 16 else late) for n in range(22)]
    return "".join(
        f"invoice C1 H{n} {d:+} 900USD \n receipt C1 R{n} {d + x:+} 900USD for=H{n} \n" for n, (d, x) in enumerate(dues)
    )


def test_a_buyer_whose_lateness_falls_is_getting_better() -> None:
    (mover,) = better(slow_then(5))
    assert mover.before is not None
    assert mover.now is not None
    assert mover.before > 35 > 10 > mover.now
    assert [reason.code for reason in mover.reasons] == ["better_trend"]
    assert better(slow_then(42)) == ()


def left(text: str) -> tuple[Money | None, Money | None]:
    """The room, and the limit that is recommended."""
    book = little_book(text, home="")
    entry = assess_book(book, TODAY).of("C1")
    return room(entry, book), recommended(entry, book).whole


def test_room_is_what_both_limits_leave() -> None:
    """Open are 900, of a limit of 1,000 or of 5,000."""
    owed = PROMPT + "invoice C1 I5 +30 900USD \n"
    found, advised = left(owed)
    assert advised is not None
    assert money("900USD") < advised < money("5000USD")
    assert found == advised - money("900USD")
    assert left(owed + "buyer C1 limit=5000USD") == (found, advised)
    assert left(owed + "buyer C1 limit=1000USD")[0] == min(money("100USD"), found)
    assert left(owed + "buyer C1 limit=800USD")[0] == money("0USD")


def test_a_buyer_without_a_grade_has_the_room_of_its_limit_or_none_that_is_known() -> None:
    assert left("invoice C1 I5 +30 900USD \n buyer C1 limit=1000USD") == (money("100USD"), None)
    assert left("invoice C1 I5 +30 900USD") == (None, None)


def test_an_alarm_of_decline_is_getting_worse() -> None:
    weekly = "".join(
        f"invoice C1 H{n} {-147 + 7 * n:+} 900USD \n receipt C1 R{n} {-143 + 7 * n:+} 900USD for=H{n} \n" for n in range(16)
    )
    (mover,) = worse(weekly + "invoice C1 A -35 900USD \n invoice C1 B -28 900USD")
    assert (mover.since, mover.before, mover.now, mover.room) == (day("-35"), 4, 13, None)
    assert "alert_paying_later" in {reason.code for reason in mover.reasons}
    assert mover.grade is not Grade.UNRATED
    assert worse(LATE) == ()


def test_the_latest_stands_first() -> None:
    other = LATE.replace("C1", "C2").replace("P1 -10", "P1 -5")
    assert [mover.id for mover in better(LATE + other)] == ["C2", "C1"]
