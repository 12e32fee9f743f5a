"""On which day a buyer pays, cut off at the age so far."""

import pytest

from credit.foresight.learning import record_of
from credit.foresight.outlook import outlook, own_days, spreads
from credit.foresight.spread import Habits, Half, Spread, habits, spread
from tests.credit.foresight.invoices import MONDAY, invoice, monthly, roll

BOOK = habits([-1, 0, 2, 10])


def half(days: list[int], *, late: bool) -> Spread:
    """A spread that has but one half, each day with the same weight."""
    other = Half([-30], [0, 1], [0, -30]) if late else Half([30], [0, 1], [0, 30])
    own = Half(days, [at / len(days) for at in range(len(days) + 1)], [sum(days[:at]) / len(days) for at in range(len(days) + 1)])
    return Spread(other, own) if late else Spread(own, other)


def test_halves_are_cut_at_the_bank_day_and_after_it() -> None:
    assert Habits(((-1,), (-1, 0)), ((0, 2, 10), (2, 10))) == BOOK
    assert habits([]) == Habits(((-1,), (0,)), ((7,), (8,)))


def test_a_large_book_is_kept_by_eighty_quantiles() -> None:
    kept = habits(range(1, 1601)).late[1]
    # the middle of every twenty: 11, 31, ...
    assert (len(kept), kept[0], kept[1], kept[-1]) == (80, 11, 31, 1591)


def test_own_days_and_the_books_share_each_half() -> None:
    found = spread([-1, 5, 5, 5, 5], BOOK, 0)
    # late half: four own, and 25 of the book on 2 and 10: 12.5 / 29 each; early half: one own, and 10 on -1 and 0, and one on 0
    assert found.late.days == [2, 5, 10]
    assert [found.late.beyond(day) for day in (1, 2, 4, 5, 10)] == pytest.approx([1, 16.5 / 29, 16.5 / 29, 12.5 / 29, 0])
    assert [found.early.beyond(day) for day in (-2, -1, 0)] == pytest.approx([1, 6 / 12, 0])
    assert found.beyond(0, 0.5) == pytest.approx(0.5)


def test_on_a_weekend_paying_on_the_bank_day_is_in_the_late_half() -> None:
    found = spread([0, 0], BOOK, 1)
    assert found.late.beyond(-1) == 1  # everything late is from day 0 on
    assert found.early.beyond(-1) == 0


def test_quantiles_of_what_is_left() -> None:
    told = half([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], late=True)
    assert [told.quantile(share, 0, 1.0) for share in (0.1, 0.5, 0.9)] == [1, 5, 9]
    # five days on, five are left: 6 to 10
    assert [told.quantile(share, 5, 1.0) for share in (0.1, 0.5, 0.9)] == [6, 8, 10]


def test_quantiles_of_two_halves() -> None:
    told = Spread(
        Half([-4, -3, -2, -1], [0, 0.25, 0.5, 0.75, 1], [0, -1, -1.75, -2.25, -2.5]), half([1, 2, 3, 4], late=True).late
    )
    # one in two is late: eight days, each with an eighth
    assert [told.quantile(share, -30, 0.5) for share in (0.1, 0.25, 0.3, 0.5, 0.51, 0.75, 0.9)] == [-4, -3, -2, -1, 1, 2, 4]
    # two days before, six are left: -2, -1 and the four late ones
    assert [told.quantile(share, -3, 0.5) for share in (0.1, 0.3, 0.5, 0.9)] == [-2, -1, 1, 4]


def test_beyond_everything_ever_seen_it_waits_as_long_again() -> None:
    told = half([1, 2], late=True)
    assert (told.quantile(0.5, 40, 1.0), told.quantile(0.9, 40, 1.0), told.quantile(0.5, 0, 0.0)) == (80, 160, 1)


def test_further_days_are_counted_from_the_due_date_and_capped() -> None:
    told = half([10, 200], late=True)
    # half of them 10 further days, half of them 200 of which 90 count: (10 + 90) / 2
    assert told.lateness(0, 30, 90, told.waits(-5, 1.0)) == pytest.approx((1, 0.5, 50))
    # fifty days on, 150 are left of the only one that waits so long, and 90 of them count
    assert told.lateness(0, 30, 90, told.waits(50, 1.0)) == pytest.approx((1, 1, 90))


def test_an_invoice_not_due_yet_is_more_likely_late_the_nearer_its_day_is() -> None:
    habit = half([-20, -10, 0], late=False)
    mixed = Spread(habit.early, Half([5], [0, 1], [0, 5]))
    item = invoice("X", 0, None)
    assert habit.beyond(-15, 0.0) == pytest.approx(2 / 3)
    # half are late: .5 / (.5 + .5 x 2/3) = .6 fifteen days before; .5 / (.5 + .5 x 1/3) = .75 five days before
    assert outlook(item, MONDAY - 15, 0.5, mixed, roll, (0.1, 0.9)).late == pytest.approx(0.6)
    assert outlook(item, MONDAY - 5, 0.5, mixed, roll, (0.1, 0.9)).late == pytest.approx(0.75)
    assert outlook(item, MONDAY, 0.5, mixed, roll, (0.1, 0.9)).late == 1.0
    assert outlook(item, MONDAY, 0.5, mixed, roll, (0.1, 0.9), aged=False).late == 0.5


def test_the_day_is_a_bank_day_after_today() -> None:
    certain = half([5], late=True)  # due on Monday, five days later is Saturday
    seen = outlook(invoice("X", 0, None), MONDAY - 1, 1.0, certain, roll, (0.1, 0.9))
    assert (seen.paid, seen.low, seen.high) == (MONDAY + 7,) * 3
    # six days on it is Sunday: nothing is left but to be paid after today
    assert outlook(invoice("X", 0, None), MONDAY + 6, 1.0, certain, roll, (0.1, 0.9)).paid >= MONDAY + 7


def test_more_than_thirty_days_late_is_told_of_the_age_so_far() -> None:
    told = half([5, 20, 40, 60], late=True)
    item = invoice("X", 0, None)
    days = [outlook(item, MONDAY + age, 1.0, told, roll, (0.1, 0.9)).late_month for age in (0, 10, 25, 30, 70)]
    assert days == pytest.approx([2 / 4, 2 / 3, 1, 1, 1])
    assert outlook(item, MONDAY + 5, 1.0, half([1], late=True), roll, (0.1, 0.9)).late_month == 0.0


def test_open_overdue_invoices_are_no_less_late_than_they_are() -> None:
    record = record_of([*monthly("A", [2, 2]), invoice("X", 56, None)], MONDAY + 56 + 40)
    assert own_days(record, MONDAY + 96) == [2, 2, 47, 87]
    assert spreads([2], BOOK, [invoice("X", 0, None)]) == {0: spread([2], BOOK, 0)}
