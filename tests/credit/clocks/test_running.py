"""All clocks for the page, those that press for the queue; one of a kind, with what is at stake in all of them together."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from credit.aging import ledger
from credit.clocks.clock import Clock
from credit.clocks.limitation_packs import Pack
from credit.clocks.running import every_clock, item_clocks, presses, pressing_clocks
from credit.clocks.watch import Watch
from credit.policy import DEFAULT_POLICY
from credit.promises import judged
from credit.rates import NO_RATES, Rates
from credit.thresholds import Promising
from tests.credit.clocks.watching import watch
from tests.credit.little_book import TODAY, day, little_book, money, published, queue

Told = list[tuple[str, date, str]]


def told(clocks: tuple[Clock, ...]) -> Told:
    return [(clock.kind.value, clock.due_on, clock.subject) for clock in clocks]


def pressing(text: str, on: date = TODAY, rates: Rates = NO_RATES, **differing: Any) -> tuple[Clock, ...]:
    seen = watch(text, on, rates, **differing)
    lenient = next(iter(seen.account.leniencies), None)
    return pressing_clocks(seen, judged(seen.account, on, Promising()), lenient, DEFAULT_POLICY)


def every(text: str, on: date = TODAY, rates: Rates = NO_RATES, **differing: Any) -> tuple[Clock, ...]:
    seen = watch(text, on, rates, **differing)
    lenient = next(iter(seen.account.leniencies), None)
    return every_clock(seen, judged(seen.account, on, Promising()), lenient, DEFAULT_POLICY)


SHIPPED = """
    buyer     C1  country=FR  law=DE
    invoice   C1  I1  2024-10-01  60000USD  issued=2024-05-01  shipped_on=2024-06-10  refund=900USD
    security  C1  S1  -40  90000USD  form=letter_of_credit
"""


def test_every_clock_of_an_item_the_earliest_first() -> None:
    seen = watch(SHIPPED)
    assert told(item_clocks(seen, seen.items[0])) == [
        ("documents", date(2024, 6, 15), "I1"),
        ("lc_presentation", date(2024, 7, 1), "I1"),
        ("safe_report", date(2024, 7, 10), "I1"),
        ("tax_refund", date(2025, 4, 15), "I1"),
        ("limitation", date(2027, 12, 31), "I1"),
    ]
    unknown = watch("buyer C1 law=FR \n invoice C1 I1 -9 5USD")
    assert item_clocks(unknown, unknown.items[0]) == ()


def test_the_page_has_them_all_in_the_order_of_their_days() -> None:
    text = (
        SHIPPED
        + """
        promise  C1  P1  -1  500USD   by=+2
        promise  C1  P2  -40 500USD   by=-30
        dispute  C1  D1  -1  quality  settle_by=+4
        dispute  C1  D2  -9  quality  settle_by=+4  closed=0
        lenient  C1  L1  -9  potential cap=9USD  until=+400
        event    C1  E1  -8  winding_up_order
    """
    )
    assert told(every(text)) == [
        ("documents", date(2024, 6, 15), "I1"),
        ("dispute", day("+4"), "D1"),
        ("promise", date(2024, 6, 19), "P1"),  # Friday and three bank days
        ("lc_presentation", date(2024, 7, 1), "I1"),
        ("insolvency_claim", date(2024, 7, 4), "E1"),
        ("safe_report", date(2024, 7, 10), "I1"),
        ("review", day("+81"), "L1"),
        ("tax_refund", date(2025, 4, 15), "I1"),
        ("limitation", date(2027, 12, 31), "I1"),
    ]
    # nothing of the item presses today; what belongs to the buyer stands all the same
    assert [clock.kind.value for clock in pressing(text)] == ["insolvency_claim", "promise", "dispute", "review"]


def only(kind: str, clocks: tuple[Clock, ...]) -> Clock | None:
    return next((clock for clock in clocks if clock.kind.value == kind), None)


@pytest.mark.parametrize(
    ("kind", "due_on"),
    [
        ("lc_presentation", date(2024, 7, 1)),
        ("safe_report", date(2024, 7, 10)),
        ("tax_refund", date(2025, 4, 15)),
        ("limitation", date(2027, 12, 31)),
    ],
)
def test_a_clock_of_an_item_presses_from_ten_days_before_until_thirty_after(kind: str, due_on: date) -> None:
    for days, is_there in ((-11, False), (-10, True), (0, True), (30, True), (31, False)):
        on = date.fromordinal(due_on.toordinal() + days)
        assert (only(kind, pressing(SHIPPED, on)) is not None) is is_there, days
        shown = only(kind, every(SHIPPED, on))
        assert shown is not None
        assert (shown.slack, presses(shown, watch(SHIPPED, on))) == (-days, is_there)


def test_a_credits_expiry_presses_before_anything_was_shipped() -> None:
    text = "invoice C1 I1 +60 10USD issued=-30 \n security C1 S1 -40 90USD form=letter_of_credit until=+10"
    assert told(pressing(text)) == [("lc_presentation", day("+10"), "I1")]
    long = "invoice C1 I1 +60 10USD issued=-90 shipped_on=-80 \n security C1 S1 -40 90USD form=letter_of_credit until=-80"
    assert told(pressing(long)) == []


def test_terms_alone_put_an_item_under_a_credit() -> None:
    text = "buyer C1 terms=LC90@BL \n invoice C1 I1 +60 10USD issued=-30 shipped_on={}"
    assert told(pressing(text.format("-21"))) == [("lc_presentation", TODAY, "I1")]
    assert told(pressing(text.format("-51"))) == [("lc_presentation", day("-30"), "I1")]
    assert told(pressing(text.format("-52"))) == []


REFUNDS = """
    buyer    C1  country=FR
    invoice  C1  I1  2024-01-01  1000USD  issued=2023-05-01  shipped_on=2023-05-20  refund=100USD
    invoice  C1  I2  2024-01-02  2000USD  issued=2023-05-01  shipped_on=2023-05-15  refund=200USD
    invoice  C1  I3  2024-10-01  4000USD  issued=2024-01-05  shipped_on=2024-01-10  refund=400USD
