"""Due dates of instalments: counted from events, provisional until the event is known, in amounts that make up the whole.

A sale: ordered on 15 January 2024, invoiced on 10 March, expected to sail on 20 March, bill of lading of 25 March.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.due import DueInstalment, due_date, schedule, split
from credit.instalment import Instalment
from credit.money import Money
from credit.problem import CurrencyMismatch
from credit.term_words import Baseline
from credit.terms import Terms, parse
from tests.credit.any_facts import calm
from tests.credit.any_terms import PERCENTS, any_terms

ORDERED, INVOICED, ETD, SAILED = date(2024, 1, 15), date(2024, 3, 10), date(2024, 3, 20), date(2024, 3, 25)
WHOLE = Money.of(10_000, "USD")
IN_PRODUCTION = {Baseline.ORDER: ORDERED}
SHIPPED = {Baseline.ORDER: ORDERED, Baseline.INVOICE: INVOICED, Baseline.BL: SAILED}
PLANNED = {Baseline.BL: ETD}


def only(text: str) -> Instalment:
    (instalment,) = parse(text).instalments
    return instalment


def one(text: str, events: dict[Baseline, date], expected: dict[Baseline, date] | None = None) -> DueInstalment:
    (due,) = schedule(parse(text), WHOLE, events, expected or {})
    return due


def test_a_deposit_is_final_while_the_balance_waits_for_the_bill_of_lading() -> None:
    deposit, balance = schedule(parse("30% TT @order; 70% TT @BL+0"), WHOLE, IN_PRODUCTION, PLANNED)
    assert (deposit.amount, deposit.due_on, deposit.provisional) == (Money.of(3_000, "USD"), ORDERED, False)
    assert (balance.amount, balance.due_on, balance.provisional) == (Money.of(7_000, "USD"), ETD, True)
    assert balance.baseline is balance.counted_from is Baseline.BL


def test_both_dates_are_kept_when_the_event_is_known() -> None:
    due = one("OA 60 @BL", SHIPPED, PLANNED)
    assert due.provisional_on == date(2024, 5, 19)  # 20 March + 60: 11 left in March, 30 of April, 19 of May
    assert due.final_on == date(2024, 5, 24)  # 25 March + 60: 6 left in March, 30 of April, 24 of May
    assert (due.due_on, due.provisional) == (due.final_on, False)


@pytest.mark.parametrize(
    ("events", "expected", "counted_from", "start"),
    [
        (SHIPPED, PLANNED, Baseline.BL, SAILED),
        ({Baseline.INVOICE: INVOICED}, PLANNED, Baseline.BL, ETD),
        ({Baseline.ORDER: ORDERED, Baseline.INVOICE: INVOICED}, {}, Baseline.INVOICE, INVOICED),  # the nearest before
        ({}, {Baseline.INVOICE: INVOICED}, Baseline.INVOICE, INVOICED),
        ({Baseline.INVOICE: INVOICED}, {Baseline.INVOICE: ETD}, Baseline.INVOICE, INVOICED),  # what happened goes first
        ({Baseline.ACCEPTANCE: SAILED, Baseline.DELIVERY: ETD}, {}, Baseline.ACCEPTANCE, SAILED),  # else the nearest after
    ],
)
def test_the_nearest_event_stands_in_for_one_that_is_not_known(
    events: dict[Baseline, date], expected: dict[Baseline, date], counted_from: Baseline, start: date
) -> None:
    due = one("OA 10 @BL", events, expected)
    assert (due.counted_from, due.due_on) == (counted_from, start + timedelta(days=10))


def test_without_any_event_there_is_no_day() -> None:
    due = one("2/10 OA 60 @BL", {})
    assert (due.due_on, due.provisional, due.counted_from, due.discount_until) == (None, True, None, None)
    assert due.amount == WHOLE


@pytest.mark.parametrize(
    ("text", "start", "due_on"),
    [
        ("OA 0", date(2024, 2, 29), date(2024, 2, 29)),
        ("OA 30", date(2024, 2, 10), date(2024, 3, 11)),  # 19 left in February 2024, 11 of March
        ("OA 30", date(2023, 2, 10), date(2023, 3, 12)),  # 18 left in February 2023, 12 of March
        ("OA 1 month", date(2024, 1, 31), date(2024, 2, 29)),
        ("OA 1 month", date(2023, 1, 31), date(2023, 2, 28)),
        ("OA 2 months", date(2024, 12, 31), date(2025, 2, 28)),
        ("OA 12 months", date(2024, 2, 29), date(2025, 2, 28)),
        ("net 30 EOM", date(2024, 5, 11), date(2024, 6, 30)),  # end of May + 30
        ("net 30 EOM", date(2024, 2, 1), date(2024, 3, 30)),  # 29 February + 30
        ("net 30 EOM", date(2023, 2, 28), date(2023, 3, 30)),  # 28 February + 30
        ("net 0 EOM", date(2024, 2, 1), date(2024, 2, 29)),
        ("OA 1 month EOM", date(2024, 6, 10), date(2024, 7, 31)),  # not 30 July: the month's end stays a month's end
        ("OA 1 month EOM", date(2024, 1, 31), date(2024, 2, 29)),
        ("OA 60", date(9999, 12, 1), date.max),
        ("OA 2 months", date(9999, 12, 1), date.max),
    ],
)
def test_days_months_and_month_ends(text: str, start: date, due_on: date) -> None:
    assert due_date(only(text), start) == due_on


def test_a_discount_counts_from_where_the_term_counts() -> None:
    due = one("2/10 net 20 EOM", {Baseline.INVOICE: date(2024, 6, 16)})
    assert due.discount == Money.of(200, "USD")  # 2 % of 10,000
    assert due.discount_until == date(2024, 7, 10)  # AMA dictionary, "EOM dating": 2/10 EOM of June 16 runs until July 10
    assert due.due_on == date(2024, 7, 20)
    assert one("2/10 net 20", {Baseline.INVOICE: date(2024, 6, 16)}).discount_until == date(2024, 6, 26)


def test_no_discount_is_no_money_and_no_day() -> None:
    due = one("net 30", SHIPPED)
    assert (due.discount, due.discount_until) == (Money.zero("USD"), None)


def test_a_provisional_discount_moves_with_its_event() -> None:
    assert one("2/10 OA 30 @BL", {}, PLANNED).discount_until == date(2024, 3, 30)
    assert one("2/10 OA 30 @BL", SHIPPED, PLANNED).discount_until == date(2024, 4, 4)


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("30% TT @order; 70% OA 60", Money(10_000, "USD"), [3_000, 7_000]),
        ("33.33% TT @order; 66.67% OA 60", Money(10_001, "USD"), [3_333, 6_668]),  # 3,333.33 is rounded
        ("50% TT @order; 50% OA 60", Money(5, "USD"), [2, 3]),  # 2.5 goes to the even 2
        ("50% TT @order; 50% OA 60", Money(-5, "USD"), [-2, -3]),
        ("33% COD; 33% OA 30; 34% OA 60", Money(100, "JPY"), [33, 33, 34]),
        ("50% COD; 49.99% OA 30; 0.01% OA 60", Money(3, "USD"), [2, 1, 0]),  # 1.5 to 2, 1.4997 to 1, and nothing is left
        ("USD 50 TT @order; rest OA 60", Money(12_345, "USD"), [5_000, 7_345]),
        ("rest TT @order; 30% OA 60", Money(10_001, "USD"), [7_001, 3_000]),  # 3,000.3 is rounded, the rest takes what remains
        ("USD 50 TT @order; 50% OA 30; rest OA 60", Money(12_000, "USD"), [5_000, 6_000, 1_000]),
        ("USD 50 TT @order; rest OA 60", Money(3_000, "USD"), [3_000, 0]),  # the deposit covers the whole
        ("USD 50 TT @order; rest OA 60", Money(-12_000, "USD"), [-5_000, -7_000]),  # a credit note splits as its debt would
        ("30% TT @order; 70% OA 60", Money(0, "USD"), [0, 0]),
    ],
)
def test_amounts_make_up_the_whole(text: str, whole: Money, parts: list[int]) -> None:
    assert [part.minor for part in split(parse(text), whole)] == parts
    assert sum(parts) == whole.minor


def test_an_amount_of_another_currency_is_a_fault() -> None:
    with pytest.raises(CurrencyMismatch) as raised:
        split(parse("USD 50 TT @order; rest OA 60"), Money(12_345, "EUR"))
    assert raised.value.facts == {"left": "USD", "right": "EUR"}


ANY_DAYS = st.dictionaries(st.sampled_from(Baseline), st.dates(date(2020, 1, 1), date(2026, 12, 31)))
PERCENT_TERMS = any_terms(PERCENTS)


@calm
@given(PERCENT_TERMS, st.integers(-(10**12), 10**12), st.sampled_from(["USD", "JPY", "KWD"]))
def test_parts_of_any_amount_sum_to_it_and_none_turns_its_sign(terms: Terms, minor: int, currency: str) -> None:
    parts = split(terms, Money(minor, currency))
    assert sum(part.minor for part in parts) == minor
    assert all(part.minor * minor >= 0 for part in parts)
    for part, instalment in zip(parts, terms.instalments, strict=True):
        if isinstance(instalment.share, Decimal):
            off = abs(Decimal(part.minor) - minor * instalment.share / 100)
            assert off <= Decimal(len(parts)) / 2  # each of the others is off by at most half a minor unit


@calm
@given(PERCENT_TERMS, ANY_DAYS, ANY_DAYS)
def test_a_day_is_final_exactly_when_its_event_is_known(
    terms: Terms, events: dict[Baseline, date], expected: dict[Baseline, date]
) -> None:
    for due in schedule(terms, WHOLE, events, expected):
        assert due.provisional == (due.baseline not in events)
        assert (due.due_on is None) == (not events and not expected)
        if not due.provisional:
            assert due.counted_from is due.baseline
            assert due.due_on == due_date(due.instalment, events[due.baseline])


@calm
@given(any_terms(), st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(0, 400))
def test_a_later_event_never_makes_an_earlier_due_day(terms: Terms, start: date, later: int) -> None:
    for instalment in terms.instalments:
        assert start <= due_date(instalment, start) <= due_date(instalment, start + timedelta(days=later))
