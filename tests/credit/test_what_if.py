"""How a buyer would stand if; nothing is recorded, and the book stays the same object."""

from datetime import date, timedelta

import pytest

from credit.assess import assess_book
from credit.clocks.clock import Clock
from credit.five_classes import DebtClass
from credit.problem import UnknownBuyer
from credit.rating.letter import Grade
from credit.what_if import Supposed, WhatIf, what_if
from tests.credit.little_book import TODAY, day, little_book, money, published

BOOK = """
    buyer    C1                 limit=5000USD  insured=2000USD
    invoice  C1  I1   -70  1000USD
    invoice  C1  I2   -20  2000USD
    invoice  C1  I3   -90   500USD
    receipt  C1  R1   -80   500USD  for=I3
    buyer    C2                 limit=100USD
    invoice  C2  J1   -40    50USD
"""


def supposed(what: Supposed, id: str = "C1", on: date = TODAY, text: str = BOOK) -> WhatIf:
    return what_if(assess_book(little_book(text), on), id, what)


def test_a_payment_of_today_is_set_against_the_oldest_items() -> None:
    found = supposed(Supposed(pay=money("1000USD")))
    assert found.on == TODAY
    assert (found.before.overdue, found.after.overdue) == (money("3000USD"), money("2000USD"))
    assert (found.before.headroom, found.after.headroom) == (money("2000USD"), money("3000USD"))
    assert (found.before.insured, found.after.insured) == (money("1800USD"), money("1800USD"))  # the excess was paid first
    assert (found.before.own_risk, found.after.own_risk) == (money("1200USD"), money("200USD"))
    # the insurer's clock ran for I1, 70 days overdue; it now runs for I2, 20 days
    assert [clock.subject for clock in found.before.clocks if clock.kind == "insurer_notice"] == ["I1"]
    assert [clock.subject for clock in found.after.clocks if clock.kind == "insurer_notice"] == ["I2"]
    # 200 at risk x 0.23 % x 1.6 x 0.5 = 37 cents a day: a call would cost 1.14, so a mail of 14 cents is what is left to do
    assert found.before.value_per_day is not None
    assert found.after.value_per_day == money("0.23USD")
    assert found.before.expected_loss is not None
    assert found.after.expected_loss is not None
    assert found.after.expected_loss < found.before.expected_loss
    assert {"overdue", "headroom", "own_risk", "clocks", "value_per_day", "expected_loss"} <= set(found.changed)
    assert not {"insured", "limit", "secured"} & set(found.changed)


def test_a_payment_to_come_is_seen_on_its_day_without_it_and_with_it() -> None:
    found = supposed(Supposed(pay=money("3000USD"), pay_on=day("+25")))
    assert found.on == TODAY + timedelta(days=25)
    assert (found.before.overdue, found.after.overdue) == (money("3000USD"), money("0USD"))
    assert (found.before.debt_class, found.after.debt_class) == (DebtClass.DOUBTFUL, DebtClass.NOT_DUE)  # I1 is 95 days late


def test_an_extension_moves_what_is_open_and_no_paid_invoice() -> None:
    found = supposed(Supposed(extend_days=70))
    assert (found.after.overdue, found.after.exposure) == (money("0USD"), money("3000USD"))
    assert supposed(Supposed(extend_days=69)).after.overdue == money("1000USD")  # I1 by a day


def test_an_extension_is_no_sign_of_payment_and_hides_no_age() -> None:
    """I1 is 70 days old and I2 20 whatever is agreed today: neither class nor grade nor loss gets better by it."""
    found = supposed(Supposed(extend_days=60))
    assert found.first_dates
    assert (found.before.debt_class, found.after.debt_class) == (DebtClass.IN_COLLECTION, DebtClass.IN_COLLECTION)
    assert found.after.grade is found.before.grade
    assert found.after.expected_loss == found.before.expected_loss != money("0USD")
    assert not {"debt_class", "grade", "expected_loss"} & set(found.changed)


