"""A security written down by hand: it lowers what the house itself bears, for as long as it stands."""

from typing import Any

import pytest

from credit.actions import Hand, take_security
from credit.assess import assess_book
from credit.book import Book
from credit.money import Money
from credit.problem import RefusedChange, UnknownBuyer
from credit.security import Security, SecurityForm
from tests.credit.little_book import TODAY, day, little_book, money

HAND = Hand("Mei", TODAY, "mark-1")
BOOK = little_book("buyer C1 limit=5000USD \n invoice C1 I1 +20 1000USD issued=-10")
GUARANTEE = SecurityForm.BANK_GUARANTEE


def secured(book: Book, on: str = "0") -> Money | None:
    return assess_book(book, day(on)).of("C1").exposure.secured


def test_it_stands_from_today_without_end_and_secures_by_its_form() -> None:
    """95 % of a bank guarantee, by the policy."""
    change = take_security(BOOK, HAND, "C1", GUARANTEE, money("400USD"), text="ICBC")
    assert (change.what, change.who) == ("take_security", "Mei")
    assert change.put == (Security("mark-1", "C1", TODAY, TODAY, GUARANTEE, money("400USD"), None, "ICBC", "Mei"),)
    after = BOOK.after(change)
    assert (secured(BOOK), secured(after)) == (money("0USD"), money("380USD"))
    assert secured(after.after(BOOK.inverse(change))) == money("0USD")


def test_it_counts_on_its_days_and_on_no_other() -> None:
    after = BOOK.after(take_security(BOOK, HAND, "C1", GUARANTEE, money("400USD"), day("+2"), day("+4")))
    assert [secured(after, on) for on in ("+1", "+2", "+4", "+5")] == [money(f"{n}USD") for n in (0, 380, 380, 0)]


def test_the_same_number_again_corrects_it() -> None:
    first = BOOK.after(take_security(BOOK, HAND, "C1", GUARANTEE, money("400USD"), until=day("+4"), number=" LG-7 "))
    longer = first.after(take_security(first, HAND, "C1", GUARANTEE, money("200USD"), until=day("+9"), number="LG-7"))
    (only,) = longer.account("C1").as_known_on(TODAY).securities
    assert (only.id, only.amount, only.until) == ("LG-7", money("200USD"), day("+9"))
    assert secured(longer, "+9") == money("190USD")


@pytest.mark.parametrize(
    ("given", "facts"),
    [
        ({"amount": money("0USD")}, {"reason": "security_amount"}),
        ({"amount": money("-1USD")}, {"reason": "security_amount"}),
        ({"until": day("-1")}, {"reason": "security_day", "until": day("-1"), "on": TODAY}),
        ({"on": day("+3"), "until": day("+2")}, {"reason": "security_day", "until": day("+2"), "on": day("+3")}),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, Any], facts: dict[str, object]) -> None:
    with pytest.raises(RefusedChange) as raised:
        take_security(BOOK, HAND, "C1", GUARANTEE, **{"amount": money("1USD"), **given})
    assert raised.value.facts == facts


def test_it_may_end_on_its_first_day_and_belongs_to_a_buyer_that_is_known() -> None:
    assert take_security(BOOK, HAND, "C1", GUARANTEE, money("1USD"), until=TODAY).put
    with pytest.raises(UnknownBuyer):
        take_security(BOOK, HAND, "C9", GUARANTEE, money("1USD"))


def test_a_letter_of_credit_may_name_its_latest_shipment() -> None:
    change = take_security(BOOK, HAND, "C1", SecurityForm.LETTER_OF_CREDIT, money("400USD"), until=day("+9"), ship_by=day("+9"))
    (fact,) = change.put
    assert isinstance(fact, Security)
    assert fact.ship_by == day("+9")
    assert take_security(BOOK, HAND, "C1", SecurityForm.CONFIRMED_LC, money("400USD"), ship_by=TODAY).put


@pytest.mark.parametrize(
    ("form", "ship_by", "until", "facts"),
    [
        (GUARANTEE, "+1", None, {"reason": "security_no_credit", "ship_by": day("+1")}),
        (SecurityForm.STANDBY_LC, "+1", None, {"reason": "security_no_credit", "ship_by": day("+1")}),
        (SecurityForm.LETTER_OF_CREDIT, "-1", None, {"reason": "security_ship_by", "ship_by": day("-1"), "on": TODAY}),
        (SecurityForm.LETTER_OF_CREDIT, "+5", "+4", {"reason": "security_ship_by", "ship_by": day("+5"), "on": TODAY}),
    ],
)
def test_a_latest_shipment_that_cannot_be_is_refused(
    form: SecurityForm, ship_by: str, until: str | None, facts: dict[str, object]
) -> None:
    ends = day(until) if until else None
    with pytest.raises(RefusedChange) as raised:
        take_security(BOOK, HAND, "C1", form, money("1USD"), until=ends, ship_by=day(ship_by))
    assert raised.value.facts == facts
