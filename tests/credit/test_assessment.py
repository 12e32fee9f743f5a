"""An assessment looks at one account on one day, never ahead, and keeps what nothing moved."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Account, Fact
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.clocks.clock import ClockKind
from credit.five_classes import DebtClass
from credit.parts import PARTS
from credit.policy import Policy
from credit.problem import UnknownBuyer
from credit.rating.grade import Grade, Graded
from credit.rating.history import grade_history
from credit.reason import Reason
from tests.credit.any_facts import any_book, any_change, any_facts, calm, days
from tests.credit.little_book import TODAY, assessed, day, facts, little_book, money, published


@st.composite
def book_and_change(draw: st.DrawFn) -> tuple[Book, Change]:
    book = draw(any_book())
    return book, draw(any_change(book))


@calm
@given(any_book(), st.permutations(PARTS))
def test_in_whatever_order_its_parts_are_asked_for_they_are_the_same(book: Book, order: list[str]) -> None:
    asked, plain = assess_book(book, TODAY).by_id, assess_book(book, TODAY).by_id
    for entry in asked.values():
        for name in order:
            getattr(entry, name)
    assert asked == plain


def test_a_book_that_is_only_looked_at_judges_nobody() -> None:
    book = little_book("buyer C1 \n invoice C1 I1 -45 9000USD \n buyer C2 \n invoice C2 J1 -9 10USD")
    found = assess_book(book, TODAY).by_id
    assert found["C1"].debt_class.value is DebtClass.IN_COLLECTION
    assert not vars(found["C2"]).keys() & {*PARTS}


def test_an_assessment_keeps_no_book_alive() -> None:
    (entry,) = assess_book(little_book("buyer C1"), TODAY).by_id.values()
    assert entry.house.accounts == {}


def test_what_only_a_page_asks_for_is_that_of_the_day_and_kept() -> None:
    """Two invoices a year overdue and one that falls due tomorrow: limitation runs for the oldest; the grade fell meanwhile."""
    entry = assessed("buyer C1 country=GB \n invoice C1 I1 -400 9000USD \n invoice C1 I2 -380 100USD \n invoice C1 I3 +1 50USD")
    limitation = next(clock for clock in entry.every_clock if clock.kind is ClockKind.LIMITATION)
    assert (limitation.subject, [clock.due_on for clock in entry.every_clock]) == (
        "I1", sorted(clock.due_on for clock in entry.every_clock)
    )  # fmt: skip
    assert entry.grade_moves[-1].after is entry.graded.value
    assert (entry.every_clock, entry.grade_moves) == (entry.every_clock, grade_history(entry.account, TODAY, entry.house))


def test_what_is_supposed_of_a_part_is_what_the_others_follow_from() -> None:
    entry = assessed("invoice C1 I1 -5 9000USD")
    told = Reason("grade_report", {"on": TODAY, "source": "bureau"})
    supposed = entry.supposing(graded=Graded(Grade.E, (told,)))
    assert (entry.debt_class.value, supposed.debt_class.value) == (DebtClass.NOT_DUE, DebtClass.BAD), "E on overdue debt is bad"
    with pytest.raises(TypeError, match="colour"):
        entry.supposing(colour="red")


LATER = st.lists(any_facts(days(1, 90)), min_size=1, max_size=8)
"""Facts of any day, learnt after `TODAY`."""


@calm
@given(any_book(days(-90, 0)), LATER)
def test_what_is_learnt_later_changes_nothing_today(book: Book, later: list[Fact]) -> None:
    after = book.after(Change("import", tuple(later)))
    assert assess_book(after, TODAY).by_id == assess_book(book, TODAY).by_id


@calm
@given(any_book(), days(-60, 20))
def test_an_earlier_day_sees_the_book_as_it_was_known(book: Book, on: date) -> None:
    assert assess_book(book, on).by_id == assess_book(book.as_known_on(on), on).by_id


@calm
@given(book_and_change(), days(-20, 20))
def test_what_is_kept_from_before_equals_what_is_worked_out_anew(drawn: tuple[Book, Change], on: date) -> None:
    book, change = drawn
    after = book.after(change)
    assert assess_book(after, on, assess_book(book, on)) == assess_book(after, on)


@calm
@given(book_and_change())
def test_only_accounts_a_change_touches_are_assessed_again(drawn: tuple[Book, Change]) -> None:
    book, change = drawn
    before = assess_book(book, TODAY)
    after = assess_book(book.after(change), TODAY, before)
    for id in before.by_id.keys() - change.touched:
        assert after.by_id[id] is before.by_id[id]


ONE = "buyer C1 \n invoice C1 I1 -40 100EUR"


def test_another_day_policy_or_rate_keeps_nothing() -> None:
    account = little_book(ONE).accounts
    book = Book(account)
    before = assess_book(book, TODAY)
    strict, rated = Policy.of({"classing": {"doubtful_days": 30}}), published(USD="1.25")
    for moved, on in [
        (book, TODAY + timedelta(days=60)),
        (Book(account, strict), TODAY),
        (Book(account, rates=rated), TODAY),
        (Book(account, base="EUR"), TODAY),
    ]:
        assert assess_book(moved, on, before) == assess_book(moved, on) != before


def test_a_buyer_is_assessed_from_the_day_it_is_known() -> None:
    book = little_book("buyer C001 learnt=-10")
    assert assess_book(book, day("-10")).of("C001").id == "C001"
    with pytest.raises(UnknownBuyer):
        assess_book(book, day("-11")).of("C001")
    with pytest.raises(UnknownBuyer) as raised:
        assess_book(book, TODAY).of("C002")
    assert raised.value.facts["near"] == "C001"


def test_amounts_are_seen_in_the_base_currency() -> None:
    text = "invoice C1 I1 -40 80EUR \n invoice C1 I2 +9 16000JPY \n receipt C1 R1 0 8EUR"
    found = assessed(text, rates=published(USD="1.25", JPY="160"))
    assert found.base_open == {"I1": 10_000, "I2": 12_500}  # 80 x 1.25; 16,000 / 160 x 1.25
    assert found.base_aging == (12_500, 0, 10_000, 0, 0, 0, 0, 1_000)  # not due, six buckets, unapplied 8 x 1.25
    assert found.overdue_in_base == 10_000


def test_without_a_rate_the_base_figure_is_absent_not_zero() -> None:
    found = assessed("invoice C1 I1 -40 80EUR \n invoice C1 I2 -9 5USD")
    assert found.base_open == {"I1": None, "I2": 500}
    assert (found.base_aging, found.overdue_in_base) == (None, None)


@pytest.mark.parametrize(("items", "worst"), [("-3 -40", 40), ("0 +9", 0), ("+9 -1", 1), ("", 0)])
def test_the_worst_days_past_due_are_those_of_the_oldest_item(items: str, worst: int) -> None:
    text = "\n".join(f"invoice C1 I{n} {due} 5USD" for n, due in enumerate(items.split()))
    assert assessed("buyer C1 \n" + text).worst_dpd == worst


@pytest.mark.parametrize(
    ("hold", "runs"), [("-3 until=+1", True), ("-3 until=0", False), ("0 until=+9", True), ("+1 until=+9 learnt=0", False)]
)
def test_a_hold_runs_from_its_day_until_the_day_of_return(hold: str, runs: bool) -> None:
    on, pairs = hold.split(" ", 1)
    assert bool(assessed(f"hold C1 H1 {on} talks {pairs}").hold) is runs


@pytest.mark.parametrize(("dispute", "open_"), [("-3", True), ("+1", False), ("-3 closed=0", False), ("-3 closed=+1", True)])
def test_a_dispute_is_open_from_its_day_until_it_is_closed(dispute: str, open_: bool) -> None:
    on, _, pairs = dispute.partition(" ")
    assert bool(assessed(f"dispute C1 D1 {on} quality {pairs} learnt=-3").disputes) is open_


def test_a_dispute_or_promise_that_names_no_invoice_is_meant_for_all() -> None:
    items = "invoice C1 I1 -9 5USD \n invoice C1 I2 -8 5USD \n"
    named = assessed(items + "dispute C1 D1 -1 price for=I1 \n promise C1 P1 0 5USD by=+3 for=I2")
    assert [(named.disputed(i), bool(named.promised_amount(i))) for i in named.ledger.open] == [(True, False), (False, True)]
    every = assessed(items + "dispute C1 D1 -1 price \n promise C1 P1 0 10USD by=+3")
    assert [(every.disputed(i), bool(every.promised_amount(i))) for i in every.ledger.open] == [(True, False)] * 2
    every = assessed(items + "promise C1 P1 0 9USD by=+3")
    assert [every.promised_amount(i) for i in every.ledger.open] == [money("5USD"), money("4USD")]
    assert [every.in_work(i) for i in every.ledger.open] == [money("0USD"), money("1USD")]


def test_a_promise_that_was_kept_or_broken_runs_no_more() -> None:
    found = assessed("invoice C1 I1 -30 5USD \n promise C1 P1 -20 5USD by=-15 \n promise C1 P2 0 5USD by=+3")
    assert [entry.promise.id for entry in found.running] == ["P2"]
    assert [clock.subject for clock in found.clocks] == ["P2"]


def test_an_assessment_holds_what_its_row_shows() -> None:
    text = "buyer C1 insured=900USD \n invoice C1 I1 -44 100USD \n call C1 K1 -3 no_answer"
    found = assessed(text)
    assert found.dbt == Decimal(44)
    assert [(clock.kind.value, clock.subject) for clock in found.clocks] == [
        ("insurer_notice", "I1"), ("insurer_stop", "I1"), ("insurer_handover", "I1")
    ]  # fmt: skip
    assert found.silent is not None
    assert [contact.id for contact in found.contacts] == ["K1"]
    assert found.account == Account.of("C1", facts(text))


def test_what_has_a_rate_is_told_apart_from_what_has_none() -> None:
    """1,000 USD open 45 days, 50 USD in hand, and 300 EUR that nobody can convert: unknown in all, known in part."""
    entry = assessed("buyer C1 \n invoice C1 I1 -45 1000USD \n receipt C1 R1 -5 50USD \n invoice C1 I2 -45 300EUR")
    assert entry.base_aging is None
    assert [aging.currency for aging in entry.rated_agings] == ["USD"]
    assert entry.converted_aging(entry.rated_agings) == (0, 0, 100_000, 0, 0, 0, 0, 5_000)
    assert assessed("buyer C1 \n invoice C1 I1 -45 1000USD").base_aging == (0, 0, 100_000, 0, 0, 0, 0, 0)