def test_an_extension_beyond_all_that_is_late_leaves_the_class_of_the_first_dates() -> None:
    """Nothing is overdue by the new dates, and the buyer is in collection all the same: I1 was due 70 days ago."""
    found = supposed(Supposed(extend_days=71))
    assert found.after.overdue == money("0USD")
    assert (found.before.debt_class, found.after.debt_class) == (DebtClass.IN_COLLECTION, DebtClass.IN_COLLECTION)


def test_a_single_day_more_is_an_extension_too() -> None:
    assert supposed(Supposed(extend_days=1)).first_dates


def test_what_is_paid_beside_an_extension_lowers_the_loss_as_the_payment_alone_does() -> None:
    paid, both = supposed(Supposed(pay=money("1000USD"))), supposed(Supposed(pay=money("1000USD"), extend_days=30))
    assert both.after.expected_loss == paid.after.expected_loss
    assert not paid.first_dates


def test_an_extension_makes_no_paid_invoice_better() -> None:
    """Three invoices were paid 40 days late: had they been due 100 days later too, the record would be clean."""
    paid = "\n".join(f"invoice C1 I{n} -90 100USD \n receipt C1 R{n} -50 100USD for=I{n}" for n in range(3))
    found = supposed(Supposed(extend_days=100), text=f"buyer C1 \n {paid} \n invoice C1 X1 +5 100USD")
    assert found.before.grade == found.after.grade != Grade.A


def test_another_limit_moves_the_room_alone() -> None:
    found = supposed(Supposed(limit=money("2500USD")))
    assert (found.after.limit, found.after.headroom) == (money("2500USD"), money("-500USD"))
    assert found.changed == ("limit", "headroom")


def test_a_payment_in_another_currency_is_set_against_nothing() -> None:
    """900 EUR are 1,125 USD."""
    assessed = assess_book(little_book(BOOK, rates=published(USD="1.25")), TODAY)
    found = what_if(assessed, "C1", Supposed(pay=money("900EUR")))
    assert found.after.overdue == money("3000USD")
    assert found.after.exposure == money("1875USD")


PART = BOOK + "invoice C1 I4 -30 700JPY \n"


def test_without_a_rate_each_side_is_told_in_part_and_what_is_left_out_is_named() -> None:
    """The yen have no rate: of 3,000 dollars 1,800 are insured, and C1 is in no loss; C2 alone is."""
    found = supposed(Supposed(pay=money("1000USD")), text=PART)
    for side, owed in ((found.before, "3000USD"), (found.after, "2000USD")):
        assert (side.overdue, side.exposure, side.no_rate) == (money(owed), money(owed), ("JPY",))
        assert side.loss_left_out == ("C1",)
        assert side.expected_loss is not None
    assert (found.before.insured, found.before.own_risk) == (money("1800USD"), money("1200USD"))
    assert (found.before.headroom, found.after.headroom) == (money("2000USD"), money("3000USD"))
    assert found.before.value_per_day is not None
    assert "no_rate" not in found.changed
    longer = supposed(Supposed(extend_days=30), text=PART)
    assert (longer.after.overdue, longer.after.exposure) == (money("1000USD"), money("3000USD"))
    cut = supposed(Supposed(limit=money("2500USD")), text=PART)
    assert (cut.after.headroom, cut.changed) == (money("-500USD"), ("limit", "headroom"))


def test_where_nothing_has_a_rate_nothing_is_told() -> None:
    found = supposed(Supposed(limit=money("1USD")), "C3", text="buyer C3 limit=9USD \n invoice C3 K1 -20 900JPY")
    told = (found.after.overdue, found.after.exposure, found.after.own_risk, found.after.headroom, found.after.expected_loss)
    assert told == (None, None, None, None, None)