"""
"""I1 and I2 were exported in 2023: their refunds hang on a receipt by 15 April 2024, that of I3 by 15 April 2025."""


def test_the_clocks_of_one_kind_are_one_with_all_that_is_at_stake() -> None:
    found = only("tax_refund", pressing(REFUNDS, date(2024, 4, 10)))
    assert found is not None
    assert (found.subject, found.due_on, found.stake) == ("I1", date(2024, 4, 15), money("300USD"))
    shown = only("tax_refund", every(REFUNDS, date(2024, 4, 10)))
    assert shown is not None
    assert (shown.subject, shown.stake) == ("I1", money("700USD"))


def test_one_missed_long_ago_hides_none_that_can_be_kept() -> None:
    old = only("tax_refund", every(REFUNDS, date(2024, 5, 16)))  # by 15 April, 31 days ago
    assert old is not None
    assert (old.subject, old.stake) == ("I3", money("400USD"))
    late = only("tax_refund", every(REFUNDS, date(2024, 5, 15)))
    assert late is not None
    assert (late.subject, late.stake) == ("I1", money("700USD"))


def test_stakes_of_several_currencies_are_told_in_base_or_for_the_first() -> None:
    text = """
        buyer    C1  country=FR
        invoice  C1  I1  2024-10-01  800EUR   issued=2024-05-01  shipped_on=2024-05-15  refund=80EUR
        invoice  C1  I2  2024-10-01  2000USD  issued=2024-05-01  shipped_on=2024-05-20  refund=200USD
    """
    converted, unknown = only("tax_refund", every(text, rates=published(USD="1.25"))), only("tax_refund", every(text))
    assert converted is not None
    assert converted.stake == money("300USD")
    assert unknown is not None
    assert unknown.stake == money("80EUR")


def test_several_clocks_without_a_stake_have_none_together() -> None:
    text = """
        invoice  C1  I1  +90  60000USD  issued=-30  shipped_on=-3
        invoice  C1  I2  +90  70000USD  issued=-30  shipped_on=-2
    """
    found = only("documents", every(text))
    assert found is not None
    assert (found.subject, found.stake) == ("I1", None)


def test_limitation_presses_by_the_shortest_pack_there_is() -> None:
    text = "buyer C1 law=OWN \n invoice C1 I1 2023-06-20 10USD issued=2023-01-01"
    own = {"OTHER": Pack(9, "other"), "OWN": Pack(1, "own"), "ES": Pack(0, "none")}
    assert told(pressing(text, limitation=own)) == [("limitation", date(2024, 6, 20), "I1")]
    abroad = {"OWN": Pack(9, "own", international_years=1, international_source="art")}
    text = text.replace("law=OWN", "law=OWN country=FR")
    assert told(pressing(text, limitation=abroad)) == [("limitation", date(2024, 6, 20), "I1")]
    assert told(pressing(text, limitation={"OWN": Pack(0, "none")})) == []


def test_a_policys_share_of_refund_presses_too() -> None:
    text = "buyer C1 country=FR \n invoice C1 I1 2023-09-01 1000USD issued=2023-06-01 shipped_on=2023-06-10"
    on = date(2024, 4, 10)
    assert only("tax_refund", pressing(text, on)) is None  # no money is known to hang on it
    found = only("tax_refund", pressing(text, on, refund_percent=13))
    assert found is not None
    assert (found.due_on, found.stake) == (date(2024, 4, 15), money("130USD"))


def test_only_clocks_that_lose_money_stand_in_the_clock_lane() -> None:
    promise = "invoice C1 I1 -30 5000USD \n promise C1 P1 -1 5000USD by=+2 \n dispute C1 D1 -9 quality for=I9 settle_by=+1"
    assert [task.lane.value for task in queue(promise).tasks] != ["clock"]
    deferred = "buyer C1 country=FR \n invoice C1 I1 2024-10-01 1000USD issued=2024-05-01 shipped_on=2024-05-20"
    (task,) = queue(deferred).tasks
    assert (task.lane.value, task.reasons[0].code) == ("clock", "clock_safe_report")


def test_a_promise_s_clock_counts_by_the_calendar_of_its_buyer() -> None:
    found = only("promise", pressing("buyer C1 country=GB \n invoice C1 I1 -30 50USD \n promise C1 P1 -1 50USD by=+2"))
    assert found is not None
    assert found.calendar == "GB"


def test_what_was_shipped_of_late_may_press_for_its_refund_too() -> None:
    text = "buyer C1 country=FR \n invoice C1 I1 2025-01-01 1000USD issued=2024-12-01 shipped_on=2024-12-20 refund=130USD"
    found = only("tax_refund", pressing(text, date(2025, 1, 10), refund_month=1, refund_day=15))
    assert found is not None
    assert found.due_on == date(2025, 1, 15)


def test_a_buyer_that_owes_nothing_has_no_clock() -> None:
    assert pressing("buyer C1") == ()


def test_stakes_of_one_foreign_currency_are_told_in_it_and_one_that_is_not_known_adds_nothing() -> None:
    text = """
        buyer    C1  country=FR
        invoice  C1  I1  2024-10-01  800EUR  issued=2024-05-01  shipped_on=2024-05-15  refund=80EUR
        invoice  C1  I2  2024-10-01  200EUR  issued=2024-05-01  shipped_on=2024-05-20
        invoice  C1  I3  2024-10-01  200EUR  issued=2024-05-01  shipped_on=2024-05-20  refund=20EUR
    """
    found = only("tax_refund", every(text, rates=published(USD="1.25")))
    assert found is not None
    assert found.stake == money("100EUR")


def test_what_clocks_are_read_from_is_of_the_book() -> None:
    book = replace(little_book("invoice C1 I1 -9 5USD"), base="EUR", home="DE", rates=published(USD="1.25"))
    account = book.account("C1")
    seen = Watch.of(account, ledger(account, TODAY), book)
    assert (seen.base, seen.home, seen.rates) == ("EUR", "DE", book.rates)


def test_nothing_learnt_later_moves_a_clock() -> None:
    later = SHIPPED + "note C1 K1 2024-06-11 documents_presented learnt=2024-06-25 \n note C1 K2 2024-06-24 safe_reported"
    assert told(every(later, date(2024, 6, 23))) == told(every(SHIPPED, date(2024, 6, 23)))
    kinds = [kind for kind, _, _ in told(every(later, date(2024, 6, 25)))]
    assert "lc_presentation" not in kinds
    assert "safe_report" not in kinds


def test_what_is_known_of_the_stake_stands_beside_what_is_not() -> None:
    """Nobody wrote down the refund of I2, nor a rate for it: the 80 of I1 are what is known to be lost."""
    text = """
        buyer    C1  country=FR
        invoice  C1  I1  2024-10-01   800USD  issued=2024-05-01  shipped_on=2024-05-15  refund=80USD
        invoice  C1  I2  2024-10-01  2000USD  issued=2024-05-01  shipped_on=2024-05-20
    """
    found = only("tax_refund", every(text))
    assert found is not None
    assert found.stake == money("80USD")


@pytest.mark.parametrize(("on", "shown"), [(date(2023, 2, 27), []), (date(2023, 2, 28), ["limitation"])])
def test_limitation_presses_from_ten_days_before_though_no_leap_day_lies_between(on: date, shown: list[str]) -> None:
    """Three years after 10 March 2020, which are 1,095 days: by 10 March 2023."""
    text = "buyer C1 country=CN \n invoice C1 I1 2020-03-10 900USD"
    assert [clock.kind.value for clock in pressing(text, on)] == shown


@pytest.mark.parametrize(("on", "shown"), [(date(2023, 2, 27), []), (date(2023, 2, 28), ["limitation"])])
def test_a_law_of_a_single_year_presses_as_early(on: date, shown: list[str]) -> None:
    text = "buyer C1 law=XX \n invoice C1 I1 2022-03-10 900USD"
    assert [clock.kind.value for clock in pressing(text, on, limitation={"XX": Pack(1, "a page")})] == shown


def test_a_dispute_without_a_day_agreed_is_answered_by_the_houses() -> None:
    found = only("dispute", every("invoice C1 I1 -3 900USD \n dispute C1 D1 -3 quality for=I1"))
    assert found is not None
    assert found.due_on == day("-3") + timedelta(days=30)
