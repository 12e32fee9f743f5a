"""What a book teaches: rows of known outcome, levels that held on earlier days, risk no further than it was right."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from credit.foresight.features import Standing
from credit.foresight.item import Item
from credit.foresight.learning import MOST_BUYERS, MOST_ROWS, Buyer, gather, learn, record_of
from credit.foresight.learnt import UNTRIED, USUAL_LEVELS, Learnt, risk
from credit.foresight.outlook import Outlook
from credit.foresight.pooled import COEFFICIENTS
from credit.foresight.spread import habits, spread
from credit.foresight.tuning import Case, Glimpse, blend_of, money_days
from tests.credit.foresight.invoices import MONDAY, buyer, invoice, monthly, roll

ON = MONDAY + 28 * 24


def house(*kinds: tuple[int, int], count: int = 30) -> list[Buyer]:
    """Of each kind (days late, amount) so many buyers, one invoice every four weeks and the last ones open."""
    return [
        buyer([item._replace(minor=minor) for item in monthly(f"{days}-{n}-", [days] * 26, start=n % 28) if item.issued <= ON])
        for days, minor in kinds
        for n in range(count)
    ]


def looks(found: Learnt, one: Buyer) -> Sequence[Outlook]:
    record = record_of(one.items, ON)
    return found.expect(record, list(record.open.values()), one.roll)


def test_a_book_of_nothing_has_the_coefficients_of_others_and_their_levels() -> None:
    found = learn([], ON)
    assert (list(found.coefficients), found.rows, found.levels) == (list(COEFFICIENTS), 0, USUAL_LEVELS)
    assert (found.blend, found.tried) == (0.0, UNTRIED)


def test_late_payers_and_punctual_ones_are_told_apart() -> None:
    book = house((-3, 10_000), (20, 10_000))
    found = learn(book, ON)
    punctual, late = looks(found, book[0])[-1], looks(found, book[-1])[-1]
    assert punctual.late < 0.1 < 0.9 < late.late
    items = book[-1].items
    due = max(item.rolled for item in items)
    assert late.paid == roll(due + 20)


def test_most_of_what_is_told_comes_true_on_earlier_days() -> None:
    found = learn(house((-3, 10_000), (20, 10_000)), ON)
    assert found.tried.cases >= 100
    assert found.tried.inside / found.tried.cases > 0.76
    assert found.tried.days_apart / found.tried.settled < 5


def test_risk_orders_where_enough_was_open_on_earlier_days() -> None:
    # the larger half pays in time, and what is late is late by sixty days
    kinds = ((-3, 12_000), (60, 10_000))
    small, large = learn(house(*kinds, count=20), ON), learn(house(*kinds, count=60), ON)
    assert (small.blend, large.blend > 0) == (0.0, True)


def case(minor: int, late: int, days: float) -> Case:
    """An invoice due and open on `ON - 60`, paid so many days later, of which so many were expected."""
    item = Item("X", ON - 90, ON - 60, ON - 60, minor, ON - 60 + late, ON - 60 + late)
    glimpse = Glimpse(ON - 60, item, Standing(((), ()), (), 0, None, new=True), (), roll)
    return Case(glimpse, 1.0, spread([], habits([]), 0), Outlook(1.0, 0.0, 0, 0, 0, days))


SMALL = [case(90, 30, 90.0), case(80, 30, 90.0)]
REST = [case(50 - n, 0, 0.0) for n in range(16)]


def test_risk_moves_the_order_where_that_puts_more_late_money_on_top() -> None:
    # of twenty the first two count: by amount the two that are paid at once, with half of risk the two that are thirty days late
    day = [case(100, 0, 0.0), case(100, 0, 0.0), *SMALL, *REST]
    mean = 2 * 1.0 / 20
    assert blend_of([day], mean, ON) == 0.25
    # worth: 100 x .75 against 90 x (.75 + .25 x 1 / .1) = 292


def test_a_share_of_risk_that_once_put_less_on_top_is_not_taken() -> None:
    # on the other day the large were late and the small that were feared were not
    good = [case(100, 0, 0.0), case(100, 0, 0.0), *SMALL, *REST]
    bad = [case(100, 30, 0.0), case(100, 30, 0.0), case(90, 0, 90.0), case(80, 0, 90.0), *REST]
    assert blend_of([good, bad], 0.1, ON) == 0.0


def test_money_days_count_until_they_are_known() -> None:
    # paid in a year from its day, and only sixty days of that are known
    assert [money_days(case(10, late, 0.0), ON) for late in (-5, 7, 365)] == [0, 70, 600]


def test_what_nobody_knows_yet_decides_no_level() -> None:
    young = [buyer([invoice(f"Y{n}", 700 + n % 5, None, terms=300)]) for n in range(200)]
    found = learn(young, ON)
    assert (found.levels, found.tried, found.risk > 0) == (USUAL_LEVELS, UNTRIED, True)


def test_rows_are_taken_evenly_and_only_where_the_outcome_is_known() -> None:
    items = [invoice(f"A{n}", n // 8, 5) for n in range(MOST_ROWS + 100)]
    found = gather([buyer(items)], MONDAY + 2000)
    assert len(found.rows) == (MOST_ROWS + 100) // 2
    unknown = [invoice("open", 30, None), invoice("late", -30, None), invoice("paid", 30, -29)]
    assert gather([buyer(unknown)], MONDAY + 2).outcomes == [1, 0]


def test_a_glimpse_of_an_earlier_day_knows_nothing_later() -> None:
    items = [invoice("A", 0, 3), invoice("B", 20, None)]
    seen = gather([buyer(items)], MONDAY + 30).glimpses
    # ninety days ago there was nothing, sixty days ago A had just been issued, thirty days ago both were open
    assert [(glimpse.on - MONDAY, glimpse.item.invoice) for glimpse in seen] == [(-30, "A"), (0, "A"), (0, "B")]


def test_risk_is_the_chance_of_a_month_and_the_share_of_ninety_days() -> None:
    assert risk(Outlook(1.0, 0.25, 0, 0, 0, 45.0)) == pytest.approx(0.75)
    half = replace(learn([], ON), blend=0.5, risk=0.5)
    # half of the amount, and half of it times 0.75 / 0.5
    assert half.moved(Outlook(1.0, 0.25, 0, 0, 0, 45.0)) == pytest.approx(1.25)


def later(items: Sequence[Item], on: int) -> list[Item]:
    """The same with another future: what is not known on the day is paid on other days, and more is issued."""
    moved = [item._replace(paid=item.paid + 50, known=item.known + 50) if item.known > on else item for item in items]
    return [*moved, invoice("future", ON - MONDAY + 90, 1)]


def test_the_future_changes_nothing() -> None:
    book = house((-3, 10_000), (20, 10_000))
    other = [Buyer(later(one.items, ON), roll) for one in book]
    first, second = learn(book, ON), learn(other, ON)
    assert (first.coefficients, first.levels, first.blend, first.habits) == (
        second.coefficients, second.levels, second.blend, second.habits
    )  # fmt: skip
    assert [looks(first, one) for one in book] == [looks(second, one) for one in other]


def test_a_large_book_is_tried_on_some_of_its_buyers() -> None:
    many = [buyer([invoice(f"B{n}", -10, None)]) for n in range(2 * MOST_BUYERS)]
    # 4,000 // 2,000 + 1: every third
    assert len(gather(many, MONDAY).glimpses) == 4000 // 3 + 1
