"""Who a buyer is in a register.

buyer C1: Nordhaven Trading Ltd (北港贸易有限公司), GB, company number 09184913
"""

from dataclasses import replace

import pytest

from credit.account import Account
from credit.actions import Hand, identify
from credit.book import Book
from credit.customer import Customer
from credit.identity import Candidate, Identification, Likeness, likeness, ranked
from credit.problem import RefusedChange
from tests.credit.little_book import TODAY

BUYER = Customer(
    "C1",
    "Nordhaven Trading Ltd",
    TODAY.replace(day=1),
    "北港贸易有限公司",
    "GB",
    registrations=(("company_number", "09184913"), ("vat", "")),
)
UNNUMBERED = replace(BUYER, registrations=())
FOUND = Candidate("companies_house", "company_number", "09184913", "NORDHAVEN TRADING LIMITED", country="GB")
HAND = Hand("lin", TODAY, "m1")


def book_of(buyer: Customer) -> Book:
    return Book({"C1": Account.of("C1", [buyer])})


@pytest.mark.parametrize(
    ("buyer", "candidate", "expected"),
    [
        (BUYER, FOUND, Likeness.SAME_NUMBER),
        (BUYER, replace(FOUND, name="Anything Else Ltd"), Likeness.SAME_NUMBER),
        (BUYER, replace(FOUND, number="09 184 913"), Likeness.SAME_NUMBER),
        (BUYER, replace(FOUND, number="9184913"), Likeness.SAME_NUMBER),  # in Great Britain noughts fill it up to eight
        (BUYER, replace(FOUND, number="SC184913"), Likeness.OTHER_NUMBER),
        (replace(BUYER, country=""), replace(FOUND, number="9184913"), Likeness.SAME_NUMBER),
        (replace(BUYER, country="DE"), replace(FOUND, country="DE", number="9184913"), Likeness.OTHER_NUMBER),  # and nowhere else
        (replace(BUYER, country=""), replace(FOUND, country="", number="9184913"), Likeness.OTHER_NUMBER),
        (BUYER, replace(FOUND, country="IT"), Likeness.OTHER_NAME),  # the same number in another country is another company's
        (BUYER, replace(FOUND, country="IT", number="1"), Likeness.OTHER_NAME),
        (BUYER, replace(FOUND, number="x-y"), Likeness.OTHER_NUMBER),
        (BUYER, replace(FOUND, number="09184914"), Likeness.OTHER_NUMBER),
        (UNNUMBERED, FOUND, Likeness.SAME_NAME),
        (UNNUMBERED, replace(FOUND, country=""), Likeness.SAME_NAME),
        (replace(UNNUMBERED, country=""), FOUND, Likeness.SAME_NAME),
        (UNNUMBERED, replace(FOUND, country="IE"), Likeness.OTHER_NAME),
        (UNNUMBERED, replace(FOUND, name="Nordhaven Shipping Ltd"), Likeness.OTHER_NAME),
        (UNNUMBERED, replace(FOUND, name="Old Name Ltd", other_names=("Nordhaven Trading",)), Likeness.SAME_NAME),
        (UNNUMBERED, replace(FOUND, name="北港贸易股份有限公司"), Likeness.SAME_NAME),
        (replace(UNNUMBERED, name="", name_local=""), replace(FOUND, name="", country=""), Likeness.OTHER_NAME),
        # the register knows it by another kind of number, and tells the company number beside it
        (BUYER, Candidate("gleif", "lei", "L1", "X", registrations=(("company_number", "09184913"),)), Likeness.SAME_NUMBER),
    ],
)
def test_number_first_name_and_country_second(buyer: Customer, candidate: Candidate, expected: Likeness) -> None:
    assert likeness(buyer, candidate) is expected


def test_numbers_that_contradict_each_other_leave_it_to_the_name() -> None:
    buyer = replace(BUYER, registrations=(("company_number", "09184913"), ("vat", "GB1")))
    torn = replace(FOUND, registrations=(("vat", "GB2"),))
    assert likeness(buyer, torn) is Likeness.SAME_NAME
    assert likeness(buyer, replace(torn, name="Somebody Else")) is Likeness.OTHER_NAME


def test_the_surest_comes_first_and_then_the_most_alike() -> None:
    near = replace(FOUND, number="2", name="Nordhaven Trading Post Ltd")
    far = replace(FOUND, number="3", name="Haven Ltd")
    same = replace(FOUND, number="4")
    order = [one.candidate.number for one in ranked(UNNUMBERED, [far, near, same])]
    assert order == ["4", "2", "3"]
    assert [one.candidate.number for one in ranked(BUYER, [far, replace(FOUND, name="Zzz")])] == ["09184913", "3"]


def test_what_was_refused_is_not_proposed_again() -> None:
    book = book_of(UNNUMBERED)
    (refused,) = identify(book, HAND, "C1", FOUND, same=False).put
    assert isinstance(refused, Identification)
    assert ranked(UNNUMBERED, [FOUND], [refused]) == []
    assert [one.candidate for one in ranked(UNNUMBERED, [FOUND], [replace(refused, same=True)])] == [FOUND]


def test_what_was_accepted_is_written_down_as_a_number() -> None:
    book = book_of(UNNUMBERED)
    change = identify(book, HAND, "C1", FOUND, same=True, reason=" the address is theirs ")
    account = book.after(change).account("C1")
    assert account.customer.registration("company_number") == "09184913"
    (decision,) = account.identifications
    assert (decision.same, decision.number, decision.reason, decision.on) == (True, "09184913", "the address is theirs", TODAY)
    assert account.as_known_on(TODAY.replace(day=TODAY.day - 1)).customer.registrations == ()


def test_a_number_that_is_known_is_not_written_twice() -> None:
    change = identify(book_of(BUYER), HAND, "C1", FOUND, same=True)
    assert [type(fact) for fact in change.put] == [Identification]


def test_a_later_decision_replaces_the_earlier() -> None:
    book = book_of(UNNUMBERED)
    book = book.after(identify(book, HAND, "C1", FOUND, same=False))
    book = book.after(identify(book, Hand("lin", TODAY.replace(day=TODAY.day + 1), "m2"), "C1", FOUND, same=True))
    assert [decision.same for decision in book.account("C1").identifications] == [True]


def test_another_number_of_the_kind_is_refused() -> None:
    with pytest.raises(RefusedChange) as refused:
        identify(book_of(BUYER), HAND, "C1", replace(FOUND, number="1"), same=True)
    assert refused.value.facts["number"] == "09184913"


def test_the_own_number_is_not_disowned_without_a_word() -> None:
    with pytest.raises(RefusedChange):
        identify(book_of(BUYER), HAND, "C1", FOUND, same=False, reason=" ")
    change = identify(book_of(BUYER), HAND, "C1", FOUND, same=False, reason="the register was corrected")
    assert len(change.put) == 1
