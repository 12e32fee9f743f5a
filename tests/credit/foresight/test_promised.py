"""A promise in a forecast: its day, as far as the buyer kept its word."""

from datetime import date

import pytest

from credit.assess import Assessed, assess_book
from credit.foresight.cash import cash_weeks
from credit.foresight.forecast import forecast_book, learn_book
from credit.foresight.outlook import Outlook, Word, outlook
from credit.foresight.promised import Kept, kept, words
from credit.foresight.reading import buyer_of
from credit.foresight.reasons import Weighed
from credit.foresight.spread import Half, Spread
from tests.credit.foresight.invoices import MONDAY, invoice, roll
from tests.credit.little_book import TODAY, little_book

WEEKLY = Half([7, 14, 21, 28], [0, 0.25, 0.5, 0.75, 1], [0, 1.75, 5.25, 10.5, 17.5])
HABIT = Spread(Half([-30], [0, 1], [0, -30]), WEEKLY)
"""Due on a Monday, paid on one of the four Mondays after it."""
OWED = "invoice C1 X1 -20 1000USD\n"
LAST_YEAR = "".join(
    f"invoice C1 I{n} -{300 - n} 100USD issued=-{330 - n}\npromise C1 Q{n} -{290 - n} 100USD by=-{280 - n} for=I{n}\n"
    for n in (1, 2, 3)
)


def told(word: Word | None) -> Outlook:
    return outlook(invoice("X", 0, None), MONDAY, 1.0, HABIT, roll, (0.1, 0.9), word=word)


def test_a_word_takes_its_share_of_the_cases() -> None:
    # half on Wednesday of the second week, an eighth on each Monday: until then an eighth, with the word five
    seen = told(Word(MONDAY + 9, 0.5))
    assert (seen.low, seen.paid, seen.high) == (MONDAY + 7, MONDAY + 9, MONDAY + 28)
    # late by 9 days with a half, by 7, 14, 21 and 28 with an eighth: 4.5 + 70 / 8
    assert seen.days == pytest.approx(4.5 + 70 / 8)
    assert told(None).paid == MONDAY + 14


def test_the_middle_lies_behind_a_word_that_is_seldom_kept() -> None:
    # a fifth on the second Wednesday; .2 by the first Monday, .4 with the word, .6 by the second
    seen = told(Word(MONDAY + 9, 0.2))
    assert (seen.low, seen.paid) == (MONDAY + 7, MONDAY + 14)


def test_a_promise_beyond_thirty_days_is_late_by_more_than_thirty() -> None:
    assert told(None).late_month == 0
    assert told(Word(MONDAY + 31, 0.75)).late_month == 0.75
    before = outlook(invoice("X", 10, None), MONDAY, 0.5, HABIT, roll, (0.1, 0.9), word=Word(MONDAY + 2, 0.6))
    # not due yet: late with a half of the four cases in ten in which the word is not kept
    assert before.late == pytest.approx(0.4 * outlook(invoice("X", 10, None), MONDAY, 0.5, HABIT, roll, (0.1, 0.9)).late)


def look(text: str, on: date = TODAY) -> Assessed:
    return assess_book(little_book(text, home=""), on)


def test_what_was_kept_is_counted_with_four_cases_of_a_half() -> None:
    # two were paid on their day, the third never: (2 + 2) / (3 + 4)
    entry = look(OWED + LAST_YEAR + "receipt C1 R1 -279 100USD for=I1\nreceipt C1 R2 -278 100USD for=I2\n").of("C1")
    assert kept(entry) == Kept(4, 3)
    assert kept(entry).chance == pytest.approx(4 / 7)
    assert Kept(0, 0).chance == 0.5
    # kept in part is half a case: (.5 + 2) / (1 + 4)
    assert Kept(1, 1).chance == pytest.approx(0.5)


def test_a_word_stands_on_what_it_covers_in_full() -> None:
    assert words(look(OWED).of("C1")) == {}
    named = look(OWED + "promise C1 P1 -1 1000USD by=+9 for=X1\n").of("C1")
    assert words(named) == {"X1": Word(TODAY.toordinal() + 9, 0.5)}
    assert words(look(OWED + "promise C1 P1 -1 1000USD by=+9\n").of("C1")) == words(named)
    assert words(look(OWED + "promise C1 P1 -1 400USD by=+9 for=X1\n").of("C1")) == {}


def test_the_forecast_heeds_a_word_and_says_so() -> None:
    text = OWED + "promise C1 P1 -1 1000USD by=+9 for=X1\n"
    seen, silent = look(text), look(OWED)
    learnt = learn_book(seen)
    (one,), (without,) = forecast_book(seen, learnt), forecast_book(silent, learnt)
    # by +9 is Friday 21 June
    assert one.outlook.paid <= date(2024, 6, 21).toordinal()
    entry = seen.of("C1")
    weighed = Weighed(buyer_of(entry), learnt, words(entry), kept(entry))
    item = weighed.items["X1"]
    moved = {each.reason.code: each for each in weighed._each(item)}["foresight_promise"]
    assert moved.without == without.outlook
    assert {name: moved.reason.facts[name] for name in ("until", "kept", "count", "percent")} == {
        "until": date(2024, 6, 21), "kept": 0, "count": 0, "percent": 50,
    }  # fmt: skip


def test_cash_is_expected_on_the_day_of_a_word() -> None:
    seen, silent = look(OWED + "promise C1 P1 -1 1000USD by=+9 for=X1\n"), look(OWED)
    learnt = learn_book(seen)
    heard, usual = ({each.week: each.expected for each in cash_weeks(book, learnt)} for book in (seen, silent))
    # the second week holds the word with a half, and half of what it held without
    assert heard[1] == pytest.approx(500_00 + usual.get(1, 0) / 2, abs=1)


def test_a_broken_word_is_no_day_any_more() -> None:
    text = OWED + "promise C1 P1 -19 1000USD by=-10 for=X1\n"
    entry = look(text).of("C1")
    assert words(entry) == {}
    # one of one was broken: (0 + 2) / (1 + 4)
    assert kept(entry).chance == pytest.approx(0.4)
    learnt = learn_book(look(text))
    assert forecast_book(look(text), learnt)[0].outlook == forecast_book(look(OWED), learnt)[0].outlook
