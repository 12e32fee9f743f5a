"""The cash of the next weeks: amounts reached as likely as not and in four cases of five, and how right they were."""

from decimal import Decimal
from math import log

import pytest

from credit.assess import assess_book
from credit.foresight.cash import cash_of, cash_weeks, weeks_right
from credit.foresight.forecast import learn_book
from credit.foresight.item import NEVER, Item
from credit.foresight.learning import learn, record_of
from credit.foresight.outlook import paid_by
from credit.foresight.quarter import PLAIN, QUARTER, Due, Quarter, band_of, quarter, scale_of
from credit.foresight.reading import buyer_of
from credit.foresight.spread import Half, Spread
from credit.foresight.sums import Part, Total
from tests.credit.foresight.invoices import MONDAY, buyer, invoice, monthly, roll
from tests.credit.little_book import TODAY, little_book

ON = MONDAY + 28 * 24


def reached(parts: list[Part], share: float) -> int:
    return Total(parts).reached(share)


def test_of_few_invoices_every_case_is_gone_through() -> None:
    # none .06, the first .14, the second .24, both .56: at least 100 in .94, at least 200 in .80, 300 in .56
    parts = [Part("A", 100, 0.7), Part("B", 200, 0.8)]
    assert [reached(parts, share) for share in (0.5, 0.8, 0.94, 0.95)] == [300, 200, 100, 0]
    # of one invoice that comes in three cases of ten nothing can be counted on
    assert (reached([Part("A", 100, 0.3)], 0.5), reached([], 0.5)) == (0, 0)


def test_of_many_it_is_a_gamma_distribution_with_buyers_as_a_whole() -> None:
    # mean 1,250 and spread 1,250: the exponential distribution, reached with chance p at -1,250 ln p
    together = [Part("one", 100, 0.5) for n in range(25)]
    assert [reached(together, share) for share in (0.2, 0.5, 0.8)] == [
        pytest.approx(-1250 * log(share), rel=0.02) for share in (0.2, 0.5, 0.8)
    ]
    assert reached(together, 0.9999) == 0
    # each buyer spreads 50, all of them 50 x 5 = 250, a fifth of the mean: the median lies a 75th below it
    apart = [Part(str(n), 100, 0.5) for n in range(25)]
    assert reached(apart, 0.5) == pytest.approx(1250 * (1 - 1 / 75), abs=1)
    assert reached(apart, 0.8) == pytest.approx(1250 - 0.8416 * 250, rel=0.01)


def test_what_is_certain_is_reached_and_never_more_than_there_is() -> None:
    assert reached([Part(str(n), 100, 1.0) for n in range(25)], 0.99) == 2500
    assert reached([Part(str(n), 100, 0.0) for n in range(25)], 0.01) == 0
    assert reached([Part(str(n), 100, 0.96) for n in range(25)], 0.001) == 2500


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
    assert (right.half, right.sure) == (0, 0)
    assert right.weeks >= right.weeks_sure > 0
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
    assert cash_of(seen).right is None
    earlier = assess_book(little_book("invoice C1 X1 -90 3000USD issued=-120\nreceipt C1 R1 -80 3000USD for=X1\n"), TODAY)
    right = cash_of(earlier).right
    assert right is not None
    assert right.came == 3000_00


def test_of_an_insolvent_buyer_nothing_is_expected_from_the_day_it_is_known() -> None:
    text = "invoice C1 X1 -30 3000USD issued=-120\ninvoice C2 Y1 -30 500USD issued=-120\n"
    broke = assess_book(little_book(text + "event C1 E1 -5 winding_up_order learnt=-3\n"), TODAY)
    assert buyer_of(broke.of("C1")).broke == TODAY.toordinal() - 3
    found = cash_of(broke)
    assert 0 < sum(each.expected for each in found.weeks) <= 500_00
    # a quarter ago nobody knew
    assert found.right is not None
    assert found.right.expected > 500_00


def test_of_who_was_insolvent_by_then_nothing_was_told() -> None:
    house = {"A": buyer([invoice("X", 10, None)])._replace(broke=MONDAY)}
    assert quarter(house, MONDAY).told == []
    assert quarter(house, MONDAY - 1).told != []


def broken(share: int, then: int) -> dict[str, list[Item]]:
    """A house of which after a day every so manieth buyer pays nothing any more."""
    return {
        id: [
            item if int(id) % share or item.paid <= then else item._replace(paid=NEVER, known=NEVER)
            for item in each
            if item.issued <= then + 20
        ]
        for id, each in house(2).items()
    }


