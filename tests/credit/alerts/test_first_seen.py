"""First seen: the first of the days on which an alert has rung without a break, each as the book was known on it (TRADE.md 4.6).

What is learnt later tells another story of those days, and moves none of them.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit.book import Book
from tests.credit.alerts.ringing import alert, paid, publications
from tests.credit.alerts.test_grading import GOOD
from tests.credit.alerts.test_ordering import GROWN
from tests.credit.alerts.test_outside import BUYER, OLD
from tests.credit.alerts.test_paying import SLIP
from tests.credit.any_facts import calm
from tests.credit.little_book import TODAY, day, little_book

WORSE = publications(("-400", 4), ("-30", 5))


def rung_since(book: Book, kind: str) -> date | None:
    """The first of the days up to today on which today's alert of this kind rang without a break, by asking each of them."""
    now, rang, on = alert(book, kind), None, TODAY
    while now is not None and (then := alert(book, kind, on)) is not None and then.id == now.id:
        rang, on = on, on - timedelta(days=1)
    return rang


def told_again(invoice: str, was: str, learnt: str, on: str) -> str:
    """The payment of an invoice, which was told on its day, corrected to another day."""
    paid = f"receipt C1 R{invoice[1:]} {{}} 900USD for={invoice} learnt={{}} \n"
    return paid.format(was, was) + paid.format(on, learnt)


ONCE_LATER = "".join(told_again(f"H{-d}", f"{d + 4:+}", "-3", f"{d + 19:+}") for d in (-42, -49))
"""Two payments that were told as four days late, and on day -3 as nineteen: by that the slip began before it was seen."""

UNPAID = "".join(f"invoice C1 L{n} {-80 + n:+} 90000USD \n" for n in range(10))
"""Ten invoices that are not paid: A falls to C on day -57, to D on day -55 and to E on day -9."""
SATURDAY = "".join(f"invoice C1 L{n} -81 90000USD \n" for n in range(10))
"""Ten that were due on a Saturday: counted from Monday, the ten of 22 make more than 30 days beyond terms on day -12, and E."""

CASES = [
    ("paying_later", SLIP, "-7"),
    ("paying_later", SLIP + ONCE_LATER, "-7"),
    ("paying_later", SLIP + "invoice C1 A -35 901USD learnt=-3", "-7"),  # an amount was corrected
    ("paying_later", SLIP.replace("A -35 900USD", "A -35 900USD learnt=-5"), "-5"),  # nobody knew of A
    ("paying_later", "\n".join(f"{line} learnt=-2" for line in SLIP.strip().splitlines()), "-2"),  # a first import
    ("grade_drop", GOOD + "report C1 B1 -20 bureau financial_strength.rating_common:D", "-20"),
    (
        "grade_drop",
        GOOD + "report C1 B1 -20 bureau as_of=-25 financial_strength.rating_common:D \n"
        "report C1 B1 -20 bureau as_of=-10 financial_strength.rating_common:D learnt=-3",
        "-20",
    ),
    (
        "grade_drop",
        GOOD + "report C1 B1 -20 bureau financial_strength.rating_common:D \n"
        "report C1 B2 -40 other financial_strength.rating_common:D learnt=-3",
        "-20",
    ),
    (
        "grade_drop",
        GOOD + "invoice C1 I1 -100 501USD \n invoice C1 I1 -95 501USD issued=-160 learnt=-2",
        "-9",  # 91 days past the day it was due by then
    ),
    (
        "grade_drop",  # D by one and by the other: the second says nothing new
        GOOD + "report C1 B1 -20 bureau financial_strength.rating_common:D \n"
        "report C1 B2 -9 other financial_strength.rating_common:D \n invoice C1 I1 -96 501USD",
        "-20",
    ),
    (
        "grade_drop",  # D by promises, the second broken by Friday -12; by age, which is told first, from the 91st day, -5
        GOOD + "invoice C1 I1 -96 900USD \n promise C1 P1 -40 900USD by=-30 for=I1 \n promise C1 P2 -20 900USD by=-16 for=I1",
        "-12",
    ),
    ("grade_drop", GOOD + SATURDAY, "-12"),
    ("grade_drop", GOOD + UNPAID, "-9"),  # E since: see the test of the falling grade
    ("grade_drop", GOOD + UNPAID.replace("USD", "USD learnt=-4"), "-4"),  # nobody knew of them
    (
        "grade_drop",  # half a year before day -121 is the first on which five invoices were paid
        paid(0, count=12, first=-305) + "report C1 B1 -170 bureau financial_strength.rating_common:D",
        "-121",
    ),
    ("exposure_growth", GROWN, "-5"),
    ("exposure_growth", GROWN + "\n order C1 O1 -5 1USD learnt=-2", "-5"),
    ("report_stale", OLD.format("-95"), "-4"),
    ("report_stale", OLD.format("-95") + "\n invoice C1 I1 +30 60001USD issued=-95 learnt=-2", "-4"),
    ("report_stale", "invoice C1 I1 +30 60000USD issued=-95 \n report C1 B1 -3 bureau as_of=-95", "-3"),
    ("country_worse", BUYER, "-30"),
    ("country_worse", BUYER + "\n invoice C1 I1 +30 901USD issued=-60 learnt=-2", "-30"),
    ("country_worse", "buyer C1 \n buyer C1 country=TR learnt=-4 \n invoice C1 I1 +30 900USD issued=-60", "-4"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "first"), CASES)
