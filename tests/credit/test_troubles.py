"""What is wrong with the data is told by name, and stops nothing.

The sound book, to which each test adds one line: a buyer in Britain owes 1,000 USD and paid 400 of it.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Fact
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.plausible import Plausible
from credit.policy import DEFAULT_POLICY
from credit.problem import Problem
from credit.troubles import account_troubles, ahead_troubles, book_troubles
from tests.credit.any_facts import any_book, any_facts, calm, days
from tests.credit.little_book import TODAY, day, little_book, published

SOUND = """
    buyer    C1              country=GB  terms=OA60@BL  limit=5000USD
    invoice  C1  I1   -45    1000USD
    sale     C1  I2   -45    1000USD  terms=30%TT@order;70%TT@BL  @order=-50  @BL=-40  order=O2
    receipt  C1  R1   -10     400USD  for=I1
    receipt  C1  R2   -49     300USD  for=I2    # the deposit came before the invoice, as deposits do
    promise  C1  P1    -3     500USD  by=+2  for=I1
"""


def told(line: str, on: date = TODAY) -> list[tuple[str, str, str]]:
    book = little_book(SOUND + line)
    return [(p.code, p.detail, p.expected) for p in account_troubles(book.account("C1").as_known_on(on), on, book)]


def test_a_sound_book_has_no_troubles() -> None:
    assert told("") == []
    assert book_troubles(little_book(SOUND), TODAY) == ()


@pytest.mark.parametrize("rest", ["+2 9999USD by=+9 learnt=0 for=I1", "-5 9999USD by=+9 for=I1 withdrawn_on=-1"])
def test_a_promise_still_to_come_or_taken_back_is_held_against_no_debt(rest: str) -> None:
    assert "promise_above_debt" not in {code for code, _, _ in told(f"promise C1 P3 {rest}")}


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("invoice C1 I3 -45 9USD issued=-44", ("due_before_issue", "I3", "")),
        ("invoice C1 I3 +700 9USD issued=-32", ("due_far_off", "I3", "")),  # 732 days
        ("invoice C1 I3 -45 9AED", ("no_rate", "AED", "USD")),
        ("receipt C1 R3 -5 9AED", ("no_rate", "AED", "USD")),
        ("order C1 O3 -5 9AED", ("no_rate", "AED", "USD")),
        ("security C1 S3 -5 9AED form=pledge", ("no_rate", "AED", "USD")),
        ("dispute C1 D3 -5 quality amount=9AED", ("no_rate", "AED", "USD")),
        ("lenient C1 L3 -5 potential until=+9 cap=9AED", ("no_rate", "AED", "USD")),
        ("buyer C1 group_limit=9AED", ("no_rate", "AED", "USD")),
        ("invoice C1 I3 -45 0USD", ("zero_amount", "I3", "")),
        ("receipt C1 R3 -5 0USD", ("zero_amount", "R3", "")),
        ("order C1 O3 -5 0USD", ("zero_amount", "O3", "")),
        ("promise C1 P3 -5 0USD by=+1", ("zero_amount", "P3", "")),
        ("promise C1 P3 -5 9USD by=-6 learnt=-5", ("promise_before_given", "P3", "2024-06-06")),
        ("promise C1 P3 -5 600.01USD by=+1 for=I1", ("promise_above_debt", "P3", "600.00 USD")),
        ("promise C1 P3 -5 9AED by=+1 for=I1", ("promise_nothing_owed", "P3", "AED")),  # I1 is owed in USD
        ("order C1 O3 -5 -1USD", ("negative_amount", "O3", "")),
        ("promise C1 P3 -5 -1USD by=+1", ("negative_amount", "P3", "")),
        ("receipt C1 R3 -5 9USD for=I9", ("receipt_of_no_invoice", "R3", "I9")),
        ("receipt C1 R3 -5 9EUR for=I1", ("receipt_other_currency", "R3", "I1")),
        ("receipt C1 R3 -106 9USD for=I1", ("receipt_before_invoice", "R3", "I1")),  # issued 105 days ago
        ("invoice C1 I3 -45 9USD terms=OA60@moon", ("terms_unread", "moon", "@invoice, @BL, @BL_copy, @delivery")),
        ("sale C1 I3 -9 9USD terms=TT@BL", ("provisional_passed", "I3", "BL")),
        ("invoice C1 I2 -45 5USD", ("number_used_twice", "I2", "")),
        ("invoice C1 N1 -1 -1300.01USD issued=-1", ("credit_exceeds_debt", "USD", "")),  # 600 and 700 are open
        ("invoice C1 I3 1969-12-31 9USD", ("date_out_of_range", "I3", "1969-12-31")),
        ("receipt C1 R3 0001-01-01 9USD", ("date_out_of_range", "R3", "0001-01-01")),
        ("call C1 K3 2099-01-01 learnt=-1", ("date_out_of_range", "K3", "2099-01-01")),
        ("promise C1 P3 -5 9USD by=2030-01-01", ("date_out_of_range", "P3", "2030-01-01")),
        ("event C1 E3 2099-01-01 winding_up_petition learnt=-1", ("date_out_of_range", "E3", "2099-01-01")),
    ],
)
def test_each_trouble_is_told_by_name(line: str, trouble: tuple[str, str, str]) -> None:
    assert trouble in told(line)


@pytest.mark.parametrize(
    "line",
    [
        "invoice C1 I3 -45 9USD issued=-45",
        "invoice C1 I3 +700 9USD issued=-31",  # 731 days
        "invoice C1 I3 -45 9USD issued=-60  \n invoice C1 I3 -45 0USD issued=-60 learnt=-5",  # taken back on purpose
        "receipt C1 R3 -5 9USD for=I1 \n receipt C1 R3 -5 0USD for=I1 learnt=-4",
        "receipt C1 R3 -105 9USD for=I1",  # the day of issue
        "receipt C1 R3 -5 9USD",
        "receipt C1 R3 -5 -9USD for=I1",  # money given back is no mistake
        "sale C1 I3 0 9USD terms=TT@BL",  # provisional, and due today
        "invoice C1 N1 -1 -1300USD issued=-1",
        "invoice C1 N1 -1 -1400USD issued=-1 \n receipt C1 R3 -1 -1400USD for=N1",  # used up
        "invoice C1 N1 +1 -1400USD issued=+1 learnt=-1",
        "invoice C1 I3 1970-01-01 9USD issued=1970-01-01",
        "receipt C1 R3 2029-12-31 9USD",
        "invoice C1 I1 -45 900USD learnt=-3",  # a correction of the amount
        "invoice C1 I1 -45 1000USD issued=-104 learnt=-3",  # a correction of the day
    ],
)
def test_what_is_merely_unusual_is_no_trouble(line: str) -> None:
    assert told(line) == []


def test_a_number_told_of_another_day_and_amount_is_two_invoices() -> None:
    assert told("invoice C1 I1 -45 900USD issued=-90 learnt=-3") == [("number_used_twice", "I1", "")]


def test_the_buyer_itself_can_be_in_trouble() -> None:
    book = little_book("buyer C1 terms=OA60@moon limit=-5USD insured=-6USD \n invoice C1 I1 -45 9USD")
    assert [(p.code, p.detail) for p in book_troubles(book, TODAY)] == [
        ("no_country", ""),
        ("buyer_terms_unread", "moon"),
        ("negative_limit", "-5.00"),
        ("negative_limit", "-6.00"),
    ]


def test_a_currency_with_a_rate_by_that_day_is_no_trouble() -> None:
    text = SOUND + "invoice C1 I3 -45 9EUR"
    assert book_troubles(little_book(text, rates=published(USD="1.25")), TODAY) == ()
    assert [p.detail for p in book_troubles(little_book(text), TODAY)] == ["EUR"]


def test_a_currency_of_a_limit_needs_a_rate_too() -> None:
    found = book_troubles(little_book("buyer C1 country=GB limit=5AED insured=5QAR"), TODAY)
    assert [(p.code, p.detail) for p in found] == [("no_rate", "AED"), ("no_rate", "QAR")]


def test_one_number_of_two_buyers_is_told_of_the_later_buyer_and_names_the_other() -> None:
    text = "buyer C1 country=GB \n buyer C2 country=GB \n invoice C1 I1 -45 9USD \n invoice C2 I1 -45 9USD"
    assert book_troubles(little_book(text), TODAY) == (Problem("number_of_two_buyers", "I1", expected="C1", buyer="C2"),)
    split = text.replace("invoice C2 I1 -45 9USD", "sale C2 I1 -45 9USD terms=30%TT@order;70%TT@invoice @order=-50")
    assert [(p.code, p.detail) for p in book_troubles(little_book(split), TODAY)] == [("number_of_two_buyers", "I1")]


def test_the_bounds_of_dates_are_policy() -> None:
    book = little_book(SOUND + "invoice C1 I3 -45 9USD issued=-44")
    strict = replace(DEFAULT_POLICY, plausible=Plausible(first_year=TODAY.year + 1))
    assert {p.code for p in book_troubles(replace(book, policy=strict), TODAY)} == {"due_before_issue", "date_out_of_range"}
    assert Plausible().due_days == 731


def test_a_buyer_nobody_knew_yet_has_no_troubles() -> None:
    assert book_troubles(little_book("buyer C1 learnt=-5"), day("-6")) == ()


@calm
@given(any_book(days(-90, 0)), st.lists(any_facts(days(1, 90)), max_size=8))
def test_what_is_learnt_later_changes_no_earlier_trouble(book: Book, later: list[Fact]) -> None:
    assert book_troubles(book.after(Change("later", tuple(later))), TODAY) == book_troubles(book, TODAY)


@calm
@given(any_book())
def test_every_trouble_names_its_buyer_once(book: Book) -> None:
    found = book_troubles(book, TODAY)
    assert len(set(found)) == len(found)
    assert {problem.buyer for problem in found} <= assess_book(book, TODAY).by_id.keys()


def test_parents_that_are_not_there_or_go_in_a_circle_are_told_once() -> None:
    book = little_book("buyer A parent=P country=GB \n buyer B parent=C country=GB \n buyer C parent=B country=GB")
    assert book_troubles(book, TODAY) == (Problem("parent_circle", "B, C"), Problem("parent_unknown", "P"))


@pytest.mark.parametrize(
    ("line", "id", "dated"),
    [
        ("invoice C1 I3 2099-03-06 9USD issued=2099-01-05", "I3", "2099-01-05"),
        ("sale C1 I3 2099-01-05 9USD terms=30%TT@BL;70%TT@invoice", "I3/1", "2099-01-05"),
        ("receipt C1 R3 +1 9USD", "R3", "2024-06-13"),
        ("receipt C1 R3 +1 9USD learnt=0", "R3", "2024-06-13"),  # known today, and in no sum before it comes in
        ("invoice C1 I3 +40 9USD issued=+1 learnt=0", "I3", "2024-06-13"),
        ("order C1 O3 +1 9USD", "O3", "2024-06-13"),
        ("call C1 K3 2099-03-01", "K3", "2099-03-01"),
        ("promise C1 P3 +1 9USD by=+2", "P3", "2024-06-13"),
        ("event C1 E3 9999-12-31 winding_up_petition", "E3", "9999-12-31"),
        ("hold C1 H1 -1 talks until=+5 learnt=+9", "H1", "2024-06-21"),  # learnt on a day that has not come
    ],
)
def test_a_fact_dated_after_today_is_told_though_nothing_counts_it(line: str, id: str, dated: str) -> None:
    found = ahead_troubles(little_book(SOUND + line), TODAY)
    assert [(p.code, p.detail, p.expected) for p in found][:1] == [("dated_ahead", id, dated)]
    assert ahead_troubles(little_book(SOUND), TODAY) == ()


def test_a_buyer_that_begins_after_today_is_told() -> None:
    found = ahead_troubles(little_book("buyer C1 country=GB learnt=2062-01-01"), TODAY)
    assert found == (Problem("dated_ahead", "C1", expected="2062-01-01", buyer="C1"),)


def test_what_is_planned_is_not_dated_ahead() -> None:
    planned = "\n lenient C1 L1 -9 potential until=+90 cap=9USD \n sale C1 I3 0 9USD terms=TT@BL etd=+20"
    assert ahead_troubles(little_book(SOUND + planned), TODAY) == ()


def test_a_buyer_nobody_described_is_told_with_its_first_fact_and_the_nearest_number() -> None:
    book = little_book(SOUND + "receipt C11 R9 -3 9USD \n call C11 K9 -2 spoke")
    assert book_troubles(book, TODAY) == (Problem("not_described_near", "R9", expected="C1", buyer="C11"),)
    far = little_book(SOUND + "receipt XYZ99 R9 -3 9USD")
    assert book_troubles(far, TODAY) == (Problem("not_described", "R9", buyer="XYZ99"),)
