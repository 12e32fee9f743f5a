"""First seen where a fact is told anew that changes nothing, and where what an alert needs came later than its fact.

Each day is reckoned by hand, and held to the first of the days on which the alert rang without a break, by asking each of them.
"""

from datetime import timedelta

import pytest

from credit.alerts.unbroken import unbroken_since
from tests.credit.alerts.ringing import PROMPT, alert
from tests.credit.alerts.test_first_seen import rung_since
from tests.credit.little_book import TODAY, day, little_book

LATE = PROMPT + "invoice C1 I1 -20 900USD \n"
"""Ten invoices paid two days late; the eleventh is beyond that habit once grace is over, on its eighth day."""
ORDERED = "invoice C1 I1 -40 900USD \n order C1 O1 -20 100USD \n"
BROKEN = "invoice C1 I1 -20 900USD \n promise C1 P1 -15 900USD by=-9 for=I1 \n"
"""Promised for Monday 2024-06-03: Tuesday to Thursday are tolerance, and it is broken from Friday, day -5, on."""
PETITION = "event C1 E1 -30 winding_up_petition \n"
LIMIT = "buyer C1 limit=9000USD limit_on=2024-03-01 \n"
"""Of an unrated buyer it stands for three months, to 2024-06-01, day -11."""
SINCE = LIMIT + "invoice C1 I1 +30 900USD issued=-60 \n"
RATING = "report C1 B1 -20 bureau as_of=-25 financial_strength.rating_common:E \n"
LONGER = "call C1 K1 -20 longer_terms \n"


def again(line: str, more: str = "") -> str:
    """The last line of a text told anew on day -3, with something more in it."""
    return f"{line}{line.strip().splitlines()[-1]} {more} learnt=-3 \n"


TOLD_AGAIN = [
    ("overdue_beyond_habit", again(LATE, "issued=-80 shipped_on=-79"), "-12"),
    ("overdue_beyond_habit", LATE + "invoice C1 I1 -30 900USD issued=-80 learnt=-3", "-12"),  # due earlier, as is known now
    ("overdue_beyond_habit", LATE.replace("-20", "+9") + "invoice C1 I1 -20 900USD issued=-51 learnt=-3", "-3"),
    ("order_while_overdue", again(ORDERED, "terms=OA30"), "-20"),
    ("order_while_overdue", ORDERED + "invoice C1 I1 -40 901USD issued=-100 learnt=-3", "-20"),
    ("order_while_overdue", ORDERED.replace("-40", "-22") + "invoice C1 I1 -40 900USD issued=-82 learnt=-3", "-3"),
    ("broken_promise", again(BROKEN, "text=told"), "-5"),
    ("winding_up_petition", again(PETITION, "title=again"), "-30"),
    ("limit_expired", SINCE + LIMIT.replace("limit_on", "learnt=-3 limit_on"), "-11"),
    ("limit_expired", SINCE.replace("03-01", "03-05") + LIMIT.replace("limit_on", "learnt=-3 limit_on"), "-3"),
    ("report_unrated", RATING + RATING.replace("-20 bureau", "-20 bureau learnt=-3"), "-20"),
    ("terms_stretch", again(LONGER, "text=told"), "-20"),
    ("bank_details_changed", "call C1 K1 -20 spoke \n call C1 K1 -20 bank_changed learnt=-3", "-3"),  # nobody had heard of it
]  # fmt: skip

FOUR = "".join(f"invoice C1 H{n} -50 900USD \n receipt C1 R{n} -50 900USD for=H{n} \n" for n in range(4))
FIFTH = "invoice C1 H4 -4 900USD \n receipt C1 R4 -3 900USD for=H4 \n"
"""With the fifth, paid on day -3, there is a habit."""
SLOW = "".join(f"invoice C1 S{n} -200 900USD \n receipt C1 Q{n} -170 900USD for=S{n} \n" for n in range(2))
SLOW += "".join(f"invoice C1 P{n} -150 900USD \n receipt C1 T{n} -148 900USD for=P{n} \n" for n in range(7))
QUICK = "".join(f"invoice C1 N{n} -8 900USD \n receipt C1 U{n} -6 900USD for=N{n} \n" for n in range(11))
"""Two of nine were four weeks late, and so is the 90th percentile; of twenty, since day -6, they are no more than two."""
TRIES = "call C1 K1 -90 no_answer \n call C1 K2 -85 no_answer \n visit C1 K3 -80 no_answer \n"
BOUNCED = "email C1 K1 -20 bounced \n invoice C1 I1 +30 900USD issued=-9 \n"

CAME_LATER = [
    ("overdue_beyond_habit", FOUR + FIFTH + "invoice C1 I1 -40 900USD", "-3"),
    ("overdue_beyond_habit", SLOW + QUICK + "invoice C1 I1 -25 900USD", "-6"),
    ("overdue_beyond_habit", LATE + "invoice C1 OLD -60 900USD \n receipt C1 R -4 900USD for=OLD", "-4"),  # OLD stood first
    ("overdue_beyond_habit", LATE + "invoice C1 NEW -15 900USD \n receipt C1 R -4 900USD for=NEW", "-12"),
    ("first_dispute", FOUR + FIFTH + "invoice C1 I1 +9 900USD \n dispute C1 D1 -10 quality for=I1", "-3"),
    ("first_dispute", FOUR + FIFTH + "invoice C1 I1 +9 900USD \n dispute C1 D1 -2 quality for=I1", "-2"),
    ("mail_bounced", BOUNCED, "-9"),  # nothing was open when it came back
    ("mail_bounced", BOUNCED + "invoice C1 I2 -10 900USD issued=-40 \n receipt C1 R2 -9 900USD for=I2", "-20"),
    ("mail_bounced", BOUNCED + "invoice C1 I2 -10 900USD issued=-40 \n receipt C1 R2 -10 900USD for=I2", "-9"),  # a gap
    ("unreachable", TRIES + "invoice C1 I1 -40 900USD", "-30"),  # sixty days after the first try
    ("unreachable", TRIES + "invoice C1 I1 -11 900USD", "-10"),
    ("unreachable", TRIES + "invoice C1 I1 -11 900USD \n invoice C1 I2 -50 900USD \n receipt C1 R2 -10 900USD for=I2", "-30"),
    ("limit_expired", LIMIT + "invoice C1 I1 +30 900USD issued=-6", "-6"),  # nothing was at stake before
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "first"), [*TOLD_AGAIN, *CAME_LATER])
def test_an_alert_tells_the_first_day_on_which_it_rang(kind: str, text: str, first: str) -> None:
    book = little_book(text, home="")
    assert rung_since(book, kind) == day(first)
    found = [alert(book, kind, day(first) + timedelta(days=n)) for n in range((TODAY - day(first)).days + 1)]
    assert {each.learnt_on for each in found if each} == {day(first)}


def test_a_run_of_stretches_ends_at_the_first_day_without_one() -> None:
    """Open from day -9 on; before it from -30 to -9, and from -40 to -31: on day -31 nothing was."""
    standing, before, long_ago = (day("-9"), day("9999-12-31")), (day("-30"), day("-9")), (day("-40"), day("-31"))
    assert unbroken_since([standing, before, long_ago], TODAY) == day("-30")
    assert unbroken_since([standing, long_ago], TODAY) == day("-9")
    assert unbroken_since([long_ago], TODAY) == day("+1")
    assert unbroken_since([standing, (day("-20"), day("-20"))], TODAY) == day("-9"), "over before it began"
    backwards = (day("-5"), day("-8"))
    assert unbroken_since([standing, backwards], TODAY) == day("-9")
