"""Who pays to the day and has more kept back by its bank than is closed in a year looks late nowhere.

Two invoices a month, 40 short each: of the 24 within a year twelve are closed (480), the cap of 500 leaves twelve open.
"""

from credit.clocks.clock import ClockKind
from credit.in_transit import stoppable
from credit.pressed import Aftermath, pressings
from tests.credit.little_book import TODAY, assessed, day, little_book
from tests.credit.test_bank_charges import monthly
from tests.credit.test_pressed import PAID

OVER = monthly(24, "36460", 15).replace("limit=500000USD", "limit=500000USD insured=400000USD")
INSURERS = {ClockKind.INSURER_NOTICE, ClockKind.INSURER_STOP, ClockKind.INSURER_HANDOVER, ClockKind.INSURER_CLAIM}


def test_no_day_past_due_and_no_clock_of_the_insurer_is_told_of_a_banks_charge() -> None:
    found = assessed(OVER)
    assert len(found.ledger.overdue) == 12
    assert found.worst_dpd == 0
    assert found.covered
    assert INSURERS.isdisjoint(clock.kind for clock in found.clocks)


def test_what_is_late_beside_it_runs_by_its_own_days() -> None:
    found = assessed(OVER + "\n invoice C1 X1 -30 36500USD")
    assert found.worst_dpd == 30
    assert {clock.subject for clock in found.clocks if clock.kind in INSURERS} == {"X1"}


def test_what_a_bank_kept_back_keeps_nobody_doubtful() -> None:
    """X1, 120 days late when it was paid, made it doubtful; today nothing but charges of a bank is past due."""
    found = assessed(OVER + "\n invoice C1 X1 -140 900000USD \n receipt C1 SX -20 900000USD for=X1")
    assert found.ledger.late == ()
    assert (found.debt_class.value.value, found.debt_class.reasons[0].code) == ("not_due", "class_little_overdue")


def test_goods_on_their_way_to_it_are_not_to_be_stopped() -> None:
    goods = "\n shipment C1 M1 -3 900USD papers=originals_held"
    assert stoppable(assessed(OVER + goods)) is None
    assert stoppable(assessed(OVER + goods + "\n invoice C1 X1 -30 36500USD")) is not None


def test_who_was_pressed_has_paid_though_a_charge_of_its_bank_is_open() -> None:
    """Thirteen of 40 are 520: the last one, due on day -501, stays open. What it was pressed for was paid on day -470."""
    short = "".join(
        f"invoice C1 N{n} -{514 - n} 36500USD \n receipt C1 S{n} -{514 - n} 36460USD for=N{n} \n" for n in range(1, 14)
    )
    book = little_book(short + PAID)
    (found,) = pressings(book.account("C1"), TODAY, book)
    assert (found.contact, found.paid_on, found.aftermath) == ("K1", day("-470"), Aftermath.LOST)
