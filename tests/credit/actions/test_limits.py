"""A limit decided by hand: with its day and its reason, and no old file undoes it."""

from dataclasses import replace
from datetime import date

import pytest

from credit.actions import Cover, Hand, set_limit
from credit.book import Book
from credit.customer import Customer
from credit.intake import Entry, intake
from credit.problem import RefusedChange, UnknownBuyer
from tests.credit.little_book import TODAY, day, little_book, money

HAND = Hand("Mei", TODAY, "mark-1")
BOOK = little_book("buyer C1 limit=5000USD insured=3000USD group_limit=9000USD name=Alder")


def decided(limit: str, insured: str = "", group: str = "", book: Book = BOOK) -> Book:
    cover, family = (money(said) if said else None for said in (insured, group))
    return book.after(set_limit(book, HAND, "C1", money(limit), " grown ", Cover(cover), family))


def of(book: Book) -> Customer:
    return book.account("C1").customer


def test_the_limit_stands_with_its_day_and_its_reason_and_the_rest_stays() -> None:
    buyer = of(decided("7000USD"))
    assert (buyer.limit, buyer.limit_on, buyer.limit_reason) == (money("7000USD"), TODAY, "grown")
    assert (buyer.insured_limit, buyer.group_limit, buyer.name) == (money("3000USD"), money("9000USD"), "Alder")
    assert of(decided("7000USD").as_known_on(day("-1"))).limit == money("5000USD")


def test_cover_and_group_are_decided_with_it_where_they_are_given() -> None:
    buyer = of(decided("7000USD", "4000USD", "10000USD"))
    assert (buyer.insured_limit, buyer.group_limit) == (money("4000USD"), money("10000USD"))


def test_zero_stops_new_orders_and_less_is_refused() -> None:
    assert of(decided("0USD")).limit == money("0USD")
    for amounts in (("-0.01USD",), ("1USD", "-0.01USD"), ("1USD", "1USD", "-0.01USD")):
        with pytest.raises(RefusedChange) as raised:
            decided(*amounts)
        assert raised.value.facts == {"reason": "limit_amount"}


@pytest.mark.parametrize(("insured", "group", "limit"), [("", "", "1ABC"), ("1ABC", "", "1USD"), ("", "1ABC", "1USD")])
def test_what_nothing_can_be_held_against_is_refused(insured: str, group: str, limit: str) -> None:
    """Nobody publishes a rate of it, and the buyer owes nothing in it: such a limit would let everything pass, and nothing."""
    with pytest.raises(RefusedChange) as raised:
        decided(limit, insured, group)
    assert raised.value.facts == {"reason": "unweighable", "currency": "ABC"}


@pytest.mark.parametrize("owed", ["invoice C1 I1 +30 900AED", "order C1 O1 -3 900AED"])
def test_a_buyer_that_trades_in_a_currency_without_a_rate_has_its_limit_in_it(owed: str) -> None:
    assert of(decided("7000AED", book=little_book(f"buyer C1 \n {owed}"))).limit == money("7000AED")


def test_a_reason_is_owed_and_the_buyer_must_be_known() -> None:
    with pytest.raises(RefusedChange):
        set_limit(BOOK, HAND, "C1", money("1USD"), "  ")
    with pytest.raises(UnknownBuyer):
        set_limit(BOOK, HAND, "C9", money("1USD"), "grown")


