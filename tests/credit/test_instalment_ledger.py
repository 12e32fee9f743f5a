"""How instalments stand in the ledger, and what is meant by the number of the whole.

The sale of most tests, 1,000 USD: a deposit of 300 at the order, 700 when the goods leave.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from credit.aging import Ledger, aging, ledger
from credit.alerts import AlertKind
from credit.breach import first_over
from credit.clocks.clock import ClockKind
from credit.invoice import Invoice
from credit.kept_back import discounted
from credit.monthly import month_series
from credit.payment_record import experiences
from credit.promises import PromiseState
from credit.rates import NO_RATES
from tests.credit.little_book import TODAY, assessed, day, facts, little_book, money

SALE = "sale C1 I1 -60 1000USD terms=30%TT@order;70%TT@BL order=O1 @order=-70"
SHIPPED = f"{SALE} @BL=-40"


def items(text: str, on: str = "0") -> Ledger:
    return ledger(little_book(text).account("C1").as_known_on(day(on)), day(on))


def opened(found: Ledger) -> dict[str, tuple[int, int]]:
    """Open minor units by number, in dollars, and days past due."""
    return {item.invoice.id: (item.open.minor // 100, item.dpd) for item in found.open}


def test_an_unpaid_deposit_is_no_receivable_and_is_told_beside_the_items() -> None:
    found = items(SALE)
    assert opened(found) == {"I1/2": (700, 0)}  # and no bill of lading: provisional, so not due, whatever day stands in
    assert [(item.invoice.id, item.open, item.dpd) for item in found.awaited] == [("I1/1", money("300USD"), 70)]
    (told,) = aging(found, (30,))
    assert (told.not_due, told.balance, told.counts) == (money("700USD"), money("700USD"), (1, 0, 0))


def test_once_the_goods_have_left_an_unpaid_deposit_is_owed_as_everything_else() -> None:
    assert opened(items(SHIPPED)) == {"I1/1": (300, 70), "I1/2": (700, 40)}
    assert not items(SHIPPED).awaited
    assert [item.invoice.id for item in items(SHIPPED, "-41").awaited] == ["I1/1"]


def test_a_deposit_paid_lowers_the_exposure_and_stands_in_no_bucket() -> None:
    """The receipt names the order alone; what is left of it would be unapplied."""
    found = items(f"{SALE} \n receipt C1 R1 -65 310USD order_id=O1")
    assert not found.awaited
    assert [settled.invoice.id for settled in found.settled] == ["I1/1"]
    assert found.unapplied == (money("10USD"),)
    part = items(f"{SALE} \n receipt C1 R1 -65 100USD order_id=O1")
    assert [item.open for item in part.awaited] == [money("200USD")]
    (told,) = aging(part, (30,))
    assert told.balance == money("700USD")


def test_what_an_awaited_deposit_asks_for_is_no_exposure() -> None:
    assert assessed(SALE).exposure.at_stake == money("700USD")


@pytest.mark.parametrize(("shipped", "overdue"), [("", 0), ("@BL=-40", 40), ("@BL=0", 0), ("@BL=-1", 1)])
def test_a_provisional_date_makes_nothing_overdue(shipped: str, overdue: int) -> None:
    found = items(f"sale C1 I1 -60 1000USD terms=TT@BL {shipped}")
    assert opened(found) == {"I1": (1000, overdue)}
    assert len(found.overdue) == (overdue > 0)


def test_items_past_a_provisional_date_stand_behind_the_overdue() -> None:
    """`overdue` is the beginning of `open`; the provisional date of I1 lies before the final one of I2."""
    found = items("sale C1 I1 -60 10USD terms=TT@BL \n sale C1 I2 -30 20USD terms=TT@invoice \n sale C1 I3 -9 5USD terms=OA30")
    assert opened(found) == {"I2": (20, 30), "I1": (10, 0), "I3": (5, -21)}
    assert [item.invoice.id for item in found.overdue] == ["I2"]


def test_a_receipt_that_names_the_whole_fills_its_instalments_in_order_of_due_date() -> None:
    found = items(f"{SHIPPED} \n receipt C1 R1 -20 450USD for=I1")
    assert opened(found) == {"I1/2": (550, 40)}
    assert [settled.invoice.id for settled in found.settled] == ["I1/1"]
    back = items(f"{SHIPPED} \n receipt C1 R1 -20 450USD for=I1 \n receipt C1 R2 -10 -450USD for=I1")
    assert opened(back) == {"I1/1": (300, 70), "I1/2": (700, 40)}


def test_a_whole_that_stands_beside_its_instalments_is_still_paid_by_its_number() -> None:
    found = items(f"{SHIPPED} \n invoice C1 I1 -50 5USD \n receipt C1 R1 -20 1005USD for=I1")
    assert (opened(found), found.unapplied) == ({}, ())


@pytest.mark.parametrize(
    ("promised", "paid", "state"),
    [
        ("I1", "I1/2", PromiseState.KEPT),
        ("I1/2", "I1", PromiseState.KEPT),
        ("I1/2", "I1/2", PromiseState.KEPT),
        ("I1/2", "I1/1", PromiseState.BROKEN),
        ("I1", "I2", PromiseState.BROKEN),
    ],
)
def test_a_promise_and_a_receipt_meet_by_whole_and_by_instalment(promised: str, paid: str, state: PromiseState) -> None:
    found = assessed(f"{SHIPPED} \n promise C1 P1 -30 200USD by=-20 for={promised} \n receipt C1 R1 -25 200USD for={paid}")
    assert [entry.state for entry in found.promises] == [state]


@pytest.mark.parametrize(("named", "marked"), [("I1", [True, True]), ("I1/2", [False, True]), ("I3", [False, False])])
def test_disputes_and_promises_of_the_whole_are_those_of_its_instalments(named: str, marked: list[bool]) -> None:
    found = assessed(f"{SHIPPED} \n dispute C1 D1 -3 quality for={named}")
    assert [found.disputed(item) for item in found.ledger.open] == marked
    found = assessed(f"{SHIPPED} \n promise C1 P1 -3 5000USD by=+3 for={named}")
    assert [bool(found.promised_amount(item)) for item in found.ledger.open] == marked


@pytest.mark.parametrize(("named", "rings"), [("I1", True), ("I1/1", True), ("I9", False)])
def test_a_broken_promise_for_the_whole_rings_while_an_instalment_is_overdue(named: str, rings: bool) -> None:
    found = assessed(f"{SHIPPED} \n promise C1 P1 -30 200USD by=-20 for={named}")
    assert (AlertKind.BROKEN_PROMISE in {alert.kind for alert in found.alerts}) is rings


@pytest.mark.parametrize(("named", "clocks"), [("I1", 0), ("I1/1,I1/2", 0), ("I1/1", 1)])
def test_a_notice_of_the_whole_tells_the_insurer_of_its_instalments(named: str, clocks: int) -> None:
    text = f"buyer C1 insured=900USD \n {SHIPPED} \n letter C1 K1 -5 insurer_notified for={named}"
    assert [clock.kind for clock in assessed(text).clocks].count(ClockKind.INSURER_NOTICE) == clocks


def test_what_deposits_leave_over_is_summed_beside_other_cash() -> None:
    found = items(
        f"{SALE} \n receipt C1 R1 -65 310USD order_id=O1 \n receipt C1 R2 -60 20USD order_id=O1 \n receipt C1 R3 -9 5USD"
    )
    assert (found.deposits, found.unapplied) == ((money("30USD"),), (money("35USD"),))


DISCOUNTED = "sale C1 I1 -40 1000USD terms=2/10net30"


@pytest.mark.parametrize(
    ("receipts", "open_", "kept_back"),
    [
        ("receipt C1 R1 -30 980USD for=I1", {}, 2000),  # the tenth day
        ("receipt C1 R1 -29 980USD for=I1", {"I1": (20, 10)}, 0),  # the eleventh: a short payment
        ("receipt C1 R1 -30 979USD for=I1", {}, 2100),  # one dollar is a bank's
        ("receipt C1 R1 -30 929USD for=I1", {"I1": (71, 10)}, 0),
        ("receipt C1 R1 -30 990USD for=I1", {}, 1000),
        ("receipt C1 R1 -30 1000USD for=I1", {}, 0),
        ("receipt C1 R1 -35 500USD for=I1 \n receipt C1 R2 -30 480USD for=I1", {}, 2000),
        ("receipt C1 R1 -35 500USD for=I1 \n receipt C1 R2 -29 480USD for=I1", {"I1": (20, 10)}, 0),
        ("receipt C1 R1 -30 980USD for=I1 \n receipt C1 R2 -20 -980USD for=I1", {"I1": (1000, 10)}, 0),
        ("receipt C1 R1 -30 980USD for=I1 \n receipt C1 R2 -20 20USD for=I1", {}, 0),
        ("invoice C1 I0 -50 5USD \n receipt C1 R1 -30 980USD for=I1", {"I0": (5, 50)}, 2000),  # beside one without a discount
    ],
)
def test_a_discount_taken_within_its_days_is_no_short_payment(
    receipts: str, open_: dict[str, tuple[int, int]], kept_back: int
) -> None:
    found = items(f"{DISCOUNTED} \n {receipts}")
    assert opened(found) == open_
    assert sum(settled.kept_back for settled in found.settled) == kept_back
    assert found.unapplied == ()


def test_an_invoice_without_discount_lets_nothing_be_kept_back() -> None:
    (plain,) = (fact for fact in facts("sale C1 I1 -40 1000USD terms=OA30") if isinstance(fact, Invoice))
    (early,) = (fact for fact in facts(DISCOUNTED) if isinstance(fact, Invoice))
    assert not discounted(plain, 1, day("-40"))
    assert discounted(early, 1, day("-40"))
    assert not discounted(early, 0, day("-40"))
    assert not discounted(replace(early, discount_until=None), 1, day("-40"))
    assert not discounted(replace(early, discount=None), 1, day("-40"))


def test_what_was_paid_before_its_event_is_not_late_and_says_nothing_of_lateness() -> None:
    found = items("sale C1 I1 -60 10USD terms=TT@BL \n receipt C1 R1 -30 10USD for=I1")
    assert [settled.dpd for settled in found.settled] == [0]  # 30 days after the day that stood in
    assert experiences(found) == ()
    early = items("sale C1 I1 -60 10USD terms=OA30@BL \n receipt C1 R1 -40 10USD for=I1")
    assert [settled.dpd for settled in early.settled] == [-10]


def test_months_count_neither_a_deposit_nor_a_provisional_date_as_at_risk() -> None:
    text = "sale C1 I1 -100 10USD terms=30%TT@order;70%TT@BL @order=-100 \n invoice C1 I2 -95 10USD"
    assert month_series(little_book(text).accounts.values(), TODAY, {"USD": 1}).at_risk.of == 1  # type: ignore[dict-item]


@pytest.mark.parametrize(("on", "rung"), [("-40", True), ("-41", False)])
def test_a_deposit_counts_against_the_limit_once_the_goods_have_left(on: str, rung: bool) -> None:
    """Limit 800: 700 before the bill of lading, 1,000 from that day on."""
    found = assessed(f"buyer C1 limit=800USD \n {SHIPPED}", on=day(on))
    breaches = [alert.on for alert in found.alerts if alert.kind is AlertKind.LIMIT_EXCEEDED]
    assert breaches == ([day("-40")] if rung else [])


MONTHS = """
    sale     C1  I1  2024-04-10  1000USD  terms=30%TT@order;70%TT@BL  order=O1  @order=2024-04-01  @BL=2024-06-05
    receipt  C1  R1  2024-05-20   100USD  order_id=O1
