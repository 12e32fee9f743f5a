"""The cash of the next weeks: amounts reached as likely as not and in four cases of five, and how right they were."""

import pytest

from credit.assess import assess_book
from credit.foresight.cash import cash_weeks, right_of, weeks_right
from credit.foresight.forecast import learn_book
from credit.foresight.item import NEVER, Item
from credit.foresight.learning import learn, record_of
from credit.foresight.outlook import paid_by
from credit.foresight.spread import Half, Spread
from credit.foresight.sums import Part, reached
from tests.credit.foresight.invoices import MONDAY, buyer, invoice, monthly, roll
from tests.credit.little_book import TODAY, little_book

ON = MONDAY + 28 * 24


def test_of_few_invoices_every_case_is_gone_through() -> None:
    # none .06, the first .14, the second .24, both .56: at least 100 in .94, at least 200 in .80, 300 in .56
    parts = [Part("A", 100, 0.7), Part("B", 200, 0.8)]
    assert [reached(parts, share) for share in (0.5, 0.8, 0.94, 0.95)] == [300, 200, 100, 0]
    # of one invoice that comes in three cases of ten nothing can be counted on
    assert (reached([Part("A", 100, 0.3)], 0.5), reached([], 0.5)) == (0, 0)


def test_of_many_it_is_the_normal_distribution_with_buyers_as_a_whole() -> None:
    apart = [Part(str(n), 100, 0.5) for n in range(25)]
    # mean 1,250; each buyer spreads 50, all of them 50 x 5 = 250; a fifth lies below 1,250 - .8416 x 250 = 1,039.6
    assert (reached(apart, 0.5), reached(apart, 0.8)) == (1250, 1040)
    together = [part._replace(buyer="one") for part in apart]
    # 25 x 50 = 1,250: a fifth lies below 1,250 - .8416 x 1,250 = 198
    assert (reached(together, 0.8), reached(together, 0.99)) == (198, 0)


def test_the_chance_of_being_paid_by_a_day() -> None:
    day = Half([1, 8, 15, 22], [0, 0.25, 0.5, 0.75, 1], [0, 0.25, 2.25, 6, 11.5])
    habit = Spread(Half([-30], [0, 1], [0, -30]), day)
    item = invoice("X", 0, None)
    # eight days on, two of four are left: one is paid by day 15
    assert [paid_by(MONDAY + at, item, 8, 1.0, habit) for at in (8, 14, 15, 22)] == pytest.approx([0, 0, 0.5, 1])
    # nothing ever waited forty days: half of the rest within forty more
    assert paid_by(MONDAY + 80, item, 40, 1.0, habit) == pytest.approx(0.5)


def test_a_weekend_pays_nothing_that_friday_has_not() -> None:
    items = [*monthly("A", [2] * 12), invoice("X", 28 * 12, None)]
    learnt, record = learn([buyer(items)], MONDAY + 28 * 12), record_of(items, MONDAY + 28 * 12)
    friday, saturday, sunday, monday = (
        learnt.by_days(record, items[-1:], roll, [MONDAY + 28 * 12 + at])[0][0] for at in (4, 5, 6, 7)
    )
    assert friday == saturday == sunday <= monday


def test_cash_is_told_by_week_in_the_currency_of_the_invoice() -> None:
    paid = "".join(
        f"invoice C1 I{n} -{28 * n} 1000EUR issued=-{28 * n + 30}\nreceipt C1 R{n} -{28 * n} 1000EUR for=I{n}\n"
        for n in range(2, 30)
    )
    seen = assess_book(little_book(paid + "invoice C1 X1 +9 3000EUR issued=-20\n", home=""), TODAY)
    found = cash_weeks(seen, learn_book(seen))
    # paid on its day 29 times of 29: nine days ahead is the second week
    likely = max(found, key=lambda each: each.expected)
    assert (likely.week, likely.currency, likely.half) == (1, "EUR", 3000_00)
    assert sum(each.expected for each in found) <= 3000_00
    nothing = assess_book(little_book(paid), TODAY)
    assert cash_weeks(nothing, learn_book(nothing)) == []


def house(late: int) -> dict[str, list[Item]]:
    return {str(n): [item for item in monthly(f"{n}-", [late] * 26, start=n % 28) if item.issued <= ON] for n in range(20)}


def test_a_forecast_of_steady_payers_was_right() -> None:
    items = house(2)
    right = weeks_right({id: buyer(each) for id, each in items.items()}, ON)
    assert right is not None
    then = ON - 91
    owed = [item for each in items.values() for item in each if item.issued <= then < item.paid <= ON]
    assert right.came == sum(item.minor for item in owed)
    assert right.expected == pytest.approx(right.came, rel=0.1)


def test_when_everybody_stops_paying_nothing_is_reached() -> None:
    stopped = {
        id: buyer([item if item.paid <= ON - 91 else item._replace(paid=NEVER, known=NEVER) for item in each])
        for id, each in house(2).items()
    }
    right = weeks_right(stopped, ON)
    assert right is not None
    assert right.came == 0
    # weeks of which nothing was sure brought what was sure, and no other
    assert (right.half, right.sure) < (right.weeks, right.weeks)
    assert right.expected > 0


def test_what_came_later_is_not_in_the_forecast_of_then() -> None:
    book = {id: buyer(each) for id, each in house(2).items()}
    later = {
        id: buyer(
            [item._replace(paid=item.paid + 5, known=item.known + 5) if item.known > ON - 91 else item for item in one.items]
        )
        for id, one in book.items()
    }
    right, moved = weeks_right(book, ON), weeks_right(later, ON)
    assert right is not None
    assert moved is not None
    assert (moved.expected, moved.weeks) == (right.expected, right.weeks)


def test_a_book_that_was_empty_a_quarter_ago_tells_nothing_of_it() -> None:
    seen = assess_book(little_book("invoice C1 X1 +9 3000USD issued=-20\n"), TODAY)
    assert right_of(seen) is None
    earlier = assess_book(little_book("invoice C1 X1 -90 3000USD issued=-120\nreceipt C1 R1 -80 3000USD for=X1\n"), TODAY)
    right = right_of(earlier)
    assert right is not None
    assert right.came == 3000_00
