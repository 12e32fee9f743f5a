"""A limit at any node of a group holds every member below it, and an overdue at one is told at each."""

import pytest

from credit.assess import Assessed, assess_book
from credit.change import Change
from credit.limits.group import Group, group_of
from credit.problem import Problem, UnknownBuyer
from credit.rates import NO_RATES, Rates
from tests.credit.little_book import TODAY, day, drops, facts, little_book, money, published

FAMILY = """
    buyer    M   group_limit=5000USD
    buyer    A   parent=M  limit=2000USD  group_limit=1500USD
    buyer    A1  parent=A  limit=1000USD
    buyer    B   parent=M  insured=300USD
    buyer    L
    invoice  A   I1  +5   900USD
    invoice  A1  I2  -9   700USD
    order    B   O1  -3   400USD
    invoice  B   I3  -40  100USD
"""


def book(text: str = FAMILY, rates: Rates = NO_RATES) -> Assessed:
    return assess_book(little_book(text, rates=rates), TODAY)


def group(id: str, text: str = FAMILY, rates: Rates = NO_RATES) -> Group:
    found = group_of(book(text, rates), id)
    assert found is not None
    return found


@pytest.mark.parametrize("id", ["M", "A", "A1", "B"])
def test_the_family_is_the_same_for_each_of_its_members(id: str) -> None:
    found = group(id)
    assert (found.root, [(m.id, m.depth) for m in found.members]) == ("M", [("M", 0), ("A", 1), ("A1", 2), ("B", 1)])
    total = found.total
    assert (total.exposure, total.counted, total.overdue) == (money("2100USD"), money("2100USD"), money("800USD"))
    assert total.own_risk == money("1830USD")  # less 90 % of 300 at B
    assert found.problems == ()


@pytest.mark.parametrize(
    ("id", "rooms", "tightest"),
    [
        ("M", [("M", "2900USD")], "M"),
        ("A", [("A", "-100USD"), ("M", "2900USD")], "A"),  # 1,500 - 900 - 700
        ("A1", [("A", "-100USD"), ("M", "2900USD")], "A"),
        ("B", [("M", "2900USD")], "M"),
    ],
)
def test_limits_stand_at_any_node_above_a_buyer(id: str, rooms: list[tuple[str, str]], tightest: str) -> None:
    found = group(id)
    assert [(room.at, room.headroom) for room in found.rooms] == [(at, money(left)) for at, left in rooms]
    assert found.tightest is not None
    assert found.tightest.at == tightest


def test_the_largest_overdue_of_the_family_and_an_exceeded_limit_are_told_at_a_member() -> None:
    overdue, exceeded = group("A").reasons
    assert (overdue.code, overdue.amount) == ("group_overdue", money("700USD"))
    assert {name: overdue.facts[name] for name in ("buyer", "invoice", "days")} == {"buyer": "A1", "invoice": "I2", "days": 9}
    assert exceeded.code == "group_limit_exceeded"
    assert (exceeded.facts["at"], exceeded.facts["over"]) == ("A", money("100USD"))
    assert [reason.code for reason in group("B").reasons] == ["group_overdue"]


def test_a_limit_that_is_used_up_is_not_exceeded() -> None:
    text = FAMILY.replace("group_limit=1500USD", "group_limit=1600USD")
    assert [reason.code for reason in group("A", text).reasons] == ["group_overdue"]


def test_nothing_overdue_is_not_told() -> None:
    assert group("M", "buyer M \n buyer A parent=M \n invoice A I1 +5 900USD").reasons == ()


def test_a_buyer_that_stands_alone_has_no_group_and_an_unknown_one_is_a_fault() -> None:
    assert group_of(book(), "L") is None
    with pytest.raises(UnknownBuyer):
        group_of(book(), "Q")