def test_an_alert_is_first_seen_on_the_day_it_first_rang_as_the_book_was_known_then(kind: str, text: str, first: str) -> None:
    book = replace(little_book(text, home=""), countries=WORSE)
    assert rung_since(book, kind) == day(first)
    told = [alert(book, kind, day(first) + timedelta(days=n)) for n in range((TODAY - day(first)).days + 1)]
    assert {each.learnt_on for each in told if each} == {day(first)}
    assert len({each.id for each in told if each}) == 1


def test_who_saw_it_has_seen_it_whatever_is_learnt_of_its_beginning() -> None:
    text = GOOD + "report C1 B1 -20 bureau as_of=-25 financial_strength.rating_common:D \n seen C1 grade_drop:C1:D -15 \n"
    corrected = text + "report C1 B1 -20 bureau as_of=-10 financial_strength.rating_common:D learnt=-3"
    for book in (text, corrected):
        rung = alert(book, "grade_drop")
        assert rung is not None
        assert rung.acknowledged
    assert alert(text.replace("-15 \n", "-21 \n"), "grade_drop").acknowledged is False  # type: ignore[union-attr]


WEEKS = range(-301, 0, 7)


@st.composite
def slips(draw: st.DrawFn) -> str:
    """Weekly invoices of a buyer that pays later from some week on; a few payments are learnt late, or told twice."""
    before, after = draw(st.integers(0, 9)), draw(st.integers(15, 60))
    turns = draw(st.sampled_from([-98, -70, -42]))
    lines = []
    for due in WEEKS:
        paid_on = due + draw(st.integers(0, 3)) + (before if due < turns else draw(st.sampled_from([before, after, 400])))
        lines.append(f"invoice C1 I{-due} {due:+} 900USD")
        if paid_on > 0:
            continue
        learnt = min(paid_on + draw(st.sampled_from([0, 0, 0, 2, 12])), 0)
        receipt = f"receipt C1 R{-due} {{:+}} 900USD for=I{-due} learnt={{:+}}"
        if draw(st.integers(0, 9)) == 9:
            lines.append(receipt.format(min(paid_on - 9, 0), learnt))
            learnt = min(learnt + 15, 0)
        lines.append(receipt.format(paid_on, learnt))
    return "\n".join(lines)


@settings(calm, max_examples=40)
@given(slips())
def test_a_slip_is_first_seen_on_the_first_day_of_the_run_it_has_rung(text: str) -> None:
    book = little_book(text, home="")
    rung = alert(book, "paying_later")
    assert (rung.learnt_on if rung else None) == rung_since(book, "paying_later")
