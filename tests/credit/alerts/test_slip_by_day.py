"""Since when a buyer pays later: the same day that whoever looked at the book on every day was first told.

A slip ends, and begins again, by age alone: what is open grows late with what is compared as the habit, and the spread of the
latest grows with it. And the slip of another day has another beginning, with other years before it to learn a season from.
The books of high numbers are those in which that is so.
"""

from datetime import timedelta
from random import Random

import pytest

from credit.book import Book
from tests.credit.alerts.ringing import alert
from tests.credit.alerts.test_first_seen import rung_since
from tests.credit.little_book import TODAY, little_book


def _invoice(number: int, due: int, late: int, first_part: int = 0, part_on: int = 0) -> list[str]:
    """An invoice paid so many days late, or not yet; perhaps with a first part on a day of its own."""
    lines = [f"invoice C1 I{number} {due:+} 900USD issued={due - 60:+}"]
    paid_on = max(due + late, part_on) if first_part else due + late
    if first_part and part_on <= 0:
        lines.append(f"receipt C1 P{number} {part_on:+} {first_part}USD for=I{number}")
    if paid_on <= 0:
        lines.append(f"receipt C1 R{number} {paid_on:+} {900 - first_part}USD for=I{number}")
    return lines


def fallen_silent(draw: Random) -> Book:
    """A buyer that traded for a while, and of whose last six invoices some grow old unpaid, or paid in part."""
    count, end, gap = draw.randint(14, 44), -draw.randint(5, 150), draw.choice([2, 5, 9, 15, 30])
    noise, before, lines = draw.choice([1, 3, 10, 30]), draw.randint(-5, 15), []
    for n in range(count):
        due, late = end - (count - 1 - n) * gap + draw.randint(-1, 1), before + draw.randint(0, noise)
        if n >= count - 6:
            late = draw.choice([before, late, draw.randint(5, 40), 400])
        part = draw.choice([0, 0, 0, 100, 450, 800])
        lines += _invoice(n, due, late, part, due + draw.randint(-5, 30))
    return little_book("\n".join(lines), home="")


def with_a_season(draw: Random) -> Book:
    """Three years of a buyer that is late in two months of each, and pays later of late; an old invoice may never be paid."""
    gap, base, months, more = draw.choice([7, 10, 15]), draw.randint(0, 6), draw.sample(range(1, 13), 2), draw.randint(15, 50)
    noise, turn, slip, lines = draw.randint(0, 6), draw.choice([-30, -60, -120]), draw.randint(10, 60), []
    for n in range(3 * 365 // gap):
        due = n * gap - 3 * 365
        late = base + draw.randint(0, noise) + (more if (TODAY + timedelta(days=due)).month in months else 0)
        lines += _invoice(n, due, late + (draw.choice([0, slip, slip, 400]) if due > turn else 0))
    lines += _invoice(9999, -800, 2000) if draw.random() < 0.5 else []
    return little_book("\n".join(lines), home="")


@pytest.mark.parametrize("drawn", [*range(20), 766, 803, 1658, 1991, 2229, 2427])
def test_a_slip_that_ages_is_first_seen_on_the_day_a_daily_look_was_told(drawn: int) -> None:
    book = fallen_silent(Random(drawn))
    rung = alert(book, "paying_later")
    assert (rung.learnt_on if rung else None) == rung_since(book, "paying_later")


@pytest.mark.parametrize("drawn", [*range(20), 26, 30, 33, 35, 39, 48])
def test_a_slip_beyond_its_season_is_first_seen_on_the_day_a_daily_look_was_told(drawn: int) -> None:
    book = with_a_season(Random(drawn))
    rung = alert(book, "paying_later")
    assert (rung.learnt_on if rung else None) == rung_since(book, "paying_later")


def test_a_slip_that_began_before_two_years_were_full_has_no_season_yet() -> None:
    """Due every fifteen days since day -735; those of the last two months, 675 days after the first, are not paid."""
    lines = [line for due in range(-735, 0, 15) for line in _invoice(-due, due, 2 if due < -60 else 400)]
    book = little_book("\n".join(lines), home="")
    rung = alert(book, "paying_later")
    assert rung is not None
    assert rung.learnt_on == rung_since(book, "paying_later")