def insurers(clocks: tuple[Clock, ...]) -> list[tuple[str, date]]:
    return sorted((clock.kind.value, clock.due_on) for clock in clocks if clock.kind.value.startswith("insurer_"))


def test_time_the_house_gives_is_not_time_the_insurer_gives() -> None:
    """I1 fell due 70 days ago: to be told of by day -10, and cover for shipments stopped two months after the due date."""
    found = supposed(Supposed(extend_days=60))
    assert ("insurer_notice", day("-10")) in insurers(found.before.clocks)
    assert insurers(found.after.clocks) == insurers(found.before.clocks)
    assert (found.after.insured, found.after.own_risk) == (money("1800USD"), money("1200USD"))


def test_an_extension_beyond_what_the_insurer_allows_costs_the_cover() -> None:
    found = supposed(Supposed(extend_days=61))
    assert insurers(found.after.clocks) == insurers(found.before.clocks)
    assert (found.after.insured, found.after.own_risk) == (money("0USD"), money("3000USD"))


def test_with_the_insurers_consent_its_clocks_and_its_cover_go_along() -> None:
    given = BOOK + "lenient C1 L1 -1 potential until=+90 cap=9000USD insurer_consent=AT-9"
    found = supposed(Supposed(extend_days=75), text=given)
    assert insurers(found.after.clocks) == []
    assert found.after.insured == money("1800USD")


@pytest.mark.parametrize(("until", "insured"), [("+55", "1800USD"), ("+54", "0USD")])
def test_the_consent_has_to_reach_as_far_as_the_extension(until: str, insured: str) -> None:
    """I2, due twenty days ago, would be due in 55 days."""
    given = BOOK + f"lenient C1 L1 -1 potential until={until} cap=9000USD insurer_consent=AT-9"
    assert supposed(Supposed(extend_days=75), text=given).after.insured == money(insured)


def test_a_payment_takes_the_insurers_clock_of_what_it_pays_along_with_an_extension() -> None:
    found = supposed(Supposed(pay=money("1000USD"), extend_days=10))
    assert [clock.subject for clock in found.after.clocks if clock.kind == "insurer_notice"] == ["I2"]


def test_what_changes_nothing_says_so() -> None:
    assert supposed(Supposed(limit=money("5000USD"))).changed == ()


def test_the_book_is_the_same_object_and_holds_nothing_new() -> None:
    assessed = assess_book(little_book(BOOK), TODAY)
    book, accounts = assessed.book, dict(assessed.book.accounts)
    what_if(assessed, "C1", Supposed(money("10USD"), day("+3"), 5, money("1USD")))
    assert assessed.book is book
    assert all(book.accounts[id] is account for id, account in accounts.items())
    assert book == little_book(BOOK)


def test_what_was_learnt_later_is_not_leant_on() -> None:
    text = BOOK + "receipt C1 R9 -2 3000USD for=I1,I2 \n"
    assert supposed(Supposed(limit=money("1USD")), on=day("-3"), text=text).before.overdue == money("3000USD")
    looked_at_later = supposed(Supposed(limit=money("1USD"), pay_on=day("-1")), on=day("-3"), text=text)
    assert looked_at_later.before.overdue == money("3000USD")


def test_grade_and_security_are_shown() -> None:
    """A buyer that is wound up has the worst grade; a standby L/C counts 95 % of its amount."""
    secured = "security C1 S1 -9 1000USD form=standby_lc \n event C1 E1 -9 winding_up_order"
    found = supposed(Supposed(pay=money("2500USD")), text=BOOK + secured)
    assert (found.before.grade, found.after.grade) == (Grade.E, Grade.E)
    assert (found.before.secured, found.after.secured) == (money("950USD"), money("500USD"))  # 500 is all that is owed then


def test_a_buyer_nobody_knows_is_a_fault() -> None:
    with pytest.raises(UnknownBuyer):
        supposed(Supposed(extend_days=1), "C9")
