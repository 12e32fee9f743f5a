"""Every alert rests on a fact of the book: without it nothing rings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from credit.alerts import AlertKind
from credit.assess import assess_book
from credit.book import Book
from credit.reason import Reason
from credit.report import EventKind
from tests.credit.alerts.ringing import PROMPT, publications
from tests.credit.alerts.test_company import OWNED
from tests.credit.alerts.test_grading import GOOD
from tests.credit.alerts.test_limits import COVER, DECIDED
from tests.credit.alerts.test_ordering import GROWN, HABIT, SPIKE, terms
from tests.credit.alerts.test_outside import BUYER, OLD, E
from tests.credit.alerts.test_paying import PARTS, SLIP, short
from tests.credit.little_book import TODAY, little_book
from tests.credit.without_fact import Sample, of, stands_and_falls

SILENT = "call C1 K1 -70 no_answer \n email C1 K2 -60 bounced \n call C1 K3 -50 no_answer"
WORSE = replace(little_book(BUYER), countries=publications(("-400", 4), ("-30", 5)))
CHARGED = "\n".join(f"invoice C1 I{n} -{n} 5000USD \n receipt C1 R{n} -{n} 4950USD for=I{n}" for n in range(10, 21))
"""Eleven times 50 are 550: the cap of 500 leaves the last one open."""
LIMITED = "buyer C1 limit=1000USD \n invoice C1 I1 +30 900USD \n order C1 O1 -3 200USD"

SAMPLES: Mapping[AlertKind, Sequence[Sample]] = {
    AlertKind.PAYING_LATER: [of(SLIP)],
    AlertKind.OVERDUE_BEYOND_HABIT: [of(PROMPT + "invoice C1 I1 -30 900USD")],
    AlertKind.PARTIAL_PAYMENTS: [of(PARTS)],
    AlertKind.SHORT_PAY_SERIES: [of(short("900USD"))],
    AlertKind.CHARGES_OVER_CAP: [of(CHARGED)],
    AlertKind.ORDER_WHILE_OVERDUE: [of("invoice C1 I1 -30 900USD \n order C1 O1 -3 900USD")],
    AlertKind.EXPOSURE_GROWTH: [
        of(GROWN),
        of(GROWN.replace("order C1 O1 -5 0.01USD", "invoice C1 I2 +40 0.01USD issued=-5")),
        of(GROWN.replace("order C1 O1 -5 0.01USD", "receipt C1 R2 -9 5USD \n receipt C1 R3 -5 -5.01USD")),
    ],
    AlertKind.ORDER_SPIKE: [of(SPIKE + "order C1 O3 -3 5000USD")],
    AlertKind.TERMS_STRETCH: [
        of("invoice C1 I1 +30 900USD \n call C1 K1 -5 longer_terms"),
        of(HABIT + "order C1 O1 -5 900USD terms=OA75@BL"),
        of(terms(75)),
    ],
    AlertKind.CASH_ELSEWHERE: [of("call C1 K1 -5 cash_elsewhere")],
    AlertKind.CASH_TERMS: [
        of("buyer C1 terms=OA60@BL \n buyer C1 terms=COD learnt=-9 \n invoice C1 I1 +30 900USD"),
        of("buyer C1 terms=OA60@BL \n order C1 O1 -5 900USD terms=COD"),
    ],
    AlertKind.LIMIT_EXCEEDED: [of(LIMITED)],
    AlertKind.LIMIT_EXPIRED: [of(DECIDED)],
    AlertKind.INSURER_LIMIT_CUT: [of(COVER.format("3000USD"))],
    AlertKind.BROKEN_PROMISE: [of("invoice C1 I1 -30 900USD \n promise C1 P1 -12 900USD by=-7 for=I1")],
    AlertKind.UNREACHABLE: [of("invoice C1 I1 -30 900USD \n" + SILENT)],
    AlertKind.MAIL_BOUNCED: [of("invoice C1 I1 +30 900USD \n email C1 K1 -3 bounced")],
    AlertKind.FIRST_DISPUTE: [of(PROMPT + "invoice C1 I1 +3 900USD \n dispute C1 D1 -3 quality for=I1")],
    AlertKind.LATE_DISPUTE: [of("invoice C1 I1 -30 900USD issued=-90 \n dispute C1 D1 -5 quality for=I1")],
    AlertKind.BANK_DETAILS_CHANGED: [of("email C1 K1 -3 bank_changed")],
    AlertKind.GRADE_DROP: [
        of(GOOD + "event C1 E1 -40 winding_up_petition"),
        of(GOOD + "report C1 B1 -20 bureau financial_strength.rating_common:D"),
        of(GOOD + "invoice C1 I1 -100 501USD"),
        of(GOOD + "invoice C1 I1 -80 900USD \n" + SILENT.replace("-70", "-75")),
        of(
            GOOD + "invoice C1 I1 -40 900USD \n promise C1 P1 -30 900USD by=-23 for=I1 \n promise C1 P2 -18 900USD by=-9 for=I1",
        ),
    ],
    AlertKind.REPORT_STALE: [of(OLD.format("-95"))],
    AlertKind.REPORT_UNRATED: [of(E)],
    AlertKind.COUNTRY_WORSE: [of(WORSE)],
    AlertKind.FILINGS_OVERDUE: [of("report C1 B1 -20 bureau enterprise_quality.filings_overdue:true")],
    AlertKind.OWNER_CHANGED: [of(OWNED + " \n invoice C1 I1 +30 900USD")],
    AlertKind.GROUP_DISTRESS: [
        of("buyer C1 \n buyer C2 parent=C1 \n event C2 E1 -20 winding_up_petition"),
        of("buyer C1 \n buyer C2 parent=C1 \n invoice C2 I1 -200 900USD"),
    ],
    AlertKind.GROUP_LIMIT_EXCEEDED: [
        of("buyer C1 group_limit=800USD \n invoice C1 I1 +30 10USD \n buyer C2 parent=C1 \n invoice C2 I2 +30 900USD"),
    ],
}


def rung(book: Book) -> tuple[Sequence[Reason], object]:
    """Every alert as the reason it is told by, and which of them stand."""
    found = assess_book(book, TODAY).of("C1").alerts
    return [Reason(f"alert_{alert.kind}", alert.evidence) for alert in found], {alert.id for alert in found}


def test_every_kind_of_alert_has_its_little_book() -> None:
    assert list(SAMPLES) == list(AlertKind)


@pytest.mark.parametrize(("kind", "sample"), [(kind, sample) for kind, samples in SAMPLES.items() for sample in samples])
def test_without_its_fact_an_alert_does_not_ring(kind: AlertKind, sample: Sample) -> None:
    stands_and_falls(f"alert_{kind}", sample, rung)


@pytest.mark.parametrize("kind", EventKind)
def test_an_event_nobody_published_does_not_ring(kind: EventKind) -> None:
    stands_and_falls(f"alert_{kind}", of(f"event C1 E1 -9 {kind}"), rung)