def test_a_parent_that_is_not_in_the_book_holds_its_buyers_together() -> None:
    found = group("A", "buyer A parent=P limit=9USD \n buyer B parent=P \n invoice A I1 +5 900USD \n invoice B I2 +5 50USD")
    assert (found.root, found.total.exposure, found.rooms, found.tightest) == ("P", money("950USD"), (), None)
    assert found.members[0].assessment is None
    assert found.problems == (Problem("parent_unknown", "P"),)


def test_a_circle_is_a_family_with_a_problem() -> None:
    found = group(
        "B", "buyer A parent=B \n buyer B parent=A group_limit=100USD \n invoice A I1 +5 90USD \n invoice B I2 +5 50USD"
    )
    assert (found.root, found.problems) == ("A", (Problem("parent_circle", "A, B"),))
    assert [(room.at, room.headroom) for room in found.rooms] == [("B", money("-40USD"))]


def test_where_a_rate_is_missing_the_room_is_not_known() -> None:
    text = "buyer M group_limit=100USD \n buyer A parent=M limit=10EUR \n invoice A I1 -5 80EUR"
    found = group("A", text)
    assert (found.total.exposure, found.rooms[0].headroom, found.tightest) == (None, None, None)
    assert found.reasons[0].amount == money("80EUR")  # the only overdue, though nobody knows its worth
    rated = group("A", text, published(USD="1.25"))
    assert (rated.total.exposure, rated.rooms[0].headroom) == (money("100USD"), money("0USD"))


def test_what_is_known_of_a_family_is_told_in_part_and_rooms_stay_unknown() -> None:
    """A owes 700 dollars and some euros, B 100 dollars, C only euros: 800 at the least, 700 of it overdue."""
    text = """
        buyer    M   group_limit=5000USD
        buyer    A   parent=M  limit=2000USD
        buyer    B   parent=M
        buyer    C   parent=M
        invoice  A   I1  -9   700USD
        invoice  A   I2  -9   900EUR
        invoice  B   I3  +9   100USD
        invoice  C   I4  +9   500EUR
    """
    found = group("B", text)
    assert (found.total.exposure, found.total.overdue, found.total.own_risk) == (
        money("800USD"),
        money("700USD"),
        money("800USD"),
    )
    assert (found.total.counted, found.total.left_out) == (money("800USD"), ("A", "C"))
    assert (found.rooms[0].counted, found.tightest) == (None, None)
    whole = group("B", text, published(USD="1.25"))
    assert (whole.total.exposure, whole.total.left_out) == (money("2550USD"), ())  # 800 + 1,400 x 1.25


def test_a_member_without_its_own_figure_leaves_the_sum_unknown() -> None:
    text = "buyer M \n buyer A parent=M limit=10USD \n invoice A I1 +5 80EUR"
    assert group("M", text).total.exposure is None


def test_a_payment_at_one_member_is_seen_at_the_next_without_assessing_it_anew() -> None:
    before = book()
    paid = before.book.after(Change("pay", facts("receipt A1 R1 -1 700USD for=I2")))
    after = assess_book(paid, TODAY, before)
    assert after.by_id["B"] is before.by_id["B"]
    assert after.by_id["A"].ledger is before.by_id["A"].ledger  # all that is new of it: its group's limit rings no more
    assert [len(look.by_id["A"].alerts) for look in (before, after)] == [1, 0]
    assert after.kin is before.kin
    found = group_of(after, "A")
    assert found is not None
    assert found.tightest is not None
    assert found.tightest.headroom == money("600USD")


def test_a_buyer_that_leaves_the_book_leaves_its_family() -> None:
    before = book("buyer M \n buyer A parent=M")
    gone = before.book.after(Change("drop", (), drops(facts("buyer A parent=M"))))
    assert group_of(assess_book(gone, TODAY, before), "M") is None


def test_who_belongs_together_is_known_from_the_day_it_was_learnt() -> None:
    found = little_book("buyer M \n buyer A \n buyer A parent=M learnt=-3")
    assert group_of(assess_book(found, TODAY), "A") is not None
    assert group_of(assess_book(found, day("-4")), "A") is None