def test_who_stopped_paying_in_the_last_quarter_lowers_the_next() -> None:
    then = ON - QUARTER
    last = quarter({id: buyer(each) for id, each in broken(4, then).items()}, then)
    # nothing was overdue on that day: what was told to be paid stands in the first age, and a quarter of it was not
    told, paid = last.expected[0], last.paid[0]
    assert paid < told
    assert scale_of([last]).factors == pytest.approx(((paid + 10) / (told + 10), 1, 1, 1))
    (due, *_) = last.told
    assert scale_of([last]).of(due).chance == pytest.approx(due.part.chance * (paid + 10) / (told + 10))


def test_levels_are_those_that_were_reached_so_often() -> None:
    # each week a mean of 1,250 and a spread of 250: 900 or 2,000 of it came in every one
    told = [Due(week, Part(str(n), 100, 0.5), 0) for week in range(13) for n in range(25)]
    low = scale_of([Quarter(told, dict.fromkeys(range(13), 900), [0.0] * 4, [0] * 4)])
    assert low.half > 0.8
    assert low.sure > 0.9
    high = scale_of([Quarter(told, dict.fromkeys(range(13), 2000), [0.0] * 4, [0] * 4)])
    assert high.half < 0.3
    assert scale_of([]) == PLAIN


def test_ages_are_parted_at_the_due_day_a_month_and_a_quarter() -> None:
    assert [band_of(days) for days in (-5, 0, 1, 30, 31, 90, 91)] == [0, 0, 1, 1, 2, 2, 3]


def test_what_is_left_at_the_end_of_a_quarter() -> None:
    # of 1,000 not due 600 are told to come and nine tenths of that do, of 200 old ones 50; 300 are sold and unpaid anew
    one = Quarter([], {}, [0.0] * 4, [0] * 4, (1000, 0, 0, 200), (600.0, 0.0, 0.0, 50.0), sold=900, fresh=300)
    assert one.left(PLAIN._replace(factors=(0.9, 1.0, 1.0, 1.0))) == 1000 - 540 + 200 - 50 + 300


def test_who_is_at_risk_is_told_and_judged_by_the_thirtieth_day() -> None:
    # it always pays forty days late; one is due on Monday, one is forty days past its day
    usual = monthly("A", [40] * 20)
    on = MONDAY + 28 * 20
    open_ones = [invoice("X", 28 * 20, 40), invoice("Y", 28 * 20 - 40, 60)]
    found = quarter({"A": buyer([*usual, *open_ones])}, on)
    # the last of the usual ones is open as well, a week past its day; Y is late by more than thirty days already
    risky = [item for item in (*usual, *open_ones) if item.issued <= on < item.paid and item.due + 30 > on]
    assert (found.risky, found.right) == (len(risky), len(risky))
    assert found.sold == sum(item.minor for item in (*usual, *open_ones) if on - QUARTER < item.issued <= on)
    assert sum(found.owed) == sum(item.minor for item in (*usual, *open_ones) if item.issued <= on < item.paid)


def test_days_of_sales_are_told_for_the_end_of_the_quarter() -> None:
    paid = "".join(
        f"invoice C1 I{n} -{28 * n} 1000USD issued=-{28 * n + 30}\nreceipt C1 R{n} -{28 * n} 1000USD for=I{n}\n"
        for n in range(1, 30)
    )
    ahead = cash_of(assess_book(little_book(paid + "invoice C1 X1 +9 3000USD issued=-20\n", home=""), TODAY)).ahead
    # 3,000 owed, and 3,000 and two of 1,000 sold in thirteen weeks: X1 is paid by its end, and as much is sold and open anew
    assert ahead.dso == Decimal("54.6")
    assert ahead.dso_ahead == pytest.approx(Decimal("54.6"), abs=Decimal("0.5"))
    assert ahead.risky == ()
    nothing = cash_of(assess_book(little_book("buyer C1"), TODAY)).ahead
    assert (nothing.dso, nothing.dso_ahead, nothing.dso_told) == (None, None, None)


def test_an_invoice_more_likely_than_not_a_month_late_is_at_risk() -> None:
    paid = "".join(
        f"invoice C1 I{n} -{28 * n} 1000USD issued=-{28 * n + 30}\nreceipt C1 R{n} -{28 * n - 50} 1000USD for=I{n}\n"
        for n in range(2, 30)
    )
    late = "invoice C1 X1 +9 3000USD issued=-20\ninvoice C1 Y1 -35 3000USD issued=-65\n"
    ahead = cash_of(assess_book(little_book(paid + late, home=""), TODAY)).ahead
    assert "X1" in ahead.risky
    assert "Y1" not in ahead.risky  # it is so late already
