"""What is paid in parts counts by its parts: money that came in time is in time, whenever a small rest came (TRADE.md 3.3).

Due dates here are Thursdays or Fridays, so that no day is rolled; `TODAY` is Wednesday, 12 June 2024.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.account import Account
from credit.aging import ledger
from credit.alerts.own_grade import own_grade
from credit.alerts.slip import known_late
from credit.assess import assess_book
from credit.assessment import Assessment
from credit.behaviour import beyond_terms, days_beyond_terms
from credit.pay_trend import Direction
from credit.payment_measures import payment_measures
from credit.payment_record import Experience, Share, experiences
from credit.policy import DEFAULT_POLICY
from credit.rating.grade import Grading
from credit.rating.history import grade_then
from credit.rating.letter import Grade
from credit.season import seasons
from tests.credit.alerts.ringing import alert, kinds
from tests.credit.alerts.test_first_seen import rung_since
from tests.credit.little_book import TODAY, day, facts, little_book, money, published


def told(text: str, on: str = "0") -> tuple[Experience, ...]:
    return experiences(ledger(Account.of("C1", facts(text)), day(on)))


def dbt(text: str, on: str = "0") -> Decimal | None:
    return days_beyond_terms(told(text, on), day(on), {"USD": Decimal(1)}.get).days


def looked(text: str) -> Assessment:
    """The only buyer of a table whose house keeps no holidays, assessed."""
    return assess_book(little_book(text, home=""), TODAY).of("C1")


REST = """
    invoice  C1  I1  -90  100000USD
    receipt  C1  R1  -90   99000USD  for=I1
    receipt  C1  R2  -30    1000USD  for=I1
