"""The first day of growth, of part payments and of an expired limit is that of a replay, day by day (TRADE.md 4.6).

Books are drawn from few and awkward values by a seed; each day of the run is asked by itself, as the book was known on it.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from tests.credit.alerts.ringing import alert
from tests.credit.alerts.test_first_seen import rung_since
from tests.credit.little_book import TODAY, day, little_book, published

KEPT = "".join(f"invoice C1 H{n} {-300 + n:+} 900USD \n receipt C1 R{n} {-300 + n:+} 900USD for=H{n} \n" for n in range(4))
"""Four invoices paid whole on their day."""


def parts(draw: Random) -> str:
    """Invoices paid in parts or whole, early or late, some contested for a while; money may be told late."""
    lines = [KEPT if draw.random() < 0.7 else ""]
    for n in range(draw.randint(2, 6)):
        due = draw.randint(-150, -5)
        lines.append(f"invoice C1 I{n} {due} 900USD")
        paid = due + draw.choice([-9, 0, 4, 30, 60])
        for share, percent in enumerate(
            draw.choice([(), (40,), (40,), (40, 30), (60, 40), (100,), (90,), (20, 70, 10), (85, 5)])
        ):
            paid += draw.choice([0, 3, 20, 50])
            if paid <= 0:
                learnt = min(paid + draw.choice([0, 0, 0, 6]), 0)
                lines.append(f"receipt C1 P{n}-{share} {paid:+} {percent * 9}USD for=I{n} learnt={learnt:+}")
    for n in range(draw.choice([0, 0, 1, 2])):
        on = draw.randint(-60, -2)
        closed = f"closed={draw.randint(on + 1, 0):+}" if draw.random() < 0.7 else ""
        lines.append(f"dispute C1 D{n} {on} quality for=I{n} {closed}")
    return "\n".join(lines)


def growths(draw: Random) -> str:
    """A year of trade, and then more of it: orders, invoices and payments of some sizes, and a limit that may change."""
    lines = []
    for n in range(draw.randint(4, 9)):
        issued, size = draw.randint(-420, -100), draw.choice([3000, 8000])
        lines.append(f"invoice C1 H{n} {issued + 30} {size}USD issued={issued}")
        if draw.random() < 0.7:
            lines.append(f"receipt C1 R{n} {issued + 45:+} {size}USD for=H{n}")
    for n in range(draw.randint(1, 5)):
        on, size = draw.randint(-90, 0), draw.choice([4000, 9000, 30000])
        lines.append(draw.choice([f"invoice C1 N{n} {on + 60} {size}USD issued={on}", f"order C1 N{n} {on} {size}USD"]))
        if draw.random() < 0.4:
            lines.append(f"receipt C1 M{n} {min(on + draw.randint(0, 40), 0):+} {size // 2}USD")
    limits = [(draw.choice([20000, 90000, 900000]), draw.randint(-80, -1)) for _ in range(draw.choice([0, 0, 1, 2]))]
    return "\n".join([*lines, *(f"buyer C1 limit={limit}USD learnt={day}" for limit, day in limits)])


def limits(draw: Random) -> str:
    """A limit decided some months ago, and a grade that moves with what is paid late, reported, promised and not answered."""
    lines = [f"buyer C1 limit=90000USD limit_on={draw.randint(-420, -10)} learnt={draw.choice([-5000, -200])}"]
    for n in range(draw.randint(2, 12)):
        due, size = draw.randint(-420, 40), draw.choice([100, 900, 9000])
        lines.append(f"invoice C1 I{n} {due:+} {size}USD")
        paid = due + draw.choice([0, 0, 0, 2, 12, 25, 50, 100, 190, 400])
        if paid <= 0:
            lines.append(f"receipt C1 R{n} {paid:+} {size // draw.choice([1, 1, 1, 2])}USD for=I{n}")
    told = [(draw.randint(-340, 0), draw.choice("ACD")) for _ in range(draw.choice([0, 0, 1, 2]))]
    lines += [f"report C1 B{n} {on:+} bureau financial_strength.rating_common:{grade}" for n, (on, grade) in enumerate(told)]
    for n in range(draw.choice([0, 0, 1, 3])):
        on = draw.randint(-300, -20)
        lines.append(f"promise C1 P{n} {on} 900USD by={on + 9} for=I0")
    return "\n".join(lines)


DRAWN: dict[str, tuple[Callable[[Random], str], int, int]] = {
    "partial_payments": (parts, 120, 1),
    "exposure_growth": (growths, 150, 1),
    "limit_expired": (limits, 60, 11),
}
"""What draws a book, how many are drawn, and every how many days of a run are asked."""


@pytest.mark.parametrize("kind", DRAWN)
def test_it_is_the_first_day_of_a_replay(kind: str) -> None:
    made, count, step = DRAWN[kind]
    rang = 0
    for seed in range(count):
        text = made(Random(seed))
        book = little_book(text, home="")
        found = alert(book, kind)
        if found is None:
            continue
        rang += 1
        eve = alert(book, kind, found.learnt_on - timedelta(days=1))
        assert eve is None or eve.id != found.id, text
        for days in range(0, (TODAY - found.learnt_on).days, step):
            then = alert(book, kind, found.learnt_on + timedelta(days=days))
            assert then is not None, text
            assert then.id == found.id, text
            assert days % 7 or then.learnt_on == found.learnt_on, text
    assert rang > count // 8, "books that ring nothing say nothing"


DATED = "buyer C1 limit=90000USD limit_on=2023-02-01 learnt=-5000 \n"
LATELY = DATED.replace("02-01", "08-01")
GOOD = "".join(f"invoice C1 G{n} {-420 + n} 900USD \n receipt C1 Q{n} {-420 + n} 900USD for=G{n} \n" for n in range(5))
"""Five paid to the day: grade A, and a limit stands for twelve months."""


SLOW = LATELY + GOOD + "invoice C1 I1 -91 9000USD issued=-400 \n"
ANEW = "invoice C1 I1 -91 9000USD issued=-400 shipped_on=-399 learnt=-2 \n"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (DATED + "invoice C1 I1 +30 900USD issued=-9", "-9"),  # beyond the longest time: in use since then
        (SLOW, "-68"),
        (SLOW + ANEW, "-68"),
        (SLOW + "receipt C1 R1 -30 1000USD for=I1", "-68"),  # a part of it
        (SLOW + "invoice C1 I2 -1 100USD issued=-60 learnt=0", "-68"),
        (SLOW + "report C1 B1 -80 bureau financial_strength.rating_common:C", "-80"),
        (SLOW.replace("9000USD", "9000EUR"), "-68"),
    ],
)
def test_a_limit_has_expired_from_the_day_on_which_the_grade_no_longer_let_it_stand(text: str, first: str) -> None:
    """Decided on 2023-08-01, B lets it stand until 2024-08-01, C until 2024-02-01. The 9,000 weigh 9 of 13.5 thousand: on the
    23rd day past due, day -68, they make 15.3 days on average. Above 15 it is C: 50 x 0.6 and, one late of six, 85 x 0.4."""
    book = little_book(text, rates=published(USD="1"), home="")
    found = alert(book, "limit_expired")
    assert found is not None
    assert found.learnt_on == rung_since(book, "limit_expired") == day(first)


def test_growth_in_another_currency_than_the_houses_is_asked_of_its_days() -> None:
    """10,000 EUR for a year, 40,000 since day -20 and the 50,001 that make the limit of 100,000 half used since day -5."""
    text = """
        buyer C1 currency=EUR limit=100000EUR
        invoice C1 H0 -100 10000EUR issued=-400
        invoice C1 N0 +40 30000EUR issued=-20
        order C1 O1 -5 10001EUR
    """
    book = little_book(text, rates=published(USD="1.25"), home="")
    found = alert(book, "exposure_growth")
    assert found is not None
    assert found.learnt_on == rung_since(book, "exposure_growth") == day("-5")


def test_money_still_to_come_is_no_part_payment_of_an_earlier_day() -> None:
    text = "".join(f"invoice C1 I{n} {-30 - n} 900USD \n receipt C1 P{n} {-20 + n} 300USD for=I{n} \n" for n in range(2))
    book = little_book(text + "receipt C1 P9 +5 600USD for=I0 learnt=-3", home="")
    found = alert(book, "partial_payments")
    assert found is not None
    assert found.learnt_on == rung_since(book, "partial_payments") == day("-19")
