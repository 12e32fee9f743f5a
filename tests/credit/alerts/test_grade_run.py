"""The first day of a fall is the first of the days on which it rang as deep as today, whatever lay between: each day is asked."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit.policy import DEFAULT_POLICY, Policy
from tests.credit.alerts.ringing import alert
from tests.credit.alerts.test_first_seen import rung_since
from tests.credit.alerts.test_grading import GOOD
from tests.credit.any_facts import calm
from tests.credit.little_book import TODAY, day, little_book

ANY_AMOUNT = Policy.of({"grading": {"overdue_material": 0}})
"""However little is overdue for long, it holds the grade down."""
RATED = "report C1 B{0} {0} {1} financial_strength.rating_common:{2} \n "
TRIES = "call C1 K1 -130 no_answer \n email C1 K2 -120 bounced \n call C1 K3 -110 no_answer \n "
BROKEN = "promise C1 P{} {} 900USD by={} for=I1 \n "


def rated(*opinions: tuple[str, str], by: str = "bureau") -> str:
    """What a provider thought of it, from each day on."""
    return "".join(RATED.format(on, by, grade) for on, grade in opinions)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # D by a report; by an item that was 181 days old E from day -19 until it was paid
        (rated(("-30", "D")) + "invoice C1 I1 -200 100USD \n receipt C1 R1 -5 100USD for=I1", "-5"),
        (rated(("-30", "D")) + "invoice C1 I1 -200 100USD \n receipt C1 R1 -20 100USD for=I1", "-109"),  # D by age before
        # E by an item that was as old half a year before, until it was paid; then by one that is 181 days old since day -19
        ("invoice C1 I0 -500 100USD \n receipt C1 R0 -5 100USD for=I0 \n invoice C1 I1 -200 100USD", "-5"),
        (rated(("-60", "D"), ("-40", "B"), ("-10", "D")), "-10"),  # it rose, and fell again
        (rated(("-60", "D"), ("-40", "D"), ("-10", "D")), "-60"),
        (rated(("-60", "C"), ("-40", "D"), ("-10", "C")), "-10"),  # deeper in between
        (rated(("-60", "D"), ("-10", "B")) + rated(("-20", "D"), by="other"), "-60"),  # one took over from the other
        (rated(("-300", "D"), ("-200", "A"), ("-40", "D")), "-20"),  # half a year before day -21 it was D as well
        # unreachable from day -70 on: found on day -50, D again by a report
        (TRIES + "invoice C1 I1 -140 100USD \n receipt C1 R1 -50 100USD for=I1 \n" + rated(("-9", "D")), "-9"),
        # three tries found nobody, but it owed nothing overdue until day -2
        ("invoice C1 I1 -3 900USD \n call C1 K1 -185 no_answer \n email C1 K2 -55 no_answer \n call C1 K3 -25 no_answer", "-2"),
        # E: two promises broken by Thursdays -62 and -55, a third by Thursday -6
        (
            "invoice C1 I1 -90 900USD \n " + BROKEN.format(1, -80, -65) + BROKEN.format(2, -70, -58) + BROKEN.format(3, -20, -9),
            "-5",
        ),
    ],
)
def test_a_fall_begins_anew_where_the_grade_was_another_in_between(text: str, first: str | None) -> None:
    book = little_book(GOOD + text, ANY_AMOUNT, home="")
    replayed = rung_since(book, "grade_drop")
    if first is not None:
        assert replayed == day(first)
    found = alert(book, "grade_drop")
    assert (found.learnt_on if found else None) == replayed


SLIPPED = """
invoice C1 I4 -339 900USD
receipt C1 R4 -334 900USD for=I4
invoice C1 I1 -290 900USD
invoice C1 I2 -274 100USD
receipt C1 R2 -224 100USD for=I2
invoice C1 I7 -197 90000USD
receipt C1 R7 -147 90000USD for=I7
invoice C1 I5 -165 100USD
invoice C1 I6 -119 100USD
receipt C1 R6 -19 100USD for=I6
invoice C1 I3 -71 100USD
receipt C1 R3 -21 100USD for=I3
invoice C1 I0 -71 100USD
receipt C1 R0 -51 100USD for=I0
"""


def test_what_held_the_grade_down_half_a_year_before_is_no_fall_on_that_day() -> None:
    """E by its oldest item from day -109 on. Until day -71 its slip holds it there as well, and that did half a year before."""
    book = little_book(GOOD.replace("90000USD", "900USD") + SLIPPED, ANY_AMOUNT, home="")
    found = alert(book, "grade_drop")
    assert found is not None
    assert (found.evidence["now"], found.evidence["code"]) == ("E", "grade_overdue")
    assert found.learnt_on == rung_since(book, "grade_drop") == day("-70")


LAPSED = """
invoice C1 I0 -154 90000USD
invoice C1 I1 -252 100USD
invoice C1 I2 -56 100USD
invoice C1 I3 -86 90000USD
receipt C1 R3 -81 90000USD for=I3
invoice C1 I4 -261 90000USD
invoice C1 I5 -3 100USD
promise C1 P0 -265 900USD by=-256 for=I0
"""
OPENED = """
invoice C1 I0 -232 90000USD
receipt C1 R0 -42 90000USD for=I0
invoice C1 I1 -7 90000USD
receipt C1 R1 -2 90000USD for=I1
"""


@pytest.mark.parametrize("text", [LAPSED, OPENED])
def test_a_slip_that_comes_and_goes_as_items_open_and_are_paid_is_looked_at_on_its_days(text: str) -> None:
    book = little_book(GOOD + text, ANY_AMOUNT, home="")
    found = alert(book, "grade_drop")
    assert found is not None
    assert found.learnt_on == rung_since(book, "grade_drop")


PAID_TO_THE_DAY = """
invoice C1 I0 -167 100USD
invoice C1 I1 -269 90000USD
receipt C1 R1 -264 90000USD for=I1
invoice C1 I2 -260 90000USD
receipt C1 R2 -240 90000USD for=I2
invoice C1 I3 -104 900USD
receipt C1 R3 -84 900USD for=I3
invoice C1 I4 -77 900USD
receipt C1 R4 -77 900USD for=I4
invoice C1 I5 -63 100USD
receipt C1 R5 -58 100USD for=I5
invoice C1 I6 -104 100USD
receipt C1 R6 -4 100USD for=I6
invoice C1 I7 -96 90000USD
receipt C1 R7 -46 90000USD for=I7
invoice C1 I9 -137 90000USD
receipt C1 R9 -137 90000USD for=I9
invoice C1 I8 -24 90000USD
invoice C1 I10 -229 900USD
receipt C1 R10 -179 900USD for=I10
"""


def test_an_invoice_paid_on_its_due_date_counts_in_the_slip_from_that_day() -> None:
    """C by its record. D by its slip as well until I4 is paid to the day, on day -77; by I0, 91 days old, from day -76 on."""
    book = little_book(GOOD.replace("90000USD", "900USD") + PAID_TO_THE_DAY, ANY_AMOUNT, home="")
    found = alert(book, "grade_drop")
    assert found is not None
    assert (found.evidence["now"], found.evidence["code"]) == ("D", "grade_overdue")
    assert found.learnt_on == rung_since(book, "grade_drop") == day("-76")


SLOWLY = """
invoice C1 I0 -171 90000USD
invoice C1 I1 -78 900USD
invoice C1 I2 -181 100USD
invoice C1 I3 -52 90000USD
invoice C1 I5 -91 100USD
"""


def test_that_it_had_fallen_by_a_day_does_not_say_that_it_stood_as_deep_then() -> None:
    """Half a year before day -116 it was good, as on all days before: the record alone says when it came down to E."""
    book = little_book(GOOD.replace("90000USD", "900USD") + SLOWLY, ANY_AMOUNT, home="")
    found = alert(book, "grade_drop")
    assert found is not None
    assert (found.evidence["now"], found.evidence["code"]) == ("E", "grade_own_record")
    assert found.learnt_on == rung_since(book, "grade_drop")


HELD_LONG = """
invoice C1 I0 -112 90000USD
invoice C1 I1 -186 900USD
invoice C1 I2 -223 100USD
invoice C1 I3 -259 900USD
invoice C1 I4 -133 2000USD
receipt C1 R4 -53 2000USD for=I4
invoice C1 I5 -125 300USD
receipt C1 R5 -125 300USD for=I5
invoice C1 I6 -7 90000USD
"""


def test_what_has_held_it_for_half_a_year_is_no_fall_until_the_record_alone_says_the_same() -> None:
    """E by its slip, and by I3 from day -78 on; before day -13 the slip has lasted half a year. Since, the record says E too."""
    book = little_book(GOOD.replace("90000USD", "900USD") + HELD_LONG, ANY_AMOUNT, home="")
    found = alert(book, "grade_drop")
    assert found is not None
    assert (found.evidence["now"], found.evidence["code"]) == ("E", "grade_overdue")
    assert found.learnt_on == rung_since(book, "grade_drop") == day("-13")


AGED = """
invoice C1 I0 -113 2000USD
receipt C1 R0 -93 2000USD for=I0
invoice C1 I1 -339 300USD
receipt C1 R1 -337 300USD for=I1
invoice C1 I2 -232 2000USD
receipt C1 R2 -227 2000USD for=I2
invoice C1 I3 -178 300USD
receipt C1 R3 -169 300USD for=I3
invoice C1 I4 -183 90000USD
receipt C1 R4 -163 90000USD for=I4
invoice C1 I5 -157 300USD
receipt C1 R5 -137 300USD for=I5
invoice C1 I6 -318 2000USD
receipt C1 R6 -313 2000USD for=I6
invoice C1 I7 -87 100USD
invoice C1 I8 -121 90000USD
receipt C1 R8 -121 90000USD for=I8
"""


def test_a_slip_that_begins_and_ends_by_age_alone_divides_a_fall() -> None:
    """C by its record since day -85. From day -79 to day -43 it slipped as well: D. Nothing fell due or was paid then."""
    book = little_book(GOOD.replace("90000USD", "900USD") + AGED, ANY_AMOUNT, home="")
    found = alert(book, "grade_drop")
    assert found is not None
    assert found.evidence["now"] == "C"
    assert found.learnt_on == rung_since(book, "grade_drop") == day("-42")


TOO_YOUNG = """
promise C1 P0 -300 900USD by=-291 for=I0
promise C1 P1 -143 900USD by=-134 for=I0
"""


def test_who_had_no_grade_half_a_year_before_has_not_fallen_though_it_had_promised() -> None:
    """D by promises from day -130 on. Its third invoice was paid on day -298, 180 days before day -118: then it had a grade."""
    book = little_book(GOOD.replace("90000USD", "900USD") + TOO_YOUNG + rated(("-107", "D")), ANY_AMOUNT, home="")
    found = alert(book, "grade_drop")
    assert found is not None
    assert found.learnt_on == rung_since(book, "grade_drop") == day("-118")


@st.composite
def falls(draw: st.DrawFn) -> str:
    """A buyer that was good; since then items of all sizes, paid or not, reports, promises and tries that found nobody."""
    lines = [GOOD if draw(st.booleans()) else GOOD.replace("90000USD", "900USD")]
    for n in range(draw(st.integers(0, 12))):
        due, size = draw(st.integers(-340, -3)), draw(st.sampled_from([100, 900, 90000]))
        lines.append(f"invoice C1 I{n} {due} {size}USD")
        paid = due + draw(st.sampled_from([0, 5, 20, 50, 100, 190, 400]))
        part, first = draw(st.sampled_from([0, 0, size // 2, size - size // 10])), due + draw(st.integers(-20, 60))
        if part and first <= min(paid, 0):
            lines.append(f"receipt C1 S{n} {first:+} {part}USD for=I{n}")
            size -= part
        if paid <= 0:
            lines.append(f"receipt C1 R{n} {paid:+} {size}USD for=I{n}")
    opinions = st.tuples(st.integers(-340, 0), st.sampled_from(["bureau", "other"]), st.sampled_from("ACD"))
    lines += [
        RATED.format(f"{on:+}", by, grade) for on, by, grade in draw(st.lists(opinions, max_size=3, unique_by=lambda o: o[0]))
    ]
    for n in range(draw(st.integers(0, 3))):
        on = draw(st.integers(-300, -20))
        lines.append(f"promise C1 P{n} {on} 900USD by={on + 9} for=I0")
    if draw(st.booleans()):
        lines += [
            f"{draw(st.sampled_from(['call', 'email']))} C1 K{n} {draw(st.integers(-200, 0)):+} no_answer" for n in range(4)
        ]
    return "\n".join(lines)


@settings(calm, max_examples=20)
@given(falls(), st.sampled_from([ANY_AMOUNT, DEFAULT_POLICY]))
def test_it_is_the_first_day_of_a_replay_day_by_day(text: str, policy: Policy) -> None:
    book = little_book(text, policy, home="")
    found = alert(book, "grade_drop")
    assert (found.learnt_on if found else None) == rung_since(book, "grade_drop")
    if found is not None and found.learnt_on < TODAY:
        then = alert(book, "grade_drop", TODAY - timedelta(days=1))
        assert then is not None
        assert then.learnt_on == found.learnt_on


def test_an_old_debt_of_unknown_worth_takes_the_grade_on_its_day() -> None:
    """Nobody publishes a rate of the euro: it is D from the 91st day past due, as any amount that matters."""
    found = alert(little_book(GOOD + "invoice C1 I1 -100 9EUR", home=""), "grade_drop")
    assert found is not None
    assert (found.evidence["now"], found.learnt_on) == ("D", day("-9"))


def test_an_old_debt_of_which_a_rest_is_left_takes_no_grade_since_it_was_paid() -> None:
    """D since day -9 for 900, and for 400 after it was paid in part; the other item of 200 makes it 600 from its 91st day on."""
    text = GOOD + "invoice C1 I1 -100 900USD \n receipt C1 R1 -5 500USD for=I1 \n invoice C1 I2 -93 200USD"
    book = little_book(text, home="")
    found = alert(book, "grade_drop")
    assert found is not None
    assert found.evidence["invoice"] == "I2"
    assert found.learnt_on == rung_since(book, "grade_drop") == day("-2")