def test_cover_has_a_last_day_and_a_share_and_a_new_one_lasts_unless_it_says() -> None:
    first = BOOK.after(set_limit(BOOK, HAND, "C1", money("7000USD"), "grown", Cover(money("4000USD"), day("+90"), 95)))
    assert (of(first).insured_until, of(first).insured_percent) == (day("+90"), 95)
    kept = first.after(set_limit(first, HAND, "C1", money("8000USD"), "grown"))
    assert (of(kept).insured_limit, of(kept).insured_until, of(kept).insured_percent) == (money("4000USD"), day("+90"), 95)
    longer = first.after(set_limit(first, HAND, "C1", money("8000USD"), "grown", Cover(until=day("+180"))))
    assert (of(longer).insured_limit, of(longer).insured_until) == (money("4000USD"), day("+180"))
    renewed = first.after(set_limit(first, HAND, "C1", money("8000USD"), "grown", Cover(money("6000USD"))))
    assert (of(renewed).insured_until, of(renewed).insured_percent) == (None, 95)
    assert of(first.after(set_limit(first, HAND, "C1", money("1USD"), "x", Cover(until=TODAY)))).insured_until == TODAY


@pytest.mark.parametrize(
    ("cover", "reason"),
    [(Cover(until=day("-1")), "cover_day"), (Cover(percent=101), "cover_percent"), (Cover(percent=-1), "cover_percent")],
)
def test_cover_that_cannot_be_is_refused(cover: Cover, reason: str) -> None:
    with pytest.raises(RefusedChange) as raised:
        set_limit(BOOK, HAND, "C1", money("1USD"), "grown", cover)
    assert raised.value.facts["reason"] == reason


FILE = Customer("C1", "Alder Ltd", day("-5000"), limit=money("5000USD"), insured_limit=money("3000USD"))
"""The row of an old export: it still holds the limit of then."""
SILENT = ("limit_on", "group_limit", "parent")


def imported(book: Book, row: Customer, on: date = TODAY, dated: bool = False, silent: tuple[str, ...] = SILENT) -> Customer:
    return of(book.after(intake(book, [Entry((row,), dated=dated, silent=silent)], on).change))


def test_an_old_file_does_not_undo_a_limit_that_was_set_by_hand() -> None:
    buyer = imported(decided("7000USD", "4000USD", "10000USD"), FILE)
    assert (buyer.name, buyer.limit, buyer.limit_on, buyer.limit_reason) == ("Alder Ltd", money("7000USD"), TODAY, "grown")
    assert (buyer.insured_limit, buyer.group_limit) == (money("4000USD"), money("10000USD"))


def test_a_limit_nobody_decided_is_corrected_by_the_next_file() -> None:
    assert imported(BOOK, replace(FILE, limit=money("6000USD"))).limit == money("6000USD")


@pytest.mark.parametrize(("limit_on", "limit"), [("-1", "7000USD"), ("0", "7000USD"), ("+1", "6000USD")])
def test_a_file_that_tells_of_a_later_decision_counts(limit_on: str, limit: str) -> None:
    row = replace(FILE, limit=money("6000USD"), limit_on=day(limit_on))
    buyer = imported(decided("7000USD"), row, day("+1"), silent=())
    assert buyer.limit == money(limit)
    assert (buyer.limit_reason, buyer.limit_by) == (("grown", "Mei") if limit == "7000USD" else ("", ""))


def test_a_row_that_says_when_it_was_learnt_counts_from_that_day() -> None:
    row = replace(FILE, limit=money("6000USD"), learnt_on=day("+2"))
    buyer = imported(decided("7000USD"), row, day("+2"), dated=True)
    assert (buyer.limit, buyer.limit_on, buyer.limit_reason) == (money("6000USD"), None, "")  # the day is not its own
    assert buyer.limit_by == ""


def test_a_dated_row_with_the_same_limit_keeps_its_day() -> None:
    row = replace(FILE, limit=money("7000USD"), learnt_on=day("+2"))
    assert imported(decided("7000USD"), row, day("+2"), dated=True).limit_on == TODAY


def test_the_same_file_twice_changes_nothing_the_second_time() -> None:
    book = decided("7000USD")
    once = book.after(intake(book, [Entry((FILE,), silent=SILENT)], TODAY).change)
    again = intake(once, [Entry((FILE,), silent=SILENT)], day("+1"))
    assert (again.unchanged, again.change.put) == (1, ())