"""
"""A hundred thousand, of which ninety-nine came on the day and one thousand two months later."""


def test_a_small_rest_weighs_what_it_is() -> None:
    """(99,000 x 0 + 1,000 x 60) / 100,000 = 0.6 days; by its last payment the invoice would count 60."""
    assert dbt(REST) == Decimal("0.6")


def test_the_same_amounts_as_parts_of_one_invoice_give_the_golden_figure() -> None:
    """TRADE.md appendix C, no. 9, all of it one invoice of 439: (140 x 7 + 85 x 55 + 214 x 90) / 439 = 24,915 / 439."""
    text = "invoice C1 I1 -90 439USD \n receipt C1 R1 -83 140USD for=I1 \n receipt C1 R2 -35 85USD for=I1"
    assert dbt(text) == Decimal(24_915) / 439
    assert round(dbt(text) or 0, 2) == Decimal("56.75")


@pytest.mark.parametrize(
    ("on", "days"),
    [
        ("-90", None),  # due today: it says nothing yet, and neither does what was paid of it
        ("-89", "0.01"),  # (99,000 x 0 + 1,000 x 1) / 100,000
        ("-31", "0.59"),  # 1,000 x 59
        ("-30", "0.6"),
        ("0", "0.6"),
        ("+275", "60"),  # what was paid on day -90 has left the year on day +275, the rest stands in it ...
        ("+334", "60"),
        ("+335", None),  # ... until day +335
    ],
)
def test_no_day_knows_of_a_payment_to_come_and_each_part_leaves_the_year_by_itself(on: str, days: str | None) -> None:
    assert dbt(REST, on) == (None if days is None else Decimal(days))


def test_an_undue_rest_says_nothing_nor_does_what_was_paid_of_it() -> None:
    """Of 100 due on day -6 60 came on day -13; from day -5 on 40 are late: (60 x 0 + 40 x 6) / 100 today, signed 60 x -7 more."""
    text = "invoice C1 I1 -6 100USD \n receipt C1 R1 -13 60USD for=I1"
    assert told(text, "-6") == ()
    found = looked(text)
    assert found.dbt == Decimal("2.4")
    assert payment_measures(found, DEFAULT_POLICY).signed_average == Decimal(60 * -7 + 40 * 6) / 100


def test_an_open_rest_counts_on_when_what_was_paid_of_it_has_left_the_year() -> None:
    """Due 419 days ago, 70 of 100 paid 14 days later, 405 days ago: 30 are open for 419 days."""
    text = "invoice C1 I1 -419 100USD \n receipt C1 R1 -405 70USD for=I1"
    assert dbt(text) == 419
    assert payment_measures(looked(text), DEFAULT_POLICY).signed_average == 419
    assert [(one.invoice, amount, days) for one, amount, days in beyond_terms(told(text), TODAY)] == [("I1", money("30USD"), 419)]


def test_a_credit_note_counts_from_the_day_it_was_set_off() -> None:
    """5,000 of 100,000 are credited 42 days after the due date: 5,000 x 42 / 100,000."""
    text = """
        invoice  C1  I1  -90  100000USD
        receipt  C1  R1  -90   95000USD  for=I1
        invoice  C1  N1  -60   -5000USD
        receipt  C1  U1  -48   -5000USD  for=N1
        receipt  C1  U2  -48    5000USD  for=I1
    """
    assert dbt(text) == Decimal("2.1")


def test_what_closed_with_a_payment_is_of_its_day_whenever_it_came() -> None:
    """A bank kept 40 of the second part, on day -83; that 30 of it came on day -6 is no later payment: 600 x 0 and 400 x 7."""
    text = """
        invoice  C1  I1  -90  1000USD
        receipt  C1  R1  -90   600USD  for=I1
        receipt  C1  R2  -83   360USD  for=I1
    """
    for more in ("", "receipt C1 R3 -6 30USD for=I1"):
        (one,) = told(text + more)
        assert (one.parts, one.days, one.open) == (((0, 600_00), (7, 400_00)), 7, False)


def test_a_charge_beyond_the_cap_of_the_year_is_of_the_day_it_was_taken() -> None:
    """Thirteen invoices 40 short: the cap of 500 leaves the last open. Its first part came in time, the second a week later."""
    lines = "".join(f"invoice C1 A{n} -9{n % 9} 1000USD \n receipt C1 B{n} -9{n % 9} 960USD for=A{n} \n" for n in range(12))
    last = "invoice C1 I1 -34 1000USD \n receipt C1 R1 -34 600USD for=I1 \n receipt C1 R2 -27 360USD for=I1"
    items = ledger(Account.of("C1", facts(lines + last)), TODAY)
    assert [item.invoice.id for item in items.open] == ["I1"]
    (one,) = [one for one in experiences(items) if one.invoice == "I1"]
    assert (one.parts, one.days, one.open) == (((0, 600_00), (7, 400_00)), 7, False)


def test_payments_of_one_day_are_one_part_and_what_came_back_is_none() -> None:
    text = """
        invoice  C1  I1  -90  100USD
        receipt  C1  R1  -83   50USD  for=I1
        receipt  C1  R2  -83   50USD  for=I1
        invoice  C1  I2  -90  100USD
        receipt  C1  R3  -90   60USD  for=I2
        receipt  C1  R4  -76  -60USD  for=I2
        receipt  C1  R5  -69  100USD  for=I2
    """
    assert [(one.invoice, one.days, one.parts) for one in told(text)] == [("I1", 7, ()), ("I2", 21, ())]
    assert dbt(text) == (7 + 21) / Decimal(2)
    open_rest = "invoice C1 I1 -90 100USD \n receipt C1 R1 -83 20USD for=I1 \n receipt C1 R2 -83 30USD for=I1"
    assert [one.parts for one in told(open_rest)] == [((7, 50_00), (90, 50_00))]


def test_the_parts_of_several_currencies_weigh_what_they_are_worth() -> None:
    """At 1.25: 600 EUR x 0 and 400 EUR = 500 USD x 14, beside 750 USD x 28: (7,000 + 21,000) / 2,000."""
    text = """
        buyer    C1
        invoice  C1  I1  -90  1000EUR
        receipt  C1  R1  -90   600EUR  for=I1
        receipt  C1  R2  -76   400EUR  for=I1
        invoice  C1  I2  -90   750USD
        receipt  C1  R3  -62   750USD  for=I2
    """
    found = assess_book(little_book(text, home="", rates=published(USD="1.25")), TODAY).of("C1")
    assert found.dbt == 14
    worth = {"USD": Decimal(1), "EUR": Decimal("1.25")}.get
    rows = own_grade(found.record, {}, DEFAULT_POLICY.grading, worth).rows
    assert [[minor for _, _, minor in row.parts] for row in rows] == [[750_00, 500_00], [750_00]]


PROMPT = "".join(f"invoice C1 P{n} {-440 + 14 * n:+} 100000USD \n receipt C1 Q{n} {-440 + 14 * n:+} 100000USD for=P{n} \n"
                 for n in range(20))  # fmt: skip
"""Twenty paid to the day, a fortnight apart, the last due on day -174."""


def rests(minor: int, late: int, count: int = 6) -> str:
    """So many more, a fortnight apart from day -160 on: all but a rest to the day, the rest so many days late."""
    lines = []
    for n in range(count):
        due = -160 + 14 * n
        lines.append(f"invoice C1 L{n} {due:+} 100000USD")
        lines.append(f"receipt C1 M{n} {due:+} {100000 - minor}USD for=L{n}")
        lines.append(f"receipt C1 N{n} {due + late:+} {minor}USD for=L{n}")
    return "\n".join(lines)


def test_one_small_late_rest_moves_neither_the_grade_nor_an_alert() -> None:
    """Of the 15 invoices of the year before today one was late, in 1,000 of 100,000: 60,000 / 1,500,000 = 0.04 days."""
    found = looked(PROMPT + rests(1000, 60, count=1))
    assert found.dbt == Decimal("0.04")
    assert found.late == Share(1, 15)
    assert (found.graded.value, found.graded.points) == (Grade.A, 100)
    assert found.trend.direction is Direction.FLAT
    assert "grade_drop" not in kinds(PROMPT + rests(1000, 60, count=1))


def test_small_late_rests_of_all_latest_invoices_are_no_slip() -> None:
    """Six rests of 1,000, 60 days late, are a mean of 0.6 days an invoice: less than the ten days from which a change is told."""
    found = looked(PROMPT + rests(1000, 60))
    assert (found.trend.direction, found.trend.before, found.trend.now) == (Direction.FLAT, 0, 1)
    assert "paying_later" not in kinds(PROMPT + rests(1000, 60))
    assert found.dbt == Decimal("0.18")  # 6 x 1,000 x 60 / (20 invoices within the year x 100,000)


def test_large_late_rests_are_a_slip_and_are_told_from_their_day() -> None:
    """Half of each invoice comes 60 days late: a mean of 30 days."""
    book = little_book(PROMPT + rests(50_000, 60), home="")
    rung = alert(book, "paying_later")
    assert rung is not None
    assert (rung.evidence["usual"], rung.evidence["latest"]) == (0, 30)
    assert rung.learnt_on == rung_since(book, "paying_later")


def test_three_invoices_with_a_late_rest_are_an_a_by_value_and_late_by_count() -> None:
    """0.6 days beyond terms are 100 points x 0.6; all three were late in part, 30 points x 0.4: 72, a B; by last payments a D."""
    text = "".join(REST.replace("I1", f"I{n}").replace("R1", f"A{n}").replace("R2", f"B{n}") for n in range(3))
    found = looked(text)
    assert found.late == Share(3, 3)
    assert (found.graded.value, found.graded.points) == (Grade.B, 72)


MIXED = """
    invoice  C1  I1  -111   900USD
    receipt  C1  R1  -111   900USD  for=I1
    invoice  C1  I2  -104  1000USD
    receipt  C1  R2  -118   200USD  for=I2
    receipt  C1  R3   -97   300USD  for=I2  learnt=-76
    receipt  C1  R4   -62   500USD  for=I2
    invoice  C1  I3   -90   600USD
    receipt  C1  R5   -76   400USD  for=I3
    invoice  C1  I4   -83   500USD
    receipt  C1  R6   -90   250USD  for=I4  learnt=-48
    receipt  C1  R7   -83   250USD  for=I4
    invoice  C1  I5   -13   400USD
    receipt  C1  R8   -20   100USD  for=I5
