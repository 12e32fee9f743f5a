"""Every clock is set going by a fact of the book: without it the clock does not run, or runs from another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.clocks.clock import ClockKind, clock_reason
from credit.clocks.running import every_clock
from credit.reason import Reason
from tests.credit.little_book import TODAY
from tests.credit.without_fact import Sample, of, stands_and_falls

INSURED = "buyer C1 insured=5000USD \n"
LATE = INSURED + "invoice C1 I1 -50 2000USD \n"
ABROAD = "buyer C1 country=FR \n"

SAMPLES: Mapping[ClockKind, Sequence[Sample]] = {
    ClockKind.PROMISE: [of("invoice C1 I1 -9 900USD \n promise C1 P1 -1 900USD by=+3 for=I1")],
    ClockKind.INSURER_NOTICE: [
        of(LATE),
        of(INSURED + "invoice C1 I1 +9 2000USD \n event C1 E1 -3 winding_up_petition"),
    ],
    ClockKind.INSURER_STOP: [of(LATE)],
    ClockKind.INSURER_HANDOVER: [of(LATE)],
    ClockKind.INSURER_CLAIM: [of(LATE + "email C1 K1 -9 insurer_notified for=I1")],
    ClockKind.LIMITATION: [
        of(ABROAD + "invoice C1 I1 -50 2000USD"),
        of("buyer C1 country=FR law=CN \n invoice C1 I1 -50 2000USD \n email C1 K1 -9 acknowledged for=I1", steps=True),
        of("buyer C1 country=FR law=CN \n invoice C1 I1 -50 2000USD \n receipt C1 R1 -9 100USD for=I1", steps=True),
    ],
    ClockKind.INSOLVENCY_CLAIM: [of("invoice C1 I1 -50 2000USD \n event C1 E1 -9 winding_up_order")],
    ClockKind.TAX_REFUND: [of(ABROAD + "invoice C1 I1 -50 2000USD refund=260USD")],
    ClockKind.SAFE_REPORT: [of(ABROAD + "invoice C1 I1 +120 2000USD issued=-9 shipped_on=-9")],
    ClockKind.LC_SHIPMENT: [
        of("security C1 S1 -40 5000USD form=letter_of_credit ship_by=+8 \n order C1 O1 -20 2000USD"),
    ],
    ClockKind.LC_PRESENTATION: [
        of("buyer C1 terms=LC@sight \n invoice C1 I1 +60 2000USD issued=-12 shipped_on=-12"),
        of("invoice C1 I1 +60 2000USD issued=-12 \n security C1 S1 -40 5000USD form=letter_of_credit until=+8"),
    ],
    ClockKind.DOCUMENTS: [of("invoice C1 I1 +30 90000USD issued=-9 shipped_on=-3")],
    ClockKind.DISPUTE: [of("invoice C1 I1 -9 900USD \n dispute C1 D1 -3 quality for=I1")],
    ClockKind.REVIEW: [of("invoice C1 I1 -9 900USD \n lenient C1 L1 -9 potential until=+90 cap=9000USD")],
}


def running(book: Book) -> tuple[Sequence[Reason], object]:
    """Every clock by its kind, missed or not, and which run until when."""
    entry = assess_book(book, TODAY).of("C1")
    clocks = every_clock(entry.watch, entry.promises, entry.leniency, book.policy)
    told = [(clock, clock_reason(clock)) for clock in clocks]
    return [replace(reason, code=f"clock_{clock.kind}") for clock, reason in told], {(c.kind, c.due_on) for c in clocks}


def test_every_kind_of_clock_has_its_little_book() -> None:
    assert list(SAMPLES) == list(ClockKind)


@pytest.mark.parametrize(("kind", "sample"), [(kind, sample) for kind, samples in SAMPLES.items() for sample in samples])
def test_without_its_fact_a_clock_does_not_run(kind: ClockKind, sample: Sample) -> None:
    stands_and_falls(f"clock_{kind}", sample, running)