"""


EARLY = "sale C1 I1 2024-04-10 1000USD terms=2/10net60 \n receipt C1 R1 2024-04-20 980USD for=I1"
"""Paid on the tenth day, less the discount."""


def months(text: str) -> list[tuple[int, int]]:
    """Balance and what is current at each month's end in dollars: April, May and June."""
    found = month_series(little_book(text).accounts.values(), date(2024, 6, 30), {"USD": Decimal(1)}, 3).months
    return [(month.receivable // 100, month.current // 100) for month in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the balance waits for the bill of lading of 5 June, which is known today and makes it due that day
        (MONTHS, [(700, 700), (700, 700), (900, 0)]),
        # without one the deposit is in no month, and nothing is past due
        (MONTHS.replace("@BL=2024-06-05", ""), [(700, 700), (700, 700), (700, 700)]),
        # paid in full less the discount on the tenth day; more came in June and stays unapplied but for the 20
        (EARLY, [(0, 0)] * 3),
        (
            f"{EARLY} \n receipt C1 R2 2024-05-20 50USD for=I1",
            [(0, 0), (-30, 0), (-30, 0)],
        ),
        (
            f"{EARLY} \n receipt C1 R2 2024-05-20 -980USD for=I1",
            [(0, 0), (1000, 1000), (1000, 0)],  # due on 9 June
        ),
        (
            f"{EARLY} \n receipt C1 R2 2024-06-11 -980USD for=I1",
            [(0, 0), (0, 0), (1000, 0)],
        ),
    ],
)
def test_months_end_as_the_ledger_of_that_day_says(text: str, told: list[tuple[int, int]]) -> None:
    assert months(text) == told


def test_time_given_ends_on_the_day_a_deposit_takes_the_exposure_over_its_cap() -> None:
    """700 until the bill of lading 40 days ago, 1,000 from then on; a cap of 800."""
    account = little_book(SHIPPED).account("C1")
    assert first_over(account, money("800USD"), day("-60"), NO_RATES, TODAY) == day("-40")
    assert first_over(account, money("800USD"), day("-60"), NO_RATES, day("-41")) is None
    assert first_over(account, money("699USD"), day("-50"), NO_RATES, TODAY) == day("-50")
    ordered = little_book(f"{SHIPPED} \n order C1 O2 -30 500USD").account("C1")
    assert first_over(ordered, money("1400USD"), day("-60"), NO_RATES, TODAY) == day("-30")