"""
"""Paid to the day; early, late and learnt late in parts; an open rest; to the day, but learnt late; a rest late since day -12."""


def test_the_grade_of_an_earlier_day_is_that_of_its_own_ledger() -> None:
    """Each day by the record as it is known today, and by the book as it was known then; bands a day wide tell every change."""
    bands = tuple((days, 100 - 2 * days) for days in range(50))
    policy = Grading(severity=bands, severity_percent=100, ends=(98, 90, 80, 60), least_invoices=1)
    book = little_book(MIXED, replace(DEFAULT_POLICY, grading=policy), home="")
    account = book.account("C1")
    found = own_grade(told(MIXED), known_late(account), policy, {"USD": Decimal(1)}.get)
    summed = found.by_day()
    for ago in range(112):
        on = day(f"-{ago}")
        then = grade_then(account, on, book).value
        expected = None if then is Grade.UNRATED else then.rank
        assert found.rank(on.toordinal()) == summed.rank(on.toordinal()) == expected, ago


def test_a_season_is_read_from_the_days_of_its_parts() -> None:
    """Three years of invoices; those due in June leave one percent open for two months: no season, by value they come in time."""
    lines = []
    for year in (2021, 2022, 2023):
        for month in range(1, 13):
            for place, number in enumerate((5, 12, 19)):
                due, name = f"{year}-{month:02}-{number:02}", f"{year}{month:02}{place}"
                lines.append(f"invoice C1 I{name} {due} 10000USD")
                if month == 6:
                    lines.append(f"receipt C1 R{name} {due} 9900USD for=I{name}")
                    lines.append(f"receipt C1 S{name} {year}-08-{number:02} 100USD for=I{name}")
                else:
                    lines.append(f"receipt C1 R{name} {due} 10000USD for=I{name}")
    record = told("\n".join(lines))
    assert max(one.days for one in record) > 58
    assert [month.month for month in seasons(record) or ()] == []
